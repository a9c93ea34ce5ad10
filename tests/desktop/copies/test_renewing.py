"""Copies with the former key on a stick that is away: an empty folder where it belongs settles nothing."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication

from db.file import new_key
from db.file.copies import State, Why
from db.file.new_key import Given
from db.file.store import Store
from db.journal import outstanding
from desktop import copying
from desktop.data import Data
from desktop.office import renewing
from domain.outstanding import Task
from domain.password import Tries
from domain.progress import Progress
from tests import prepared
from tests.db.conftest import PASSWORD as OLD

NEW = "совсем другой пароль 7"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return prepared.empty(tmp_path / "Север.merilo", OLD)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A folder on another disk, which a link in the place of a mount leads to."""
    here = tmp_path.stat().st_dev
    there = (Path("/dev/shm"), Path("/var/tmp"))
    other = next((one for one in there if os.access(one, os.W_OK) and one.stat().st_dev != here), None)
    if other is None:
        pytest.skip("there is no other disk")
    with tempfile.TemporaryDirectory(dir=other) as folder:
        yield Path(folder)


def give(path: Path, second: Path) -> None:
    given, tries = Given(OLD, NEW), Tries(monotonic)
    new_key.give(path, given, clock=lambda: datetime.now(UTC), tries=tries, second=second, fast=True)


def test_an_empty_mount_point_is_named_and_waits_for_its_stick(file: Path, tmp_path: Path) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    with contextlib.closing(Store.open(file, OLD)) as store:
        copy = store.copies.take(Why.BY_HAND, where=stick).copy
    stick.rename(drawer)
    stick.mkdir()
    give(file, second=stick)
    with contextlib.closing(Store.open(file, NEW)) as store:
        waiting = store.read(outstanding.outstanding)
        assert (Task.OLD_KEY, stick) in [(one.task, one.place) for one in waiting]
        assert stick in renewing.renew(store, waiting, Progress())[1], "nothing is settled by an empty folder"
        stick.rmdir()
        drawer.rename(stick)
        assert renewing.renew(store, store.read(outstanding.outstanding), Progress())[1] == ()
        assert store.read(outstanding.outstanding) == ()
        assert store.copies.check(copy).state is State.SOUND


def test_a_copy_named_on_a_stick_that_is_away_is_not_settled_by_an_empty_folder(
    file: Path, tmp_path: Path
) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    with contextlib.closing(Store.open(file, OLD)) as store:
        copy = store.copies.take(Why.BY_HAND, where=stick).copy
    give(file, second=stick)
    stick.rename(drawer)
    stick.mkdir()
    with contextlib.closing(Store.open(file, NEW)) as store:
        tasks = store.read(outstanding.outstanding)
        assert renewing.renew(store, tasks, Progress())[1] == (copy.path,)


def test_a_new_copy_does_not_go_where_only_a_stick_belongs_that_is_waited_for(
    file: Path, tmp_path: Path, qapp: QApplication
) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    with contextlib.closing(Store.open(file, OLD)) as store:
        store.copies.take(Why.BY_HAND, where=stick)
    stick.rename(drawer)
    stick.mkdir()
    give(file, second=stick)
    with contextlib.closing(Store.open(file, NEW)) as store:
        data = Data(store)
        assert copying.copy(data, Why.BY_HAND, stick, Progress()).second is None
        assert not list(stick.iterdir())
        known = copying.look(data, stick, Progress())
        assert known.second_away and known.outstanding
        stick.rmdir()
        drawer.rename(stick)
        assert copying.copy(data, Why.BY_HAND, stick, Progress()).second is not None
        assert not copying.look(data, stick, Progress()).second_away


def test_the_empty_place_of_a_stick_takes_no_copy_although_nothing_waits_for_it(
    file: Path, tmp_path: Path, stick: Path, qapp: QApplication
) -> None:
    place = tmp_path / "media"
    place.symlink_to(stick)
    with contextlib.closing(Store.open(file, OLD)) as store:
        data = Data(store)
        apart = copying.is_apart(file, place)
        assert copying.copy(data, Why.BY_HAND, place, Progress(), apart=apart).second is not None
        place.unlink()
        place.mkdir()
        assert copying.copy(data, Why.BY_HAND, place, Progress(), apart=apart).second is None
        assert not list(place.iterdir())
        assert copying.look(data, place, Progress(), apart=apart).second_away
        place.rmdir()
        place.symlink_to(stick)
        for one in stick.iterdir():  # somebody made room on it
            one.unlink()
        assert not copying.look(data, place, Progress(), apart=apart).second_away
        assert copying.copy(data, Why.BY_HAND, place, Progress(), apart=apart).second is not None

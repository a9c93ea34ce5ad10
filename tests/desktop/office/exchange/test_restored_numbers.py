"""A file that was restored from an older copy sends on: nobody takes its new packets for older ones."""

import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.file import keys
from db.file.store import Store
from tests.desktop.office.exchange.devices import Device, Letter, Schedule


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Schedule]:
    schedule = Schedule(tmp_path, random.Random(7))
    schedule.begin()
    yield schedule
    schedule.close()


def copied(device: Device, to: Path) -> None:
    """Copy the closed file, with its keys, and open it again."""
    device.store.close()
    shutil.copyfile(device.store.path, to)
    shutil.copyfile(keys.beside(device.store.path), keys.beside(to))
    device.store = Store.open(device.store.path, clock=device.watch)
    device.store.act_as(device.me)


def restored(device: Device, copy: Path) -> None:
    """Work on in the copy: what was done since is gone, on this computer and on every other place."""
    device.store.close()
    device.store = Store.open(copy, clock=device.watch)
    device.store.act_as(device.me)


def invited(at: Schedule) -> list[Letter]:
    """Return the invitations of the case, dealt now."""
    known = len(at.post.letters)
    at.invite()
    return at.post.letters[known:]


def test_invitations_after_an_older_copy_was_restored_are_taken(at: Schedule, tmp_path: Path) -> None:
    copied(at.hr, tmp_path / "copy.merilo")
    for _ in range(3):
        for one in invited(at):
            one.to.take(one.data)
    restored(at.hr, tmp_path / "copy.merilo")
    for one in invited(at):
        assert not one.to.take(one.data).again
    (case,) = at.cases
    for number in (0, 1):
        at.submit(number, case)
        at.seal(number, case)
        at.hr.take(at.post.letters[-1].data)
    assert [at.hr.said(case, seat) for seat in at.seats] == [at.truth[case, 0], at.truth[case, 1]]


def test_a_sheet_sealed_after_an_older_copy_was_restored_is_taken(at: Schedule, tmp_path: Path) -> None:
    first, (case,) = at.assessors[0], at.cases
    first.take(invited(at)[0].data)
    at.submit(0, case)
    copied(first, tmp_path / "copy.merilo")
    at.seal(0, case)
    at.hr.take(at.post.letters[-1].data)
    restored(first, tmp_path / "copy.merilo")
    at.begin()
    later = list(at.cases)[1]
    at.invite(later)
    first.take(at.post.letters[-2].data)
    at.submit(0, later)
    at.seal(0, later)
    assert not at.hr.take(at.post.letters[-1].data).again


def test_a_clock_that_is_put_back_does_not_make_later_packets_older(at: Schedule) -> None:
    for _ in range(3):
        for one in invited(at):
            assert not one.to.take(one.data).again
        at.hr.watch.set(timedelta(days=-400))


def test_what_comes_back_tells_how_far_the_numbers_were_if_the_clock_was_ahead_as_well(
    at: Schedule, tmp_path: Path
) -> None:
    copied(at.hr, tmp_path / "copy.merilo")
    at.hr.watch.set(timedelta(days=4_000))
    for one in invited(at):
        one.to.take(one.data)
    at.hr.watch.set(timedelta(days=-4_000))
    restored(at.hr, tmp_path / "copy.merilo")
    at.begin()
    first, other = at.cases
    at.invite(other)
    for number, letter in enumerate(at.post.letters[-2:]):
        at.bring(letter)
        at.submit(number, other)
        at.seal(number, other)
        at.bring(at.post.letters[-1])
    at.invite(first)
    for letter in at.post.letters[-2:]:
        assert not letter.to.take(letter.data).again

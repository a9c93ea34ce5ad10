"""Where the journal ended each day, kept apart: days that are cut off the end show, and nothing else does."""

import signal
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from sqlmodel import Session

from db.file.errors import Unwritable
from db.file.store import Store
from db.journal import journal
from db.journal.problems import Problem, ProblemKind
from db.people import organisation
from db.service.command_line import main
from db.service.heads import Heads, NoHeads
from tests.db import tampering
from tests.db.conftest import PASSWORD
from tests.db.service.web.client import HANGS, running, served

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = tuple(f"-2026-11-{day}.head" for day in (23, 24, 25))


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MERILO_LANG", "en")
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "heads [1]"
    made.mkdir()
    return made


def on(store: Store, folder: Path, at: datetime) -> Heads:
    return Heads(store, folder, clock=lambda: at)


@pytest.fixture
def week(store: Store, folder: Path) -> Store:
    """Three days with an act on each, their heads kept."""
    for day in range(3):
        store.write(organisation.add_unit, f"Цех {day}")
        assert on(store, folder, MONDAY + timedelta(days=day)).note() is not None
    return store


def cut(session: Session, after: int) -> None:
    """Take the events after this one away, as somebody does who has the database and its key."""
    tampering.unguarded(session, "journal")
    tampering.run(session, f"DELETE FROM journal WHERE seq > {after}")


def test_a_day_has_one_head_and_a_sound_journal_has_them_all(week: Store, folder: Path) -> None:
    kept = sorted(folder.iterdir())
    assert [one.name for one in kept] == [week.path.stem + name for name in NAMES]
    seq, mac = week.read(journal.head)
    assert kept[-1].read_text("ascii") == f"{seq} {mac}\n"
    week.write(organisation.add_unit, "Склад")
    assert on(week, folder, MONDAY + timedelta(days=2, hours=14, minutes=59)).note() is None
    assert kept[-1].read_text("ascii") == f"{seq} {mac}\n"
    assert Heads(week, folder).problems() == ()


def test_days_that_were_cut_off_are_named(week: Store, folder: Path) -> None:
    first = int(min(folder.iterdir()).read_text("ascii").split()[0])
    week.write(cut, first)
    lost = tuple(Problem(ProblemKind.OLDER, week.path.stem + name) for name in NAMES[1:])
    assert Heads(week, folder).problems() == lost


def test_a_head_that_was_altered_is_named_and_a_folder_without_one_is_refused(
    week: Store, folder: Path, tmp_path: Path
) -> None:
    kept = sorted(folder.iterdir())
    for one, content in zip(kept, (b"1 " + b"0" * 64 + b"\n", b"", "голова\n".encode()), strict=True):
        one.write_bytes(content)
    (folder / "another-2026-11-23.head").write_text("nothing of this journal")
    assert [one.place for one in Heads(week, folder).problems()] == [one.name for one in kept]
    for empty in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoHeads):
            Heads(week, empty).problems()
    with pytest.raises(Unwritable):
        on(week, tmp_path / "nowhere", MONDAY).note()


def test_a_service_that_runs_for_days_keeps_a_head_of_each_also_after_the_folder_was_away(
    store: Store, folder: Path
) -> None:
    days, away, passed = count(), folder.with_name("away"), Event()
    folder.rename(away)

    def clock() -> datetime:
        day = next(days)
        if day == 1:
            away.rename(folder)
        if day == 4:
            passed.set()
        return MONDAY + timedelta(days=day)

    heads = Heads(store, folder, clock=clock, every=0.01)
    with running(store, heads=heads):
        assert passed.wait(HANGS)
    found = sorted(one.name for one in folder.iterdir())
    assert found[:3] == [f"{store.path.stem}-2026-11-{day}.head" for day in (24, 25, 26)]


@pytest.mark.of_the_file("the command is given a file")
def test_the_commands_keep_heads_and_compare_with_them(
    path: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*words: str) -> tuple[int, list[str]]:
        monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
        done = main([*words, "--file", str(path), "--heads", str(folder)])
        told = capsys.readouterr()
        return done, (told.err + told.out).splitlines()

    assert said("check") == (1, ["The folder “heads [1]” holds no head of this journal."])
    with served("--file", str(path), "--heads", str(folder)) as (process, _port, _health):
        kept = min(folder.iterdir())  # of two, if it is just midnight
        process.send_signal(signal.SIGTERM)
        assert process.communicate() == ("", "")
    assert said("check") == (0, ["Nothing wrong was found."])
    with closing(Store.open(path, PASSWORD)) as store:
        store.write(cut, 0)
        store.write(organisation.add_unit, "Склад")
    done, told = said("check")
    assert (done, f"older\t{kept.name}" in told) == (1, True)
    folder.rename(folder.with_name("away"))
    refused = (1, ["The folder “heads [1]” takes no file: where the journal ends cannot be kept there."])
    assert said("run") == refused

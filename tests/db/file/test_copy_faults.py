"""Copies under a kill, and a history of days of which every copy restores; by night with large numbers."""

import os
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from db.file import copies, restoring
from db.file.copies import State, Why
from db.file.store import Store
from domain.thinning import LEAST
from tests.db import writer
from tests.db.conftest import DEK, PASSWORD
from tests.db.writer import FORKS, bump, run
from tests.faults.sizes import size

KILLS, DAYS = size("copy_kills"), size("copy_days")


@pytest.mark.skipif(not FORKS, reason="costs seconds a kill")
def test_a_kill_at_any_moment_leaves_no_unusable_file_under_the_name_of_a_copy(path: Path) -> None:
    luck, finished, parts = random.Random(11), 0, 0
    for _ in range(KILLS):
        here, child = run(writer.copy_on, path, PASSWORD)
        assert here.recv() == "ready"
        child.join(luck.uniform(0.05, 1.0))
        child.kill()
        child.join()
        here.close()
        for one in sorted(copies.folder(path).glob("*")):
            if one.name.startswith(".merilo-"):
                parts += 1
                os.utime(one, (0, 0))  # the next copy sweeps what is a day old
            else:
                finished += 1
                checked = restoring.check(copies.at(one), DEK)
                assert (checked.state, checked.wrong) == (State.SOUND, None), one.name
                one.unlink()
    store = Store.open(path, PASSWORD)
    store.copies.take(Why.DAY)
    assert len(list(copies.folder(path).iterdir())) == 1, "what the kills left is swept"
    assert store.checkup() == ()
    store.close()
    assert finished or parts


def counts(session: Session) -> dict[str, int]:
    ask = session.connection().exec_driver_sql
    names = ask("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    return {name: ask(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names}


def test_every_copy_of_a_history_restores_to_the_rows_of_its_day_whatever_the_clock_did(
    path: Path, tmp_path: Path
) -> None:
    """Some days of work, the clock off by a year in between and once by ten: the restore drill."""
    now = datetime(2026, 1, 12, 9, tzinfo=UTC)
    store = Store.open(path, PASSWORD, clock=lambda: now)
    then: dict[int, dict[str, int]] = {}
    jumps = {
        DAYS // 4: timedelta(days=400),
        DAYS // 3: timedelta(days=-800),
        DAYS // 2: timedelta(days=3653),
        DAYS * 2 // 3: timedelta(days=-3253),
    }
    made = 0
    for day in range(DAYS):
        now += timedelta(days=1) + jumps.get(day, timedelta())
        for _ in range(2):
            now += timedelta(hours=1)
            store.write(bump, f"day {day}")
            copy = store.copies.take(Why.DAY).copy
            made += 1
            then[copy.seq] = store.read(counts)
            assert copy.path.exists()
            assert len(store.copies.listed()) >= min(made, LEAST)
    listed = store.copies.listed()
    assert sorted(one.seq for one in listed)[-LEAST:] == sorted(then)[-LEAST:]
    for number, copy in enumerate(listed):
        drill = tmp_path / f"drill-{number}"
        drill.mkdir()
        restored = store.copies.restore(copy, drill / "file.merilo")
        again = Store.open(restored.path, PASSWORD, clock=lambda: now)
        rows = then[copy.seq]
        assert again.read(counts) == rows | {"journal": rows["journal"] + 1}, "the event of the restoring"
        if not number % 5:
            assert again.checkup() == ()
        again.close()
        shutil.rmtree(drill)
    store.close()

"""Each step of the migrations, killed at any statement, leaves the file as it was or as it will be."""

import hashlib
import os
import random
import shutil
import signal
import traceback
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import event

from db.file import driver, engine, migrate, triggers
from db.file.driver import Mode
from tests.db import older
from tests.db.conftest import DEK
from tests.faults.sizes import size

SCRIPTS, NEWEST = migrate.SCRIPTS, migrate.SCHEMA
FILLED = 12  # from this version on there is a file that was worked in
SOON = 0.003  # seconds: how much later than a statement begins the process may end


@dataclass(frozen=True, slots=True)
class Step:
    """A program whose newest migration is this one, and a file of the schema before."""

    number: int
    scripts: Path
    file: Path


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Step]:
    """All steps but the first, which makes the schema."""
    room = tmp_path_factory.mktemp("steps")
    here, made = room / "here.merilo", dict[int, Step]()
    here.touch()
    for number in range(1, NEWEST + 1):
        step = Step(number, scripts(room, number), room / f"before-{number}.merilo")
        if number == FILLED + 1:
            shutil.copyfile(older.version_12(room), here)
        shutil.copyfile(here, step.file)
        with program_of(step):
            upgrade(here)
        if number == 1:
            with_people(here)
        else:
            made[number] = step
    return made


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process takes a second to start there")
@pytest.mark.parametrize("number", range(2, NEWEST + 1))
def test_a_step_killed_at_any_statement_leaves_the_file_as_it_was_or_as_it_will_be(
    steps: dict[int, Step], tmp_path: Path, number: int
) -> None:
    step, here, chance = steps[number], tmp_path / "here.merilo", random.Random(number)
    shutil.copyfile(step.file, here)
    before = digest(here)
    with program_of(step):
        statements = upgrade(here)
        after = digest(here)
        assert revision(here) == number
        put_back(step.file, here)
        assert killed(here, 0, 0) and digest(here) == before
        for _ in range(size("step_kills")):
            put_back(step.file, here)
            stop = (
                chance.choice((statements - 1, chance.randrange(statements))),
                chance.uniform(0.000_001, SOON),
            )
            killed(here, *stop)
            assert digest(here) in (before, after), f"statement {stop}"
        upgrade(here)
    assert digest(here) == after, "whatever the last one left is brought up to date"
    with closing(driver.connect(here, DEK, Mode.READ)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@contextmanager
def program_of(step: Step) -> Generator[None]:
    """Be the program whose newest migration is this one; guards of today are about tables of today."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "SCRIPTS", step.scripts)
        patch.setattr(migrate, "SCHEMA", step.number)
        patch.setattr(triggers, "TRIGGERS", triggers.TRIGGERS if step.number == NEWEST else ())
        yield


def killed(path: Path, at: int, later: float) -> bool:
    """Upgrade in a process that ends, as if killed, so many seconds after this statement began.

    Return whether it ended so, and not before by itself.
    """
    child = os.fork()
    if child:
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (0, -signal.SIGALRM, -signal.SIGKILL), "the work failed by itself"
        return ended != 0
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends a process and asks nobody
        upgrade(path, at, later)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def upgrade(path: Path, at: int = -1, later: float = 0.0) -> int:
    """Bring the file to the newest schema; return how many statements that took."""
    making, count = engine.make(path, DEK), 0

    def counted(*_: object) -> None:
        nonlocal count
        if count == at and later:
            signal.setitimer(signal.ITIMER_REAL, later)
        elif count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    event.listen(making, "before_cursor_execute", counted)
    migrate.upgrade(making, path)
    making.dispose()
    return count


def scripts(folder: Path, step: int) -> Path:
    """Return the migrations of a program whose newest one is this step."""
    to = folder / f"scripts-{step}"
    shutil.copytree(SCRIPTS, to)
    for one in (to / "versions").glob("*.py"):
        if int(one.name[:4]) > step:
            one.unlink()
    return to


def with_people(path: Path) -> None:
    """Put some rows into a file of the first schema, which keeps a log as every file of ours does."""
    people = [(number, f"{number:032x}", f"C-{number:04}", f"Пробная{number}") for number in range(1, 41)]
    with closing(driver.connect(path, DEK)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.executemany(
            "INSERT INTO person (id, uid, code, kind, surname, given, patronymic, folded, contact, post,"
            " basis, is_actor) VALUES (?, ?, ?, 'candidate', ?, '', '', '', '', 'специалист', 'согласие', 0)",
            people,
        )


def put_back(kept: Path, path: Path) -> None:
    """Put the file back as it was, without what a killed process left beside it."""
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    shutil.copyfile(kept, path)


def revision(path: Path) -> int:
    with closing(driver.connect(path, DEK, Mode.READ)) as raw:
        return int(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def digest(path: Path) -> str:
    """Return what tells schema and rows of a file from any others; constraints stand in any order."""
    whole = hashlib.blake2b()
    with closing(driver.connect(path, DEK)) as raw:  # which first brings to an end what was torn
        schema = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        asked = [f'SELECT * FROM "{name}"' for kind, name, _sql in schema if kind == "table"]
        told = [
            (*head, *sorted(line.strip(" \t,") for line in (sql or "").splitlines())) for *head, sql in schema
        ]
        for rows in (told, *(raw.execute(one).fetchall() for one in (*asked, "PRAGMA user_version"))):
            whole.update(repr(rows).encode())
    return whole.hexdigest()

"""A real encrypted file for each test: made once, copied beside its keys."""

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, SelectBase, UpdateBase, event

from db.file import keys
from db.file.creation import Clock
from db.file.store import Store
from tests.db import postgresql, server

PASSWORD = "верный пароль 12"
DEK = bytes(range(32))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the shipped catalogue, closed; tests copy it and never open it."""
    path = tmp_path_factory.mktemp("template") / "завод.merilo"
    Store.create(path, PASSWORD, dek=DEK, fast=True).store.close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A closed file of the test's own."""
    return _put(template, tmp_path / template.name)


def _put(template: Path, target: Path) -> Path:
    shutil.copyfile(template, target)
    shutil.copyfile(keys.beside(template), keys.beside(target))
    return target


type ByClock = Callable[[Clock | None], Store]
type Another = Callable[[], Store]

if server.ADDRESS:

    @pytest.fixture(scope="session")
    def database() -> Iterator[str]:
        """A database with the shipped catalogue, closed; tests copy it."""
        yield from server.made(DEK)

    @pytest.fixture
    def by_clock(database: str) -> Iterator[ByClock]:
        """Open a database of the test's own by a clock: it has the two verbs of the file."""
        with contextlib.ExitStack() as opened:
            yield lambda clock: opened.enter_context(server.copied(database, DEK, clock))

    @pytest.fixture
    def another(database: str) -> Iterator[Another]:
        """Open one more database of the test's own, as that of somebody else."""
        with contextlib.ExitStack() as opened:
            yield lambda: opened.enter_context(server.copied(database, DEK, None))

else:

    @pytest.fixture
    def by_clock(path: Path) -> Iterator[ByClock]:
        """Open the test's own file by a clock, that of the computer if it is None."""
        with contextlib.ExitStack() as opened:
            yield lambda clock: opened.enter_context(closing(Store.open(path, PASSWORD, clock=clock)))

    @pytest.fixture
    def another(template: Path, tmp_path: Path) -> Iterator[Another]:
        """Open one more file of the test's own, as that of somebody else."""
        with contextlib.ExitStack() as opened:
            numbers = itertools.count(2)

            def put() -> Store:
                file = _put(template, tmp_path / f"{next(numbers)}.merilo")
                return opened.enter_context(closing(Store.open(file, PASSWORD)))

            yield put


@pytest.fixture
def store(by_clock: ByClock) -> Store:
    """The test's own file, or its database on a server, open."""
    return by_clock(None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server run what an engine can change: tests with a store, but for those of the file alone."""
    if server.ADDRESS:
        server.choose(config, items)


@pytest.fixture(scope="session", autouse=True)
def held_against() -> Iterator[list[str]]:
    """Collect what PostgreSQL would hold against statements that the file is asked, each looked at once."""
    seen: set[str] = set()
    found: list[str] = []
    if server.ADDRESS:  # there it is asked itself
        yield found
        return

    def look(_c: object, _k: object, _s: object, _p: object, context: Any, _m: object) -> None:
        compiled = context.compiled
        # What is written by hand is a test's, or of the file alone, see ``test_postgresql.py``.
        if context.dialect.name != "sqlite":  # it was asked itself
            return
        if compiled is None or not isinstance(compiled.statement, SelectBase | UpdateBase):
            return
        faults = postgresql.misfits(compiled, context.compiled_parameters)
        if compiled.string not in seen:
            seen.add(compiled.string)
            faults += postgresql.faults(compiled.statement)
        found.extend(f"{one}: {compiled.string}" for one in faults)

    event.listen(Engine, "before_cursor_execute", look)
    yield found
    event.remove(Engine, "before_cursor_execute", look)


@pytest.fixture(autouse=True)
def fit_for_postgresql(held_against: list[str]) -> Iterator[None]:
    """PostgreSQL would take every statement that the test has asked the file for, and mean the same."""
    yield
    found = list(held_against)
    held_against.clear()
    assert found == []


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of four megabytes of its own, where that may be made."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root can mount")
    folder = Path(tempfile.mkdtemp())
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        folder.rmdir()
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()

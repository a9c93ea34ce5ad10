"""A real encrypted file for each test: made once, copied beside its keys."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, SelectBase, UpdateBase, event

from db.file import keys
from db.file.store import Store
from tests.db import postgresql

PASSWORD = "верный пароль 12"
DEK = bytes(range(32))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with the shipped catalogue, closed; tests copy it and never open it."""
    path = tmp_path_factory.mktemp("template") / "завод.merilo"
    Store.create(path, PASSWORD, dek=DEK, fast=True).store.close()
    return path


type Another = Callable[[Path], Path]


@pytest.fixture
def another(template: Path) -> Another:
    """Put one more file of the test's own at a place."""

    def put(target: Path) -> Path:
        shutil.copyfile(template, target)
        shutil.copyfile(keys.beside(template), keys.beside(target))
        return target

    return put


@pytest.fixture
def path(template: Path, another: Another, tmp_path: Path) -> Path:
    """A closed file of the test's own."""
    return another(tmp_path / template.name)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The test's own file, open."""
    opened = Store.open(path, PASSWORD)
    yield opened
    opened.close()


@pytest.fixture(scope="session", autouse=True)
def held_against() -> Iterator[list[str]]:
    """Collect what PostgreSQL would hold against statements that the file is asked, each looked at once."""
    seen: set[str] = set()
    found: list[str] = []

    def look(_c: object, _k: object, _s: object, _p: object, context: Any, _m: object) -> None:
        compiled = context.compiled
        # What is written by hand is a test's, or of the file alone, see ``test_postgresql.py``.
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

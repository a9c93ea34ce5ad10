"""A file that takes long to make is made once in a run, whoever asks, and every test has its own copy."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from domain.people.person import Person
from tests import prepared

ASK = """
import sys
import tempfile
from pathlib import Path
from tests import prepared
from tests.test_prepared import make
print(prepared.file(Path(sys.argv[1]), "of two processes", make))
"""


def make(path: Path) -> int:
    """Make an empty file and return which process did."""
    Store.create(path, None, fast=True).store.close()
    return os.getpid()


def test_what_one_test_writes_is_in_no_other_copy(tmp_path: Path) -> None:
    for name in ("first", "second"):
        prepared.file(tmp_path / name, "copied", make)
    store = Store.open(tmp_path / "first")
    store.write(people.add, Person(surname="Orlov", given="Denis"))
    store.close()
    store = Store.open(tmp_path / "second")
    assert store.read(people.people, None) == ()
    store.close()


def test_processes_that_ask_at_the_same_time_are_given_what_one_of_them_made(tmp_path: Path) -> None:
    asked = [
        subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path / name)], stdout=subprocess.PIPE, text=True)
        for name in ("first", "second")
    ]
    makers = {one.communicate()[0].strip() for one in asked}
    assert len(makers) == 1
    assert makers < {str(one.pid) for one in asked}


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is kept in memory there")
def test_temporary_files_are_in_memory_only_where_there_is_space_and_nobody_named_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "MEMORY", tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", tempfile.gettempdir())
    named = tempfile.gettempdir()
    prepared.keep_in_memory()
    assert tempfile.gettempdir() == named
    monkeypatch.delenv("TMPDIR")
    monkeypatch.setattr(prepared, "SPACE", 1 << 60)
    prepared.keep_in_memory()
    assert "TMPDIR" not in os.environ
    monkeypatch.setattr(prepared, "SPACE", 0)
    prepared.keep_in_memory()
    assert tempfile.gettempdir() == str(tmp_path)

"""What is in a file of the clean Debian, looked up from outside: the proof of what a command has said."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from sqlmodel import Session

from db.file.store import Store

OF_A_FILE = ("", ".keys", ".keys2")
SURNAMES = "SELECT surname FROM person"
DRAFTS = "SELECT count(*) FROM framework WHERE state = 'draft'"
EDITIONS = "SELECT count(*) FROM framework"
LEVELS = """
SELECT level FROM mark JOIN sheet ON sheet.id = mark.sheet_id JOIN "case" ON "case".id = sheet.case_id
JOIN person ON person.id = "case".person_id JOIN person AS assessor ON assessor.id = sheet.assessor_id
WHERE person.code = '{}' AND assessor.code = '{}'
"""
ROWS = """
SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM mark), (SELECT count(*) FROM "case"),
(SELECT count(*) FROM "action")
"""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def found(file: Path, asked: str, password: str | None = None) -> list[Any]:
    """Return the rows that a file answers with, those of one column as values."""
    with _copied(file, password) as store:
        return store.read(lambda session: _rows(session, asked))


def where(file: Path, word: str, password: str | None = None) -> list[str]:
    """Return the tables in which a word still stands."""

    def look(session: Session) -> list[str]:
        tables = [str(name) for name in _rows(session, _TABLES)]
        return [name for name in tables if word in str(_rows(session, f'SELECT * FROM "{name}"'))]

    with _copied(file, password) as store:
        return store.read(look)


def _rows(session: Session, asked: str) -> list[Any]:
    told = [tuple(row) for row in session.connection().exec_driver_sql(asked)]
    return [row[0] if len(row) == 1 else row for row in told]


def papers(folder: Path, pattern: str) -> int:
    """Return how many PDF of this name can be read to their last page."""
    return sum(bool(PdfReader(path).pages[-1].extract_text()) for path in folder.glob(pattern))


@contextmanager
def _copied(file: Path, password: str | None) -> Generator[Store]:
    with tempfile.TemporaryDirectory() as name:
        for ending in OF_A_FILE:
            there = file.with_name(file.name + ending)
            if there.exists():
                shutil.copy(there, Path(name) / there.name)
        store = Store.open(Path(name) / file.name, password)
        try:
            yield store
        finally:
            store.close()

"""The second file of a merge: opened to be read only, and attached to the session that merges."""

import contextlib
import shutil
import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, Protocol

from sqlalchemy import event
from sqlmodel import Session, col, select

from db import models
from db.file import keys, lock, migrate, opening, restoring
from db.file.copies import Why as Occasion
from db.file.driver import Mode
from db.file.errors import of_sqlite
from db.file.store import Store
from db.journal import journal
from db.people import erasing
from domain.errors import TooLittleSpace
from domain.exchange.merging import NotMerged, Why
from domain.people.erasure import LedgerLine
from domain.space import LEAST
from resources import parts

_ROOM = 3  # times its size: what comes, the log of it, and perhaps a copy
NAME = "other"  # under which its tables are known to the session


@dataclass(frozen=True, slots=True)
class Other:
    """The second file: where it is, its key, how it is read, and a store over it."""

    path: Path
    dek: bytes = field(repr=False)  # in no log, nor in the report of a failed test
    mode: Mode
    store: Store
    head: tuple[int, str]  # number and MAC of the last event of its journal


class Stays(Protocol):
    """The file that stays, as far as it is asked about before the other one is opened."""

    @property
    def path(self) -> Path: ...

    @property
    def free(self) -> Callable[[], int | None]: ...

    def read[**P, R](self, f: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a reading function."""
        ...


@contextlib.contextmanager
def opened(
    path: Path,
    password: str | None,
    file: Stays,
    named: Callable[[int], str] = restoring.NUMBERED,
    *,
    code: str | None = None,
) -> Generator[Other]:
    """Open the second file while nobody else has it open; not a byte of it changes.

    *code* is its recovery code, if that is to open it. If it still has people who were erased in *file*, or
    more of them, a copy of it is read in which that is erased too.

    Raises:
        NotMerged: if it is *file* itself, or of an older schema.
        TooLittleSpace: if the disk of *file* has no room for what it may bring.
        OpenElsewhere: if a window has it open.
        WrongPassword, Newer, Damaged, NotOurs, KeysMissing: as ``Store.open``.
    """
    if path.exists() and path.samefile(file.path):
        raise NotMerged(Why.SAME_FILE)
    opening.look(path)
    found, dek = opening.unlock(path, password, code)
    if opening.version(path, dek, by_code_alone=found is None) < migrate.SCHEMA:
        raise NotMerged(Why.OLDER)
    free = file.free()
    if free is not None and free < LEAST + _ROOM * path.stat().st_size:
        raise TooLittleSpace(free)
    with contextlib.ExitStack() as held:
        held.callback(lock.take(path, _now).release)
        other = held.enter_context(_read(path, dek, found))
        ledger = file.read(erasing.joined, other.store.read(erasing.ledger))
        if other.store.read(_has_more, ledger):
            folder = held.enter_context(_part_of(file.path.parent))
            copy = other.store.copies.take(Occasion.MERGE, where=folder).copy
            restoring.restore(copy.path, folder / path.name, dek, ledger=ledger, named=named)
            without = held.enter_context(_read(folder / path.name, dek, found))
            other = replace(without, head=other.head)
        yield other


@contextlib.contextmanager
def _part_of(folder: Path) -> Generator[Path]:
    """Make a folder that is swept with the other parts if this program is killed: it holds a whole file."""
    part = folder / f"{parts.FOLDER}{parts.mark()}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextlib.contextmanager
def _read(path: Path, dek: bytes, found: keys.Keys | None) -> Generator[Other]:
    mode = Mode.READ if opening.has_wal(path) else Mode.FROZEN
    store = Store(path, dek, found, mode, _now, uuid.uuid4)
    try:
        yield Other(path, dek, mode, store, store.read(journal.head))
    finally:
        store.close()


def _has_more(session: Session, ledger: tuple[LedgerLine, ...]) -> bool:
    """Return whether one of these people is here and was not erased, or left marks that the ledger drops."""
    rows = session.exec(select(models.Person.uid).where(col(models.Person.erased_at).is_(None)))
    return not {one.uid for one in ledger}.isdisjoint(rows) or bool(erasing.stricter(session, ledger))


def attach(session: Session, other: Other) -> None:
    """Let the session read the second file beside its own, until its transaction ends."""
    driver: Any = session.connection().connection.driver_connection
    with of_sqlite(other.path):
        where = f"{other.path.absolute().as_uri()}?{other.mode.value}"
        driver.execute(f"ATTACH DATABASE ? AS {NAME} KEY \"x'{other.dek.hex()}'\"", (where,))

    def detach(_session: Any) -> None:
        if NAME in {name for _, name, _ in driver.execute("PRAGMA database_list")}:
            driver.execute(f"DETACH DATABASE {NAME}")

    event.listen(session, "after_commit", detach)
    event.listen(session, "after_rollback", detach)


def _now() -> datetime:
    return datetime.now(UTC)

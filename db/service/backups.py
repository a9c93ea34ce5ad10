"""Copies of a database and of a served file: each one sealed file that was checked, and what is made of it.

A copy of a database is that of a file made of all it has, with a password of its own; so it opens without a
server, and the key of the service opens none.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.file import copying, leftovers, opening, restoring
from db.file.copies import Copy, State, Why
from db.file.errors import Damaged, of_system
from db.file.store import Store
from db.journal import journal
from db.people import accounts, erasing
from db.postgresql import moving
from db.postgresql.moving import Unsound
from db.postgresql.store import DatabaseStore
from db.service.opened import Opened
from domain.people.erasure import LedgerLine
from resources import parts


class NotItsCopy(Exception):
    """The copy is not one of what it is to replace, whose journal has no such event."""


class NoFolder(Exception):
    """There is no such folder; one made here could be on another disk than the one that is not connected."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a copy is to replace: who was erased and whose accounts are closed there, and what came since."""

    ledger: tuple[LedgerLine, ...] = ()
    closed: frozenset[str] = frozenset()
    lacks: int = 0  # events


def of_file(store: Store, folder: Path) -> Copy:
    """Put a copy of the open file into the folder; acts may go on.

    Raises:
        Damaged: if the file is not sound, or the copy is not what was written.
        DiskFull, Unwritable, Busy: nothing is left behind.
    """
    copy = store.copies.take(Why.BY_HAND, where=folder).copy
    return _sound(store, copy)


def of_database(
    source: DatabaseStore, key: bytes, folder: Path, password: str, *, fast: bool = False
) -> Copy:
    """Put a copy of all that the database has into the folder; acts may go on. *key* is the database's.

    *fast* is for tests: the password is cheap to try.

    Raises:
        Unsound: if the check of what was read finds anything; the copies there are stay.
        PasswordTooShort, NotCarried, DiskFull, Unwritable: nothing is left behind.
    """
    with of_system(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    leftovers.sweep(folder)
    with _room(folder) as room:
        part = room / f"{source.path.name}.merilo"
        made, carried = moving.give_back(source, key, part, password, fast=fast)
        with closing(made.store) as file:
            if problems := file.checkup():
                raise Unsound(problems)
            _keys, data_key = opening.unlock(part, password, None)
            at = datetime.now(UTC)
            copy = copying.copy(part, data_key, folder, Why.BY_HAND, at, common=carried.head)
            return _sound(file, copy)


def of_what_is_replaced(store: Opened, copy: Copy) -> Before:
    """Return what is known of what the copy is to replace.

    Raises:
        NotItsCopy: if the copy is of something else.
    """
    if store.read(journal.mac_at, copy.seq) != copy.head:
        raise NotItsCopy(copy.path.name)
    closed = frozenset(one.name for one in store.read(accounts.accounts) if one.closed_at is not None)
    last, _mac = store.read(journal.head)
    return Before(store.read(erasing.ledger), closed, last - copy.seq)


@contextlib.contextmanager
def taken_out(
    copy: Path, password: str | None, before: Before, named: Callable[[int], str]
) -> Generator[tuple[Store, bytes, restoring.Restored]]:
    """Make a file of the copy for a while, in which who was erased since is erased; give it with its key.

    Raises:
        As ``restoring.key_of`` and ``restoring.restore``.
    """
    where = copy.parent if os.access(copy.parent, os.W_OK) else Path(tempfile.gettempdir())
    with _room(where) as room:
        restored, data_key = file_of(copy, room / "copy.merilo", password, before, named)
        with closing(Store.open(restored.path, password)) as store:
            yield store, data_key, restored


def file_of(
    copy: Path, new: Path, password: str | None, before: Before, named: Callable[[int], str]
) -> tuple[restoring.Restored, bytes]:
    """Make a file of the copy; all logins end in it, and accounts closed since are closed.

    Raises:
        As ``restoring.key_of`` and ``restoring.restore``.
    """
    data_key = restoring.key_of(copy, password)
    restored = restoring.restore(copy, new, data_key, ledger=before.ledger, named=named)
    with closing(Store.open(restored.path, password)) as store:
        store.write(accounts.after_restoring, before.closed)
    return restored, data_key


def _sound(store: Store, copy: Copy) -> Copy:
    checked = store.copies.check(copy)
    if checked.state is not State.SOUND:
        with contextlib.suppress(OSError):
            copy.path.unlink()
        raise Damaged(copy.path)
    return checked


@contextlib.contextmanager
def _room(folder: Path) -> Generator[Path]:
    """Make a folder that is swept with the other parts if this program is killed."""
    room = folder / f"{parts.FOLDER}{parts.mark()}"
    with of_system(room):
        room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)

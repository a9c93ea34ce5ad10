"""What shows that a file is sound and whole: its checks, and the notes of where its journal ended."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from db.file import keys, opening, seen
from db.file.driver import Mode
from db.file.errors import Busy, Damaged, DiskFull, KeysMissing, Newer, ReadOnly, StoreError, Unwritable
from db.file.keys import Keys
from db.journal.problems import Problem, ProblemKind

if TYPE_CHECKING:  # imported with the first session: the first window needs the driver alone
    import sqlite3

    from sqlmodel import Session

    from db.file.creation import Clock
    from db.file.sessions import First, Sessions
    from db.journal.reconcile import Reconciled
    from domain.progress import Progress


USUAL = 1 << 28  # bytes of a file whose pages are checked soon after it is opened; it takes a second


class Proof:
    """The checks of one open file, and what its key file and this computer note about it."""

    def __init__(
        self,
        path: Path,
        dek: bytes,
        mode: Mode,
        clock: "Clock",
        seen_in: Path | None,
        lock: RLock,
        sessions: "Callable[[], Sessions]",
        carry_over: Callable[[], bool],
    ) -> None:
        """*lock* keeps our own threads from writing; *carry_over* empties the WAL or tells that it cannot."""
        self._path, self._dek, self._mode, self._clock = path, dek, mode, clock
        self._seen_in = seen_in
        self._lock, self._sessions, self._carry_over = lock, sessions, carry_over
        self.older_than: int | None = None  # an event noted apart from the file that its journal has no more
        self.held = False  # a failing anchor is evidence, so it is never overwritten
        self._since_anchor = 0
        self._salt = b""

    def look(self, connection: "sqlite3.Connection", keys_: Keys | None) -> None:
        """Look for the noted ends in the journal; one that cannot be read refuses the file."""
        self._salt = bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
        noted = keys_.anchor if keys_ is not None and keys.anchor_holds(keys_, self._dek) else None
        if noted is not None:
            connection.execute("SELECT mac FROM journal WHERE seq = ?", (noted.seq,)).fetchone()
        blind = self._mode is Mode.FROZEN and opening.has_wal(self._path)  # the log may have that end
        last = seen.noted(self._seen_in, self._path) if self._seen_in is not None and not blind else None
        if last is not None and keys_ is not None and last.file_id == keys_.file_id:
            self.older_than = last.seq if seen.is_older(connection, last) else None

    def check(self, progress: "Progress | None" = None) -> "Reconciled":
        """Check pages, links, schema, journal and the records it proves, as they are now; acts may go on.

        Raises:
            Busy: if someone reads or writes for longer than we wait; then nothing was checked.
            Cancelled: if the user cancelled.
        """
        checked = self._sessions().check(self._hold_if_written(), progress)
        return self._noted(checked, self.keys(), whole=True)

    def check_since_last(self, progress: "Progress | None" = None) -> "Reconciled":
        """Check only the events since the last check that found nothing, and the records that they prove.

        What cannot be read is reported as damaged pages of the file.

        Raises:
            Damaged: if no page is.
            Cancelled: if the user cancelled.
        """
        noted = keys.checked(found := self.keys(), self._dek)
        last = (0, "0" * 64) if noted is None else (noted.seq, noted.head)
        try:
            checked = self._sessions().check_since(*last, progress)
        except Damaged:
            if broken := self._pages():
                from db.journal.reconcile import Reconciled

                return Reconciled(broken)
            raise
        return self._noted(checked, found, whole=False)

    def check_pages(self) -> tuple[Problem, ...]:
        """Check the pages of a file of usual size, until the whole file has been checked that day."""
        with contextlib.suppress(OSError):
            if self.whole_check_due and self._path.stat().st_size <= USUAL:
                return self._pages()
        return ()

    def _pages(self) -> tuple[Problem, ...]:
        # Not while the log cannot be emptied: by somebody who reads, or on a full disk.
        with contextlib.suppress(Busy, DiskFull, ReadOnly, Unwritable):
            return self._sessions().pages(self._hold_if_written())
        return ()

    @property
    def whole_check_due(self) -> bool:
        """Whether the whole file was not yet checked today."""
        noted = keys.checked(self.keys(), self._dek)
        return noted is None or noted.whole_on != self._today()

    def keys(self) -> Keys | None:
        """Return what the key file holds; None if it is missing, damaged or another file's."""
        try:
            found = keys.load(self._path)
        except (KeysMissing, Damaged, Newer):
            return None
        return keys.fitting(found, self._dek)

    def mend_keys(self) -> None:
        """Write again the copy of the key file that is missing or damaged."""
        with contextlib.suppress(StoreError), self._lock, self._sessions().alone():
            if (found := self.keys()) is not None:
                keys.mend(found, self._path)

    def acted(self, *, weighty: bool) -> None:
        """Count one more act; one of weight moves the notes of the journal's end at once."""
        self._since_anchor += 1
        if weighty:
            self._anchor()

    def note_end(self) -> None:
        """Note the journal's end, if anything was written since the last note."""
        if self._since_anchor:
            self._anchor()

    def anchored(self, found: Keys) -> Keys:
        """Return the keys with the journal's end as it is now."""
        return keys.anchored(found, self._dek, *self._sessions().head())

    def forget(self) -> None:
        """Let go of the key: the file is closed."""
        self._dek = b""

    def _anchor(self) -> None:
        # The data is safe already; if the note fails now, the next chance will do.
        with contextlib.suppress(StoreError), self._sessions().alone():
            found = self.keys()
            if found is not None and self.held:
                anchored = replace(self.anchored(found), salt=self._salt)
                keys.save(anchored, self._path)
                if self._seen_in is not None and (end := anchored.anchor) is not None:
                    seen.note(self._seen_in, self._path, seen.Seen(found.file_id, end.seq, end.head))
            self._since_anchor = 0

    def _noted(self, checked: "Reconciled", found: Keys | None, *, whole: bool) -> "Reconciled":
        """Add what the notes of the journal's end say; note how far the file was found sound."""
        problems = list(checked.problems)
        no_keys = Problem(ProblemKind.KEYS, keys.beside(self._path).name)
        problems += self._sessions().anchor(found) if found is not None else (no_keys,)
        if self.older_than is not None:
            problems.append(Problem(ProblemKind.OLDER, str(self.older_than)))
        if self._mode is Mode.FROZEN and opening.has_wal(self._path):
            problems.append(Problem(ProblemKind.WAL, opening.wal(self._path).name))
        if problems or self._mode is not Mode.WRITE:
            return replace(checked, problems=tuple(problems))
        with contextlib.suppress(StoreError), self._lock, self._sessions().alone():
            if (found := self.keys()) is not None:
                before = keys.checked(found, self._dek)
                day = self._today() if whole else before.whole_on if before is not None else ""
                if before is None or (before.head, before.whole_on) != (checked.end[1], day):
                    keys.save(keys.with_checked(found, self._dek, *checked.end, day), self._path)
        return checked

    def _today(self) -> str:
        return self._clock().astimezone().date().isoformat()

    def _hold_if_written(self) -> "First | None":
        return self._hold if self._mode is Mode.WRITE else None

    def _hold(self, *sessions: "Session") -> None:
        """Let these sessions see the file as it is now, all of it in the main file, and keep it that way.

        Only the main file's pages are checked. A reader that starts while the log is empty keeps the log from
        being moved into the file, so everything written from now on stays in the log until the check is done.
        """
        with self._lock:
            if self._carry_over():
                raise Busy(self._path)
            with self._sessions().alone():
                if opening.has_wal(self._path):  # another program was faster
                    raise Busy(self._path)
                for session in sessions:
                    session.connection().exec_driver_sql("SELECT count(*) FROM sqlite_master").all()

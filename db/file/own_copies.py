"""The copies of one open file: made, listed, checked and restored with its key."""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from db.file.driver import Mode
from db.file.errors import Closed, StoreError
from domain.progress import Progress

if TYPE_CHECKING:  # imported with the first copy: no file is opened by them
    from sqlmodel import Session

    from db.file.copies import Copy, Lacks, Taken, Why
    from db.file.creation import Clock
    from db.file.restoring import Restored
    from db.file.rewriting import Outcome, Rewritten
    from domain.people.erasure import LedgerLine


class OwnCopies:
    """``Store.copies``. Any thread may call it; none of it keeps others from writing."""

    def __init__(
        self,
        path: Path,
        dek: bytes,
        mode: Mode,
        lacks: "Callable[[Copy], Lacks | None]",
        ledger: "Callable[[], tuple[LedgerLine, ...]]",
        former: Callable[[], Sequence[bytes]],
        clock: "Clock",
    ) -> None:
        """*lacks* reads in the file what a copy lacks, *ledger* who was erased, *former* its keys before."""
        self._ledger, self._former = ledger, former
        self._path, self._dek, self._mode, self._clock, self._lacks = path, dek, mode, clock, lacks
        self._ending = Event()
        self._alone = Lock()  # one copy at a time
        self.behind = False  # whether anything was written since the last copy made here

    def listed(self, second: Path | None = None) -> "tuple[Copy, ...]":
        """Return the copies of the file, the newest first; *second* is another folder that may hold some."""
        from db.file import copies

        return copies.listed(self._path, second, self._dek, self._former)

    def take(self, why: "Why", progress: Progress | None = None, where: Path | None = None) -> "Taken":
        """Make a copy while others may go on writing; it is checked before it gets its name.

        It lies in *where*, else in the folder of the copies, where old ones then make room.

        Raises:
            Damaged: if the file is not sound; the copies there are stay.
            DiskFull, Unwritable, Busy, Cancelled, Closed: nothing of the copy is left behind.
        """
        from db.file import copies, copying

        folder = where or copies.folder(self._path)
        with self._alone:
            dek = self._key
            before, self.behind = self.behind, False
            try:
                ask = copying.Until(self._path, self._ending, progress)
                copy = copying.copy(self._path, dek, folder, why, self._clock(), ask, self._mode)
            except BaseException:
                self.behind = before or self.behind
                raise
            return copies.Taken(copy) if where is not None else copies.thin(copy, folder)

    def check(self, copy: "Copy", progress: Progress | None = None) -> "Copy":
        """Return the copy with its state, after looking at all of it with the key of this file.

        Raises:
            DiskFull, Unwritable: if there is no place to take it out to.
            Cancelled: if the user cancelled, or the file was closed.
        """
        from db.file import restoring

        return restoring.check(copy, self._key, progress)

    def lacks(self, copy: "Copy") -> "Lacks | None":
        """Return what this file has that the copy lacks; None if the copy is of another history."""
        return self._lacks(copy)

    def restore(
        self,
        copy: "Copy",
        new: Path,
        progress: Progress | None = None,
        named: Callable[[int], str] | None = None,
    ) -> "Restored":
        """Put a copy made with the present key where no file is; this file stays as it is.

        Whoever was erased in this file since is erased in the restored one too, as far as this file can be
        read; *named* makes what stands instead of the name of the n-th erased person, else its number does.

        Raises:
            As ``restoring.restore``.
        """
        from db.file import restoring

        ledger: tuple[LedgerLine, ...] = ()
        with contextlib.suppress(StoreError):  # a damaged file may not even tell that
            ledger = self._ledger()
        return restoring.restore(copy.path, new, self._key, progress, ledger, named or restoring.NUMBERED)

    def rewrite(
        self,
        act: "Callable[[Session], object]",
        progress: Progress | None = None,
        elsewhere: Sequence[Path] = (),
        named: Sequence[Path] = (),
        former: Sequence[Path] = (),
    ) -> "tuple[Rewritten, ...]":
        """Do an act in every copy too, as an erasure must; a copy that cannot be opened is removed.

        *elsewhere* are other folders that may hold copies, *named* are paths of some, *former* are places of
        those that wait for the present key. What opens with one that the file had before gets the present
        one.

        Raises:
            Closed: nothing was done.
        """
        from db.file import rewriting
        from db.file.rewriting import Outcome

        old_keys = self._former()

        def renew(copy: Path) -> Outcome:
            outcomes = (self._renewed(copy, one) for one in old_keys)
            return next((one for one in outcomes if one is not Outcome.UNTOUCHED), Outcome.UNTOUCHED)

        with self._alone:
            return rewriting.rewrite_or_remove(
                self._path, self._key, act, progress, elsewhere, named, former, old_keys, renew
            )

    def renew(self, path: Path, former: bytes) -> "Outcome":
        """Give a copy that opens with the *former* key the present one.

        Raises:
            Closed: nothing was done.
        """
        with self._alone:
            return self._renewed(path, former)

    def end(self) -> None:
        """Make a copy under way give up: the file is being closed."""
        self._ending.set()

    def forget(self) -> None:
        """Let go of the key: the file is closed."""
        self._dek = b""

    def _renewed(self, path: Path, former: bytes) -> "Outcome":
        from db.file import copying, new_key

        present = copying.keys_of(self._path, self._key)
        return new_key.renew(path, former, self._key, present, self._clock)

    @property
    def _key(self) -> bytes:
        """The key of the file while it is open: without it every copy would pass for one of another key."""
        if self._ending.is_set():
            raise Closed(self._path)
        return self._dek

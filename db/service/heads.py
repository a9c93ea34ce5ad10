"""Where the journal ended each day, kept in a folder of the administrator's: what is cut off shows there.

A file for a day, made once and never written again, so that the folder may forbid all else.
"""

import contextlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from db.file import copying, keys
from db.file.errors import DiskFull, Exists, Unwritable, of_system
from db.journal import journal
from db.journal.problems import Problem, ProblemKind
from db.service.opened import Opened
from resources import parts

EVERY = 600.0  # seconds between two looks whether a new day has begun, or the folder is there again
_LINE = re.compile(r"(0|[1-9][0-9]{0,17}) ([0-9a-f]{64})\n")


class NoHeads(Exception):
    """No head of this journal is kept in the folder: comparing with nothing would find nothing."""


class NotKept(Exception):
    """The folder takes no file."""


class Heads:
    """The heads of one journal in one folder; any thread may ask."""

    def __init__(
        self,
        store: Opened,
        folder: Path,
        *,
        clock: Callable[[], datetime] | None = None,
        every: float = EVERY,
    ) -> None:
        """*clock* and *every* are for tests."""
        self.every = every
        self._store, self._folder, self._clock = store, folder, clock or _now
        self._name = store.path.stem

    def begin(self) -> None:
        """Keep the head of today, as the service begins: a folder that takes none is told at once.

        Raises:
            NotKept: with the name of the folder.
            StoreError, DatabaseError: as ``note``.
        """
        try:
            self.note()
        except (DiskFull, Unwritable) as error:
            raise NotKept(self._folder.name) from error

    def note(self) -> Path | None:
        """Keep where the journal ends now, unless that of today is kept already; return the new file.

        Raises:
            DiskFull, Unwritable: nothing is kept, and the next look may succeed.
            StoreError, DatabaseError: if the journal cannot be read.
        """
        target = self._folder / f"{self._name}-{self._clock().astimezone(UTC):%Y-%m-%d}.head"
        with of_system(target):
            if target.exists():
                return None
        seq, mac = self._store.read(journal.head)
        part = parts.beside(target)
        try:
            with of_system(target):
                keys.write_private(part, f"{seq} {mac}\n".encode())
            copying.put_new(part, target)
        except Exists:  # another service of the same journal was faster
            return None
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return target

    def problems(self) -> tuple[Problem, ...]:
        """Return each head that the journal does not have any more, or that cannot be read.

        Raises:
            NoHeads: if there is none.
            Unwritable: if the folder cannot be read.
        """
        with of_system(self._folder):
            kept = sorted(self._folder.glob(f"{escape(self._name)}-????-??-??.head"))
        if not kept:
            raise NoHeads(self._folder.name)
        return tuple(Problem(ProblemKind.OLDER, one.name) for one in kept if not self._has(one))

    def _has(self, kept: Path) -> bool:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if (told := _LINE.fullmatch(kept.read_text("ascii"))) is not None:
                return self._store.read(journal.mac_at, int(told[1])) == told[2]
        return False


def _now() -> datetime:
    return datetime.now(UTC)

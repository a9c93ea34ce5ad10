"""Changing what opens a file: its password."""

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from db.file import keys, opening
from db.file.proof import Proof
from domain import password as passwords
from domain.password import Tries

if TYPE_CHECKING:
    from sqlmodel import Session


class KeyChange:
    """Makes another password that of one open file; its owner gives the present one or the code."""

    def __init__(self, path: Path, dek: bytes, lock: RLock, proof: Proof, tries: Tries) -> None:
        """*lock* keeps our own threads from writing."""
        self._path, self._dek, self._lock, self._proof, self._tries = path, dek, lock, proof, tries

    def password(
        self, new: str, present: str | None, write: "Callable[[Callable[[Session], None]], None]"
    ) -> None:
        """Make *new* the only password; *write* does the act, and refuses where nothing can be written."""
        passwords.check(new)
        with self._lock:
            before = self._proof.keys()
            with opening.one_of(self._tries, self._path):
                opening.prove(self._path, before, self._dek, present)

            def give(session: "Session") -> None:
                """Record the act, and write the key file just before it is committed."""
                from db.journal import journal

                found = self._proof.keys()
                if found is None:  # opened by the code: the key file is lost or broken
                    self._proof.held = True
                    renewed = self._proof.anchored(keys.make(self._dek, new))
                else:
                    renewed = keys.with_password(found, self._dek, new)
                journal.record(session, "password", "file", None, {})
                keys.save(renewed, self._path)

            try:
                write(give)
            except BaseException:
                if before is not None and self._proof.keys() != before:
                    keys.save(before, self._path)
                raise

    def forget(self) -> None:
        """Let go of the key: the file is closed."""
        self._dek = b""

"""Changing what opens a file: its password."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from db.file import keys, opening
from db.file.errors import Damaged, KeysMissing, OtherKeys
from db.file.keys import Keys
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
            before = self._proved(present)
            if before is None:
                self._check_free()

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

    def recovery_code(self, present: str | None) -> str:
        """Return the code to whoever gives the password or the code itself."""
        with self._lock:
            self._proved(present)
            return keys.recovery_code(self._dek)

    def _proved(self, present: str | None) -> Keys | None:
        found = self._proof.keys()
        with opening.one_of(self._tries, self._path):
            opening.prove(self._path, found, self._dek, present)
        return found

    def _check_free(self) -> None:
        """Check that no key file of others stands where ours is to be written.

        Raises:
            OtherKeys: if one belongs to another file.
            Newer: if a newer program wrote it.
        """
        with contextlib.suppress(KeysMissing, Damaged):
            keys.load(self._path)
            raise OtherKeys(keys.beside(self._path))

    def forget(self) -> None:
        """Let go of the key: the file is closed."""
        self._dek = b""

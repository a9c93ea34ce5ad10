"""The folders that file dialogs begin in: the one used last for the same purpose."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from resources.i18n import _


class Use(StrEnum):
    """What a file is asked for."""

    INTAKE = "intake"  # lists, matrices and frameworks that come in
    DOCUMENTS = "documents"
    PACKETS = "packets"  # and keys: often a stick or a folder of the mail
    EVIDENCE = "evidence"  # files behind a fact: their folders are often named after people
    ERASURE = "erasure"  # the act about a person, which is kept apart


STORED = {
    Use.INTAKE: "intake_folder",
    Use.DOCUMENTS: "last_folder",
    Use.PACKETS: "packets_folder",
}  # the names in the settings


class Folders:
    """Remembers one folder for each use; what may name a person only until the program ends."""

    def __init__(self, read: Callable[[str], str], keep: Callable[[str, str], None]) -> None:
        """*read* and *keep* are those of the settings, by name."""
        self._read, self._keep = read, keep
        self._used: dict[Use, Path] = {}

    def last(self, use: Use) -> Path:
        """Return the folder used last, if it is still there, else that of documents, or the user's own."""
        stored = self._read(STORED[use]) if use in STORED else ""
        own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        known = (self._used.get(use), Path(stored) if stored else None, Path(own) if own else None)
        return next((one for one in known if one is not None and one.is_dir()), Path.home())

    def keep(self, use: Use, folder: Path) -> None:
        """Remember the folder that was chosen."""
        self._used[use] = folder
        if use in STORED:
            self._keep(STORED[use], str(folder))


def readable(folder: Path) -> str:
    """Return the path as a person reads it: their own folder by name, what is in it begins with ~."""
    home = Path.home()
    if folder == home:
        return _("Home folder")
    return str(Path("~", folder.relative_to(home))) if folder.is_relative_to(home) else str(folder)

"""The files opened on this computer, newest first, and which of them have gone."""

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.settings import Settings

SUFFIX = ".merilo"


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file opened before; ``gone`` means that it is no longer there, as far as we know."""

    path: Path
    gone: bool = False


class Recent(QObject):
    """The list of recent files; lives on the UI thread and checks the disks in the background.

    Signals:
        changed: the list changed, or more is known about it.
    """

    changed = Signal()
    _looked = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._gone: frozenset[Path] = frozenset()
        self._telling, self._stopped = threading.Lock(), False
        self._looked.connect(self._on_looked)

    @property
    def files(self) -> tuple[RecentFile, ...]:
        """The list, newest first."""
        return tuple(RecentFile(path, path in self._gone) for path in self._settings.recent)

    def opened(self, path: Path) -> None:
        """Move the file to the front."""
        self._gone -= {path}
        self._settings.recent = (path, *(one for one in self._settings.recent if one != path))
        self.changed.emit()

    def forget(self, path: Path) -> None:
        """Remove the file from the list; the file itself stays."""
        self._settings.recent = tuple(one for one in self._settings.recent if one != path)
        self.changed.emit()

    def look(self) -> None:
        """Find out which files are gone; emits ``changed`` when done."""
        # A thread of its own: a network disk that does not answer must not delay the password.
        threading.Thread(target=self._look, args=(self._settings.recent,), daemon=True).start()

    def stop(self) -> None:
        """Hear no more of the disks: the program ends, and does not wait for one that gives no answer."""
        with self._telling:
            self._stopped = True

    def _look(self, paths: tuple[Path, ...]) -> None:
        gone = frozenset(path for path in paths if not _lies(path))
        with self._telling:
            if not self._stopped:  # otherwise this may be deleted, even while it is told
                self._looked.emit(gone)

    def _on_looked(self, gone: frozenset[Path]) -> None:
        if gone != self._gone:
            self._gone = gone
            self.changed.emit()


def _lies(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False

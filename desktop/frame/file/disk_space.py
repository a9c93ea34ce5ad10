"""The room on the open file's disk: a line warns while it is short, and goes when there is room again."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.data import Data
from desktop.kit.page.banner import Banner
from domain.space import LEAST, SCARCE
from resources.i18n import _, current

FULL = 65_536  # bytes that saving a mark takes at most
AGAIN = 60_000  # milliseconds between two looks


class DiskSpace(QObject):
    """Looks at one file's disk after another.

    Signals:
        changed: what is to be said about it has changed; ``tell`` says it.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._data: Data | None = None
        self.short: int | None = None  # bytes left when it was last said that they are few; None: enough
        self._again = QTimer(self, interval=AGAIN)
        self._again.timeout.connect(self.look)

    def begin(self, data: Data) -> None:
        """Look at the disk of this file now and from time to time; one that is only read needs no room."""
        if self._data is not data and not data.read_only:
            self._data = data
            data.unsaved.connect(self.look)
            self._again.start()
            self.look()

    def leave(self) -> None:
        """Forget the file, because it is being closed."""
        self._again.stop()
        if self._data is not None:
            self._data.unsaved.disconnect(self.look)
        self._data = self.short = None

    def look(self) -> None:
        """Find out whether there is room; said once when it is short, too little, and none at all."""
        if self._data is None:
            return
        free = self._data.free()
        short = free if free is not None and free < SCARCE else None
        if _grade(short) != _grade(self.short):
            self.short = short
            self.changed.emit()

    @property
    def is_full(self) -> bool:
        """Whether not even a mark can be saved."""
        return self.short is not None and self.short < FULL

    def tell(self, banner: Banner) -> None:
        """Warn in *banner*, or hide it if there is room."""
        if self.short is None:
            banner.hide()
            return
        left = current().number(self.short / 1_000_000, 0)
        if self.short < LEAST:
            fact = _("The file's disk has {n} MB left: nothing new can be begun.").format(n=left)
            rest = _("Marks in open sheets are still saved. Free some space.")
        else:
            fact = _("The file's disk has {n} MB left.").format(n=left)
            rest = _("Below 50 MB nothing new can be begun; marks in open sheets are still saved.")
        banner.show_fact(fact, rest, "warn", page="troubles#disk")


def _grade(short: int | None) -> int:
    return 0 if short is None else 1 if short >= LEAST else 2 if short >= FULL else 3

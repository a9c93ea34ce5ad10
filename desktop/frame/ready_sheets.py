"""The strip that says at once when sealed sheets wait for nobody any more, whatever act brought it about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.data import Data
from desktop.kit.page.banner import Banner
from desktop.shared.cycle_words import short
from desktop.theme import Theme
from resources.i18n import _

# What a dismissal, an erasure, a merge or another program's act changes; a mark is none of it. A day that
# passes changes it too: after the last day of work nobody is awaited who has not begun.
TABLES = frozenset({"person", "case_assessor", "packet", "sheet", "case", "cycle", "erasure"})


class ReadySheets(Banner):
    """Hidden until a case becomes ready, and again once it is opened; the cross ends it for these cases.

    Signals:
        opening_wanted: id of the case whose sheets are to be opened.
        list_wanted: show the list of several.
    """

    opening_wanted = Signal(int)
    list_wanted = Signal()

    def __init__(self, data: Data, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._data = data
        self._ready: dict[int, str] = {}
        self._told: set[int] = set()  # those closed with the cross
        data.changed.connect(self._on_changed)
        self.acted.connect(self._on_acted)
        self.closed.connect(self._on_closed)

    def look(self) -> None:
        """Say whose sheets can be opened now; nothing where the file is only read."""
        from db.exchange.closed import ready

        if self._data.read_only or not self._data.allows(ready):
            return
        self._ready = dict(self._data.read(ready))
        self._told &= self._ready.keys()
        shown = [name for case_id, name in self._ready.items() if case_id not in self._told]
        if not shown:
            self.hide()
            return
        act = _("Open sheets") if len(self._ready) == 1 else _("To the exchange")
        self.show_fact(
            _("Nobody is awaited any more: sealed sheets can be opened."),
            _("They are about: {names}.").format(names=", ".join(map(short, shown))),
            act=act,
        )

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self.look()

    def _on_acted(self) -> None:
        if len(self._ready) == 1:
            self.opening_wanted.emit(next(iter(self._ready)))
        else:
            self.list_wanted.emit()

    def _on_closed(self) -> None:
        self._told |= self._ready.keys()

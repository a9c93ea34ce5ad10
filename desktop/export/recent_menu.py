"""What was saved or printed last, to go to again; read from the journal, so the file keeps the names."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.journal import exports
from desktop.context import Context
from desktop.office.papers.registry import DOCUMENTS, titled
from domain.event import Recent
from resources.i18n import _, current, ngettext

COUNT = 12


class RecentMenu(QMenu):
    """Reads the journal each time it is shown.

    Signals:
        picked: the kind of document, and a tuple of the ids it was asked by.
    """

    picked = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._found: tuple[Recent, ...] = ()
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._on_picked)

    def _fill(self) -> None:
        self.clear()
        self._found = self._context.data.read(exports.recent, tuple(DOCUMENTS), COUNT)
        for number, one in enumerate(self._found):
            self.addAction(_told(one)).setData(number)
        if not self._found:
            self.addAction(_("No document has been saved yet")).setEnabled(False)

    def _on_picked(self, act: QAction) -> None:
        one: Recent = self._found[int(act.data())]
        self.picked.emit(one.document, one.ids)


def _told(one: Recent) -> str:
    words, at = current(), one.at.astimezone()
    people = ngettext("{n} person", "{n} people", one.people).format(n=one.people) if one.people else ""
    when = f"{words.date(at.date())} {words.time(at)}"
    return " · ".join(
        part for part in (titled(one.document, words), one.name or people, when) if part
    ).replace("&", "&&")

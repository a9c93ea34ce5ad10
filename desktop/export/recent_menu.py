"""What was saved or printed last, to go to again; read from the journal, so the file keeps the names."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.journal import exports
from db.people.organisation import units
from desktop.context import Context
from desktop.office.papers.registry import DOCUMENTS
from desktop.office.papers.titles import titled
from domain.event import Recent
from domain.people.organisation import Unit
from resources.i18n import _, current, ngettext

COUNT = 12


class RecentMenu(QMenu):
    """Reads the journal each time it is shown.

    Signals:
        picked: the kind of document, a tuple of the ids it was asked by, and the id of its unit, 0 for all.
    """

    picked = Signal(str, object, int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._found: tuple[tuple[Recent, int], ...] = ()
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._on_picked)

    def _fill(self) -> None:
        self.clear()
        read = self._context.data.read
        known = {one.id: one for one in read(units)}
        found = read(exports.recent, tuple(DOCUMENTS), COUNT)
        self._found = tuple((one, _topmost(one.units, known)) for one in found)
        for number, (one, unit_id) in enumerate(self._found):
            self.addAction(_told(one, known[unit_id].name if unit_id else "")).setData(number)
        if not self._found:
            self.addAction(_("No document has been saved yet")).setEnabled(False)

    def _on_picked(self, act: QAction) -> None:
        one, unit_id = self._found[int(act.data())]
        self.picked.emit(one.document, one.ids, unit_id)


def _topmost(limits: tuple[int, ...], known: Mapping[int, Unit]) -> int:
    """Return the unit that all others of these are below, 0 if there is none, or it is gone."""
    top = [one for one in limits if one in known and known[one].parent_id not in limits]
    return top[0] if len(top) == 1 else 0


def _told(one: Recent, unit: str) -> str:
    words, at = current(), one.at.astimezone()
    people = ngettext("{n} person", "{n} people", one.people).format(n=one.people) if one.people else ""
    when = f"{words.date(at.date())} {words.time(at)}"
    return " · ".join(
        part for part in (titled(one.document, words), unit, one.name or people, when) if part
    ).replace("&", "&&")

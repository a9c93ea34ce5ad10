"""The revisions of a sheet: why this one corrects the previous, what it changes, links to the others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.assessing import revisions
from db.assessing.revisions import Revision, Revisions
from desktop.assessing.sheet import words
from desktop.data import Data
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import Flow, flow
from domain.assessing.sheet import Sheet, SheetState
from resources.i18n import _, current, nb

SHOWN = 12  # changed marks listed by name; the table has them all


class RevisionBar(QWidget):
    """Hidden while a sheet was handed in only once, or not yet.

    Signals:
        wanted: id of the revision to show.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = labels.paragraph("", self, "small")
        self._column = layout.column(self.told, gap="xs", around=(16, 6, 16, 6), of=self)
        self.buttons: dict[int, QWidget] = {}
        self._ways: QWidget | None = None
        self.hide()

    def open(self, data: Data, sheet: Sheet, viewer_id: int) -> bool:
        """Show the facts about this revision, and buttons for the others.

        Returns whether a later one was handed in, which is then the one that counts.
        """
        found = Revisions((), ())
        if sheet.revision > 1 or sheet.state is not SheetState.DRAFT:  # before the first draft there is none
            found = data.read(revisions.revisions, sheet.id, viewer_id)
        self._show(sheet, found)
        return _superseded(sheet, found)

    def _show(self, sheet: Sheet, found: Revisions) -> None:
        others = [one for one in found.handed_in if one.sheet_id != sheet.id]
        self.setVisible(bool(others))
        self.told.setText(nb(" ".join(_told(sheet, found))))
        self.told.setVisible(bool(self.told.text()))
        if self._ways is not None:
            self._column.removeWidget(self._ways)
            self._ways.deleteLater()
            self._ways = None
        self.buttons = {}
        if not others:
            return
        made: list[QWidget] = []
        ways = self._ways = QWidget(self)
        for one in others:
            look = button(_name(one), ways, "quiet", small=True, do=self._on_look)
            look.setProperty("sheet", one.sheet_id)
            self.buttons[one.sheet_id] = look
            made.append(look)
        row: Flow = flow(*made, gap=8)
        ways.setLayout(row)
        self._column.addWidget(ways)

    def clear(self) -> None:
        """Show nothing, as for a sheet that may not be seen."""
        self.hide()

    def _on_look(self) -> None:
        self.wanted.emit(int(self.sender().property("sheet")))


def _superseded(sheet: Sheet, found: Revisions) -> bool:
    return any(one.revision > sheet.revision for one in found.handed_in)


def _told(sheet: Sheet, found: Revisions) -> list[str]:
    told: list[str] = []
    mine = next((one for one in found.handed_in if one.sheet_id == sheet.id), None)
    if _superseded(sheet, found):
        told.append(_("The sheet was corrected later: this version stays as it is and does not count."))
    if mine is not None and mine.reason:
        told.append(_("Reason for the correction: {text}.").format(text=mine.reason.rstrip(".")))
    if sheet.revision > 1:
        told.append(_changes(found))
    return told


def _changes(found: Revisions) -> str:
    if not found.changed:
        return _("No mark differs from the previous version.")
    lines = [
        f"{one.code} {words.mark_short(one.before)} → {words.mark_short(one.after)}"
        for one in found.changed[:SHOWN]
    ]
    if len(found.changed) > SHOWN:
        lines.append(_("and {n} more").format(n=len(found.changed) - SHOWN))
    return _("Changed marks: {marks}.").format(marks=", ".join(lines).rstrip("."))


def _name(one: Revision) -> str:
    told = _("Version {n}, submitted {day}")
    return told.format(n=one.revision, day=current().date(one.submitted_on))

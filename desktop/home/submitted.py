"""The panel of what one has submitted oneself: each line leads to the sheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.home.panel import Panel, line
from desktop.theme import Theme
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from db.home.own_sheets import OwnSheet, OwnSheets


class SubmittedPanel(Panel):
    """The newest ones; hidden while there is none.

    Signals:
        wanted: id of the sheet to look at.
    """

    wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Submitted sheets"), parent)
        self._theme = theme
        self.column.setSpacing(0)
        self.head.setContentsMargins(0, 0, 0, 6)
        self.rows: list[QPushButton] = []
        self.hide()

    def show_sheets(self, seen: "OwnSheets") -> None:
        """Show these instead; the focus stays on its line."""
        focused = next((number for number, row in enumerate(self.rows) if row.hasFocus()), -1)
        for row in self.rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(one) for one in seen.newest]
        count = ngettext("{n} sheet", "{n} sheets", seen.total).format(n=seen.total)
        if len(seen.newest) < seen.total:
            count = _("the last {n} of {total}").format(n=len(seen.newest), total=seen.total)
        self.set_head(_("Submitted sheets"), count)
        self.setVisible(bool(self.rows))
        if 0 <= focused < len(self.rows):
            self.rows[focused].setFocus()

    def _row(self, one: "OwnSheet") -> QPushButton:
        from reports.words.names import name_of  # the first screen is painted without it

        cycle = one.cycle_title or name_of(one.cycle_kind, current())
        words = _("{name}, {done}").format(name=one.name, done=cycle)
        row = line(
            self._theme, "clipboard-check", words, current().date(one.submitted_on), self, self._on_row
        )
        row.setProperty("sheet", one.sheet_id)
        self.column.addWidget(row)
        return row

    def _on_row(self) -> None:
        self.wanted.emit(self.sender().property("sheet"))

"""The panel of what one has submitted oneself: each line leads to the sheet; older ones follow on demand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.context import Context
from desktop.home.panel import Panel, line
from desktop.kit.buttons import button
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from db.home.own_sheets import OwnSheet, OwnSheets

FURTHER = 50  # more at a time


class SubmittedPanel(Panel):
    """The newest ones; hidden while there is none.

    Signals:
        wanted: id of the sheet to look at.
    """

    wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(_("Submitted sheets"), parent)
        self._context, self._theme = context, context.theme
        self._more = 0  # sheets asked for beside the first
        self.column.setSpacing(0)
        self.head.setContentsMargins(0, 0, 0, 6)
        self.rows: list[QPushButton] = []
        self.more = button("", self, "quiet", small=True, do=self._on_more)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def read(self) -> None:
        """Show what has been submitted by now; the focus stays on its line."""
        from db.home.own_sheets import MOST, own_sheets  # the first screen is painted without it

        self._show(self._context.data.read(own_sheets, self._context.me.id, MOST + self._more))

    def _show(self, seen: "OwnSheets") -> None:
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
        left = min(seen.total - len(seen.newest), FURTHER)
        self.more.setText(ngettext("Show {n} more", "Show {n} more", left).format(n=left))
        self.more.setVisible(left > 0)
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
        self.column.insertWidget(self.column.indexOf(self.more), row)
        return row

    def _on_more(self) -> None:
        shown = len(self.rows)
        self._more += FURTHER
        self.read()
        if shown < len(self.rows):
            self.rows[shown].setFocus()  # the first that was not there

    def _on_row(self) -> None:
        self.wanted.emit(self.sender().property("sheet"))

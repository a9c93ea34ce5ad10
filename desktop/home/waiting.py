"""The panel of pending work: rows under headings by day, and how many there are in all."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.home.due_list import DueList
from desktop.home.model import DueModel, lines_of
from desktop.home.panel import SIDE, Panel
from desktop.kit import labels
from desktop.theme import Theme
from domain.home.due import Due
from resources.i18n import _, ngettext


class WaitingPanel(Panel):
    """What is due after the next step, or that nothing is; it takes no more height than its rows."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Waiting for you"), parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.column.setContentsMargins(1, 12, 1, 6)
        self.column.setSpacing(2)
        self.head.setContentsMargins(SIDE - 1, 0, SIDE - 1, 0)
        self.model = DueModel(self)
        self.list = DueList(self.model, theme, self)
        self._nothing = labels.paragraph(_("Nothing else is due"), self, "body", "muted")
        self._nothing.setContentsMargins(SIDE - 1, 0, SIDE - 1, 12)
        self.column.addWidget(self.list)
        self.column.addWidget(self._nothing)

    def show_due(self, dues: Sequence[Due], total: int, on: date) -> None:
        """Show what is due, the first of *total*; the current row stays current."""
        current = self.list.current_line
        self.model.show(lines_of(dues, on))
        if current is not None:
            self.list.stand_on(self.model.row_of(current.key))
        count = ngettext("{n} thing", "{n} things", total).format(n=total) if dues else ""
        if len(dues) < total:
            count = _("the first {n} of {total} things").format(n=len(dues), total=total)
        self.set_head(_("Waiting for you"), count)
        self.list.setVisible(bool(dues))
        self._nothing.setVisible(not dues)

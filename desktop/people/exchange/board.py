"""The list being checked: source above, filter and rows left, the current row right."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.page.empty import Empty
from desktop.people.exchange.fate_bar import FateBar
from desktop.people.exchange.row_card import LEAVE_OUT, NEW, RowCard
from desktop.people.exchange.rows import RowsTable
from desktop.people.exchange.source_bar import SourceBar
from desktop.people.exchange.work import Looked
from domain.people.roster import Decision
from resources.i18n import _


class Board(QWidget):
    """Shows a list; decisions on its rows are signalled, not carried out.

    Signals:
        decided: the decision on the current row, as ``RowCard`` numbers it.
        columns_wanted: change what the columns hold.
    """

    decided = Signal(int)
    columns_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        self._looked: Looked | None = None
        self._decisions: Mapping[int, Decision] = {}
        self.stand = 0  # the row of the file to select
        self.source = SourceBar(theme, self)
        self.left_out = labels.paragraph("", self, "small", "muted")
        self.left_out.setContentsMargins(16, 6, 16, 6)
        self.fates = FateBar(theme, self)
        self.table = RowsTable(context, self)
        self.not_found = Empty(
            theme.icon("search-x", "muted", 22), _("No such rows"), self, act=_("Show all rows")
        )
        self.no_columns = Empty(
            theme.icon("columns-3", "muted", 22),
            _("No column with a name or a personnel number was found"),
            self,
            rest=_("Say which columns they are in and where the headings are."),
            act=_("Columns…"),
        )
        self._rows = QStackedWidget(self)
        for page in (self.table, self.not_found, self.no_columns):
            self._rows.addWidget(page)
        left = layout.column(self.fates, layout.grow(self._rows))
        self._edge = labels.edge(self)
        self.card = RowCard(theme, self)
        below = layout.grow(layout.row(layout.grow(left), self._edge, self.card))
        layout.column(self.source, self.left_out, below, of=self)
        make, table = context.actions.make, Qt.ShortcutContext.WidgetShortcut
        make("leave_out", self.table, self._on_leave_out, table)
        make("somebody_new", self.table, self._on_new, table)
        for number in range(1, 10):
            make(f"known_{number}", self.table, self._on_known, table)
        self.not_found.acted.connect(self._on_show_all)
        self.no_columns.acted.connect(self.columns_wanted)
        self.source.columns_wanted.connect(self.columns_wanted)
        self.fates.narrowed.connect(self._show_rows)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.card.decided.connect(self.decided)

    def show_list(self, looked: Looked, decisions: Mapping[int, Decision]) -> None:
        """Show what the rows would do."""
        self._looked, self._decisions = looked, dict(decisions)
        self.source.show_list(looked.people, looked.doubtful_day)
        self.left_out.setText(" ".join(looked.left_out))
        self.left_out.setVisible(bool(looked.left_out))
        self.fates.show_counts(looked.roster.counts)
        self.fates.setVisible(looked.people.columns.enough)
        self._show_rows()

    def focus(self) -> None:
        """Focus the rows, or the way out where there are none."""
        page = self._rows.currentWidget()
        wanted = page.act if isinstance(page, Empty) else self.table
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_fate(self) -> None:
        """Show the rows of the next fate."""
        self.fates.step(1)

    def previous_fate(self) -> None:
        """Show the rows of the previous fate."""
        self.fates.step(-1)

    def _show_rows(self) -> None:
        if self._looked is None:
            return
        fate, stand = self.fates.fate, self.stand
        lines = [one for one in self._looked.lines if fate in (None, one.entry.fate)]
        self.table.list_model.show(lines)
        self.table.stand_on(stand)
        focused = self._rows.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if not self._looked.people.columns.enough:
            page: QWidget = self.no_columns
        else:
            page = self.table if lines else self.not_found
        self._rows.setCurrentWidget(page)
        if focused:
            self.focus()
        for one in (self._edge, self.card):
            one.setVisible(bool(lines))
        self._show_card()

    def _show_card(self) -> None:
        line = self.table.current_line
        self.card.show_line(line, self._decisions.get(line.number) if line is not None else None)

    def _on_current(self) -> None:
        line = self.table.current_line
        if line is not None:
            self.stand = line.number
            self._show_card()

    def _on_show_all(self) -> None:
        self.fates.choose(None)
        self.focus()

    def _on_leave_out(self) -> None:
        self.decided.emit(LEAVE_OUT)

    def _on_new(self) -> None:
        self.decided.emit(NEW)

    def _on_known(self) -> None:
        self.decided.emit(int(self.sender().objectName().rpartition("_")[2]))

"""The page of the map: cells with headers and sums, the legend, and three panels below."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.context import Context
from desktop.kit import layout
from desktop.kit.page.empty import Empty
from desktop.team.bar import Bar
from desktop.team.below import Footer, Legend
from desktop.team.board import Board
from desktop.team.corner import Corner
from desktop.team.heatmap import HeatMap, is_wide
from desktop.team.model import HeatModel
from desktop.team.panels import (
    Beside,
    CellPanel,
    FunctionRows,
    ListPanel,
    NeedRows,
    function_lines,
    need_lines,
)
from desktop.team.words import short_quarter
from resources.i18n import _, current, ngettext

REST = 150  # ms on a cell before more is read about its person
MANY = 40  # people from which rows are dense, until the user chooses
PANELS = 232
LEAST_ROWS = 4  # with fewer in sight the panels below would have no context


@dataclass(frozen=True, slots=True)
class Standing:
    """The current person, and the current item or function."""

    person_id: int
    code: str


class MapPage(QWidget):
    """Map, sums, legend, panels; or why there is nothing to show.

    Signals:
        rested: the person id and item code of a cell that has been current for a while.
        opened: id of the person whose result or sheet to open.
        training_wanted: show the full training page.
        cleared: clear the search text that left no rows.
    """

    rested = Signal(int, str)
    opened = Signal(int)
    training_wanted = Signal()

    def __init__(self, context: Context, bar: Bar, parent: QWidget) -> None:
        super().__init__(parent)
        theme = self._theme = context.theme
        self._bar = bar
        self.board: Board | None = None
        self._number = 0
        self._by_function = False
        self._dense: bool | None = None  # None until the user chooses
        self.model = HeatModel(self)
        column = layout.column(of=self)
        self.map = HeatMap(self.model, theme, _("Team by competencies"), self)
        self.map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.corner = Corner(theme, self.map)
        column.addWidget(self.map, 1)
        self.footer = Footer(theme, self.map, self)
        column.addWidget(self.footer)
        self.legend = Legend(theme, self)
        column.addWidget(self.legend)
        for one in (self.footer, self.legend):  # match the map
            palette = one.palette()
            palette.setColor(QPalette.ColorRole.Window, theme.color("raised"))
            one.setPalette(palette)
            one.setAutoFillBackground(True)
        self.nobody = Empty(theme.icon("search-x", "muted", 22), "", self, act=_("Clear filter"))
        column.addWidget(self.nobody, 1)
        self.panels = QWidget(self)
        row = layout.row(gap="m", around=(18, 8, 18, 12), of=self.panels)
        self.cell = CellPanel(theme, self.panels)
        self.needs = NeedRows(theme, self.panels)
        self.teach = ListPanel(_("Training needs"), self.needs, self.panels, _("Training"))
        self.functions = FunctionRows(theme, self.panels)
        self.totals = ListPanel(_("By function"), self.functions, self.panels)
        for panel, share in ((self.cell, 31), (self.teach, 43), (self.totals, 38)):
            row.addWidget(panel, share)
        column.addWidget(self.panels)
        column.addStretch(0)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._on_rested)
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._fill_panels)
        self.map.stood.connect(self._on_stood)
        self.map.opened.connect(self._on_opened)
        self.cell.opened.connect(self._on_opened)
        self.needs.chosen.connect(self._on_need)
        self.functions.chosen.connect(self._on_function)
        self.teach.link.clicked.connect(self.training_wanted)
        self.corner.search.textChanged.connect(self.turn)
        self.nobody.acted.connect(self.corner.search.clear)
        self.map.installEventFilter(self)

    @property
    def standing(self) -> Standing | None:
        """The current person and item, None without any."""
        place = self.map.place
        row = self.model.row_at(place[0]) if place is not None else None
        if place is None or row is None or self.board is None:
            return None
        code = (
            self.model.functions[place[1]]
            if self.model.by_function
            else self.board.items[self.model.columns[place[1]]].code
        )
        return Standing(self.board.matrix.people[row].person_id, code)

    @property
    def dense(self) -> bool:
        """Whether rows are dense."""
        return self.map.dense

    def show_board(self, board: Board, number: int) -> None:
        """Show this team; *number* is the quarter of its cycle, year × 4 plus 0..3."""
        self.board, self._number = board, number
        self.totals.note.setText(_("to {quarter}").format(quarter=short_quarter(number - 1)))
        if self._dense is None:
            self.zoom(len(board.matrix.people) > MANY)
        self.turn()
        self._late.start()

    def zoom(self, dense: bool) -> None:
        """Make the rows dense or normal."""
        self.map.set_dense(dense)
        self._bar.dense.setChecked(dense)
        self._fit()

    def choose_zoom(self, dense: bool) -> None:
        """Make the rows dense or normal, and remember that choice."""
        self._dense = dense
        self.zoom(dense)

    def show_functions(self, by_function: bool) -> None:
        """Show functions or items as columns."""
        if by_function != self._by_function:
            self._by_function = by_function
            self.turn()

    def turn(self) -> None:
        """Arrange rows and columns as the bar says, and keep the current person and item."""
        board, bar = self.board, self._bar
        if board is None:
            return
        kept = self.standing
        chosen, function = bar.items
        columns = board.columns(chosen, function, lacking_first=bar.lacking_first.isChecked())
        if self._by_function:
            columns = tuple(range(len(board.items)))
        codes = {item.code: column for column, item in enumerate(board.items)}
        lines = board.lines(
            self.corner.search.text(),
            bar.order,
            by_unit=bar.by_unit.isChecked(),
            column=codes.get(kept.code) if kept is not None else None,
            function=kept.code if kept is not None and self._by_function and kept.code not in codes else None,
        )
        cell = self.map.cell.width()
        self.model.show(board, lines, columns, bar.mode, by_function=self._by_function, wide=is_wide(cell))
        people = sum(isinstance(line, int) for line in lines)
        told = ngettext("{n} person", "{n} people", people)
        self.corner.show_count(told.format(n=people))
        self._explain(people, len(columns))
        self._stand(kept)
        self._fit()

    def stand_on(self, standing: Standing) -> None:
        """Go to this person and item, if they are shown."""
        self._stand(standing)

    def show_beside(self, person_id: int, code: str, beside: Beside) -> None:
        """Show what was read, if the cell is still current."""
        standing = self.standing
        if standing == Standing(person_id, code):
            self.cell.show_beside(beside)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.corner.place()
        return False

    def _explain(self, people: int, columns: int) -> None:
        shown = bool(people and columns)
        # The map stays visible: its corner holds the field in which the user types.
        for one in (self.footer, self.legend):
            one.setVisible(shown)
        self.nobody.setVisible(not shown)
        if not people:
            self.nobody.set_texts(_("Nobody found"), "", _("Clear filter"))
        elif not columns:
            self.nobody.set_texts(_("No such competency: everything assessed meets its target"), "", "")
        board = self.board
        if board is not None:
            names = tuple(current().text(level.name) for level in board.scale.levels)
            self.legend.show_mode(
                self._bar.mode,
                names,
                board.matrix.policy,
                by_function=self._by_function,
                imported=board.matrix.imported,
            )

    def _stand(self, kept: Standing | None) -> None:
        if not self.model.rowCount() or not self.model.columnCount():
            self.cell.show_nothing(_("Nobody to show"))
            return
        line, column = 0, 0
        if kept is not None:
            line = max(self.model.line_of(kept.person_id), 0)
            codes = self.model.functions if self.model.by_function else self._codes()
            function = (
                ""
                if self.board is None
                else next((item.function for item in self.board.items if item.code == kept.code), kept.code)
            )
            column = codes.index(kept.code) if kept.code in codes else 0
            if kept.code not in codes and self.model.by_function and function in codes:
                column = codes.index(function)
        self.map.stand_on(line, column)
        self._on_stood()

    def _codes(self) -> tuple[str, ...]:
        assert self.board is not None
        return tuple(self.board.items[column].code for column in self.model.columns)

    def _fit(self) -> None:
        """Size the map to its rows if there is more room; dense, it may take all of it."""
        self.corner.place()
        content = self.map.content_height
        below = 0 if self.footer.isHidden() else self.footer.height() + self.legend.height()
        panels = PANELS + 15 * self._theme.font_step
        self.panels.setFixedHeight(panels)
        room = self.height() - below
        least = min(content, self.map.head.height() + LEAST_ROWS * self.map.row_height)
        shown = not self.footer.isHidden() and (content if self.dense else least) + panels <= room
        self.panels.setVisible(shown)
        self.map.setMaximumHeight(content)

    def _fill_panels(self) -> None:
        board = self.board
        if board is None:
            return
        lines = need_lines(board)
        self.needs.show_lines(lines)
        self.teach.note.setText(_("by weight × gap"))
        known = board.whole().known
        nothing = _("No gaps: everything assessed meets its target") if known else _("Nothing is known yet")
        self.teach.say("" if lines else nothing)
        self.functions.show_lines(function_lines(board))

    def _on_stood(self) -> None:
        standing, place = self.standing, self.map.place
        if standing is None or place is None or self.board is None:
            return
        row = self.model.row_at(place[0])
        assert row is not None
        if self.model.by_function:
            self.cell.show_function(self.board, row, standing.code)
        else:
            self.cell.show_item(self.board, row, self.model.columns[place[1]], self._number)
        self._rest.start()

    def _on_rested(self) -> None:
        standing = self.standing
        if standing is not None:
            self.rested.emit(standing.person_id, "" if self.model.by_function else standing.code)

    def _on_opened(self) -> None:
        standing = self.standing
        if standing is not None:
            self.opened.emit(standing.person_id)

    def _on_need(self, number: int) -> None:
        standing = self.standing
        if standing is not None and not self.model.by_function:
            self._stand(Standing(standing.person_id, self.needs.lines[number].code))
            self.map.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_function(self, number: int) -> None:
        standing = self.standing
        if standing is None or self.board is None:
            return
        function = self.board.functions[number].code
        code = next(item.code for item in self.board.items if item.function == function)
        self._stand(Standing(standing.person_id, function if self.model.by_function else code))
        self.map.setFocus(Qt.FocusReason.MouseFocusReason)

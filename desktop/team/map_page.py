"""The page of the map: summary on top, cells with headers and sums, legend, and panels at the side."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.page.empty import Empty
from desktop.team.able_rows import AbleRows, able_lines, able_words
from desktop.team.bar import Bar
from desktop.team.board import Board, Chosen
from desktop.team.cell_panel import Beside, CellPanel
from desktop.team.map.below import Footer, Legend
from desktop.team.map.corner import Corner
from desktop.team.map.heatmap import HeatMap, is_wide
from desktop.team.model import HeatModel
from desktop.team.panels import FunctionRows, ListPanel, NeedRows, function_lines, need_lines
from desktop.team.summary import SummaryStrip
from desktop.team.words import short_quarter
from resources.i18n import _, current, ngettext, pgettext

REST = 150  # ms on a cell before more is read about its person
MANY = 40  # people from which rows are dense, until the user chooses
PANELS = 232  # px of the panels below the map
SIDE, WIDEST = 304, 440  # px of the panels beside it
CELL = 272  # px of the panel of the cell there: it does not jump while one walks
NAMES = 30  # columns that have room for their names
MOST = 16_777_215  # px, Qt's own
LEAST_ROWS = 4  # with fewer in sight the panels below would have no context


@dataclass(frozen=True, slots=True)
class Standing:
    """The current person, and the current item or function."""

    person_id: int
    code: str


class MapPage(QWidget):
    """Summary, map, sums, legend, panels beside or below; or why there is nothing to show.

    Signals:
        rested: the person id and item code of a cell that has been current for a while.
        opened: id of the person whose result or sheet to open.
        planned: id of the person whose plan is to take in the current item.
        function_opened: code of the function whose items to show.
        shift_wanted: set the minimum of the current item for a shift.
        training_wanted: show the full training page.
        cleared: clear the search text that left no rows.
    """

    rested = Signal(int, str)
    opened = Signal(int)
    planned = Signal(int)
    function_opened = Signal(str)
    training_wanted = Signal()
    shift_wanted = Signal()

    def __init__(self, context: Context, bar: Bar, parent: QWidget) -> None:
        super().__init__(parent)
        theme = self._theme = context.theme
        self._bar = bar
        self.board: Board | None = None
        self._number = 0
        self._strip = 0  # px that the summary takes
        self._by_function = False
        self._dense: bool | None = None  # None until the user chooses
        self.model = HeatModel(self)
        self.unfolded = False  # whether those of whom nothing may be shown have rows
        self.summary = SummaryStrip(theme, self)
        whole = layout.column(self.summary, gap="s", around=(18, 4, 18, 0))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        layout.column(whole, layout.grow(self._body), gap="s", of=self)
        left = QWidget(self)
        palette = left.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.color("raised"))
        left.setPalette(palette)
        left.setAutoFillBackground(True)
        column = layout.column(of=left)
        self._body.addWidget(left, 1)
        self.map = HeatMap(self.model, theme, _("Team by competencies"), self)
        self.map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.corner = Corner(theme, self.map)
        column.addWidget(self.map, 1)
        self._folded = labels.elided("", self, "small", "muted")
        self.fold_button = button("", self, "quiet", small=True)
        self._fold = QWidget(self)
        layout.row(
            self._folded, self.fold_button, layout.STRETCH, gap="s", around=(18, 2, 18, 0), of=self._fold
        )
        column.addWidget(self._fold)
        self.footer = Footer(theme, self.map, self)
        column.addWidget(self.footer)
        self.legend = Legend(theme, self)
        column.addWidget(self.legend)
        self.nobody = Empty(theme.icon("search-x", "muted", 22), "", self, act=_("Clear filter"))
        column.addWidget(self.nobody, 1)
        column.addStretch(0)
        self.panels = QWidget(self)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.panels)
        self._sides.setSpacing(12)
        self.cell = CellPanel(theme, self.panels)
        self.needs = NeedRows(theme, self.panels)
        self.teach = ListPanel(_("What to teach"), self.needs, self.panels, _("Training"))
        self.functions = FunctionRows(theme, self.panels)
        self.totals = ListPanel(_("By function"), self.functions, self.panels)
        self.able = AbleRows(theme, self.panels)
        self.who = ListPanel("", self.able, self.panels)
        self._asked = False  # whether the search asks who has a level
        for panel, share in ((self.cell, 31), (self.who, 43), (self.teach, 43), (self.totals, 38)):
            self._sides.addWidget(panel, share)
        self._sides.addStretch(0)
        self._body.addWidget(self.panels)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._on_rested)
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._fill_panels)
        self.map.stood.connect(self._on_stood)
        self.map.opened.connect(self._on_opened)
        self.cell.opened.connect(self._on_person)
        self.cell.planned.connect(self._on_planned)
        self.cell.shift_wanted.connect(self.shift_wanted)
        self.fold_button.clicked.connect(self.fold)
        self.able.chosen.connect(self._on_able)
        self.map.head.sectionClicked.connect(self._on_head)
        self.needs.chosen.connect(self._on_need)
        self.functions.chosen.connect(self._on_function)
        self.teach.link.clicked.connect(self.training_wanted)
        self.corner.search.textChanged.connect(self.turn)
        self.nobody.acted.connect(self.corner.search.clear)
        for one in (self.map, self.map.head):  # the corner is as high as the head, which may change alone
            one.installEventFilter(self)

    @property
    def standing(self) -> Standing | None:
        """The current person and item, None without any."""
        place, board = self.map.place, self.model.board  # of what is shown: another team may be about to be
        row = self.model.row_at(place[0]) if place is not None else None
        if place is None or row is None or board is None:
            return None
        code = (
            self.model.functions[place[1]]
            if self.model.by_function
            else board.items[self.model.columns[place[1]]].code
        )
        return Standing(board.matrix.people[row].person_id, code)

    @property
    def dense(self) -> bool:
        """Whether rows are dense."""
        return self.map.dense

    def show_board(self, board: Board, number: int) -> None:
        """Show this team; *number* is the quarter of its cycle, year × 4 plus 0..3."""
        self.board, self._number = board, number
        self.summary.show_team(board, number)
        self.totals.note_down(_("to {quarter}").format(quarter=short_quarter(number - 1)))
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

    def fold(self) -> None:
        """Give those of whom nothing may be shown rows of their own, or fold them again."""
        self.unfolded = not self.unfolded
        self.turn()
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def column(self) -> int | None:
        """The column of the current item; None without any, or among functions."""
        place = self.map.place
        return None if place is None or self.model.by_function else self.model.columns[place[1]]

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
        text = self.corner.search.text()
        found = None if self._by_function else board.asked(text)
        if found is not None:
            kept = None if kept is None else Standing(kept.person_id, board.items[found.column].code)
            columns = columns if found.column in columns else (found.column, *columns)
        self._asked = found is not None
        lines = board.lines(
            text,
            bar.order,
            by_unit=bar.by_unit.isChecked(),
            column=codes.get(kept.code) if kept is not None else None,
            function=kept.code if kept is not None and self._by_function and kept.code not in codes else None,
            hidden=self.unfolded,
        )
        cell = self.map.cell.width()
        named = len(columns) <= NAMES and (chosen is not Chosen.ALL or bool(function))
        by_function, wide = self._by_function, is_wide(cell)
        self.model.show(board, lines, columns, bar.mode, by_function=by_function, wide=wide, named=named)
        if wide != is_wide(self.map.cell.width()):  # these columns are wider, or narrower, than those before
            wide = not wide
            self.model.show(board, lines, columns, bar.mode, by_function=by_function, wide=wide, named=named)
        people = sum(isinstance(line, int) for line in lines)
        told = ngettext("{n} person", "{n} people", people)
        self.corner.show_count(told.format(n=people))
        self._tell_folded(people)
        if found is not None:
            known = len(found.able) + len(found.learners)
            self.able.show_lines(able_lines(board.matrix.people, found), known)
            self.who.title.setText(" ".join(text.split()))
            self.who.setAccessibleName(self.who.title.text())
            self.who.note_down(able_words(found))
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
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # The summary has its height only once its figures are laid out.
        if event.type() == QEvent.Type.LayoutRequest and self._strip != self.summary.sizeHint().height() + 12:
            self._fit()
        return done

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

    def _tell_folded(self, people: int) -> None:
        """Say how many have no rows since nothing of them may be shown."""
        board = self.board
        assert board is not None
        blind = [one for one in board.matrix.people if one.blind]
        apart = len(blind) and people and people + len(blind) <= len(board.matrix.people)
        searched = bool(self.corner.search.text().strip())
        self._fold.setVisible(bool(blind) and not searched and (self.unfolded or bool(apart)))
        if any(one.waiting for one in blind):
            told = ngettext(
                "{n} person hidden: sheets pending", "{n} people hidden: sheets pending", len(blind)
            )
        else:
            told = ngettext(
                "{n} person hidden: sealed sheets are not opened yet",
                "{n} people hidden: sealed sheets are not opened yet",
                len(blind),
            )
        self._folded.setText(told.format(n=len(blind)))
        self.fold_button.setText(_("Fold") if self.unfolded else pgettext("hidden people", "Show"))

    def _fit(self) -> None:
        """Put the panels beside the map if its columns fit there, else below; size the rows to the room."""
        self.corner.place()
        step = self._theme.font_step
        head = self.map.head.least
        side = min(max(SIDE + 16 * step, self.width() // 4), WIDEST + 16 * step)
        beside = self.map.least_width + side <= self.width()
        legend = self.legend.high(self.width() - (side if beside else 0))
        below = 0 if self.footer.isHidden() else self.footer.height() + legend
        below += 0 if self._fold.isHidden() else self._fold.sizeHint().height()
        least = head + LEAST_ROWS * self.map.usual_height + below
        crowded = least > self.height()  # rows matter more than what their colours mean
        self.legend.setVisible(not (crowded or self.footer.isHidden()))
        if crowded:
            below, least = below - legend, least - legend
        strip = self._strip = self.summary.sizeHint().height() + 12
        self.summary.setVisible(least + strip <= self.height() and self.board is not None)
        room = self.height() - (0 if self.summary.isHidden() else strip)
        self._turn_panels(beside=beside)
        content = self.map.content_height
        if beside:
            self.panels.setFixedWidth(side)
            self.panels.setMinimumHeight(0)
            self.panels.setMaximumHeight(MOST)
            self._choose_panels(room)
            self.panels.show()
        else:
            panels = PANELS + 15 * step
            self.panels.setMinimumWidth(0)
            self.panels.setMaximumWidth(MOST)
            self.panels.setFixedHeight(panels)
            self.cell.setMinimumHeight(0)
            self.cell.setMaximumHeight(MOST)
            for one in (self.cell, self.who, self.teach, self.totals):
                one.setVisible(one is not (self.teach if self._asked else self.who))
            needed = content + below if self.dense else min(content + below, least)
            self.panels.setVisible(not self.footer.isHidden() and needed + panels <= room)
            room -= 0 if self.panels.isHidden() else panels
        self.map.fit_rows(room - below)
        self.map.setMaximumHeight(self.map.content_height)

    def _turn_panels(self, *, beside: bool) -> None:
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._sides.setDirection(direction.TopToBottom if beside else direction.LeftToRight)
        self._sides.setContentsMargins(*((12, 0, 18, 12) if beside else (18, 8, 18, 12)))
        shares = (0, 0, 0, 0, 1) if beside else (31, 43, 43, 38, 0)
        for number, share in enumerate(shares):
            self._sides.setStretch(number, share)

    def _choose_panels(self, room: int) -> None:
        """Show the panels that there is room for, the current cell first."""
        second = self.who if self._asked else self.totals if self._by_function else self.teach
        third = None if self._asked else self.teach if self._by_function else self.totals
        high = min(CELL + 20 * self._theme.font_step, room)
        self.cell.setFixedHeight(high)
        self.cell.show()
        room -= high + 12
        for one in (self.who, self.teach, self.totals):
            high = (one.minimumSizeHint() if one is second else one.sizeHint()).height() + 12
            shown = one in (second, third) and high <= room
            one.setVisible(shown)
            room -= one.sizeHint().height() + 12 if shown else 0

    def _fill_panels(self) -> None:
        board = self.board
        if board is None:
            return
        lines = need_lines(board)
        self.needs.show_lines(lines)
        self.teach.note_down(_("weight × gap"))
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
        """Go on from the cell: into a function, or to the result or sheet of the person."""
        standing = self.standing
        if standing is None:
            return
        if self.model.by_function:
            self.function_opened.emit(standing.code)
        else:
            self.opened.emit(standing.person_id)

    def _on_head(self, column: int) -> None:
        if self.model.by_function:
            self.function_opened.emit(self.model.functions[column])

    def _on_person(self) -> None:
        standing = self.standing
        if standing is not None:
            self.opened.emit(standing.person_id)

    def _on_planned(self) -> None:
        standing = self.standing
        if standing is not None:
            self.planned.emit(standing.person_id)

    def _on_able(self, number: int) -> None:
        person_id, standing = self.able.seen(number).person_id, self.standing
        if person_id is not None and standing is not None:
            self._stand(Standing(person_id, standing.code))
            self.map.setFocus(Qt.FocusReason.MouseFocusReason)

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

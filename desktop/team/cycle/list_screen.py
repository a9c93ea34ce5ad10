"""The list of cycles of staff: what runs, what waits to be closed, what is over."""

from datetime import date
from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.team import staff_cycles
from db.team.staff_cycles import StaffCycle
from desktop.context import Context
from desktop.kit.buttons import button
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.segments import Segments
from desktop.kit.table import columns
from desktop.kit.table.list_table import PADDING, Heading, Index, LineDelegate, ListModel, ListTable
from desktop.shared.cycle_words import span
from desktop.team.cycle.words import about_words, count_words, left_words, sheets_words, title_words
from desktop.theme import Theme
from domain.assessing.case import CaseState
from resources.i18n import _, current, ngettext, pgettext

TABLES = frozenset({"cycle", "case", "sheet", "case_assessor", "person", "unit"})
TITLE_LEAST = 240


class Column(IntEnum):
    """The columns in their order."""

    TITLE = 0
    DATES = 1
    PEOPLE = 2
    SHEETS = 3
    MINE = 4


class CyclesScreen(QWidget):
    """Open cycles first, then those that wait to be closed, then those that are over.

    Signals:
        cycle_opened: id of the cycle.
        cycle_wanted: a new cycle is to be opened.
        campaigns_wanted: the vacancies are to be shown instead.
    """

    cycle_opened = Signal(int)
    cycle_wanted = Signal()
    campaigns_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._keys = (
            ("↑ ↓", pgettext("key", "cycle")),
            ("Enter", _("open")),
            ("Ins", _("new cycle")),
            ("Ctrl+PgUp", _("vacancies")),
            ("Ctrl+C", _("copy")),
        )
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(_("Assessment"), self)
        self.lists = Segments((_("Vacancies"), _("Staff cycles")), self.header, _("Show"))
        self.lists.choose(1)
        self.new_button = button(_("New cycle…"), self.header, "primary", theme.icon("plus", "on_primary"))
        self.header.add(self.lists)
        self.header.add(self.new_button)
        column.addWidget(self.header)
        titles = tuple(_titles()[one] for one in Column)
        self.model: ListModel[StaffCycle] = ListModel(
            titles, self._texts, _key, self, right=(Column.PEOPLE, Column.MINE), value=self._value
        )
        row = 48 + 3 * theme.font_step
        self.table = ListTable(self.model, theme, _("Staff cycles"), self, row=row)
        self.table.setItemDelegate(CycleDelegate(theme, self.table, context.today()))
        self.columns = columns.Columns(
            self.table,
            "cycles",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.PEOPLE, Column.MINE),
            least=TITLE_LEAST + 12 * theme.font_step,
        )
        if context.settings.order("cycles")[0]:
            self.model.order(*self.columns.order)
        self.nothing = Empty(
            theme.icon("clipboard-list", "muted", 22),
            _("No cycle of staff yet"),
            self,
            rest=_("A cycle sets who assesses whom, by when and against which targets."),
            act=_("New cycle…"),
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 1)
        make, widget = context.actions.make, Qt.ShortcutContext.WidgetShortcut
        make("add", self, self.open_new)
        make("open", self.table, self.take, widget)
        make("copy", self.table, self.table.copy, widget)
        make("previous_part", self, self._on_campaigns)
        self.lists.chosen.connect(self._on_campaigns)
        self.columns.ordered.connect(self._on_ordered)
        self.table.doubleClicked.connect(self.take)
        self.new_button.clicked.connect(self.open_new)
        self.nothing.acted.connect(self.open_new)
        context.data.changed.connect(self._on_changed)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that do something now: an empty list has no line to go to."""
        return self._keys if self._stack.currentWidget() is self.table else self._keys[2:4]

    def open(self) -> None:
        """Read everything anew and stand where one stood."""
        self._read()
        allow(self.new_button, read_only_reason() if self._context.data.read_only else "")
        wanted = self.table if self._stack.currentWidget() is self.table else self.nothing.act
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def memory(self) -> object:
        """Return where one stands."""
        line = self.table.current_line
        return _key(line) if line is not None else None

    def recall(self, memory: object) -> None:
        """Stand there again."""
        if memory is not None:
            self.table.stand_on(memory)

    def open_new(self) -> None:
        """Ask for what a new cycle needs."""
        if not self._context.data.read_only:
            self.cycle_wanted.emit()

    def take(self) -> None:
        """Open the cycle one stands on."""
        if (line := self.table.current_line) is not None:
            self.cycle_opened.emit(line.cycle.id)

    def _read(self) -> None:
        stood = self.memory()
        found = self._context.data.read(staff_cycles.staff_cycles, self._context.me.id)
        lines: list[Heading | StaffCycle] = []
        for title, state in (
            (_("Open cycles"), CaseState.OPEN),
            (_("To be closed"), CaseState.SEALED),
            (_("Closed cycles"), CaseState.CLOSED),
            (_("Withdrawn cycles"), CaseState.WITHDRAWN),
        ):
            group = [one for one in found if one.cycle.state is state]
            if group:
                lines += [Heading(title, str(len(group))), *group]
        self.model.show(lines)
        self.table.stand_on(stood)
        running = sum(one.cycle.state is CaseState.OPEN for one in found)
        count = ngettext("{n} open cycle", "{n} open cycles", running).format(n=running)
        self.header.set_title(_("Assessment"), count if found else "")
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self.nothing.act.setVisible(not self._context.data.read_only)

    def _texts(self, line: StaffCycle) -> tuple[str, ...]:
        left, _soon = left_words(line.cycle, self._context.today())
        count = line.count
        return (
            f"{title_words(line.cycle)}, {about_words(line)}",
            ", ".join(part for part in (span(line.cycle), left) if part),
            "0" if count is None else str(count.cases),
            count_words(count, line.cycle.state),
            "" if count is None or not count.owed else str(count.owed),
        )

    def _value(self, line: StaffCycle, column: int) -> Any:
        count = line.count
        match column:
            case Column.DATES:
                return (line.cycle.ends_on or date.max,)
            case Column.PEOPLE:
                return (0 if count is None else count.cases,)
            case Column.SHEETS:
                return (0 if count is None else count.total - count.done,)
            case Column.MINE:
                return (0 if count is None else count.owed,)
            case _:
                return (title_words(line.cycle).casefold(),)

    def _on_campaigns(self) -> None:
        self.lists.choose(1)  # the other list is a screen of its own
        self.campaigns_wanted.emit()

    def _on_ordered(self, column: int, falling: bool) -> None:
        stood = self.memory()
        self.model.order(column, falling)
        self.table.stand_on(stood)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & TABLES:
            self._read()


class CycleDelegate(LineDelegate):
    """Two lines a row: what it is, and what is to be known of it; progress as a bar."""

    def __init__(self, theme: Theme, table: ListTable[StaffCycle], today: date) -> None:
        super().__init__(theme, table)
        self._today = today

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: StaffCycle, index: Index) -> None:
        match index.column():
            case Column.TITLE:
                above = (title_words(line.cycle), "strong", "text")
                self.write_two(painter, rect, above, (about_words(line), "small", "muted"))
            case Column.DATES:
                left, soon = left_words(line.cycle, self._today)
                below = (left, "small", "warn" if soon else "muted")
                self.write_two(painter, rect, (span(line.cycle), "body", "text"), below)
            case Column.SHEETS if line.count is not None:
                words = count_words(line.count, line.cycle.state)
                self.write_progress(painter, rect, words, line.count.done, line.count.total)
            case _:
                super().paint_cell(painter, rect, line, index)


def _key(line: StaffCycle) -> object:
    return line.cycle.id


def _titles() -> dict[Column, str]:
    return {
        Column.TITLE: pgettext("column", "Cycle"),
        Column.DATES: pgettext("column", "Dates"),
        Column.PEOPLE: pgettext("column", "People"),
        Column.SHEETS: _("Sheets"),
        Column.MINE: pgettext("column", "Yours pending"),
    }


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    caption, body = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("body"))
    small = QFontMetrics(theme.font("small"))
    titles = _titles()

    def head(column: Column) -> int:
        return caption.horizontalAdvance(titles[column] + " ↓") + PADDING + 4

    day = current().date(date(2028, 12, 28))
    days = body.horizontalAdvance(f"{day} – {day}") + PADDING + 12
    sheets = small.horizontalAdvance(sheets_words(288, 289)) + 2 * PADDING
    return (
        columns.Column("title", None),
        columns.Column("dates", max(head(Column.DATES), days), falling=True),
        columns.Column("people", head(Column.PEOPLE), falling=True),
        columns.Column("sheets", max(head(Column.SHEETS), sheets), falling=True),
        columns.Column("mine", head(Column.MINE) + PADDING, falling=True),
    )

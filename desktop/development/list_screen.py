"""All plans: what is late first, each with its next step; the place where plans begin."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from re import sub
from typing import Any, override

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.development import plan_board
from db.development.plan_board import PlanRow, Stage
from desktop.context import Context
from desktop.development import words as say
from desktop.development.batch import Papers
from desktop.development.forms.begin_form import BeginForm
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.banner import Banner
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.kit.table import columns
from desktop.kit.table.list_table import PADDING, Heading, Index, LineDelegate, ListModel, ListTable
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.text import fold
from reports.words import phrases_plans
from resources.i18n import _, current, ngettext, pgettext

TABLES = frozenset({"plan", "goal", "action", "check_meeting", "person"})
NAME_LEAST = 220
STAGES = tuple(Stage)


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    DAYS = 1
    DONE = 2
    MEETING = 3
    NEXT = 4


@dataclass(frozen=True, slots=True)
class Remembered:
    """On which plan one stood, what was looked for, and which stage was chosen."""

    plan_id: int
    text: str
    stage: int


class PlansScreen(QWidget):
    """Overdue plans, active ones, drafts, closed ones.

    Signals:
        plan_opened: id of a plan.
        library_wanted: the library of actions is to be shown.
        exported: the paths written, a tuple.
    """

    plan_opened = Signal(int)
    library_wanted = Signal()
    exported = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: tuple[PlanRow, ...] = ()
        self._shown: list[PlanRow] = []
        theme = context.theme
        self.keys = (
            ("↑ ↓", _("plan")),
            ("Enter", _("open")),
            ("Ins", _("new plan")),
            ("Ctrl+E", _("documents")),
            ("Ctrl+L", _("library")),
            ("Ctrl+F", _("find")),
            ("Ctrl+C", _("copy")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(_("Development"), self)
        self.library_button = button(_("Library"), self.header, icon=theme.icon("library"))
        set_tip(self.library_button, _("Library of actions"))
        self.export_button = button(_("Documents…"), self.header, icon=theme.icon("file-text"))
        self.new_button = button(_("New plan…"), self.header, "primary", theme.icon("plus", "on_primary"))
        self.header.add(self.library_button)
        self.header.add(self.export_button)
        self.header.add(self.new_button)
        column.addWidget(self.header)
        self.trouble = Banner(theme, self)
        column.addWidget(self.trouble)
        self.search = SearchField(theme, _("Name or code"), self)
        self.stages = Segments(
            (_("All"), *(say.stages()[one] for one in STAGES)), self, pgettext("filter", "Plans")
        )
        column.addLayout(flow(self.search, self.stages, margins=(16, 8, 16, 8)))
        titles = tuple(_titles()[one] for one in Column)
        self.model: ListModel[PlanRow] = ListModel(titles, self._texts, _key, self, value=self._value)
        self.table = ListTable(self.model, theme, _("Plans"), self, row=48 + 3 * theme.font_step)
        self.table.setItemDelegate(PlanDelegate(theme, self.table))
        self.columns = columns.Columns(
            self.table,
            "plans",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.MEETING, Column.DAYS),
            least=NAME_LEAST + 8 * theme.font_step,
        )
        if context.settings.order("plans")[0]:
            self.model.order(*self.columns.order)
        self.nothing = Empty(theme.icon("sprout", "muted", 22), "", self, act=_("New plan…"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 1)
        make = context.actions.make
        self.papers = Papers(context, self.trouble, self)
        make("add", self, self.begin)
        make("export", self, self.export)
        make("library", self, self.library_wanted)
        make("find", self, self.search.setFocus)
        make("open", self.table, self.take, Qt.ShortcutContext.WidgetShortcut)
        make("copy", self.table, self.table.copy, Qt.ShortcutContext.WidgetShortcut)
        self.columns.ordered.connect(self._on_ordered)
        self.table.doubleClicked.connect(self.take)
        self.new_button.clicked.connect(self.begin)
        self.library_button.clicked.connect(self.library_wanted)
        self.export_button.clicked.connect(self.export)
        self.papers.exported.connect(self.exported)
        self.nothing.acted.connect(self._on_nothing)
        self.search.textChanged.connect(self._show)
        self.stages.chosen.connect(self._show)
        context.data.changed.connect(self._on_changed)

    def open(self) -> None:
        """Read everything anew and stand where one stood."""
        self._read()
        allow(self.new_button, read_only_reason() if self._context.data.read_only else "")
        wanted = self.table if self._stack.currentWidget() is self.table else self.nothing.act
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def memory(self) -> object:
        """Return where one stands, and what is looked for."""
        line = self.table.current_line
        plan_id = line.plan_id if line is not None else 0
        return Remembered(plan_id, self.search.text(), self.stages.current)

    def recall(self, memory: object) -> None:
        """Stand there again."""
        if isinstance(memory, Remembered):
            self.search.setText(memory.text)
            self.stages.choose(memory.stage)
            self._show()
            self.table.stand_on(memory.plan_id)

    def begin(self) -> None:
        """Ask for whom a plan is, and by what."""
        if not self._context.data.read_only:
            BeginForm(self._context, self._on_begun, self).open()

    def export(self) -> None:
        """Ask which plans are wanted as files, those shown first."""
        self.papers.ask(self._shown, self._rows)

    def take(self) -> None:
        """Open the plan one stands on."""
        line = self.table.current_line
        if line is not None:
            self.plan_opened.emit(line.plan_id)

    def _read(self) -> None:
        self._rows = self._context.data.read(plan_board.rows, self._context.today())
        self._show()

    def _show(self) -> None:
        stood = self.table.current_line
        wanted, chosen = fold(self.search.text()), self.stages.current
        lines: list[Heading | PlanRow] = []
        self._shown = []
        for number, stage in enumerate(STAGES, start=1):
            group = [
                one
                for one in self._rows
                if one.stage is stage and wanted in fold(f"{one.person_name} {one.person_code} {one.unit}")
            ]
            self.stages.set_text(number, f"{say.stages()[stage]} {len(group)}")
            if group and chosen in (0, number):
                lines += [Heading(say.stages()[stage], str(len(group))), *group]
                self._shown += group
        self.model.show(lines)
        self.table.stand_on(stood.plan_id if stood is not None else 0)
        told = ngettext("{n} plan", "{n} plans", len(self._rows)).format(n=len(self._rows))
        self.header.set_title(_("Development"), told if self._rows else "")
        allow(self.export_button, "" if self._rows else _("No plan yet"))
        read_only = self._context.data.read_only
        if not self._rows:
            fact, rest = _("No plan yet"), _("A plan is built from the gaps of a result, or by hand.")
            self.nothing.set_texts(fact, rest, "" if read_only else _("New plan…"))
        elif not self._shown:
            self.nothing.set_texts(_("No plan found"), "", _("Clear filter"))
        self._stack.setCurrentWidget(self.table if self._shown else self.nothing)

    def _texts(self, line: PlanRow) -> tuple[str, ...]:
        words = current()
        kind = phrases_plans.kind(line.kind, words)
        hand = _("without an assessment") if line.by_hand else ""
        about = " · ".join(part for part in (kind, line.person_code, line.unit, hand) if part)
        days = f"{words.date(line.starts_on)} – {words.date(line.ends_on)}"
        done = ngettext("{done} of {n} action done", "{done} of {n} actions done", line.actions).format(
            done=line.done, n=line.actions
        )
        meeting = words.day_month(line.next_meeting) if line.next_meeting is not None else "–"
        return (
            f"{line.person_name}, {about}",
            days,
            done,
            meeting,
            say.next_step(line, self._context.today()),
        )

    def _value(self, line: PlanRow, column: int) -> Any:
        match column:
            case Column.DAYS:
                return (line.ends_on, line.starts_on)
            case Column.DONE:
                return (line.done / line.actions if line.actions else 0, line.actions)
            case Column.MEETING:
                return (line.next_meeting is None, line.next_meeting or line.ends_on)
            case Column.NEXT:
                return (-line.late, -line.missed, say.next_step(line, self._context.today()))
            case _:
                return (fold(line.person_name), line.plan_id)

    def _on_begun(self, plan_id: int) -> None:
        self.plan_opened.emit(plan_id)

    def _on_nothing(self) -> None:
        if not self._rows:
            self.begin()
            return
        self.search.clear()
        self.stages.choose(0)
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ordered(self, column: int, falling: bool) -> None:
        stood = self.table.current_line
        self.model.order(column, falling)
        self.table.stand_on(stood.plan_id if stood is not None else 0)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & TABLES:
            self._read()


class PlanDelegate(LineDelegate):
    """Two lines a row: whose plan it is and of what kind; what was done as a bar."""

    def __init__(self, theme: Theme, table: ListTable[PlanRow]) -> None:
        super().__init__(theme, table)

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: PlanRow, index: Index) -> None:
        match index.column():
            case Column.NAME:
                about = str(index.data()).removeprefix(f"{line.person_name}, ")
                if self._table.isColumnHidden(Column.DAYS):
                    about = f"{index.sibling(index.row(), Column.DAYS).data()} · {about}"
                self.write_two(painter, rect, (line.person_name, "strong", "text"), (about, "small", "muted"))
            case Column.DONE:
                self.write_progress(painter, rect, str(index.data()), line.done, line.actions)
            case Column.NEXT:
                late = line.stage is Stage.OVERDUE
                self.write(painter, rect, str(index.data()), "body", "danger" if late else "text")
            case _:
                super().paint_cell(painter, rect, line, index)


def _key(line: PlanRow) -> object:
    return line.plan_id


def _titles() -> dict[Column, str]:
    return {
        Column.NAME: _("Whose plan"),
        Column.DAYS: pgettext("column", "Dates"),
        Column.DONE: pgettext("column", "Done"),
        Column.MEETING: _("Meeting"),
        Column.NEXT: _("Next step"),
    }


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    caption, body = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("body"))
    small = QFontMetrics(theme.font("small"))
    titles = _titles()

    def head(column: Column) -> int:
        return caption.horizontalAdvance(titles[column] + " ↓") + PADDING + 4

    day = sub(r"\d", "0", current().date(date(2028, 12, 28)))  # no digit is wider
    days = body.horizontalAdvance(f"{day} – {day}")
    done = ngettext("{done} of {n} action done", "{done} of {n} actions done", 29).format(done=28, n=29)
    step = ngettext("{n} meeting missed", "{n} meetings missed", 22).format(n=22)
    return (
        columns.Column("name", None),
        columns.Column("days", max(head(Column.DAYS), days + PADDING + 4)),
        columns.Column("done", max(head(Column.DONE), small.horizontalAdvance(done) + 2 * PADDING)),
        columns.Column("meeting", head(Column.MEETING) + 8),
        columns.Column("next", max(head(Column.NEXT), body.horizontalAdvance(step) + 2 * PADDING)),
    )

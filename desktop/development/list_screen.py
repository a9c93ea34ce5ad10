"""All plans, overdue ones first, each with its next step; new plans start here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.development import plan_board
from db.development.plan_board import PlanRow, Stage
from desktop.context import Context
from desktop.development import words as say
from desktop.development.forms.begin_form import BeginForm
from desktop.export.papers_of import PapersOf
from desktop.kit.flow import flow
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.kit.page.list_screen import ListScreen
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.office.papers.registry import OF_PLANS
from domain.text import fold
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext

STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The current plan, the search text, and the chosen stage."""

    plan_id: object
    text: str
    stage: int


class PlansScreen(ListScreen[PlanRow]):
    """Overdue plans, active ones, drafts, closed ones.

    Signals:
        plan_opened: id of a plan.
        library_wanted: show the library of actions.
    """

    plan_opened = Signal(int)
    library_wanted = Signal()
    TABLES = frozenset({"plan", "goal", "action", "check_meeting", "person", "unit"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        keys = (
            ("↑ ↓", _("plan")),
            ("Enter", _("open")),
            ("Ins", _("new plan")),
            ("Ctrl+E", _("documents")),
            ("Ctrl+L", _("library")),
            ("Ctrl+F", _("find")),
            ("Ctrl+C", _("copy")),
        )
        super().__init__(context, _("Development"), keys, parent)
        self._rows: tuple[PlanRow, ...] = ()
        self._shown: list[PlanRow] = []
        theme, act = context.theme, self.header.act
        self.library_button = act(_("Library"), "library", self.library_wanted, tip=_("Library of actions"))
        self.export_button = act(_("Documents…"), "file-text", self.export)
        self.search = SearchField(theme, _("Name or code"), self)
        self.stages = Segments(
            (_("All"), *(say.stages()[one] for one in STAGES)), self, pgettext("filter", "Plans")
        )
        self.lay(flow(self.search, self.stages, margins=(16, 8, 16, 8)))
        nothing = Empty(theme.icon("sprout", "muted", 22), "", self, act=_("New plan…"))
        table = ColumnTable(context, "plans", _("Plans"), self._columns(), _key, self, row=48)
        self.lay_out(table, nothing, _("New plan…"))
        make = context.actions.make
        make("export", self, self.export)
        make("library", self, self.library_wanted)
        make("find", self, self.search.setFocus)
        self.search.textChanged.connect(self.show_groups)
        self.stages.chosen.connect(self.show_groups)

    def _columns(self) -> Sequence[Column[PlanRow]]:
        day = current().date(date(2028, 12, 28))
        done = ngettext("{done} of {n} action done", "{done} of {n} actions done", 29).format(done=28, n=29)
        step = ngettext("{n} meeting missed", "{n} meetings missed", 22).format(n=22)
        dates = pgettext("column", "Dates")
        return (
            Column("name", _("Whose plan"), _whose, _name, None, least=220),
            Column("days", dates, _days, _end, f"{day} – {day}", spare=2, into="name"),
            Column("done", pgettext("column", "Done"), _done, _share, Cell(done, bar=(28, 29))),
            Column("meeting", _("Meeting"), _meeting, _next_day, spare=1),
            Column("next", _("Next step"), self._step, self._pressing, step),
        )

    @override
    def memory(self) -> object:
        return Remembered(self.table.current_key, self.search.text(), self.stages.current)

    @override
    def recall(self, memory: object) -> None:
        if isinstance(memory, Remembered):
            self.search.setText(memory.text)
            self.stages.choose(memory.stage)
            self.show_groups()
            self.table.stand_on(memory.plan_id)

    @override
    def begin(self) -> None:
        BeginForm(self._context, self._on_begun, self).open()

    @property
    def papers(self) -> PapersOf | None:
        """The plans shown, all of them chosen."""
        of = {
            name: tuple(row.plan_id for row in self._shown if row.kind is kind)
            for kind, name in OF_PLANS.items()
        }
        return PapersOf(_("Shown in the list"), {name: ids for name, ids in of.items() if ids})

    @override
    def take(self) -> None:
        if (line := self.table.current_line) is not None:
            self.plan_opened.emit(line.plan_id)

    @override
    def refresh(self) -> None:
        day = self._context.today()
        if not self.is_fresh(day):
            super().refresh()
            self.note_read(day)

    @override
    def read(self) -> None:
        self._rows = self._context.data.read(plan_board.rows, self._context.today())

    @override
    def groups(self) -> Sequence[tuple[str, Sequence[PlanRow]]]:
        wanted, chosen = fold(self.search.text()), self.stages.current
        shown: list[tuple[str, Sequence[PlanRow]]] = []
        self._shown = []
        for number, stage in enumerate(STAGES, start=1):
            group = [
                one
                for one in self._rows
                if one.stage is stage
                and (not wanted or wanted in fold(f"{one.person_name} {one.person_code} {one.unit}"))
            ]
            self.stages.set_text(number, f"{say.stages()[stage]} {len(group)}")
            if chosen in (0, number):
                shown.append((say.stages()[stage], group))
                self._shown += group
        return shown

    @override
    def facts(self) -> str:
        count = ngettext("{n} plan", "{n} plans", len(self._rows)).format(n=len(self._rows))
        return count if self._rows else ""

    @override
    def show_nothing(self) -> None:
        allow(self.export_button, "" if self._rows else _("No plan yet"))
        if not self._rows:
            fact, rest = _("No plan yet"), _("A plan is built from the gaps of a result, or by hand.")
            self.nothing.set_texts(fact, rest, "" if self._context.data.read_only else _("New plan…"))
        elif not self._shown:
            self.nothing.set_texts(_("No plan found"), "", _("Clear filter"))

    @override
    def help_on(self) -> None:
        if not self._rows:
            self.open_new()
            return
        self.search.clear()
        self.stages.choose(0)
        self.show_groups()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, line: PlanRow) -> Cell:
        late = line.stage is Stage.OVERDUE
        return Cell(say.next_step(line, self._context.today()), ink="danger" if late else "text")

    def _pressing(self, line: PlanRow) -> object:
        return -line.late, -line.missed, say.next_step(line, self._context.today())

    def _on_begun(self, plan_id: int) -> None:
        self.plan_opened.emit(plan_id)


def _key(line: PlanRow) -> object:
    return line.plan_id


def _whose(line: PlanRow) -> Cell:
    kind = name_of(line.kind, current())
    hand = _("without an assessment") if line.by_hand else ""
    about = " · ".join(part for part in (kind, line.person_code, line.unit, hand) if part)
    return Cell(line.person_name, about, role="strong")


def _name(line: PlanRow) -> object:
    return fold(line.person_name), line.plan_id


def _days(line: PlanRow) -> str:
    return f"{current().date(line.starts_on)} – {current().date(line.ends_on)}"


def _end(line: PlanRow) -> object:
    return line.ends_on, line.starts_on


def _done(line: PlanRow) -> Cell:
    done = ngettext("{done} of {n} action done", "{done} of {n} actions done", line.actions)
    return Cell(done.format(done=line.done, n=line.actions), bar=(line.done, line.actions))


def _share(line: PlanRow) -> object:
    return line.done / line.actions if line.actions else 0, line.actions


def _meeting(line: PlanRow) -> str:
    return current().day_month(line.next_meeting) if line.next_meeting is not None else "–"


def _next_day(line: PlanRow) -> object:
    return line.next_meeting is None, line.next_meeting or line.ends_on

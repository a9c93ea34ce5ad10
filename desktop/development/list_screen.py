"""All plans, overdue ones first, each with its next step; new plans start here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.development import library, plan_board
from db.development.plan_board import NO_PLANS, Asked, PlanRow, Stage
from desktop.context import Context
from desktop.development import words as say
from desktop.development.forms.begin_form import BeginForm
from desktop.export.papers_of import PapersOf
from desktop.jobs import Job
from desktop.kit.flow import flow
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.kit.page.list_screen import ListScreen
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.office.papers.documents import Read
from desktop.office.papers.registry import OF_PLANS
from domain.progress import Progress
from domain.text import fold
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext

STAGES = tuple(Stage)
BY_NAME = (0, False)  # the order of a page


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
        edits = context.data.allows(library.add)  # the library, which is everybody's
        keys = (
            ("↑ ↓", _("plan")),
            ("Enter", _("open")),
            ("Ins", _("new plan")),
            ("Ctrl+E", _("documents")),
            *((("Ctrl+L", _("library")),) if edits else ()),
            ("Ctrl+F", _("find")),
            ("Ctrl+C", _("copy")),
        )
        super().__init__(context, _("Development"), keys, parent)
        self._page, self._rows = NO_PLANS, NO_PLANS.rows
        self._deep = False  # one has scrolled beyond the page, or stood there
        self._wanted: object = None  # the plan to stand on, once all are read
        self._put: object = None  # the plan that the page stands on instead, until somebody moves
        self._reading: Job | None = None
        theme, act = context.theme, self.header.act
        self.library_button = act(_("Library"), "library", self.library_wanted, tip=_("Library of actions"))
        self.library_button.setVisible(edits)
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
        self.make_act("library", self.library_wanted.emit, library.add)
        make("find", self, self.search.setFocus)
        self.search.textChanged.connect(self._on_filtered)
        self.stages.chosen.connect(self._on_filtered)
        table.columns.ordered.connect(self._read_on)
        table.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _columns(self) -> Sequence[Column[PlanRow]]:
        day = current().widest_date
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
            self._on_filtered()
            self.table.stand_on(memory.plan_id)
            if memory.plan_id is not None and self.table.current_key != memory.plan_id:
                self._wanted, self._deep = memory.plan_id, True
                self._read_on()
            self._put = self.table.current_key

    @override
    def begin(self) -> None:
        BeginForm(self._context, self._on_begun, self).open()

    @property
    def papers(self) -> PapersOf | None:
        """The plans of the filter, all of them chosen."""
        found = self._context.data.read(plan_board.ids, self._context.today(), self._wish)
        of = {
            name: tuple(one for one, kind in found if kind is of_kind) for of_kind, name in OF_PLANS.items()
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
            self._read_anew()
            self.note_read(day)

    @override
    def read(self) -> None:
        """Read a page, and go on to the others if somebody is beyond it."""
        if self._deep and (self._wanted is None or self._has_moved):
            self._wanted = self.table.current_key
        self._page = self._context.data.read(plan_board.page, self._context.today(), self._wish)
        self._rows = self._page.rows
        self._read_on()

    @override
    def groups(self) -> Sequence[tuple[str, Sequence[PlanRow]]]:
        names = say.stages()
        for number, stage in enumerate(STAGES, start=1):
            self.stages.set_text(number, f"{names[stage]} {self._page.counts[stage]}")
        return [(names[stage], [one for one in self._rows if one.stage is stage]) for stage in STAGES]

    @override
    def counts(self) -> Mapping[str, int]:
        return {say.stages()[stage]: number for stage, number in self._page.counts.items()}

    @override
    def facts(self) -> str:
        total = self._page.total
        return ngettext("{n} plan", "{n} plans", total).format(n=total) if total else ""

    @override
    def show_nothing(self) -> None:
        total = self._page.total
        allow(self.export_button, "" if total else _("No plan yet"))
        if not total:
            fact, rest = _("No plan yet"), _("A plan is built from the gaps of a result, or by hand.")
            self.nothing.set_texts(fact, rest, "" if self._context.data.read_only else _("New plan…"))
        elif not self._rows:
            self.nothing.set_texts(_("No plan found"), "", _("Clear filter"))

    @override
    def help_on(self) -> None:
        if not self._page.total:
            self.open_new()
            return
        self.search.clear()
        self.stages.choose(0)
        self._on_filtered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _wish(self) -> Asked:
        chosen = self.stages.current
        return Asked(fold(self.search.text()), STAGES[chosen - 1] if chosen else None)

    def _on_filtered(self) -> None:
        self._deep, self._wanted = False, None
        self._read_anew()

    def _read_anew(self) -> None:
        super().refresh()
        self._put = self.table.current_key

    def _on_scrolled(self, value: int) -> None:
        """Read on below the last plan of the page."""
        if value == self.table.verticalScrollBar().maximum() > 0 and not self._deep:
            self._deep = True
            self._read_on()

    def _read_on(self) -> None:
        """Read all plans of the filter in the background, if more than the page is asked for."""
        if self._reading is not None:
            self._reading.drop()  # only the last one is shown
            self._reading = None
        if self._page.is_whole or not (self._deep or self.table.columns.order != BY_NAME):
            return
        work = partial(_read_all, self._context.data.read, self._context.today(), self._wish)
        self._reading = self._context.jobs.run(work, self._on_read, "")

    def _on_read(self, rows: tuple[PlanRow, ...]) -> None:
        wanted, self._wanted = None if self._has_moved else self._wanted, None
        self._rows, bar = rows, self.table.verticalScrollBar()
        scrolled = bar.value()
        self.show_groups()
        if wanted is not None:
            self.table.stand_on(wanted)
        elif self.table.columns.order == BY_NAME:  # the page is the beginning of what is shown now
            bar.setValue(scrolled)

    @property
    def _has_moved(self) -> bool:
        return self.table.current_key != self._put

    def _step(self, line: PlanRow) -> Cell:
        late = line.stage is Stage.OVERDUE
        return Cell(say.next_step(line, self._context.today()), ink="danger" if late else "text")

    def _pressing(self, line: PlanRow) -> object:
        return -line.late, -line.missed, say.next_step(line, self._context.today())

    def _on_begun(self, plan_id: int) -> None:
        self.plan_opened.emit(plan_id)


def _read_all(read: Read, on: date, asked: Asked, progress: Progress) -> tuple[PlanRow, ...]:
    progress.step(0, 1)
    return read(plan_board.rows, on, asked)


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

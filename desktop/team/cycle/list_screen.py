"""The list of staff cycles: open, waiting to be closed, ended."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.team import quarterly, staff_cycles
from db.team.staff_cycles import StaffCycle
from desktop.context import Context
from desktop.data import Data
from desktop.form_drafts import Form
from desktop.jobs import Job, under_way
from desktop.kit.page.empty import Empty
from desktop.kit.page.list_screen import ListScreen
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.shared.cycle_words import span
from desktop.team.cycle.words import about_words, count_words, left_words, sheets_words, title_words
from domain.assessing.case import CaseState
from domain.progress import Progress
from resources.i18n import _, current, ngettext, pgettext

AT_ONCE = 5_000  # cases whose sheets are counted faster than a user notices
NOT_YET = "…"


class CyclesScreen(ListScreen[StaffCycle]):
    """Open cycles first, then those waiting to be closed, then those that have ended.

    Signals:
        cycle_opened: id of the cycle.
        cycle_wanted: open a new cycle.
        levels_wanted: import levels from a file.
        campaigns_wanted, exchange_wanted: show the vacancies or the exchange instead.
    """

    cycle_opened = Signal(int)
    cycle_wanted = Signal()
    levels_wanted = Signal()
    campaigns_wanted = Signal()
    exchange_wanted = Signal()
    TABLES = frozenset({"cycle", "case", "sheet", "case_assessor", "person", "unit"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        begins = context.data.allows(quarterly.open_quarterly)
        beyond = (
            ("Ins", _("new cycle")),
            ("Ctrl+I", _("import levels")),
            ("Ctrl+PgUp", _("vacancies")),
            ("Ctrl+PgDn", _("exchange")),
        )
        keys = (
            ("↑ ↓", pgettext("key", "cycle")),
            ("Enter", _("open")),
            *(beyond if begins else ()),
            ("Ctrl+C", _("copy")),
        )
        super().__init__(context, _("Assessment"), keys, parent)
        self._cycles: tuple[StaffCycle, ...] = ()
        self._counted_on: date | None = (
            None  # the day for which the cycles are counted; None: not, or no more
        )
        self._counting: Job | None = None
        self.at_once = AT_ONCE
        self.lists = Segments((_("Vacancies"), _("Staff cycles"), _("Exchange")), self.header, _("Show"))
        self.lists.choose(1)
        if begins:  # whoever is given cycles of some units alone has neither of the other two
            self.header.put_in_place(self.lists)
        else:
            self.lists.hide()
        nothing = Empty(
            context.theme.icon("clipboard-list", "muted", 22),
            _("No staff cycles yet"),
            self,
            rest=_("A cycle sets who assesses whom, by when and against which targets."),
            act=_("New cycle…"),
        )
        table = ColumnTable(context, "cycles", _("Staff cycles"), self._columns(), _key, self, row=48)
        self.levels_button = self.header.act(_("Import levels…"), "download", self.levels_wanted)
        self.levels_button.setVisible(begins)
        self.lay_out(table, nothing, _("New cycle…"), form=Form.CYCLE, begins=begins)
        if begins:
            context.actions.make("previous_part", self, self._on_campaigns)
            context.actions.make("load_people", self, self.levels_wanted)  # the key of bringing in
            context.actions.make("next_part", self, self._on_exchange)
        self.lists.chosen.connect(self._on_list)

    def _columns(self) -> Sequence[Column[StaffCycle]]:
        day = current().widest_date
        sheets = Cell(sheets_words(288, 289), bar=(288, 289))
        people, mine = pgettext("column", "People"), pgettext("column", "Yours pending")
        return (
            Column("title", pgettext("column", "Cycle"), _title, _title_order, None, least=240),
            Column(
                "dates", pgettext("column", "Dates"), self._dates, _last_day, f"{day} – {day}", falling=True
            ),
            Column("people", people, _people, _cases, figures=True, falling=True, spare=1),
            Column("sheets", _("Sheets"), _sheets, _missing, sheets, falling=True),
            Column("mine", mine, _mine, _owed, figures=True, falling=True, spare=2),
        )

    @override
    def begin(self) -> None:
        self.cycle_wanted.emit()

    @override
    def take(self) -> None:
        if (line := self.table.current_line) is not None:
            self.cycle_opened.emit(line.cycle.id)

    @override
    def read(self) -> None:
        if self._counted_on == self._context.today():
            return  # no change has touched them since
        data, me = self._context.data, self._context.me.id
        self._cycles = data.read(staff_cycles.staff_cycles, me, self.at_once)
        if all(one.counted for one in self._cycles):
            return
        if not under_way(self._counting):
            work = partial(_counted, data, me, self._context.today())
            self._counting = self._context.jobs.run(work, self._on_counted, "")

    def _on_counted(self, found: tuple[date, tuple[StaffCycle, ...]]) -> None:
        self._counted_on, self._cycles = found
        self.show_groups()

    @override
    def _on_tables(self, tables: frozenset[str]) -> None:
        if tables & self.TABLES:
            self._counted_on = None
            if self._counting is not None:
                self._counting.drop()  # it began before the change
        super()._on_tables(tables)

    @override
    def groups(self) -> Sequence[tuple[str, Sequence[StaffCycle]]]:
        cycles = self._cycles
        return [
            (title, [one for one in cycles if one.cycle.state is state])
            for title, state in (
                (_("Open cycles"), CaseState.OPEN),
                (_("To be closed"), CaseState.SEALED),
                (_("Closed cycles"), CaseState.CLOSED),
                (_("Withdrawn cycles"), CaseState.WITHDRAWN),
            )
        ]

    @override
    def facts(self) -> str:
        if not self._cycles:
            return ""
        running = sum(one.cycle.state is CaseState.OPEN for one in self._cycles)
        return ngettext("{n} open cycle", "{n} open cycles", running).format(n=running)

    def _dates(self, line: StaffCycle) -> Cell:
        left, soon = left_words(line.cycle, self._context.today())
        return Cell(span(line.cycle), left, below_ink="warn" if soon else "muted")

    def _on_list(self, number: int) -> None:
        self.lists.choose(1)  # the other lists are screens of their own
        if number != 1:
            (self.campaigns_wanted if number == 0 else self.exchange_wanted).emit()

    def _on_campaigns(self) -> None:
        self.campaigns_wanted.emit()

    def _on_exchange(self) -> None:
        self.exchange_wanted.emit()


def _counted(
    data: Data, viewer_id: int, day: date, progress: Progress
) -> tuple[date, tuple[StaffCycle, ...]]:
    """Return the day and the cycles with their counts."""
    progress.step(0, 1)
    return day, data.read(staff_cycles.staff_cycles, viewer_id)


def _key(line: StaffCycle) -> object:
    return line.cycle.id


def _title(line: StaffCycle) -> Cell:
    return Cell(title_words(line.cycle), about_words(line), role="strong")


def _title_order(line: StaffCycle) -> str:
    return title_words(line.cycle).casefold()


def _last_day(line: StaffCycle) -> date:
    return line.cycle.ends_on or date.max


def _people(line: StaffCycle) -> str:
    return str(_cases(line)) if line.counted else NOT_YET


def _cases(line: StaffCycle) -> int:
    return 0 if line.count is None else line.count.cases


def _sheets(line: StaffCycle) -> Cell:
    count = line.count
    if not line.counted:
        return Cell(NOT_YET, ink="muted")
    bar = None if count is None else (count.done + count.sealed, count.total)
    return Cell(count_words(count, line.cycle.state), bar=bar)


def _missing(line: StaffCycle) -> int:
    return 0 if line.count is None else line.count.pending


def _mine(line: StaffCycle) -> str:
    return str(_owed(line) or "") if line.counted else NOT_YET


def _owed(line: StaffCycle) -> int:
    return 0 if line.count is None else line.count.owed

"""The list of campaigns and of assessments outside them: where an assessment begins."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.assessing.progress import CaseLine
from db.hiring import campaigns
from db.hiring.campaigns import CampaignLine
from db.people import organisation
from desktop.context import Context
from desktop.form_drafts import Form
from desktop.hiring.campaign.words import sheets_words
from desktop.kit.page.empty import Empty
from desktop.kit.page.list_screen import ListScreen
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.shared.cycle_words import days_left, span, title_of
from domain.assessing.case import CaseState
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext

type Line = CampaignLine | CaseLine


class CampaignsScreen(ListScreen[Line]):
    """Open campaigns first, then finished ones, then single cases.

    Signals:
        campaign_opened: id of the cycle.
        vacancy_wanted: open a new campaign.
        sheet_opened: id of a sheet in a case outside campaigns.
        result_opened: id of a case.
        person_opened: id of a person in whose case nobody has begun a sheet.
        cycles_wanted, exchange_wanted: show the staff cycles or the exchange instead.
    """

    campaign_opened = Signal(int)
    vacancy_wanted = Signal()
    sheet_opened = Signal(int)
    result_opened = Signal(int)
    person_opened = Signal(int)
    cycles_wanted = Signal()
    exchange_wanted = Signal()
    TABLES = frozenset(
        {"campaign", "cycle", "case", "sheet", "case_assessor", "conclusion", "hire", "person"}
    )

    def __init__(self, context: Context, parent: QWidget) -> None:
        keys = (
            ("↑ ↓", _("vacancy")),
            ("Enter", _("open")),
            ("Ins", _("new vacancy")),
            ("Ctrl+PgDn", _("staff cycles")),
            ("Ctrl+C", _("copy")),
        )
        super().__init__(context, _("Assessment"), keys, parent)
        self._units: dict[int, str] = {}
        self._campaigns: tuple[CampaignLine, ...] = ()
        self.lists = Segments((_("Vacancies"), _("Staff cycles"), _("Exchange")), self.header, _("Show"))
        self.header.put_in_place(self.lists)
        nothing = Empty(
            context.theme.icon("briefcase-business", "muted", 22),
            _("No vacancies yet"),
            self,
            rest=_("A vacancy fixes the requirements before the first interview."),
            act=_("New vacancy…"),
        )
        table = ColumnTable(context, "campaigns", _("Vacancies"), self._columns(), _key, self, row=48)
        self.lay_out(table, nothing, _("New vacancy…"), form=Form.VACANCY)
        context.actions.make("next_part", self, self._on_cycles)
        self.lists.chosen.connect(self._on_list)

    def _columns(self) -> Sequence[Column[Line]]:
        day = current().widest_date
        sheets = ngettext("{done} of {n} sheet submitted", "{done} of {n} sheets submitted", 29)
        places, hired = pgettext("of a vacancy", "Places"), pgettext("column", "Hired")
        return (
            Column("title", _("Vacancy"), self._title_cell, _order(_title), None, least=240),
            Column(
                "dates", pgettext("column", "Dates"), self._dates, _last_day, f"{day} – {day}", falling=True
            ),
            _count("places", places, lambda line: line.places, spare=3),
            _count("candidates", _("Candidates"), lambda line: line.candidates),
            Column(
                "sheets",
                _("Sheets"),
                _sheets,
                _order(lambda line: line.sheets - line.sheets_in),
                Cell(sheets.format(done=28, n=29), bar=(28, 29)),
                falling=True,
            ),
            _count("decided", pgettext("column", "Decided"), lambda line: line.decided, spare=2),
            _count("hired", hired, lambda line: line.hired, spare=1),
        )

    @override
    def begin(self) -> None:
        self.vacancy_wanted.emit()

    @override
    def take(self) -> None:
        line, me = self.table.current_line, self._context.me.id
        if isinstance(line, CampaignLine):
            self.campaign_opened.emit(line.cycle.id)
        elif line is not None:
            draft = line.draft_of(me)
            if draft is not None:
                self.sheet_opened.emit(draft.sheet_id)
            elif line.sheets:
                self.result_opened.emit(line.case_id)
            else:
                self.person_opened.emit(line.person_id)

    @override
    def groups(self) -> Sequence[tuple[str, Sequence[Line]]]:
        read = self._context.data.read
        self._units = {unit.id: unit.name for unit in read(organisation.units)}
        self._campaigns = read(campaigns.campaigns)
        running = [one for one in self._campaigns if one.cycle.state is CaseState.OPEN]
        over = [one for one in self._campaigns if one.cycle.state is not CaseState.OPEN]
        return (
            (_("Open vacancies"), running),
            (_("Closed vacancies"), over),
            (_("No vacancy in this file"), read(campaigns.outside)),
        )

    @override
    def facts(self) -> str:
        if not self._campaigns:
            return ""
        running = sum(one.cycle.state is CaseState.OPEN for one in self._campaigns)
        return ngettext("{n} open vacancy", "{n} open vacancies", running).format(n=running)

    def unit(self, line: CampaignLine) -> str:
        """Return the name of the unit a campaign hires for."""
        return self._units.get(line.cycle.unit_id or 0, "")

    def _title_cell(self, line: Line) -> Cell:
        if isinstance(line, CaseLine):
            about = line.cycle_title or name_of(line.cycle_kind, current())
            return Cell(line.person_name, f"{about}, {line.cycle_code}")
        about = " · ".join(part for part in (self.unit(line), line.cycle.code) if part)
        return Cell(title_of(line.cycle), about, role="strong")

    def _dates(self, line: Line) -> Cell:
        if isinstance(line, CaseLine):
            return Cell(current().date(line.opened_on))
        left, soon = days_left(line.cycle, self._context.today())
        if line.cycle.state is not CaseState.OPEN:
            left, soon = pgettext("campaign", "closed"), False
        return Cell(span(line.cycle), left, below_ink="warn" if soon else "muted")

    def _on_list(self, number: int) -> None:
        self.lists.choose(0)  # the other lists are screens of their own
        if number:
            (self.cycles_wanted if number == 1 else self.exchange_wanted).emit()

    def _on_cycles(self) -> None:
        self.cycles_wanted.emit()


def _key(line: Line) -> object:
    """Return the key of a line; ids of cycles and cases may coincide, so the kind is part of it."""
    return ("campaign", line.cycle.id) if isinstance(line, CampaignLine) else ("case", line.case_id)


def state_of(line: CaseLine) -> str:
    """Return how far the only sheet of an assessment is."""
    if line.submitted:
        return pgettext("sheet", "submitted")
    if not line.sheets:
        return pgettext("sheet", "not started")
    (sheet,) = line.sheets
    return _("draft {done} of {total}").format(done=sheet.marked, total=sheet.in_scope)


def _order(value: Callable[[CampaignLine], object]) -> Callable[[Line], Any]:
    """Sort campaigns by *value*; single assessments by name."""
    return lambda line: line.person_name.casefold() if isinstance(line, CaseLine) else value(line)


def _count(key: str, title: str, count: Callable[[CampaignLine], int | None], spare: int = 0) -> Column[Line]:
    """Return a column of numbers that only campaigns have."""

    def cell(line: Line) -> str:
        number = count(line) if isinstance(line, CampaignLine) else None
        return "" if number is None else str(number)

    return Column(key, title, cell, _order(lambda line: count(line) or 0), figures=True, spare=spare)


def _title(line: CampaignLine) -> str:
    return title_of(line.cycle).casefold()


def _last_day(line: Line) -> date:
    return line.opened_on if isinstance(line, CaseLine) else line.cycle.ends_on or date.max


def _sheets(line: Line) -> Cell | str:
    if isinstance(line, CampaignLine):
        return Cell(sheets_words(line), bar=(line.sheets_in, line.sheets))
    if line.total > 1:
        return _("{done} of {total} sheets submitted").format(done=line.submitted, total=line.total)
    return state_of(line) if line.total else _("no sheets yet")

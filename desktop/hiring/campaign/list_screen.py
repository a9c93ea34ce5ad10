"""The list of campaigns, and what is assessed outside of them: the place where an assessment begins."""

from datetime import date
from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.assessing.progress import CaseLine
from db.hiring import campaigns
from db.hiring.campaigns import CampaignLine
from db.people import organisation
from desktop.context import Context
from desktop.hiring.campaign.words import sheets_words
from desktop.kit.buttons import button
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.segments import Segments
from desktop.kit.table import columns
from desktop.kit.table.list_table import PADDING, Heading, Index, LineDelegate, ListModel, ListTable
from desktop.shared.cycle_words import days_left, span, title_of
from desktop.theme import Theme
from domain.assessing.case import CaseState
from reports.words import phrases
from resources.i18n import _, current, ngettext, pgettext

TABLES = frozenset({"campaign", "cycle", "case", "sheet", "case_assessor", "conclusion", "hire", "person"})
TITLE_LEAST = 240

type Line = CampaignLine | CaseLine


class Column(IntEnum):
    """The columns in their order."""

    TITLE = 0
    DATES = 1
    PLACES = 2
    CANDIDATES = 3
    SHEETS = 4
    DECIDED = 5
    HIRED = 6


class CampaignsScreen(QWidget):
    """Open campaigns first, then those that are over, then single cases.

    Signals:
        campaign_opened: id of the cycle.
        vacancy_wanted: a campaign is to be opened.
        sheet_opened: id of a sheet; of a case outside of campaigns.
        result_opened: id of a case.
        person_opened: id of a person whose case nobody has begun.
        cycles_wanted: the cycles of staff are to be shown instead.
    """

    campaign_opened = Signal(int)
    vacancy_wanted = Signal()
    sheet_opened = Signal(int)
    result_opened = Signal(int)
    person_opened = Signal(int)
    cycles_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._units: dict[int, str] = {}
        self._keys = (
            ("↑ ↓", _("vacancy")),
            ("Enter", _("open")),
            ("Ins", _("new vacancy")),
            ("Ctrl+PgDn", _("staff cycles")),
            ("Ctrl+C", _("copy")),
        )
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(_("Assessment"), self)
        self.new_button = button(_("New vacancy…"), self.header, "primary", theme.icon("plus", "on_primary"))
        self.lists = Segments((_("Vacancies"), _("Staff cycles")), self.header, _("Show"))
        self.header.add(self.lists)
        self.header.add(self.new_button)
        column.addWidget(self.header)
        titles = tuple(_titles()[one] for one in Column)
        figures = (Column.PLACES, Column.CANDIDATES, Column.DECIDED, Column.HIRED)
        self.model: ListModel[Line] = ListModel(
            titles, self._texts, _key, self, right=figures, value=self._value
        )
        self.table = ListTable(self.model, theme, _("Vacancies"), self, row=48 + 3 * theme.font_step)
        self.table.setItemDelegate(CampaignDelegate(theme, self.table, context.today()))
        self.columns = columns.Columns(
            self.table,
            "campaigns",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.HIRED, Column.DECIDED, Column.PLACES),
            least=TITLE_LEAST + 12 * theme.font_step,
        )
        if context.settings.order("campaigns")[0]:
            self.model.order(*self.columns.order)
        self.nothing = Empty(
            theme.icon("briefcase-business", "muted", 22),
            _("No vacancies yet"),
            self,
            rest=_("A vacancy fixes the requirements before the first interview."),
            act=_("New vacancy…"),
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        column.addWidget(self._stack, 1)
        make = context.actions.make
        make("add", self, self.open_vacancy)
        make("open", self.table, self.take, Qt.ShortcutContext.WidgetShortcut)
        make("copy", self.table, self.table.copy, Qt.ShortcutContext.WidgetShortcut)
        make("next_part", self, self._on_cycles)
        self.lists.chosen.connect(self._on_cycles)
        self.columns.ordered.connect(self._on_ordered)
        self.table.doubleClicked.connect(self.take)
        self.new_button.clicked.connect(self.open_vacancy)
        self.nothing.acted.connect(self.open_vacancy)
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

    def open_vacancy(self) -> None:
        """Ask for what a new campaign needs."""
        if not self._context.data.read_only:
            self.vacancy_wanted.emit()

    def _on_cycles(self) -> None:
        self.lists.choose(0)  # the other list is a screen of its own
        self.cycles_wanted.emit()

    def take(self) -> None:
        """Open the line one stands on."""
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

    def _read(self) -> None:
        read = self._context.data.read
        stood = self.memory()
        self._units = {unit.id: unit.name for unit in read(organisation.units)}
        found = read(campaigns.campaigns)
        single = read(campaigns.outside)
        running = [one for one in found if one.cycle.state is CaseState.OPEN]
        over = [one for one in found if one.cycle.state is not CaseState.OPEN]
        lines: list[Heading | Line] = []
        for title, group in (
            (_("Open vacancies"), running),
            (_("Closed vacancies"), over),
            (_("Without a vacancy"), single),
        ):
            if group:
                lines += [Heading(title, str(len(group))), *group]
        self.model.show(lines)
        self.table.stand_on(stood)
        count = ngettext("{n} open vacancy", "{n} open vacancies", len(running)).format(n=len(running))
        self.header.set_title(_("Assessment"), count if found else "")
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        self.nothing.act.setVisible(not self._context.data.read_only)

    def _texts(self, line: Line) -> tuple[str, ...]:
        if isinstance(line, CaseLine):
            about = line.cycle_title or phrases.cycle_kind(line.cycle_kind, current())
            about = f"{about}, {line.cycle_code}"
            done = sum(one.handed_in for one in line.sheets)
            total = len(line.sheets) + len(line.assigned)
            told = _("{done} of {total} sheets submitted").format(done=done, total=total)
            opened = current().date(line.opened_on)
            return (
                f"{line.person_name}, {about}",
                opened,
                "",
                "",
                (told if total > 1 else state_of(line)) if total else _("no sheets yet"),
                "",
                "",
            )
        left, _soon = days_left(line.cycle, self._context.today())
        about = " · ".join(part for part in (self.unit(line), line.cycle.code) if part)
        return (
            f"{title_of(line.cycle)}, {about}",
            ", ".join(part for part in (span(line.cycle), left) if part),
            str(line.places) if line.places is not None else "",
            str(line.candidates),
            sheets_words(line),
            str(line.decided),
            str(line.hired),
        )

    def unit(self, line: CampaignLine) -> str:
        """Return the name of the unit a campaign hires for."""
        return self._units.get(line.cycle.unit_id or 0, "")

    def _value(self, line: Line, column: int) -> Any:
        if isinstance(line, CaseLine):
            return (line.opened_on,) if column == Column.DATES else (line.person_name.casefold(),)
        match column:
            case Column.DATES:
                return (line.cycle.ends_on or date.max,)
            case Column.PLACES:
                return (line.places or 0,)
            case Column.CANDIDATES:
                return (line.candidates,)
            case Column.SHEETS:
                return (line.sheets - line.sheets_in,)
            case Column.DECIDED:
                return (line.decided,)
            case Column.HIRED:
                return (line.hired,)
            case _:
                return (title_of(line.cycle).casefold(),)

    def _on_ordered(self, column: int, falling: bool) -> None:
        stood = self.memory()
        self.model.order(column, falling)
        self.table.stand_on(stood)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & TABLES:
            self._read()


class CampaignDelegate(LineDelegate):
    """Two lines a row: what it is, and what is to be known of it; progress as a bar."""

    def __init__(self, theme: Theme, table: ListTable[Line], today: date) -> None:
        super().__init__(theme, table)
        self._today = today

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: Line, index: Index) -> None:
        column = index.column()
        match line, column:
            case CampaignLine(), Column.TITLE:
                whole = str(index.data())
                about = whole.removeprefix(f"{title_of(line.cycle)}, ")
                self.write_two(
                    painter, rect, (title_of(line.cycle), "strong", "text"), (about, "small", "muted")
                )
            case CampaignLine(), Column.DATES:
                left, soon = days_left(line.cycle, self._today)
                if line.cycle.state is not CaseState.OPEN:
                    left, soon = pgettext("campaign", "closed"), False
                self.write_two(
                    painter,
                    rect,
                    (span(line.cycle), "body", "text"),
                    (left, "small", "warn" if soon else "muted"),
                )
            case CampaignLine(), Column.SHEETS:
                self.write_progress(painter, rect, sheets_words(line), line.sheets_in, line.sheets)
            case CaseLine(), Column.TITLE:
                whole = str(index.data())
                about = whole.removeprefix(f"{line.person_name}, ")
                self.write_two(painter, rect, (line.person_name, "body", "text"), (about, "small", "muted"))
            case _:
                super().paint_cell(painter, rect, line, index)


def _key(line: Line) -> object:
    """Return what a line is known by; cycles and cases have numbers of their own."""
    return ("campaign", line.cycle.id) if isinstance(line, CampaignLine) else ("case", line.case_id)


def state_of(line: CaseLine) -> str:
    """Return how far the only sheet of an assessment is."""
    if not line.sheets:
        return pgettext("sheet", "not started")
    (sheet,) = line.sheets
    if sheet.handed_in:
        return pgettext("sheet", "submitted")
    return _("draft {done} of {total}").format(done=sheet.marked, total=sheet.in_scope)


def _titles() -> dict[Column, str]:
    return {
        Column.TITLE: _("Vacancy"),
        Column.DATES: pgettext("column", "Dates"),
        Column.PLACES: pgettext("of a vacancy", "Places"),
        Column.CANDIDATES: _("Candidates"),
        Column.SHEETS: _("Sheets"),
        Column.DECIDED: pgettext("column", "Decided"),
        Column.HIRED: pgettext("column", "Hired"),
    }


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    caption, body = QFontMetrics(theme.font("caption")), QFontMetrics(theme.font("body"))
    small = QFontMetrics(theme.font("small"))
    titles = _titles()

    def head(column: Column) -> int:
        return caption.horizontalAdvance(titles[column] + " ↓") + PADDING + 4

    days = body.horizontalAdvance(
        f"{current().date(date(2028, 12, 28))} – {current().date(date(2028, 12, 28))}"
    )
    sheets = ngettext("{done} of {n} sheet submitted", "{done} of {n} sheets submitted", 29).format(
        done=28, n=29
    )
    return (
        columns.Column("title", None),
        columns.Column("dates", max(head(Column.DATES), days + PADDING + 4), falling=True),
        columns.Column("places", head(Column.PLACES)),
        columns.Column("candidates", head(Column.CANDIDATES)),
        columns.Column(
            "sheets", max(head(Column.SHEETS), small.horizontalAdvance(sheets) + 2 * PADDING), falling=True
        ),
        columns.Column("decided", head(Column.DECIDED)),
        columns.Column("hired", head(Column.HIRED) + PADDING),
    )

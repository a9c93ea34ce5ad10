"""The sheets of a cycle as a table: assessors by person, or people by assessor."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from db.team.staff_cycles import CyclePage, Rated
from desktop.context import Context
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index
from desktop.kit.table.list_table import LineDelegate
from desktop.shared.seats import Seat, seat_words, seats
from desktop.team.cycle.words import counted, gone_words, sheets_words
from domain.assessing.case import CaseState
from domain.mark import Role
from domain.text import fold
from reports.words.names import name_of
from resources.i18n import _, current, pgettext


class Which(IntEnum):
    """Which sheets are shown."""

    ALL = 0
    OUT = 1
    MINE = 2


class Step(Enum):
    """The next thing to do with a sheet."""

    BEGIN = 0
    RESUME = 1
    PAPER = 2
    RESULT = 3
    LOOK = 4
    NONE = 5


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet handed in, begun or due; ``seat`` is None if the person has no assessors.

    ``imported`` means that there is no sheet, since the levels come from a file.
    """

    rated: Rated
    seat: Seat | None
    imported: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """The key that identifies the row after a new read."""
        return self.rated.case.case_id, 0 if self.seat is None else self.seat.assessor_id

    @property
    def out(self) -> bool:
        """Whether the sheet is not handed in but still can be."""
        running = self.rated.case.state is CaseState.OPEN
        if self.seat is None:
            return running and not self.rated.gone
        return running and not self.seat.handed_in

    def of(self, viewer_id: int) -> bool:
        """Whether the sheet is the viewer's, or open for the viewer to begin."""
        return self.seat is None or self.seat.assessor_id == viewer_id


def next_step(row: SheetRow, viewer_id: int) -> Step:
    """Return the viewer's next step with the sheet."""
    case, seat = row.rated.case, row.seat
    if seat is None:
        return Step.BEGIN if row.out else Step.NONE
    if case.draft_of(viewer_id) is not None and seat.assessor_id == viewer_id:
        return Step.RESUME
    if row.out:
        return Step.BEGIN if seat.assessor_id == viewer_id else Step.PAPER
    if case.open_to(viewer_id):
        return Step.RESULT
    return Step.LOOK if seat.handed_in and seat.assessor_id == viewer_id else Step.NONE


def rows_of(page: CyclePage) -> tuple[SheetRow, ...]:
    """Return all sheets, people by name, each person's assessors in their order."""
    imported = page.source is not None
    return tuple(
        SheetRow(rated, seat, imported) for rated in page.people for seat in (seats(rated.case) or (None,))
    )


class SheetsTable(ColumnTable[SheetRow]):
    """The sheets of one cycle, grouped and filtered."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._viewer_id = context.me.id
        self._page: CyclePage | None = None
        self._rows: tuple[SheetRow, ...] = ()
        self._counts: dict[int, tuple[int, int]] = {}  # by assessor: sheets handed in, and all
        self.by_assessor = False
        self.which = Which.ALL
        self._typed = ""
        roles = [Cell(name_of(one, current())) for one in Role]
        state = pgettext("sheet", "submitted, being corrected")
        day = current().date(date(2028, 12, 28))
        columns: tuple[Column[SheetRow], ...] = (
            Column("name", _title(by_assessor=False), self._name, widest=None, least=200),
            Column("role", _("Role"), _role, widest=roles, least=130),
            Column("state", pgettext("column", "Sheet"), _state, widest=state, least=130, paint=_paint_state),
            Column("day", pgettext("column", "Submitted"), _day, widest=day, spare=1),
        )
        super().__init__(context, "cycle_sheets", _("Sheets of the cycle"), columns, _key, parent, fixed=True)

    def take(self, page: CyclePage, rows: tuple[SheetRow, ...] | None = None) -> None:
        """Show this cycle; *rows* are its sheets, if they have been found already."""
        self._page, self._rows = page, rows_of(page) if rows is None else rows
        total = Counter(row.seat.assessor_id for row in self._rows if row.seat)
        done = Counter(row.seat.assessor_id for row in self._rows if row.seat and row.seat.handed_in)
        self._counts = {one: (done[one], total[one]) for one in total}
        self._lay()

    def arrange(self, *, by_assessor: bool, which: Which, typed: str) -> None:
        """Change grouping and filter."""
        if (by_assessor, which, fold(typed)) == (self.by_assessor, self.which, self._typed):
            return
        self.by_assessor, self.which, self._typed = by_assessor, which, fold(typed)
        self.list_model.titles = (_title(by_assessor=by_assessor), *self.list_model.titles[1:])
        self._lay()

    @property
    def is_arranged(self) -> bool:
        """Whether the sheets are grouped by assessor, or only some are shown."""
        return self.by_assessor or self.which is not Which.ALL or bool(self._typed)

    def _chosen(self, row: SheetRow, which: Which) -> bool:
        if which is Which.ALL:
            return True
        return row.out and (which is Which.OUT or row.of(self._viewer_id))

    def _lay(self) -> None:
        found = [row for row in self._rows if self._chosen(row, self.which) and self._named(row)]
        groups: dict[object, list[SheetRow]] = {}
        if self.by_assessor:
            for row in sorted(found, key=_by_assessor):
                groups.setdefault(0 if row.seat is None else row.seat.assessor_id, []).append(row)
        else:
            for row in found:
                groups.setdefault(row.rated.case.case_id, []).append(row)
        lines: list[Heading | SheetRow] = []
        for members in groups.values():
            lines += [self._head_of(members), *members]
        self.list_model.show(lines)

    def _named(self, row: SheetRow) -> bool:
        if not self._typed:
            return True
        case = row.rated.case
        names = [case.person_name, row.rated.code, "" if row.seat is None else row.seat.name]
        return any(self._typed in fold(one) for one in names)

    def _by(self) -> str:
        """Return who assessed, as far as the file says whose levels these are."""
        source = None if self._page is None else self._page.source
        return (source.by if source is not None else "") or _("The file does not say who")

    def _head_of(self, members: list[SheetRow]) -> Heading:
        first = members[0]
        assert self._page is not None
        if not self.by_assessor:
            rated = first.rated
            sheets = pgettext("assessment", "levels imported") if first.imported else counted(rated)
            told = (rated.post, rated.unit, sheets, gone_words(rated, self._page.cycle))
            return Heading(rated.case.person_name, " · ".join(one for one in told if one))
        if first.imported and first.seat is None:
            return Heading(self._by(), "")
        if first.seat is None:
            running = any(row.out for row in members)
            return Heading(_nobody(running=running), _("whoever starts will assess") if running else "")
        return Heading(first.seat.name, sheets_words(*self._counts[first.seat.assessor_id]))

    def _name(self, row: SheetRow) -> str:
        if self.by_assessor:
            return row.rated.case.person_name
        if row.seat is not None:
            return row.seat.name
        if row.imported:
            return self._by()
        running = row.rated.case.state is CaseState.OPEN
        return _("No sheets expected") if row.rated.case.gone else _nobody(running=running)


def _role(row: SheetRow) -> Cell:
    return Cell("" if row.seat is None else name_of(row.seat.role, current()), ink="muted")


def _state(row: SheetRow) -> str:
    if row.seat is not None:
        return seat_words(row.seat)
    if row.imported:
        return _("imported")
    return "" if row.rated.case.gone else pgettext("sheet", "not started")


def _day(row: SheetRow) -> Cell:
    day = None if row.seat is None or row.seat.sheet is None else row.seat.sheet.submitted_on
    return Cell("" if day is None else current().date(day), ink="muted")


def _paint_state(on: LineDelegate, painter: QPainter, rect: QRect, row: SheetRow, _index: Index) -> None:
    """Show how far the sheet is; a draft has a bar beside the text."""
    theme, words, seat = on.theme, _state(row), row.seat
    sheet = None if seat is None or seat.handed_in else seat.sheet
    on.write(painter, rect, words, "body", "text" if seat is None or sheet is not None else "muted")
    room = painter.fontMetrics().horizontalAdvance(words) + 12
    if sheet is None or rect.width() - room < 40 or not sheet.in_scope:
        return
    bar = QRect(rect.left() + room, rect.center().y() - 1, rect.width() - room, 4)
    painter.fillRect(bar, theme.color("border" if theme.name != "contrast" else "raised"))
    share = bar.width() * sheet.marked // sheet.in_scope
    painter.fillRect(bar.adjusted(0, 0, share - bar.width(), 0), theme.color("accent"))
    if theme.name == "contrast":
        painter.setPen(theme.color("border"))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))


def _nobody(*, running: bool) -> str:
    return _("Nobody is assigned") if running else _("Nobody was assigned")


def _key(row: SheetRow) -> object:
    return row.key


def _by_assessor(row: SheetRow) -> tuple[bool, str, str]:
    name = "" if row.seat is None else row.seat.name
    return row.seat is not None, fold(name), fold(row.rated.case.person_name)


def _title(*, by_assessor: bool) -> str:
    return pgettext("column", "Who is assessed") if by_assessor else pgettext("column", "Who assesses")

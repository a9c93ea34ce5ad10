"""The sheets of a cycle as a table: under each person the assessors, or under each assessor the people."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from typing import override

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from db.team.staff_cycles import CyclePage, Rated
from desktop.context import Context
from desktop.kit.table import columns
from desktop.kit.table.list_model import Heading, Index, ListModel
from desktop.kit.table.list_table import PADDING, LineDelegate, ListTable
from desktop.shared.seats import Seat, seat_words, seats
from desktop.team.cycle.words import counted, gone_words, sheets_words
from desktop.theme import Theme
from domain.assessing.case import CaseState
from domain.mark import Role
from domain.text import fold
from reports.words.names import name_of
from resources.i18n import _, current, pgettext


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    ROLE = 1
    STATE = 2
    DAY = 3


class Which(IntEnum):
    """Which sheets are shown."""

    ALL = 0
    OUT = 1
    MINE = 2


class Step(Enum):
    """The one thing to do next with a sheet."""

    BEGIN = 0
    RESUME = 1
    PAPER = 2
    RESULT = 3
    LOOK = 4
    NONE = 5


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet that is in, begun or owed; ``seat`` is None where nobody is assigned about the person."""

    rated: Rated
    seat: Seat | None

    @property
    def key(self) -> tuple[int, int]:
        """What the row is known by when all is read anew."""
        return self.rated.case.case_id, 0 if self.seat is None else self.seat.assessor_id

    @property
    def out(self) -> bool:
        """Whether the sheet can still come in and has not."""
        running = self.rated.case.state is CaseState.OPEN
        if self.seat is None:
            return running and not self.rated.gone
        return running and not self.seat.handed_in

    def of(self, viewer_id: int) -> bool:
        """Whether it is the viewer's, or would be if the viewer began it."""
        return self.seat is None or self.seat.assessor_id == viewer_id


def next_step(row: SheetRow, viewer_id: int) -> Step:
    """Return what the viewer does next with the sheet."""
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
    """Return all sheets, the people by name and under each the assessors in their order."""
    return tuple(SheetRow(rated, seat) for rated in page.people for seat in (seats(rated.case) or (None,)))


class SheetsModel(ListModel[SheetRow]):
    """The sheets of one cycle, grouped and narrowed."""

    def __init__(self, viewer_id: int, parent: QObject) -> None:
        super().__init__(_titles(by_assessor=False), self._words, _key, parent)
        self._viewer_id = viewer_id
        self._page: CyclePage | None = None
        self._rows: tuple[SheetRow, ...] = ()
        self.by_assessor = False
        self.which = Which.ALL
        self._typed = ""

    def take(self, page: CyclePage) -> None:
        """Show this cycle."""
        self._page, self._rows = page, rows_of(page)
        self._lay()

    def arrange(self, *, by_assessor: bool, which: Which, typed: str) -> None:
        """Group and narrow in another way."""
        self.by_assessor, self.which, self._typed = by_assessor, which, fold(typed)
        self.titles = _titles(by_assessor=by_assessor)
        self._lay()

    def count(self, which: Which) -> int:
        """Return how many sheets would be shown, whatever is typed."""
        return sum(self._chosen(row, which) for row in self._rows)

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
            lines += [self._heading(members), *members]
        self.show(lines)

    def _named(self, row: SheetRow) -> bool:
        case = row.rated.case
        names = [case.person_name, row.rated.code, "" if row.seat is None else row.seat.name]
        return not self._typed or any(self._typed in fold(one) for one in names)

    def _heading(self, members: list[SheetRow]) -> Heading:
        first = members[0]
        assert self._page is not None
        if not self.by_assessor:
            rated = first.rated
            told = (rated.post, rated.unit, counted(rated), gone_words(rated, self._page.cycle))
            return Heading(rated.case.person_name, " · ".join(one for one in told if one))
        if first.seat is None:
            running = any(row.out for row in members)
            return Heading(_nobody(running=running), _("whoever starts will assess") if running else "")
        every = [
            row.seat for row in self._rows if row.seat and row.seat.assessor_id == first.seat.assessor_id
        ]
        done = sum(one.handed_in for one in every)
        return Heading(first.seat.name, sheets_words(done, len(every)))

    def _words(self, row: SheetRow) -> tuple[str, ...]:
        seat = row.seat
        if self.by_assessor:
            name = row.rated.case.person_name
        else:
            running = row.rated.case.state is CaseState.OPEN
            nobody = _("No sheets expected") if row.rated.case.gone else _nobody(running=running)
            name = nobody if seat is None else seat.name
        role = "" if seat is None else name_of(seat.role, current())
        day = None if seat is None or seat.sheet is None else seat.sheet.submitted_on
        return (
            name,
            role,
            _state(row),
            "" if day is None else current().date(day),
        )


class SheetsTable(ListTable[SheetRow]):
    """The table of sheets with its columns."""

    def __init__(self, model: SheetsModel, context: Context, parent: QWidget) -> None:
        theme = context.theme
        super().__init__(model, theme, _("Sheets of the cycle"), parent)
        self.setItemDelegate(SheetsDelegate(theme, self))
        self.columns = columns.Columns(
            self,
            "cycle_sheets",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.DAY,),
            least=200 + 12 * theme.font_step,
            fixed=True,
        )


class SheetsDelegate(LineDelegate):
    """A draft shows how far it is as a bar beside its words."""

    @override
    def paint_cell(self, painter: QPainter, rect: QRect, line: SheetRow, index: Index) -> None:
        seat = line.seat
        if index.column() != Column.STATE or seat is None:
            quiet = index.column() in (Column.ROLE, Column.DAY)
            self.write(painter, rect, str(index.data() or ""), "body", "muted" if quiet else "text")
            return
        theme, words = self.theme, str(index.data() or "")
        under_way = seat.sheet is not None and not seat.handed_in
        room = QFontMetrics(theme.font("body")).horizontalAdvance(words) + 12
        self.write(painter, rect, words, "body", "text" if under_way else "muted")
        if not under_way or seat.sheet is None or rect.width() - room < 40 or not seat.sheet.in_scope:
            return
        bar = QRect(rect.left() + room, rect.center().y() - 1, rect.width() - room, 4)
        painter.fillRect(bar, theme.color("border" if theme.name != "contrast" else "raised"))
        share = bar.width() * seat.sheet.marked // seat.sheet.in_scope
        painter.fillRect(bar.adjusted(0, 0, share - bar.width(), 0), theme.color("accent"))
        if theme.name == "contrast":
            painter.setPen(theme.color("border"))
            painter.drawRect(bar.adjusted(0, 0, -1, -1))


def _nobody(*, running: bool) -> str:
    return _("Nobody is assigned") if running else _("Nobody was assigned")


def _state(row: SheetRow) -> str:
    if row.seat is not None:
        return seat_words(row.seat)
    return "" if row.rated.case.gone else pgettext("sheet", "not started")


def _key(row: SheetRow) -> object:
    return row.key


def _by_assessor(row: SheetRow) -> tuple[bool, str, str]:
    name = "" if row.seat is None else row.seat.name
    return row.seat is not None, fold(name), fold(row.rated.case.person_name)


def _titles(*, by_assessor: bool) -> tuple[str, ...]:
    return (
        pgettext("column", "Who is assessed") if by_assessor else pgettext("column", "Who assesses"),
        _("Role"),
        pgettext("column", "Sheet"),
        pgettext("column", "Submitted"),
    )


def _widths(theme: Theme) -> tuple[columns.Column, ...]:
    body, caption = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("caption"))
    roles = max(body.horizontalAdvance(name_of(one, current())) for one in Role)
    day = body.horizontalAdvance(current().date(date(2028, 12, 28)))
    return (
        columns.Column("name", None),
        columns.Column("role", roles + PADDING + 8),
        columns.Column("state", body.horizontalAdvance(pgettext("sheet", "submitted, being corrected")) + 60),
        columns.Column(
            "day", max(day, caption.horizontalAdvance(_titles(by_assessor=False)[3])) + 2 * PADDING
        ),
    )

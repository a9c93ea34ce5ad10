"""The sheets of a cycle by assessor: whom each assesses, and how far each sheet is."""

from collections import Counter

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from db.team.staff_cycles import CyclePage
from desktop.context import Context
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index
from desktop.kit.table.list_table import LineDelegate
from desktop.shared.seats import seat_words
from desktop.team.cycle.rows import Narrowing, SheetRow
from desktop.team.cycle.words import by_words, nobody_assigned, sheets_words
from domain.mark import Role
from domain.text import fold
from reports.words.names import name_of
from resources.i18n import _, current, pgettext


class AssessorsTable(ColumnTable[SheetRow]):
    """One line for each sheet, under the name of who assesses."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        roles = [Cell(name_of(one, current())) for one in Role]
        state = pgettext("sheet", "submitted, being corrected")
        title = pgettext("column", "Who is assessed")
        columns: tuple[Column[SheetRow], ...] = (
            Column("name", title, _name, widest=None, least=200),
            Column("role", _("Role"), _role, widest=roles, least=130),
            Column("state", pgettext("column", "Sheet"), _state, widest=state, least=130, paint=_paint_state),
            Column("day", pgettext("column", "Submitted"), _day, widest=current().widest_date, spare=1),
        )
        super().__init__(context, "cycle_sheets", _("Sheets of the cycle"), columns, _key, parent, fixed=True)

    def show_sheets(self, page: CyclePage, rows: tuple[SheetRow, ...], narrowing: Narrowing) -> None:
        """Show those of the rows that the narrowing leaves."""
        total = Counter(row.seat.assessor_id for row in rows if row.seat)
        done = Counter(row.seat.assessor_id for row in rows if row.seat and row.seat.submitted)
        groups: dict[int, list[SheetRow]] = {}
        for row in sorted(narrowing.narrowed(rows), key=_by_assessor):
            groups.setdefault(0 if row.seat is None else row.seat.assessor_id, []).append(row)
        lines: list[Heading | SheetRow] = []
        for assessor_id, members in groups.items():
            seat = members[0].seat
            if seat is not None:
                head = Heading(seat.name, sheets_words(done[assessor_id], total[assessor_id]))
            elif members[0].imported:
                head = Heading(by_words(page), "")
            else:
                running = any(row.out for row in members)
                told = _("whoever starts will assess") if running else ""
                head = Heading(nobody_assigned(running=running), told)
            lines += [head, *members]
        self.list_model.show(lines)


def _name(row: SheetRow) -> str:
    return row.rated.case.person_name


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
    widest = _("{done} of {total}").format(done=888, total=888)  # all bars start at one place
    room = painter.fontMetrics().horizontalAdvance(widest) + 8
    if sheet is None or rect.width() - room < 40 or not sheet.in_scope:
        return
    bar = QRect(rect.left() + room, rect.center().y() - 1, rect.width() - room, 4)
    painter.fillRect(bar, theme.color("border" if theme.name != "contrast" else "raised"))
    share = bar.width() * sheet.marked // sheet.in_scope
    painter.fillRect(bar.adjusted(0, 0, share - bar.width(), 0), theme.color("accent"))
    if theme.name == "contrast":
        painter.setPen(theme.color("border"))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))


def _key(row: SheetRow) -> object:
    return row.key


def _by_assessor(row: SheetRow) -> tuple[bool, str, str]:
    name = "" if row.seat is None else row.seat.name
    return row.seat is not None, fold(name), fold(row.rated.case.person_name)

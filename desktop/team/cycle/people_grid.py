"""The people of a cycle, one line each: a chip for each assessor, how many sheets are in, the next step."""

from typing import override

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from db.hiring import campaigns
from db.team.staff_cycles import CyclePage
from desktop.context import Context
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.kit.table.list_model import Index
from desktop.kit.table.list_table import PADDING, LineDelegate
from desktop.shared.seat_chips import CHIP, CHIP_GAP, chips_shown, paint_chips
from desktop.shared.seats import Seat, out, seat_line, seats
from desktop.team.cycle.card import step_words
from desktop.team.cycle.rows import Narrowing, SheetRow, Step, next_step
from desktop.team.cycle.words import by_words, counted, gone_words, nobody_assigned
from domain.assessing.case import CaseState
from reports.words import phrases
from resources.i18n import _, current, pgettext

ROW = 44
SHOWN = 3  # chips that a wide window has room for
NAMED = 2  # assessors waited for


class PeopleGrid(ColumnTable[SheetRow]):
    """A line is a person and one of the sheets; the left and right arrows choose another sheet.

    Signals:
        turned: a line now shows another sheet.
    """

    turned = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._viewer_id, self._look = context.me.id, context.theme
        self._page: CyclePage | None = None
        self._begins = context.data.allows(campaigns.assign)  # also where nobody is to assess
        self._chosen: dict[int, int] = {}  # by case: the assessor whose sheet is current
        waiting = _("Waiting for: {names}").format(names="Вознесенский")
        steps = [Cell(waiting), *(Cell(step_words(one)) for one in Step)]
        seats_wide = SHOWN * (CHIP + CHIP_GAP) + PADDING
        count = _("{done} of {total}").format(done=0, total=0)
        title = pgettext("column", "Who is assessed")
        assessors, submitted = _("Assessors"), pgettext("column", "Submitted")
        columns: tuple[Column[SheetRow], ...] = (
            Column("name", title, self._name, widest=None, least=190),
            Column("seats", assessors, self._seats, None, seats_wide, least=130, paint=self._paint_seats),
            Column("count", submitted, self._count, widest=[Cell(count), Cell(_("imported"))], spare=1),
            Column("step", pgettext("column", "Next"), self._step, widest=steps, least=110, spare=2),
        )
        name = _("Sheets of the cycle")
        super().__init__(context, "cycle_grid", name, columns, _case_id, parent, row=ROW, fixed=True)
        make, widget = context.actions.make, Qt.ShortcutContext.WidgetShortcut
        make("seat_before", self, self._on_before, widget)
        make("seat_after", self, self._on_after, widget)

    def show_sheets(
        self, page: CyclePage, rows: tuple[SheetRow, ...], narrowing: Narrowing, *, waiting_first: bool
    ) -> None:
        """Show the people of whom the narrowing leaves a sheet, those awaited first if wanted."""
        self._page = page
        people: dict[int, list[SheetRow]] = {}
        for row in narrowing.narrowed(rows):
            people.setdefault(row.rated.case.case_id, []).append(row)
        lines = [self._line(members) for members in people.values()]
        if waiting_first:
            lines.sort(key=lambda row: not any(SheetRow(row.rated, seat).out for seat in _every(row)))
        self.list_model.show(lines)

    @property
    @override
    def current_key(self) -> object:
        line = self.current_line
        return None if line is None else line.key

    @override
    def stand_on(self, key: object) -> None:
        """Go to the sheet (case id, assessor id) if it is shown, or else to the first line."""
        match key:
            case (int() as case_id, int() as assessor_id):
                self._choose(case_id, assessor_id)
                super().stand_on(case_id)
            case _:
                super().stand_on(None)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        seat = self._seat_at(event.position().toPoint())
        line = self.current_line
        if seat is not None and line is not None:
            self._turn(line, seat)

    def _line(self, members: list[SheetRow]) -> SheetRow:
        """Return the line of a person: with the sheet chosen before, else the most pressing one."""
        chosen = self._chosen.get(members[0].rated.case.case_id)
        kept = [row for row in members if row.seat is not None and row.seat.assessor_id == chosen]
        return kept[0] if kept else self._pressing(members)

    def _pressing(self, members: list[SheetRow]) -> SheetRow:
        """Return one's own sheet if it is due, else the first awaited, else one's own, else the first."""
        own = [row for row in members if row.out and row.of(self._viewer_id)]
        out_ = [row for row in members if row.out]
        mine = [row for row in members if row.seat is not None and row.of(self._viewer_id)]
        return (*own, *out_, *mine, members[0])[0]

    def _choose(self, case_id: int, assessor_id: int) -> None:
        line = self.list_model.line(self.list_model.row_of(case_id))
        if line is None:
            return
        found = (seat for seat in seats(line.rated.case) if seat.assessor_id == assessor_id)
        if (seat := next(found, None)) is not None:
            self._chosen[case_id] = assessor_id
            self.list_model.renew(SheetRow(line.rated, seat, line.imported))
            self.turned.emit()

    def _turn(self, line: SheetRow, seat: Seat) -> None:
        if line.seat is not None and line.seat.assessor_id != seat.assessor_id:
            self.stand_on((line.rated.case.case_id, seat.assessor_id))

    def _beside(self, step: int) -> None:
        line = self.current_line
        found = () if line is None else seats(line.rated.case)
        if line is None or line.seat is None:
            return
        place = next(n for n, one in enumerate(found) if one.assessor_id == line.seat.assessor_id) + step
        if 0 <= place < len(found):
            self._turn(line, found[place])

    def _on_before(self) -> None:
        self._beside(-1)

    def _on_after(self) -> None:
        self._beside(1)

    def _seat_at(self, at: QPoint) -> Seat | None:
        index = self.indexAt(at)
        line = self.list_model.line(index.row())
        if line is None or index.column() != self.number("seats"):
            return None
        found = seats(line.rated.case)
        places = chips_shown(self._look, self.visualRect(index).adjusted(8, 0, -8, -1), found)
        return next((seat for seat, place in zip(found, places, strict=False) if place.contains(at)), None)

    def _name(self, row: SheetRow) -> Cell:
        rated, page = row.rated, self._page
        gone = "" if page is None else gone_words(rated, page.cycle)
        told = " · ".join(one for one in (rated.post, rated.unit, gone) if one)
        return Cell(rated.case.person_name, told)

    def _seats(self, row: SheetRow) -> str:
        found = seats(row.rated.case)
        return "; ".join(seat_line(one) for one in found) if found else self._nobody(row)

    def _paint_seats(
        self, on: LineDelegate, painter: QPainter, rect: QRect, row: SheetRow, index: Index
    ) -> None:
        found = seats(row.rated.case)
        if not found:
            on.write(painter, rect, self._nobody(row), "body", "muted")
            return
        chosen = None if row.seat is None else row.seat.assessor_id
        paint_chips(on, painter, rect, found, gone=False, here=on.is_current(index), chosen=chosen)

    def _nobody(self, row: SheetRow) -> str:
        if row.imported and self._page is not None:
            return by_words(self._page)
        if row.rated.case.gone:
            return _("No sheets expected")
        return nobody_assigned(running=row.rated.case.state is CaseState.OPEN)

    def _count(self, row: SheetRow) -> Cell:
        found = seats(row.rated.case)
        if row.imported:
            return Cell(_("imported"), ink="muted")
        if not found:
            return Cell("—", ink="muted", words=counted(row.rated))
        done = row.rated.case.submitted
        text = _("{done} of {total}").format(done=done, total=len(found))
        return Cell(text, ink="text" if done < len(found) else "muted", words=counted(row.rated))

    def _step(self, row: SheetRow) -> Cell:
        every = [SheetRow(row.rated, seat, row.imported) for seat in _every(row)]
        step = next_step(self._pressing(every), self._viewer_id)  # the person's, whichever sheet is current
        if step is Step.BEGIN and not seats(row.rated.case) and not self._begins:
            return Cell("—", ink="muted")
        if step is Step.PAPER:
            names = tuple(one.surname for one in out(row.rated.case))
            told = _("Waiting for: {names}").format(names=phrases.listing(names, NAMED, current()))
            return Cell(told, ink="muted")
        mine = step in (Step.BEGIN, Step.RESUME)
        # Not in the colour of links: one click chooses the row, as anywhere in the list.
        return Cell(step_words(step), role="strong" if mine else "body", ink="text" if mine else "muted")


def _every(row: SheetRow) -> tuple[Seat | None, ...]:
    return seats(row.rated.case) or (None,)


def _case_id(row: SheetRow) -> object:
    return row.rated.case.case_id

"""The sheet one stands on, beside the table: about whom it is, the next step and what else can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from db.team.staff_cycles import CyclePage
from desktop.kit import chips, labels
from desktop.kit.buttons import button, set_kind
from desktop.kit.flow import flow
from desktop.kit.tips import set_tip
from desktop.shared.cycle_words import short
from desktop.shared.seats import Seat, seat_words, seats
from desktop.team.cycle.rows import SheetRow, Step, next_step
from desktop.team.cycle.words import gone_words, nobody_words, role_words, seat_role
from desktop.theme import Theme
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetState
from domain.mark import SHY_ROLES
from resources.i18n import _

WIDTH, LEAST = 328, 300
SHARE = 0.4  # of a narrow screen that the card may have
PAPER, ASSESSORS, RESULT, PERSON, SHEET = "from_paper", "edit", "result", "to_person", "view_sheet"
ICONS = {
    PAPER: "keyboard",
    ASSESSORS: "users",
    RESULT: "target",
    PERSON: "user-round",
    SHEET: "file-text",
}


class SheetCard(QFrame):
    """Shows one sheet; what it offers it only asks for.

    Signals:
        stepped: the button of the next step was pressed.
        acted: name of another act.
    """

    stepped = Signal()
    acted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self._full = WIDTH + 24 * theme.font_step
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._scroll)
        self._whole = QWidget(self._scroll)
        self._column = QVBoxLayout(self._whole)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._name = labels.paragraph("", self._whole, "section")
        self._facts = labels.paragraph("", self._whole, "small", "muted")
        self._gone = labels.paragraph("", self._whole, "small", "warn")
        for one in (self._name, self._facts, self._gone):
            words.addWidget(one)
        self.step_button = button("", self._whole, "primary")
        set_tip(self.step_button, "Enter")
        self._why = labels.paragraph("", self._whole, "small", "muted")
        self._body = QWidget(self._whole)
        self.acts: dict[str, QPushButton] = {}
        self._column.addLayout(words)
        for widget in (self.step_button, self._why, self._body):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._scroll.setWidget(self._whole)
        self.step_button.clicked.connect(self.stepped)

    def wide(self, screen: int) -> int:
        """Return the px it has beside the table; *screen* is what both have."""
        least = LEAST + 20 * self._theme.font_step
        return min(self._full, max(least, round(screen * SHARE)))

    def show_row(self, row: SheetRow, page: CyclePage, viewer_id: int, *, read_only: bool) -> None:
        """Show this sheet; in a file that can only be read nothing is offered but to look."""
        rated, step = row.rated, next_step(row, viewer_id)
        self._name.setText(rated.case.person_name)
        self._facts.setText(" · ".join(part for part in (rated.code, rated.post, rated.unit) if part))
        gone = gone_words(rated, page.cycle)
        self._gone.setText(gone)
        self._gone.setVisible(bool(gone))
        looking = step in (Step.RESULT, Step.LOOK)
        self.step_button.setText(step_words(step))
        self.step_button.setVisible(step is not Step.NONE and (looking or not read_only))
        set_kind(self.step_button, "secondary" if step is Step.PAPER else "primary")
        why = _why(row, step, viewer_id)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        body = QWidget(self._whole)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(labels.rule(body))
        self._add_seats(column, body, row, page)
        self._add_acts(column, body, row, viewer_id, read_only=read_only)
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        body.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _add_seats(self, column: QVBoxLayout, body: QWidget, row: SheetRow, page: CyclePage) -> None:
        column.addWidget(labels.plain(_("Assessors"), body, "strong"))
        found = seats(row.rated.case)
        if not found and not row.rated.case.gone:
            told = nobody_words(row.rated.case.state)
            column.addWidget(labels.paragraph(told, body, "small", "muted"))
        for seat in found:
            whole = QVBoxLayout()
            whole.setSpacing(0)
            here = row.seat is not None and seat.assessor_id == row.seat.assessor_id
            whole.addWidget(labels.paragraph(seat.name, body, "strong" if here else "body"))
            role = labels.plain(role_words(seat_role(seat), page.policy), body, "small", "muted")
            role.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            whole.addLayout(flow(role, chips.tag(seat_words(seat), body, _tag(seat)), gap=8))
            column.addLayout(whole)

        for one in row.rated.case.gone:
            told = _("{name}: the sheet is no longer expected, {whose} has left")
            whose = row.rated.case.person_name if row.rated.gone else one.assessor_name
            said = told.format(name=one.assessor_name, whose=short(whose))
            column.addWidget(labels.paragraph(said, body, "small", "muted"))

    def _add_acts(
        self, column: QVBoxLayout, body: QWidget, row: SheetRow, viewer_id: int, *, read_only: bool
    ) -> None:
        self.acts = {}
        column.addWidget(labels.rule(body))
        grid = QVBoxLayout()
        grid.setSpacing(0)
        column.addLayout(grid)
        words = act_words()
        if not (is_own(row, viewer_id) and row.rated.case.state is CaseState.OPEN) or read_only:
            words[SHEET] = _("View sheet")
        for name in offered_acts(row, viewer_id, read_only=read_only):
            made = button(words[name], body, "quiet", self._theme.icon(ICONS[name], "accent"), small=True)
            made.clicked.connect(self._telling(name))
            self.acts[name] = made
            grid.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _telling(self, name: str) -> Callable[[], None]:
        def tell() -> None:
            self.acted.emit(name)

        return tell


def offered_acts(row: SheetRow, viewer_id: int, *, read_only: bool) -> tuple[str, ...]:
    """Return what can be done beside the next step, in the order of the card."""
    step = next_step(row, viewer_id)
    running = row.rated.case.state is CaseState.OPEN
    offered: list[str] = []
    if running and not read_only:
        if row.out and row.seat is not None and step is not Step.PAPER:
            offered.append(PAPER)
        offered.append(ASSESSORS)
    if row.rated.case.open_to(viewer_id) and step is not Step.RESULT:
        offered.append(RESULT)
    if handed_in_sheet(row, viewer_id) and step is not Step.LOOK:
        offered.append(SHEET)
    return (*offered, PERSON)


def is_own(row: SheetRow, viewer_id: int) -> bool:
    """Tell whether the sheet is the viewer's, who alone can correct it."""
    return row.seat is not None and row.seat.assessor_id == viewer_id


def handed_in_sheet(row: SheetRow, viewer_id: int) -> int:
    """Return the id of the sheet that is in, if the viewer may look into it; 0 if there is none."""
    seat = row.seat
    if seat is None or seat.sheet is None or not seat.handed_in:
        return 0
    own = is_own(row, viewer_id)
    seen = row.rated.case.open_to(viewer_id) and seat.sheet.role not in SHY_ROLES  # law 15
    return seat.sheet.sheet_id if own or (seen and seat.sheet.state is SheetState.SUBMITTED) else 0


def act_words() -> dict[str, str]:
    """Return what the acts are called."""
    return {
        PAPER: _("Enter from paper…"),
        ASSESSORS: _("Assessors…"),
        RESULT: _("Result"),
        SHEET: _("View or correct sheet"),
        PERSON: _("Person card"),
    }


def step_words(step: Step) -> str:
    """Return what the button of the next step says."""
    return {
        Step.BEGIN: _("Start sheet"),
        Step.RESUME: _("Continue sheet"),
        Step.PAPER: _("Enter from paper…"),
        Step.RESULT: _("Result"),
        Step.LOOK: _("View sheet"),
        Step.NONE: "",
    }[step]


def _why(row: SheetRow, step: Step, viewer_id: int) -> str:
    case = row.rated.case
    if step is Step.PAPER and row.seat is not None:
        return _("Waiting for the sheet of: {name}").format(name=row.seat.name)
    handed_in = any(one.handed_in for one in case.sheets)
    if handed_in and case.waiting and not case.open_to(viewer_id):
        return _("Marks are hidden until all sheets are submitted.")
    if step is Step.NONE:
        return _("No sheet was submitted before the cycle ended.")
    return ""


def _tag(seat: Seat) -> str:
    if seat.handed_in:
        return "ok"
    return "quiet" if seat.sheet is None else "info"

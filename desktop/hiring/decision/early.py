"""What is shown instead of a decision while sheets are awaited: from whom, and how to open early."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import cases, people
from db.assessing.people import CaseLine
from desktop.context import Context
from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.kit.form.reopening import reopens
from desktop.kit.page.empty import Empty
from desktop.shared import opening
from desktop.shared.seats import left_out, may_open_early
from desktop.shared.sent import waiting_words
from domain.errors import StillBlind
from domain.people.person import Person
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.office.exchange.opening import Outcome


class Early(QWidget):
    """Names those awaited; they can go to their own sheet, others may open the case with a reason.

    Signals:
        closed: go back.
        sheet_wanted: id of the user's own sheet, not yet handed in.
        told: a message.
    """

    closed = Signal()
    sheet_wanted = Signal(int)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._case_id = 0
        self._sheet_id = 0
        self._left_out: tuple[str, ...] = ()  # who is still to hand in if it is opened now
        self.name = ""
        column = layout.column(gap="s", around=(16, 0, 16, 0), of=self)
        column.addStretch(1)
        self.page = Empty(context.theme.icon("eye-off", "muted", 22), "", self)
        self.act = self.page.act
        column.addWidget(self.page)
        self.early_button = button(_("Open early…"), self, do=self.open_early)
        column.addWidget(self.early_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.page.acted.connect(self._on_act)

    def show_waiting(self, case_id: int, blind: StillBlind) -> None:
        """Say whose sheets are still awaited."""
        person, line = self._look(case_id)
        me = self._context.me.id
        mine = next((one for one in line.sheets if one.assessor_id == me and not one.handed_in), None)
        self._sheet_id = mine.sheet_id if mine is not None else 0
        self.name = person.full_name
        self.page.set_texts(
            _("Marks are hidden until all sheets are submitted"),
            waiting_words(blind),
            _("To my sheet") if self._sheet_id else _("Back"),
        )
        self._left_out = left_out(line)
        self.early_button.setVisible(may_open_early(line, me) and not self._context.data.read_only)

    def show_elsewhere(self, case_id: int, who: str) -> None:
        """Say that the case came in a packet, and is decided in the file of *who*."""
        person, line = self._look(case_id)
        mine = (one.sheet_id for one in line.sheets if one.assessor_id == self._context.me.id)
        self.name, self._sheet_id = person.full_name, next(mine, 0)
        self.page.set_texts(
            _("Here is one sheet of several."),
            _(
                "The result and the conclusion are made in the file of {who}, once all sheets are submitted."
            ).format(who=who),
            _("To my sheet") if self._sheet_id else _("Back"),
        )
        self.early_button.hide()

    def show_nothing(self, case_id: int) -> None:
        """Say that no sheet is handed in."""
        person, _line = self._look(case_id)
        self.name, self._sheet_id = person.full_name, 0
        self.page.set_texts(
            _("No sheet has been submitted yet"), _("Submit a sheet to make a decision."), _("Back")
        )
        self.early_button.hide()

    @reopens
    def open_early(self) -> None:
        """Ask for the reason to open early."""
        context, case_id = self._context, self._case_id

        def write(reason: str) -> None:
            opening.open_early(context, case_id, reason, self._on_opened)

        about = _(
            "Marks become visible to everyone except those still pending: {names}. Your name and "
            "the reason are kept in the journal and printed on documents."
        ).format(names=", ".join(self._left_out))
        dialog = ReasonDialog(
            self._context.theme,
            _("Open early?"),
            about,
            _("Reason"),
            _("Open"),
            write,
            self,
            subject=("open early", case_id),
        )
        dialog.cancel_button.setText(_("Keep waiting"))
        dialog.open()

    def _on_opened(self, outcome: "Outcome") -> None:
        if words := opening.words(outcome, early=True):
            self.told.emit(words)

    def _look(self, case_id: int) -> tuple[Person, CaseLine]:
        self._case_id = case_id
        read, me = self._context.data.read, self._context.me.id
        person = read(people.by_code, read(cases.code_of, case_id))
        card = read(people.card, person.id, me, self._context.today())
        return person, next(line for line in card.cases if line.case_id == case_id)

    def _on_act(self) -> None:
        if self._sheet_id:
            self.sheet_wanted.emit(self._sheet_id)
        else:
            self.closed.emit()

"""What the sheet asks in dialogs: to hand in, why it is corrected, who assesses, which paper."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from db.assessing import mirrors, people, sheets
from desktop.assessing.sheet import words
from desktop.assessing.sheet.assessor import AssessorDialog, NumberDialog
from desktop.assessing.sheet.dialogs import SubmitQuestion
from desktop.assessing.sheet.rating import Conflict
from desktop.assessing.sheet.stage import Stage
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from domain.assessing.sheet import Sheet
from domain.people.person import Person
from resources.i18n import _


class Asking(QObject):
    """Opens one dialog at a time over the screen; none of them blocks.

    Signals:
        submit_agreed: the sheet is to be handed in.
        item_wanted: code of an item to go back to before that.
        rows_wanted: all rows whose fact is missing are to be shown before that.
        revised: id of the correction that was begun.
        assessor_chosen: id of who assesses from now on.
        mark_insisted, mark_left: what is to be done where another window gave another mark.
        paper_found: id of a sheet, and of the assessor in whose name it is typed.
        over: a dialog was closed.
    """

    submit_agreed = Signal()
    item_wanted = Signal(str)
    rows_wanted = Signal()
    revised = Signal(int)
    assessor_chosen = Signal(int)
    mark_insisted = Signal()
    mark_left = Signal()
    paper_found = Signal(int, int)
    over = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.screen)
        self._context, self._model, self._window = stage.context, stage.model, stage.screen
        self._revision = 0  # of the correction that was asked for

    def submit(self, sheet: Sheet, seen: Sheet, half_typed: tuple[str, ...]) -> None:
        """Ask before the sheet is handed in, with the private look at it; *seen* has the rows shown."""
        context = self._context
        mirror = context.data.read(mirrors.mirror, sheet.id, context.me.id)
        question = SubmitQuestion(sheet, seen, half_typed, mirror, context.theme, self._window)
        question.accepted.connect(self.submit_agreed)
        question.wanted.connect(self.item_wanted)
        question.rows_wanted.connect(self.rows_wanted)
        self._open(question)

    def why(self, sheet_id: int) -> None:
        """Ask why a submitted sheet is corrected."""
        dialog = ReasonDialog(
            self._context.theme,
            _("Correct sheet"),
            _("A correction is made from this sheet. The submitted sheet stays as it is."),
            _("Reason"),
            _("Start correction"),
            self._revise,
            self._window,
            subject=("correct", sheet_id),
        )
        dialog.written.connect(self._on_revised)
        self._open(dialog)

    def who(self, likely: Person | None) -> None:
        """Ask who assesses; *likely* is offered first, though they may never have worked here."""
        read, me = self._context.data.read, self._context.me
        known = list(read(people.actors, me.id))
        if likely is not None and likely.id not in {person.id for person in known}:
            known.append(likely)
        wanted = likely.id if likely is not None else 0
        dialog = AssessorDialog(tuple(known), me, wanted, self._context.theme, self._window)
        dialog.chosen.connect(self.assessor_chosen)
        self._open(dialog)

    def which(self, found: Conflict) -> None:
        """Ask which mark is to stand where another window gave another one; the safe answer is that."""
        scale = self._model.sheet_scale
        said = {
            name: words.mark_words(mark, scale)
            for name, mark in (("there", found.there), ("own", found.wanted), ("seen", found.seen))
        }
        told = _(
            "This competency was changed in another window. Recorded there: {there}. You are entering: "
            "{own}; you saw: {seen}. Nothing has been overwritten."
        ).format(**said)
        question = Question(
            _("{code}: another mark has been recorded").format(code=found.code),
            told,
            _("Keep: {mark}").format(mark=words.mark_short(found.there)),
            _("Record: {mark}").format(mark=words.mark_short(found.wanted)),
            self._window,
        )
        question.accepted.connect(self.mark_insisted)
        question.rejected.connect(self.mark_left)
        self._open(question)

    def number(self) -> None:
        """Ask for the number of a paper."""
        dialog = NumberDialog(self._context.data, self._window)
        dialog.found.connect(self.paper_found)
        self._open(dialog)

    def _revise(self, reason: str) -> None:
        self._revision = self._context.data.write(sheets.revise, self._model.sheet_id, reason)

    def _on_revised(self) -> None:
        self.revised.emit(self._revision)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(self.over)
        dialog.open()

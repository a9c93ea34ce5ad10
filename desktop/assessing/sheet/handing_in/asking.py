"""The dialogs of a sheet: handing in, reason for a correction, change of assessor, number of a paper."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from db.assessing import people
from db.assessing.sheet import mirrors, sheets
from db.exchange import opening
from desktop.assessing.sheet import words
from desktop.assessing.sheet.assessor import AssessorDialog, NumberDialog
from desktop.assessing.sheet.handing_in.question import SubmitQuestion
from desktop.assessing.sheet.rating import Conflict
from desktop.assessing.sheet.stage import Stage
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from domain.assessing.sheet import Sheet
from domain.people.person import Person
from resources.i18n import _


class Asking(QObject):
    """Opens one dialog at a time over the screen; none blocks the event loop.

    Signals:
        submit_agreed: hand the sheet in.
        item_wanted: code of an item to return to first.
        rows_wanted: first show all rows whose fact is missing.
        revised: id of the new correction.
        assessor_chosen: id of the person who assesses from now on.
        mark_insisted, mark_left: keep one's own mark, or the one from another window.
        paper_found: ids of the sheet to type in from paper and of its assessor.
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
        self._revision = 0  # of the correction asked about

    def submit(
        self, sheet: Sheet, seen: Sheet, half_typed: tuple[str, ...], typed_facts: Collection[str]
    ) -> None:
        """Ask before handing in, with the private mirror; *seen* has the rows shown."""
        context = self._context
        mirror = context.data.read(mirrors.mirror, sheet.id, context.me.id)
        found = context.data.read(opening.sheet_opens, sheet.id)
        question = SubmitQuestion(
            sheet,
            seen,
            half_typed,
            typed_facts,
            mirror,
            context.theme,
            self._window,
            opens=0 if found is None else len(found.covers),
        )
        question.accepted.connect(self.submit_agreed)
        question.wanted.connect(self.item_wanted)
        question.rows_wanted.connect(self.rows_wanted)
        self._open(question)

    def why(self, sheet_id: int) -> None:
        """Ask for the reason to correct a submitted sheet."""
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
        """Ask who assesses; *likely* is offered first, even if they have never worked here."""
        read, me = self._context.data.read, self._context.me
        known = list(read(people.actors, me.id))
        if likely is not None and likely.id not in {person.id for person in known}:
            known.append(likely)
        wanted = likely.id if likely is not None else 0
        dialog = AssessorDialog(tuple(known), me, wanted, self._context.theme, self._window)
        dialog.chosen.connect(self.assessor_chosen)
        self._open(dialog)

    def which(self, found: Conflict) -> None:
        """Ask which mark to keep after another window gave a different one; the safe answer is that one."""
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

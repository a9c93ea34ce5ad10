"""Forms that came back: each is shown first; nothing is written and nobody becomes another before that."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.assessing.sheet import answer_forms
from desktop.context import Context
from desktop.kit.form.dialog import Question
from desktop.kit.off import read_only_reason
from desktop.shared import opening
from domain.assessing.answer_form import Difference
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.intake.form_dialog import FormDialog
    from desktop.office.exchange.opening import Outcome
    from reports.intake.answer_form import Form


class Forms(QObject):
    """Accepts forms, one's own and those of others.

    Signals:
        own: the Difference and the Before of a form of whoever works here, for the sheet to show.
        done: what was accepted for somebody else, and how to take it back.
        told: a message.
    """

    own = Signal(object, object)
    done = Signal(str, object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._before: answer_forms.Before | None = None
        self.dialog: FormDialog | None = None

    def bring(self, form: "Form") -> None:
        """Show what the form would change.

        Raises:
            Refused: if it is no form of a sheet that may be written.
        """
        from desktop.office.intake.answer_forms import considered  # what reads files costs the start

        context = self._context
        told = considered(context.data.read, form, context.me.id)
        if context.data.read_only:
            self.told.emit(read_only_reason())
        elif told.changes or told.asked:
            self.show(told)
        else:
            self.told.emit(_("The form says nothing that is not in the sheet already."))

    def show(self, told: Difference) -> None:
        """Show this difference and accept the form if it is agreed to."""
        from desktop.intake.form_dialog import FormDialog

        self.dialog = FormDialog(self._context, told, self._parent)
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.open()

    def take_back(self) -> None:
        """Undo the accepting of the last form of somebody else."""
        before, self._before = self._before, None
        if before is not None:
            self._context.data.write(answer_forms.take_back, before)

    def _on_accepted(self) -> None:
        dialog = self.sender()
        assert dialog is self.dialog and self.dialog is not None
        told = self.dialog.told
        before = self._context.data.write(answer_forms.accept, told)
        if told.seen:
            self.own.emit(told, before)
            return
        marks = sum(one.comes is not None for one in told.changes)
        said = _("The form of {name} is accepted, marks: {n}").format(name=told.of.assessor, n=marks)
        if told.unmarked:
            said += ", " + _("no mark: {n}").format(n=len(told.unmarked))
        self._before = before
        self.done.emit(said, self.take_back)
        if not told.unmarked and not told.asked:
            self._ask_to_hand_in(told)

    def _ask_to_hand_in(self, told: Difference) -> None:
        """Ask whether the sheet of a full form is handed in too: it was sent back for that."""
        from desktop.intake.form_dialog import lacking_words

        rest = _("Every competency has a mark. Once submitted, the sheet is changed only by a correction.")
        rest = "\n".join(part for part in (lacking_words(told), rest) if part)
        head = _("Submit the sheet of {name}?").format(name=told.of.assessor)
        question = Question(head, rest, _("Not now"), _("Submit"), self._parent)
        question.help_page = "exchange#form"
        question.setProperty("sheet_id", told.of.sheet_id)
        question.accepted.connect(self._on_agreed)
        question.open()

    def _on_agreed(self) -> None:
        opening.hand_in(self._context, self.sender().property("sheet_id"), self._on_handed_in)

    def _on_handed_in(self, outcome: "Outcome") -> None:
        self._before = None  # not before it is written: if that is refused, the form can still be taken back
        self.told.emit(opening.words(outcome) or _("The sheet is submitted"))

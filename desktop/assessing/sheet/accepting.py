"""A form that came back: first the difference, then all of it in one step that can be undone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.assessing import answer_forms, sheets
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.state import StateBanner
from desktop.kit.form.dialog import Question
from desktop.kit.undo import Step
from domain.assessing.answer_form import Difference
from reports.intake import phrases_answer_form
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from reports.intake.answer_form import Form

NAMED = 12  # changes, and questions, named at most


@dataclass(frozen=True, slots=True)
class Brought:
    """A form that comes in once its sheet is shown to its assessor."""

    sheet_id: int
    form: "Form"


class Accepting(QObject):
    """Shows what a form would change in the sheet shown, and writes it.

    Signals:
        said: what was accepted, or why nothing was.
        laid_out: other marks and facts are in the sheet.
    """

    said = Signal(str)
    laid_out = Signal()

    def __init__(self, stage: Stage, rating: Rating, banner: StateBanner) -> None:
        super().__init__(stage.screen)
        self._stage, self._rating, self._banner = stage, rating, banner
        self._told: Difference | None = None

    def bring(self, form: "Form") -> None:
        """Show what the form would change.

        Raises:
            Refused: if it is no form of a sheet that may be written.
        """
        from desktop.office.intake.answer_forms import considered  # what reads files costs the start

        context = self._stage.context
        told = considered(context.data.read, form, context.me.id)
        if not self._rating.may_paste():
            return
        asked = [phrases_answer_form.asked(one, current()) for one in told.asked]
        if not told.changes:
            none = _("The form says nothing that is not in the sheet already.")
            self.said.emit(" ".join((none, *([_left(asked)] if asked else []))))
            return
        self._told = told
        changes = [phrases_answer_form.change(one, told.of.scale, current()) for one in told.changes]
        lines = _some(changes)
        if told.same:
            same = ngettext("{n} is the same already", "{n} are the same already", told.same)
            lines.append(same.format(n=told.same))
        if asked:
            lines.append(_left(asked))
        lines.append(_("The sheet becomes an open answer: whoever held the form could read it."))
        question = Question(
            _("Accept the form of {name}?").format(name=told.of.assessor),
            "\n".join(lines),
            _("Cancel"),
            _("Accept"),
            self._stage.screen,
        )
        question.accepted.connect(self._on_accepted)
        question.open()

    def _on_accepted(self) -> None:
        told = self._told
        assert told is not None
        before: list[answer_forms.Before] = []
        data, show = self._stage.context.data, self._show

        def accept() -> None:
            before[:] = [data.write(answer_forms.accept, told)]
            show()

        def take_back() -> None:
            data.write(answer_forms.take_back, before[0])
            show()

        self._stage.stack.push(Step(accept, take_back))
        marks = sum(one.comes is not None for one in told.changes)
        said = ngettext("{n} mark accepted", "{n} marks accepted", marks)
        self.said.emit(said.format(n=marks))

    def _show(self) -> None:
        """Read the sheet again; what was done to it can still be undone."""
        model, context = self._stage.model, self._stage.context
        sheet = context.data.read(sheets.sheet, model.sheet_id, context.me.id)
        code = self._stage.table.code
        model.show(sheet, context.data.read(sheets.drafts_of, model.sheet_id))
        self._banner.show_state(sheet, model.half_codes, mine=True)
        self._stage.table.begin_at(max(model.line_of(code), self._stage.table.first_line))
        self.laid_out.emit()


def _some(lines: list[str]) -> list[str]:
    more = len(lines) - NAMED
    return lines[:NAMED] + ([_("and {n} more").format(n=more)] if more > 0 else [])


def _left(asked: list[str]) -> str:
    return _("Not taken: {cells}").format(cells="; ".join(_some(asked)))

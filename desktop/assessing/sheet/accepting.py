"""A form that was accepted in the sheet shown: one step that can be undone and redone."""

from PySide6.QtCore import QObject, Signal

from db.assessing.sheet import answer_forms, sheets
from db.assessing.sheet.answer_forms import Before
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.strips.state import StateBanner
from desktop.kit.undo import Step
from domain.assessing.answer_form import Difference
from resources.i18n import ngettext


class Accepting(QObject):
    """Takes a form that is accepted already among the steps of the sheet.

    Signals:
        said: what was accepted.
        laid_out: other marks and facts are in the sheet.
    """

    said = Signal(str)
    laid_out = Signal()

    def __init__(self, stage: Stage, banner: StateBanner) -> None:
        super().__init__(stage.screen)
        self._stage, self._banner = stage, banner

    def note(self, told: Difference, before: Before) -> None:
        """Note what was accepted in the sheet now shown."""
        there: list[Before] = [before]
        data, show = self._stage.context.data, self._show

        def accept() -> None:
            if not there:
                there[:] = [data.write(answer_forms.accept, told)]
                show()

        def take_back() -> None:
            data.write(answer_forms.take_back, there[0])
            there.clear()
            show()

        self._stage.stack.push(Step(accept, take_back))
        marks = sum(one.comes is not None for one in told.changes)
        self.said.emit(ngettext("{n} mark accepted", "{n} marks accepted", marks).format(n=marks))

    def _show(self) -> None:
        """Read the sheet again; what was done to it can still be undone."""
        model, context = self._stage.model, self._stage.context
        sheet = context.data.read(sheets.sheet, model.sheet_id, context.me.id)
        code = self._stage.table.code
        model.show(sheet, context.data.read(sheets.drafts_of, model.sheet_id))
        self._banner.show_state(sheet, model.half_codes, mine=True)
        self._stage.table.begin_at(max(model.line_of(code), self._stage.table.first_line))
        self.laid_out.emit()

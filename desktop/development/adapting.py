"""What only an adaptation plan can do: weekly figures, and the end of probation."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.development import plan_followup, probations
from desktop.context import Context
from desktop.development import commands as do
from desktop.development.forms.figures_form import FiguresForm
from desktop.development.forms.probation_form import ProbationForm
from desktop.development.model import PlanModel
from desktop.kit.form.reopening import reopens
from desktop.kit.off import read_only_reason
from domain.development.indicator import Indicator
from domain.development.plan import PlanKind, PlanState
from domain.development.probation import ProbationDraft
from resources.i18n import _


class Adapting(QObject):
    """The acts on one adaptation plan; forms open over *window*.

    Signals:
        told: a message of success.
    """

    told = Signal(str)

    def __init__(self, context: Context, model: PlanModel, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._model, self._window = context, model, window

    @property
    def concludes(self) -> bool:
        """Whether whoever works here concludes probations."""
        return self._context.data.allows(probations.conclude)

    def why_not_concluded(self) -> str:
        """Return why there can be no conclusion yet, empty if there can; a closed plan allows it too."""
        if self._context.data.read_only:
            return read_only_reason()
        if self._model.plan.state is PlanState.DRAFT:
            return _("The plan is not approved yet.")
        return ""

    @reopens
    def ask_figures(self) -> None:
        """Ask for a week's figures."""
        board, model = self._model.board, self._model
        if board is None or model.fixed or model.plan.kind is not PlanKind.ADAPTATION:
            return
        FiguresForm(
            self._context.theme,
            board.sheet.indicators,
            model.plan.period,
            model.today,
            self._count,
            self._window,
        ).open()

    @reopens
    def ask_conclusion(self) -> None:
        """Ask for the conclusion of the probation."""
        board, model = self._model.board, self._model
        if board is None or model.plan.kind is not PlanKind.ADAPTATION or self.why_not_concluded():
            return
        if not self.concludes:
            return
        after = self._context.data.read(plan_followup.after, model.plan_id, model.me, model.today)
        ProbationForm(
            self._context.theme, board.sheet, after, model.today, self._conclude, self._window
        ).open()

    def _count(self, wanted: tuple[Indicator, ...]) -> None:
        board = self._model.board
        if board is not None and wanted != board.sheet.indicators:
            self._model.push(do.count(self._model, board.sheet.indicators, wanted))

    def _conclude(self, draft: ProbationDraft) -> None:
        model = self._model
        model.write(probations.conclude, model.plan_id, draft, model.today)
        self.told.emit(_("The conclusion is recorded"))

"""What follows from a conclusion: hiring, or the reasons of a refusal; and the coefficients for experts."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.hiring import hiring, refusals
from desktop.context import Context
from desktop.kit.form.reopening import reopens
from desktop.office.papers.registry import REFUSAL
from domain.hiring.decision import Decision
from resources.i18n import _, current


class Following(QObject):
    """Opens one dialog at a time over the screen.

    Signals:
        hired: id of the person who was hired.
        told: a success message.
        paper_wanted: show a document of the case: its kind.
    """

    hired = Signal(int)
    told = Signal(str)
    paper_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._case_id = 0
        self._decision: Decision | None = None

    def show(self, case_id: int, decision: Decision | None) -> None:
        """Take the decision just read."""
        self._case_id, self._decision = case_id, decision

    def show_expert(self) -> None:
        """Show the coefficients."""
        if self._decision is not None:
            from desktop.hiring.decision.expert_dialog import ExpertDialog

            ExpertDialog(self._decision.result, self._window).open()

    @reopens
    def hire(self) -> None:
        """Ask for the terms of hiring the candidate."""
        if self._decision is not None:
            from desktop.hiring.decision.hire_dialog import HireDialog

            dialog = HireDialog(self._context, self._decision, self._window)
            dialog.hired.connect(self._on_hired)
            dialog.open()

    @reopens
    def choose_another(self) -> None:
        """Ask when another candidate was chosen and what was decisive."""
        if self._decision is not None:
            from desktop.shared.another_dialog import AnotherDialog

            data, today, case_id = self._context.data, self._context.today(), self._case_id

            def write(reason: str, on: date) -> None:
                data.write(refusals.choose_another, case_id, reason, on)

            name = self._decision.result.person.full_name
            AnotherDialog(self._context.theme, name, today, write, self._window, case_id=case_id).open()

    @reopens
    def refuse(self) -> None:
        """Show the draft of the reasons, to edit and keep."""
        if self._decision is not None:
            from desktop.hiring.decision.refusal_dialog import RefusalDialog

            dialog = RefusalDialog(self._context, self._case_id, self._window)
            dialog.print_wanted.connect(self._on_refusal_print)
            dialog.open()

    def _on_hired(self, person_id: int) -> None:
        from desktop.hiring.decision.hire_dialog import pending
        from reports.words.development.phrases_plans import unplanned

        done = self._context.data.read(hiring.hired, self._case_id, self._context.me.id)
        why = self._context.data.read(hiring.unplanned, self._case_id)
        told = (
            _("Hired; the draft onboarding plan is in the history on the person's page.")
            if done is not None and done.plan_id is not None
            else f"{_('Hired.')} {unplanned(why, current())}"
        )
        still = pending(self._decision.result.gates) if self._decision is not None else ""
        self.told.emit(f"{told} {still}".strip())
        self.hired.emit(person_id)

    def _on_refusal_print(self) -> None:
        self.paper_wanted.emit(REFUSAL)

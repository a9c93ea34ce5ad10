"""The papers of a decision: the conclusion, the summary sheet, the reasons of a refusal."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.export.dialog import ExportDialog, Wish
from desktop.export.job import exporting, failed_words
from desktop.kit.page.banner import Banner
from desktop.office.papers.documents import Exported
from desktop.office.papers.registry import DECISION, PROFILE, REFUSAL, SUMMARY, UNNAMED
from domain.hiring.decision import Decision
from reports.words import phrases
from resources.i18n import _, current


class Papers(QObject):
    """Asks which, writes them as a job, and says in the banner what could not be made.

    Signals:
        exported: the paths written, a tuple.
    """

    exported = Signal(object)

    def __init__(self, context: Context, banner: Banner, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._banner = banner
        self._window = parent
        self._case_id = 0

    def ask(self, case_id: int, decision: Decision) -> None:
        """Offer the papers of the case, that of the conclusion ticked."""
        self._ask(case_id, self.offered(decision))

    def offered(self, decision: Decision) -> tuple[tuple[str, str, bool], ...]:
        """Return the papers of a case: kind, name, and whether it is the one likely wanted."""
        papers = [
            (DECISION, phrases.decision_title(decision, current()), True),
            (SUMMARY, _("Summary sheet"), False),
            (UNNAMED, _("Summary without names"), False),
            (PROFILE, _("Assessment profile"), False),
        ]
        if decision.refused is not None:
            papers.append((REFUSAL, _("Reasons for the refusal"), False))
        return tuple(papers)

    def ask_refusal(self, case_id: int) -> None:
        """Offer the reasons of the refusal alone."""
        self._ask(case_id, ((REFUSAL, _("Reasons for the refusal"), True),))

    def _ask(self, case_id: int, papers: tuple[tuple[str, str, bool], ...]) -> None:
        self._case_id = case_id
        dialog = ExportDialog(self._context, self._window, papers)
        dialog.wanted.connect(self._on_wanted)
        dialog.open()

    def _on_wanted(self, wish: Wish) -> None:
        self._banner.hide()
        read, me, today = self._context.data.read, self._context.me.id, self._context.today()
        work = exporting(read, self._case_id, wish, me, today)
        self._context.jobs.run(work, self._on_exported, _("Saving documents"))

    def _on_exported(self, done: Exported) -> None:
        if done.written:
            self.exported.emit(done.written)
        if done.failed:
            self._banner.show_fact(*failed_words(done), "danger")

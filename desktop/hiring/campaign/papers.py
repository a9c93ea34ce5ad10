"""The papers of a campaign and of its candidates: asked for in the dialog of documents, written as a job."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import paper_sheets
from db.assessing.progress import CaseLine
from desktop.context import Context
from desktop.export.dialog import ExportDialog, Wish
from desktop.export.job import exporting, failed_words
from desktop.office.papers import registry
from desktop.office.papers.documents import Exported
from domain.assessing.case import CaseState
from resources.i18n import _


class CampaignPapers(QObject):
    """Asks and writes.

    Signals:
        exported: the paths written, a tuple.
        failed: what could not be made, as fact and rest.
        nothing: there is nothing to make, as fact and what to do.
        begun: documents are being made, so what was told of those before is over.
    """

    exported = Signal(object)
    failed = Signal(str, str)
    nothing = Signal(str, str)
    begun = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._screen = parent
        self._shown: int = 0
        self._case: CaseLine | None = None

    def show_campaign(self, cycle_id: int) -> None:
        """Make the papers of this campaign from now on."""
        self._shown = cycle_id

    def requirements(self) -> None:
        """Ask for the profile of requirements and an empty form."""
        self._case = None
        self._ask(self.of_vacancy())

    def of_vacancy(self) -> tuple[tuple[str, str, bool], ...]:
        """Return the documents of the vacancy itself: kind, name and whether it is usual."""
        return (
            (registry.REQUIREMENTS, _("Requirements profile"), True),
            (registry.FORM, _("Blank form"), False),
        )

    def comparison(self) -> None:
        """Ask for the comparison of the candidates."""
        self._case = None
        self._ask(((registry.COMPARISON, _("Candidate comparison"), True),))

    def of_candidate(self, case: CaseLine) -> None:
        """Ask for the sheets of a candidate; those to fill in by hand get a number by being begun.

        Who has handed in gets no empty sheet any more.
        """
        self._case = case
        offered, each = self.offered(case)
        if offered:
            self._ask(offered, each)
        else:
            fact = _("There are no documents of {name} to save.").format(name=case.person_name)
            todo = _("Assign assessors: each of them gets a sheet.") if case.state is CaseState.OPEN else ""
            self.nothing.emit(fact, todo)

    def offered(self, case: CaseLine) -> tuple[tuple[tuple[str, str, bool], ...], Mapping[str, int]]:
        """Return the documents of a candidate, and of how many papers each kind consists."""
        me = self._context.me.id
        handed_in = [one for one in case.sheets if one.handed_in]
        shown = handed_in if case.open_to(me) else [one for one in handed_in if one.assessor_id == me]
        waiting = len(case.waiting)
        offered: list[tuple[str, str, bool]] = []
        if waiting:
            offered += [
                (registry.SHEET, _("Sheet to fill in by hand"), True),
                (registry.KEYS, _("Assessor's copy with answer keys"), False),
            ]
        if shown:
            offered.append((registry.FILLED, _("Submitted sheets"), not waiting))
        each = {registry.SHEET: waiting, registry.KEYS: waiting, registry.FILLED: len(shown)}
        return tuple(offered), each

    def _ask(self, offered: tuple[tuple[str, str, bool], ...], each: Mapping[str, int] | None = None) -> None:
        dialog = ExportDialog(self._context, self._screen, offered, each=each)
        dialog.wanted.connect(self._on_wanted)
        dialog.open()

    def _on_wanted(self, wish: Wish) -> None:
        self.begun.emit()
        data, me, today = self._context.data, self._context.me.id, self._context.today()
        case = self._case
        by_hand = any(registry.DOCUMENTS[kind].blank for kind in wish.kinds)
        if case is not None and by_hand and case.state is CaseState.OPEN and not data.read_only:
            data.write(paper_sheets.begin_all, case.case_id)  # so that each has a number to print
        shown = case.case_id if case is not None else self._shown
        work = exporting(data.read, shown, wish, me, today)
        self._context.jobs.run(work, self._on_exported, _("Saving documents"))

    def _on_exported(self, done: Exported) -> None:
        if done.written:
            self.exported.emit(done.written)
        if done.failed:
            self.failed.emit(*failed_words(done))

"""The papers of a campaign and of its candidates."""

from collections.abc import Mapping
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.assessing import paper_sheets
from db.assessing.progress import CaseLine
from desktop.context import Context
from desktop.export.desk import PaperDesk
from desktop.export.dialog import Offer, Wish, offer
from desktop.kit.page.banner import Banner
from desktop.office.papers.registry import DOCUMENTS, FILLED, FORM, KEYS, REQUIREMENTS, SHEET
from domain.assessing.case import CaseState
from resources.i18n import _


class CampaignPapers(PaperDesk):
    """Offers them.

    Signals:
        nothing: there is nothing to make, as fact and what to do.
    """

    nothing = Signal(str, str)

    def __init__(self, context: Context, banner: Banner, parent: QWidget) -> None:
        super().__init__(context, banner, parent)
        self._shown: int = 0
        self._case: CaseLine | None = None

    def show_campaign(self, cycle_id: int) -> None:
        """Make the papers of this campaign from now on."""
        self._shown = cycle_id

    def requirements(self) -> None:
        """Ask for the profile of requirements and an empty form."""
        self._case = None
        self.offer(self._shown, self.of_vacancy())

    def of_vacancy(self) -> tuple[Offer, ...]:
        """Return the documents of the vacancy itself."""
        return offer(REQUIREMENTS, usual=True), offer(FORM)

    def of_candidate(self, case: CaseLine) -> None:
        """Ask for the sheets of a candidate; those to fill in by hand get a number by being begun.

        Who has handed in gets no empty sheet any more.
        """
        self._case = case
        offered, each = self.offered(case)
        if offered:
            self.offer(case.case_id, offered, each)
        else:
            fact = _("There are no documents of {name} to save.").format(name=case.person_name)
            todo = _("Assign assessors: each of them gets a sheet.") if case.state is CaseState.OPEN else ""
            self.nothing.emit(fact, todo)

    def offered(self, case: CaseLine) -> tuple[tuple[Offer, ...], Mapping[str, int]]:
        """Return the documents of a candidate, and of how many papers each kind consists."""
        me = self._context.me.id
        handed_in = [one for one in case.sheets if one.handed_in]
        shown = handed_in if case.open_to(me) else [one for one in handed_in if one.assessor_id == me]
        waiting = len(case.waiting)
        offered: list[Offer] = []
        if waiting:
            offered += [offer(SHEET, usual=True), offer(KEYS)]
        if shown:
            offered.append(offer(FILLED, usual=not waiting))
        return tuple(offered), {SHEET: waiting, KEYS: waiting, FILLED: len(shown)}

    @override
    def prepare(self, wish: Wish) -> None:
        data, case = self._context.data, self._case
        by_hand = any(DOCUMENTS[kind].blank for kind in wish.kinds)
        if case is not None and by_hand and case.state is CaseState.OPEN and not data.read_only:
            data.write(paper_sheets.begin_all, case.case_id)  # so that each has a number to print

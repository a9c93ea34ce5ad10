"""The documents of a campaign and of its candidates."""

from collections.abc import Mapping
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.assessing import paper_sheets
from db.hiring import campaigns
from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.context import Context
from desktop.export.desk import PaperDesk
from desktop.export.dialog import Batch, Offer, Wish, of_decision, offer
from desktop.kit.page.banner import Banner
from desktop.office.papers.registry import (
    CANDIDATE_LEVELS,
    DOCUMENTS,
    FILLED,
    FORM,
    KEYS,
    PLAN,
    PROFILE,
    REFUSAL,
    REQUIREMENTS,
    SHEET,
)
from domain.assessing.case import CaseState
from domain.hiring.decision import Outcome
from resources.i18n import _


class CampaignPapers(PaperDesk):
    """Offers the documents.

    Signals:
        nothing: no document is available; the fact and what to do.
    """

    nothing = Signal(str, str)

    def __init__(self, context: Context, banner: Banner, parent: QWidget) -> None:
        super().__init__(context, banner, parent)
        self._shown: int = 0
        self._line: CandidateLine | None = None

    def show_campaign(self, cycle_id: int) -> None:
        """Offer the documents of this campaign from now on."""
        self._shown = cycle_id

    def requirements(self) -> None:
        """Offer the profile of requirements and an empty form."""
        self._line = None
        every = {one.cycle.id: one.cycle for one in self._context.data.read(campaigns.campaigns)}
        offers = self.of_vacancy()
        if len(every) < 2:
            self.offer(self._shown, offers)
            return
        batches = (
            Batch(_("this vacancy"), {kind: (self._shown,) for kind, _name, _usual in offers}),
            Batch(_("all vacancies in one file"), {CANDIDATE_LEVELS: tuple(every)}),
        )
        self.offer_many(offers, batches, _("Which vacancy"), {of: one.code for of, one in every.items()})

    def of_vacancy(self) -> tuple[Offer, ...]:
        """Return the documents of the vacancy itself."""
        return offer(REQUIREMENTS, usual=True), offer(FORM), offer(CANDIDATE_LEVELS)

    def of_candidate(self, line: CandidateLine) -> None:
        """Offer the documents of a candidate.

        Printing sheets to fill in by hand begins them, so that each has a number. An assessor who has handed
        in gets no empty sheet.
        """
        self._line = line
        case = line.case
        offered, each = self.offered(line)
        if offered:
            self.offer(case.case_id, offered, each)
        else:
            fact = _("There are no documents of {name} to save.").format(name=case.person_name)
            todo = _("Assign assessors: each of them gets a sheet.") if case.state is CaseState.OPEN else ""
            self.nothing.emit(fact, todo)

    def offered(self, line: CandidateLine) -> tuple[tuple[Offer, ...], Mapping[str, int]]:
        """Return the documents of a candidate, and the number of papers by kind."""
        me, case = self._context.me.id, line.case
        handed_in = [one for one in case.sheets if one.handed_in]
        shown = handed_in if case.open_to(me) else [one for one in handed_in if one.assessor_id == me]
        waiting = len(case.waiting)
        decided = line.concluded not in (None, Outcome.CONTINUE)
        offered: list[Offer] = []
        if waiting:
            offered += [offer(SHEET, usual=True), offer(KEYS)]
        if shown:
            offered.append(offer(FILLED, usual=not waiting and not decided))
        if line.counts_for(me):
            offered += [*of_decision(usual=decided), offer(PROFILE), offer(PLAN)]
            if line.concluded is Outcome.NOT_RECOMMEND or line.state is CandidateState.NOT_CHOSEN:
                offered.append(offer(REFUSAL))
        return tuple(offered), {SHEET: waiting, KEYS: waiting, FILLED: len(shown)}

    @override
    def prepare(self, wish: Wish) -> None:
        data, line = self._context.data, self._line
        by_hand = any(DOCUMENTS[kind].blank for kind in wish.kinds)
        if line is not None and by_hand and line.case.state is CaseState.OPEN and not data.read_only:
            data.write(paper_sheets.begin_all, line.case.case_id)  # so that each has a number to print

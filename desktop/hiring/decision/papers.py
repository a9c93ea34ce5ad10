"""The documents of a decision: the conclusion, the summary sheet, the reasons of a refusal."""

from desktop.export.desk import PaperDesk
from desktop.export.dialog import Offer, offer
from desktop.office.papers.registry import DECISION, PROFILE, REFUSAL, SUMMARY, UNNAMED
from domain.hiring.decision import Decision
from reports.words import phrases
from resources.i18n import current


class Papers(PaperDesk):
    """Offers the documents."""

    def ask(self, case_id: int, decision: Decision) -> None:
        """Offer the documents of the case, with the conclusion ticked."""
        self.offer(case_id, self.offered(decision))

    def offered(self, decision: Decision) -> tuple[Offer, ...]:
        """Return the documents of a case."""
        papers = (
            offer(DECISION, usual=True, title=phrases.decision_title(decision, current())),
            *(offer(kind) for kind in (SUMMARY, UNNAMED, PROFILE)),
        )
        return papers if decision.refused is None else (*papers, offer(REFUSAL))

    def ask_refusal(self, case_id: int) -> None:
        """Offer the reasons of the refusal alone."""
        self.offer(case_id, (offer(REFUSAL, usual=True),))

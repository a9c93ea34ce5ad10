"""After an erasure what was decided and noted is told to be erased, not to have been missing."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
import pytest

from db.assessing.facts import evidence
from db.file.store import Store
from db.hiring import campaigns, closed_cases, decisions
from db.people import erasing
from desktop.hiring.campaign import words
from desktop.hiring.campaign.step import Step, next_step
from desktop.hiring.decision.board import REQUIREMENTS
from domain.assessing.evidence import Polarity
from domain.hiring.decision import Outcome
from domain.people.erasure import Order
from tests.db import sample
from tests.desktop.conftest import TODAY
from tests.desktop.hiring.decision.stage import Case, Screen, texts

GONE = "A conclusion, if there was one, was erased together with the personal data."


@pytest.fixture
def case(store: Store) -> Case:
    """A candidate who was recommended, and then erased; the marks stay without a name."""
    case = Case(store)
    item = sample.item(store, case.first)
    store.write(evidence.note, case.person, [item], "назвал все показатели", Polarity.FOR, TODAY)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (), TODAY)
    store.write(erasing.erase, Order(case.person, "срок истёк", "Erased candidate No. 1", marks_kept=True))
    return case


def test_a_decision_says_that_conclusion_facts_and_documents_were_erased(case: Case, screen: Screen) -> None:
    shown = screen.open(case)
    assert "erased" in texts(shown.board.panel) and "no fact recorded" not in texts(shown.board.panel)
    assert GONE in texts(shown)
    shown.show_conclusion()
    assert GONE in texts(shown.conclusion)
    assert "to confirm" not in texts(shown.conclusion.known)
    shown.board.show_tab(REQUIREMENTS)
    assert "Erased together with the personal data." in texts(shown.board)
    assert "without a conclusion" not in texts(shown)


def test_nobody_is_asked_to_decide_on_who_was_erased(case: Case, store: Store) -> None:
    (line,) = store.read(campaigns.candidates, case.cycle, case.hr.id, TODAY)
    assert (line.erased, line.gates, line.state) == (True, (), campaigns.CandidateState.DECIDED)
    assert next_step(line, case.hr.id) is Step.DECIDED
    assert words.state_words(line) == "data erased"
    assert words.gates_words(line.gates, erased=line.erased) == "erased"
    assert "decided 1" in words.stage_words([line])
    (closed,) = store.read(closed_cases.closed_cases, case.cycle)
    assert (closed.erased, closed.outcome) == (True, None)

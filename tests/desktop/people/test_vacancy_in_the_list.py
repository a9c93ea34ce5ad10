"""Beside a candidate without a post stands the vacancy, until a named person has refused the candidate."""

import pytest

from db.file.store import Store
from db.hiring import campaigns, decisions, refusals
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.person import Person
from tests.db import sample
from tests.desktop.people.hands import Show, add

WAITING = Person(surname="Ждущая", given="Ия")


def vacancy(show: Show, person_id: int) -> str:
    """Return what stands where others have a post."""
    table = show().table
    return table.list_model.index(table.list_model.row_of(person_id), table.number("where")).data()


def test_a_candidate_without_a_post_stands_beside_the_vacancy(store: Store, show: Show) -> None:
    (she,) = add(store, WAITING)
    campaign = sample.campaign(store, (sample.add(store, "Громов"), Role.HR), title="Старший смены")
    store.write(campaigns.invite, campaign, she)
    assert vacancy(show, she) == "candidate for: Старший смены"


@pytest.mark.parametrize("outcome", Outcome)
def test_whom_a_conclusion_refused_is_a_candidate_no_longer(
    store: Store, me: Person, show: Show, outcome: Outcome
) -> None:
    she, _case = concluded(store, me.id, outcome)
    assert bool(vacancy(show, she)) is (outcome is not Outcome.NOT_RECOMMEND)


def test_who_was_passed_over_for_another_is_a_candidate_no_longer(
    store: Store, me: Person, show: Show
) -> None:
    she, case = concluded(store, me.id, Outcome.RECOMMEND)
    store.write(refusals.choose_another, case, "опыт ближе к участку")
    assert not vacancy(show, she)


def concluded(store: Store, rater: int, outcome: Outcome) -> tuple[int, int]:
    """Have a candidate assessed and concluded upon; return person and case."""
    (she,) = add(store, WAITING)
    campaign = sample.campaign(store, (rater, Role.HR), title="Старший смены")
    case = store.write(campaigns.invite, campaign, she)
    sample.sheet(store, case, rater, Role.HR, 3)
    asked = "через полгода" if outcome is Outcome.WITH_CONDITIONS else ""
    store.write(decisions.conclude, case, outcome, "по итогам интервью", asked)
    return she, case

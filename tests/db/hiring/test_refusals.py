"""Candidates are compared, and whoever is refused gets a paper with reasons."""

from datetime import date

import pytest

from db.file.store import Store
from db.hiring import campaigns, comparisons, decisions, refusals
from db.hiring.campaigns import CandidateState
from domain.assessing.case import CycleKind
from domain.errors import (
    Impossible,
    Missing,
    NamesAnother,
    NeedsReason,
    NotRefused,
    RefusedAlready,
    Unknown,
)
from domain.hiring.decision import Outcome
from domain.mark import Role
from tests.db import sample
from tests.db.hiring.deciding import ON, Campaign

# Comparing


def test_the_candidates_are_compared_and_who_is_blind_is_only_named(store: Store, at: Campaign) -> None:
    able = at.another("Ким", rest=4)
    hidden = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Белова"))
    at.rate(hidden, at.hr, Role.HR, {})
    gone = at.another("Гусев")
    store.write(campaigns.withdraw, gone, "передумал", ON)
    store.act_as(at.hr)
    found = store.read(comparisons.comparison, at.cycle, at.hr, ON)
    assert {one.case_id for one in found.contenders} == {at.case, able}
    assert found.blind == ("Белова",)
    assert found.overlap == 1 and not found.warn


def test_a_comparison_takes_as_many_statements_for_many_as_for_few(store: Store, at: Campaign) -> None:
    at.another("Ким")
    store.read(comparisons.comparison, at.cycle, at.hr, ON)
    few = sample.count(store, comparisons.comparison, at.cycle, at.hr, ON)
    for number in range(6):
        at.another(f"Кандидат{number}")
    assert sample.count(store, comparisons.comparison, at.cycle, at.hr, ON) == few <= 35


def test_a_campaign_without_an_open_case_is_compared_to_nothing(store: Store, at: Campaign) -> None:
    empty = sample.campaign(store, (at.hr, Role.HR))
    assert store.read(comparisons.comparison, empty, at.hr, ON).contenders == ()
    with pytest.raises(Unknown):
        store.read(comparisons.comparison, 77, at.hr, ON)


# Refusing


def test_a_refusal_rests_on_gaps_and_facts_and_is_kept_in_the_words_of_people(
    store: Store, at: Campaign
) -> None:
    store.write(decisions.settle, at.case, at.apart, 0, "обсудили запись")
    at.conclude(Outcome.NOT_RECOMMEND)
    found = store.read(refusals.draft, at.case, at.hr, ON)
    assert [point.code for point in found.points] == [at.apart]
    assert (found.ground.by.name, found.ground.on) == ("Соколова Анна", ON)
    assert store.read(refusals.kept, at.case, at.hr) is None
    with pytest.raises(Missing):
        store.write(refusals.keep, at.case, "  ", ON)
    store.write(refusals.keep, at.case, "первая редакция", ON)
    store.write(refusals.keep, at.case, "вторая редакция", ON)
    assert "редакция" not in repr(sample.last_event(store).data)
    kept = store.read(refusals.kept, at.case, at.hr)
    assert kept is not None
    assert (kept.text, kept.author_name, kept.on) == ("вторая редакция", "Соколова Анна", ON)


def test_the_words_that_are_handed_over_name_no_other_candidate(store: Store, at: Campaign) -> None:
    at.another("Тарасова", code="C-0042")
    at.settle_all()
    at.conclude(Outcome.NOT_RECOMMEND)
    for said in ("Опыт у Тарасовой больше.", "Выбрали C-0042."):
        with pytest.raises(NamesAnother):
            store.write(refusals.keep, at.case, said, ON)
    assert store.read(refusals.kept, at.case, at.hr) is None
    store.write(refusals.keep, at.case, "Уровень ниже требуемого.", ON)


@pytest.mark.parametrize("outcome", [None, Outcome.RECOMMEND, Outcome.CONTINUE])
def test_nobody_is_refused_on_paper_without_a_named_person_who_refused(
    store: Store, at: Campaign, outcome: Outcome | None
) -> None:
    at.settle_all()
    if outcome is not None:
        at.conclude(outcome)
    with pytest.raises(NotRefused) as found:
        store.write(refusals.keep, at.case, "не подходит", ON)
    assert found.value.hiring
    with pytest.raises(NotRefused):
        store.read(refusals.draft, at.case, at.hr, ON)
    assert store.read(refusals.refused) == ()


def test_an_employee_is_never_refused_employment(store: Store, at: Campaign) -> None:
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    case = sample.case(store, sample.add(store, "Белов"), cycle)
    with pytest.raises(NotRefused) as found:
        store.read(refusals.draft, case, None, ON)
    assert not found.value.hiring
    with pytest.raises(Impossible):
        store.write(refusals.choose_another, case, "опыт")


def test_that_another_was_chosen_is_recorded_with_reason_day_and_name(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude()
    store.write(refusals.choose_another, at.case, "  дольше руководил группой ")
    event = sample.last_event(store)
    assert (event.act, event.subject_id) == ("choose_another", at.case)
    assert "руководил" not in repr(event.data)
    decision = store.read(decisions.decision, at.case, at.hr, ON)
    chosen = decision.not_chosen
    assert chosen is not None
    assert (chosen.reason, chosen.by.name, chosen.by.post) == (
        "дольше руководил группой",
        "Соколова Анна",
        "специалист",
    )
    assert decision.conclusions[0].outcome is Outcome.RECOMMEND  # the conclusion stays as it is
    assert store.read(refusals.draft, at.case, at.hr, ON).ground == chosen
    assert store.read(refusals.refused) == (at.case,)
    (shown,) = store.read(campaigns.candidates, at.cycle, at.hr, ON)
    assert shown.state is CandidateState.NOT_CHOSEN
    with pytest.raises(RefusedAlready):
        store.write(refusals.choose_another, at.case, "ещё раз")


def test_the_reason_names_no_other_candidate_and_lies_in_no_future(store: Store, at: Campaign) -> None:
    at.another("Тарасова", code="C-0042")
    for said in ("у Тарасовой больше опыта", "выбрали C-0042", "Тарасова сильнее"):
        with pytest.raises(NamesAnother):
            store.write(refusals.choose_another, at.case, said)
    with pytest.raises(NeedsReason):
        store.write(refusals.choose_another, at.case, "  ")
    at.another("Ким")
    with pytest.raises(NamesAnother):
        store.write(refusals.choose_another, at.case, "выбран Ким")
    for day in (date(2020, 1, 1), date.max):
        with pytest.raises(Impossible):
            store.write(refusals.choose_another, at.case, "опыт", day)
    assert store.read(decisions.decision, at.case, at.hr, ON).not_chosen is None

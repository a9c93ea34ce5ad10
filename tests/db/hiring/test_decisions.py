"""People settle levels and conclude by name; the program keeps what they decided."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.assessing import cases, mirrors, people, sheets, snapshots
from db.development import plans
from db.file.store import Store
from db.hiring import campaigns, comparisons, decisions, refusals
from db.hiring import hiring as hires
from db.hiring.campaigns import CandidateState
from db.people import organisation
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.snapshot import recompute
from domain.development.plan import PlanKind
from domain.errors import (
    Closed,
    Hired,
    Impossible,
    Missing,
    NamesAnother,
    NeedsReason,
    NoPlaces,
    NotRecommended,
    NotRefused,
    NotYours,
    OffScale,
    RefusedAlready,
    StillBlind,
    Taken,
    TooLong,
    Unknown,
    Unsettled,
    Withdrawn,
)
from domain.hiring.decision import DecisionGroup, Outcome, Signer, groups
from domain.mark import Mark, Role, State
from domain.people.person import Basis, PersonKind
from tests.db import sample

ON = sample.TODAY
HIRED = ON + timedelta(days=7)
PROBATION = HIRED + timedelta(days=91)


class Campaign:
    """A campaign of two assessors with one candidate; both sheets are in, K01 lies apart."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.hr = sample.add(store, "Соколова", given="Анна", post="специалист", is_actor=True)
        self.boss = sample.add(store, "Громов", given="Максим", post="руководитель")
        self.cycle = sample.campaign(store, (self.hr, Role.HR), (self.boss, Role.MANAGER))
        self.person = sample.candidate(store, code="C-0041")
        self.case = store.write(campaigns.invite, self.cycle, self.person)
        self.apart = next(code for code in self.scope() if code.startswith("K"))
        self.hers = self.rate(self.case, self.hr, Role.HR, {self.apart: 4})
        self.his = self.rate(self.case, self.boss, Role.MANAGER, {self.apart: 1})
        store.act_as(self.hr)

    def scope(self) -> list[str]:
        store = self.store
        framework = sample.framework(store)
        found = store.read(campaigns.campaign, self.cycle)
        assert found.question_set is not None
        return [item.code for item in framework.items if item.code in found.question_set.items]

    def rate(
        self,
        case: int,
        who: int,
        role: Role,
        said: dict[str, int | State],
        rest: int = 2,
        submit: bool = True,
    ) -> int:
        self.store.act_as(who)
        marks: dict[str, int | State] = dict.fromkeys(self.scope(), rest)
        return sample.sheet(self.store, case, who, role, marks | said, submit=submit)

    def another(self, surname: str, *, rest: int = 2, **fields: Any) -> int:
        """Invite somebody else and let both hand in."""
        case = self.store.write(campaigns.invite, self.cycle, sample.candidate(self.store, surname, **fields))
        self.rate(case, self.hr, Role.HR, {}, rest)
        self.rate(case, self.boss, Role.MANAGER, {}, rest)
        self.store.act_as(self.hr)
        return case

    def settle_all(self) -> None:
        self.store.write(decisions.settle, self.case, self.apart, 3, "обсудили запись")

    def conclude(self, outcome: Outcome = Outcome.RECOMMEND, case: int | None = None, **more: Any) -> int:
        given: dict[str, Any] = {"on": ON} | more
        return self.store.write(decisions.conclude, case or self.case, outcome, "по фактам интервью", **given)

    def hire(self, case: int | None = None, **more: Any) -> int:
        given: dict[str, Any] = {
            "hired_on": HIRED,
            "unit_id": None,
            "manager_id": self.boss,
            "personnel_no": "0777",
            "post": "менеджер",
            "probation_ends_on": PROBATION,
        }
        return self.store.write(hires.hire, case or self.case, **(given | more))


@pytest.fixture
def at(store: Store) -> Campaign:
    return Campaign(store)


def row(store: Store, case_id: int, code: str) -> Any:
    return store.read(cases.result, case_id, None, ON).score.row(code)


# Settling


def test_a_settled_level_counts_with_reason_and_name_and_the_marks_stay(store: Store, at: Campaign) -> None:
    before = store.read(decisions.decision, at.case, at.hr, ON)
    assert next(group for group, _ in groups(before)) is DecisionGroup.DISCUSS
    at.settle_all()
    event = sample.last_event(store)
    assert (event.act, event.data) == ("settle", {"item": sample.item(store, at.apart), "level": 3})
    found = store.read(decisions.decision, at.case, at.hr, ON)
    (settled,) = found.settled
    assert (settled.code, settled.level, settled.reason, settled.actor_name) == (
        at.apart,
        3,
        "обсудили запись",
        "Соколова Анна",
    )
    scored = found.result.score.row(at.apart)
    assert scored.level == 3
    assert [given.mark.level for given in scored.entry.marks] == [4, 1]


def test_settling_again_takes_the_place_of_the_first_and_can_be_taken_back(
    store: Store, at: Campaign
) -> None:
    at.settle_all()
    store.write(decisions.settle, at.case, sample.item(store, at.apart), 2, "послушали ещё раз")
    assert [one.level for one in store.read(decisions.decision, at.case, None, ON).settled] == [2]
    store.write(decisions.unsettle, at.case, at.apart)
    assert store.read(decisions.decision, at.case, None, ON).settled == ()
    assert row(store, at.case, at.apart).level == 2.5
    store.write(decisions.unsettle, at.case, at.apart)  # nothing to do, and no event for it
    assert sample.last_event(store).act == "unsettle"


@pytest.mark.parametrize(
    ("item", "level", "reason", "error"),
    [
        ("K01", 5, "обсудили", OffScale),
        ("K01", -1, "обсудили", OffScale),
        ("K01", 3, " ", NeedsReason),
        ("K01", None, "", NeedsReason),
        ("K01", 3, "о" * 5001, TooLong),
        ("K99", 3, "обсудили", Unknown),
        (999, 3, "обсудили", Unknown),
    ],
)
def test_what_cannot_be_settled_is_refused(
    store: Store, at: Campaign, item: int | str, level: int | None, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        store.write(decisions.settle, at.case, item, level, reason)
    assert store.read(decisions.decision, at.case, None, ON).settled == ()


def test_nobody_settles_or_concludes_what_is_still_hidden(store: Store, at: Campaign) -> None:
    case = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    for act in (
        lambda: store.write(decisions.settle, case, "K01", 3, "обсудили"),
        lambda: store.write(decisions.unsettle, case, "K01"),
        lambda: at.conclude(case=case),
        lambda: store.write(refusals.keep, case, "не подходит", ON),
    ):
        with pytest.raises(StillBlind):
            act()


def test_settling_needs_somebody_at_work(store: Store, at: Campaign) -> None:
    store.act_as(None)
    with pytest.raises(Missing):
        store.write(decisions.settle, at.case, "K01", 3, "обсудили")
    with pytest.raises(Missing):
        at.conclude()


# Concluding


def test_no_conclusion_while_assessors_lie_apart_unless_people_go_on(store: Store, at: Campaign) -> None:
    with pytest.raises(Unsettled) as refused:
        at.conclude()
    assert refused.value.codes == (at.apart,)
    at.conclude(Outcome.CONTINUE)
    assert store.read(cases.running, at.case)[0].state is CaseState.OPEN
    at.settle_all()
    at.conclude()


def test_a_critical_item_that_does_not_apply_must_be_confirmed_by_people(store: Store, at: Campaign) -> None:
    critical = next(
        code for code in at.scope() if sample.profile(store).targets[code].critical and code != at.apart
    )
    case = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    at.rate(case, at.hr, Role.HR, {critical: State.NOT_APPLICABLE})
    at.rate(case, at.boss, Role.MANAGER, {critical: State.NOT_APPLICABLE})
    store.act_as(at.hr)
    with pytest.raises(Unsettled) as refused:
        at.conclude(case=case)
    assert refused.value.codes == (critical,)
    store.write(decisions.settle, case, critical, None, "такой работы здесь нет")
    at.conclude(case=case)


def test_a_conclusion_has_named_people_with_their_posts_of_that_day(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude(
        Outcome.WITH_CONDITIONS,
        conditions="курс по системе записи",
        signers=(at.boss, at.hr, at.boss),
    )
    event = sample.last_event(store)
    assert event.data["outcome"] == "with_conditions"
    assert event.data["signers"] == [at.boss]
    assert "курс" not in repr(event.data) and "интервью" not in repr(event.data)
    boss = store.read(people.person, at.boss)
    store.write(people.change, replace(boss, post="директор"))
    (found,) = store.read(decisions.decision, at.case, None, ON).conclusions
    assert (found.outcome, found.reasons, found.conditions, found.on) == (
        Outcome.WITH_CONDITIONS,
        "по фактам интервью",
        "курс по системе записи",
        ON,
    )
    assert found.by == Signer(at.hr, "Соколова Анна", "специалист")
    assert found.signers == (Signer(at.boss, "Громов Максим", "руководитель"),)


def test_concluding_closes_the_case_with_a_computation_that_can_be_repeated(
    store: Store, at: Campaign
) -> None:
    at.settle_all()
    at.conclude()

    snapshot = store.read(snapshots.snapshot, at.case)
    assert recompute(snapshot) == snapshot
    assert snapshot.results["levels"][at.apart] == "3"
    with pytest.raises(Closed):
        at.conclude()
    with pytest.raises(Closed):
        at.settle_all()
    with pytest.raises(Closed):
        store.write(campaigns.withdraw, at.case, "передумал", ON)
    with pytest.raises(Closed):
        store.write(sheets.revise, at.hers, "описка")


def test_newer_conclusions_stand_first(store: Store, at: Campaign) -> None:
    at.conclude(Outcome.CONTINUE)
    at.settle_all()
    at.conclude(Outcome.NOT_RECOMMEND)
    found = store.read(decisions.decision, at.case, None, ON).conclusions
    assert [one.outcome for one in found] == [Outcome.NOT_RECOMMEND, Outcome.CONTINUE]


@pytest.mark.parametrize(
    ("outcome", "why", "more", "error"),
    [
        (Outcome.RECOMMEND, "  ", {}, NeedsReason),
        (Outcome.WITH_CONDITIONS, "по фактам", {}, Missing),
        (Outcome.RECOMMEND, "по фактам", {"conditions": "курс"}, Impossible),
        (Outcome.RECOMMEND, "по фактам", {"signers": (777,)}, Unknown),
        (Outcome.RECOMMEND, "о" * 5001, {}, TooLong),
    ],
)
def test_what_cannot_be_concluded_is_refused(
    store: Store, at: Campaign, outcome: Outcome, why: str, more: dict[str, Any], error: type[Exception]
) -> None:
    at.settle_all()
    with pytest.raises(error):
        store.write(decisions.conclude, at.case, outcome, why, **more)
    assert store.read(decisions.decision, at.case, None, ON).conclusions == ()


def test_a_withdrawn_candidate_is_neither_settled_nor_concluded(store: Store, at: Campaign) -> None:
    store.write(campaigns.withdraw, at.case, "передумал", ON)
    with pytest.raises(Withdrawn):
        at.settle_all()
    with pytest.raises(Withdrawn):
        at.conclude()
    assert store.read(decisions.decision, at.case, at.hr, ON).withdrawn == "передумал"


def test_staff_is_not_concluded_on_in_the_words_of_hiring(store: Store, at: Campaign) -> None:
    cycle = sample.cycle(store, CycleKind.AD_HOC)
    case = sample.case(store, at.boss, cycle)
    at.rate(case, at.hr, Role.HR, {})
    with pytest.raises(Impossible):
        at.conclude(case=case)


def test_the_decision_says_that_the_case_was_opened_early(store: Store, at: Campaign) -> None:
    case = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    at.rate(case, at.hr, Role.HR, {})
    store.write(cases.open_early, case, "руководитель в отпуске")
    found = store.read(decisions.decision, case, at.hr, ON)
    assert found.result.opening is not None and found.result.opening.waiting == ("Громов Максим",)
    at.conclude(case=case)
    shown = {one.case.case_id: one for one in store.read(campaigns.candidates, at.cycle, at.hr)}
    assert shown[case].state is CandidateState.DECIDED
    assert shown[case].concluded is Outcome.RECOMMEND


@pytest.mark.parametrize("table", ["conclusion", "conclusion_signer", "settled", "snapshot"])
def test_what_was_decided_cannot_be_taken_out_by_hand(store: Store, at: Campaign, table: str) -> None:
    at.settle_all()
    at.conclude(signers=(at.boss,))

    def delete(session: Session) -> None:
        session.connection().execute(text(f"DELETE FROM {table}"))

    with pytest.raises(IntegrityError):
        store.write(delete)


def test_a_decision_takes_as_many_statements_for_three_assessors_as_for_one(
    store: Store, at: Campaign
) -> None:
    alone = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"), [(at.hr, Role.HR)])
    at.rate(alone, at.hr, Role.HR, {})
    third = sample.add(store, "Орлов")
    store.write(campaigns.assign, at.case, third, Role.EXPERT)
    at.rate(at.case, third, Role.EXPERT, {})
    store.act_as(at.hr)
    at.settle_all()
    store.read(decisions.decision, at.case, at.hr, ON)  # editions are read once and kept
    one, three = (sample.count(store, decisions.decision, case, at.hr, ON) for case in (alone, at.case))
    assert one == three <= 30


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


def test_whoever_was_refused_withdrew_or_was_hired_is_not_passed_over(store: Store, at: Campaign) -> None:
    gone = at.another("Ким")
    store.write(campaigns.withdraw, gone, "передумала", ON)
    with pytest.raises(Withdrawn):
        store.write(refusals.choose_another, gone, "опыт")
    refused = at.another("Юдин")
    at.conclude(Outcome.NOT_RECOMMEND, refused)
    with pytest.raises(RefusedAlready):
        store.write(refusals.choose_another, refused, "опыт")
    at.settle_all()
    at.conclude()
    store.write(refusals.choose_another, at.case, "опыт")
    at.hire()  # the one who was chosen has declined
    assert store.read(decisions.decision, at.case, at.hr, ON).refused is None
    with pytest.raises(NotRefused):
        store.read(refusals.draft, at.case, at.hr, ON)
    assert store.read(refusals.refused) == (refused,)
    with pytest.raises(Hired):
        store.write(refusals.choose_another, at.case, "опыт")


# Hiring


def test_a_candidate_becomes_an_employee_with_all_history_and_a_plan(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude()
    consent = date(2026, 6, 1), date(2027, 6, 1)
    store.write(people.renew_basis, at.person, Basis("согласие", *consent))
    unit = store.write(organisation.add_unit, "Смена А")
    assert at.hire(unit_id=unit) == at.person
    event = sample.last_event(store)
    assert (event.act, event.subject_kind, event.subject_id) == ("hire", "person", at.person)
    card = store.read(people.card, at.person, at.hr, ON)
    assert card.person.kind is PersonKind.EMPLOYEE
    assert (card.person.code, card.person.personnel_no, card.person.post) == ("C-0041", "0777", "менеджер")
    assert (card.person.unit, card.person.manager_name, card.person.hired_on) == (
        "Смена А",
        "Громов Максим",
        HIRED,
    )
    assert [one.case_id for one in card.cases] == [at.case]
    assert len(card.papers) == 1, "hiring enters no paper"
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.probation_ends_on == PROBATION
    (plan,) = card.plans
    assert (plan.plan_id, plan.kind, plan.starts_on, plan.ends_on) == (
        hired.plan_id,
        PlanKind.ADAPTATION,
        HIRED,
        PROBATION,
    )
    (counted,) = store.read(campaigns.campaigns)
    assert (counted.decided, counted.hired) == (1, 1)
    (shown,) = store.read(campaigns.candidates, at.cycle, at.hr)
    assert shown.state is CandidateState.HIRED


def test_the_plan_goes_from_the_levels_of_the_result_to_what_the_post_asks(
    store: Store, at: Campaign
) -> None:
    from domain.development.adaptation import HIGHEST
    from domain.framework.profile import Phase
    from domain.plan_kinds import ActionKind

    at.settle_all()
    at.conclude()
    at.hire()
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.plan_id is not None
    plan = store.read(plans.plan, hired.plan_id, at.hr, ON).plan
    post = sample.profile(store, Phase.POST)
    scored = store.read(cases.result, at.case, at.hr, ON).score
    assert plan.goals
    for goal in plan.goals:
        assert goal.level_to == min(post.targets[goal.item].level, HIGHEST)
        assert goal.level_from == scored.row(goal.item).level
        if goal.level_from is not None:
            assert goal.level_from < goal.level_to
    # day 85 is a holiday, so people meet on the next
    assert [(one.on - HIRED).days + 1 for one in plan.meetings] == [7, 30, 60, 86]
    actions = [action for goal in plan.goals for action in goal.actions]
    assert {one.owner_id for one in actions if one.kind is not ActionKind.ASSESS} == {plan.person_id}


def test_checks_lie_within_the_probation_and_there_may_be_none(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude()
    at.hire(probation_ends_on=HIRED + timedelta(days=40))
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.plan_id is not None
    plan = store.read(plans.plan, hired.plan_id, at.hr, ON).plan
    assert [(one.on - HIRED).days + 1 for one in plan.meetings] == [7, 30]


def test_without_a_probation_the_plan_runs_until_after_the_last_check(store: Store, at: Campaign) -> None:
    at.settle_all()
    at.conclude()
    at.hire(probation_ends_on=None)
    hired = store.read(hires.hired, at.case, at.hr)
    assert hired is not None and hired.probation_ends_on is None and hired.plan_id is not None
    assert len(store.read(plans.plan, hired.plan_id, at.hr, ON).plan.meetings) == 4


def test_who_meets_all_that_the_post_asks_is_hired_without_a_plan(store: Store, at: Campaign) -> None:
    case = at.another("Ким", rest=4)
    at.conclude(case=case)
    at.hire(case)
    hired = store.read(hires.hired, case, at.hr)
    assert hired is not None and hired.plan_id is None


@pytest.mark.parametrize("outcome", [None, Outcome.CONTINUE, Outcome.NOT_RECOMMEND])
def test_nobody_is_hired_unless_people_recommend_it(
    store: Store, at: Campaign, outcome: Outcome | None
) -> None:
    at.settle_all()
    if outcome is not None:
        at.conclude(outcome)
    with pytest.raises(NotRecommended):
        at.hire()
    assert store.read(people.person, at.person).kind is PersonKind.CANDIDATE


def test_a_place_is_filled_once(store: Store, at: Campaign) -> None:
    other = at.another("Ким")
    at.settle_all()
    at.conclude()
    at.conclude(case=other)
    at.hire()
    with pytest.raises(Hired):
        at.hire()
    with pytest.raises(NoPlaces) as refused:
        at.hire(other, personnel_no="0778")
    assert refused.value.places == 1


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"probation_ends_on": HIRED - timedelta(days=1)}, Impossible),
        ({"unit_id": 77}, Unknown),
        ({"manager_id": 77}, Unknown),
        ({"personnel_no": "0101"}, Taken),
        ({"post": "м" * 121}, TooLong),
    ],
)
def test_a_hire_that_cannot_be_is_refused_and_leaves_a_candidate(
    store: Store, at: Campaign, more: dict[str, Any], error: type[Exception]
) -> None:
    sample.add(store, "Орлов", personnel_no="0101")
    at.settle_all()
    at.conclude()
    with pytest.raises(error):
        at.hire(**more)
    assert store.read(people.person, at.person).kind is PersonKind.CANDIDATE
    assert store.read(hires.hired, at.case, at.hr) is None


def test_somebody_employed_here_keeps_the_first_day_of_work(store: Store, at: Campaign) -> None:
    first = ON - timedelta(days=700)
    person = sample.add(store, "Ким", hired_on=first, personnel_no="0333")
    case = store.write(campaigns.invite, at.cycle, person)
    at.rate(case, at.hr, Role.HR, {})
    at.rate(case, at.boss, Role.MANAGER, {})
    at.conclude(case=case)
    at.hire(case, personnel_no=None)
    found = store.read(people.person, person)
    assert (found.hired_on, found.personnel_no, found.post) == (first, "0333", "менеджер")


# The mirror


def test_the_mirror_is_for_the_own_sheet_alone(store: Store, at: Campaign) -> None:
    other = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    draft = at.rate(other, at.boss, Role.MANAGER, {at.apart: 3}, submit=False)
    seen = store.read(mirrors.mirror, draft, at.boss)
    assert seen.n == len(at.scope())
    assert seen.history_n == len(at.scope())
    assert seen.history_shares is not None and seen.history_shares[1] * seen.history_n == 1
    for viewer in (at.hr, None):
        with pytest.raises(NotYours):
            store.read(mirrors.mirror, draft, viewer)
        with pytest.raises(NotYours):
            store.read(mirrors.mirror, at.his, viewer)
    with pytest.raises(Unknown):
        store.read(mirrors.mirror, 777, at.boss)


def test_the_history_of_the_mirror_counts_a_corrected_sheet_once(store: Store, at: Campaign) -> None:
    store.act_as(at.boss)
    fixed = store.write(sheets.revise, at.his, "описка")
    store.write(sheets.rate, fixed, sample.item(store, at.apart), Mark.rated(0))
    store.write(sheets.submit, fixed)
    other = store.write(campaigns.invite, at.cycle, sample.candidate(store, "Ким"))
    draft = at.rate(other, at.boss, Role.MANAGER, {}, submit=False)
    seen = store.read(mirrors.mirror, draft, at.boss)
    assert seen.history_shares is not None
    assert (seen.history_n, seen.history_shares[0] * seen.history_n) == (len(at.scope()), 1)

"""The decision: the order of work, and what still hinders a conclusion."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.assessing.case import Cycle, CycleKind
from domain.assessing.entry import Entry, Settled
from domain.assessing.evidence import Polarity
from domain.assessing.policy import Policy
from domain.assessing.result import Assessor
from domain.errors import NotRefused
from domain.hiring.decision import (
    Conclusion,
    Decision,
    DecisionGroup,
    Hindrance,
    NotChosen,
    OpenQuestion,
    Outcome,
    SettledLevel,
    Signer,
    groups,
    open_questions,
    signatures,
)
from domain.hiring.refusal import RefusalFact, draft
from domain.mark import Role, State
from domain.people.gates import GateKind, Verdict, check_gates
from domain.people.person import Admission, Experience, Medical, Person
from tests.domain.people.test_gates import REQUIREMENTS
from tests.domain.sample import entry, fact, gates, result

CHIEF = Signer(7, "Соколова А. В.", "начальник отдела")
ANOTHER = NotChosen("дольше руководил группой", CHIEF, date(2026, 11, 25))
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def concluded(outcome: Outcome) -> Conclusion:
    return Conclusion(1, outcome, "причины", "", CHIEF, (CHIEF,), date(2026, 11, 24))


def grouped(*entries: Entry) -> list[tuple[DecisionGroup, list[str]]]:
    return [(group, [row.code for row in rows]) for group, rows in groups(Decision(result(*entries)))]


def questions(*entries: Entry, policy: Policy | None = None) -> list[tuple[Hindrance, str | None]]:
    decision = Decision(result(*entries, policy=policy))
    return [(question.hindrance, question.code) for question in open_questions(decision)]


def test_items_stand_in_the_order_of_work() -> None:
    assert grouped(
        entry("S01", 3, 3),
        entry("S02", 1, 3),
        entry("S03", 0, 4),
        entry("S04", 1, 3, critical=True),
        entry("S05", State.NOT_ASKED),
        entry("S06", critical=True),
        entry("S07", 2, 2),
        entry("S08", 2, 2, weight=3),
        entry("S09", 2, 2, critical=True),
        entry("S10", State.NOT_APPLICABLE),
        entry("S11", 4, 4),
        entry("S12", 0, 4, in_scope=False),
    ) == [
        (DecisionGroup.DISCUSS, ["S04", "S03", "S02"]),
        (DecisionGroup.GAP, ["S09", "S08", "S07"]),
        (DecisionGroup.MISSING, ["S06", "S05", "S10"]),
        (DecisionGroup.AGREED, ["S01", "S11"]),
    ]


def test_a_group_without_items_is_left_out() -> None:
    assert grouped(entry("S01", 3, 3)) == [(DecisionGroup.AGREED, ["S01"])]
    assert grouped() == []


def test_a_settled_spread_stays_where_it_was_discussed() -> None:
    assert grouped(entry("S01", 1, 3, settled=Settled(3))) == [(DecisionGroup.DISCUSS, ["S01"])]


def test_every_item_of_the_scope_stands_in_one_group() -> None:
    said: list[tuple[int | State | None, ...]] = [
        (),
        (0, 4),
        (3, 3),
        (1, 1),
        (2, State.NOT_APPLICABLE),
        (State.RECUSED,),
    ]
    entries = [
        entry(f"S{n:02d}", *marks, critical=critical)
        for n, (marks, critical) in enumerate(((m, c) for m in said for c in (True, False)), start=1)
    ]
    codes = [code for _, group in grouped(*entries) for code in group]
    assert sorted(codes) == [one.code for one in entries]


def test_wide_spreads_and_critical_not_applicable_refuse_a_conclusion() -> None:
    decision = Decision(
        result(
            entry("S01", State.NOT_APPLICABLE, State.NOT_APPLICABLE, critical=True),
            entry("S02", 3, State.NOT_APPLICABLE),
            entry("S03", 1, 3),
            entry("S04", 2, 3),
            entry("S05", State.NOT_APPLICABLE),
            gates=gates(Verdict.TO_CONFIRM, Verdict.NOT_MET, Verdict.MET),
        )
    )
    found = open_questions(decision)
    assert found == (
        OpenQuestion(Hindrance.SPREAD, "S03"),
        OpenQuestion(Hindrance.UNCONFIRMED, "S01"),
        OpenQuestion(Hindrance.SPLIT, "S02"),
        OpenQuestion(Hindrance.GATE, gate=GateKind.EDUCATION),
    )
    assert [question.refuses for question in found] == [True, True, False, False]


def test_what_was_settled_is_open_no_more() -> None:
    assert (
        questions(
            entry("S01", State.NOT_APPLICABLE, critical=True, settled=Settled(None)),
            entry("S02", 0, 4, settled=Settled(2)),
            entry("S03", 2, State.NOT_APPLICABLE, settled=Settled(2)),
        )
        == []
    )


def test_marks_outside_the_scope_and_of_roles_that_do_not_count_hinder_nothing() -> None:
    assert questions(entry("S01", 0, 4, in_scope=False)) == []
    assert questions(entry("S01", 4, 1, roles=(Role.SELF, Role.HR))) == []


def test_the_policy_says_from_which_spread_on_people_must_talk() -> None:
    assert questions(entry("S01", 1, 3), policy=Policy(discuss_spread=3)) == []
    assert questions(entry("S01", 2, 3), policy=Policy(discuss_spread=1)) == [(Hindrance.SPREAD, "S01")]


def test_what_was_settled_is_found_by_its_item() -> None:
    level = SettledLevel("S01", 2, "прослушали запись", CHIEF.name, AT.date())
    decision = Decision(result(entry("S01", 1, 3)), settled=(level,))
    assert decision.settled_on("S01") is level
    assert decision.settled_on("S02") is None


def test_what_two_assessors_wrote_in_the_same_words_stands_in_a_refusal_once() -> None:
    decision = Decision(
        result(
            entry("S01", 1, 1),
            facts=(
                fact("не назвала срок", "S01", day=14),
                fact("не назвала срок", "S01", day=14),
                fact("не назвала срок", "S01", day=13),
            ),
        ),
        conclusions=(concluded(Outcome.NOT_RECOMMEND),),
    )
    assert [(one.text, one.observed_on.day) for one in draft(decision).points[0].facts] == [
        ("не назвала срок", 14),
        ("не назвала срок", 13),
    ]


def test_a_refusal_rests_on_gates_not_met_and_gaps_with_facts() -> None:
    decision = Decision(
        result(
            entry("S01", 2, 2),
            entry("S02", 1, 1, critical=True),
            entry("S03", 4),
            entry("S04"),
            facts=(
                fact("не назвала срок ответа", "S02", day=14),
                fact("вела журнал", "S02", "S01", polarity=Polarity.NEUTRAL, day=13),
                fact("составила график", "S01", polarity=Polarity.FOR),
            ),
        ),
        not_chosen=ANOTHER,
    )
    after = ANOTHER.on + timedelta(days=1)
    person = Person(
        code="C-0001",
        experience=(Experience("resource_planning", months=3, confirmed_on=ANOTHER.on),),
        medical=(Medical("preliminary", Admission.NOT_ADMITTED, after),),
    )
    asked = replace(decision.result.profile, requirements=REQUIREMENTS)
    found = replace(decision.result, person=person, profile=asked, made_on=after)
    found = replace(found, gates=check_gates(person, REQUIREMENTS, after))
    done = draft(replace(decision, result=found))  # written a day after the other was chosen
    assert [gate.kind for gate in done.gates] == [GateKind.EXPERIENCE]
    assert [(point.code, point.level, point.target, point.critical) for point in done.points] == [
        ("S02", 1, 3, True),
        ("S01", 2, 3, False),
    ]
    assert done.points[0].requirement.ru == "о компетенции S02"
    assert done.points[0].clause == "S02"
    assert [point.facts for point in done.points] == [
        (RefusalFact("не назвала срок ответа", date(2026, 11, 14)),),
        (),
    ]
    assert [point.code for point in done.grounded] == ["S02"]
    assert [point.code for point in done.bare] == ["S01"]
    assert (done.person.code, done.post.ru, done.ground) == ("C-0001", "менеджер", ANOTHER)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_refusal_is_made_only_for_whom_a_named_person_refused(outcome: Outcome) -> None:
    older = concluded(Outcome.NOT_RECOMMEND)
    newest = concluded(outcome)
    decision = Decision(result(entry("S01", 3)), conclusions=(newest, older))
    if outcome is Outcome.NOT_RECOMMEND:
        assert draft(decision).ground is newest
    else:
        with pytest.raises(NotRefused):
            draft(decision)
        assert draft(replace(decision, not_chosen=ANOTHER)).ground is ANOTHER
    with pytest.raises(NotRefused):
        draft(replace(decision, withdrawn="сама отказалась", not_chosen=ANOTHER))
    staff = replace(decision.result, cycle=Cycle(kind=CycleKind.QUARTERLY))
    with pytest.raises(NotRefused) as found:
        draft(replace(decision, result=staff, not_chosen=ANOTHER))
    assert not found.value.hiring


def test_each_assessor_signs_in_the_order_of_roles_and_who_recorded_is_known() -> None:
    seen = result(entry("S01", 1, 3, 2))
    roles = (Role.EXPERT, Role.HR, Role.MANAGER)
    people = (
        Person(id=7, surname="Соколова"),
        Person(id=8, surname="Громов"),
        Person(id=9, surname="Фомина"),
    )
    at = datetime(2026, 11, 14, 9, tzinfo=UTC)
    assessors = tuple(
        Assessor(one.id, n, one, role, 1, at, at.date(), 1)
        for n, (one, role) in enumerate(zip(people, roles, strict=True))
    )
    decision = Decision(replace(seen, assessors=assessors), conclusions=(concluded(Outcome.RECOMMEND),))
    assert [one.name for one in signatures(decision)] == ["Фомина", "Громов", "Соколова"]
    assert signatures(replace(decision, conclusions=())) == ()


def test_of_staff_without_documents_nothing_is_to_be_confirmed() -> None:
    unseen = gates(Verdict.TO_CONFIRM, Verdict.TO_CONFIRM, Verdict.TO_CONFIRM)
    hired = result(entry("S01", 3), gates=unseen)
    staff = replace(hired, cycle=replace(hired.cycle, kind=CycleKind.QUARTERLY))
    hiring = replace(hired, cycle=replace(hired.cycle, kind=CycleKind.HIRING))
    assert staff.nothing_entered and not hiring.nothing_entered
    assert open_questions(Decision(staff)) == ()
    assert [one.hindrance for one in open_questions(Decision(hiring))] == [Hindrance.GATE] * 3

"""Cases freeze their scope; their result is computed from what was handed in, settled or carried."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlmodel import Session

from db import models
from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.entry import Standing
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status
from domain.errors import Impossible, NeedsReason, NothingSubmitted, Taken, TooLong, Unknown
from domain.framework.framework import EditionState
from domain.mark import Mark, Role, State
from domain.people.gates import Verdict
from domain.people.person import Education
from tests.db import sample


@pytest.fixture
def hr(store: Store) -> int:
    return sample.add(store, "Соколова", given="Анна")


@pytest.fixture
def boss(store: Store) -> int:
    return sample.add(store, "Громов", given="Максим")


def result(store: Store, case_id: int) -> CaseResult:
    return store.read(cases.result, case_id, None, sample.TODAY)


def criticals(store: Store) -> set[str]:
    return {code for code, target in sample.profile(store).targets.items() if target.critical}


def test_the_scope_is_the_question_set_with_all_critical_items(store: Store, hr: int) -> None:
    cycle = sample.cycle(store, question_set_id=sample.set_id(store, "screening"))
    case = sample.case(store, sample.candidate(store), cycle)
    sample.sheet(store, case, hr, said=2)
    scope = result(store, case).case.scope
    assert criticals(store) <= scope
    assert "K01" in scope
    assert len(scope) < 71
    assert result(store, case).score.totals.in_scope == len(scope)


def test_without_a_set_everything_is_in_scope(store: Store, hr: int) -> None:
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, hr, said=2)
    assert len(result(store, case).case.scope) == 71


def test_a_critical_item_may_be_left_out_with_a_reason(store: Store, hr: int) -> None:
    case = sample.case(store, sample.candidate(store), excluded={"K01": " нет своих KPI "})
    sample.sheet(store, case, hr, said=2)
    found = result(store, case)
    assert found.case.excluded == (("K01", "нет своих KPI"),)
    assert "K01" not in found.case.scope
    # A mark outside of the scope is kept and shown, not counted (law 8a).
    assert found.score.row("K01").level == 2
    assert found.score.totals.in_scope == 70


@pytest.mark.parametrize(
    ("excluded", "refusal"),
    [
        ({"K01": " "}, NeedsReason),
        ({"K99": "нет такой"}, Unknown),
        ({"K02": "не критична"}, Impossible),
        ({"K01": "д" * 5001}, TooLong),
    ],
)
def test_an_exclusion_that_cannot_be_is_refused(
    store: Store, excluded: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        sample.case(store, sample.candidate(store), excluded=excluded)


def test_a_person_has_one_case_in_a_cycle(store: Store) -> None:
    person, cycle = sample.candidate(store), sample.cycle(store)
    sample.case(store, person, cycle)
    with pytest.raises(Taken):
        sample.case(store, person, cycle)


@pytest.mark.parametrize("ids", [(9, 1, 1), (1, 9, 1), (1, 1, 9)])
def test_a_case_of_nothing_is_unknown(store: Store, ids: tuple[int, int, int]) -> None:
    sample.candidate(store)
    sample.cycle(store)
    with pytest.raises(Unknown):
        store.write(cases.open_case, *ids)


def test_a_profile_of_another_framework_or_a_draft_of_one_is_refused(store: Store) -> None:
    person, cycle = sample.candidate(store), sample.cycle(store)

    def other(session: Session) -> None:
        session.add(
            models.Framework(
                id=2,
                uid=str(sample.new_uid()),
                key="own",
                number=1,
                scale_id=1,
                title_ru="своя",
                state=EditionState.DRAFT,
                content_hash="",
            )
        )
        session.flush()
        for number, state in ((8, EditionState.DRAFT), (9, EditionState.PUBLISHED)):
            session.add(
                models.Profile(
                    id=number,
                    uid=str(sample.new_uid()),
                    key="own",
                    number=number,
                    framework_id=2,
                    post_ru="Оператор",
                    phase=sample.profile(store).phase,
                    requirements={},
                    state=state,
                    content_hash="",
                )
            )
        session.info["unjournaled"] = True

    store.write(other)
    with pytest.raises(Unknown):
        store.write(cases.open_case, cycle, person, 8)
    with pytest.raises(Impossible):
        store.write(cases.open_case, cycle, person, 9)


def test_a_result_holds_everything_a_paper_prints(store: Store, hr: int, boss: int) -> None:
    person = sample.candidate(
        store, manager_id=boss, education=(Education("spo_specialist", "диплом", date(2026, 11, 1)),)
    )
    case = sample.case(store, person, sample.cycle(store, title="Менеджер"))
    first = sample.sheet(store, case, boss, Role.MANAGER, 3, submit=False)
    store.write(sheets.comment, first, sample.item(store, "S01"), "поставил задачу")
    second = sample.sheet(store, case, hr, Role.HR, {"S01": 1, "K01": 0}, submit=False)
    store.write(sheets.comment, second, sample.item(store, "S01"), "перебила")
    store.write(sheets.comment, second, sample.item(store, "K01"), "не знает")
    store.write(sheets.submit, second)
    store.write(sheets.submit, first)
    found = result(store, case)
    assert [(one.id, one.role, one.rated) for one in found.assessors] == [
        (hr, Role.HR, 2),
        (boss, Role.MANAGER, 71),
    ]
    assert found.assessors[0].person.full_name == "Соколова Анна"
    assert found.manager is not None and found.manager.id == boss
    assert [(one.code, one.assessor_id) for one in found.comments] == [
        ("K01", hr),
        ("S01", hr),
        ("S01", boss),
    ]
    assert found.score.row("S01").level == 2 and found.score.row("S01").discuss
    assert found.score.row("S02").level == 3
    assert found.gates[0].verdict is Verdict.MET
    assert (found.cycle.title, found.policy_number, found.made_on) == ("Менеджер", 2, sample.TODAY)
    assert [len(found.framework.items), len(found.scale.levels), len(found.profile.targets)] == [71, 5, 71]


def test_nobody_rated_is_nothing_and_never_zero(store: Store) -> None:
    case = sample.case(store, sample.candidate(store))
    with pytest.raises(NothingSubmitted):
        result(store, case)
    with pytest.raises(Unknown):
        result(store, 99)


def test_a_sheet_without_levels_has_no_index(store: Store, hr: int) -> None:
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, hr)
    totals = result(store, case).score.totals
    assert (totals.attainment, totals.mean, totals.coverage) == (None, None, 0)
    assert totals.status is Status.BOUNDS_ONLY


def test_self_assessment_is_shown_and_not_counted(store: Store, boss: int) -> None:
    person = sample.add(store, "Фомина")
    case = sample.case(store, person, sample.cycle(store, CycleKind.AD_HOC))
    sample.sheet(store, case, boss, Role.MANAGER, 2)
    sample.sheet(store, case, person, Role.SELF, 4)
    found = result(store, case)
    assert found.score.row("K01").level == 2
    assert len(found.assessors) == 2


def test_the_highest_submitted_revision_counts(store: Store, hr: int) -> None:
    case = sample.case(store, sample.candidate(store))
    first = sample.sheet(store, case, hr, said=1)
    second = store.write(sheets.revise, first, "описка")
    store.write(sheets.rate, second, sample.item(store, "K01"), Mark.rated(3))
    assert result(store, case).score.row("K01").level == 1
    store.write(sheets.submit, second)
    found = result(store, case)
    assert found.score.row("K01").level == 3
    assert [(one.revision, one.sheet_id) for one in found.assessors] == [(2, second)]


def settle(store: Store, case_id: int, actor: int, levels: dict[str, int | None]) -> None:
    def put(session: Session) -> None:
        for code, level in levels.items():
            session.add(
                models.Settled(
                    case_id=case_id,
                    item_id=sample.item(store, code),
                    level=level,
                    reason="обсудили",
                    actor_id=actor,
                    at=sample.Clock()(),
                    on=sample.Clock()().date(),
                )
            )
        session.info["unjournaled"] = True

    store.write(put)


def test_a_settled_level_counts_and_the_marks_stay(store: Store, hr: int) -> None:
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, hr, said=1)
    settle(store, case, hr, {"K01": 3, "K02": None})
    found = result(store, case)
    assert found.score.row("K01").level == 3
    assert found.score.row("K02").standing is Standing.NOT_APPLICABLE
    assert found.score.row("K01").entry.marks[0].mark == Mark.rated(1)


# Carried levels (law 8b)


def quarter(store: Store, person: int, boss: int, start: date, said: Any, *, close: bool = True) -> int:
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=start)
    case = sample.case(store, person, cycle)
    sample.sheet(store, case, boss, Role.MANAGER, said)
    if close:
        store.write(cycles.close_cycle, cycle)
    return case


@pytest.fixture
def person(store: Store) -> int:
    return sample.add(store, "Фомина")


def test_an_item_not_rated_now_takes_its_level_from_the_last_closed_case(
    store: Store, boss: int, person: int
) -> None:
    quarter(store, person, boss, date(2026, 7, 1), 2)
    now = quarter(store, person, boss, date(2026, 10, 1), {"K01": 3}, close=False)
    found = result(store, now).score
    assert (found.row("K01").level, found.row("K01").standing) == (3, Standing.ASSESSED)
    assert (found.row("K02").level, found.row("K02").standing) == (2, Standing.CARRIED)
    carried = found.row("K02").entry.carried
    assert carried is not None and carried.quarters == 1
    assert found.totals.coverage == 1 and found.totals.coverage_now is not None
    assert found.totals.coverage_now < Fraction(1, 10)


def test_items_rated_in_rotation_keep_the_age_of_their_own_mark(store: Store, boss: int, person: int) -> None:
    quarter(store, person, boss, date(2026, 1, 1), {"K01": 1, "K02": 1})
    quarter(store, person, boss, date(2026, 4, 1), {"K02": 2})
    now = quarter(store, person, boss, date(2026, 10, 1), {"K03": 3}, close=False)
    carried = {code: result(store, now).score.row(code).entry.carried for code in ("K01", "K02", "K04")}
    assert carried["K01"] is not None and (carried["K01"].level, carried["K01"].quarters) == (1, 3)
    assert carried["K02"] is not None and (carried["K02"].level, carried["K02"].quarters) == (2, 2)
    assert carried["K04"] is None


@pytest.mark.parametrize(("start", "standing"), [(10, Standing.CARRIED), (7, Standing.MISSING)])
def test_a_level_is_carried_for_four_quarters_and_no_longer(
    store: Store, boss: int, person: int, start: int, standing: Standing
) -> None:
    quarter(store, person, boss, date(2025, start, 1), 2)
    now = quarter(store, person, boss, date(2026, 10, 1), {"K01": 3}, close=False)
    assert result(store, now).score.row("K02").standing is standing


def test_an_open_case_of_the_same_quarter_or_a_hiring_case_carries_nothing(
    store: Store, boss: int, person: int
) -> None:
    quarter(store, person, boss, date(2026, 7, 1), 1, close=False)
    quarter(store, person, boss, date(2026, 10, 1), 2)
    hiring = sample.cycle(store, CycleKind.HIRING, starts_on=date(2026, 4, 1))
    sample.sheet(store, sample.case(store, person, hiring), boss, Role.HR, 4)
    store.write(cycles.close_cycle, hiring)
    now = quarter(store, person, boss, date(2026, 11, 1), {"K01": 3}, close=False)
    assert result(store, now).score.row("K02").standing is Standing.MISSING


def test_a_hiring_case_takes_nothing_from_the_past(store: Store, boss: int, person: int) -> None:
    quarter(store, person, boss, date(2026, 7, 1), 2)
    case = sample.case(store, person)
    sample.sheet(store, case, boss, Role.HR, {"K01": 3})
    assert result(store, case).score.row("K02").standing is Standing.MISSING


def test_what_was_settled_or_corrected_is_what_is_carried(store: Store, boss: int, person: int) -> None:
    past = quarter(store, person, boss, date(2026, 7, 1), 1, close=False)
    settle(store, past, boss, {"K02": 4, "K03": None})
    sheet = next(
        line.sheets[0].sheet_id for line in store.read(cases.cases_in, "2026-III") if line.case_id == past
    )
    second = store.write(sheets.revise, sheet, "описка")
    store.write(sheets.rate, second, sample.item(store, "K04"), Mark.rated(3))
    store.write(sheets.submit, second)
    store.write(cycles.close_cycle, store.read(cycles.by_code, "2026-III").id)
    now = quarter(store, person, boss, date(2026, 10, 1), {"K01": 3}, close=False)
    score = result(store, now).score
    assert [score.row(code).level for code in ("K02", "K03", "K04", "K05")] == [4, None, 3, 1]


def test_only_levels_are_carried_and_only_of_assessors_who_count(
    store: Store, boss: int, person: int
) -> None:
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 7, 1))
    case = sample.case(store, person, cycle)
    sample.sheet(store, case, boss, Role.MANAGER, {"K01": State.NOT_APPLICABLE, "K02": 0})
    sample.sheet(store, case, person, Role.SELF, 4)
    store.write(cycles.close_cycle, cycle)
    now = quarter(store, person, boss, date(2026, 10, 1), {"K05": 3}, close=False)
    score = result(store, now).score
    assert [score.row(code).level for code in ("K01", "K02", "K03")] == [None, 0, None]


def test_nothing_is_written_to_carry(store: Store, boss: int, person: int) -> None:
    quarter(store, person, boss, date(2026, 7, 1), 2)
    now = quarter(store, person, boss, date(2026, 10, 1), {"K01": 3}, close=False)
    assert result(store, now) == result(store, now)  # Store.read refuses a session with anything to write


# Finding cases


def test_the_newest_case_with_a_sheet_is_found(store: Store, hr: int) -> None:
    person = sample.candidate(store, code="C-0042")
    with pytest.raises(Unknown) as unknown:
        store.read(cases.case_of, person)
    assert unknown.value.code == "C-0042"
    first, second, third = (
        sample.case(store, person, sample.cycle(store, code=f"В-{number}")) for number in range(3)
    )
    sample.sheet(store, first, hr, said=1)
    sample.sheet(store, second, hr, said=2)
    sample.sheet(store, third, hr, said=2, submit=False)
    assert store.read(cases.case_of, person) == second
    assert store.read(cases.case_of, person, "В-0") == first
    with pytest.raises(Unknown):
        store.read(cases.case_of, person, "В-2")


def test_a_withdrawn_case_counts_nowhere(store: Store, hr: int) -> None:
    person = sample.candidate(store)
    case = sample.case(store, person)
    sample.sheet(store, case, hr, said=1)

    def withdraw(session: Session) -> None:
        session.get_one(models.Case, case).state = CaseState.WITHDRAWN
        session.info["unjournaled"] = True

    store.write(withdraw)
    with pytest.raises(Unknown):
        store.read(cases.case_of, person)


def test_cases_of_a_cycle_stand_by_name(store: Store) -> None:
    cycle = sample.cycle(store)
    for surname in ("Мельник", "Ёлкина", "елагин"):
        sample.case(store, sample.candidate(store, surname), cycle)
    code = store.read(cycles.cycle, cycle).code
    names = [line.person_name for line in store.read(cases.cases_in, code)]
    assert names == ["елагин", "Ёлкина", "Мельник"]


def test_a_result_costs_the_same_number_of_statements_however_much_was_said(
    store: Store, hr: int, boss: int
) -> None:
    small = sample.case(store, sample.candidate(store))
    sample.sheet(store, small, hr, said={"K01": 1})
    large = sample.case(store, sample.candidate(store, "Мельник"))
    for assessor in (hr, boss, *(sample.add(store, f"Оценщик {n}") for n in range(4))):
        sample.sheet(store, large, assessor, Role.EXPERT, 2)
    result(store, small)
    few = sample.count(store, cases.result, small, None, sample.TODAY)
    assert sample.count(store, cases.result, large, None, sample.TODAY) == few <= 21
    assert store.read(people.people, None)


def test_a_case_is_told_by_the_code_of_its_person(store: Store) -> None:
    candidate = sample.candidate(store)
    case = sample.case(store, candidate)
    assert store.read(cases.code_of, case) == store.read(people.person, candidate).code
    with pytest.raises(Unknown):
        store.read(cases.code_of, 999)

"""The end of a probation is concluded by people, kept for good, and corrected only by a further record."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db import models
from db.assessing import cycles
from db.development import adaptations, plan_followup, plans, probations
from db.file.store import Store
from db.home import due
from domain.assessing.case import CycleKind
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import ProbationDraft, ProbationEnd, last_notice, notice_late
from domain.errors import Impossible, Missing, NeedsReason, NotActive, NotWithdrawn, Rests
from domain.home.due import Kind
from domain.mark import Role
from domain.period import Period
from domain.plan_kinds import ProbationOutcome
from tests.db import sample

ON = sample.TODAY
HIRED = ON - timedelta(days=76)
PERIOD = Period(HIRED, ON + timedelta(days=14))
PASSED = ProbationDraft(ProbationOutcome.PASSED, "четыре проверки без замечаний", PERIOD.ends_on, ON)


@pytest.fixture
def boss(store: Store) -> int:
    made = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич", post="руководитель")
    store.act_as(made)
    return made


@pytest.fixture
def person(store: Store, boss: int) -> int:
    return sample.add(store, "Рябов", given="Олег", manager_id=boss, hired_on=HIRED)


@pytest.fixture
def plan(store: Store, person: int) -> int:
    made = store.write(adaptations.begin, person, PERIOD)
    store.write(plan_followup.approve, made, HIRED)
    return made


def read(store: Store, plan: int, viewer: int) -> PlanSheet:
    return store.read(plans.plan, plan, viewer, ON)


def ends(store: Store, plan: int, viewer: int) -> tuple[ProbationEnd, ...]:
    return read(store, plan, viewer).ends


def assess(store: Store, person: int, boss: int, said: dict[str, int], *, submit: bool = True) -> int:
    cycle = sample.cycle(store, CycleKind.PROBATION, starts_on=HIRED, ends_on=PERIOD.ends_on)
    case = sample.case(store, person, cycle)
    sample.sheet(store, case, boss, Role.MANAGER, said, submit=submit)
    return case


def test_a_conclusion_names_who_drew_it_in_which_post_and_why(store: Store, boss: int, plan: int) -> None:
    store.write(probations.conclude, plan, PASSED, ON)
    (one,) = ends(store, plan, boss)
    assert (one.by_name, one.by_post, one.told) == ("Громов Максим Сергеевич", "руководитель", PASSED)
    assert sample.last_event(store).act == "conclude"
    assert "проверки" not in str(sample.last_event(store).data)


def test_the_final_assessment_keeps_the_levels_of_the_same_items(
    store: Store, boss: int, person: int, plan: int
) -> None:
    goals = read(store, plan, boss).plan.goals
    rated, unknown = goals[0], goals[1]
    assess(store, person, boss, {rated.item: 2})
    store.write(probations.conclude, plan, PASSED, ON)
    (one,) = ends(store, plan, boss)
    assert one.level(rated.id) == Fraction(2)
    assert one.level(unknown.id) is None, "not known is not nought"


def test_the_assessment_that_a_probation_was_concluded_on_stays(
    store: Store, boss: int, person: int, plan: int
) -> None:
    rated = read(store, plan, boss).plan.goals[0]
    case = assess(store, person, boss, {rated.item: 2})
    cycle = store.read(lambda session: session.get_one(models.Case, case).cycle_id)
    store.write(probations.conclude, plan, PASSED, ON)
    with pytest.raises(NotWithdrawn) as kept:
        store.write(cycles.withdraw_cycle, cycle, "открыт по ошибке")
    assert (kept.value.why, kept.value.names) == (Rests.CONCLUSION, ("Рябов Олег",))


def test_who_may_not_see_the_assessment_does_not_see_its_levels(
    store: Store, boss: int, person: int, plan: int
) -> None:
    other = sample.add(store, "Гусев")
    rated = read(store, plan, boss).plan.goals[0]
    case = assess(store, person, boss, {rated.item: 2})
    store.write(probations.conclude, plan, PASSED, ON)
    store.act_as(other)
    sample.sheet(store, case, other, Role.PEER, {rated.item: 4}, submit=False)
    (one,) = ends(store, plan, other)
    assert one.levels == () and one.told == PASSED


def test_a_correction_is_a_further_record_and_nothing_is_written_over(
    store: Store, boss: int, plan: int
) -> None:
    first = store.write(probations.conclude, plan, PASSED, ON)
    second = ProbationDraft(
        ProbationOutcome.NOT_PASSED, "три срыва смены", PERIOD.ends_on, ON, "акты", notice_on=ON
    )
    store.write(probations.conclude, plan, second, ON)
    assert [one.told for one in ends(store, plan, boss)] == [second, PASSED]

    def run(statement: str) -> None:
        def written(session: Session) -> None:
            session.connection().execute(text(statement))

        store.write(written)

    for statement in (
        f"UPDATE probation_end SET reasons = 'x' WHERE id = {first}",
        f"DELETE FROM probation_end WHERE id = {first}",
    ):
        with pytest.raises(IntegrityError, match="append only"):
            run(statement)


def test_the_levels_of_a_conclusion_are_as_fixed_as_it_is(
    store: Store, boss: int, person: int, plan: int
) -> None:
    assess(store, person, boss, {read(store, plan, boss).plan.goals[0].item: 2})
    store.write(probations.conclude, plan, PASSED, ON)

    def run(session: Session) -> None:
        session.connection().execute(text("UPDATE probation_level SET level = '4'"))

    with pytest.raises(IntegrityError, match="append only"):
        store.write(run)


def test_a_longer_probation_needs_an_absence_since_nothing_else_moves_its_end(
    store: Store, boss: int, plan: int
) -> None:
    later = PERIOD.ends_on + timedelta(days=7)
    longer = ProbationDraft(ProbationOutcome.PASSED, "прошёл", later, ON)
    with pytest.raises(Missing):
        store.write(probations.conclude, plan, longer, ON)
    store.write(
        probations.conclude,
        plan,
        ProbationDraft(ProbationOutcome.PASSED, "прошёл", later, ON, absence="больничный 7 дней"),
        ON,
    )
    assert ends(store, plan, boss)[0].told.ends_on == later


@pytest.mark.parametrize(
    "draft",
    [
        ProbationDraft(ProbationOutcome.PASSED, "прошёл", PERIOD.ends_on, ON + timedelta(days=1)),
        ProbationDraft(ProbationOutcome.PASSED, "прошёл", PERIOD.ends_on, ON, notice_on=ON),
    ],
)
def test_a_day_to_come_and_a_notice_after_a_passed_probation_are_refused(
    store: Store, plan: int, draft: ProbationDraft
) -> None:
    with pytest.raises(Impossible):
        store.write(probations.conclude, plan, draft, ON)


def test_without_reasons_nothing_is_concluded(store: Store, boss: int, plan: int) -> None:
    with pytest.raises(NeedsReason):
        store.write(
            probations.conclude, plan, ProbationDraft(ProbationOutcome.PASSED, "  ", PERIOD.ends_on, ON), ON
        )
    assert ends(store, plan, boss) == ()


def test_a_draft_of_a_plan_and_another_kind_are_not_concluded(store: Store, boss: int, person: int) -> None:
    draft = store.write(adaptations.begin, person, PERIOD)
    with pytest.raises(NotActive):
        store.write(probations.conclude, draft, PASSED, ON)


def test_a_notice_is_late_from_the_day_on_that_leaves_less_than_three_whole_days() -> None:
    end = date(2026, 12, 8)
    assert last_notice(end) == date(2026, 12, 4)

    def late(notice: date | None, on: date, outcome: ProbationOutcome = ProbationOutcome.NOT_PASSED) -> bool:
        return notice_late(ProbationDraft(outcome, "причины", end, on, notice_on=notice))

    assert not late(date(2026, 12, 4), date(2026, 12, 4))
    assert late(date(2026, 12, 5), date(2026, 12, 1))
    assert late(None, date(2026, 12, 5)) and not late(None, date(2026, 12, 4))
    assert not late(None, end, ProbationOutcome.PASSED)


def test_once_it_is_concluded_nothing_reminds_of_the_end(
    store: Store, boss: int, person: int, plan: int
) -> None:
    def told() -> list[due.Due]:
        return [one for one in store.read(due.due, boss, ON) if one.kind is Kind.PROBATION]

    assert len(told()) == 1
    assess(store, person, boss, {"S02": 2}, submit=False)
    assert len(told()) == 1, "the cycle tells of it instead of the plan"
    store.write(probations.conclude, plan, PASSED, ON)
    assert told() == []


def test_an_erased_person_takes_the_words_along(store: Store, boss: int, person: int, plan: int) -> None:
    store.write(probations.conclude, plan, PASSED, ON)

    def erase(session: Session) -> None:
        run = session.connection().execute
        run(
            text(f"""INSERT INTO erasure (person_uid, reason, at)
                SELECT uid, 'по требованию', '2026-11-24' FROM person WHERE id = {person}""")
        )
        run(text("DELETE FROM probation_end"))

    store.write(erase)
    assert ends(store, plan, boss) == ()

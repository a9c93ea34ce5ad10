"""A competency goes into the plan of an assessment: the one that goes on, else a new one."""

import pytest

from db.development import plan_followup, plans, taking_in
from db.file.store import Store
from domain.development.plan import PlanState
from domain.errors import PlanClosed
from domain.period import next_quarter
from tests.db import sample
from tests.db.planned import ON, PERIOD, planned

NEXT = next_quarter(PERIOD.starts_on)


def test_it_goes_once_into_the_plan_there_is(store: Store) -> None:
    plan = planned(store)
    before = plan.read()
    missing = next(one for one in ("K01", "K02", "S01") if one not in {goal.item for goal in before.goals})
    for _twice in range(2):
        found = store.write(taking_in.take_in, plan.case, missing, plan.boss, NEXT, ON)
        assert found == plan.plan
        assert [goal.item for goal in plan.read().goals].count(missing) == 1
    assert sample.last_event(store).act == "choose"


def test_of_a_closed_plan_that_was_carried_over_the_next_one_takes_it(store: Store) -> None:
    plan = planned(store)
    plan.finish()
    store.write(plan_followup.close, plan.plan, plan.boss, PERIOD.ends_on, {})
    with pytest.raises(PlanClosed):
        store.write(taking_in.take_in, plan.case, "K05", plan.boss, NEXT, ON)
    following = store.write(plan_followup.carry_over, plan.plan, plan.boss, NEXT, PERIOD.ends_on)
    assert store.write(taking_in.take_in, plan.case, "K05", plan.boss, NEXT, ON) == following
    made = store.read(plans.plan, following, plan.boss, ON).plan
    assert made.state is PlanState.DRAFT
    assert "K05" in {goal.item for goal in made.goals}

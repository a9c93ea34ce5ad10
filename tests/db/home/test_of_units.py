"""What is limited to the units of a manager names and counts nobody of others."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.assessing import people
from db.development import plan_board
from db.file.store import Store
from db.home import calendar, overview
from db.people import organisation
from db.team import staff_cycles
from desktop.office.demo import demo
from domain.plan_kinds import PlanState
from tests import prepared
from tests.db import sample
from tests.db.test_blind_reads import parts

ON = demo.TODAY
DAYS = [ON + timedelta(ahead) for ahead in range(0, 35, 7)]


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(prepared.demo(tmp_path / "demo.merilo"))
    yield store
    store.close()


def said(store: Store, viewer: int, unit_ids: frozenset[int] | None) -> list[Any]:
    """Return all that is told of these units."""
    told: list[Any] = [
        store.read(overview.overview, viewer, ON, 0, unit_ids),
        store.read(plan_board.page, ON, unit_ids=unit_ids),
        store.read(plan_board.page, ON, plan_board.Asked("а"), unit_ids=unit_ids),
        store.read(staff_cycles.staff_cycles, viewer, None, unit_ids),
        store.read(staff_cycles.staff_cycles, viewer, 0, unit_ids),
    ]
    return told + [store.read(calendar.of_day, viewer, ON, day, unit_ids) for day in DAYS]


def test_what_a_manager_gets_of_the_own_units_names_nobody_of_others(example: Store) -> None:
    viewer = sample.add(example, "Посторонний")  # who owes nothing, of whomever
    everybody = example.read(people.everybody)
    units = example.read(organisation.units)
    named = set[str]()
    for unit in units:
        reached = frozenset(example.read(organisation.units_below, unit.id))
        own = {one.surname for one in everybody if one.unit_id in reached}
        others = {one.surname for one in everybody if one.unit_id not in reached} - own
        texts = {
            one for told in said(example, viewer, reached) for one in parts(told) if isinstance(one, str)
        }
        found = {name for name in others for text in texts if name in text}
        assert found == set(), unit.name
        named |= {name for name in own for text in texts if name in text}
    assert len(named) > 5


def test_what_is_counted_of_the_own_units_are_the_own_people(example: Store) -> None:
    viewer = sample.add(example, "Посторонний")
    whole = example.read(plan_board.page, ON).rows
    cycles = example.read(staff_cycles.staff_cycles, viewer)
    people = {one.cycle.id: example.read(staff_cycles.page, one.cycle.id).people for one in cycles}
    seen = set[tuple[int, int]]()
    for unit in example.read(organisation.units):
        reached = frozenset(example.read(organisation.units_below, unit.id))
        page = example.read(plan_board.page, ON, unit_ids=reached)
        assert page.rows == tuple(one for one in whole if one.unit_id in reached)
        assert page.total == page.count == sum(page.counts.values()) == len(page.rows)
        counts = {
            one.cycle.id: one.count.cases
            for one in example.read(staff_cycles.staff_cycles, viewer, None, reached)
            if one.count is not None
        }
        own = {key: sum(one.unit_id in reached for one in rated) for key, rated in people.items()}
        assert counts == {key: number for key, number in own.items() if number}
        home = example.read(overview.overview, viewer, ON, 0, reached)
        active = [one for one in page.rows if one.state is PlanState.ACTIVE]
        assert (home.figures.plans, home.figures.late_actions) == (
            len(active),
            sum(one.late for one in active),
        )
        assert home.cycle is None or len(home.cycle.rows) == own[home.cycle.count.cycle_id]
        seen.add((len(page.rows), len(counts)))
    assert len(seen) > 2


def test_nobody_in_no_unit_is_told_of_and_nothing_is_counted(example: Store) -> None:
    viewer = sample.add(example, "Посторонний")
    home = example.read(overview.overview, viewer, ON, 0, frozenset())
    assert (home.due, home.due_total, home.cycle, home.cycles, home.dots) == ((), 0, None, (), ())
    assert (home.figures.staff, home.figures.sheets, home.figures.plans) == (0, 0, 0)
    assert example.read(plan_board.page, ON, unit_ids=frozenset()) == plan_board.NO_PLANS
    assert example.read(staff_cycles.staff_cycles, viewer, None, frozenset()) == ()


def test_what_is_owed_is_told_wherever_it_is(example: Store) -> None:
    """A manager rates somebody of another unit: that is the manager's own work."""
    boss = example.read(people.by_code, "E-0102").id
    everywhere, nowhere = (
        example.read(overview.overview, boss, ON, 0, unit_ids) for unit_ids in (None, frozenset[int]())
    )
    assert nowhere.drafts == everywhere.drafts and nowhere.stop == everywhere.stop
    assert nowhere.figures.own_sheets == everywhere.figures.own_sheets > 0
    own = [one for one in everywhere.due if one.kind.name in ("DRAFT", "INTERVIEW", "OWED")]
    assert list(nowhere.due) == own != []

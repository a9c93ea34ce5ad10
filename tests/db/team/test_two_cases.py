"""Any two assessments of one person: the earlier first, own levels only, blind as their cases are."""

from datetime import date
from fractions import Fraction

import pytest

from db.assessing import cycles, people
from db.file.store import Store
from db.hiring import decisions
from db.people import traces
from db.team import two_cases
from domain.assessing.case import CycleKind
from domain.errors import Impossible, StillBlind, Unknown
from domain.mark import Role, State
from tests.db import sample

THEN, NOW = date(2026, 7, 1), date(2026, 10, 1)


class Two:
    """Ким, rated by Громов in two quarters; Соколова looks on."""

    def __init__(self, store: Store) -> None:
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.hr = sample.add(store, "Соколова", is_actor=True)
        self.person = sample.add(store, "Ким")
        self.cycles = [sample.cycle(store, CycleKind.QUARTERLY, starts_on=day) for day in (THEN, NOW)]
        self.cases = [sample.case(store, self.person, one) for one in self.cycles]


@pytest.fixture
def two(store: Store) -> Two:
    return Two(store)


def test_the_earlier_one_is_then_whichever_is_named_first(store: Store, two: Two) -> None:
    sample.sheet(store, two.cases[0], two.boss, Role.MANAGER, 1)
    sample.sheet(store, two.cases[1], two.boss, Role.MANAGER, {"K01": 3, "K02": 1, "K03": State.NOT_OBSERVED})
    found = store.read(two_cases.two_cases, two.cases[1], two.cases[0], two.hr)
    assert (found.then.on, found.now.on) == (THEN, NOW)
    codes = {item.key: item.code for item in found.framework.items}
    assert {codes[one.key]: one.by for one in found.difference.changes} == {"K01": 2, "K02": 0}
    assert (found.difference.only_then, found.difference.only_now) == (69, 0)


def test_what_is_carried_is_no_rating_of_now(store: Store, two: Two) -> None:
    sample.sheet(store, two.cases[0], two.boss, Role.MANAGER, 1)
    store.write(cycles.close_cycle, two.cycles[0])
    sample.sheet(store, two.cases[1], two.boss, Role.MANAGER, {"K01": 3})
    found = store.read(two_cases.two_cases, two.cases[0], two.cases[1], two.hr)
    assert len(found.difference.changes) == 1


def test_a_settled_level_is_the_one_that_counts_and_stands_on_the_line_of_time(
    store: Store, two: Two
) -> None:
    for case in two.cases:
        sample.sheet(store, case, two.boss, Role.MANAGER, 1)
    store.act_as(two.hr)
    store.write(decisions.settle, two.cases[1], "K01", 3, "видели на смене")
    found = store.read(two_cases.two_cases, *two.cases, two.hr)
    first = found.difference.changes[0]
    assert (first.then.level, first.now.level) == (Fraction(1), Fraction(3))
    (line,) = store.read(traces.traces, two.person).settled
    assert (line.case_id, line.by_name, line.items) == (two.cases[1], "Соколова", 1)


def test_what_was_withdrawn_is_not_set_beside_anything(store: Store, two: Two) -> None:
    sample.sheet(store, two.cases[0], two.boss, Role.MANAGER, 1)
    sample.sheet(store, two.cases[1], two.boss, Role.MANAGER, 3)
    store.write(cycles.withdraw_cycle, two.cycles[1], "открыт по ошибке")
    with pytest.raises(Impossible):
        store.read(two_cases.two_cases, *two.cases, two.hr)
    lines = store.read(people.card, two.person, two.hr, NOW).cases
    able = two_cases.comparable(lines, two.hr)
    assert [one.case_id for one in able] == [two.cases[0]]


def test_while_a_sheet_is_out_nothing_is_told(store: Store, two: Two) -> None:
    sample.sheet(store, two.cases[0], two.boss, Role.MANAGER, 1)
    sample.sheet(store, two.cases[1], two.boss, Role.MANAGER, 3)
    sample.sheet(store, two.cases[1], two.hr, Role.HR, 3, submit=False)
    with pytest.raises(StillBlind):
        store.read(two_cases.two_cases, *two.cases, two.hr)


def test_two_people_one_case_and_no_case_are_refused(store: Store, two: Two) -> None:
    other = sample.case(store, two.boss, two.cycles[0])
    for case in (*two.cases, other):
        sample.sheet(store, case, two.hr, Role.HR, 1)
    with pytest.raises(Impossible):
        store.read(two_cases.two_cases, two.cases[0], other, two.hr)
    with pytest.raises(Impossible):
        store.read(two_cases.two_cases, two.cases[0], two.cases[0], two.hr)
    with pytest.raises(Unknown):
        store.read(two_cases.two_cases, two.cases[0], 99, two.hr)


def test_the_statements_do_not_grow_with_what_was_rated(store: Store, two: Two) -> None:
    sample.sheet(store, two.cases[0], two.boss, Role.MANAGER, {"K01": 1})
    sample.sheet(store, two.cases[1], two.boss, Role.MANAGER, {"K01": 1})
    store.read(two_cases.two_cases, *two.cases, two.hr)  # editions are kept from then on
    few = sample.count(store, two_cases.two_cases, *two.cases, two.hr)
    sample.sheet(store, two.cases[1], two.hr, Role.HR, 3)
    assert sample.count(store, two_cases.two_cases, *two.cases, two.hr) == few

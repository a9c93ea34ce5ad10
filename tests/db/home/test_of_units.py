"""What is limited to the units of a manager names and counts nobody of others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.assessing import cycles, people
from db.development import plan_board, plan_steps
from db.file.store import Store
from db.home import calendar, overview
from db.papers import subjects
from db.people import names, organisation
from db.team import diary, matrix, sheet_words, shift_minimums, staff_cycles, standings
from desktop.office.demo import demo
from domain.assessing.case import CycleKind
from domain.errors import Unknown
from domain.people.person import PersonKind
from domain.plan_kinds import PlanState
from domain.team.standing import Standings
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


def test_the_people_of_the_own_units_are_those_of_the_list_of_everybody(example: Store) -> None:
    """Who rated them, and who leads them, is named there too, whatever unit that person is of."""
    viewer = sample.add(example, "Посторонний")
    rows, called = example.read(people.people, viewer), example.read(names.names)
    units = example.read(organisation.units)
    left_out = set[int]()
    for unit in units:
        reached = frozenset(example.read(organisation.units_below, unit.id))
        own = {row.person.id for row in rows if row.person.unit_id in reached}
        listed = tuple(row for row in rows if row.person.id in own)
        assert example.read(people.people, viewer, reached) == listed
        assert example.read(names.names, reached) == tuple(one for one in called if one.id in own)
        assert example.read(organisation.units, reached) == tuple(one for one in units if one.id in reached)
        stranger = next(row.person.id for row in rows if row.person.id not in own)
        for most in (1, 3, 1_000):  # the first of them only, and one who was asked for
            page = example.read(people.page, viewer, ON, most, stranger, reached)
            assert {row.person.id for row in page.rows} <= own and len(page.rows) == min(most, len(own))
            assert page.total == len(own)
            gone = {row.person.id for row in listed if row.person.left_on and row.person.left_on < ON}
            assert page.counts[None] == len(gone)
            assert page.counts[PersonKind.EMPLOYEE] == sum(
                row.person.kind is PersonKind.EMPLOYEE and row.person.id not in gone for row in listed
            )
        left_out |= {row.person.id for row in rows} - own
    assert left_out == {row.person.id for row in rows}, "nobody is in every unit"
    assert example.read(people.people, viewer, frozenset()) == ()


def test_a_cycle_is_that_of_the_own_people_and_there_is_none_where_nobody_of_them_is(example: Store) -> None:
    viewer = sample.add(example, "Посторонний")
    every, vacancies = example.read(cycles.cycles), example.read(cycles.vacancies)
    for one in vacancies:  # candidates for a unit
        for rated in example.read(staff_cycles.page, one.id, viewer).people:
            person = example.read(people.person, rated.case.person_id)
            unit = next(iter(example.read(organisation.units)))
            example.write(people.change, replace(person, unit_id=unit.id))
    whole = {one.id: example.read(staff_cycles.page, one.id, viewer) for one in every}
    refused = opened = 0
    for unit in example.read(organisation.units):
        reached = frozenset(example.read(organisation.units_below, unit.id))
        own = {
            key: tuple(one for one in page.people if one.unit_id in reached) for key, page in whole.items()
        }
        offered = [one for one in every if own[one.id] and one.kind is not CycleKind.HIRING]
        assert list(example.read(cycles.cycles, reached)) == offered
        for count in (cycles.sizes, cycles.rated):
            everybody, limited = example.read(count), example.read(count, reached)
            assert all(number <= everybody[key] and own[key] for key, number in limited.items())
            assert not {one.id for one in vacancies} & set(limited), "nobody learns how many are in a vacancy"
        for one in every:
            if one not in offered:
                refused += 1
                with pytest.raises(Unknown):
                    example.read(staff_cycles.page, one.id, viewer, None, reached)
                continue
            opened += 1
            page = example.read(staff_cycles.page, one.id, viewer, None, reached)
            assert page.people == own[one.id] and page.is_whole
            all_in = page.people == whole[one.id].people
            assert page.sheets.people == len(page.people)
            assert (page.sheets == whole[one.id].sheets) is all_in
            assert page.count is None or page.count.cases <= len(page.people)
            first = example.read(staff_cycles.page, one.id, viewer, 1, reached)
            assert first.people == own[one.id][:1] and first.sheets == page.sheets
    assert vacancies and refused and opened


def test_all_plans_of_the_own_people_are_found_and_no_others(example: Store) -> None:
    whole = {one.plan_id: one for one in example.read(plan_board.rows, ON)}
    every = example.read(plan_board.ids, ON)
    for unit in example.read(organisation.units):
        reached = frozenset(example.read(organisation.units_below, unit.id))
        wanted = tuple(one for one in every if whole[one[0]].unit_id in reached)
        assert example.read(plan_board.ids, ON, plan_board.EVERY, reached) == wanted
        found = example.read(plan_board.rows, ON, plan_board.EVERY, None, reached)
        assert [one.plan_id for one in found] == [key for key, _kind in wanted]


def test_notes_and_words_are_the_own_ones_and_those_about_the_own_people(example: Store) -> None:
    viewer = example.read(people.by_code, "E-0102").id  # who wrote some, and rated people of several units
    unit_of = {row.person.id: row.person.unit_id for row in example.read(people.people, viewer)}
    notes, words = example.read(diary.notes, viewer), example.read(sheet_words.words, viewer)
    assert notes and words
    for unit in (None, *example.read(organisation.units)):
        reached = frozenset[int]()
        if unit is not None:
            reached = frozenset(example.read(organisation.units_below, unit.id))
        mine = tuple(one for one in notes if one.mine or unit_of.get(one.fact.person_id) in reached)
        assert example.read(diary.notes, viewer, None, reached) == mine
        page = example.read(diary.page, viewer, None, 200, reached)
        assert page.notes == mine and page.total == page.count == len(mine)
        heard = tuple(one for one in words if one.mine or unit_of.get(one.fact.person_id) in reached)
        assert example.read(sheet_words.words, viewer, None, reached) == heard
        assert page.on_sheets >= min(len(heard), 200)


def test_what_stands_beside_the_own_people_is_about_them_alone(example: Store) -> None:
    """The next plan, totals of results, whom a paper can be asked of, who of a shift is not in a cycle."""
    viewer = sample.add(example, "Посторонний")
    rows = {row.person.id: row.person for row in example.read(people.people, viewer)}
    steps, totals = example.read(plan_steps.plan_steps), example.read(standings.standings, viewer)
    asked = example.read(subjects.assessed, viewer, results=True)
    probation = next(one for one in example.read(cycles.cycles) if one.kind is CycleKind.PROBATION)
    some = example.read(matrix.team_matrix, probation.id, viewer)  # of a shift, most of whom are not in it
    beside = example.read(shift_minimums.beside, some)
    assert beside
    for unit in example.read(organisation.units):
        reached = frozenset(example.read(organisation.units_below, unit.id))
        own = {key for key, person in rows.items() if person.unit_id in reached}
        assert example.read(plan_steps.plan_steps, reached) == {
            key: step for key, step in steps.items() if key in own
        }
        assert _counted(example.read(standings.standings, viewer, reached)) == _counted(totals) & own
        also = tuple(case.case_id for case, _person in asked)  # also those of others, by their numbers
        limited = example.read(subjects.assessed, viewer, also, results=True, unit_ids=reached)
        assert limited == tuple(one for one in asked if one[1].id in own)
        assert example.read(shift_minimums.beside, some, reached) == {
            key: number for key, number in beside.items() if key in reached
        }


def _counted(totals: Standings) -> set[int]:
    return {person.person_id for one in totals.matrices for person in one.people}


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


def test_own_sheets_are_the_same_in_the_overview_the_list_of_cycles_and_the_cycle(example: Store) -> None:
    """Also those about people of other units, where nobody of the own units is in a cycle."""
    boss = example.read(people.by_code, "E-0102").id
    nobody = example.write(organisation.add_unit, "Смена без людей")
    whole = {one.cycle.id: one for one in example.read(staff_cycles.staff_cycles, boss)}
    hiring = example.read(overview.overview, boss, ON).figures.own_sheets - sum(
        one.count.owed for one in whole.values() if one.count is not None
    )
    beyond = 0
    for unit_id in (nobody, *(one.id for one in example.read(organisation.units))):
        reached = frozenset(example.read(organisation.units_below, unit_id))
        listed = example.read(staff_cycles.staff_cycles, boss, None, reached)
        owed = {one.cycle.id: one.count.owed for one in listed if one.count is not None}
        for key, one in whole.items():
            assert owed.get(key, 0) == (0 if one.count is None else one.count.owed), one.cycle.title
        home = example.read(overview.overview, boss, ON, 0, reached)
        assert home.figures.own_sheets - hiring == sum(owed.values()) > 0
        assert home.figures.own_sheets <= home.figures.sheets - home.figures.sheets_in
        for one in listed:
            page = example.read(staff_cycles.page, one.cycle.id, boss, None, reached)
            assert page.is_whole and page.count == one.count
            assert page.sheets.mine == owed.get(one.cycle.id, 0)
            seats = [
                (each.unit_id in reached, seat.assessor_id)
                for each in page.people
                for seat in (*each.case.sheets, *each.case.assigned)
            ]
            assert all(inside or assessor_id == boss for inside, assessor_id in seats)
            beyond += sum(not inside for inside, _assessor_id in seats)
            everybody = example.read(staff_cycles.page, one.cycle.id, boss).people
            open_to = {each.case.case_id: each.case.open_to(boss) for each in everybody}
            assert all(each.case.open_to(boss) == open_to[each.case.case_id] for each in page.people)
            if home.cycle is not None and home.cycle.count.cycle_id == one.cycle.id:
                assert home.cycle.count == one.count
                assert [row.case_id for row in home.cycle.rows] == [each.case.case_id for each in page.people]
                assert sum(row.sheets for row in home.cycle.rows) == page.sheets.sheets
    assert beyond

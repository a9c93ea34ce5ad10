"""Cycles of staff as they are listed and shown: counts, people with what became of them, how they ended."""

from dataclasses import replace
from datetime import date

import pytest

from db.assessing import cycles, people
from db.assessing.cycle_counts import SheetCounts
from db.file.store import Store
from db.hiring import campaigns
from db.home import due
from db.people import organisation
from db.team import quarterly, staff_cycles
from domain.assessing.case import CaseState, CycleKind
from domain.errors import Unknown
from domain.home.due import Kind
from domain.mark import Role
from domain.period import quarter_of
from domain.team.quarterly import CyclePlan
from tests.db import sample

TODAY = sample.TODAY
IV = quarter_of(TODAY)


class Team:
    """Громов rates Алёшина and Белов, who also rates himself."""

    def __init__(self, store: Store) -> None:
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.artem = sample.add(store, "Белов", given="Артём", manager_id=self.boss)
        self.vera = sample.add(store, "Алёшина", given="Вера", manager_id=self.boss)
        panel = ((self.boss, Role.MANAGER),)
        plan = CyclePlan(
            kind=CycleKind.QUARTERLY,
            title="IV квартал",
            starts_on=IV.starts_on,
            ends_on=IV.ends_on,
            people=(self.artem, self.vera),
            assessors={self.artem: (*panel, (self.artem, Role.SELF)), self.vera: panel},
        )
        self.cycle = store.write(quarterly.open_quarterly, plan)


@pytest.fixture
def team(store: Store) -> Team:
    return Team(store)


def test_the_page_names_people_with_their_sheets_and_who_has_left(store: Store, team: Team) -> None:
    who = store.read(people.person, team.vera)
    store.write(people.change, replace(who, left_on=date(2026, 11, 20)))
    page = store.read(staff_cycles.page, team.cycle)
    assert [one.case.person_name for one in page.people] == ["Алёшина Вера", "Белов Артём"]
    assert [one.left_on for one in page.people] == [date(2026, 11, 20), None]
    assert [len(one.case.assigned) for one in page.people] == [0, 2], "of who left nobody is waited for"
    assert [len(one.case.gone) for one in page.people] == [1, 0]
    assert (page.items, page.questions, page.policy.role_weights[Role.SELF]) == (71, None, 0)
    store.act_as(team.boss)
    store.write(cycles.seal_cycle, team.cycle, "срок вышел")
    (end,) = store.read(staff_cycles.page, team.cycle).ends
    assert (end.state, end.actor_name, end.reason, end.out) == (CaseState.SEALED, "Громов", "срок вышел", 2)
    with pytest.raises(Unknown):
        store.read(staff_cycles.page, 99)


def test_whoever_leads_units_learns_without_which_own_sheets_a_cycle_ended_and_nothing_of_others(
    store: Store, team: Team
) -> None:
    ours, theirs = (store.write(organisation.add_unit, name) for name in ("Смена 1", "Смена 2"))
    for person_id, unit_id in ((team.artem, ours), (team.vera, theirs)):
        who = store.read(people.person, person_id)
        store.write(people.change, replace(who, unit_id=unit_id))
    store.act_as(team.boss)
    store.write(cycles.seal_cycle, team.cycle, "лист Алёшиной не ждём")

    def told(*unit_ids: int) -> tuple[str, int]:
        page = store.read(staff_cycles.page, team.cycle, team.boss, None, frozenset(unit_ids))
        (end,) = page.ends
        return end.reason, end.out

    assert told(ours) == ("", 2)
    assert told(theirs) == ("", 1)
    assert told(ours, theirs) == ("лист Алёшиной не ждём", 3)


def plain_counts(page: staff_cycles.CyclePage, viewer: int) -> SheetCounts:
    """Count the sheets as the page of a cycle lists them, one by one."""
    listed = out = mine = waiting = 0
    for one in page.people:
        case, running = one.case, one.case.state is CaseState.OPEN
        begun = [(sheet.assessor_id, sheet.handed_in) for sheet in case.sheets]
        seats = [*begun, *((awaited.assessor_id, False) for awaited in case.assigned)]
        listed += len(seats) or 1
        out += sum(not given for _who, given in seats) if seats and running else running and not one.gone
        mine += running and (viewer, False) in seats
        waiting += len(case.waiting)
    return SheetCounts(len(page.people), listed, out, mine, waiting)


def test_the_first_people_of_a_cycle_come_with_the_counts_of_all(store: Store, team: Team) -> None:
    more = {name: sample.add(store, name) for name in ("Быков", "Власов", "Гуров", "Дымов")}
    cases = {name: sample.case(store, who, team.cycle) for name, who in more.items()}
    adams, brown = (one.case.case_id for one in store.read(staff_cycles.page, team.cycle).people[:2])

    def compare() -> SheetCounts:
        whole = store.read(staff_cycles.page, team.cycle, team.boss)
        assert whole.is_whole
        for viewer in (team.boss, team.artem):
            found = store.read(staff_cycles.page, team.cycle, viewer)
            assert found.sheets == plain_counts(whole, viewer)
        for most in range(len(whole.people)):
            first = store.read(staff_cycles.page, team.cycle, team.boss, most)
            assert first == replace(whole, people=whole.people[:most]) and not first.is_whole
        return whole.sheets

    assert compare() == SheetCounts(people=6, sheets=7, out=7, mine=2, waiting=3)
    sample.sheet(store, adams, team.boss, Role.MANAGER, 2)
    sample.sheet(store, brown, team.boss, Role.MANAGER, 2, submit=False)
    sample.sheet(store, cases["Быков"], team.boss, Role.MANAGER, 2)
    assert compare() == SheetCounts(people=6, sheets=7, out=5, mine=1, waiting=2)
    store.act_as(team.boss)
    store.write(campaigns.withdraw, cases["Власов"], "перешёл в другой центр", TODAY)
    store.write(people.dismiss, more["Гуров"], date(2026, 11, 20), "по собственному желанию")
    store.write(people.dismiss, team.artem, date(2026, 11, 20), "по собственному желанию")
    compare()
    store.write(cycles.seal_cycle, team.cycle, "срок вышел")
    assert compare().out == 0


def test_sheets_not_begun_of_or_by_who_left_are_not_waited_for_and_are_again_if_that_is_taken_back(
    store: Store, team: Team
) -> None:
    def counted() -> tuple[int, int]:
        (one,) = store.read(staff_cycles.staff_cycles, team.boss)
        assert one.count is not None
        return one.count.done, one.count.total

    before = counted()
    owed = [one for one in store.read(due.due, team.boss, TODAY) if one.kind is Kind.OWED]
    assert before == (0, 3) and [one.total for one in owed] == [2]
    store.write(people.dismiss, team.vera, date(2026, 11, 20), "по собственному желанию")
    assert counted() == (0, 2)
    assert not [one for one in store.read(due.due, team.boss, TODAY) if one.kind is Kind.OWED]
    store.write(people.dismiss, team.boss, date(2026, 11, 20), "")
    assert counted() == (0, 1), "of the manager who left nothing is waited for either"
    page = store.read(staff_cycles.page, team.cycle)
    assert [one.gone for one in page.people] == [True, False]
    for one in (team.vera, team.boss):
        store.write(people.take_dismissal_back, one)
    assert counted() == before


def test_the_list_counts_sheets_and_what_the_viewer_owes(store: Store, team: Team) -> None:
    sample.case(store, sample.candidate(store))  # hiring has a list of its own
    alone = sample.cycle(store, CycleKind.PROBATION, title="Испытание", starts_on=IV.starts_on)
    sample.case(store, team.vera, alone)
    empty = sample.cycle(store, CycleKind.AD_HOC, starts_on=IV.starts_on)
    listed = store.read(staff_cycles.staff_cycles, team.boss)
    found = {one.cycle.id: one.count for one in listed}
    assert set(found) == {team.cycle, alone, empty}
    assert found[empty] is None
    only, count = found[alone], found[team.cycle]
    assert only is not None and count is not None
    names = {one.cycle.id: one.only for one in listed}
    assert (names[alone], only.cases, only.total) == ("Алёшина Вера", 1, 1)
    assert (names[team.cycle], count.cases, count.done, count.total, count.owed) == ("", 2, 0, 3, 2)
    case = store.read(staff_cycles.page, team.cycle).people[0].case.case_id
    sample.sheet(store, case, team.boss, Role.MANAGER, 2)
    again = {one.cycle.id: one.count for one in store.read(staff_cycles.staff_cycles, team.boss)}
    count = again[team.cycle]
    assert count is not None
    assert (count.done, count.owed) == (1, 1)
    store.write(cycles.close_cycle, team.cycle, "конец")
    closed = {one.cycle.id: one.count for one in store.read(staff_cycles.staff_cycles, team.boss)}[team.cycle]
    assert closed is not None
    assert (closed.done, closed.total, closed.owed) == (1, 3, 0), "nothing is owed to what is over"


def test_the_list_names_who_is_alone_and_counts_nothing_if_there_is_too_much_to_count(
    store: Store, team: Team
) -> None:
    two = sample.cycle(store, CycleKind.PROBATION, title="Двое", starts_on=IV.starts_on)
    sample.case(store, team.vera, two)
    left = sample.case(store, team.artem, two)
    sample.cycle(store, CycleKind.AD_HOC, starts_on=IV.starts_on)
    single = sample.cycle(store, CycleKind.AD_HOC, title="Одна", starts_on=IV.starts_on)
    sample.case(store, team.artem, single)

    def compare() -> list[str]:
        """Return the names, once they are those of the pages and nothing else depends on counting."""
        whole = store.read(staff_cycles.staff_cycles, team.boss)
        for one in whole:
            people_ = [
                rated.case.person_name
                for rated in store.read(staff_cycles.page, one.cycle.id).people
                if rated.case.state is not CaseState.WITHDRAWN or one.cycle.state is CaseState.WITHDRAWN
            ]
            assert one.only == (people_[0] if len(people_) == 1 else "")
            assert (0 if one.count is None else one.count.cases) == len(people_) and one.counted
        bare = store.read(staff_cycles.staff_cycles, team.boss, 0)
        assert bare == tuple(replace(one, count=None, counted=False) for one in whole)
        assert store.read(staff_cycles.staff_cycles, team.boss, 99) == whole
        return sorted(filter(None, (one.only for one in whole)))

    assert compare() == ["Белов Артём"]
    store.act_as(team.boss)
    store.write(campaigns.withdraw, left, "перешёл в другой центр", TODAY)
    assert compare() == ["Алёшина Вера", "Белов Артём"]
    store.write(campaigns.withdraw, 1, "перешёл в другой центр", TODAY)
    assert len(compare()) == 3
    store.write(cycles.withdraw_cycle, two, "открыта по ошибке")
    assert len(compare()) == 2, "of a withdrawn cycle all count"


def test_statements_do_not_grow_with_people_or_cycles(store: Store, team: Team) -> None:
    def count() -> tuple[int, int]:
        return (
            sample.count(store, staff_cycles.page, team.cycle),
            sample.count(store, staff_cycles.staff_cycles, team.boss),
        )

    count()  # editions are kept from then on
    few = count()
    for number in range(12):
        sample.case(store, sample.add(store, f"Человек{number}"), team.cycle)
        sample.cycle(store, CycleKind.AD_HOC, starts_on=IV.starts_on)
    assert count() == few


def test_who_is_busy_is_who_would_overlap(store: Store, team: Team) -> None:
    busy = store.read(staff_cycles.employees, CycleKind.QUARTERLY, IV.ends_on, date(2027, 3, 1))
    assert {one.id: one.busy for one in busy} == {
        team.boss: "",
        team.artem: "IV квартал",
        team.vera: "IV квартал",
    }
    later = store.read(staff_cycles.employees, CycleKind.QUARTERLY, date(2027, 1, 1), date(2027, 3, 1))
    other = store.read(staff_cycles.employees, CycleKind.PROBATION, IV.starts_on, IV.ends_on)
    assert {one.busy for one in (*later, *other)} == {""}


def test_who_is_in_several_cycles_is_busy_with_the_first(store: Store, team: Team) -> None:
    begun = [
        sample.cycle(store, CycleKind.PROBATION, starts_on=date(2026, month, 1), title=f"с {month}")
        for month in (9, 7, 8)
    ]
    for cycle in begun:
        sample.case(store, team.vera, cycle)
    everyone = store.read(staff_cycles.employees, CycleKind.PROBATION, IV.starts_on, IV.ends_on)
    assert {one.busy for one in everyone if one.id == team.vera} == {"с 7"}


def test_what_a_cycle_can_be_opened_with_is_published_and_of_people_in_post(store: Store) -> None:
    found = store.read(staff_cycles.editions)
    (framework,) = found.frameworks
    assert [len(one.targets) for one in framework.profiles] == [71]
    assert framework.sets
    assert [number for _id, number, _policy in found.policies] == [2]

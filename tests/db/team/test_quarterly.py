"""A quarter is opened for a team in one act, says who owes what, and does not put anybody in two at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns
from db.team import quarterly
from domain.assessing.case import CaseState, CycleKind
from domain.errors import HasLeft, Impossible, Missing, NotAssigned, Overlaps, TooLong, Unknown
from domain.mark import Role
from domain.team.quarterly import CyclePlan
from tests.db import sample

IV = date(2026, 10, 1), date(2026, 12, 31)
I_NEXT = date(2027, 1, 1), date(2027, 3, 31)


class Team:
    """Громов manages Алёшина and Белов; Соколова is HR."""

    def __init__(self, store: Store) -> None:
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.hr = sample.add(store, "Соколова", is_actor=True)
        self.vera = sample.add(store, "Алёшина", given="Вера", manager_id=self.boss)
        self.artem = sample.add(store, "Белов", given="Артём", manager_id=self.boss)

    def plan(self, **fields: Any) -> CyclePlan:
        panel = ((self.boss, Role.MANAGER), (self.hr, Role.HR))
        plan = CyclePlan(
            CycleKind.QUARTERLY,
            " IV квартал  2026 ",
            *IV,
            (self.vera, self.artem),
            {self.vera: panel, self.artem: ((self.boss, Role.MANAGER), (self.artem, Role.SELF))},
        )
        return replace(plan, **fields)


@pytest.fixture
def team(store: Store) -> Team:
    return Team(store)


def test_opening_makes_cases_scopes_and_owed_sheets_in_one_act(store: Store, team: Team) -> None:
    cycle_id = store.write(quarterly.open_quarterly, team.plan())
    cycle = store.read(cycles.cycle, cycle_id)
    assert (cycle.title, cycle.code, cycle.starts_on, cycle.ends_on) == ("IV квартал 2026", "2026-IV", *IV)
    vera, artem = sorted(store.read(cases.cases_in, "2026-IV"), key=lambda line: line.person_id)
    assert [(one.assessor_name, one.role) for one in vera.assigned] == [
        ("Громов", Role.MANAGER),
        ("Соколова", Role.HR),
    ]
    assert [one.role for one in artem.assigned] == [Role.MANAGER, Role.SELF]
    sheet = store.write(sheets.open_sheet, vera.case_id, team.boss, Role.PEER)
    read = store.read(sheets.sheet, sheet, team.boss)
    assert (len(read.scope), read.role) == (71, Role.MANAGER)
    with pytest.raises(NotAssigned):
        store.write(sheets.open_sheet, vera.case_id, team.artem, Role.PEER)


def test_opening_is_one_event_that_names_nobody(store: Store, team: Team) -> None:
    cycle_id = store.write(quarterly.open_quarterly, team.plan())
    event = sample.last_event(store)
    assert (event.act, event.subject_kind, event.subject_id) == ("open", "cycle", cycle_id)
    assert event.data["cases"] == [1, 2]
    assert event.data["panels"][0] == [1, [[team.boss, "manager"], [team.hr, "hr"]]]
    assert "Алёшина" not in str(event.data)


def test_a_set_of_questions_narrows_the_scope_but_for_critical_items(store: Store, team: Team) -> None:
    plan = team.plan(question_set_id=sample.set_id(store))
    store.write(quarterly.open_quarterly, plan)
    other = sample.cycle(store, CycleKind.QUARTERLY, question_set_id=sample.set_id(store))
    sample.case(store, team.hr, other)

    def scopes(session: Session) -> list[set[int]]:
        rows = session.exec(select(models.CaseItem)).all()
        return [{row.item_id for row in rows if row.case_id == case and row.in_scope} for case in (1, 3)]

    in_bulk, alone = store.read(scopes)
    assert in_bulk == alone
    assert 0 < len(alone) < 71


def test_who_overlaps_is_named_with_both_cycles(store: Store, team: Team) -> None:
    store.write(quarterly.open_quarterly, team.plan())
    again = team.plan(title="Осень", starts_on=date(2026, 12, 1), people=(team.vera, team.hr), assessors={})
    with pytest.raises(Overlaps) as refused:
        store.write(quarterly.open_quarterly, again)
    assert refused.value.overlaps == (("Алёшина Вера", "IV квартал 2026", "Осень"),)
    assert len(store.read(cycles.cycles)) == 1
    assert store.read(quarterly.overlaps, again) == refused.value.overlaps


def test_the_next_quarter_another_kind_and_who_withdrew_do_not_overlap(store: Store, team: Team) -> None:
    store.write(quarterly.open_quarterly, team.plan())
    nobody: dict[str, Any] = {"assessors": {}, "people": (team.vera,)}
    later = team.plan(starts_on=I_NEXT[0], ends_on=I_NEXT[1], **nobody)
    probation = team.plan(kind=CycleKind.PROBATION, **nobody)
    for plan in (later, probation):
        store.write(quarterly.open_quarterly, plan)
    store.act_as(team.hr)
    store.write(campaigns.withdraw, 1, "перешла в другой центр", sample.TODAY)
    store.write(quarterly.open_quarterly, team.plan(**nobody))
    assert [cycle.code for cycle in store.read(cycles.cycles)].count("2026-IV-2") == 1


def test_an_endless_cycle_overlaps_all_that_comes_after(store: Store, team: Team) -> None:
    cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 7, 1))
    sample.case(store, team.vera, cycle)
    with pytest.raises(Overlaps) as refused:
        store.write(quarterly.open_quarterly, team.plan())
    assert refused.value.overlaps == (("Алёшина Вера", "2026-III", "IV квартал 2026"),)


def test_who_left_before_it_starts_is_not_rated(store: Store, team: Team) -> None:
    who = store.read(people.person, team.vera)
    store.write(people.change, replace(who, left_on=date(2026, 9, 30)))
    with pytest.raises(HasLeft) as refused:
        store.write(quarterly.open_quarterly, team.plan())
    assert refused.value.names == ("Алёшина Вера",)
    store.write(people.change, replace(who, left_on=date(2026, 11, 1)))
    store.write(quarterly.open_quarterly, team.plan())


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"people": (), "assessors": {}}, Missing),
        ({"kind": CycleKind.HIRING}, Impossible),
        ({"people": (3, 99), "assessors": {}}, Unknown),
        ({"assessors": {3: ((99, Role.HR),)}}, Unknown),
        ({"assessors": {1: ((2, Role.HR),)}}, Impossible),  # a panel of somebody who is not rated
        ({"assessors": {3: ((2, Role.HR), (2, Role.PEER))}}, Impossible),
        ({"assessors": {3: ((2, Role.SELF),)}}, Impossible),
        ({"assessors": {3: ((3, Role.PEER),)}}, Impossible),
        ({"assessors": {3: tuple((number, Role.PEER) for number in range(10, 20))}}, Impossible),
        ({"profiles": {1: 2}}, Impossible),
        ({"profile_id": 99}, Unknown),
        ({"ends_on": date(2026, 9, 1)}, Impossible),
        ({"title": "т" * 201}, TooLong),
        ({"question_set_id": 99}, Unknown),
    ],
)
def test_a_plan_that_cannot_be_is_refused_as_a_whole(
    store: Store, team: Team, fields: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        store.write(quarterly.open_quarterly, team.plan(**fields))
    assert store.read(cycles.cycles) == ()


def test_a_profile_of_another_framework_is_refused(store: Store, team: Team) -> None:
    def other(session: Session) -> None:
        columns = "uid, key, number, scale_id, title_ru, state, note, retire_note, content_hash"
        uid, own = sample.new_uid().hex, "'own', 1"
        session.connection().exec_driver_sql(
            f"INSERT INTO framework (id, {columns})"
            f" VALUES (2, '{uid}', {own}, 1, 'своя', 'published', '', '', '')"
        )
        columns = "post_ru, phase, requirements, state, content_hash"
        session.connection().exec_driver_sql(
            f"INSERT INTO profile (id, framework_id, uid, key, number, {columns})"
            f" SELECT 9, 2, '{sample.new_uid().hex}', {own}, {columns} FROM profile WHERE id = 1"
        )
        session.info["unjournaled"] = True

    store.write(other)
    with pytest.raises(Impossible):
        store.write(quarterly.open_quarterly, team.plan(framework_id=1, profiles={team.vera: 9}))


def test_a_person_costs_one_statement(store: Store, team: Team) -> None:
    def count(plan: CyclePlan) -> int:
        with sample.statements(store) as asked:
            store.write(quarterly.open_quarterly, plan)
        return len(asked)

    few = count(team.plan())
    more = tuple(sample.add(store, f"Человек{number}") for number in range(40))
    many = count(team.plan(people=more, assessors=dict.fromkeys(more, ((team.boss, Role.MANAGER),))))
    assert many <= few + 40 - 2


def test_the_template_is_last_quarter_again_without_who_left(store: Store, team: Team) -> None:
    assert store.read(quarterly.template, sample.TODAY) is None
    store.write(quarterly.open_quarterly, team.plan())
    who = store.read(people.person, team.artem)
    store.write(people.change, replace(who, left_on=date(2026, 12, 1)))
    other = store.read(people.person, team.hr)
    store.write(people.change, replace(other, left_on=date(2026, 12, 31)))
    plan = store.read(quarterly.template, sample.TODAY)
    assert plan is not None
    assert (plan.starts_on, plan.ends_on) == I_NEXT
    assert plan.people == (team.vera,)
    assert plan.assessors == {team.vera: ((team.boss, Role.MANAGER),)}
    store.write(quarterly.open_quarterly, plan)
    assert store.read(cycles.by_code, "2027-I").state is CaseState.OPEN


def test_the_template_keeps_who_rated_without_being_assigned_and_skips_empty_quarters(
    store: Store, team: Team
) -> None:
    store.write(quarterly.open_quarterly, team.plan(assessors={}))
    sample.sheet(store, 1, team.hr, Role.HR, 2)
    plan = store.read(quarterly.template, date(2027, 5, 5))
    assert plan is not None
    assert (plan.starts_on, plan.ends_on) == (date(2027, 4, 1), date(2027, 6, 30))
    assert plan.assessors == {team.vera: ((team.hr, Role.HR),)}
    assert plan.people == (team.vera, team.artem)


def test_an_empty_unit_can_have_no_cycle(store: Store, team: Team) -> None:
    with pytest.raises(Missing):
        store.write(quarterly.open_quarterly, team.plan(people=(), assessors={}, unit_id=1))

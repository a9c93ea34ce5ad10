"""What lies within the units of a manager: the people there, and all that hangs on them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlmodel import Session

from db.assessing import people
from db.development import plan_edit
from db.file.store import Store
from db.journal.exports import Of
from db.people import organisation
from db.service import scope
from db.team import diary
from db.wire.allowed import Bound, Reach, table
from db.wire.refusals import OutOfReach
from domain.assessing.evidence import Polarity
from domain.login import Login, LoginRole
from tests.db import sample
from tests.db.planned import MIDDLE, Planned, planned

KINDS = ("person_id", "case_id", "sheet_id", "plan_id", "goal_id", "action_id", "meeting_id", "unit_id")


class Shop:
    """The plan of somebody two units below the shop, and the ids of what hangs on that person."""

    def __init__(self, plan: Planned) -> None:
        store = self.store = plan.store
        self.shop = store.write(organisation.add_unit, "Цех")
        bay = store.write(organisation.add_unit, "Участок", self.shop)
        self.team = store.write(organisation.add_unit, "Бригада", bay)
        self.elsewhere = store.write(organisation.add_unit, "Склад")
        store.write(people.change, replace(store.read(people.person, plan.person), unit_id=self.team))
        meeting = store.write(plan_edit.add_meeting, plan.plan, MIDDLE)
        goal = plan.read().goals[0]
        (line,) = (one for one in store.read(people.card, plan.person, plan.boss, sample.TODAY).cases)
        self.ids = {
            "person_id": plan.person,
            "case_id": plan.case,
            "sheet_id": line.sheets[0].sheet_id,
            "plan_id": plan.plan,
            "goal_id": goal.id,
            "action_id": goal.actions[0].id,
            "meeting_id": meeting,
            "unit_id": self.team,
        }

    def reaches(
        self,
        login: Login,
        reach: Reach,
        parameter: str,
        number: object,
        told: Mapping[str, object] | None = None,
    ) -> bool:
        def checked(session: Session) -> bool:
            try:
                scope.check(session, login, (Bound(reach, parameter),), told or {parameter: number})
            except OutOfReach:
                return False
            return True

        return self.store.read(checked)


@pytest.fixture
def shop(store: Store) -> Shop:
    return Shop(planned(store))


@pytest.mark.parametrize("parameter", KINDS)
def test_what_hangs_on_a_person_of_a_unit_below_is_reached_from_there_alone(
    shop: Shop, parameter: str
) -> None:
    stranger = sample.add(shop.store, "Чужой")
    here = Login(stranger, LoginRole.MANAGER, (shop.elsewhere, shop.shop))
    number = shop.ids[parameter]
    assert shop.reaches(here, Reach.UNITS, parameter, number)
    for units in ((), (shop.elsewhere,)):
        assert not shop.reaches(replace(here, unit_ids=units), Reach.UNITS, parameter, number)
    for nothing in (None, 0, -1, 10**9, str(number), float(number), True):
        assert not shop.reaches(here, Reach.UNITS, parameter, nothing)


def test_a_person_without_a_unit_belongs_to_no_manager_of_units(shop: Shop) -> None:
    alone = sample.add(shop.store, "Одинцов")
    manager = Login(sample.add(shop.store, "Чужой"), LoginRole.MANAGER, (shop.shop, shop.elsewhere))
    assert not shop.reaches(manager, Reach.UNITS, "person_id", alone)


def test_everybody_reads_oneself_but_what_hangs_on_a_person_only_in_the_own_units(shop: Shop) -> None:
    stranger, person = sample.add(shop.store, "Чужой"), shop.ids["person_id"]
    for role in LoginRole:
        assert shop.reaches(Login(stranger, role), Reach.OWN, "person_id", stranger)
        assert not shop.reaches(Login(stranger, role), Reach.OWN, "person_id", person)
    manager = Login(stranger, LoginRole.MANAGER, (shop.shop,))
    assert shop.reaches(manager, Reach.SEEN, "person_id", stranger)
    assert shop.reaches(manager, Reach.SEEN, "person_id", person)
    assert not shop.reaches(replace(manager, unit_ids=()), Reach.SEEN, "person_id", person)
    # Notes and results about oneself are for the superiors to show.
    assert not shop.reaches(manager, Reach.UNITS, "person_id", stranger)


def test_a_note_is_its_authors_alone(shop: Shop) -> None:
    author, other = (sample.add(shop.store, name) for name in ("Авторов", "Чужой"))
    shop.store.act_as(author)
    note = shop.store.write(
        diary.write, shop.ids["person_id"], (1,), "помог смене", Polarity.FOR, sample.TODAY
    )
    for person, own in ((author, True), (other, False)):
        login = Login(person, LoginRole.MANAGER, (shop.shop,))
        for parameter in ("note_id", "evidence_id"):
            assert shop.reaches(login, Reach.OWN, parameter, note) is own
            assert shop.reaches(login, Reach.UNITS, parameter, note) is own


def test_a_seat_beside_a_person_of_another_unit_is_no_part_in_the_plan(shop: Shop) -> None:
    (line,) = (one for one in shop.store.read(people.card, shop.ids["person_id"], None, sample.TODAY).cases)
    colleague = Login(line.sheets[0].assessor_id, LoginRole.MANAGER, (shop.elsewhere,))
    assert shop.reaches(colleague, Reach.UNITS, "case_id", shop.ids["case_id"])
    assert not shop.reaches(colleague, Reach.TEAM, "case_id", shop.ids["case_id"])
    bounds = [
        table()[f"development.{one}"].grants[LoginRole.MANAGER]
        for one in ("plans.for_case", "plans.make", "taking_in.take_in")
    ]
    assert bounds == [(Bound(Reach.TEAM, "case_id"),)] * 3


def test_papers_of_several_are_reached_if_each_of_them_is(shop: Shop) -> None:
    manager = Login(sample.add(shop.store, "Чужой"), LoginRole.MANAGER, (shop.shop,))
    alone = sample.add(shop.store, "Одинцов")
    ids, unit = shop.ids, shop.team

    def reached(of: Of, *several: int, unit_id: int | None = None) -> bool:
        return shop.reaches(manager, Reach.UNITS, "ids", None, {"of": of, "ids": several, "unit_id": unit_id})

    assert reached(Of.CASE, ids["case_id"]) and reached(Of.PLAN, ids["plan_id"])
    assert reached(Of.PERSON, ids["person_id"]) and not reached(Of.PERSON, ids["person_id"], alone)
    assert not reached(Of.CASE) and not reached(Of.CASE, 10**9)
    # Of a team what counts is the unit that the paper is limited to.
    assert reached(Of.CYCLE, 1, unit_id=unit)
    assert not reached(Of.CYCLE, 1) and not reached(Of.CYCLE, 1, unit_id=shop.elsewhere)
    assert not reached(Of.FILE) and not reached(Of.FRAMEWORK, 1)
    # What is about nobody is in no unit, whatever unit is said.
    assert not reached(Of.FILE, 1, unit_id=unit) and not reached(Of.FRAMEWORK, 1, unit_id=unit)


def test_the_units_of_a_manager_are_put_where_an_answer_is_limited_to_them_and_no_others(shop: Shop) -> None:
    manager = Login(sample.add(shop.store, "Чужой"), LoginRole.MANAGER, (shop.shop,))
    bounds = (Bound(Reach.FILLED, "unit_ids"),)
    below = frozenset(shop.store.read(organisation.units_below, shop.shop))
    assert shop.team in below and shop.elsewhere not in below
    assert shop.store.read(scope.filled, manager, bounds, {}) == {"unit_ids": below}
    assert shop.store.read(scope.filled, replace(manager, unit_ids=()), bounds, {}) == {
        "unit_ids": frozenset()
    }
    assert shop.store.read(scope.filled, manager, (), {"unit_ids": below}) == {}, "who is not bounded chooses"
    for others in (frozenset({shop.elsewhere}), below, frozenset[int]()):
        with pytest.raises(OutOfReach):
            shop.store.read(scope.filled, manager, bounds, {"unit_ids": others})


def test_an_open_assessment_is_not_yet_the_auditors(shop: Shop) -> None:
    auditor = Login(sample.add(shop.store, "Ревизоров"), LoginRole.AUDITOR)
    for parameter in ("case_id", "sheet_id"):
        assert not shop.reaches(auditor, Reach.CLOSED, parameter, shop.ids[parameter])


def test_every_bound_of_the_table_is_one_that_can_be_reached() -> None:
    known = {
        Reach.OWN: {"sheet_id", "case_id", "note_id", "evidence_id", "person_id"},
        Reach.SEEN: {"person_id"},
        Reach.UNITS: {*KINDS, "ids", "talk"},
        Reach.TEAM: {*KINDS},
        Reach.NONE: {"inside"},
        Reach.FILLED: {"unit_ids"},
        Reach.CLOSED: {"case_id", "sheet_id"},
        Reach.ANY: {""},
        Reach.JOURNAL: {""},
    }
    bounds = [bound for row in table().values() for several in row.grants.values() for bound in several]
    assert [bound for bound in bounds if bound.parameter not in known[bound.reach]] == []

"""What became of adaptation and mentoring: means over five people and more, nobody to be told from them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from sqlmodel import Session

from db import models
from db.development import adaptations, plan_edit, plan_followup, what_worked
from db.file.store import Store
from domain.development.adaptation import Mentoring
from domain.development.plan import PlanKind
from domain.development.plan_rules import draft_of
from domain.development.worked import Worked
from tests import prepared
from tests.db import sample
from tests.db.planned import ON, PERIOD, Planned, assess_later, planned


def adapted(store: Store, mentor: int | None, said: dict[str, int] | None = None, days: int = 0) -> Planned:
    """A plan of adaptation of somebody new, guided by *mentor*, assessed after so many days and closed."""
    one = planned(store)

    def be_of_adaptation(session: Session) -> None:
        session.get_one(models.Plan, one.plan).kind = PlanKind.ADAPTATION
        session.info["unjournaled"] = True

    store.write(be_of_adaptation)
    if mentor is not None:
        store.write(adaptations.appoint, one.plan, Mentoring(mentor, consent_on=ON))
    one.finish()
    assess_later(store, one, said or {}, days)
    store.write(plan_followup.close, one.plan, one.boss, PERIOD.ends_on, {})
    return one


type Guided = tuple[Store, int, what_worked.Adapted]


@pytest.fixture
def guided(tmp_path: Path) -> Iterator[Guided]:
    """A file of five newcomers, the id of the mentor of all, and what was told when there were four."""

    def make(path: Path) -> tuple[int, what_worked.Adapted]:
        prepared.empty(path)
        with closing(Store.open(path)) as store:
            mentor = sample.add(store, "Власова", given="Нина")
            for _number in range(4):
                adapted(store, mentor)
            told = store.read(what_worked.adapted)
            adapted(store, mentor)
        return mentor, told

    path = tmp_path / "новые.merilo"
    mentor, told = prepared.file(path, "five newcomers", make)
    with closing(Store.open(path)) as store:
        yield store, mentor, told


def test_nothing_is_told_of_fewer_than_five_newcomers(guided: Guided) -> None:
    _store, _mentor, told = guided
    assert (told.plans, told.assessed, told.worked, told.guided, told.untold) == (4, 4, None, (), 1)


def test_adaptation_and_its_mentors_are_told_from_five_newcomers_on(guided: Guided) -> None:
    told = guided[0].read(what_worked.adapted)
    assert told.worked is not None and told.worked.n == 5
    assert told.worked.change > 3, "from nought and one to four"
    assert told.by_60 == told.worked and told.later is None
    (one,) = told.guided
    assert (one.mentor_name, one.worked) == ("Власова Нина", told.worked)
    assert told.untold == 0


def test_a_mentor_is_held_back_where_the_whole_less_the_told_would_be_one_person(guided: Guided) -> None:
    store = guided[0]
    adapted(store, None)
    told = store.read(what_worked.adapted)
    assert told.worked is not None and told.worked.n == 6
    assert (told.guided, told.untold) == ((), 1)


def test_the_halves_of_a_probation_are_told_only_together(guided: Guided) -> None:
    store = guided[0]
    adapted(store, None, {"S02": 1}, days=70)
    told = store.read(what_worked.adapted)
    assert (told.by_60, told.later) == (None, None), "one was assessed later"
    for _number in range(4):
        adapted(store, None, {"S02": 1}, days=70)
    told = store.read(what_worked.adapted)
    assert told.by_60 is not None and told.later is not None
    assert told.by_60.n == told.later.n == 5
    assert told.by_60.change > told.later.change


def test_a_mentor_beside_actions_of_other_plans_is_told_apart(store: Store) -> None:
    mentor = sample.add(store, "Власова")
    for _number in range(5):
        one = planned(store)
        for action in one.goal("S02").actions:
            draft = replace(draft_of(action), mentor_id=mentor)
            store.write(plan_edit.change_action, action.id, draft)
        one.finish()
        assess_later(store, one, {"S09": 1})
        store.write(plan_followup.close, one.plan, one.boss, PERIOD.ends_on, {})
    told = store.read(what_worked.adapted)
    assert (told.plans, told.worked, told.guided) == (0, None, ())
    assert [one.worked for one in told.advised] == [Worked(5, Fraction(3))], (
        "only the goals with the mentor count"
    )


def test_who_was_erased_is_named_nowhere(guided: Guided) -> None:
    store, mentor, _told = guided
    assert store.read(what_worked.adapted).guided

    def erase(session: Session) -> None:
        row = session.get_one(models.Person, mentor)
        row.surname = row.given = row.patronymic = ""
        session.info["unjournaled"] = True

    store.write(erase)
    assert store.read(what_worked.adapted).guided == ()


def test_it_takes_the_same_few_statements_with_five_plans_and_without(store: Store, guided: Guided) -> None:
    assert sample.count(guided[0], what_worked.adapted) == sample.count(store, what_worked.adapted) == 4

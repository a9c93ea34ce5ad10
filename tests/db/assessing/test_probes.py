"""Follow-ups ticked as asked: who asked which, fixed with the sheet, proved, copied and erased with it."""

from datetime import date

import pytest

from db.assessing import assessments, cases, people
from db.assessing.sheet import sheets
from db.assessing.talk import probes
from db.file.store import Store
from db.people import erasing
from domain.errors import NotYours, Submitted, Unknown
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.db.conftest import ByClock

ONE, TWO = "Что сделали лично вы?", "Что бы вы сейчас сделали иначе?"


@pytest.fixture
def store(by_clock: ByClock) -> Store:
    """A file with an assessor (1), a candidate (2), another assessor (3) and the first one's sheet (1)."""
    made = by_clock(None)
    me = made.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
    made.act_as(me)
    candidate = made.write(people.add, Person(surname="Орлова"))
    made.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Фомина", is_actor=True))
    made.write(assessments.start, candidate, me, Role.HR)
    return made


def asked(store: Store, sheet_id: int = 1, code: str = "K01") -> frozenset[str]:
    return next(row.asked for row in store.read(sheets.sheet, sheet_id, 1).rows if row.item.code == code)


def item(store: Store, code: str = "K01") -> int:
    return next(row.item.id for row in store.read(sheets.sheet, 1, 1).rows if row.item.code == code)


def test_a_tick_is_kept_for_its_item_and_taken_back(store: Store) -> None:
    for probe in (ONE, TWO):
        store.write(probes.tick, 1, item(store), probe, was_asked=True)
    assert asked(store) == {ONE, TWO}
    assert asked(store, code="K02") == frozenset()
    store.write(probes.tick, 1, item(store), ONE, was_asked=False)
    assert asked(store) == {TWO}


def test_only_the_assessor_ticks_and_only_before_handing_in(store: Store) -> None:
    store.act_as(3)
    with pytest.raises(NotYours):
        store.write(probes.tick, 1, item(store), ONE, was_asked=True)
    store.act_as(1)
    with pytest.raises(Unknown):
        store.write(probes.tick, 1, 10_000, ONE, was_asked=True)
    store.write(probes.tick, 1, item(store), ONE, was_asked=True)
    store.write(sheets.submit, 1)
    with pytest.raises(Submitted):
        store.write(probes.tick, 1, item(store), TWO, was_asked=True)
    assert asked(store) == {ONE}


def test_a_correction_begins_with_the_same_ticks(store: Store) -> None:
    store.write(probes.tick, 1, item(store), ONE, was_asked=True)
    store.write(sheets.submit, 1)
    again = store.write(sheets.revise, 1, "Опечатка")
    assert asked(store, again) == {ONE}
    store.write(probes.tick, again, item(store), ONE, was_asked=False)
    assert (asked(store, again), asked(store)) == (frozenset(), {ONE})


def test_the_record_has_what_was_asked_in_the_sheet_that_counts_in_the_order_of_the_guide(
    store: Store,
) -> None:
    for probe in (TWO, ONE, "Свой вопрос?"):
        store.write(probes.tick, 1, item(store), probe, was_asked=True)
    store.write(sheets.rate, 1, item(store), Mark.rated(3))
    store.write(sheets.submit, 1)
    again = store.write(sheets.revise, 1, "Опечатка")
    store.write(probes.tick, again, item(store), "Свой вопрос?", was_asked=False)
    store.write(sheets.submit, again)
    counted = store.read(cases.result, 1, 1, date(2026, 11, 24))
    found = store.read(probes.of_result, counted)
    order = store.read(probes.of_cycle, counted.cycle.id)["K01"]
    assert {key: {one.ru for one in told} for key, told in found.items()} == {("K01", 1): {ONE, TWO}}
    assert list(found["K01", 1]) == [one for one in order if one.ru in {ONE, TWO}]


def test_an_erasure_takes_the_ticks_with_the_marks(store: Store) -> None:
    store.write(probes.tick, 1, item(store), ONE, was_asked=True)
    store.write(sheets.rate, 1, item(store), Mark.rated(3))
    store.write(sheets.submit, 1)
    assert store.checkup() == ()
    assert erasing is not None

"""Whoever is erased or released while packets are on their way stops neither the others nor what comes."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from db import models
from db.exchange import packets
from db.hiring import releasing
from db.people import erasing
from domain.errors import Begun
from domain.exchange.refusal import NotAccepted, Why
from domain.people.erasure import Order
from tests.desktop.office.exchange.devices import Schedule


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Schedule]:
    schedule = Schedule(tmp_path, random.Random(5))
    schedule.begin()
    schedule.invite()
    yield schedule
    schedule.close()


def bring(at: Schedule) -> None:
    for letter in at.post.letters:
        at.bring(letter)


def sealed(at: Schedule, number: int, case: str) -> None:
    at.rate(number, case)
    at.submit(number, case)
    at.seal(number, case)
    at.bring(at.post.letters[-1])


def erase(at: Schedule, person_id: int) -> None:
    at.hr.store.write(erasing.erase, Order(person_id, "отзыв согласия", "Стёртый человек"))


def test_after_a_candidate_was_erased_the_next_one_can_still_be_invited(at: Schedule) -> None:
    bring(at)
    (case,) = at.cases
    sealed(at, 0, case)
    person = at.hr.store.read(lambda session: session.get_one(models.Case, at.cases[case]).person_id)
    erase(at, person)
    kept = at.hr.store.read(lambda session: session.exec(select(models.Packet.body)).all())
    assert set(kept) == {None}, "nothing that was sealed stays"
    assert not any(one.waits for one in at.hr.store.read(packets.packets))
    at.begin()
    at.invite(list(at.cases)[1])
    bring(at)
    assert at.refusals == {Why.ERASED}
    assert [one.case_id(list(at.cases)[1]) is not None for one in at.assessors] == [True, True]


def test_a_sheet_of_an_erased_person_that_comes_again_is_refused_as_such(at: Schedule) -> None:
    bring(at)
    (case,) = at.cases
    sealed(at, 0, case)
    person = at.hr.store.read(lambda session: session.get_one(models.Case, at.cases[case]).person_id)
    erase(at, person)
    with pytest.raises(NotAccepted) as refused:
        at.hr.take(at.post.letters[-1].data)
    assert refused.value.why is Why.ERASED


def test_an_assessor_who_has_handed_in_and_is_erased_does_not_keep_the_sheets_of_all_closed(
    at: Schedule,
) -> None:
    bring(at)
    (case,) = at.cases
    sealed(at, 0, case)
    erase(at, at.seats[0])
    sealed(at, 1, case)
    assert [at.hr.said(case, seat) for seat in at.seats] == [at.truth[case, 0], at.truth[case, 1]]


def test_an_assessor_whose_sealed_sheet_has_come_in_is_not_released(at: Schedule) -> None:
    bring(at)
    (case,) = at.cases
    sealed(at, 0, case)
    with pytest.raises(Begun):
        at.hr.store.write(releasing.take_off, at.cases[case], at.seats[0])
    sealed(at, 1, case)
    assert at.hr.said(case, at.seats[0]) == at.truth[case, 0]


def test_an_invitation_is_taken_after_its_last_day_too(at: Schedule) -> None:
    first = at.assessors[0]
    first.watch.set(timedelta(days=400) + (at.hr.watch() - first.watch()))
    bring(at)
    (case,) = at.cases
    assert first.case_id(case) is not None

"""What a case carried to another file and back is forgotten with whom it names and with whose words it is."""

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing.sheet import sheets
from db.file.store import Store
from db.models.types import new_uid, now, today
from db.people import erasing
from domain.canonical import canonical
from domain.exchange.draft_merge import Side
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.people.erasure import Choice
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import place
from tests.db.exchange.test_travels import Road, marks, take
from tests.db.people.test_erasing import order


@pytest.fixture
def road(store: Store, another: Another) -> Road:
    return Road(place(store, "Громов"), place(another(), "Громов"))


def bodies(store: Store) -> bytes:
    found = store.read(lambda session: session.exec(select(models.Packet.body)).all())
    return b"\n".join(one for one in found if one is not None)


@pytest.mark.parametrize("words", ["рассказала Разумовская", "Со слов:\nРазумовская, 24 ноября"])
def test_a_name_in_the_words_that_were_carried_goes_with_the_person_and_the_case_still_comes_back(
    road: Road, words: str
) -> None:
    store = road.home.store
    third = sample.add(store, "Разумовская", given="Ольга")
    store.write(sheets.comment, road.sheet, 1, words)
    data = road.go()
    assert "Разумовская".encode() in bodies(store)
    store.write(erasing.erase, order(third, others=Choice.REMOVE))
    assert "Разумовская".encode() not in bodies(store)
    take(road.laptop, data)
    road.rate(road.laptop, road.sheet_there, i2=3)
    assert not take(road.home, road.back(), Side.HERE).again
    assert marks(road.home, road.sheet)[2] == 3


def test_the_words_that_an_erased_assessor_took_along_go_with_the_draft(road: Road) -> None:
    store = road.home.store
    store.write(sheets.comment, road.sheet, 1, "моё слово")
    road.go()
    assert "моё слово".encode() in bodies(store)
    store.act_as(road.other)
    store.write(erasing.erase, order(road.home.me))
    assert "моё слово".encode() not in bodies(store)


def test_the_reason_why_a_share_was_given_does_not_keep_the_name_of_who_was_erased(road: Road) -> None:
    store = road.home.store
    third = sample.add(store, "Разумовская", given="Ольга")

    def given(session: Session) -> None:
        session.info["unjournaled"] = True
        reason = canonical({"reason": "Разумовская в отпуске", "given_on": "2026-11-24"})
        told = {"way": Way.RECEIVED, "kind": PacketKind.GIVEN_SHARE, "key": "ab" * 32, "sequence": 1}
        of_now = {"uid": new_uid(session), "at": now(session), "on": today(session)}
        session.add(models.Packet(**told, **of_now, content_hash="cd" * 32, case_id=road.case, body=reason))

    store.write(given)
    store.write(erasing.erase, order(third))
    assert "в отпуске".encode() in bodies(store) and "Разумовская".encode() not in bodies(store)

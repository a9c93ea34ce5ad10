"""The paper of a result goes only to who may see it, and goes with the person when he or she is erased."""

import base64
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from db import models
from db.exchange import envelope, keys, sent_results
from db.file.store import Store
from db.journal import exports
from db.people import erasing
from domain.errors import StillBlind, Unknown
from domain.exchange.packet import Packet, SentResult
from domain.exchange.refusal import NotAccepted, Why
from domain.mark import Role
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import Place, acquaint, place
from tests.db.people.test_erasing import order

BODY = base64.b64encode(b"%PDF-1.7 paper").decode()


def sent(here: Place, there: Place, case_id: int) -> Packet:
    (to,) = here.store.read(keys.known)
    top, told = here.store.read(sent_results.outgoing, case_id, to, "profile", sample.TODAY, BODY)
    here.store.write(sent_results.handed_out, top, to, "ab" * 32, case_id)
    data = envelope.sealed(top, told, here.keys)
    signers = {one.keys.signing for one in there.store.read(keys.known)}
    return envelope.opened(data, there.keys.sealing, there.keys.public.sealing, signers)


def bodies(session: Session) -> list[bytes | None]:
    return list(session.exec(select(models.Packet.body)))


def test_a_paper_goes_by_what_is_shown_and_goes_with_the_person(store: Store, another: Another) -> None:
    here = place(store, "Соколова")
    there = place(another(), "Громов")
    acquaint(here, there, sample.add(store, "Громов"))
    acquaint(there, here, sample.add(there.store, "Соколова"))
    person = sample.candidate(store, "Лебедева")
    case_id = sample.case(store, person)
    sheet_id = sample.sheet(store, case_id, here.me, Role.MANAGER, 3, submit=False)
    with pytest.raises(StillBlind):
        sent(here, there, case_id)
    sample.sheet(store, case_id, here.me, Role.MANAGER, 3)
    packet = sent(here, there, case_id)
    assert sheet_id
    (to,) = store.read(keys.known)
    with pytest.raises(Unknown):
        store.read(
            sent_results.outgoing, case_id, replace(to, person_id=person), "profile", sample.TODAY, BODY
        )
    assert [one.document for one in store.read(exports.handed_out, person)] == ["packet"]
    told = packet.content
    assert isinstance(told, SentResult)
    other = there.store
    assert not other.write(sent_results.take, packet, "ab" * 32).again
    assert other.write(sent_results.take, packet, "ab" * 32).again
    assert other.read(sent_results.kept, packet.head.uid) == told
    rated = other.read(
        lambda s: s.exec(select(models.Person).where(models.Person.uid == told.person.uid)).one()
    )
    assert rated.surname == "Лебедева"
    other.write(erasing.erase, order(rated.id))
    assert other.read(bodies) == [None]
    with pytest.raises(Unknown):
        other.read(sent_results.kept, packet.head.uid)
    again = replace(packet, head=replace(packet.head, uid=told.case, sequence=packet.head.sequence + 1))
    with pytest.raises(NotAccepted) as refused:
        other.write(sent_results.take, again, "cd" * 32)
    assert refused.value.why is Why.ERASED
    other.close()

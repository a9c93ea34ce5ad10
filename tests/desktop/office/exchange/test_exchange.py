"""What goes out is on the disk before it counts as sent; what comes in is announced, and taken in one act."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from db import models
from db.exchange import keys as ledger
from db.exchange import packets
from db.journal import exports, reconcile
from desktop.office.exchange import sending, taking
from domain.errors import NobodyWaits
from domain.exchange.packet import PacketKind
from domain.exchange.refusal import AlreadySealed, NoKeys, NotAccepted, Why
from domain.progress import Progress
from reports.paper.atomic import Unwritable
from tests.desktop.office.exchange.places import Exchange, counts, place


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Exchange]:
    found = Exchange(tmp_path)
    yield found
    found.close()


def test_the_last_sealed_sheet_opens_all_in_the_act_that_takes_it(at: Exchange) -> None:
    first, second = at.invited()
    early = at.rated(0, first, 4)
    late = at.rated(1, second, 1)
    taken = at.hr.take(early)
    assert (taken.kind, taken.case_id, taken.again, taken.opened) == (
        PacketKind.SEALED_SHEET,
        at.case,
        False,
        0,
    )
    assert at.levels() == []
    before = counts(at.hr.store)
    data = late.read_bytes()
    packet = taking.looked(at.hr.store, data, Progress())
    told = taking.told(at.hr.store, packet, taking.hash_of(data))
    assert (told.sender, told.person, told.would.opened) == ("Орлов", "Лебедева", 2)
    assert counts(at.hr.store) == before and at.levels() == [], "only said"
    taken = at.hr.take(late)
    assert (taken.opened, taken.case_id) == (2, at.case)
    assert set(at.levels()) == {4, 1}
    assert counts(at.hr.store)[0] == before[0] + 1, "one act"
    assert at.hr.take(late).again and at.hr.take(early).again
    assert at.hr.store.read(reconcile.reconcile).problems == ()
    assert not any(one.waits for one in at.hr.store.read(packets.packets))


def test_an_invitation_says_whom_and_for_what_before_it_is_taken(at: Exchange) -> None:
    data = at.invited()[0].read_bytes()
    one = at.assessors[0]
    packet = taking.looked(one.store, data, Progress())
    told = taking.told(one.store, packet, taking.hash_of(data))
    assert (told.kind, told.sender, told.person) == (PacketKind.INVITATION, "Соколова", "Лебедева")
    assert told.title and not told.would.again
    cases = select(models.Case.id)
    assert one.store.read(lambda session: session.exec(cases).all()) == []
    taken = taking.take(one.store, packet, taking.hash_of(data))
    assert one.store.read(lambda session: session.exec(cases).all()) == [taken.case_id]
    again = taking.told(one.store, packet, taking.hash_of(data)).would
    assert (again.again, again.case_id) == (True, taken.case_id)


def test_packets_are_new_files_and_count_as_sent_only_with_them(at: Exchange) -> None:
    made = sending.invite(at.hr.store, at.case)
    before = counts(at.hr.store)
    nowhere = at.folder / "нет такой"
    with pytest.raises(Unwritable):
        sending.write(at.hr.store, nowhere, *made)
    assert counts(at.hr.store) == before
    taken = at.folder / made[1].name
    taken.write_bytes(b"somebody else's")
    first, second = sending.write(at.hr.store, at.folder, *made)
    assert (first.name, second) == (made[0].name, taken.with_stem(f"{taken.stem} (2)"))
    assert taken.read_bytes() == b"somebody else's"
    assert [first.read_bytes(), second.read_bytes()] == [one.data for one in made]
    assert {one.recipient for one in made} == {"Громов", "Орлов"}
    (out,) = at.hr.store.read(exports.handed_out, at.person)
    assert out.document == "packet"


def test_a_packet_that_cannot_be_written_down_leaves_no_file(at: Exchange) -> None:
    first, _second = at.invited()
    late = sending.invite(at.hr.store, at.case)
    assert at.hr.take(at.rated(0, first, 2)).opened == 0
    before, files = counts(at.hr.store), sorted(at.folder.iterdir())
    with pytest.raises(AlreadySealed):
        sending.write(at.hr.store, at.folder, *late)
    assert counts(at.hr.store) == before and sorted(at.folder.iterdir()) == files


def test_who_cannot_be_invited_is_said_in_words(at: Exchange) -> None:
    known = at.hr.store.read(ledger.known)
    at.hr.store.write(ledger.withdraw, next(one.id for one in known if one.person_id == at.seats[1]))
    with pytest.raises(NoKeys) as refused:
        sending.invite(at.hr.store, at.case)
    assert refused.value.names == ("Орлов",)
    assert len(sending.invite(at.hr.store, at.case, without=[at.seats[1]])) == 1
    with pytest.raises(NobodyWaits):
        sending.invite(at.hr.store, at.case, without=at.seats)


def test_the_sheet_goes_only_to_a_key_that_is_still_known(at: Exchange) -> None:
    at.rated(0, at.invited()[0], 3)
    one = at.assessors[0]
    (hr,) = one.store.read(ledger.known)
    one.store.write(ledger.withdraw, hr.id)
    (case_id,) = one.store.read(lambda session: session.exec(select(models.Case.id)).all())
    with pytest.raises(NoKeys) as refused:
        sending.seal(one.store, case_id)
    assert refused.value.names == ("Соколова",)


def test_a_packet_is_not_for_a_file_without_keys_and_is_told_from_other_files(at: Exchange) -> None:
    new = place(at.folder / "new.merilo", "Новикова")
    for data, why in ((at.invited()[0].read_bytes(), Why.FOR_ANOTHER), (b"PK", Why.NO_PACKET)):
        with pytest.raises(NotAccepted) as refused:
            taking.looked(new.store, data, Progress())
        assert refused.value.why is why
    new.store.close()

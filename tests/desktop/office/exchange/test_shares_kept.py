"""A false share blocks nothing; who drops out is replaced by the second named person, and papers say so."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from db import models
from db.assessing import cases
from db.exchange import envelope, invitations, packets, sealed_sheets, shares
from db.exchange import keys as ledger
from db.journal import exports, reconcile
from desktop.office.exchange import sealing, sending, taking
from domain.errors import NeedsReason, Unknown
from domain.exchange.ledger import Taken
from domain.exchange.packet import GivenShare, PacketKind, SentSheet
from domain.exchange.refusal import AlreadySealed, NotAccepted, Why
from domain.progress import Progress
from reports.paper import phrases_opening
from resources.i18n import words
from tests.db import sample
from tests.desktop.office.exchange.places import Exchange, Place, counts, place


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Exchange]:
    found = Exchange(tmp_path)
    yield found
    found.close()


@pytest.fixture
def keeper(at: Exchange) -> Iterator[Place]:
    """The file of somebody who rates nobody, known to HR and knowing HR."""
    found = place(at.folder / "keeper.merilo", "Зимина")
    at.hr.knows(found, sample.add(at.hr.store, "Зимина"))
    found.knows(at.hr, sample.add(found.store, "Соколова"))
    yield found
    found.store.close()


def keeper_id(at: Exchange) -> int:
    wanted = select(models.Person.id).where(models.Person.surname == "Зимина")
    return at.hr.store.read(lambda session: session.exec(wanted).one())


def sealed_by(at: Exchange, number: int, change: dict[str, Any], **inner: Any) -> bytes:
    """Return a packet with this assessor's sheet, changed as a changed program could."""
    one = at.assessors[number]
    (case_id,) = one.store.read(lambda session: session.exec(select(models.Case.id)).all())
    seat, share, to = one.store.read(invitations.kept, case_id)
    sheet = replace(one.store.read(sealed_sheets.own_sheet, case_id, seat), **inner)
    head = one.store.read(packets.head, PacketKind.SEALED_SHEET, to)
    own = sending.own_keys(one.store)
    top = replace(head, kind=PacketKind.SHEET, recipient=seat.case_key)
    content = replace(sealing.closed(sheet, top, own, share), **change)
    data = envelope.sealed(head, content, own)
    one.store.write(sealed_sheets.handed_over, head, to.keys.signing, taking.hash_of(data), case_id)
    return data


def took(at: Place, data: bytes) -> Taken:
    return taking.take(at.store, taking.looked(at.store, data, Progress()), taking.hash_of(data))


def why(at: Place, data: bytes) -> Why:
    before = counts(at.store)
    with pytest.raises(NotAccepted) as refused:
        took(at, data)
    assert counts(at.store) == before, "nothing was written"
    return refused.value.why


def test_a_false_share_is_refused_and_the_right_one_still_comes(at: Exchange) -> None:
    first, second = at.invited()
    right, late = at.rated(0, first, 4), at.rated(1, second, 2)
    _seat, share, _to = at.assessors[0].store.read(invitations.kept, 1)
    body = f"{int(share.body[:2], 16) ^ 1:02x}{share.body[2:]}"
    assert why(at.hr, sealed_by(at, 0, {"share": replace(share, body=body)})) is Why.FALSE_SHARE
    assert at.hr.take(right).case_id == at.case
    assert at.hr.take(late).opened == 2
    kept = select(models.Packet.share, models.Packet.commitment)
    for secret, commitment in at.hr.store.read(lambda session: session.exec(kept).all()):
        assert secret is None, "no share is kept, only what tells a false one"
        assert commitment != bytes.fromhex(share.body)


@pytest.mark.parametrize("how", ["damaged", "few"])
def test_a_sheet_that_cannot_be_read_is_set_aside_and_comes_again(at: Exchange, how: str) -> None:
    first, second = at.invited()
    at.rated(0, first, 4)
    late = at.rated(1, second, 2)
    if how == "damaged":
        bad = sealed_by(at, 0, {"body": "AAAA"})
    else:
        one = at.assessors[0].store
        seat, _share, _to = one.read(invitations.kept, 1)
        whole = one.read(sealed_sheets.own_sheet, 1, seat)
        bad = sealed_by(at, 0, {}, marks=whole.marks[:3])
    assert took(at.hr, bad).case_id == at.case, "it is closed: nobody can see what is in it"
    taken = at.hr.take(late)
    assert (taken.opened, taken.set_aside) == (0, ("Громов",))
    assert at.levels() == [], "the other one stays closed until all are in"
    assert at.hr.take(at.sealed(0, 1)).opened == 2
    assert set(at.levels()) == {4, 2}
    assert at.hr.store.read(reconcile.reconcile).problems == ()


def test_the_last_sheet_is_refused_if_it_cannot_be_read_itself(at: Exchange) -> None:
    first, second = at.invited()
    assert at.hr.take(at.rated(0, first, 4)).opened == 0
    at.rated(1, second, 2)
    one = at.assessors[1].store
    seat, _share, _to = one.read(invitations.kept, 1)
    whole: SentSheet = one.read(sealed_sheets.own_sheet, 1, seat)
    assert why(at.hr, sealed_by(at, 1, {}, marks=whole.marks[:3])) is Why.INCOMPLETE
    assert why(at.hr, sealed_by(at, 1, {"body": "AAAA"})) is Why.DAMAGED
    assert at.hr.take(at.sealed(1, 1)).opened == 2


def test_a_share_given_by_the_second_named_person_opens_early_and_every_paper_says_it(
    at: Exchange, keeper: Place
) -> None:
    first, _second, kept = at.invited(keeper_id(at))
    assert at.hr.take(at.rated(0, first, 4)).opened == 0
    assert not keeper.take(kept).again
    assert keeper.take(kept).again
    (told,) = keeper.store.read(shares.kept_cases)
    codes = at.hr.store.read(lambda s: [s.get_one(models.Person, one).code for one in at.seats])
    assert (list(told.holders.values()), told.given, told.sender) == (codes, (), "Соколова")
    with pytest.raises(NeedsReason):
        sending.give_share(keeper.store, told.case, 2, " ")
    with pytest.raises(Unknown):
        sending.give_share(keeper.store, told.case, 3, "уволился")
    packet = sending.give_share(keeper.store, told.case, 2, "уволился")
    (given,) = sending.write(keeper.store, at.folder, packet)
    (told,) = keeper.store.read(shares.kept_cases)
    assert told.given == (2,)
    taken = at.hr.take(given)
    assert (taken.kind, taken.case_id, taken.opened) == (PacketKind.GIVEN_SHARE, at.case, 1)
    assert set(at.levels()) == {4}
    result = at.hr.store.read(cases.result, at.case, at.hr.me, sample.TODAY)
    assert result.opening is not None
    said = phrases_opening.said(result.opening, words("ru"))
    assert "Зимина" in said and "уволился" in said and "Орлов" in said
    assert at.hr.store.read(reconcile.reconcile).problems == ()
    assert at.hr.take(given).again


def test_whoever_dropped_out_may_hand_in_after_all(at: Exchange, keeper: Place) -> None:
    first, second, kept = at.invited(keeper_id(at))
    late = at.rated(1, second, 1)
    keeper.take(kept)
    (told,) = keeper.store.read(shares.kept_cases)
    given = sending.give_share(keeper.store, told.case, 2, "болеет")
    (path,) = sending.write(keeper.store, at.folder, given)
    assert at.hr.take(path).opened == 0, "nothing is there to be opened"
    with pytest.raises(AlreadySealed):
        at.invited(keeper_id(at))
    assert at.hr.take(at.rated(0, first, 4)).opened == 1
    assert at.hr.take(late).opened == 1
    assert set(at.levels()) == {4, 1}
    kept_shares = select(models.Packet.share, models.Packet.body).where(models.Packet.way == "received")
    assert set(at.hr.store.read(lambda session: session.exec(kept_shares).all())) == {(None, None)}
    result = at.hr.store.read(cases.result, at.case, at.hr.me, sample.TODAY)
    assert result.opening is not None, "it was opened early, and that stays said"


def test_only_the_second_named_person_gives_a_share_and_only_a_missing_one(
    at: Exchange, keeper: Place
) -> None:
    first, _second, kept = at.invited(keeper_id(at))
    keeper.take(kept)
    (told,) = keeper.store.read(shares.kept_cases)
    made = {n: sending.give_share(keeper.store, told.case, n, "болеет") for n in (1, 2)}
    sheet = at.rated(0, first, 3)
    assert at.hr.take(sheet).opened == 0
    assert why(at.hr, made[1].data) is Why.NOT_MISSING
    packet = taking.looked(at.hr.store, made[2].data, Progress())
    content = packet.content
    assert isinstance(content, GivenShare)
    wrong = replace(packet, content=replace(content, share=replace(content.share, body="00" * 74)))
    with pytest.raises(NotAccepted) as refused:
        taking.take(at.hr.store, wrong, "ab" * 32)
    assert refused.value.why in (Why.FALSE_SHARE, Why.WRONG_SHARE)
    one = at.assessors[1].store
    own = sending.own_keys(one)
    hr = one.read(packets.head, PacketKind.GIVEN_SHARE, one.read(ledger.known)[0])
    assert why(at.hr, envelope.sealed(hr, content, own)) is Why.NOT_KEEPER


def test_shares_dealt_again_replace_those_kept_and_a_former_packet_is_late(
    at: Exchange, keeper: Place
) -> None:
    early = at.invited(keeper_id(at))[2]
    late = at.invited(keeper_id(at))[2]
    keeper.take(late)
    assert why(keeper, early.read_bytes()) is Why.OLDER
    rows = select(models.KeptShare.number)
    assert list(keeper.store.read(lambda session: session.exec(rows).all())) == [1, 2]


def test_a_share_that_was_given_is_in_the_list_of_what_went_out(at: Exchange, keeper: Place) -> None:
    keeper.take(at.invited(keeper_id(at))[2])
    (told,) = keeper.store.read(shares.kept_cases)
    sending.write(keeper.store, at.folder, sending.give_share(keeper.store, told.case, 1, "болеет"))
    (out,) = keeper.store.read(exports.recent, ["packet"], 5)
    assert out.document == "packet"

"""Three files: HR invites two assessors, each rates in an own file, nothing opens before both are in."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import cases, one_offs
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.exchange import envelope, invitations, keys, opening, packets, pairing, sealed_sheets
from db.file.store import Store
from db.hiring import campaigns, releasing
from db.journal import reconcile
from desktop.office.exchange import sealing
from domain.assessing.evidence import Polarity
from domain.exchange.key import PrivateKeys
from domain.exchange.ledger import Way
from domain.exchange.packet import Invitation, Packet, PacketKind, SealedSheet
from domain.exchange.refusal import AlreadySealed, NotAccepted, Why
from domain.exchange.share import Share
from domain.mark import Role
from domain.sheet_kinds import SheetOrigin
from tests.db import sample
from tests.db.conftest import Another


@dataclass
class Place:
    """A file with its keys, and who works in it."""

    store: Store
    keys: PrivateKeys
    me: int


def place(store: Store, surname: str) -> Place:
    me = sample.add(store, surname, is_actor=True)
    store.act_as(me)
    return Place(store, store.write(keys.keep, pairing.new()), me)


def acquaint(here: Place, there: Place, person_id: int) -> None:
    told = there.store.read(keys.introduction)
    assert told is not None
    here.store.write(keys.know, told, person_id, told.keys.groups)


class Round:
    """HR's file with a case of two assessors, their files, and what went between."""

    def __init__(self, hr: Place, first: Place, second: Place, **fields: object) -> None:
        """Prepare the invitations; *fields* are those of the campaign."""
        self.hr, self.assessors = hr, (first, second)
        self.seats = [sample.add(hr.store, one, is_actor=True) for one in ("Громов", "Орлов")]
        panel = (self.seats[0], Role.MANAGER), (self.seats[1], Role.EXPERT)
        cycle = sample.campaign(hr.store, *panel, **fields)
        self.person = sample.candidate(hr.store, "Лебедева")
        self.case = hr.store.write(campaigns.invite, cycle, self.person)
        for seat, one in zip(self.seats, self.assessors, strict=True):
            acquaint(hr, one, seat)
            acquaint(one, hr, sample.add(one.store, "Соколова"))
        self.invitations = self.deal()

    def deal(self) -> list[bytes]:
        """Return the packets of the two invitations."""
        store = self.hr.store
        seats = store.write(invitations.seats, self.case)
        case_key, shares = sealing.deal_case(seats[0].blank.case, len(seats))
        files: list[bytes] = []
        dealt: list[tuple[invitations.Seat, Share, str]] = []
        for seat, share in zip(seats, shares, strict=True):
            content = replace(seat.blank, case_key=case_key, share=share)
            files.append(envelope.sealed(seat.head, content, self.hr.keys))
            dealt.append((seat, share, hashlib.sha256(files[-1]).hexdigest()))
        store.write(invitations.deal, self.case, invitations.Dealt(case_key, tuple(dealt)))
        return files

    def rated(self, number: int, level: int, before_sealing: Callable[[], object] = lambda: None) -> bytes:
        """Return the packet with the sealed sheet of this assessor."""
        one = self.assessors[number]
        case_id = take(one, self.invitations[number])
        assert case_id is not None
        role = (Role.MANAGER, Role.EXPERT)[number]
        sheet_id = sample.sheet(one.store, case_id, one.me, role, level, submit=False)
        person = one.store.read(lambda session: session.get_one(models.Case, case_id).person_id)
        one.store.write(sheets.comment, sheet_id, 1, f"слово {level}")
        one.store.write(
            *(evidence.note, person, [1], f"факт {level}", Polarity.FOR, sample.SEEN_ON), sheet_id=sheet_id
        )
        one.store.write(sheets.rate, sheet_id, 1, None)
        before_sealing()
        assert one.store.write(sheets.submit, sheet_id) == 1
        return self.closed(number, case_id)

    def closed(self, number: int, case_id: int) -> bytes:
        """Return a packet with the submitted sheet; each call makes a new one."""
        one = self.assessors[number]
        seat, share, to = one.store.read(invitations.kept, case_id)
        assert to is not None
        sheet = one.store.read(sealed_sheets.own_sheet, case_id, seat)
        top = one.store.write(packets.head, PacketKind.SEALED_SHEET, to)
        inner = replace(top, kind=PacketKind.SHEET, recipient=seat.case_key)
        content = sealing.closed(sheet, inner, one.keys, share)
        data = envelope.sealed(top, content, one.keys)
        file_hash = hashlib.sha256(data).hexdigest()
        one.store.write(sealed_sheets.handed_over, top, to.keys.signing, file_hash, case_id)
        return data

    def levels(self) -> list[int]:
        """Return the levels of all marks of the case in HR's file."""
        wanted = (
            select(models.Mark.level)
            .join(models.Sheet, models.Sheet.id == models.Mark.sheet_id)  # type: ignore[arg-type]
            .where(models.Sheet.case_id == self.case)
        )
        return [one for one in self.hr.store.read(lambda s: s.exec(wanted).all()) if one is not None]


def opened(at: Place, data: bytes) -> Packet:
    known = {one.keys.signing for one in at.store.read(keys.known)}
    return envelope.opened(data, at.keys.sealing, at.keys.public.sealing, known)


def take(at: Place, data: bytes) -> int | None:
    packet = opened(at, data)
    file_hash = hashlib.sha256(data).hexdigest()
    act = {PacketKind.INVITATION: invitations.accept, PacketKind.SEALED_SHEET: sealed_sheets.receive}
    return at.store.write(act[packet.head.kind], packet, file_hash)


def unseal(at: Place, case_id: int) -> int:
    found = at.store.read(opening.opens_by, case_id)
    assert found is not None, "somebody is awaited"
    identity = sealing.case_identity(found.case_key, found.shares)
    inside = {
        one.assessor: sealing.opened_sheet(one, identity, found.case_key, found.signers)
        for one in found.covers
    }
    return at.store.write(opening.unseal, case_id, inside).opened


def why(at: Place, data: bytes) -> Why:
    before = rows(at.store)
    with pytest.raises(NotAccepted) as refused:
        take(at, data)
    assert rows(at.store) == before, "nothing was written"
    return refused.value.why


def rows(store: Store) -> tuple[int, int, int]:
    """Return how many events, packets and sheets there are."""
    tables = models.Journal, models.Packet, models.Sheet
    first, second, third = (store.read(lambda s, of=of: len(s.exec(select(of)).all())) for of in tables)
    return first, second, third


@pytest.fixture
def at(store: Store, another: Another) -> Round:
    return Round(place(store, "Соколова"), place(another(), "Громов"), place(another(), "Орлов"))


def test_nothing_opens_before_the_last_sheet_is_in_and_then_all_open_together(at: Round) -> None:
    first = at.rated(0, 4)
    assert take(at.hr, first) == at.case
    assert at.levels() == []
    assert at.hr.store.read(opening.opens_by, at.case) is None
    assert at.hr.store.read(opening.opens_by, at.case, early=True) is None, "a share is missing"
    assert [one.waits for one in at.hr.store.read(packets.packets) if one.way is Way.RECEIVED] == [True]
    second = at.rated(1, 1)
    assert take(at.hr, second) == at.case
    assert at.levels() == [], "not before somebody opens them"
    assert unseal(at.hr, at.case) == 2
    found = at.levels()
    assert set(found) == {4, 1} and found.count(4) == found.count(1)
    result = at.hr.store.read(cases.result, at.case, at.hr.me, sample.TODAY)
    assert {one.text for one in result.comments} == {"слово 4", "слово 1"}
    origins = at.hr.store.read(lambda session: set(session.exec(select(models.Sheet.origin)).all()))
    assert origins == {SheetOrigin.SCREEN}, "nobody but the assessors held them open"
    assert at.hr.store.read(reconcile.reconcile).problems == ()
    assert not any(one.waits for one in at.hr.store.read(packets.packets))


def test_the_same_packet_again_changes_nothing_and_an_older_or_second_one_is_refused(at: Round) -> None:
    first = at.rated(0, 3)
    assert take(at.hr, first) == at.case
    before = rows(at.hr.store)
    assert take(at.hr, first) is None
    assert rows(at.hr.store) == before
    case_id = at.assessors[0].store.read(lambda session: session.exec(select(models.Packet.case_id)).first())
    assert case_id is not None
    later = at.closed(0, case_id)
    assert why(at.hr, later) is Why.SECOND_SHEET
    assert take(at.assessors[0], at.invitations[0]) is None, "the invitation was taken before"


def test_what_the_assessor_gets_makes_the_same_case(at: Round) -> None:
    packet = opened(at.assessors[0], at.invitations[0])
    told = packet.content
    assert isinstance(told, Invitation)
    assert (told.person.surname, told.assessor.surname, told.role) == ("Лебедева", "Громов", Role.MANAGER)
    assert told.share.of == 2
    case_id = take(at.assessors[0], at.invitations[0])
    assert case_id is not None
    store = at.assessors[0].store
    assert store.read(lambda s: s.get_one(models.Case, case_id).uid) == told.case
    (line,) = store.read(cases.lines_of, [case_id])
    assert line.person_name == "Лебедева" and line.with_panel
    assert not store.read(one_offs.mistake, case_id).empty, "it came by packet, and is not deleted"
    in_scope = select(models.CaseItem.item_id).where(
        models.CaseItem.case_id == case_id,
        models.CaseItem.in_scope == True,  # noqa: E712
    )
    assert len(store.read(lambda s: s.exec(in_scope).all())) == len(told.items)


@pytest.mark.parametrize("how", ["withdrawn", "unknown", "closed", "released", "dealt", "early", "share"])
def test_a_sheet_that_comes_too_late_or_from_somebody_else_is_refused_in_words(at: Round, how: str) -> None:
    data = at.rated(0, 3)
    hr = at.hr.store
    expected = {
        "withdrawn": Why.UNKNOWN_SIGNER,
        "unknown": Why.NO_CASE,
        "closed": Why.DECIDED,
        "released": Why.NOT_INVITED,
        "dealt": Why.WRONG_SHARE,
        "early": Why.OLDER,
        "share": Why.WRONG_SHARE,
    }[how]
    packet = opened(at.hr, data)
    content = packet.content
    assert isinstance(content, SealedSheet)
    match how:
        case "withdrawn":
            known = next(one for one in hr.read(keys.known) if one.person_id == at.seats[0])
            hr.write(keys.withdraw, known.id)
        case "unknown":
            content = replace(content, case="00000000-0000-0000-0000-00000000000a")
        case "closed":
            hr.write(campaigns.withdraw, at.case, "передумал", sample.TODAY)
        case "released":
            hr.write(releasing.take_off, at.case, at.seats[0])
        case "dealt":
            content = replace(content, share=replace(content.share, number=2))
        case "early":
            assert take(at.hr, data) == at.case
            packet = replace(packet, head=replace(packet.head, uid=content.case))
        case _:
            content = replace(content, share=Share(content.case, 1, 3, content.share.body))
    before = rows(hr)
    with pytest.raises(NotAccepted) as refused:
        hr.write(sealed_sheets.receive, replace(packet, content=content), "ab" * 32)
    assert refused.value.why is expected
    assert rows(hr) == before


def test_after_the_first_sheet_is_back_the_key_is_dealt_no_more(at: Round) -> None:
    at.invitations = at.deal()
    assert take(at.hr, at.rated(0, 2)) == at.case
    with pytest.raises(AlreadySealed):
        at.deal()


def test_who_took_an_invitation_takes_the_one_dealt_later_and_seals_again(at: Round) -> None:
    early = at.rated(0, 4)
    at.invitations = at.deal()
    assert why(at.hr, early) is Why.WRONG_SHARE
    first = at.assessors[0]
    before = rows(first.store)
    case_id = take(first, at.invitations[0])
    assert case_id is not None
    assert rows(first.store) == (before[0] + 1, before[1] + 1, before[2]), "one act, and no second sheet"
    assert take(at.hr, at.closed(0, case_id)) == at.case
    assert take(at.hr, at.rated(1, 1)) == at.case
    assert unseal(at.hr, at.case) == 2
    assert set(at.levels()) == {4, 1}


def test_an_invitation_to_a_case_that_is_here_must_say_the_same_of_it(at: Round) -> None:
    first = at.assessors[0]
    assert take(first, at.invitations[0]) is not None
    packet = opened(first, at.deal()[0])
    told = packet.content
    assert isinstance(told, Invitation)
    for wrong in (
        replace(told, role=Role.EXPERT),
        replace(told, person=replace(told.person, uid="00000000-0000-0000-0000-00000000000a")),
    ):
        before = rows(first.store)
        with pytest.raises(NotAccepted) as refused:
            first.store.write(invitations.accept, replace(packet, content=wrong), "ab" * 32)
        assert refused.value.why is Why.OTHER_CONTENT and rows(first.store) == before


def test_invitations_to_several_cases_are_taken_in_any_order(at: Round) -> None:
    cycle = at.hr.store.read(lambda session: session.get_one(models.Case, at.case).cycle_id)
    other = sample.candidate(at.hr.store, "Зимина")
    at.case = at.hr.store.write(campaigns.invite, cycle, other)
    later = at.deal()
    first = at.assessors[0]
    second, earlier = (opened(first, one).head.sequence for one in (later[0], at.invitations[0]))
    assert second > earlier
    taken = [take(first, one) for one in (later[0], at.invitations[0])]
    assert None not in taken and len(set(taken)) == 2
    cycles = select(models.Cycle.uid)
    there = at.hr.store.read(lambda session: session.get_one(models.Cycle, cycle).uid)
    assert list(first.store.read(lambda session: session.exec(cycles).all())) == [there], (
        "one cycle, as there"
    )


def test_the_second_named_person_may_be_one_of_the_assessors(at: Round) -> None:
    store = at.hr.store
    seats = store.write(invitations.seats, at.case)
    known, top = store.write(invitations.keeper, at.seats[0], seats)
    assert top.sequence == seats[0].head.sequence + 1
    case_key, shares = sealing.deal_case(seats[0].blank.case, len(seats))
    dealt = tuple((seat, share, f"{share.number:064x}") for seat, share in zip(seats, shares, strict=True))
    keeper = at.seats[0], known, top, "ab" * 32
    store.write(invitations.deal, at.case, invitations.Dealt(case_key, dealt, keeper))
    kinds = [one.kind for one in store.read(packets.packets)[:3]]
    assert kinds == [PacketKind.KEPT_SHARES, PacketKind.INVITATION, PacketKind.INVITATION]


def test_the_journal_tells_how_many_items_were_not_marked(at: Round) -> None:
    for number in (0, 1):
        assert take(at.hr, at.rated(number, 3)) == at.case
    assert unseal(at.hr, at.case) == 2
    event = at.hr.store.read(
        lambda s: s.exec(select(models.Journal).where(models.Journal.act == "unseal")).one()
    )
    assert [data["unmarked"] for act, _kind, _id, data in event.data["with"] if act == "submit"] == [1, 1]


def test_words_of_a_sealed_sheet_pass_the_gate_of_typed_text(at: Round) -> None:
    """Whoever changed the program may send anything: it must not look here like something else."""
    mine = at.assessors[0]

    def spoil(session: Session) -> None:
        session.info["unjournaled"] = True
        for row in session.exec(select(models.MarkText)).all():
            row.comment = "  за\u202eтуп\x07\r\nдве"
        for fact in session.exec(select(models.Evidence)).all():
            fact.text = "ви\u2066дел\x07 "

    first = at.rated(0, 4, before_sealing=lambda: mine.store.write(spoil))
    take(at.hr, first)
    take(at.hr, at.rated(1, 1))
    unseal(at.hr, at.case)
    words, facts = at.hr.store.read(
        lambda s: (s.exec(select(models.MarkText)).all(), s.exec(select(models.Evidence)).all())
    )
    assert {one.comment for one in words} == {"затуп\nдве", "слово 1"}
    assert {one.text for one in facts} == {"видел", "факт 1"}


def test_a_fact_of_which_nothing_is_left_is_damaged(at: Round) -> None:
    mine = at.assessors[0]

    def spoil(session: Session) -> None:
        session.info["unjournaled"] = True
        for fact in session.exec(select(models.Evidence)).all():
            fact.text = "\u202e\x07"

    take(at.hr, at.rated(1, 1))
    take(at.hr, at.rated(0, 4, before_sealing=lambda: mine.store.write(spoil)))
    assert unseal(at.hr, at.case) == 0, "it is set aside"
    assert at.levels() == []

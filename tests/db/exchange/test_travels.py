"""A case goes to another file of its assessor and back: nothing is lost, and nobody else's is touched."""

import hashlib
from dataclasses import replace

import pytest
from sqlmodel import Session, SQLModel, col, select

from db import models
from db.assessing import away, cases
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.exchange import along, envelope, keys, travels
from db.file.store import Store
from db.framework import drafts, editions
from db.hiring import campaigns
from db.journal import exports, reconcile
from db.models.types import now, today
from db.people import erasing
from domain.assessing.evidence import Polarity
from domain.errors import NotAssigned, NotYours, Submitted
from domain.exchange import strict
from domain.exchange.draft_merge import Side, Unsettled
from domain.exchange.ledger import Taken
from domain.exchange.packet import CaseBack, CaseToGo, Packet, PacketKind
from domain.exchange.refusal import Away, NotAccepted, Why
from domain.mark import Mark, Role
from domain.sheet_kinds import SheetState
from domain.text import Text
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import Place, acquaint, place
from tests.db.people.test_erasing import order


class Road:
    """The file at home with a case of two assessors, and the laptop of the one who works there."""

    def __init__(self, home: Place, laptop: Place, **fields: object) -> None:
        """Prepare the case; *fields* are those of the campaign."""
        self.home, self.laptop = home, laptop
        self.other = sample.add(home.store, "Орлов", is_actor=True)
        panel = (home.me, Role.MANAGER), (self.other, Role.EXPERT)
        cycle = sample.campaign(home.store, *panel, **fields)
        self.person = sample.candidate(home.store, "Лебедева")
        self.case = home.store.write(campaigns.invite, cycle, self.person)
        acquaint(home, laptop, home.me)
        acquaint(laptop, home, laptop.me)
        self.sheet = home.store.write(sheets.open_sheet, self.case, home.me, Role.MANAGER)

    def rate(self, at: Place, sheet_id: int, **levels: int) -> None:
        for name, level in levels.items():
            at.store.write(sheets.rate, sheet_id, int(name.removeprefix("i")), Mark.rated(level))

    def go(self) -> bytes:
        store = self.home.store
        made = store.read(along.packed, self.case)
        store.write(along.handed_out, self.case, made.head, _hash(made.data), made.said)
        return made.data

    def back(self) -> bytes:
        store = self.laptop.store
        made = store.read(along.packed_back, self.there)
        store.write(along.handed_back, self.there, made.head, _hash(made.data), made.said)
        return made.data

    @property
    def there(self) -> int:
        """The case on the laptop."""
        return self.laptop.store.read(lambda s: s.exec(select(models.Case.id)).one())

    @property
    def sheet_there(self) -> int:
        return self.laptop.store.read(sheets.handed_in, self.there, self.laptop.me)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def opened(at: Place, data: bytes) -> Packet:
    signers = {one.keys.signing for one in at.store.read(keys.known)}
    return envelope.opened(data, at.keys.sealing, at.keys.public.sealing, signers)


def take(at: Place, data: bytes, choices: Side | dict[str, Side] | None = None) -> Taken:
    return at.store.write(travels.take, opened(at, data), _hash(data), choices)


def marks(at: Place, sheet_id: int) -> dict[int, int | None]:
    rows = at.store.read(sheets.sheet, sheet_id, at.me).rows
    return {one.item.id: one.mark.level for one in rows if one.mark is not None}


def count(session: Session, table: type[SQLModel]) -> int:
    return len(session.exec(select(table)).all())


TABLES = models.Journal, models.Packet, models.Sheet, models.Mark, models.Evidence, models.Case


def rows(at: Place) -> tuple[int, ...]:
    return tuple(at.store.read(count, of) for of in TABLES)


def why(at: Place, packet: Packet) -> Why:
    before = rows(at)
    with pytest.raises(NotAccepted) as refused:
        at.store.write(travels.take, packet, "ab" * 32)
    assert rows(at) == before, "nothing was written"
    return refused.value.why


@pytest.fixture
def road(store: Store, another: Another) -> Road:
    return Road(place(store, "Громов"), place(another(), "Громов"))


def test_a_case_goes_with_the_own_sheet_and_comes_back_with_what_was_added(road: Road) -> None:
    home = road.home.store
    road.rate(road.home, road.sheet, i1=3, i2=2)
    home.write(sheets.comment, road.sheet, 1, "начал дома")
    home.write(
        *(evidence.note, road.person, [1], "видел смету", Polarity.FOR, sample.SEEN_ON), sheet_id=road.sheet
    )
    home.act_as(road.other)
    sample.sheet(home, road.case, road.other, Role.EXPERT, 4, submit=False)
    home.act_as(road.home.me)
    taken = take(road.laptop, road.go())
    assert not taken.again and taken.case_id == road.there
    assert home.read(away.since, road.case, road.home.me) == home.read(today)
    assert [one.assessor_id for one in home.read(away.gone, [road.case])] == [road.home.me]
    there = road.laptop.store.read(sheets.sheet, road.sheet_there, road.laptop.me)
    assert there.uid == home.read(sheets.sheet, road.sheet, road.home.me).uid
    assert marks(road.laptop, road.sheet_there) == {1: 3, 2: 2}
    assert road.laptop.store.read(count, models.Sheet) == 1, "nothing of others goes along"
    road.rate(road.laptop, road.sheet_there, i2=4, i3=1)
    road.laptop.store.write(sheets.comment, road.sheet_there, 1, "и дополнил в дороге")
    assert take(road.home, road.back()) == Taken(PacketKind.CASE_BACK, road.case)
    assert marks(road.home, road.sheet) == {1: 3, 2: 4, 3: 1}
    row = home.read(sheets.sheet, road.sheet, road.home.me).rows[0]
    assert (row.comment, [one.text for one in row.facts]) == ("и дополнил в дороге", ["видел смету"])
    assert home.read(away.since, road.case, road.home.me) is None
    other = home.read(sheets.handed_in, road.case, road.other)
    assert set(marks(Place(home, road.home.keys, road.other), other).values()) == {4}
    for one in (road.home, road.laptop):
        assert one.store.read(reconcile.reconcile).problems == ()


def test_while_it_is_away_the_own_sheet_is_only_read_and_one_act_ends_that(road: Road) -> None:
    road.rate(road.home, road.sheet, i1=3)
    road.go()
    home = road.home.store
    for act in (
        lambda: home.write(sheets.rate, road.sheet, 1, Mark.rated(4)),
        lambda: home.write(sheets.comment, road.sheet, 1, "нет"),
        lambda: home.write(sheets.submit, road.sheet),
        lambda: road.go(),
    ):
        with pytest.raises(Away):
            act()
    assert home.read(sheets.sheet, road.sheet, road.home.me).away_since == home.read(today)
    home.act_as(road.other)
    sample.sheet(home, road.case, road.other, Role.EXPERT, 4)
    home.act_as(road.home.me)
    home.write(away.end, road.case)
    before = rows(road.home)
    home.write(away.end, road.case)
    assert rows(road.home) == before
    road.rate(road.home, road.sheet, i1=4)


def test_a_case_may_come_back_submitted_and_then_that_is_the_submitted_sheet(road: Road) -> None:
    road.rate(road.home, road.sheet, i1=3)
    take(road.laptop, road.go())
    road.rate(road.laptop, road.sheet_there, i2=2)
    road.laptop.store.write(sheets.submit, road.sheet_there)
    take(road.home, road.back())
    mine = road.home.store.read(sheets.sheet, road.sheet, road.home.me)
    there = road.laptop.store.read(sheets.sheet, road.sheet_there, road.laptop.me)
    assert mine.state is SheetState.SUBMITTED and mine.submitted_at == there.submitted_at
    hashes = [one.store.read(content_hash) for one in (road.home, road.laptop)]
    assert hashes[0] == hashes[1] != [None]
    assert road.home.store.read(reconcile.reconcile).problems == ()
    with pytest.raises(Submitted):
        road.go()


def content_hash(session: Session) -> list[str | None]:
    return list(session.exec(select(models.Sheet.content_hash)).all())


def test_a_sheet_that_was_not_begun_goes_too_and_is_begun_at_home_by_what_comes_back(road: Road) -> None:
    def drop(session: Session) -> None:
        session.info["unjournaled"] = True
        session.delete(session.get_one(models.Sheet, road.sheet))

    road.home.store.write(drop)
    take(road.laptop, road.go())
    begun = road.laptop.store.write(sheets.open_sheet, road.there, road.laptop.me, Role.MANAGER)
    with pytest.raises(Away):
        road.home.store.write(sheets.open_sheet, road.case, road.home.me, Role.MANAGER)
    road.rate(road.laptop, begun, i1=2)
    take(road.home, road.back())
    mine = road.home.store.read(sheets.handed_in, road.case, road.home.me)
    assert marks(road.home, mine) == {1: 2}


def test_the_same_packet_again_and_one_that_brings_nothing_new_change_nothing(road: Road) -> None:
    road.rate(road.home, road.sheet, i1=3)
    data = road.go()
    take(road.laptop, data)
    before = rows(road.laptop)
    assert take(road.laptop, data).again and rows(road.laptop) == before
    back = road.back()
    take(road.home, back)
    before = rows(road.home)
    assert take(road.home, back).again and rows(road.home) == before
    assert take(road.home, road.back()).case_id == road.case
    assert rows(road.home)[2:] == before[2:]


def test_the_later_of_two_that_come_back_counts_and_the_earlier_one_is_refused_after_it(road: Road) -> None:
    take(road.laptop, road.go())
    road.rate(road.laptop, road.sheet_there, i1=1)
    first = road.back()
    road.rate(road.laptop, road.sheet_there, i1=4, i2=2)
    second = road.back()
    take(road.home, second)
    assert marks(road.home, road.sheet) == {1: 4, 2: 2}
    assert why(road.home, opened(road.home, first)) is Why.OLDER


def test_what_was_changed_in_both_files_a_person_settles_and_nothing_is_lost(road: Road) -> None:
    road.rate(road.home, road.sheet, i1=3, i2=3, i3=3)
    take(road.laptop, road.go())
    road.home.store.write(away.end, road.case)
    road.rate(road.home, road.sheet, i1=1, i4=1)
    road.rate(road.laptop, road.sheet_there, i1=4, i2=4, i5=4)
    data = road.back()
    before = rows(road.home)
    with pytest.raises(Unsettled) as refused:
        take(road.home, data)
    assert rows(road.home) == before
    (clash,) = refused.value.clashes
    assert [one and one.mark and one.mark.level for one in (clash.here, clash.brought)] == [1, 4]  # type: ignore[union-attr]
    take(road.home, data, {clash.uid: Side.HERE})
    assert marks(road.home, road.sheet) == {1: 1, 2: 4, 3: 3, 4: 1, 5: 4}
    take(road.laptop, road.go())
    assert marks(road.laptop, road.sheet_there) == marks(road.home, road.sheet)


def test_what_was_sent_back_and_lost_is_not_taken_for_deleted_when_the_case_goes_out_again(
    road: Road,
) -> None:
    road.rate(road.home, road.sheet, i1=3)
    take(road.laptop, road.go())
    road.rate(road.laptop, road.sheet_there, i2=4, i4=2)
    road.back()
    road.home.store.write(away.end, road.case)
    take(road.laptop, road.go())
    assert marks(road.laptop, road.sheet_there) == {1: 3, 2: 4, 4: 2}
    road.home.store.write(away.end, road.case)
    road.rate(road.home, road.sheet, i3=1)
    road.back()
    data = road.go()
    with pytest.raises(Unsettled) as refused:
        take(road.laptop, data)
    assert len(refused.value.clashes) == 2
    take(road.laptop, data, Side.HERE)
    assert marks(road.laptop, road.sheet_there) == {1: 3, 2: 4, 3: 1, 4: 2}
    take(road.home, road.back())
    assert marks(road.home, road.sheet) == {1: 3, 2: 4, 3: 1, 4: 2}


def test_what_was_sent_to_go_and_lost_is_not_taken_for_deleted_by_what_comes_back(road: Road) -> None:
    take(road.laptop, road.go())
    road.rate(road.laptop, road.sheet_there, i1=4)
    take(road.home, road.back())
    road.rate(road.home, road.sheet, i2=2)
    road.go()
    road.home.store.write(away.end, road.case)
    road.rate(road.laptop, road.sheet_there, i3=3)
    with pytest.raises(Unsettled):
        take(road.home, data := road.back())
    take(road.home, data, Side.HERE)
    assert marks(road.home, road.sheet) == {1: 4, 2: 2, 3: 3}


def test_what_arrived_both_ways_is_settled_without_a_question(road: Road) -> None:
    take(road.laptop, road.go())
    road.rate(road.laptop, road.sheet_there, i1=4, i2=4)
    take(road.home, road.back())
    road.rate(road.home, road.sheet, i1=2, i3=2)
    take(road.laptop, road.go())
    assert marks(road.laptop, road.sheet_there) == {1: 2, 2: 4, 3: 2}
    road.rate(road.laptop, road.sheet_there, i1=1, i4=1)
    take(road.home, road.back())
    assert marks(road.home, road.sheet) == {1: 1, 2: 4, 3: 2, 4: 1}


def test_both_wordings_of_a_fact_are_shown_and_the_chosen_one_stays(road: Road) -> None:
    home, laptop = road.home.store, road.laptop.store
    about = road.person, [1], "видел", Polarity.FOR, sample.SEEN_ON
    fact = home.write(evidence.note, *about, sheet_id=road.sheet)
    take(road.laptop, road.go())
    home.write(away.end, road.case)
    home.write(evidence.change, fact, [1], "видел дома", Polarity.FOR, sample.SEEN_ON)
    there = laptop.read(lambda s: s.exec(select(models.Evidence.id)).one())
    laptop.write(evidence.withdraw, there)
    data = road.back()
    with pytest.raises(Unsettled) as refused:
        take(road.home, data)
    assert [(one.here is None, one.brought is None) for one in refused.value.clashes] == [(False, True)]
    take(road.home, data, Side.BROUGHT)
    assert home.read(evidence.beside, road.sheet, road.home.me) == ()


def test_a_case_goes_to_nobody_but_its_assessor(road: Road) -> None:
    (to,) = road.home.store.read(keys.known)
    with pytest.raises(NotYours):
        road.home.store.read(travels.outgoing, road.case, replace(to, person_id=road.other))
    third = sample.add(road.home.store, "Зимина", is_actor=True)
    road.home.store.act_as(third)
    with pytest.raises(NotAssigned):
        road.home.store.read(travels.outgoing, road.case, replace(to, person_id=third))


def test_a_sheet_changed_while_the_packet_was_made_does_not_go(road: Road) -> None:
    store = road.home.store
    made = store.read(along.packed, road.case)
    road.rate(road.home, road.sheet, i1=3)
    with pytest.raises(NotAccepted) as refused:
        store.write(along.handed_out, road.case, made.head, "ab" * 32, made.said)
    assert refused.value.why is Why.CHANGED
    assert store.read(away.since, road.case, road.home.me) is None


def test_both_packets_are_in_the_list_of_what_was_handed_out(road: Road) -> None:
    take(road.laptop, road.go())
    road.laptop.store.write(sheets.open_sheet, road.there, road.laptop.me, Role.MANAGER)
    road.back()
    (one,) = road.home.store.read(exports.handed_out, road.person)
    assert one.document == "packet"
    person = road.laptop.store.read(lambda s: s.exec(select(models.Case.person_id)).one())
    assert len(road.laptop.store.read(exports.handed_out, person)) == 1


@pytest.mark.parametrize("how", ["erased", "model", "decided", "another", "unknown item", "second"])
def test_a_case_to_go_that_does_not_fit_is_refused_in_words(road: Road, how: str) -> None:
    road.rate(road.home, road.sheet, i1=3)
    packet = opened(road.laptop, road.go())
    told, store = packet.content, road.laptop.store
    assert isinstance(told, CaseToGo) and told.draft is not None
    expected = {
        "erased": Why.ERASED,
        "model": Why.NO_MODEL,
        "decided": Why.DECIDED,
        "another": Why.OTHER_CONTENT,
        "unknown item": Why.OUT_OF_MODEL,
        "second": Why.SUBMITTED_HERE,
    }[how]
    match how:
        case "erased":
            store.write(_erase, told.person.uid)
        case "model":
            told = replace(told, edition="ab" * 32, framework=None)
        case "unknown item":
            row = replace(told.draft.rows[0], item=told.case)
            told = replace(told, draft=replace(told.draft, rows=(row,)))
        case _:
            store.write(travels.take, packet, "cd" * 32)
            packet = replace(
                packet, head=replace(packet.head, uid=told.case, sequence=packet.head.sequence + 1)
            )
            if how == "decided":
                store.write(_close)
            elif how == "second":
                road.rate(road.laptop, road.sheet_there, i2=2)
                store.write(sheets.submit, road.sheet_there)
            else:
                told = replace(told, person=replace(told.person, uid="00000000-0000-0000-0000-00000000000a"))
    assert why(road.laptop, replace(packet, content=told)) is expected


@pytest.mark.parametrize("how", ["erased", "decided", "released", "another", "edition", "damaged", "never"])
def test_a_case_back_that_comes_too_late_or_is_another_is_refused_in_words(road: Road, how: str) -> None:
    road.rate(road.home, road.sheet, i1=3)
    take(road.laptop, road.go())
    road.rate(road.laptop, road.sheet_there, i2=2)
    if how == "damaged":
        road.laptop.store.write(sheets.submit, road.sheet_there)
    packet = opened(road.home, road.back())
    told, store = packet.content, road.home.store
    assert isinstance(told, CaseBack)
    expected = {
        "erased": Why.ERASED,
        "decided": Why.DECIDED,
        "released": Why.NOT_INVITED,
        "another": Why.NOT_INVITED,
        "edition": Why.OUT_OF_MODEL,
        "damaged": Why.DAMAGED,
        "never": Why.NOT_INVITED,
    }[how]
    match how:
        case "erased":
            store.write(erasing.erase, order(road.person))
        case "decided":
            store.write(campaigns.withdraw, road.case, "передумал", sample.TODAY)
        case "released":
            store.write(_release, road.home.me)
        case "another":
            told = replace(told, assessor=told.case)
        case "edition":
            told = replace(told, edition="ab" * 32)
        case "damaged":
            changed = (replace(one, level=one.level and 1) for one in told.draft.rows)
            told = replace(told, draft=replace(told.draft, rows=tuple(changed)))
        case _:
            store.write(_forget)
    assert why(road.home, replace(packet, content=told)) is expected
    if how == "erased":
        bodies = store.read(lambda s: s.exec(select(models.Packet.body)).all())
        assert bodies == [None], "nothing of the sheet stays in the list of packets"


def _erase(session: Session, uid: str) -> None:
    session.info["unjournaled"] = True
    session.add(models.Erasure(person_uid=uid, reason="по просьбе", at=now(session)))


def _close(session: Session) -> None:
    session.info["unjournaled"] = True
    case = session.exec(select(models.Case)).one()
    case.state = cases.CaseState.CLOSED
    session.add(case)


def _release(session: Session, person_id: int) -> None:
    """Release somebody who has not begun: whoever has stays among the assessors."""
    session.info["unjournaled"] = True
    for mark in session.exec(select(models.Mark)):
        session.delete(mark)
    session.flush()
    session.delete(session.exec(select(models.Sheet)).one())
    session.flush()
    seat = select(models.CaseAssessor).where(models.CaseAssessor.person_id == person_id)
    session.delete(session.exec(seat).one())


def _forget(session: Session) -> None:
    session.info["unjournaled"] = True
    for one in session.exec(select(models.Packet).where(col(models.Packet.way) == "sent")):
        session.delete(one)


def test_a_case_by_an_edition_that_only_this_file_has_brings_it_along(road: Road) -> None:
    home, laptop = road.home.store, road.laptop.store
    number = home.write(drafts.begin, 1)
    content = home.read(editions.content, number)
    home.write(drafts.put, number, replace(content, title=Text("Иначе названная")))
    home.write(drafts.publish, number, "так решили")
    cycle = sample.campaign(home, (road.home.me, Role.MANAGER))
    road.case = home.write(campaigns.invite, cycle, sample.candidate(home, "Зимина"))
    data = road.go()
    packet = opened(road.laptop, data)
    told, before = packet.content, rows(road.laptop)
    assert isinstance(told, CaseToGo)
    bare = replace(packet, content=replace(told, framework=None))
    assert why(road.laptop, bare) is Why.NO_MODEL, "as of a program that brought none"
    assert laptop.write(travels.take, packet, _hash(data)).case_id == road.there
    assert rows(road.laptop)[0] == before[0] + 1, "one act with one event"
    assert laptop.read(reconcile.reconcile).problems == ()
    sample.sheet(laptop, road.there, road.laptop.me, Role.MANAGER, 2)
    assert take(road.home, road.back()).case_id == road.case, "and the sheet fits at home"


def test_a_framework_that_the_laptop_has_stays_as_it_is(road: Road) -> None:
    def published() -> int:
        return road.laptop.store.read(count, models.Framework)

    before = published()
    packet = opened(road.laptop, road.go())
    assert isinstance(packet.content, CaseToGo) and packet.content.framework is not None
    road.laptop.store.write(travels.take, packet, "ab" * 32)
    assert published() == before


def test_a_framework_too_large_to_travel_stays_at_home(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    (to,) = road.home.store.read(keys.known)
    monkeypatch.setattr(strict, "MOST_VALUES", 5_000)
    _head, told = road.home.store.read(travels.outgoing, road.case, to)
    assert told.framework is None

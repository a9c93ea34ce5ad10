"""Who has what, in HR's file and in an assessor's: from the invitation to the sheet that counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import cases
from db.assessing.facts import evidence
from db.assessing.sheet import answer_forms, sent_forms, sheets
from db.exchange.holdings import holdings, of_case
from db.file.store import Store
from db.hiring import campaigns, decisions
from db.home.due import due
from domain.assessing.evidence import Polarity
from domain.exchange.holding import Holding, Stand
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind
from domain.hiring.decision import Outcome
from domain.home.due import Kind, Opens
from domain.mark import Role
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import Place, Round, place, take, unseal


@pytest.fixture
def at(store: Store, another: Another) -> Round:
    return Round(place(store, "Соколова"), place(another(), "Громов"), place(another(), "Орлов"))


def stands(at: Place) -> list[tuple[str, Stand]]:
    return sorted((one.who, one.stand) for one in at.store.read(holdings))


def only(at: Place) -> Holding:
    (one,) = at.store.read(holdings)
    return one


def test_hr_sees_who_was_invited_whose_sheet_is_back_and_for_whom_it_waits(at: Round) -> None:
    assert stands(at.hr) == [("Громов", Stand.OUT), ("Орлов", Stand.OUT)]
    take(at.hr, at.rated(0, 4))
    assert stands(at.hr) == [("Громов", Stand.CLOSED), ("Орлов", Stand.OUT)]
    back = next(one for one in at.hr.store.read(holdings) if one.stand is Stand.CLOSED)
    assert (back.awaited, back.kind) == (("Орлов",), PacketKind.SEALED_SHEET)
    assert back.back is not None
    assert (back.person, back.case_id, back.assessor_id) == ("Лебедева", at.case, at.seats[0])
    assert at.hr.store.read(of_case, at.case) == at.hr.store.read(holdings)
    assert at.hr.store.read(of_case, at.case + 1) == ()
    take(at.hr, at.rated(1, 1))
    assert {one.awaited for one in at.hr.store.read(holdings)} == {()}
    unseal(at.hr, at.case)
    assert stands(at.hr) == [("Громов", Stand.DONE), ("Орлов", Stand.DONE)]


def test_a_sheet_that_was_set_aside_is_awaited_again(at: Round) -> None:
    take(at.hr, at.rated(0, 4))
    at.hr.store.write(_set_aside)
    assert stands(at.hr) == [("Громов", Stand.OUT), ("Орлов", Stand.OUT)]


def _set_aside(session: Session) -> None:
    session.info["unjournaled"] = True
    of = models.Packet
    row = session.exec(select(of).where(of.kind == PacketKind.SEALED_SHEET, of.way == Way.RECEIVED)).one()
    row.body = row.share = None


def test_dealing_again_leaves_one_line_for_each_assessor(at: Round) -> None:
    at.invitations = at.deal()
    assert stands(at.hr) == [("Громов", Stand.OUT), ("Орлов", Stand.OUT)]


def away(at: Round) -> list[tuple[str, PacketKind | None]]:
    (line,) = at.hr.store.read(cases.lines_of, [at.case])
    seats = (*line.sheets, *line.assigned)
    return sorted((one.assessor_name.split()[0], one.away) for one in seats)


def test_tables_know_by_which_packet_each_seat_is_away(at: Round) -> None:
    invited, closed = PacketKind.INVITATION, PacketKind.SEALED_SHEET
    assert away(at) == [("Громов", invited), ("Орлов", invited)]
    take(at.hr, at.rated(0, 4))
    assert away(at) == [("Громов", closed), ("Орлов", invited)]
    take(at.hr, at.rated(1, 1))
    unseal(at.hr, at.case)
    assert away(at) == [("Громов", None), ("Орлов", None)]


def test_a_sheet_that_was_set_aside_is_an_invitation_again_in_tables_too(at: Round) -> None:
    take(at.hr, at.rated(0, 4))
    at.hr.store.write(_set_aside)
    assert away(at) == [("Громов", PacketKind.INVITATION), ("Орлов", PacketKind.INVITATION)]


def test_an_assessor_sees_what_to_do_next_from_the_invitation_to_the_sealed_sheet(at: Round) -> None:
    mine = at.assessors[0]
    assert mine.store.read(holdings) == ()
    case_id = take(mine, at.invitations[0])
    assert case_id is not None
    came = only(mine)
    assert (came.stand, came.who, came.person, came.sheet_id) == (
        Stand.TO_ASSESS,
        "Соколова",
        "Лебедева",
        None,
    )
    assert came.assessor_id == mine.me
    sheet_id = sample.sheet(mine.store, case_id, mine.me, Role.MANAGER, 3, submit=False)
    begun = only(mine)
    assert (begun.stand, begun.sheet_id) == (Stand.TO_ASSESS, sheet_id)
    mine.store.write(evidence.note, *_fact(mine, case_id), sheet_id=sheet_id)
    mine.store.write(sheets.submit, sheet_id)
    assert only(mine).stand is Stand.TO_SEAL
    at.closed(0, case_id)
    assert (only(mine).stand, only(mine).kind) == (Stand.DONE, PacketKind.SEALED_SHEET)


def test_what_came_for_one_assessor_is_nothing_to_do_for_another_who_works_in_the_same_file(
    at: Round,
) -> None:
    mine = at.assessors[0]
    case_id = take(mine, at.invitations[0])
    assert case_id is not None
    other = sample.add(mine.store, "Белов", is_actor=True)
    mine.store.act_as(other)
    seen = only(mine)
    assert (seen.stand, seen.is_mine, seen.guest) == (Stand.OTHERS, False, "Громов")
    mine.store.act_as(mine.me)
    assert (only(mine).stand, only(mine).is_mine) == (Stand.TO_ASSESS, True)
    sample.sheet(mine.store, case_id, mine.me, Role.MANAGER, 3)
    assert only(mine).stand is Stand.TO_SEAL
    mine.store.act_as(other)
    assert only(mine).stand is Stand.OTHERS
    mine.store.act_as(mine.me)
    at.closed(0, case_id)
    mine.store.act_as(other)
    assert (only(mine).stand, only(mine).is_mine, only(mine).guest) == (Stand.DONE, False, "Громов")


def _fact(mine: Place, case_id: int) -> tuple[int, list[int], str, Polarity, object]:
    (line,) = mine.store.read(cases.lines_of, [case_id])
    return line.person_id, [1], "факт", Polarity.FOR, sample.SEEN_ON


def test_an_assessment_that_ended_leaves_nothing_to_wait_for(at: Round) -> None:
    at.hr.store.write(campaigns.withdraw, at.case, "передумал", sample.TODAY)
    assert stands(at.hr) == [("Громов", Stand.OVER), ("Орлов", Stand.OVER)]


def test_a_form_is_out_until_its_sheet_is_submitted(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    seat = sample.add(store, "Громов", is_actor=True)
    cycle = sample.campaign(store, (seat, Role.MANAGER))
    case_id = store.write(campaigns.invite, cycle, sample.candidate(store, "Лебедева"))
    (sheet_id,) = store.write(answer_forms.send, case_id)
    (out,) = store.read(holdings)
    assert (out.stand, out.kind, out.who, out.sheet_id) == (Stand.OUT, None, "Громов", sheet_id)
    store.act_as(seat)
    sample.sheet(store, case_id, seat, Role.MANAGER, 3)
    (done,) = store.read(holdings)
    assert done.stand is Stand.DONE
    store.act_as(me)
    store.write(decisions.conclude, case_id, Outcome.NOT_RECOMMEND, "по фактам", "", (), sample.TODAY)
    assert store.read(lambda session: answer_forms.expected(session, sample.TODAY)) == ()
    assert store.read(holdings) == (done,), "who got what stays, as with packets"


def test_a_form_that_is_out_when_the_assessment_ends_is_over_and_not_late(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    seat = sample.add(store, "Громов", is_actor=True)
    case_id = store.write(
        campaigns.invite, sample.campaign(store, (seat, Role.MANAGER)), sample.candidate(store, "Лебедева")
    )
    store.write(answer_forms.send, case_id)
    store.write(campaigns.withdraw, case_id, "передумал", sample.TODAY)
    (over,) = store.read(holdings)
    assert over.stand is Stand.OVER and not over.is_late(date(2099, 1, 1))
    assert store.read(lambda session: answer_forms.expected(session, sample.TODAY)) == ()


def test_whoever_had_a_form_that_was_withdrawn_is_to_be_asked_anew_though_no_key_is_known(
    store: Store,
) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    panel = [(sample.add(store, name, is_actor=True), Role.EXPERT) for name in ("Громов", "Орлов", "Юдин")]
    cycle = sample.campaign(store, *panel, wanted=3)
    case_id = store.write(campaigns.invite, cycle, sample.candidate(store, "Лебедева"))
    _gromov, orlov, yudin = (person for person, _role in panel)
    store.write(lambda session: answer_forms.send(session, case_id, (yudin,)))
    store.write(sent_forms.withdraw, case_id, orlov)
    lines = {one.who: one for one in store.read(holdings)}
    assert {who: (one.stand, one.withdrawn) for who, one in lines.items()} == {
        "Громов": (Stand.OUT, False),
        "Орлов": (Stand.TO_INVITE, True),
        "Юдин": (Stand.RATED_HERE, False),
    }
    store.write(lambda session: answer_forms.send(session, case_id, (yudin,)))
    assert {one.who: one.stand for one in store.read(holdings)}["Орлов"] is Stand.OUT


def test_every_expected_sheet_of_a_case_that_went_out_has_one_line(at: Round) -> None:
    hr = at.hr
    panel = (hr.me, Role.HR), *zip(at.seats, (Role.MANAGER, Role.EXPERT), strict=True)
    cycle = sample.campaign(hr.store, *panel)
    case_id = hr.store.write(campaigns.invite, cycle, sample.candidate(hr.store, "Зимина"))

    def lines() -> dict[str, Holding]:
        return {one.who: one for one in hr.store.read(holdings) if one.case_id == case_id}

    assert lines() == {}, "nothing of it went out"
    at.case = case_id
    at.deal()
    assert {who: one.stand for who, one in lines().items()} == {
        "Соколова": Stand.RATED_HERE,
        "Громов": Stand.OUT,
        "Орлов": Stand.OUT,
    }
    own = lines()["Соколова"]
    assert (own.is_mine, own.sheet_id, own.back, own.since) == (True, None, None, lines()["Громов"].since)
    sheet_id = sample.sheet(hr.store, case_id, hr.me, Role.HR, 3, submit=False)
    assert lines()["Соколова"].sheet_id == sheet_id
    hr.store.write(sheets.submit, sheet_id)
    own = lines()["Соколова"]
    assert own.stand is Stand.COUNTS and own.back is not None
    hr.store.act_as(sample.add(hr.store, "Зайцев", is_actor=True))
    assert not lines()["Соколова"].is_mine


def test_what_should_be_back_by_now_is_late() -> None:
    day = date(2026, 11, 24)
    out = Holding("1", Stand.OUT, None, 1, "Лебедева", "К-1", "Громов", day, date(2026, 11, 30))
    assert not out.is_late(date(2026, 11, 30)) and out.is_late(date(2026, 12, 1))
    assert not replace(out, stand=Stand.CLOSED).is_late(date(2026, 12, 1))


def late_and_out(at: Round, on: date) -> list[tuple[int, int, str, date | None]]:
    found = at.hr.store.read(due, at.hr.me, on)
    return [(one.done, one.total, one.name, one.day) for one in found if one.kind is Kind.AWAITED]


def test_the_overview_says_once_how_many_sheets_are_out_and_how_many_are_late(at: Round) -> None:
    ends_on = at.hr.store.read(lambda session: session.exec(select(models.Cycle.ends_on)).one())
    assert ends_on is not None
    after = ends_on + timedelta(days=1)
    assert late_and_out(at, ends_on) == [(0, 2, "Громов", ends_on)]
    assert late_and_out(at, after) == [(2, 2, "Громов", ends_on)]
    take(at.hr, at.rated(0, 4))
    assert late_and_out(at, after) == [(1, 1, "Орлов", ends_on)]
    take(at.hr, at.rated(1, 4))
    assert late_and_out(at, after) == []


def test_the_overview_says_that_a_form_is_awaited(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    seat = sample.add(store, "Громов", is_actor=True)
    case_id = store.write(
        campaigns.invite, sample.campaign(store, (seat, Role.MANAGER)), sample.candidate(store, "Лебедева")
    )
    assert [one for one in store.read(due, me, sample.TODAY) if one.kind is Kind.AWAITED] == []
    store.write(answer_forms.send, case_id)
    (one,) = (one for one in store.read(due, me, sample.TODAY) if one.kind is Kind.AWAITED)
    assert (one.done, one.total, one.name, one.opens) == (0, 1, "Громов", Opens.EXCHANGE)
    store.act_as(seat)
    sample.sheet(store, case_id, seat, Role.MANAGER, 3)
    assert [one for one in store.read(due, me, sample.TODAY) if one.kind is Kind.AWAITED] == []

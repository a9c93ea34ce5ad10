"""A sheet has one road: by packet to whoever was invited, or along with its assessor, never both."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

from db import models
from db.assessing import away
from desktop.office.exchange import carrying, sending
from domain.exchange.refusal import Invited, TakenAlong
from tests.desktop.office.exchange.places import Exchange, Place


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Exchange]:
    found = Exchange(tmp_path)
    yield found
    found.close()


def counts(at: Place) -> list[int]:
    def rows(session: Session, of: type[SQLModel]) -> int:
        return len(session.exec(select(of)).all())

    return [at.store.read(rows, of) for of in (models.Packet, models.CaseKey, models.Journal)]


def take_along(at: Exchange, seat: int) -> None:
    """Let an assessor take the own sheet along from HR's file, where HR works on afterwards."""
    at.hr.store.act_as(seat)
    sending.write(at.hr.store, at.folder, carrying.take_along(at.hr.store, at.case))
    at.hr.store.act_as(at.hr.me)


def test_nobody_is_invited_by_packet_whose_sheet_is_taken_along_until_it_is_here_again(at: Exchange) -> None:
    gromov, _orlov = at.seats
    take_along(at, gromov)
    before = counts(at.hr)
    with pytest.raises(TakenAlong) as refused:
        sending.invite(at.hr.store, at.case)
    assert refused.value.names == ("Громов",) and counts(at.hr) == before
    (only,) = sending.invite(at.hr.store, at.case, without=[gromov])
    assert only.recipient == "Орлов"
    at.hr.store.act_as(gromov)
    at.hr.store.write(away.end, at.case)
    at.hr.store.act_as(at.hr.me)
    assert [one.recipient for one in sending.invite(at.hr.store, at.case)] == ["Громов", "Орлов"]


def test_a_sheet_that_goes_while_the_packets_are_made_is_noticed_when_they_are_written(at: Exchange) -> None:
    made = sending.invite(at.hr.store, at.case)
    take_along(at, at.seats[0])
    before, there = counts(at.hr), sorted(at.folder.iterdir())
    with pytest.raises(TakenAlong):
        sending.write(at.hr.store, at.folder, *made)
    assert counts(at.hr) == before and sorted(at.folder.iterdir()) == there


def test_whoever_was_invited_by_packet_takes_no_sheet_along_from_the_same_file(at: Exchange) -> None:
    gromov, _orlov = at.seats
    at.hr.store.act_as(gromov)
    late = carrying.take_along(at.hr.store, at.case)
    at.hr.store.act_as(at.hr.me)
    invitation, _other = at.invited()
    at.hr.store.act_as(gromov)
    before = counts(at.hr)
    with pytest.raises(Invited):
        carrying.take_along(at.hr.store, at.case)
    with pytest.raises(Invited):
        sending.write(at.hr.store, at.folder, late)
    assert counts(at.hr) == before
    laptop = at.assessors[0]
    assert laptop.take(invitation).case_id is not None, "the invitation stands"


def test_whoever_is_left_out_when_the_key_is_dealt_anew_may_take_the_sheet_along(at: Exchange) -> None:
    gromov, _orlov = at.seats
    at.invited()
    (anew,) = sending.invite(at.hr.store, at.case, without=[gromov])
    at.hr.store.write(anew.sent.act, **anew.sent.told)
    at.hr.store.act_as(gromov)
    assert carrying.take_along(at.hr.store, at.case).recipient == "Громов"

"""An invitation brings the framework that it is about, so that no assessor needs a second file."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from db import models
from db.exchange import invitations, sent_models
from db.file.store import Store
from db.framework import drafts, editions
from db.hiring import campaigns
from db.journal import journal, reconcile
from domain.errors import NobodyWaits
from domain.exchange import strict
from domain.exchange.packet import Invitation
from domain.exchange.refusal import NotAccepted, Why
from domain.framework.framework import EditionState
from domain.mark import Role
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange.test_sealed_sheets import Place, Round, opened, place, take
from tests.db.exchange.test_sent_models import changed, rows


@pytest.fixture
def at(store: Store, another: Another) -> Round:
    """An invitation by an edition that only HR has."""
    hr = place(store, "Соколова")
    changed(hr, "новая")
    return Round(hr, place(another(), "Громов"), place(another(), "Орлов"))


def edition_of(at: Place, case_id: int) -> models.Framework:
    def found(session: Session) -> models.Framework:
        case = session.get_one(models.Case, case_id)
        cycle = session.get_one(models.Cycle, case.cycle_id)
        return session.get_one(models.Framework, cycle.framework_id)

    return at.store.read(found)


def published(at: Place) -> list[models.Framework]:
    of = models.Framework
    return list(at.store.read(lambda s: s.exec(select(of).where(of.state == EditionState.PUBLISHED)).all()))


def events(at: Place) -> list[models.Journal]:
    return list(at.store.read(lambda s: s.exec(select(models.Journal)).all()))


def test_the_first_file_an_assessor_gets_is_enough(at: Round) -> None:
    first, before = at.assessors[0], len(events(at.assessors[0]))
    assert len(at.invitations[0]) <= 100_000
    case_id = take(first, at.invitations[0])
    assert case_id is not None
    there, mine = edition_of(at.hr, at.case), edition_of(first, case_id)
    assert (mine.content_hash, mine.uid, mine.number) == (there.content_hash, there.uid, there.number)
    assert first.store.read(editions.content, mine.id) == at.hr.store.read(editions.content, there.id)
    assert len(events(first)) == before + 1, "one act with one event"
    assert first.store.read(reconcile.reconcile).problems == ()
    sample.sheet(first.store, case_id, first.me, Role.MANAGER, 3)
    assert take(at.hr, at.closed(0, case_id)) == at.case, "and the sheet fits at home"


def test_the_edition_comes_once_however_many_invitations_bring_it(at: Round) -> None:
    first = at.assessors[0]
    take(first, at.invitations[0])
    known = [one.id for one in published(first)]
    cycle = at.hr.store.read(lambda s: s.get_one(models.Case, at.case).cycle_id)
    at.case = at.hr.store.write(campaigns.invite, cycle, sample.candidate(at.hr.store, "Зимина"))
    assert take(first, at.deal()[0]) is not None
    assert [one.id for one in published(first)] == known


def test_an_invitation_that_brings_no_framework_is_taken_where_the_framework_is(at: Round) -> None:
    first = at.assessors[0]
    packet = opened(first, at.invitations[0])
    told = packet.content
    assert isinstance(told, Invitation) and told.framework is not None
    bare = replace(packet, content=replace(told, framework=None))
    before = rows(first)
    with pytest.raises(NotAccepted) as refused:
        first.store.write(invitations.accept, bare, "ab" * 32)
    assert refused.value.why is Why.NO_MODEL and rows(first) == before
    first.store.write(_brought, told)
    assert first.store.write(invitations.accept, bare, "ab" * 32) is not None


@pytest.mark.parametrize("how", ["edition", "profile"])
def test_an_invitation_by_another_framework_than_it_brings_is_refused_whole(at: Round, how: str) -> None:
    first = at.assessors[0]
    packet = opened(first, at.invitations[0])
    told = packet.content
    assert isinstance(told, Invitation)
    if how == "edition":
        with pytest.raises(strict.NotStrict):
            strict.record(Invitation, strict.plain(told) | {"edition": "ab" * 32})
        return
    before = rows(first)
    with pytest.raises(NotAccepted) as refused:
        first.store.write(
            invitations.accept, replace(packet, content=replace(told, profile="ab" * 32)), "ab" * 32
        )
    assert refused.value.why is Why.NO_MODEL and rows(first) == before, "the framework did not stay either"


def test_an_edition_that_was_retired_is_still_assessed_by(at: Round) -> None:
    hr, first = at.hr, at.assessors[0]
    used = edition_of(hr, at.case)
    take(first, at.invitations[0])
    there = next(one for one in published(first) if one.content_hash == used.content_hash)
    for file, number in ((hr, used.id), (first, there.id)):
        file.store.write(drafts.retire, number, "есть новая")
    cycle = hr.store.read(lambda s: s.get_one(models.Case, at.case).cycle_id)
    at.case = hr.store.write(campaigns.invite, cycle, sample.candidate(hr.store, "Зимина"))
    again, other = at.deal()
    assert edition_of(first, take(first, again) or 0).id == there.id
    assert take(at.assessors[1], other) is not None


def test_a_framework_too_large_to_travel_stays_at_home(at: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict, "MOST_VALUES", 5_000)
    assert {one.blank.framework for one in at.hr.store.read(invitations.seats, at.case)} == {None}


def test_whoever_invites_rates_here_and_needs_neither_key_nor_packet(at: Round) -> None:
    hr = at.hr
    panel = (hr.me, Role.MANAGER), (at.seats[1], Role.EXPERT)
    cycle = sample.campaign(hr.store, *panel)
    case_id = hr.store.write(campaigns.invite, cycle, sample.candidate(hr.store, "Зимина"))
    assert [one.assessor_id for one in hr.store.read(invitations.seats, case_id)] == [at.seats[1]]
    with pytest.raises(NobodyWaits):
        hr.store.read(invitations.seats, case_id, [at.seats[1]])


def _brought(session: Session, told: Invitation) -> None:
    assert told.framework is not None
    with journal.act(session, "receive", "framework"):
        sent_models.bring(session, told.framework)

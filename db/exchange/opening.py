"""Sealed sheets open with the last sheet that is expected: a packet, a form, or an own sheet of this file.

Whoever brings it asks first what would open (``opens_by``), reads that in a process of its own, and writes
both as one act.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases
from db.assessing.sheet import answer_forms, sheets
from db.exchange import packets, sealed_sheets, shares, travels
from db.exchange.closed import closed
from db.exchange.sealed_sheets import Inside
from db.journal import journal
from db.models.table import existing
from db.models.types import actor_id
from domain.assessing.case import CaseState
from domain.errors import StillBlind
from domain.exchange.draft_merge import Choices
from domain.exchange.ledger import Opened, Taken
from domain.exchange.packet import CaseBack, GivenShare, Packet, SealedSheet
from domain.exchange.share import Share

NOTHING: Mapping[str, Inside] = {}


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed sheets of a case that are about to open; ``signers`` are whose signatures count.

    ``shares`` are all that came in, also of sheets that are open already.
    """

    case_key: str
    shares: tuple[Share, ...]
    covers: tuple[SealedSheet, ...]
    signers: frozenset[str]


def opens_by(
    session: Session, case_id: int, brings: Collection[int] = (), *, early: bool = False
) -> Sealed | None:
    """Return the sealed sheets of a case that open once those in *brings* have handed in, or are gone.

    None if there are none, or another assessor is awaited. With *early* only missing shares keep them closed.
    """
    key = session.get(models.CaseKey, case_id)
    case = session.get(models.Case, case_id)
    if key is None or case is None or case.state is not CaseState.OPEN:
        return None
    waits = closed(session, (case_id,))[case_id]
    if not waits.covered or waits.shares or not (early or waits.sheets <= set(brings)):
        return None
    return _sealed(session, key, case)


def sheet_opens(session: Session, sheet_id: int) -> Sealed | None:
    """Return the sealed sheets that open once this sheet is handed in; None if none do."""
    sheet = existing(session, models.Sheet, sheet_id)
    return opens_by(session, sheet.case_id, (sheet.assessor_id,))


def packet_opens(session: Session, packet: Packet) -> Sealed | None:
    """Return the sealed sheets of a case that open by this packet, its own among them; None if they do not.

    Whether the packet may be taken at all is not asked here.
    """
    told = packet.content
    case = session.exec(select(models.Case).where(models.Case.uid == told.case)).first()
    key = None if case is None else session.get(models.CaseKey, case.id)
    if case is None or key is None or packets.is_here(session, packet.head.uid):
        return None
    if isinstance(told, CaseBack):
        if told.draft.submitted_at is None:
            return None
        return opens_by(session, case.id, _assessor(session, told.assessor))
    assert isinstance(told, SealedSheet | GivenShare)
    found, waits = _sealed(session, key, case), closed(session, (case.id,))[case.id]
    known = {one.number: one for one in found.shares}
    known[told.share.number] = told.share
    covers, brings = found.covers, {waits.shares.get(told.share.number, 0)}
    if isinstance(told, SealedSheet):
        covers, brings = (*covers, told), _assessor(session, told.assessor)
    if told.case_key != key.recipient or len(known) != key.dealt or not covers or waits.sheets - brings:
        return None
    return Sealed(found.case_key, tuple(known.values()), covers, found.signers | {packet.head.sender})


def take(
    session: Session,
    packet: Packet,
    file_hash: str,
    inside: Mapping[str, Inside] = NOTHING,
    choices: Choices | None = None,
) -> Taken:
    """Take a sealed sheet, a case back, or a share that another gave; if it was the last, all open with it.

    *inside* is what is in each sheet of the case by the assessor's identity; empty if none opens.

    Raises:
        NotAccepted: as for ``sealed_sheets.receive``, ``shares.receive_given``, ``travels.accept_back``; or
            if the sheet of this packet itself cannot be read or does not fit the case.
        Unsettled: as for ``travels.accept_back``.
    """
    came = _taker(packet, choices)
    if not inside:
        return packets.taken(session, packet, came(session, packet, file_hash))
    with journal.act(session, "unseal", "case") as act:
        case_id = came(session, packet, file_hash)
        assert case_id is not None, "nothing opens by a packet that was taken before"
        own = packet.content.assessor if isinstance(packet.content, SealedSheet) else ""
        done = _opened(session, case_id, inside, own)
        act.subject_id, act.data = case_id, {"sheets": done.opened}
    return replace(packets.taken(session, packet, case_id, done.opened), set_aside=done.set_aside)


def submit(session: Session, sheet_id: int, inside: Mapping[str, Inside] = NOTHING) -> Opened:
    """Hand in a sheet of this file; if it was the last, the sealed ones open with it, as one act.

    Raises:
        Submitted, Closed, Withdrawn, NotYours, Unknown, Away: as for ``sheets.submit``.
    """
    if not inside:
        sheets.submit(session, sheet_id)
        return Opened()
    case_id = existing(session, models.Sheet, sheet_id).case_id
    with journal.act(session, "submit", "sheet", sheet_id):  # papers print the value of this event
        sheets.submit(session, sheet_id)
        return unseal(session, case_id, inside)


def hand_in(session: Session, sheet_id: int, inside: Mapping[str, Inside] = NOTHING) -> Opened:
    """Hand in the sheet of an accepted form in the name of its assessor; else as ``submit``.

    Raises:
        NotYours: if no form was accepted in it.
        Submitted, Closed, Withdrawn, Unknown: as for ``submit``.
    """
    with answer_forms.handing_in(session, sheet_id):
        return submit(session, sheet_id, inside)


def open_early(session: Session, case_id: int, reason: str, inside: Mapping[str, Inside] = NOTHING) -> Opened:
    """Show the marks of a case early; sealed sheets open with it if every share is in, as one act.

    Raises:
        StillBlind: if there are sealed sheets, and the actor's own sheet is not handed in.
        NeedsReason, NothingSubmitted, NobodyWaits, AlreadyOpen, Missing, Unknown, Closed, Withdrawn: as for
            ``cases.open_early``.
    """
    waits = closed(session, (case_id,)).get(case_id)
    if waits is not None and actor_id(session) in waits.sheets:
        _, line = cases.running(session, case_id)
        owing = (one.assessor_name for one in line.waiting if one.assessor_id == actor_id(session))
        raise StillBlind(tuple(owing))
    if not inside:
        cases.open_early(session, case_id, reason)
        return Opened()
    given = () if waits is None else shares.dropouts(session, case_id, waits.covered)
    with journal.act(session, "open_early", "case", case_id):
        done = unseal(session, case_id, inside, early=True)
        cases.open_early(session, case_id, reason, [one.reason for one in given] if done.opened else ())
    return done


def with_act(
    session: Session,
    act: Callable[[Session], object],
    case_id: int,
    inside: Mapping[str, Inside] = NOTHING,
) -> Opened:
    """Do an act after which nobody is awaited, as releasing an assessor; the sealed sheets open with it.

    Raises:
        Refused: as the act does.
    """
    if not inside:
        act(session)
        return Opened()
    with journal.act(session, "unseal", "case", case_id) as whole:
        act(session)
        done = _opened(session, case_id, inside)
        whole.data = {"sheets": done.opened}
    return done


def unseal(session: Session, case_id: int, inside: Mapping[str, Inside], *, early: bool = False) -> Opened:
    """Write all sealed sheets of a case, as one act; none if they are others by now, or somebody is awaited.

    *inside* is what is in each, by the assessor's identity. With *early* only missing shares are awaited.

    Raises:
        NotAccepted: if the case is over.
    """
    with journal.act(session, "unseal", "case", case_id) as act:
        done = _opened(session, case_id, inside, early=early)
        act.data = {"sheets": done.opened}
    return done


def _opened(
    session: Session, case_id: int, inside: Mapping[str, Inside], own: str = "", *, early: bool = False
) -> Opened:
    session.flush()
    now = opens_by(session, case_id, early=early)
    if now is None or {one.assessor for one in now.covers} != set(inside):
        return Opened()  # somebody was assigned meanwhile, or another window took a sheet
    return Opened(*sealed_sheets.open_together(session, case_id, inside, own, early=early))


def _taker(packet: Packet, choices: Choices | None) -> Callable[[Session, Packet, str], int | None]:
    if isinstance(packet.content, CaseBack):
        return partial(travels.accept_back, choices=choices)
    return shares.receive_given if isinstance(packet.content, GivenShare) else sealed_sheets.receive


def _assessor(session: Session, uid: str) -> set[int]:
    return set(session.exec(select(models.Person.id).where(models.Person.uid == uid)))


def _sealed(session: Session, key: models.CaseKey, case: models.Case) -> Sealed:
    waiting = sealed_sheets.closed_sheets(session, case.id)
    of = models.Person
    ids = {one.assessor_id for one in waiting}
    people = dict(session.exec(select(of.id, of.uid).where(col(of.id).in_(ids))).all())
    covers = tuple(
        SealedSheet(
            case.uid,
            people[one.assessor_id or 0],
            key.recipient,
            Share(case.uid, one.share_number or 0, key.dealt, (one.share or b"").hex()),
            (one.body or b"").decode(),
        )
        for one in waiting
    )
    # As they were when they came in: who was erased or got another key since has handed in all the same.
    signers = frozenset(one.key for one in waiting)
    return Sealed(key.recipient, shares.here(session, case, key.dealt), covers, signers)

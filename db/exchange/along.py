"""An own sheet taken along and brought back: packed and opened beside the keys, which never leave for it.

The same over a file and at the server of the organisation, but that a file opens every kind of packet, and so
each in a process of its own. See docs/decisions/0253.
"""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session

from db import models
from db.assessing import cases
from db.exchange import carried, keys, packets, settling, travels
from db.exchange.carried import Carried
from db.exchange.settling import Subject
from db.people import organisation
from domain.errors import NotYours
from domain.exchange.draft_merge import Choices, Clash, Unsettled
from domain.exchange.ledger import Announced, KnownKey, Taken
from domain.exchange.packet import CaseBack, CaseToGo, Head, Packet, PacketKind
from domain.exchange.refusal import NotAccepted, Why
from domain.people.person import full_name


@dataclass(frozen=True, slots=True)
class Made:
    """A packet that is sealed and not written down as sent yet; ``said`` is the hash of the sheet in it.

    ``recipient`` is for whom, by name; ``person`` and ``title`` tell who is assessed and in which cycle,
    ``language`` in which language the organisation names packets.
    """

    data: bytes
    head: Head
    said: str
    recipient: str
    code: str
    person: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A packet as it was read, the hash of its file, and what taking it would do.

    ``clashes`` are what both files have changed, and ``subject`` what that is about; else it is None.
    """

    packet: Packet
    file_hash: str
    told: Announced
    clashes: tuple[Clash, ...] = ()
    subject: Subject | None = None


def packed(session: Session, case_id: int) -> Made:
    """Return a packet with the actor's own sheet of a case, for the actor's own other file.

    Raises:
        NoKeys: if the key of that file is not known.
        Refused: if the sheet does not go: see ``travels.outgoing``.
    """
    to = keys.of_own_file(session)
    head, told = travels.outgoing(session, case_id, to)
    return _sealed(session, case_id, head, told, to, Carried(told.assessor.uid, told.draft))


def handed_out(session: Session, case_id: int, head: Head, file_hash: str, said: str) -> None:
    """Write down that the packet went out, as one act: from now on the own sheet is only read here.

    Raises:
        NoKeys: if the other file has no key any more.
        Away, Invited, NotAccepted: as for ``travels.handed_out``; or if the packet is not what was made.
    """
    to = keys.of_own_file(session)
    packets.check_made(session, head, PacketKind.CASE_TO_GO, to)
    travels.handed_out(session, head, to, file_hash, case_id, said)


def packed_back(session: Session, case_id: int) -> Made:
    """Return a packet with the own sheet of a case that was taken along, for the file where it is at home.

    Raises:
        NotAccepted, NoKeys, Missing: as for ``travels.coming_back``.
    """
    to, head, told = travels.coming_back(session, case_id)
    return _sealed(session, case_id, head, told, to, Carried(told.assessor, told.draft))


def handed_back(session: Session, case_id: int, head: Head, file_hash: str, said: str) -> None:
    """Write down that the sheet went back, as one act.

    Raises:
        NotAccepted: as for ``travels.handed_back``; or if the packet is not what was made.
        NoKeys: if the key of the file it came from was withdrawn.
    """
    travels.handed_back(session, head, file_hash, case_id, said)


def looked(session: Session, data: bytes) -> Looked:
    """Return what a packet of the actor's own other file says, and what taking it would do.

    Raises:
        NotAccepted: with the reason, if it is none, not for here, or does not go with what is here.
        NotYours: if it is another person's.
    """
    packet, file_hash = _opened(session, data)
    clashes: tuple[Clash, ...] = ()
    subject = None
    try:
        case_id = travels.may_come_back(session, packet, file_hash)
        would = packets.taken(session, packet, case_id)
    except Unsettled as unsettled:
        would, clashes = packets.taken(session, packet, _case(session, packet)), unsettled.clashes
        subject = settling.subject(session, packet)
    title = person = ""
    if would.case_id is not None:
        (line,) = cases.lines_of(session, [would.case_id])
        title, person = line.cycle_title, line.person_name
    sender = keys.by_signing(session, packet.head.sender).name
    made_on = packet.head.made_at.astimezone().date()
    told = Announced(packet.head.kind, sender, made_on, title, person, would)
    return Looked(packet, file_hash, told, clashes, subject)


def take(session: Session, data: bytes, choices: Choices | None = None) -> Taken:
    """Take the own sheet that comes back, as one act; *choices* settle what both files have changed.

    Raises:
        NotAccepted, NotYours: as for ``looked``.
        Unsettled: if both files have changed the sheet, and the choices do not settle it.
    """
    packet, file_hash = _opened(session, data)
    return travels.take(session, packet, file_hash, choices)


def _sealed(
    session: Session, case_id: int, head: Head, told: CaseToGo | CaseBack, to: KnownKey, kept: Carried
) -> Made:
    from db.exchange import envelope  # what encrypts is not loaded before something is

    own = keys.own(session)
    assert own is not None, "the head names it"
    case = session.get_one(models.Case, case_id)
    person, cycle = (
        session.get_one(models.Person, case.person_id),
        session.get_one(models.Cycle, case.cycle_id),
    )
    name = full_name(person.surname, person.given, person.patronymic)
    data, title = envelope.sealed(head, told, own), cycle.title or cycle.code
    language = organisation.organisation(session).language
    return Made(data, head, carried.said(kept), to.name, person.code, name, title, language)


def _case(session: Session, packet: Packet) -> int:
    return packets.open_case(session, packet.content.case).id


def _opened(session: Session, data: bytes) -> tuple[Packet, str]:
    """Return what the packet says, and the hash of its file; only of the actor's own key is it inflated."""
    from db.exchange import envelope

    me, own = packets.worker(session), keys.own(session)
    if own is None:
        raise NotAccepted(Why.FOR_ANOTHER)
    valid = [one for one in keys.known(session) if one.withdrawn_on is None]
    mine = {one.keys.signing for one in valid if one.person_id == me}
    try:
        packet = envelope.opened(data, own.sealing, own.public.sealing, mine)
    except NotAccepted as refused:
        if refused.why is Why.UNKNOWN_SIGNER and refused.facts in {one.keys.signing for one in valid}:
            raise NotYours from None
        raise
    if packet.head.kind is not PacketKind.CASE_BACK:
        raise NotAccepted(Why.OTHER_KIND)
    return packet, hashlib.sha256(data).hexdigest()

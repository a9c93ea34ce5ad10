"""Packets that came in: read apart, announced, and taken as one act of their kind."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Concatenate, cast

from db.exchange import pairing
from desktop.office.exchange import carrying, opening, reading
from desktop.office.exchange.files import Files
from desktop.office.exchange.sending import hash_of
from domain.exchange.draft_merge import Choices
from domain.exchange.ledger import Announced, Taken
from domain.exchange.packet import CaseToGo, Invitation, Packet, PacketKind, SentModel, SentResult
from domain.exchange.refusal import NotAccepted, Why
from domain.people.person import full_name
from domain.progress import Progress

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["TAKERS", "hash_of", "looked", "take", "told"]

type Taker = Callable[[Files, Packet, str], Taken]
"""Takes a packet of one kind: the packet, the SHA-256 of its file; everything in one ``write``."""


def looked(files: Files, data: bytes, progress: Progress) -> Packet:
    """Return what a packet for this file says, read in a process of its own.

    Raises:
        NotAccepted: with the reason, if it is not for this file, not of a known signer, or not as written.
        Unreadable: if reading takes more than it may.
        Cancelled: if asked to stop.
    """
    from db.exchange import keys as ledger

    own = files.read(ledger.own) or pairing.new()  # for a file without keys there can be no packet yet
    signers = {one.keys.signing for one in files.read(ledger.known) if one.withdrawn_on is None}
    return reading.read(data, own, signers, progress)


def take(files: Files, packet: Packet, file_hash: str, choices: Choices | None = None) -> Taken:
    """Take the packet, as one act; a sealed sheet that was the last opens all of the case with it.

    *choices* settle what a case to go or back says otherwise than this file; other packets need none.

    Raises:
        NotAccepted: with the reason; nothing was written.
        Unsettled: if both files have changed the sheet, and the choices do not settle it.
    """
    if choices is not None and packet.head.kind is PacketKind.CASE_TO_GO:
        return carrying.take_case(files, packet, file_hash, choices)
    if packet.head.kind is PacketKind.CASE_BACK:
        return _sheet(files, packet, file_hash, choices)
    taker = TAKERS.get(packet.head.kind)
    if taker is None:
        raise NotAccepted(Why.OTHER_KIND)
    return taker(files, packet, file_hash)


def told(files: Files, packet: Packet, file_hash: str, choices: Choices | None = None) -> Announced:
    """Return what taking the packet would do: it is taken, and what was written is undone at once.

    Raises:
        NotAccepted, Unsettled: as ``take``.
    """
    from db.assessing import cases
    from db.exchange import keys as ledger

    would = take(_Undoing(files), packet, file_hash, choices)
    sender = files.read(ledger.valid, packet.head.sender)
    title = person = ""
    if isinstance(packet.content, SentModel):
        title = packet.content.edition.title.ru
    elif isinstance(packet.content, Invitation | CaseToGo | SentResult):
        title, of = packet.content.title, packet.content.person
        person = full_name(of.surname, of.given, of.patronymic)
    elif would.case_id is not None:
        (line,) = files.read(cases.lines_of, [would.case_id])
        title, person = line.cycle_title, line.person_name
    made_on = _day(packet.head.made_at)
    name = "" if sender is None else sender.name
    return Announced(packet.head.kind, name, made_on, title, person, would)


def _day(instant: datetime) -> date:
    return instant.astimezone().date()


def _invitation(files: Files, packet: Packet, file_hash: str) -> Taken:
    from db.exchange import invitations

    return files.write(invitations.take, packet, file_hash)


def _sheet(files: Files, packet: Packet, file_hash: str, choices: Choices | None = None) -> Taken:
    from db.exchange import opening as acts

    read = opening.inside(files.read(acts.packet_opens, packet), Progress())
    return files.write(acts.take, packet, file_hash, read, choices)


def _kept_shares(files: Files, packet: Packet, file_hash: str) -> Taken:
    from db.exchange import shares

    return files.write(shares.take_kept, packet, file_hash)


TAKERS: Mapping[PacketKind, Taker] = {
    PacketKind.INVITATION: _invitation,
    PacketKind.SEALED_SHEET: _sheet,
    PacketKind.MODEL: carrying.take_model,
    PacketKind.CASE_TO_GO: carrying.take_case,
    PacketKind.CASE_BACK: _sheet,
    PacketKind.KEPT_SHARES: _kept_shares,
    PacketKind.GIVEN_SHARE: _sheet,
    PacketKind.RESULT: carrying.take_result,
}
"""What each kind of packet does here."""


class _Undone(Exception):
    def __init__(self, result: object) -> None:
        super().__init__()
        self.result = result


class _Undoing:
    """The same file, but whatever is written is undone as soon as its result is known."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def read[**P, R](self, f: "Callable[Concatenate[Session, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        return self._files.read(f, *args, **kwargs)

    def write[**P, R](
        self, f: "Callable[Concatenate[Session, P], R]", *args: P.args, **kwargs: P.kwargs
    ) -> R:
        def tried(session: "Session") -> None:
            result = f(session, *args, **kwargs)
            session.flush()  # what the tables themselves refuse counts too
            raise _Undone(result)

        try:
            self._files.write(tried)
        except _Undone as undone:
            return cast("R", undone.result)
        raise AssertionError("it always ends so")

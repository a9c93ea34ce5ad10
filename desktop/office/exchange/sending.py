"""Packets that go out: made of what the file holds, and written down as sent once they are on the disk."""

import hashlib
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from db.exchange import envelope, pairing
from desktop.office.exchange import phrases_exchange, sealing
from desktop.office.exchange.files import Files
from domain.exchange.key import PrivateKeys
from domain.exchange.packet import Head, KeptShares, PacketKind
from domain.exchange.share import Share
from resources.i18n import Words
from resources.i18n import words as words_of


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A packet that is not sent yet: its file by name and bytes, its head, and for whom it is, by name.

    ``sent`` writes down that it went out; packets of one act share it. ``about`` names who is assessed and in
    which cycle, where that is asked about.
    """

    name: str
    data: bytes
    head: Head
    recipient: str
    sent: "Sent"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What writes down that packets went out: a function of ``db``, and what it is told."""

    act: Callable[..., None]
    told: Mapping[str, object]


def own_keys(files: Files) -> PrivateKeys:
    """Return the keys of this file, made when they are first needed."""
    from db.exchange import keys as ledger

    own = files.read(ledger.own)
    if own is None:
        files.write(ledger.make)
        own = files.read(ledger.own)
    assert own is not None, "they were made above"
    return own


def pairing_file(files: Files) -> bytes:
    """Return the file by which somebody else's file learns the keys of this one.

    Raises:
        Missing: if nobody is said to be at work here.
    """
    from db.exchange import keys as ledger

    own_keys(files)
    told = files.read(ledger.introduction)
    assert told is not None, "the keys were made above"
    return pairing.written(told)


def key_name(files: Files) -> str:
    """Return the name of that file: whose it is and where they work, since everybody sends one."""
    from db.exchange import keys as ledger

    told = files.read(ledger.introduction)
    assert told is not None, "the keys were made before"
    return key_named(words(files).pgettext("name of a file", "Key"), told.name, told.organisation_name)


def key_named(*parts: str) -> str:
    """Return the name of a key file of these parts, as far as they say something."""
    named = " ".join("".join(sign if sign.isalnum() else " " for sign in one) for one in parts).split()
    return f"{whole_words(' '.join(named), _WHOLE)}.{pairing.ENDING}"


def invite(
    files: Files,
    case_id: int,
    keeper_id: int | None = None,
    without: Collection[int] = (),
    *,
    surnames: bool = False,
) -> tuple[Outgoing, ...]:
    """Return an invitation for each assessor but *without*, and all shares for the second named person.

    With *surnames* the names of files tell to whom an invitation goes; who is rated stays a code.

    Raises:
        NoKeys: if the key of one of them is not known.
        AlreadySealed: if a sealed sheet of the case has come in.
        TooManySeats: if more are invited than a key has shares.
        Unknown, Closed, Withdrawn: if there is no such case, or it is over.
    """
    from db.assessing import cases
    from db.exchange import invitations

    own = own_keys(files)
    seats = files.read(invitations.seats, case_id, without)
    case, code = seats[0].blank.case, seats[0].blank.person.code
    case_key, shares = sealing.deal_case(case, len(seats))
    language = words(files)
    made: list[tuple[str, bytes, Head, str]] = []
    dealt: list[tuple[invitations.Seat, Share, str]] = []
    for seat, share in zip(seats, shares, strict=True):
        content = replace(seat.blank, case_key=case_key, share=share)
        data = envelope.sealed(seat.head, content, own)
        dealt.append((seat, share, hash_of(data)))
        of = content.assessor
        whose = (of.surname, of.code) if surnames and of.surname else (of.code,)
        made.append((packet_name(language, seat.head, code, *whose), data, seat.head, seat.to.name))
    keeper = None
    if keeper_id is not None:
        known, head = files.read(invitations.keeper, keeper_id, seats)
        holders = tuple(one.blank.assessor.code for one in seats)
        cycle = files.read(cases.line, case_id).cycle_code
        data = envelope.sealed(head, KeptShares(case, cycle, code, case_key, shares, holders), own)
        keeper = keeper_id, known, head, hash_of(data)
        made.append((packet_name(language, head, code), data, head, known.name))
    record = invitations.Dealt(case_key, tuple(dealt), keeper)
    sent = Sent(invitations.deal, {"case_id": case_id, "dealt": record})
    return tuple(Outgoing(*one, sent) for one in made)


def seal(files: Files, case_id: int) -> Outgoing:
    """Return the actor's own submitted sheet, sealed for whoever invited.

    Raises:
        NotAccepted: if nobody invited to the case by packet.
        NoKeys: if the key of whoever invited was withdrawn.
        NotSubmitted: if the sheet is not submitted.
    """
    from db.exchange import invitations, packets, sealed_sheets

    own = own_keys(files)
    seat, share, to = files.read(invitations.kept, case_id)
    sheet = files.read(sealed_sheets.own_sheet, case_id, seat)
    head = files.read(packets.head, PacketKind.SEALED_SHEET, to)
    inner = replace(head, kind=PacketKind.SHEET, recipient=seat.case_key)
    data = envelope.sealed(head, sealing.closed(sheet, inner, own, share), own)
    told = {"top": head, "to": to.keys.signing, "file_hash": hash_of(data), "case_id": case_id}
    return outgoing(files, data, head, to.name, Sent(sealed_sheets.handed_over, told), case_id)


def give_share(files: Files, case: str, number: int, reason: str) -> Outgoing:
    """Return the share of somebody who dropped out, given by the second named person, who works here.

    *case* is its identity, as the packet with the shares told it.

    Raises:
        Unknown: if no such share is kept here.
        NoKeys: if the key of whoever dealt it was withdrawn.
        NeedsReason, TooLong: if the reason is missing or too long.
    """
    from db.exchange import packets, shares

    told, to = files.read(shares.to_give, case, number, reason)
    head = files.read(packets.head, PacketKind.GIVEN_SHARE, to)
    data = envelope.sealed(head, told, own_keys(files))
    record = {"top": head, "to": to.keys.signing, "file_hash": hash_of(data), "case": case, "number": number}
    return outgoing(files, data, head, to.name, Sent(shares.given, record))


def outgoing(
    files: Files,
    data: bytes,
    head: Head,
    recipient: str,
    sent: Sent,
    case_id: int | None = None,
) -> Outgoing:
    """Return a packet under the name of its kind and, if it belongs to a case, of whoever is rated."""
    from db.assessing import cases

    code = () if case_id is None else (files.read(cases.code_of, case_id),)
    return Outgoing(packet_name(words(files), head, *code), data, head, recipient, sent)


def write(files: Files, folder: Path, *packets: Outgoing) -> tuple[Path, ...]:
    """Write packets of one act to new files in the folder, then write down that they went out.

    A file is never overwritten. If one of them or the record fails, none of the new files stays; if nobody
    knows whether a server has recorded it, they do, since the sheet may be away by now.

    Raises:
        Unwritable: if the disk or the folder refuses.
        Refused: as ``sent`` of the packets; nothing is written down then.
    """
    sent = packets[0].sent
    assert all(one.sent is sent for one in packets), "one act sends them"
    written: list[Path] = []
    try:
        for one in packets:
            written.append(new_file(folder / one.name, one.data))
        files.write(sent.act, **sent.told)
    except BaseException as error:
        from db.wire.faults import MayBeDone

        if isinstance(error, MayBeDone):
            raise
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return tuple(written)


def new_file(target: Path, data: bytes) -> Path:
    """Write the bytes to a file that was not there, and return its path: *target* or one with a number.

    Raises:
        Unwritable: if the disk or the folder refuses.
    """
    from reports.paper.atomic import Unwritable, free_name, replacing

    while True:
        path = free_name(target)
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            raise Unwritable(path, error) from error
        break
    try:
        with replacing(path) as part:
            part.write_bytes(data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def packet_name(words: Words, head: Head, *codes: str) -> str:
    """Return the name of the file: kind and codes, since names of people do not belong on a stick unasked."""
    parts = (phrases_exchange.kind(head.kind, words), *codes)
    return f"{'-'.join(map(in_name, parts))}.{envelope.ENDING}"


def in_name(text: str, more: str = "") -> str:
    """Return a text for the name of a file: letters, digits and *more*, since others may have typed it."""
    return "".join(sign if sign.isalnum() or sign in more else "-" for sign in text)[:_PART]


def whole_words(text: str, most: int) -> str:
    """Return the beginning of a text, at most so many signs, cut between words if it has any."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0] or text[:most]


def words(files: Files) -> Words:
    """Return the language of the organisation, in which packets and papers are named."""
    from db.people import organisation

    return words_of(files.read(organisation.organisation).language)


def hash_of(data: bytes) -> str:
    """Return the hash by which the file of a packet is known again."""
    return hashlib.sha256(data).hexdigest()


_PART = 30  # signs: a name may have 255 bytes, which a Cyrillic sign takes two of
_WHOLE = 110  # signs of a name that is made of several texts

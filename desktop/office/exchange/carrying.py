"""What else travels: a framework, a case to go and back, and the paper of a result."""

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.exchange import envelope, pairing
from desktop.office.exchange import sending
from desktop.office.exchange.files import Files
from desktop.office.exchange.sending import Outgoing, Sent
from domain.exchange.draft_merge import Choices
from domain.exchange.key import Introduction
from domain.exchange.ledger import KnownKey, Taken
from domain.exchange.packet import Content, Head, Packet
from domain.exchange.refusal import NoKeys
from domain.progress import Progress
from resources.i18n import current
from resources.i18n import words as words_of

if TYPE_CHECKING:
    from db.exchange.along import Made


def model(files: Files, framework_id: int, person_id: int) -> Outgoing:
    """Return a packet with an edition in force, for this person's file.

    Raises:
        NoKeys: if the key of the person is not known.
        Unknown, Impossible: if there is no such edition, or it is not in force.
    """
    from db.exchange import sent_models

    to = key_of(files, person_id)
    sending.own_keys(files)
    head, told = files.read(sent_models.outgoing, framework_id, to)
    record = Sent(sent_models.handed_out, {"top": head, "to": to, "framework_id": framework_id})
    return _sealed(files, head, told, to, record)


def take_along(files: Files, case_id: int) -> Outgoing:
    """Return a packet with a case and the own sheet, for another file of the person at work.

    Once it is written, the sheet is only read here until it is back.

    Raises:
        NoKeys: if the key of that file is not known.
        Refused: if it does not go: see ``db.exchange.travels.outgoing``.
    """
    from db.exchange import along, keys

    files.write(keys.make)
    return _made(files.read(along.packed, case_id), along.handed_out, case_id)


def bring_back(files: Files, case_id: int) -> Outgoing:
    """Return a packet with the own sheet of a case that was taken along, for the file where it is at home.

    Raises:
        NotAccepted: if the case did not come here to go.
        NoKeys: if the key of the file it came from was withdrawn.
        Missing: if no sheet was begun.
    """
    from db.exchange import along

    return _made(files.read(along.packed_back, case_id), along.handed_back, case_id)


def result(files: Files, case_id: int, person_id: int, on: date, progress: Progress) -> Outgoing:
    """Return a packet with the assessment profile as this person may see it, for the person's file.

    Raises:
        NoKeys: if the key of the person is not known.
        Refused: if the profile is not shown to that person: see ``db.exchange.sent_results.outgoing``.
    """
    from db.exchange import sent_results
    from db.people import organisation
    from desktop.office.papers.preview import Asking, previewing
    from desktop.office.papers.registry import PROFILE

    to = key_of(files, person_id)
    sending.own_keys(files)
    language = files.read(organisation.organisation).language
    seen = previewing(files.read, Asking(PROFILE, case_id, to.person_id, on, language))(progress)
    if seen.refused is not None:
        raise seen.refused
    body = base64.b64encode(seen.content).decode()
    head, told = files.read(sent_results.outgoing, case_id, to, PROFILE, on, body)
    record = Sent(sent_results.handed_out, {"top": head, "to": to, "case_id": case_id})
    return _sealed(files, head, told, to, record, case_id)


def paper(files: Files, uid: str, folder: Path) -> Path:
    """Write the paper that came with this packet to a new file, and return it.

    Raises:
        Unknown: if there is none, or it was erased.
        Unwritable: if the disk or the folder refuses.
    """
    from db.exchange import sent_results
    from desktop.office.papers.titles import titled

    told = files.read(sent_results.kept, uid)
    parts = titled(told.document, sending.words(files)), told.person.code, told.made_on.isoformat()
    name = " ".join(sending.in_name(one, " ") for one in parts)
    return sending.new_file(folder / f"{name}.pdf", base64.b64decode(told.body))


def erase_paper(files: Files, uid: str) -> None:
    """Erase the paper that came with this packet; that it came stays in the list.

    Raises:
        Unknown: if there is none, or it was erased.
    """
    from db.exchange import sent_results

    files.write(sent_results.drop, uid)


def take_back(files: Files, case_id: int) -> None:
    """Count the own sheet as here again, without a packet."""
    from db.assessing import away

    files.write(away.end, case_id)


def key_of(files: Files, person_id: int) -> KnownKey:
    """Return the key of this person's file.

    Raises:
        NoKeys: if it is not known, or was withdrawn.
    """
    from db.assessing import people
    from db.exchange import keys

    known = (one for one in files.read(keys.known) if one.withdrawn_on is None)
    found = next((one for one in known if one.person_id == person_id), None)
    if found is None:
        raise NoKeys((files.read(people.person, person_id).full_name,))
    return found


def take_model(files: Files, packet: Packet, file_hash: str) -> Taken:
    """Take a framework, as one act."""
    from db.exchange import sent_models

    again = files.write(sent_models.accept, packet, file_hash) is None
    return Taken(packet.head.kind, None, again=again)


def take_case(files: Files, packet: Packet, file_hash: str, choices: Choices | None = None) -> Taken:
    """Take a case to go, as one act; *choices* settle what both files have changed.

    Raises:
        Unsettled: if something both have changed is not settled.
    """
    from db.exchange import travels

    return files.write(travels.take, packet, file_hash, choices)


def take_result(files: Files, packet: Packet, file_hash: str) -> Taken:
    """Keep the paper of a result, as one act."""
    from db.exchange import sent_results

    return files.write(sent_results.take, packet, file_hash)


def key_beside(told: Introduction, folder: Path) -> Path:
    """Write the key file of the server into the folder of a packet, unless it is there, and return it."""
    data = pairing.written(told)
    path = folder / sending.key_named(
        current().pgettext("name of a file", "Key of the server"), told.organisation_name
    )
    if path.is_file() and path.read_bytes() == data:
        return path
    return sending.new_file(path, data)


def _made(made: "Made", act: Callable[..., None], case_id: int) -> Outgoing:
    said = {
        "case_id": case_id,
        "head": made.head,
        "file_hash": sending.hash_of(made.data),
        "said": made.said,
    }
    name = sending.packet_name(words_of(made.language), made.head, made.code)
    about = ", ".join(part for part in (made.person, made.title) if part)
    return Outgoing(name, made.data, made.head, made.recipient, Sent(act, said), about)


def _sealed(
    files: Files,
    head: Head,
    told: Content,
    to: KnownKey,
    record: Sent,
    case_id: int | None = None,
) -> Outgoing:
    data = envelope.sealed(head, told, sending.own_keys(files))
    sent = replace(record, told={**record.told, "file_hash": sending.hash_of(data)})
    return sending.outgoing(files, data, head, to.name, sent, case_id)

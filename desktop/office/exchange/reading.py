"""Reads a packet in a process of its own, which holds the key of the packet and nothing of the file.

What comes back is written anew by that process in the one canonical form, and read here by the same strict
rules: nothing else that a stranger made ever reaches this process.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from db.exchange import envelope
from desktop.office.exchange import sealing
from desktop.office.intake import apart
from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.key import PrivateKeys
from domain.exchange.packet import CONTENT, Head, Packet, SealedSheet
from domain.exchange.refusal import NotAccepted, Why
from domain.progress import Progress


@dataclass(frozen=True, slots=True)
class _Refusal:
    why: Why
    facts: str


def read(data: bytes, keys: PrivateKeys, signers: Collection[str], progress: Progress) -> Packet:
    """Return what a packet for this file says.

    Raises:
        NotAccepted: with the reason, if it is not for this file, not of a known signer, or not as written.
        Unreadable: if reading takes more than it may.
        Cancelled: if asked to stop.
    """
    asked = data, keys.sealing, keys.public.sealing, frozenset(signers)
    return _packet(apart.read(_opened, *asked, progress=progress))


def sheets(
    covers: Sequence[SealedSheet],
    identity: str,
    case_key: str,
    signers: Collection[str],
    progress: Progress,
) -> dict[str, Packet | Why]:
    """Return what is in sealed sheets by the assessor's identity; *identity* is that of the case.

    For a sheet that is damaged, or not what its cover says, it is the reason.

    Raises:
        Unreadable: if reading takes more than it may.
        Cancelled: if asked to stop.
    """
    answers = apart.read(
        _opened_sheets, tuple(covers), identity, case_key, frozenset(signers), progress=progress
    )
    return {
        cover.assessor: one.why if isinstance(one, _Refusal) else _packet(one)
        for cover, one in zip(covers, answers, strict=True)
    }


def _opened_sheets(
    covers: tuple[SealedSheet, ...], identity: str, case_key: str, signers: frozenset[str], progress: Progress
) -> tuple[tuple[bytes, bytes] | _Refusal, ...]:
    answers: list[tuple[bytes, bytes] | _Refusal] = []
    for done, cover in enumerate(covers):
        progress.step(done, len(covers))
        try:
            answers.append(_lines(sealing.opened_sheet(cover, identity, case_key, signers)))
        except NotAccepted as error:
            answers.append(_Refusal(error.why, error.facts))
    return tuple(answers)


def _packet(answer: tuple[bytes, bytes] | _Refusal) -> Packet:
    if isinstance(answer, _Refusal):
        raise NotAccepted(answer.why, answer.facts)
    first, second = answer
    head = strict.record(Head, strict.parsed(first))
    return Packet(head, strict.record(CONTENT[head.kind], strict.parsed(second)))


def _lines(packet: Packet) -> tuple[bytes, bytes]:
    return canonical(strict.plain(packet.head)), canonical(strict.plain(packet.content))


def _opened(
    data: bytes, identity: str, own: str, signers: frozenset[str], progress: Progress
) -> tuple[bytes, bytes] | _Refusal:
    progress.step(0, 1)
    try:
        packet = envelope.opened(data, identity, own, signers)
    except NotAccepted as error:
        return _Refusal(error.why, error.facts)
    return _lines(packet)

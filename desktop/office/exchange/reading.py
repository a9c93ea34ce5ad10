"""Reads a packet in a process of its own, which holds the key of the packet and nothing of the file.

What comes back is written anew by that process in the one canonical form, and read here by the same strict
rules: nothing else that a stranger made ever reaches this process.
"""

from collections.abc import Collection
from dataclasses import dataclass

from desktop.office.exchange import envelope
from desktop.office.intake import apart
from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.key import PrivateKeys
from domain.exchange.packet import CONTENT, PASSPHRASE, Head, Packet
from domain.exchange.refusal import NotAccepted, Why
from domain.progress import Progress


@dataclass(frozen=True, slots=True)
class _Refusal:
    why: Why
    facts: str


def read(
    data: bytes, keys: PrivateKeys, signers: Collection[str], progress: Progress, phrase: str = ""
) -> Packet:
    """Return what a packet for this file says; *phrase* opens one that was made for a passphrase.

    Raises:
        NotAccepted: with the reason, if it is not for this file, not of a known signer, or not as written.
        Unreadable: if reading takes more than it may.
        Cancelled: if asked to stop.
    """
    own, identity = (PASSPHRASE, phrase) if phrase else (keys.public.sealing, keys.sealing)
    answer = apart.read(_opened, data, identity, own, frozenset(signers), progress=progress)
    if isinstance(answer, _Refusal):
        raise NotAccepted(answer.why, answer.facts)
    first, second = answer
    head = strict.record(Head, strict.parsed(first))
    return Packet(head, strict.record(CONTENT[head.kind], strict.parsed(second)))


def _opened(
    data: bytes, identity: str, own: str, signers: frozenset[str], progress: Progress
) -> tuple[bytes, bytes] | _Refusal:
    progress.step(0, 1)
    try:
        packet = envelope.opened(data, identity, own, signers)
    except NotAccepted as error:
        return _Refusal(error.why, error.facts)
    return canonical(strict.plain(packet.head)), canonical(strict.plain(packet.content))

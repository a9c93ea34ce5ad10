"""Who is known by which key, and what went to and came from whom."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.exchange.key import PublicKeys
from domain.exchange.packet import PacketKind


class Way(StrEnum):
    """Whether a packet went out or came in."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key of somebody else's file; ``withdrawn_on`` None as long as its packets are taken."""

    id: int
    keys: PublicKeys
    person_id: int
    name: str
    organisation: str
    known_on: date
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class PacketLine:
    """A packet in the list; ``case`` is the code of its cycle and of the person rated, empty if it has none.

    ``waits`` means that it is a sealed sheet which cannot be opened yet.
    """

    uid: str
    way: Way
    kind: PacketKind
    name: str
    on: date
    sequence: int
    case: str
    waits: bool

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


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a packet did; ``again`` means that it was taken before, and nothing was done.

    ``case_id`` is None if the packet belongs to no case, ``opened`` how many sealed sheets opened together.
    ``set_aside`` are the names of those whose sheets proved unreadable when all shares were in: they send
    theirs again, and until then all stay closed.
    """

    kind: PacketKind
    case_id: int | None
    again: bool = False
    opened: int = 0
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """How many sealed sheets opened with an act; ``set_aside`` are whose proved unreadable, by name."""

    opened: int = 0
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announced:
    """What a packet is and would do, for the question whether to take it.

    ``sender`` is a name of this file, ``title`` that of the cycle and ``person`` who is rated, both empty
    if the packet belongs to no case. ``would`` is what taking it would do: its case need not be there yet.
    """

    kind: PacketKind
    sender: str
    made_on: date
    title: str
    person: str
    would: Taken


@dataclass(frozen=True, slots=True)
class KeptCase:
    """The shares of a case that this file keeps; ``cycle`` and ``person``, who is rated, are codes.

    ``sender`` is whose case it is, ``holders`` the codes of the assessors by the number of their share, and
    ``given`` the numbers of those already given.
    """

    case: str
    cycle: str
    person: str
    sender: str
    kept_on: date
    holders: dict[int, str]
    given: tuple[int, ...]

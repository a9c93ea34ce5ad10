"""The packet: its head, which the sender signs, and what each kind of packet carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.exchange.share import Share
from domain.exchange.strict import Base64, Digest, Uid
from domain.mark import Mark
from domain.people.person import PersonKind
from domain.sheet_kinds import Kind, Origin, Role, SheetOrigin, State

FORMAT = 1
"""Of what this program writes; a packet names the least that a reader must know."""

PASSPHRASE = "passphrase"  # in place of the recipient's key


class PacketKind(StrEnum):
    """What a packet carries."""

    INVITATION = "invitation"
    SEALED_SHEET = "sealed_sheet"
    SHEET = "sheet"  # inside a sealed sheet, for the case's key alone
    KEPT_SHARES = "kept_shares"  # for the second named person
    GIVEN_SHARE = "given_share"  # by that person, in place of somebody who dropped out


@dataclass(frozen=True, slots=True)
class Head:
    """Who sends what to whom. ``recipient`` is an age recipient or ``PASSPHRASE``.

    ``sequence`` counts what this sender has sent to this recipient from 1; ``organisation`` is the identity
    of the sender's.
    """

    uid: Uid
    kind: PacketKind
    format: int
    sequence: int
    made_at: datetime
    sender: Digest
    recipient: str
    organisation: Uid


@dataclass(frozen=True, slots=True)
class SentLevel:
    """A level of the scale with its two descriptions."""

    level: int
    ru: str
    en: str
    knowledge_ru: str
    knowledge_en: str
    skill_ru: str
    skill_en: str


@dataclass(frozen=True, slots=True)
class SentItem:
    """An item to be rated, with its question; no target, since it would bias the mark."""

    key: Uid
    code: str
    kind: Kind
    function: str
    ru: str
    en: str
    critical: bool
    question_ru: str
    question_en: str


@dataclass(frozen=True, slots=True)
class SentPerson:
    """Somebody by identity, code and name."""

    uid: Uid
    code: str
    kind: PersonKind
    surname: str
    given: str
    patronymic: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an assessor needs to rate one person, and no more.

    ``edition`` and ``profile`` are content hashes: no target travels.
    ``case_key`` is the age recipient of the sealed sheet,
    ``due_on`` None if no day was set.
    """

    case: Uid
    cycle: Uid
    cycle_kind: CycleKind
    title: str
    person: SentPerson
    assessor: SentPerson
    role: Role
    due_on: date | None
    model: str
    edition: Digest
    profile: Digest
    levels: tuple[SentLevel, ...]
    items: tuple[SentItem, ...]
    case_key: str
    share: Share


@dataclass(frozen=True, slots=True)
class SentMark:
    """A mark of a submitted sheet with its comment; ``level`` is set exactly if ``state`` is RATED."""

    item: Uid
    state: State
    level: int | None
    origin: Origin
    rated_at: datetime
    comment: str

    def __post_init__(self) -> None:
        if (self.state is State.RATED) != (self.level is not None) or self.level not in (None, 0, 1, 2, 3, 4):
            raise ValueError("level")

    @property
    def mark(self) -> Mark:
        """The mark itself."""
        return Mark(self.state, self.level)


@dataclass(frozen=True, slots=True)
class SentFact:
    """A fact of a submitted sheet; ``items`` are keys."""

    uid: Uid
    items: tuple[Uid, ...]
    polarity: Polarity
    observed_on: date
    recorded_on: date
    recorded_at: datetime
    text: str

    def __post_init__(self) -> None:
        if self.observed_on > self.recorded_on or not self.items:
            raise ValueError("observed_on")


@dataclass(frozen=True, slots=True)
class SentSheet:
    """A submitted sheet; ``reason`` is that of a correction, ``content_hash`` the same in every file.

    ``origin`` travels, so that an open answer stays one.
    """

    uid: Uid
    case: Uid
    assessor: Uid
    role: Role
    origin: SheetOrigin
    revision: int
    reason: str
    edition: Digest
    started_at: datetime
    submitted_at: datetime
    submitted_on: date
    marks: tuple[SentMark, ...]
    facts: tuple[SentFact, ...]
    content_hash: Digest

    def __post_init__(self) -> None:
        if self.revision < 1 or (self.revision == 1) != (self.reason == ""):
            raise ValueError("revision")
        if len({one.item for one in self.marks}) != len(self.marks):
            raise ValueError("marks")


@dataclass(frozen=True, slots=True)
class SealedSheet:
    """A sheet that only the case's key opens, with the assessor's share of that key.

    ``case_key`` says of which deal the share is, ``body`` is a packet of kind SHEET.
    """

    case: Uid
    assessor: Uid
    case_key: str
    share: Share
    body: Base64


@dataclass(frozen=True, slots=True)
class KeptShares:
    """All shares of a case's key, for the second named person; the sender keeps none."""

    case: Uid
    title: str
    case_key: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class GivenShare:
    """The share of somebody who dropped out, given by the second named person with a reason."""

    case: Uid
    case_key: str
    share: Share
    reason: str
    given_on: date


type Content = Invitation | SealedSheet | SentSheet | KeptShares | GivenShare

CONTENT: Mapping[PacketKind, type[Content]] = {
    PacketKind.INVITATION: Invitation,
    PacketKind.SEALED_SHEET: SealedSheet,
    PacketKind.SHEET: SentSheet,
    PacketKind.KEPT_SHARES: KeptShares,
    PacketKind.GIVEN_SHARE: GivenShare,
}


@dataclass(frozen=True, slots=True)
class Packet:
    """What a packet says, its signature and recipient checked."""

    head: Head
    content: Content

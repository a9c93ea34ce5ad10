"""The packet: its head, which the sender signs, and what each kind of packet carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import cast
from uuid import UUID

from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.assessing.sheet import COMMENT_LIMIT
from domain.exchange.share import Share
from domain.exchange.strict import Base64, Digest, NotStrict, Uid, record
from domain.framework.edition import Edition, profile_hash
from domain.framework.edition_faults import faults
from domain.framework.provision import Provision
from domain.framework.version_map import Fate
from domain.mark import Mark
from domain.people.person import PersonKind
from domain.scale import LEVELS
from domain.sheet_kinds import Kind, Origin, Role, SheetOrigin, State

FORMAT = 4
"""The newest format of any kind that this program reads and writes."""

FIRST = b"merilo-packet\n"  # what a file begins with


class PacketKind(StrEnum):
    """What a packet carries."""

    INVITATION = "invitation"
    SEALED_SHEET = "sealed_sheet"
    SHEET = "sheet"  # inside a sealed sheet, for the case's key alone
    KEPT_SHARES = "kept_shares"  # for the second named person
    GIVEN_SHARE = "given_share"  # by that person, in place of somebody who dropped out
    MODEL = "model"
    CASE_TO_GO = "case_to_go"  # own draft and own case, for another file of the same assessor
    CASE_BACK = "case_back"
    RESULT = "result"  # the paper of a result, for somebody who may see it


@dataclass(frozen=True, slots=True)
class Head:
    """Who sends what to whom. ``recipient`` is an age recipient.

    ``sequence`` grows with each packet from this sender to this recipient, and skips many numbers;
    ``organisation`` is the identity of the sender's.
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
class SentMark:
    """A mark of a submitted sheet with its comment; ``level`` is set exactly if ``state`` is RATED."""

    item: Uid
    state: State
    level: int | None
    origin: Origin
    rated_at: datetime
    comment: str

    def __post_init__(self) -> None:
        _check_level(self.state, self.level)

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
    """All shares of a case's key, for the second named person; the sender keeps none.

    ``cycle`` and ``person``, who is rated, are codes, ``holders`` those of who got each share, in order:
    no name travels to somebody who need not know it.
    """

    case: Uid
    cycle: str
    person: str
    case_key: str
    shares: tuple[Share, ...]
    holders: tuple[str, ...]

    def __post_init__(self) -> None:
        count = len(self.shares)
        told = [(one.case, one.number, one.of) for one in self.shares]
        if not count or told != [(self.case, number, count) for number in range(1, count + 1)]:
            raise ValueError("shares")
        if len(self.holders) != count:
            raise ValueError("holders")


@dataclass(frozen=True, slots=True)
class GivenShare:
    """The share of somebody who dropped out, given by the second named person with a reason."""

    case: Uid
    case_key: str
    share: Share
    reason: str
    given_on: date

    def __post_init__(self) -> None:
        if not self.reason.strip() or len(self.reason) > COMMENT_LIMIT:
            raise ValueError("reason")


@dataclass(frozen=True, slots=True)
class SentLink:
    """What became of an item of the edition before; empty if there is none on that side."""

    fate: Fate
    old: str
    new: str

    def __post_init__(self) -> None:
        if (self.fate is Fate.NEW) != (self.old == "") or (self.fate is Fate.DROPPED) != (self.new == ""):
            raise ValueError("fate")
        for key in filter(None, (self.old, self.new)):
            _check_uid(key)


@dataclass(frozen=True, slots=True)
class SentModel:
    """A published edition with its profiles, scale, questions and the lines of the document it came from.

    ``uids`` are the identities of the edition and of each profile, ``hashes`` what they say, in that order;
    ``base`` is the hash of the edition before, empty if there is none or it is not known. ``published_by`` is
    None if nobody is named, or was erased.
    """

    edition: Edition
    number: int
    uids: tuple[Uid, ...]
    hashes: tuple[Digest, ...]
    base: str
    note: str
    published_at: datetime | None
    published_on: date | None
    published_by: SentPerson | None
    links: tuple[SentLink, ...]
    provisions: tuple[Provision, ...]

    def __post_init__(self) -> None:
        said = (self.edition.hash, *(profile_hash(one) for one in self.edition.profiles))
        if self.hashes != said or len(self.uids) != len(said) or len(set(self.uids)) != len(said):
            raise ValueError("hashes")
        if self.number < 1 or not self.edition.key or faults(self.edition):
            raise ValueError("edition")
        for item in self.edition.items:
            _check_uid(item.key)

    @property
    def case(self) -> str:
        """No case: packets with a model may be taken in any order."""
        return ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an assessor needs to rate one person, and no more.

    ``edition`` and ``profile`` are content hashes, ``framework`` is that edition for a file that does not
    have it: None if it is too large to travel along, or the packet is of format 1. ``case_key`` is the age
    recipient of the sealed sheet, ``due_on`` None if no day was set.
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
    framework: SentModel | None

    def __post_init__(self) -> None:
        if self.framework is not None and self.framework.hashes[0] != self.edition:
            raise ValueError("framework")


@dataclass(frozen=True, slots=True)
class SentProbe:
    """A follow-up question that was asked, by its Russian text."""

    text: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class SentRow:
    """What a sheet in work says about one item; a row without a mark may have a comment."""

    item: Uid
    state: State | None
    level: int | None
    origin: Origin | None
    rated_at: datetime | None
    comment: str
    asked: tuple[SentProbe, ...]

    def __post_init__(self) -> None:
        if len({self.state is None, self.origin is None, self.rated_at is None}) != 1:
            raise ValueError("state")
        _check_level(self.state, self.level)

    @property
    def mark(self) -> Mark | None:
        """The mark itself."""
        return None if self.state is None else Mark(self.state, self.level)


@dataclass(frozen=True, slots=True)
class SentDraft:
    """An own sheet as it stands; the last three fields are set once it is submitted."""

    uid: Uid
    revision: int
    reason: str
    origin: SheetOrigin
    started_at: datetime
    rows: tuple[SentRow, ...]
    facts: tuple[SentFact, ...]
    submitted_at: datetime | None
    submitted_on: date | None
    content_hash: str

    def __post_init__(self) -> None:
        if self.revision < 1 or (self.revision == 1) != (self.reason == ""):
            raise ValueError("revision")
        if len({one.item for one in self.rows}) != len(self.rows):
            raise ValueError("rows")
        if len({one.uid for one in self.facts}) != len(self.facts):
            raise ValueError("facts")
        if len({self.submitted_at is None, self.submitted_on is None, self.content_hash == ""}) != 1:
            raise ValueError("submitted")

    @property
    def said(self) -> tuple[tuple[SentRow, ...], tuple[SentFact, ...]]:
        """What the sheet says, in one order."""
        return (
            tuple(sorted(self.rows, key=lambda one: one.item)),
            tuple(sorted(self.facts, key=lambda one: one.uid)),
        )


@dataclass(frozen=True, slots=True)
class CaseToGo:
    """A case for another file of the same assessor, with the own sheet, None if it is not begun.

    ``question_set`` is the code of a shipped one, empty if the interview has none; ``items`` are the scope,
    ``critical`` those of them that are, None if the packet is older than format 4: those of the model.
    ``framework`` is the edition, as in an invitation: None if it is too large, or the packet of format 1.
    """

    case: Uid
    cycle: Uid
    cycle_kind: CycleKind
    title: str
    due_on: date | None
    person: SentPerson
    assessor: SentPerson
    role: Role
    edition: Digest
    profile: Digest
    question_set: str
    items: tuple[Uid, ...]
    critical: tuple[Uid, ...] | None
    draft: SentDraft | None
    framework: SentModel | None

    def __post_init__(self) -> None:
        if self.framework is not None and self.framework.hashes[0] != self.edition:
            raise ValueError("framework")
        if not {*(self.critical or ())} <= {*self.items}:
            raise ValueError("critical")


@dataclass(frozen=True, slots=True)
class CaseBack:
    """The own sheet of a case that was taken along; ``assessor`` is the identity at home."""

    case: Uid
    assessor: Uid
    edition: Digest
    draft: SentDraft


@dataclass(frozen=True, slots=True)
class SentResult:
    """A paper about a case, as whoever it is for may see it: its kind, and a PDF."""

    case: Uid
    person: SentPerson
    title: str
    document: str
    made_on: date
    body: Base64

    def __post_init__(self) -> None:
        if not self.body.startswith("JVBERi0") or len(self.body) % 4:  # %PDF- in base64
            raise ValueError("body")


type Content = (
    Invitation
    | SealedSheet
    | SentSheet
    | KeptShares
    | GivenShare
    | SentModel
    | CaseToGo
    | CaseBack
    | SentResult
)

CONTENT: Mapping[PacketKind, type[Content]] = {
    PacketKind.INVITATION: Invitation,
    PacketKind.SEALED_SHEET: SealedSheet,
    PacketKind.SHEET: SentSheet,
    PacketKind.KEPT_SHARES: KeptShares,
    PacketKind.GIVEN_SHARE: GivenShare,
    PacketKind.MODEL: SentModel,
    PacketKind.CASE_TO_GO: CaseToGo,
    PacketKind.CASE_BACK: CaseBack,
    PacketKind.RESULT: SentResult,
}


_ADDED: Mapping[PacketKind, Mapping[str, int]] = {
    PacketKind.INVITATION: {"framework": 2},
    PacketKind.CASE_TO_GO: {"framework": 3, "critical": 4},
}
"""Fields that a kind did not always have, and the format since which it has them."""


def format_of(kind: PacketKind) -> int:
    """Return the format in which this kind is written: an older program reads what has not changed."""
    return max(_ADDED.get(kind, {}).values(), default=1)


def content_of(kind: PacketKind, form: int, told: object) -> Content:
    """Return the content of a packet as it was written in this format.

    Raises:
        NotStrict: if it is not of that format.
    """
    missing = [name for name, since in _ADDED.get(kind, {}).items() if form < since]
    if missing:
        if not isinstance(told, dict) or not told.keys().isdisjoint(missing):
            raise NotStrict(missing[0])
        told = {**cast("dict[str, object]", told), **dict.fromkeys(missing)}
    return record(CONTENT[kind], told)


@dataclass(frozen=True, slots=True)
class Packet:
    """What a packet says, its signature and recipient checked."""

    head: Head
    content: Content


def _check_level(state: State | None, level: int | None) -> None:
    if (state is State.RATED) != (level is not None) or level not in (None, *LEVELS):
        raise ValueError("level")


def _check_uid(key: str) -> None:
    if str(UUID(key)) != key:
        raise ValueError("key")

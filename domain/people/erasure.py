"""Erasing a person: what goes, what stays without a name, whose words name the person, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.errors import Refused
from domain.people.naming import MASK, Span, without
from domain.people.person import PersonKind

REASON_LIMIT = 300
FORM = "EraseDialog"  # where an erasure is asked for: what was typed there goes too, and is not counted


class Matter(StrEnum):
    """What a file holds about a person, as people call it."""

    CARD = "card"
    BASIS = "basis"
    FAMILIARISED = "familiarised"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    MEDICAL = "medical"
    FACTS = "facts"
    MARKS = "marks"
    IMPORTED = "imported"
    COMMENTS = "comments"
    SETTLED = "settled"
    CALCULATIONS = "calculations"
    DECISIONS = "decisions"
    PLANS = "plans"
    MENTORING = "mentoring"
    TRAINING = "training"
    DRAFTS = "drafts"
    FORMS = "forms"  # half-filled, of everyone: nothing in the file tells whom one is about
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of a kind go; ``kept`` ones stay, without a name."""

    matter: Matter
    records: int
    kept: bool = False


class Choice(StrEnum):
    """What becomes of words of others that name the person: the name is taken out, or all is written anew."""

    KEEP = "keep"
    REMOVE = "remove"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of others that names the person; ``key`` finds it in the file.

    ``where`` are the codes of the assessment, plan or vacancy that it belongs to; empty if it has none. Of a
    *hidden* one only the name may be shown: it is a draft, or its sheet may not be read (law 15).
    """

    key: str
    table: str
    where: str
    text: str
    spans: tuple[Span, ...]
    editable: bool = True  # False for texts in a list, from which a name can only be taken out
    hidden: bool = False

    @property
    def sure(self) -> bool:
        """Whether it names the person beyond doubt, so that somebody must decide."""
        return any(span.sure for span in self.spans)

    def shown(self, *, removed: bool = False) -> str:
        """Return what may be shown of the text, as it is or with the name taken out."""
        if not self.hidden:
            return without(self.text, self.spans) if removed else self.text
        named = (MASK if removed else self.text[one.start : one.end] for one in self.spans)
        return f"… {' … '.join(named)} …"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a mention; ``seen`` is the text as it was then, ``text`` the new one."""

    choice: Choice
    seen: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """All that an erasure would take. A merged card is erased with the card that it became part of.

    ``signed`` are sheets about others that stay, ``awaited`` sheets about others that nobody waits for any
    more. ``open_cases`` are codes of vacancies and quarters whose assessment of the person ends,
    ``held_until`` is the day until which somebody decided to keep the data.
    """

    person_id: int
    code: str
    name: str
    kind: PersonKind
    cards: int
    marks_kept: bool
    counts: tuple[Count, ...]
    mentions: tuple[Mention, ...]
    open_cases: tuple[str, ...] = ()
    signed: int = 0
    awaited: int = 0
    managed: int = 0
    mentored: int = 0
    held_until: date | None = None
    actor_id: int | None = None  # who would sign the act; None for the command line
    sheet_uids: tuple[str, ...] = ()  # of the sheets about the person, by which a computer remembers them

    @property
    def undecided(self) -> int:
        """How many texts of others somebody must decide about."""
        return sum(one.sure for one in self.mentions)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be erased: the reason names nobody, ``named`` is what stands instead of the name.

    ``others`` decides about all texts for which ``decisions`` (key -> decision) has no entry; None if each
    sure one needs its own.
    """

    person_id: int
    reason: str
    named: str
    marks_kept: bool = True
    decisions: Mapping[str, Decision] | None = None
    others: Choice | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """What the act and the extract from the journal print; it identifies the person, so no file keeps it."""

    person_id: int
    code: str
    name: str
    kind: PersonKind
    counts: tuple[Count, ...]
    marks_kept: bool
    reason: str
    at: datetime
    on: date
    event: int
    mac: str
    actor_id: int | None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An erased person by identity only: it wins over any copy or list that brings the person back."""

    uid: str
    reason: str
    at: datetime
    marks_kept: bool = False


class Hindrance(StrEnum):
    """Why a person cannot be erased."""

    AT_WORK = "at_work"  # who is working with the file
    LAST = "last"  # nobody else works with the file
    ERASED = "erased"  # already erased, perhaps in another window


class CannotErase(Refused):
    """The person cannot be erased; nothing was changed."""

    def __init__(self, why: Hindrance) -> None:
        super().__init__(why)
        self.why = why


class Undecided(Refused):
    """Texts of others name the person, and nobody decided what becomes of them; ``count`` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class ReasonNames(Refused):
    """The reason names the person, but it stays in the file."""

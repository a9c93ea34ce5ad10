"""Facts: what was said or done, when, who saw it, and which items it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

FACT_LIMIT = 5000
COMMENT_FIELD = "comment"  # the name under which the draft text of a comment is kept
_FACT_FIELD = "fact"
_FORM_FIELD = "form"


class Polarity(StrEnum):
    """Whether a fact speaks for the person, against, or neither."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as entered, before it is stored."""

    text: str
    polarity: Polarity
    observed_on: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stored fact; ``items`` are codes in the order of the framework.

    ``recorded_on`` is the local date of ``recorded_at``; nothing is observed after it was recorded (law 13).
    ``author_id`` is None if a colleague or subordinate must stay anonymous (law 15). A fact without a sheet
    is its author's private note; ``note_uid`` of a fact on a sheet is the note it repeats.
    """

    id: int
    uid: str
    person_id: int
    author_id: int | None
    observed_on: date
    recorded_on: date
    recorded_at: datetime
    polarity: Polarity
    text: str
    items: tuple[str, ...]
    file_sha256: str | None = None
    sheet_id: int | None = None
    note_uid: str | None = None


def newest_first(facts: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the facts by day observed, latest first, then by when they were recorded."""
    return tuple(sorted(facts, key=lambda one: (one.observed_on, one.recorded_at, one.id), reverse=True))


def ground(facts: Iterable[Evidence], polarity: Polarity) -> str:
    """Return the fact that supports a finding, from facts newest first; empty if there is none.

    It is the newest fact of this polarity. A strength may instead rest on the newest neutral one; a gap may
    not: a kind word under it would read as its reason. A comment supports nothing: it holds doubts and what
    is to be checked, and would be read as praise.
    """
    known = tuple(facts)
    against = polarity is Polarity.AGAINST
    for wanted in (polarity,) if against else (polarity, Polarity.NEUTRAL):
        for fact in known:
            if fact.polarity is wanted:
                return fact.text
    return ""


def draft_field(fact_id: int) -> str:
    """Return the name under which a fact's draft text is kept; 0 for a fact not stored yet."""
    return f"{_FACT_FIELD}:{fact_id}" if fact_id else _FACT_FIELD


def fact_of_field(field: str) -> int | None:
    """Return the fact that this draft text belongs to, 0 for a new one; None if it belongs to no fact."""
    if field == _FACT_FIELD:
        return 0
    name, _, number = field.partition(":")
    return int(number) if name == _FACT_FIELD and number.isdecimal() else None


def form_field(fact_id: int) -> str:
    """Return the name under which the choices beside a fact's draft text are kept."""
    return f"{_FORM_FIELD}:{fact_id}"


def is_form(field: str) -> bool:
    """Return whether this name is for choices, not for text."""
    return field.startswith(f"{_FORM_FIELD}:")

"""Facts: what was said or done, when, seen by whom, and which items it speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

FACT_LIMIT = 5000
COMMENT_FIELD = "comment"  # the name under which half-typed words of a comment are kept
_FACT_FIELD = "fact"
_FORM_FIELD = "form"


class Polarity(StrEnum):
    """Whether a fact speaks for the person, against, or only tells what was."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as somebody puts it, before it is written down."""

    text: str
    polarity: Polarity
    observed_on: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact as it was written down; ``items`` are codes in the order of the framework.

    ``recorded_on`` is the local date of ``recorded_at``; nothing is observed after it was recorded (law 13).
    ``author_id`` is None where a colleague or a subordinate must not be told (law 15). A fact of no sheet is
    a note of its author's own, and ``note_uid`` of a fact beside a sheet is the note that it repeats.
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
    """Return the facts by the day of what they tell, the latest first, then by when they were written."""
    return tuple(sorted(facts, key=lambda one: (one.observed_on, one.recorded_at, one.id), reverse=True))


def ground(facts: Iterable[Evidence], comments: Iterable[str], polarity: Polarity) -> str:
    """Return what a finding rests on, of facts newest first; empty if nobody wrote anything.

    That is the newest fact that speaks this way. A strength may rest on the newest that only tells, else on
    the first comment; a gap may not: a kind word under it would read as the reason for it.
    """
    known = tuple(facts)
    against = polarity is Polarity.AGAINST
    for wanted in (polarity,) if against else (polarity, Polarity.NEUTRAL):
        for fact in known:
            if fact.polarity is wanted:
                return fact.text
    return "" if against else next(iter(comments), "")


def draft_field(fact_id: int) -> str:
    """Return the name under which half-typed words of a fact are kept; 0 is one not written down yet."""
    return f"{_FACT_FIELD}:{fact_id}" if fact_id else _FACT_FIELD


def fact_of_field(field: str) -> int | None:
    """Return which fact this name of half-typed words stands for, 0 for a new one; None for other words."""
    if field == _FACT_FIELD:
        return 0
    name, _, number = field.partition(":")
    return int(number) if name == _FACT_FIELD and number.isdecimal() else None


def form_field(fact_id: int) -> str:
    """Return the name under which is kept what was chosen beside half-typed words of a fact."""
    return f"{_FORM_FIELD}:{fact_id}"


def is_form(field: str) -> bool:
    """Tell whether this name is of something chosen, and not of words."""
    return field.startswith(f"{_FORM_FIELD}:")

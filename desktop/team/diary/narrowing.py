"""Which notes, and words on sheets, the diary lists: by words, person, item, period, for or against."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from domain.assessing.evidence import Polarity
from domain.period import Period, quarter_of
from domain.team.diary import Note
from domain.text import fold

_WORD = re.compile(r"[^\W\d_]+")


class Span(Enum):
    """A period, in the order of the list."""

    ANY = 0
    QUARTER = 1
    LAST_QUARTER = 2
    YEAR = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """A filter; None, empty and ``ANY`` let everything through."""

    words: str = ""
    person_id: int | None = None
    code: str = ""
    span: Span = Span.ANY
    polarity: Polarity | None = None

    @property
    def is_everything(self) -> bool:
        """Whether the filter lets everything through."""
        return self == Wish()


type Stem = Callable[[str], str]
"""Returns the common stem of the forms of a folded word."""

type Needle = tuple[str, str]
"""A typed word and its stem."""


def narrowed(notes: tuple[Note, ...], wish: Wish, today: date, stem: Stem) -> tuple[Note, ...]:
    """Return the notes that pass the filter, in their order; a word matches in any form."""
    needles = [(word, stem(word)) for word in fold(wish.words).split()]
    period = period_of(wish.span, today)
    return tuple(one for one in notes if _fits(one, wish, period, needles, stem))


def together(notes: tuple[Note, ...], on_sheets: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return both, newest first; a fact that repeats one of the notes word for word is left out."""
    told = {(one.fact.uid, one.fact.text) for one in notes}
    own = (one for one in on_sheets if (one.fact.note_uid, one.fact.text) not in told)
    return tuple(sorted((*notes, *own), key=_age, reverse=True))


def period_of(span: Span, today: date) -> Period | None:
    """Return the days of a span, None for any."""
    now = quarter_of(today)
    match span:
        case Span.ANY:
            return None
        case Span.QUARTER:
            return now
        case Span.LAST_QUARTER:
            return quarter_of(now.starts_on - timedelta(days=1))
        case Span.YEAR:
            return Period(date(today.year, 1, 1), date(today.year, 12, 31))


def _age(one: Note) -> tuple[date, datetime, int]:
    return one.fact.observed_on, one.fact.recorded_at, one.fact.id


def _fits(one: Note, wish: Wish, period: Period | None, needles: list[Needle], stem: Stem) -> bool:
    fact = one.fact
    if wish.person_id is not None and fact.person_id != wish.person_id:
        return False
    if wish.code and wish.code not in fact.items:
        return False
    is_comment = one.on_sheet is not None and one.on_sheet.is_comment  # speaks neither for nor against
    if wish.polarity is not None and (is_comment or fact.polarity is not wish.polarity):
        return False
    if period is not None and not period.starts_on <= fact.observed_on <= period.ends_on:
        return False
    if not needles:
        return True
    hay = fold(f"{one.person_name} {one.person_code} {one.author_name} {' '.join(fact.items)} {fact.text}")
    missed = [root for word, root in needles if word not in hay]
    if not missed:
        return True
    roots = {stem(word) for word in _WORD.findall(hay)}
    return all(root in roots for root in missed)

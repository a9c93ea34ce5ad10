"""What people settle about a training besides who learns what: days, trainer, hours, cost, its result."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from domain.errors import EndsBeforeStart, Impossible, TooLong
from domain.text import clean

HOURS_LIMIT = 2000  # a working year
COST_LIMIT = 1_000_000_000  # roubles
TRAINER_LIMIT, INDICATOR_LIMIT = 120, 300  # characters


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a training; None and empty text mean unknown, which is not zero.

    ``hours`` and, of them, ``off_line`` are per learner. ``share`` (0..1) is the part of the learners'
    working time that the training takes. ``cost`` is in whole roubles for all of them. ``indicator`` is how
    its result is seen.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    trainer: str = ""
    cost: int | None = None
    hours: int | None = None
    off_line: int | None = None
    share: Fraction | None = None
    indicator: str = ""


UNKNOWN = Terms()


@dataclass(frozen=True, slots=True)
class Sum:
    """The known part of a total, and for how many topics it is unknown."""

    known: Fraction
    unknown: int
    topics: int

    @property
    def nothing(self) -> bool:
        """Whether it is unknown for every topic."""
        return self.unknown == self.topics


def total(parts: Iterable[tuple[Fraction | int | None, Fraction | int]]) -> Sum:
    """Return the sum of values times weights; a value of None is counted as unknown, not added."""
    known, unknown, topics = Fraction(0), 0, 0
    for value, weight in parts:
        topics += 1
        if value is None:
            unknown += 1
        else:
            known += value * weight
    return Sum(known, unknown, topics)


def checked(terms: Terms) -> Terms:
    """Return the terms as they are stored.

    Raises:
        EndsBeforeStart: if it ends before it starts.
        Impossible: if a number is negative or too large, or more hours are off the line than there are.
        TooLong: if a text is too long.
    """
    made = replace(
        terms,
        trainer=_words("trainer", terms.trainer, TRAINER_LIMIT),
        indicator=_words("indicator", terms.indicator, INDICATOR_LIMIT),
    )
    if made.starts_on is not None and made.ends_on is not None and made.ends_on < made.starts_on:
        raise EndsBeforeStart
    if made.hours is not None and not 1 <= made.hours <= HOURS_LIMIT:
        raise Impossible("hours")
    most = HOURS_LIMIT if made.hours is None else made.hours
    if made.off_line is not None and not 0 <= made.off_line <= most:
        raise Impossible("off_line")
    if made.share is not None and not 0 <= made.share <= 1:
        raise Impossible("share")
    if made.cost is not None and not 0 <= made.cost <= COST_LIMIT:
        raise Impossible("cost")
    return made


def _words(field: str, text: str, limit: int) -> str:
    kept = " ".join(clean(text).split())
    if len(kept) > limit:
        raise TooLong(field, len(kept), limit)
    return kept

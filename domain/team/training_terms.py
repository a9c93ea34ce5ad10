"""What people settle of a training beside who learns what: days, trainer, hours, cost, its result."""

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
    """None and empty words are not known, which is not nought.

    ``hours`` and, of them, ``off_line`` are those of each learner; ``share`` (0..1) is the part of the
    learners' working time that the training takes; ``cost`` is whole roubles for all of them. ``indicator``
    is how its result is seen.
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
    """What is known of a total, and for how many topics nothing is."""

    known: Fraction
    unknown: int
    topics: int

    @property
    def nothing(self) -> bool:
        """Whether it is known for no topic at all."""
        return self.unknown == self.topics


def total(parts: Iterable[tuple[Fraction | int | None, Fraction | int]]) -> Sum:
    """Return the sum of values, each times its weight; what is None is counted and not added."""
    known, unknown, topics = Fraction(0), 0, 0
    for value, weight in parts:
        topics += 1
        if value is None:
            unknown += 1
        else:
            known += value * weight
    return Sum(known, unknown, topics)


def checked(terms: Terms) -> Terms:
    """Return the terms as they are kept.

    Raises:
        EndsBeforeStart: if it ends before it starts.
        Impossible: if a number is negative or beyond all measure, or more hours
            are off the line than there are.
        TooLong: if a text is.
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

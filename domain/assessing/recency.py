"""How many of a period's notes lie at its end, where memory would have looked anyway."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from domain.period import Period

LAST_DAYS = 21


@dataclass(frozen=True, slots=True)
class Recency:
    """``late`` of ``n`` notes lie in the last three weeks; ``share`` 0..1, None without a note.

    ``expected`` is the share of the period that these weeks make up: what an evenly kept diary would show.
    """

    n: int
    late: int
    share: Fraction | None
    expected: Fraction


def recency(days: Iterable[date], period: Period, until: date | None = None) -> Recency:
    """Return the recency of notes by the days they describe; *until* is today in a running period.

    Days outside the period are not counted.
    """
    end = period.ends_on if until is None else max(period.starts_on, min(period.ends_on, until))
    first = end - timedelta(days=LAST_DAYS - 1)
    counted = [day for day in days if period.starts_on <= day <= end]
    late = sum(day >= first for day in counted)
    length = (end - period.starts_on).days + 1
    return Recency(
        n=len(counted),
        late=late,
        share=Fraction(late, len(counted)) if counted else None,
        expected=Fraction(min(LAST_DAYS, length), length),
    )

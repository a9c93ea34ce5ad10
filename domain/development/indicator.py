"""What is counted week by week of an adaptation: plan and fact, each of which may be unknown."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import Impossible

WEEKS = (2, 4, 8, 12)  # the weeks of the form (forms.md section 6)
WEEK_LIMIT = 26
LIMIT = 8  # indicators of a plan: more is looked at by nobody

_FIGURE = re.compile(r"[-−]?\d{1,9}([.,]\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of one week, counted from the day of taking up the work; None is not known."""

    number: int
    planned: Decimal | None = None
    fact: Decimal | None = None
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was put down."""
        return self.planned is None and self.fact is None and not self.note


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something counted, the norm in people's words, and the weeks of which something is known, in order."""

    name: str
    norm: str = ""
    weeks: tuple[Week, ...] = ()
    id: int = 0

    def week(self, number: int) -> Week:
        """Return what is known of a week, an empty one where nothing is."""
        return next((one for one in self.weeks if one.number == number), Week(number))


def parse_figure(text: str, field: str) -> Decimal | None:
    """Return a typed figure with its decimals, comma or point; None for an empty text, which is no nought.

    Raises:
        Impossible: with *field*, if it is no figure.
    """
    typed = text.replace("\u00a0", " ").strip().removesuffix("%").strip()
    if not typed:
        return None
    if not _FIGURE.fullmatch(typed):
        raise Impossible(field)
    return Decimal(typed.replace("−", "-").replace(",", "."))


def decimals(figure: Decimal) -> int:
    """Return how many decimals were typed."""
    exponent = figure.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def week_of(starts_on: date, on: date) -> int:
    """Return the week of a plan that holds the day, from 1; a day outside counts as the nearest."""
    return min(max((on - starts_on).days // 7 + 1, 1), WEEK_LIMIT)


def weeks_shown(indicators: tuple[Indicator, ...], last: int) -> tuple[int, ...]:
    """Return the weeks that a paper shows: those of the form within the plan, and those with figures."""
    known = {one.number for indicator in indicators for one in indicator.weeks}
    return tuple(sorted(known | {week for week in WEEKS if week <= last}))

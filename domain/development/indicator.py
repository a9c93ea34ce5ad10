"""Weekly figures of an adaptation: planned and actual, either of which may be unknown."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.errors import Impossible

WEEKS = (2, 4, 8, 12)  # the weeks of the form (forms.md section 6)
WEEK_LIMIT = 26
LIMIT = 8  # indicators per plan: no one would follow more

_FIGURE = re.compile(r"[-−]?\d{1,9}([.,]\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of one week, counted from the first day of work; None is unknown."""

    number: int
    planned: Decimal | None = None
    fact: Decimal | None = None
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was entered."""
        return self.planned is None and self.fact is None and not self.note


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something counted: the norm in free text, and the weeks with figures, in order."""

    name: str
    norm: str = ""
    weeks: tuple[Week, ...] = ()
    id: int = 0

    def week(self, number: int) -> Week:
        """Return the figures of a week; an empty week if there are none."""
        return next((one for one in self.weeks if one.number == number), Week(number))


def parse_figure(text: str, field: str) -> Decimal | None:
    """Return a typed figure with its decimals, comma or point; None for an empty text, which is not zero.

    Raises:
        Impossible: with *field*, if it is not a figure.
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
    """Return the week of a plan that contains the day, from 1; a day outside counts as the nearest."""
    return min(max((on - starts_on).days // 7 + 1, 1), WEEK_LIMIT)


def weeks_shown(indicators: tuple[Indicator, ...], last: int) -> tuple[int, ...]:
    """Return the weeks to print: those of the form that lie within the plan, and those with figures."""
    known = {one.number for indicator in indicators for one in indicator.weeks}
    return tuple(sorted(known | {week for week in WEEKS if week <= last}))

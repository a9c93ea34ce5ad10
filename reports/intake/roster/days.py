"""Days in a list: in which order day and month are written, and what to do where nobody can say."""

import re
from collections.abc import Iterable
from enum import StrEnum

# With full stops the day comes first everywhere; with these signs it depends on the country.
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)")
_MONTH = 12


class DayOrder(StrEnum):
    """What comes first in 01/02/2025."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def order(texts: Iterable[str]) -> DayOrder | None:
    """Return the order in which these days are written; None if each of them can be read both ways."""
    doubtful = month_first = False
    for text in texts:
        read = _EITHER.match(text.strip())
        if read is None:
            continue
        first, second = int(read[1]), int(read[3])
        if first > _MONTH:
            return DayOrder.DAY_FIRST
        month_first = month_first or second > _MONTH
        doubtful = doubtful or first != second
    if month_first:
        return DayOrder.MONTH_FIRST
    return None if doubtful else DayOrder.DAY_FIRST


def example(texts: Iterable[str]) -> str:
    """Return a day that can be read both ways; empty if there is none."""
    for text in texts:
        read = _EITHER.match(text.strip())
        if read is not None and read[1] != read[3] and int(read[1]) <= _MONTH and int(read[3]) <= _MONTH:
            return read[0]
    return ""


def day_first(text: str, written: DayOrder | None) -> str:
    """Return the text with the day first."""
    if written is not DayOrder.MONTH_FIRST:
        return text
    return _EITHER.sub(r"\3\2\1\2\4", text, count=1)

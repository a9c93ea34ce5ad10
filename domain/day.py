"""Days as people type them."""

import re
from datetime import date

from domain.errors import Impossible

# A Russian keyboard has the full stop where a Latin one has the slash, and its keypad types a comma.
_PARTS = re.compile(r"\s*(\d{1,2})[\s.,/-]+(\d{1,2})[\s.,/-]+(\d{4}|\d{2})\s*")
_DIGITS = re.compile(r"\s*(\d\d)(\d\d)(\d{4}|\d\d)\s*")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
_NAMED = re.compile(r"\s*(\d{1,2})[\s.-]+([^\W\d_]{3,9})[\s.,-]+(\d{4})\s*(?:г(?:ода|\.)?)?\s*")
_MONTHS = (
    ("января", "январь", "january"),
    ("февраля", "февраль", "february"),
    ("марта", "march"),
    ("апреля", "апрель", "april"),
    ("мая", "май", "may"),
    ("июня", "июнь", "june"),
    ("июля", "июль", "july"),
    ("августа", "august"),
    ("сентября", "сентябрь", "september"),
    ("октября", "октябрь", "october"),
    ("ноября", "ноябрь", "november"),
    ("декабря", "декабрь", "december"),
)
CENTURY_TURN = 70  # 70 is 1970, 69 is 2069


def parse_date(text: str, field: str) -> date | None:
    """Return the day typed as «24.11.2026», «24,11,26», «24112026», «2026-11-24» or «24 ноя 2026».

    None stands for an empty text. A month may be named in Russian or English, in full or by three letters.

    Raises:
        Impossible: with *field*, if there is no such day.
    """
    if not text.strip():
        return None
    iso = _ISO.fullmatch(text)
    found = iso or _PARTS.fullmatch(text) or _DIGITS.fullmatch(text) or _NAMED.fullmatch(text)
    if found is None:
        raise Impossible(field)
    first, second, third = (int(part) if part.isdecimal() else _month(part) for part in found.groups())
    year, month, day = (first, second, third) if iso else (third, second, first)
    if year < 100:
        year += 1900 if year >= CENTURY_TURN else 2000
    try:
        typed = date(year, month, day)
    except ValueError:
        raise Impossible(field) from None
    if not 1900 <= typed.year <= 2200:
        raise Impossible(field)
    return typed


def _month(name: str) -> int:
    """Return the number of the month that begins so; 0 if none does."""
    said = name.lower()
    return next((at for at, names in enumerate(_MONTHS, 1) if any(n.startswith(said) for n in names)), 0)

"""Days as people type them."""

import re
from datetime import date

from domain.errors import Impossible

# A Russian keyboard has the full stop where a Latin one has the slash, and its keypad types a comma.
_PARTS = re.compile(r"\s*(\d{1,2})[\s.,/-]+(\d{1,2})[\s.,/-]+(\d{4}|\d{2})\s*")
_DIGITS = re.compile(r"\s*(\d\d)(\d\d)(\d{4}|\d\d)\s*")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
CENTURY_TURN = 70  # 70 is 1970, 69 is 2069


def parse_date(text: str, field: str) -> date | None:
    """Return the day typed as «24.11.2026», «24,11,26», «24112026» or «2026-11-24»; None for an empty text.

    Raises:
        Impossible: with *field*, if there is no such day.
    """
    if not text.strip():
        return None
    iso = _ISO.fullmatch(text)
    found = iso or _PARTS.fullmatch(text) or _DIGITS.fullmatch(text)
    if found is None:
        raise Impossible(field)
    first, second, third = (int(part) for part in found.groups())
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

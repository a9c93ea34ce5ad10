"""What arguments of the command line may look like, and how their help speaks both languages."""

import argparse
from collections.abc import Sequence
from datetime import date

from domain.period import Period, quarter_by
from resources.i18n import words


def both(message: str, between: str = " / ") -> str:
    """Return the text in Russian and English; ``%`` is doubled, since argparse fills fields."""
    return between.join((words("ru").gettext(message), message)).replace("%", "%%")


def day(text: str) -> date:
    """Read a day.

    Raises:
        ArgumentTypeError: if it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {both(_('a date such as 2026-11-24'))}") from None


def quarter(text: str) -> Period:
    """Read a quarter.

    Raises:
        ArgumentTypeError: if it is none.
    """
    try:
        return quarter_by(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {both(_('a quarter such as 2026-IV'))}") from None


def formats(text: str) -> tuple[str, ...]:
    """Read formats of documents with commas between them."""
    return _list_of(text, ("pdf", "xlsx", "ics", "json", "case", "moodle", "template"))


def languages(text: str) -> tuple[str, ...]:
    """Read languages of documents with commas between them."""
    return _list_of(text, ("ru", "en"))


def _list_of(text: str, allowed: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    if not chosen or not set(chosen) <= set(allowed):
        raise argparse.ArgumentTypeError(f"{text!r}: {', '.join(allowed)}")
    return chosen


def _(message: str) -> str:
    """Mark a text of the help for the catalogue."""
    return message

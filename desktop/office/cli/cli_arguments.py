"""What arguments of the command line may look like, and how its help speaks the language of the reader."""

import argparse
import os
import shutil
import textwrap
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import override

from desktop.office.papers.registry import DOCUMENTS, FRAMEWORK_FORMATS, TEMPLATE
from domain.period import Period, quarter_by
from resources.i18n import words

_MARGIN = "  "
_LEAST, _MOST = 20, 18  # characters of the second column, and of each other one


def language() -> str:
    """Return the language of the reader: Russian first; English where asked for or the system's."""
    for name in ("MERILO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.startswith("en") else "ru"
    return "ru"


def said(message: str) -> str:
    """Return the text in the language of the reader."""
    return words(language()).gettext(message)


def helps(message: str) -> str:
    """Return the same as the help of an argument; ``%`` is doubled, since argparse fills fields."""
    return said(message).replace("%", "%%")


class Format(argparse.RawDescriptionHelpFormatter):
    """Help whose own words are those of the reader too."""

    @override
    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and said(heading))


def wrapped(text: str) -> str:
    """Return a paragraph as wide as the terminal."""
    return textwrap.fill(text, shutil.get_terminal_size().columns)


def table(lines: Sequence[Sequence[str]]) -> str:
    """Return lines of as many columns, long cells wrapped; the second column takes the room that is left."""
    widths = [min(max(map(len, column)), _MOST) for column in zip(*lines, strict=True)]
    room = shutil.get_terminal_size().columns - len(_MARGIN) * len(widths)
    widths[1] = max(room - sum(widths) + widths[1], _LEAST)
    rows: list[str] = []
    for line in lines:
        cells = [textwrap.wrap(cell, width) for cell, width in zip(line, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
            rows.append((_MARGIN + _MARGIN.join(padded)).rstrip())
    return "\n".join(rows)


def day(text: str) -> date:
    """Read a day.

    Raises:
        ArgumentTypeError: if it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {said(_('a date such as 2026-11-24'))}") from None


def quarter(text: str) -> Period:
    """Read a quarter.

    Raises:
        ArgumentTypeError: if it is none.
    """
    try:
        return quarter_by(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {said(_('a quarter such as 2026-IV'))}") from None


def formats(text: str) -> tuple[str, ...]:
    """Read formats of documents with commas between them."""
    known = (name for one in DOCUMENTS.values() for name in one.formats)
    return _list_of(text, tuple(dict.fromkeys((*known, *FRAMEWORK_FORMATS, TEMPLATE))))


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


# What argparse itself puts above the arguments.
_("positional arguments")
_("options")

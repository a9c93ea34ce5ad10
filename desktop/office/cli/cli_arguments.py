"""The formats of command-line arguments, and help in the reader's language."""

import argparse
import shutil
import textwrap
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import override

from desktop.office.papers.registry import DOCUMENTS, FRAMEWORK_FORMATS, TEMPLATE
from domain.period import Period, quarter_by
from resources.i18n import of_environment, words
from resources.msgids import _

_MARGIN = "  "
_LEAST, _MOST = 20, 16  # characters: least of the second column, most of every other


def language() -> str:
    """Return the reader's language: "en" if the environment asks for it, else "ru"."""
    return of_environment()


def said(message: str) -> str:
    """Return the text in the reader's language."""
    return words(language()).gettext(message)


def helps(message: str) -> str:
    """Return the same for an argument's help; ``%`` is doubled, since argparse substitutes fields."""
    return said(message).replace("%", "%%")


class Format(argparse.RawDescriptionHelpFormatter):
    """Help with headings in the reader's language."""

    @override
    def start_section(self, heading: str | None) -> None:
        super().start_section(heading and said(heading))


def wrapped(text: str) -> str:
    """Return a paragraph wrapped to the width of the terminal."""
    return textwrap.fill(text, shutil.get_terminal_size().columns)


def table(lines: Sequence[Sequence[str]]) -> str:
    """Return the lines as a table, long cells wrapped; the second column takes the remaining width."""
    widths = [min(max(map(len, column)), _MOST) for column in zip(*lines, strict=True)]
    widths[0] = max(len(line[0]) for line in lines)  # what people type is never broken
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
    """Parse a day.

    Raises:
        ArgumentTypeError: if it is not one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {said(_('a date such as 2026-11-24'))}") from None


def quarter(text: str) -> Period:
    """Parse a quarter.

    Raises:
        ArgumentTypeError: if it is not one.
    """
    try:
        return quarter_by(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: {said(_('a quarter such as 2026-IV'))}") from None


def formats(text: str) -> tuple[str, ...]:
    """Parse document formats separated by commas."""
    known = (name for one in DOCUMENTS.values() for name in one.offered)
    return _list_of(text, tuple(dict.fromkeys((*known, *FRAMEWORK_FORMATS, TEMPLATE))))


def languages(text: str) -> tuple[str, ...]:
    """Parse document languages separated by commas."""
    return _list_of(text, ("ru", "en"))


def _list_of(text: str, allowed: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    if not chosen or not set(chosen) <= set(allowed):
        told = said(_("“{text}” is not offered here; there are: {names}."))
        raise argparse.ArgumentTypeError(told.format(text=text, names=", ".join(allowed)))
    return chosen


# argparse's own headings.
_("positional arguments")
_("options")

"""The name of a duty within a line: its clause, or its words if no document numbers it."""

from collections.abc import Iterable

from domain.framework.framework import Duty
from domain.text import Text
from reports.paper.seen import elide
from resources import duties as shipped
from resources.i18n import NBSP, Words

SHORT = 48  # characters of those words


def named(duty: Duty, words: Words, limit: int = SHORT) -> str:
    """Return «3.1.1 8)», or the code with the beginning of the text: a bare code tells the reader nothing."""
    if duty.clause:
        return duty.clause.replace(" ", NBSP)
    return f"{duty.code}{NBSP}{title(duty, words, limit)}"


def title(duty: Duty, words: Words, limit: int = SHORT) -> str:
    """Return the short title of a shipped duty; of any other, the beginning of its words."""
    short = shipped.titles().get(duty.text.ru)
    return words.text(Text(*short)) if short else elide(words.text(duty.text).rstrip(".;"), limit)


def number(duties: Iterable[Duty], words: Words) -> str:
    """Return the column head for these names: “clause” only if a document numbers them."""
    _ = words.gettext
    return _("Clause") if any(one.clause for one in duties) else _("Code")


def served(duties: Iterable[Duty], words: Words) -> str:
    """Return the head for the duties that a goal serves, worded in the same way."""
    _ = words.gettext
    return _("Duty served") if any(one.clause for one in duties) else _("Duty")

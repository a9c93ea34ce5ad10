"""How a duty is named in a line of others: by its clause, and where no document numbers it, by its words."""

from domain.framework import Duty
from reports.seen import elide
from resources.i18n import NBSP, Words

SHORT = 48  # characters of its words


def named(duty: Duty, words: Words, limit: int = SHORT) -> str:
    """Return «3.1.1 8)», or the code with the beginning of the text: a bare code tells nobody anything."""
    if duty.clause:
        return duty.clause.replace(" ", NBSP)
    return f"{duty.code}{NBSP}{elide(words.text(duty.text).rstrip('.;'), limit)}"

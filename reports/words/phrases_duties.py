"""How a duty is named in a line of others: by its clause, and where no document numbers it, by its words."""

from collections.abc import Iterable

from domain.framework.framework import Duty
from reports.paper.seen import elide
from resources.i18n import NBSP, Words

SHORT = 48  # characters of its words


def named(duty: Duty, words: Words, limit: int = SHORT) -> str:
    """Return «3.1.1 8)», or the code with the beginning of the text: a bare code tells nobody anything."""
    if duty.clause:
        return duty.clause.replace(" ", NBSP)
    return f"{duty.code}{NBSP}{elide(words.text(duty.text).rstrip('.;'), limit)}"


def number(duties: Iterable[Duty], words: Words) -> str:
    """Return the head over what these are called by: no clauses where no document numbers them."""
    _ = words.gettext
    return _("Clause") if any(one.clause for one in duties) else _("Code")


def served(duties: Iterable[Duty], words: Words) -> str:
    """Return the head over the duties that a goal serves, called so as well."""
    _ = words.gettext
    return _("Duty served") if any(one.clause for one in duties) else _("Duty")

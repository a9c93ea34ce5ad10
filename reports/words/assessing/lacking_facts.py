"""Marks that need a fact and have none, in one sentence for a sheet and for a form that came back."""

from collections.abc import Collection

from reports.words import phrases
from resources.i18n import Words

NAMED = 8  # codes listed by name at most


def lacking_facts(codes: Collection[str], words: Words) -> str:
    """Return how many marks lack a fact that they need, and which; empty for none."""
    if not codes:
        return ""
    told = words.ngettext(
        "{n} mark needs a fact and has none: {codes}.",
        "{n} marks need a fact and have none: {codes}.",
        len(codes),
    )
    return told.format(n=len(codes), codes=phrases.listing(codes, NAMED, words))


def lacking_closed(codes: Collection[str], critical: Collection[str], words: Words) -> str:
    """Return how many marks lack a fact that they need, naming no code that would tell its level.

    A *critical* one needs a fact at any level; any other only at level 0 or 4, so that its code would say
    which of them it is. The assessor finds those in the workbook.
    """
    if len(codes) == len(critical):
        return lacking_facts(codes, words)
    told = words.ngettext(
        "{n} mark needs a fact and has none.", "{n} marks need a fact and have none.", len(codes)
    )
    named = words.gettext("Critical: {codes}.").format(codes=phrases.listing(critical, NAMED, words))
    where = words.gettext("In the workbook, “fact needed” stands in the row.")
    return " ".join((told.format(n=len(codes)), *((named,) if critical else ()), where))

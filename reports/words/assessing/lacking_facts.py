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


def lacking_unnamed(codes: Collection[str], words: Words) -> str:
    """Return only how many marks lack a fact that they need; empty for none."""
    if not codes:
        return ""
    told = words.ngettext(
        "{n} mark needs a fact and has none.", "{n} marks need a fact and have none.", len(codes)
    )
    return told.format(n=len(codes))

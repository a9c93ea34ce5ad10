"""The titles of documents in lists of them, and the names of what requirements are about."""

from collections.abc import Mapping

from domain.text import Text
from resources.i18n import Words


def named(names: Mapping[str, Text], code: str, words: Words) -> str:
    """Return the name of a kind by its code; the code if nobody named it, as that of a newer program."""
    return words.text(names[code]) if code in names else code

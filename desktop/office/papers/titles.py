"""The titles of all documents that leave the file, also of those that are no papers."""

from collections.abc import Iterable

from desktop.office.papers.registry import (
    DOCUMENTS,
    FRAMEWORK,
    JOURNAL,
    LEFT_ROWS,
    MATRIX,
    PACKET,
    RECOVERY,
    REGISTER,
)
from domain.text import Text
from resources.i18n import Words
from resources.i18n import words as words_of
from resources.msgids import _


def titled(key: str, words: Words) -> str:
    """Return the title of any document that is recorded as exported; one of a newer program by its key."""
    if key in DOCUMENTS:
        return DOCUMENTS[key].name(words)
    other = {
        FRAMEWORK: _("Competency framework"),
        LEFT_ROWS: _("Skipped rows"),
        MATRIX: _("Skill matrix"),
        JOURNAL: _("Journal"),
        RECOVERY: _("Recovery sheet"),
        REGISTER: _("Register of issued documents"),
        PACKET: _("Packet"),
    }
    return words.gettext(other[key]) if key in other else key


def titles(keys: Iterable[str]) -> dict[str, Text]:
    """Return the titles of these documents in both languages."""
    return {
        one: Text(*(titled(one, words_of(language)) for language in ("ru", "en")))
        for one in dict.fromkeys(keys)
    }

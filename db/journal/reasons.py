"""Text that people type to say why: cleaned, and checked for being empty or too long."""

from domain.assessing.sheet import COMMENT_LIMIT
from domain.errors import Missing, NeedsReason, TooLong
from domain.text import clean


def reason(text: str) -> str:
    """Return the cleaned reason.

    Raises:
        NeedsReason: if it is empty.
        TooLong: if it has more than 5,000 characters.
    """
    told = words("reason", text)
    if not told:
        raise NeedsReason
    return told


def needed(field: str, text: str) -> str:
    """Return the cleaned text, which must not be empty.

    Raises:
        Missing: if it is empty.
        TooLong: if it has more than 5,000 characters.
    """
    told = words(field, text)
    if not told:
        raise Missing(field)
    return told


def words(field: str, text: str) -> str:
    """Return the cleaned text, which may be empty.

    Raises:
        TooLong: if it has more than 5,000 characters.
    """
    told = clean(text).strip()
    if len(told) > COMMENT_LIMIT:
        raise TooLong(field, len(told), COMMENT_LIMIT)
    return told

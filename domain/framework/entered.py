"""Texts in two languages as people enter them: cleaned, and no longer than they may be."""

from domain.errors import Missing, TooLong
from domain.framework.edition_faults import TEXT_LIMIT
from domain.text import Text, clean


def required(text: Text, field: str, limit: int = TEXT_LIMIT) -> Text:
    """Return the text without what typing leaves around it.

    Raises:
        Missing: if there is no Russian.
        TooLong: if one of the languages is longer than the limit.
    """
    said = optional(text, field, limit)
    if not said.ru:
        raise Missing(field)
    return said


def optional(text: Text, field: str, limit: int = TEXT_LIMIT) -> Text:
    """Return the same for a text that may be empty.

    Raises:
        TooLong: as for ``required``.
    """
    ru = clean(text.ru).strip()
    en = None if text.en is None else clean(text.en).strip() or None
    for name, one in ((field, ru), (f"{field}_en", en or "")):
        if len(one) > limit:
            raise TooLong(name, len(one), limit)
    return Text(ru, en)

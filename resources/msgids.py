"""Marks for texts that are looked up later: they put a text into the catalogue and return it as it is."""

type Text = str | tuple[str, str]
"""A text of the catalogue, optionally preceded by its context."""


def _(message: str) -> str:
    """Mark a text."""
    return message


def pgettext(context: str, message: str) -> Text:
    """Mark a text with its context."""
    return context, message


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark a text with singular and plural."""
    return one, many

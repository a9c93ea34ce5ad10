"""Parsing shared by the forms of a plan."""

from collections.abc import Callable

from desktop.kit.form.fields import Field
from domain.errors import Impossible
from resources.i18n import _


def hours_of(field: Field, text: str) -> int | None:
    """Return the hours typed, None for an empty field.

    Raises:
        Impossible: if it is not a number; the field already says so.
    """
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        field.complain(_("Enter whole hours, or leave the field empty: unknown."))
        raise Impossible("hours") from None


type Send[D] = Callable[[D], None]

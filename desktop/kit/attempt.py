"""Carrying out an act that may be refused."""

from collections.abc import Callable

from desktop.office.sentences import sentence
from domain.errors import Refused
from resources.i18n import current


def attempt(act: Callable[[], object], show: Callable[[str, str], object]) -> bool:
    """Carry out the act; if it is refused, return False and *show* the fact and the rest of the sentence."""
    try:
        act()
    except Refused as refused:
        words = sentence(refused, current())
        show(words.what, words.rest)
        return False
    return True

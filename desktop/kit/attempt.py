"""Carrying out an act that may be refused."""

from collections.abc import Callable

from desktop.office.sentences import Sentence, sentence
from domain.errors import Refused
from resources.i18n import current


def attempt(act: Callable[[], object], show: Callable[[Sentence], object]) -> bool:
    """Carry out the act; if it is refused, return False and *show* the sentence."""
    try:
        act()
    except Refused as refused:
        show(sentence(refused, current()))
        return False
    return True

"""A full name in one cell, in its three parts."""

import re
from collections.abc import Iterable

_PATRONYMIC = re.compile(r".*(вич|вна|ична|инична|оглы|кызы|vich|vna|evna|ovna)", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_INITIAL = re.compile(r"\w\.?")
_GLUED = re.compile(r"(?<=\w)\.(?=\w)")
_INITIALS = re.compile(r"\w\. \w\. \w{2}[^.]*")


def is_patronymic(word: str) -> bool:
    """Tell whether a word ends as patronymics do."""
    return _PATRONYMIC.fullmatch(word) is not None


def given_first(names: Iterable[str]) -> bool:
    """Tell whether a column has names as English writes them: «Ann Lee», and not «Lee, Ann».

    Names in Latin letters are, unless most have a patronymic in the third place.
    """
    latin = other = eastern = 0
    for name in names:
        words = name.split()
        if len(words) < 2:
            continue
        if _LATIN.search(name):
            latin += 1
            eastern += len(words) > 2 and _PATRONYMIC.fullmatch(words[2]) is not None
        else:
            other += 1
    return latin > other and 2 * eastern <= latin


def parts(name: str, *, given: bool = False) -> tuple[str, str, str]:
    """Return surname, given name and patronymic; *given* says that the given name comes first.

    A comma after the surname, initials or a patronymic before it, and an initial in the last place say it
    themselves. «И.И.» are two initials; a former surname in brackets stays with the surname.
    """
    name = _GLUED.sub(". ", name)
    surname, comma, rest = (part.strip() for part in name.partition(","))
    if comma and rest:
        one, *more = rest.split()
        return surname, one, " ".join(more)
    words = name.split()
    if len(words) > 1 and words[1].startswith("("):
        words[:2] = [" ".join(words[:2])]
    turned = len(words) == 3 and _PATRONYMIC.fullmatch(words[1]) and not _PATRONYMIC.fullmatch(words[2])
    if turned or _INITIALS.fullmatch(" ".join(words)):
        return words[2], words[0], words[1]
    if given and len(words) > 1 and not _INITIAL.fullmatch(words[-1]):
        return words[-1], words[0], " ".join(words[1:-1])
    return (*words[:2], *[""] * (2 - len(words[:2])), " ".join(words[2:]))  # type: ignore[return-value]

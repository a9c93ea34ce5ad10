"""Whether a text names someone by surname, in any grammatical case."""

import re

from domain.text import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
# Surname endings and their inflected forms, the longest first: «Рабочая» is never «рабочий».
_DECLENSIONS = (
    ("ая", "ая ой ей ую ою ею ые ие ых их ым им ыми ими"),
    ("яя", "яя ей юю ею ие их им ими"),
    ("ий", "ий ия ию ием ии его ого ему ому им ым ем ом ие их ими"),
    ("ый", "ый ого ому ым ом ые ых ыми"),
    ("ой", "ой оя ою оем ое ого ому ым ом ые ых ыми"),
    ("а", "а ы и е у ой ей ою ею ых ым ыми"),
    ("я", "я и е ю ей ею й"),
    ("ь", "ь я ю ем е и ью"),
    ("й", "й я ю ем е и"),
)
_INDECLINABLE = "оеуюиэы"
_CONSONANT = "а у ом ым е ем ы ых ыми"
# No other words end like this, so these surnames are recognised in lower case too.
_UNMISTAKABLE = re.compile(r"..(?:[ое]ва?|[иы]на?|енко|чук)$")


def naming(text: str, surname: str) -> str | None:
    """Return the first word that is the surname in any grammatical case; None if there is none.

    A word in lower case counts only if the surname could be no other word.
    """
    parts = [part for part in re.split(r"[\s-]+", fold(surname)) if part]
    if not parts:
        return None
    forms = {form for part in parts if len(part) > 2 or len(parts) == 1 for form in _forms(part)}
    small = {form for part in parts if _UNMISTAKABLE.search(part) for form in _forms(part)}
    for word in _WORD.findall(text):
        for part in _POSSESSIVE.sub("", word).split("-"):
            if fold(part) in (forms if part[:1].isupper() else small):
                return word
    return None


def _forms(surname: str) -> set[str]:
    for ending, become in _DECLENSIONS:
        if surname.endswith(ending):
            stem = surname.removesuffix(ending)
            return {stem + one for one in become.split()}
    if surname[-1] in _INDECLINABLE:
        return {surname}
    return {surname, *(surname + one for one in _CONSONANT.split())}

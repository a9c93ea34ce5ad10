"""Proposals for the cases of a Russian name and post; somebody looks through them once (decision 0159).

Names are declined by the rules of petrovich, posts by the dictionary of pymorphy3. Both are imported when the
first proposal is made: no screen and no paper pays for them.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from domain.people.declined import Case, Declined
from domain.people.person import full_name
from resources.morphology import like, readings

if TYPE_CHECKING:
    from petrovich import Gender, NamePart

_RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[ '’.-]+[А-Яа-яЁё]+)*")
_MALE = re.compile(r"(?:вич|ьич|оглы|оглу|улы|уулу|заде)$")
_FEMALE = re.compile(r"(?:вна|чна|кызы|гызы|қызы)$")
# Endings of surnames that only one of the two has.
_HERS = re.compile(r"(?:ова|ева|ёва|ина|ына|ая|яя)$")
_HIS = re.compile(r"(?:ов|ев|ёв|ин|ын|ский|цкий|ской|цкой)$")
_NAMES = {"Abbr", "Name", "Surn", "Patr", "Geox", "Fixd"}
_TAGS = {Case.GENITIVE: "gent", Case.DATIVE: "datv", Case.ACCUSATIVE: "accs"}
# What never changes, whoever bears it; the rules know some of these only.
_FIXED = re.compile(r"(?:[оеёиуыэю]|ых)$|^(?:золя|тер)$")


def proposed(surname: str, given: str, patronymic: str, post: str) -> Declined | None:
    """Return the name and the post in each case, as far as rules and dictionary know them.

    None if it is not known whether the name is a man's or a woman's, or it is not written in Russian: then
    nobody but a person can say.
    """
    name = full_name(surname, given, patronymic)
    if _RUSSIAN.fullmatch(name) is None:
        return None
    gender = _gender(surname.casefold(), given.casefold(), patronymic.casefold())
    if gender is None:
        return None
    names = {
        case: full_name(
            _surname(surname, case, gender),
            _given(given, case, gender),
            _patronymic(patronymic, case, gender),
        )
        for case in Case
    }
    return Declined(name, post, names, {case: in_case(post, case) for case in Case} if post else {})


def in_case(post: str, case: Case) -> str:
    """Return a post in a case: its first noun with the adjectives before it; empty if it has no such noun."""
    words = post.split(" ")
    for place, word in enumerate(words):
        parsed = _of_post(word, last=place + 1 == len(words))
        if parsed is None:
            return ""
        changed = parsed.inflect({_TAGS[case]})
        if changed is None:
            return ""
        # Of «тренер-наставник» both change, of «бизнес-тренер» the second alone.
        *before, own = word.split("-")
        told = [in_case(one, case) if _of_post(one, last=True) else one for one in before]
        words[place] = "-".join((*told, like(own, changed.word)))
        if parsed.tag.POS == "NOUN" or place + 1 == len(words) or not _goes_on(words[place + 1]):
            return " ".join(words)
    return ""


def _of_post(word: str, *, last: bool) -> Any:
    """Return the reading of a word as the head of a post or an adjective before it."""
    found = [
        one
        for one in readings(word.rpartition("-")[2])
        if {"nomn", "sing"} in one.tag
        and one.tag.POS in ("NOUN", "ADJF", "PRTF")
        and not _NAMES & set(one.tag.grammemes)
        and (one.tag.POS != "NOUN" or one.tag.animacy == "anim")
    ]
    # «старший» is a noun as well: before another word it is an adjective.
    adjectives = [one for one in found if one.tag.POS != "NOUN"]
    if adjectives and not last:
        return adjectives[0]
    return next(iter(found), None)


def _goes_on(word: str) -> bool:
    """Return whether the next word still belongs to the head: an adjective or noun in the nominative."""
    return _of_post(word, last=True) is not None


def _gender(surname: str, given: str, patronymic: str) -> "Gender | None":
    from petrovich import Gender

    for text, his, hers in ((patronymic, _MALE, _FEMALE), (surname, _HIS, _HERS)):
        male, female = (any(one.search(part) for part in text.split("-")) for one in (his, hers))
        if text and male != female:
            return Gender.MALE if male else Gender.FEMALE
    found = {
        one.tag.gender
        for one in readings(given)
        if given
        and {"Name", "nomn", "sing"} in one.tag
        and one.tag.gender in ("masc", "femn")
        and "ms-f" not in one.tag.grammemes
    }
    if len(found) != 1:
        return None
    return Gender.MALE if found == {"masc"} else Gender.FEMALE


def _surname(text: str, case: Case, gender: "Gender") -> str:
    return "-".join(_part_of_surname(one, case, gender) for one in text.split("-"))


def _part_of_surname(text: str, case: Case, gender: "Gender") -> str:
    from petrovich import Gender, NamePart

    if _FIXED.search(text.casefold()) is not None:
        return text
    if gender is Gender.MALE and (noun := _noun(text)) is not None:
        of = Case.GENITIVE if case is Case.ACCUSATIVE else case  # «Мороза»: of a person, not of a thing
        return like(text, noun.inflect({_TAGS[of]}).word)
    return _declined(text, case, NamePart.LASTNAME, gender)


def _noun(text: str) -> Any:
    """Return a surname that is the name of a thing or a trade as that word, if it is one."""
    if re.search(r"(?:[аяы]|[иы]й|ов|ев|ёв|ин|ын)$", text.casefold()):
        return None
    for one in readings(text):
        if (
            one.is_known
            and {"NOUN", "masc", "nomn", "sing"} in one.tag
            and not _NAMES & set(one.tag.grammemes)
        ):
            return one
    return None


def _given(text: str, case: Case, gender: "Gender") -> str:
    from petrovich import NamePart

    return _declined(text, case, NamePart.FIRSTNAME, gender)


def _patronymic(text: str, case: Case, gender: "Gender") -> str:
    from petrovich import NamePart

    if not re.search(r"(?:[иы]ч|на)$", text.casefold()):
        return text  # «оглы» and «кызы» do not change
    if text.casefold().endswith("ыч"):  # «Силыч», which the rules do not know
        return text + ("у" if case is Case.DATIVE else "а")
    return _declined(text, case, NamePart.MIDDLENAME, gender)


def _declined(text: str, case: Case, part: "NamePart", gender: "Gender") -> str:
    from petrovich import Case as Of

    of = {Case.GENITIVE: Of.GENITIVE, Case.DATIVE: Of.DATIVE, Case.ACCUSATIVE: Of.ACCUSATIVE}
    return _rules().inflect(text, of[case], part, gender) if text else ""


@cache
def _rules() -> Any:
    from petrovich import Petrovich

    return Petrovich()

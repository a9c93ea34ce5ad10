"""What a job description asks of whoever holds the post, education and experience, for people to confirm."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.framework.provision import LISTS, Provision, Topic
from domain.people.gates import Alternative, GateKind, Requirements
from domain.text import Text

_LEVELS = (  # the words of a document -> the id of the shipped level; the first that fits
    (re.compile(r"(?i)\b(?:аспирантур|ординатур|подготовк\w+ кадров высшей)"), "higher_research"),
    (re.compile(r"(?i)\b(?:магистр|специалитет)"), "higher_specialist_master"),
    (re.compile(r"(?i)\bвысше\w+ (?!квалификационн)"), "higher_bachelor"),
    (
        re.compile(r"(?i)\bсредн\w+[ -](?:\([^)]*\) ?)?(?:профессиональн|специальн|техническ)"),
        "spo_specialist",
    ),
    (re.compile(r"(?i)\bначальн\w+ профессиональн"), "spo_worker"),
    (re.compile(r"(?i)\bсредн\w+ (?:\(полн\w+\) )?(?:полн\w+ )?общ"), "secondary_general"),
    (re.compile(r"(?i)\b(?:основн\w+|неполн\w+ средн\w+) общ"), "basic_general"),
)
_EDUCATION = re.compile(r"(?i)образовани[еяю]\b")
_EXPERIENCE = re.compile(
    r"(?i)\b(?P<what>(?:стаж\w*|опыт\w*)\b[^.;]{0,200}?)\s*,?\s*(?:не менее|не менее чем|свыше|от)\s+"
    r"(?P<number>\d{1,3}|[а-я]+)(?:\s*\([а-я ]+\))?[\s-]+(?P<unit>лет|год|месяц)"
)
_NO_EXPERIENCE = re.compile(r"(?i)\bбез (?:предъявления )?требовани\w+ к (?:стажу|опыту)")
_NUMBERS = {
    stem: number
    for number, stems in enumerate(
        ("одн", "дву двух", "тре", "четыр", "пят", "шест", "сем", "восьм", "девят", "десят"), start=1
    )
    for stem in stems.split()
}
_UNASKED = (*LISTS, Topic.RIGHTS, Topic.LIABILITY, Topic.SIGNING)
OWN_AREA = "own-1"


def asked_of_post(provisions: Sequence[Provision], known: Requirements) -> Requirements | None:
    """Return *known* with the education and the experience that the document asks for; None if it asks none.

    The texts are the document's own. Where it offers several ways, only the first is proposed, since ours
    cannot tie a way of experience to a level of education; people read the text and add the others. The
    area of the experience is what the document says of it.
    """
    education = next(_naming(provisions, _EDUCATION), None)
    level = "" if education is None else _level(education.text)
    none = education is not None and _NO_EXPERIENCE.search(_plain(education.text))
    experience = None if none else next(_naming(provisions, _EXPERIENCE), None)
    found = None if experience is None else _EXPERIENCE.search(_plain(experience.text))
    months = 0 if found is None else _months(found["number"].lower(), found["unit"].lower())
    levels = {one.id for one in known.education_levels}
    proposed = known
    if education is not None and level in levels:
        clauses = {**proposed.clauses, GateKind.EDUCATION: education.clause}
        proposed = replace(proposed, education=Text(education.text), min_education=level, clauses=clauses)
    if experience is not None and found is not None and months:
        proposed = replace(
            proposed,
            experience=Text(experience.text),
            areas={**known.areas, OWN_AREA: Text(found["what"].strip(" ,"))},
            alternatives=(Alternative(OWN_AREA, (OWN_AREA,), months),),
            clauses={**proposed.clauses, GateKind.EXPERIENCE: experience.clause},
        )
    return None if proposed is known else proposed


def _naming(provisions: Iterable[Provision], words: re.Pattern[str]) -> Iterator[Provision]:
    return (one for one in provisions if one.topic not in _UNASKED and words.search(_plain(one.text)))


def _level(text: str) -> str:
    """Return the level that is named first, whatever follows it."""
    said = _plain(text)
    places = [(found.start(), level) for words, level in _LEVELS if (found := words.search(said))]
    return min(places)[1] if places else ""


def _plain(text: str) -> str:
    return " ".join(text.replace("ё", "е").replace("Ё", "Е").split())


def _months(number: str, unit: str) -> int:
    if number.isdigit():
        count = int(number)
    else:
        count = next((count for stem, count in _NUMBERS.items() if number.startswith(stem)), 0)
    return count if unit == "месяц" else 12 * count

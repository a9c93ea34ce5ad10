"""The education and experience a job description requires of its holder, for people to confirm."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.framework.provision import LISTS, Provision, Topic
from domain.people.gates import Alternative, GateKind, Requirements
from domain.text import Text

_LEVELS = (  # the words of a document -> the id of the shipped level; the first that fits
    (
        re.compile(r"(?i)\b(?:аспирантур|ординатур|подготовк\w+ кадров высшей|ph\.? ?d\b|doctora)"),
        "higher_research",
    ),
    (re.compile(r"(?i)\b(?:магистр|специалитет|master['’]?s?\b)"), "higher_specialist_master"),
    (
        re.compile(
            r"(?i)\b(?:высше\w+ (?!квалификационн)|bachelor|higher\b[^.;]{0,40}? education"
            r"|(?:college|university|academic|relevant|professional)\b[^.;,]{0,20} degree)"
        ),
        "higher_bachelor",
    ),
    (
        re.compile(
            r"(?i)\b(?:средн\w+[ -](?:\([^)]*\) ?)?(?:профессиональн|специальн|техническ)"
            r"|secondary (?:vocational|professional|special)|vocational (?:secondary )?education)"
        ),
        "spo_specialist",
    ),
    (re.compile(r"(?i)\b(?:начальн\w+ профессиональн|(?:primary|initial) vocational)"), "spo_worker"),
    (
        re.compile(
            r"(?i)\b(?:средн\w+ (?:\(полн\w+\) )?(?:полн\w+ )?общ|secondary (?:general )?education"
            r"|high school)"
        ),
        "secondary_general",
    ),
    (re.compile(r"(?i)\b(?:основн\w+|неполн\w+ средн\w+) общ"), "basic_general"),
)
_DEGREE = r"(?<!high )(?<!higher )(?<!highest )degree\b"  # «a high degree of care» is none
_EDUCATION = re.compile(rf"(?i)образовани[еяю]\b|\b(?:education|diploma)\b|\b{_DEGREE}")
_COUNT = (  # of «3-5 years» the lesser
    r"(?P<number>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*\(\w+\))?"
    r"(?:\s*(?:-|–|to)\s*\w+)?\+?[\s-]+"
)
_LENGTHS = (  # what somebody has done, and for how long
    re.compile(
        r"(?i)\b(?P<what>(?:стаж\w*|опыт\w*)\b[^.;]{0,200}?)\s*,?\s*(?:не менее|не менее чем|свыше|от)\s+"
        r"(?P<number>\d{1,3}|[а-я]+)(?:\s*\([а-я ]+\))?(?:\s*(?:до|-|–)\s*\w+)?"
        r"[\s-]+(?P<unit>лет|год|месяц)"
    ),
    re.compile(
        r"(?i)\b(?P<what>(?:work )?experience\b[^.;]{0,120}?)\s*,?\s*(?:of )?(?:at least|not less than|from"
        rf"|(?:a )?minimum(?: of)?)\s+{_COUNT}(?P<unit>year|month)"
    ),
    re.compile(
        rf"(?i)\b{_COUNT}(?P<unit>year|month)s?['’]? (?:or more )?(?:of )?"
        r"(?P<what>[^.;,]{0,60}?\bexperience\b[^.;,]{0,80})"
    ),
)
_LEARNT = re.compile(
    r"(?i)(?:\b(?:высше|средне|начально|основно|базово|специально|профильно|профессионально|техническо)\w*"
    r"|\bимеющ\w+)\b[^.;]{0,60}образовани[еяю]\b|^образование\b|\b(?:education|diploma)\b"
    rf"|\b{_DEGREE}"
)
_HAS_DONE = re.compile(
    r"(?i)\bстаж\w*\b|\bопыт\w* (?:\w+ )?работы|^(?:\w+ )?опыт\b|\bжелател\w+ опыт|\bопыт\w*\b.{0,40}желател"
    r"|\b(?:work|working|previous|prior|proven|relevant) experience\b"
    r"|\bexperience (?:in|with|as|working|preferred|desirable|required|is)\b"
)
_NO_EXPERIENCE = re.compile(
    r"(?i)\bбез (?:предъявления )?требовани\w+ к (?:стажу|опыту)"
    r"|\bwithout (?:\w+ )?requirements (?:for|to|of) (?:\w+ )?experience"
    r"|\bno (?:\w+ )?experience (?:is )?(?:required|needed)"
)
_NUMBERS = {
    stem: number
    for number, stems in enumerate(
        (
            "одн one",
            "дву двух two",
            "тре three",
            "четыр four",
            "пят five",
            "шест six",
            "сем seven",
            "восьм eight",
            "девят nine",
            "десят ten",
        ),
        start=1,
    )
    for stem in stems.split()
}
_SAID = (Topic.KNOW, Topic.CAN, Topic.BOTH)  # a line of them that is no item: «опыт работы от года»
_UNASKED = (*LISTS, Topic.RIGHTS, Topic.LIABILITY, Topic.SIGNING)
OWN_AREA = "own-1"


def asked_of_post(provisions: Sequence[Provision], known: Requirements) -> Requirements | None:
    """Return *known* with the education and the experience that the document asks for; None if it asks none.

    The texts are the document's own. Where it offers several ways, only the first is proposed, since ours
    cannot tie a way of experience to a level of education; people read the text and add the others. The
    area of the experience is what the document says of it.
    """
    education, level = _education(provisions)
    experience, what, months = _experience(provisions, education)
    levels = {one.id for one in known.education_levels}
    proposed = known
    if education is not None and level in levels:
        clauses = {**proposed.clauses, GateKind.EDUCATION: education.clause}
        proposed = replace(proposed, education=Text(education.text), min_education=level, clauses=clauses)
    if experience is not None and months:
        proposed = replace(
            proposed,
            experience=Text(experience.text),
            areas={**known.areas, OWN_AREA: Text(what)},
            alternatives=(Alternative(OWN_AREA, (OWN_AREA,), months),),
            clauses={**proposed.clauses, GateKind.EXPERIENCE: experience.clause},
        )
    return None if proposed is known else proposed


def asks(provisions: Sequence[Provision]) -> bool:
    """Return whether the document asks for education or experience at all."""
    education, level = _education(provisions)
    _line, _what, months = _experience(provisions, education)
    return bool(level or months)


def mentioned(provisions: Sequence[Provision]) -> dict[GateKind, str]:
    """Return in its own words what the document says of education and of experience, wishes among it."""
    kinds = {GateKind.EDUCATION: _LEARNT, GateKind.EXPERIENCE: _HAS_DONE}
    first = {kind: next(_naming(provisions, words), None) for kind, words in kinds.items()}
    return {kind: one.text for kind, one in first.items() if one is not None}


def _education(provisions: Sequence[Provision]) -> tuple[Provision | None, str]:
    """Return the line on education, and the id of the level it names, empty if none."""
    education = next(_naming(provisions, _EDUCATION), None)
    return education, "" if education is None else _level(education.text)


def _experience(
    provisions: Sequence[Provision], education: Provision | None
) -> tuple[Provision | None, str, int]:
    """Return the line on experience, what is to have been done, and for how many months: 0 if none."""
    if education is not None and _NO_EXPERIENCE.search(_plain(education.text)):
        return None, "", 0
    experience = next(_naming(provisions, *_LENGTHS), None)
    found = None if experience is None else _length(experience.text)
    if found is None:
        return experience, "", 0
    return experience, found["what"].strip(" ,"), _months(found["number"].lower(), found["unit"].lower())


def _naming(provisions: Iterable[Provision], *words: re.Pattern[str]) -> Iterator[Provision]:
    return (
        one
        for one in provisions
        if (one.topic not in _UNASKED or (one.topic in _SAID and one.whole))
        and any(each.search(_plain(one.text)) for each in words)
    )


def _length(text: str) -> re.Match[str] | None:
    return next((found for words in _LENGTHS if (found := words.search(_plain(text)))), None)


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
    return count if unit in ("месяц", "month") else 12 * count

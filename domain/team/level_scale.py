"""From the words of somebody's own scale to levels 0-4: proposed by the program, decided by a person.

A word that nobody has placed stays a question; it never becomes 0, and an empty cell is no level at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from domain.scale import TOP
from domain.text import fold

NO_LEVEL = None
"""What a word means that says only that there is no level, such as «н/п» or a dash."""

type Places = Mapping[str, int | None]
"""Folded word -> its level, ``NO_LEVEL`` for no level; words that nobody placed are absent."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the scale as it is written, how often, and where first."""

    text: str
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What the words of a file meant when it was imported, by its name."""

    file: str
    places: Places


_KNOWN: dict[int | None, tuple[str, ...]] = {
    0: (
        *("нет", "не знает", "не умеет", "не владеет", "отсутствует", "нулевой", "не проявляется"),
        *("no", "none", "not demonstrated", "no knowledge", "no experience", "false"),
    ),
    1: (
        *("начинающий", "начальный", "новичок", "ученик", "стажер", "нач", "низкий", "слабый", "обучается"),
        *(
            "beginner",
            "novice",
            "entry",
            "trainee",
            "learner",
            "learning",
            "awareness",
            "low",
            "junior",
            "o",
            "о",
        ),
    ),
    2: (
        *("базовый", "средний", "баз", "знает", "может", "умеет", "есть", "да", "имеется"),
        *(
            "basic",
            "intermediate",
            "medium",
            "working",
            "middle",
            "yes",
            "true",
            "x",
            "х",
            "+",
            "v",
            "✓",
            "✔",
        ),
    ),
    3: (
        *("уверенный", "продвинутый", "опытный", "хороший", "высокий", "увер", "самостоятельный", "владеет"),
        *("proficient", "advanced", "competent", "experienced", "high", "senior", "good"),
    ),
    4: (
        *("эксперт", "экспертный", "мастер", "наставник", "эксп", "учит других", "лидер", "профессионал"),
        *("expert", "master", "mentor", "authority", "lead", "can teach"),
    ),
    NO_LEVEL: (
        *("-", "–", "—", "н/п", "н/д", "нп", "н/о", "не оценивалось", "не применимо", "неприменимо"),
        *(
            "не требуется",
            "не оценен",
            "не оценивался",
            "n/a",
            "na",
            "not applicable",
            "not assessed",
            "n.a.",
        ),
        *("?", "tbd", "not rated"),
    ),
}
_YES = ("да", "есть", "имеется", "yes", "true", "x", "х", "+", "v", "✓", "✔", "1")
_NO = ("нет", "отсутствует", "no", "none", "false", "o", "о", "0")
_LEVEL_OF = {fold(word): level for level, words in _KNOWN.items() for word in words}
_FIGURE = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))?\s*(%?)")
_NAMED = re.compile(r"(?:уровень|ур\.?|level|lvl|l|балл|у)\s*[-.:]?\s*(\d)")
_LED = re.compile(r"(\d)\s*[-–—.:)(]\s*\S.*")


def is_known_word(text: str) -> bool:
    """Tell whether the word is one that scales use."""
    folded = fold(text)
    return folded in _LEVEL_OF or bool(_NAMED.fullmatch(folded))


def words_of(cells: Iterable[tuple[str, str]]) -> tuple[Word, ...]:
    """Return the different words of text and place, figures first, then the most frequent."""
    counts = Counter[str]()
    first: dict[str, tuple[str, str]] = {}
    for text, place in cells:
        key = fold(text)
        if key:
            counts[key] += 1
            first.setdefault(key, (text, place))
    told = [Word(first[key][0], count, first[key][1]) for key, count in counts.items()]
    return tuple(sorted(told, key=_order))


def proposed(words: Iterable[Word]) -> Places:
    """Return the levels that the words probably mean; a word without a likely level is left out.

    A scale of yes and no has no likely level: whoever says yes may mean anything from 1 to 4 (``likely``).
    """
    told = [fold(one.text) for one in words]
    if _is_yes_no(told):
        return {word: NO_LEVEL for word in told if _LEVEL_OF.get(word, 0) is NO_LEVEL}
    places: dict[str, int | None] = {word: _LEVEL_OF[word] for word in told if word in _LEVEL_OF}
    figures: dict[str, Fraction] = {}
    for word in told:
        if (found := _figure(word)) is not None:
            figures[word] = found
        elif (named := _NAMED.fullmatch(word) or _LED.fullmatch(word)) is not None and word not in places:
            figures[word] = Fraction(int(named[1]))
    places |= _of_figures(figures)
    return places


def remembered(words: Iterable[Word], scales: Iterable[Scale]) -> Scale | None:
    """Return the first scale that has all figures of a file and half of its words; None if none has.

    A figure that a scale does not have shows that it is another: 5 is not on a scale of 0 to 4.
    """
    told = [fold(one.text) for one in words]
    for one in scales:
        known = [word for word in told if word in one.places]
        strange = any(word not in one.places and _figure(word) is not None for word in told)
        if known and 2 * len(known) >= len(told) and not strange:
            return one
    return None


def likely(words: Iterable[Word]) -> Mapping[str, int]:
    """Return the levels to name first where a person is asked: of yes and no, «works alone» and 0."""
    told = [fold(one.text) for one in words]
    if not _is_yes_no(told):
        return {}
    return {word: 2 for word in told if word in _YES} | {word: 0 for word in told if word in _NO}


def _is_yes_no(told: Sequence[str]) -> bool:
    """Tell whether the words say only whether somebody can do it; figures alone are a scale."""
    words = [word for word in told if _LEVEL_OF.get(word, 0) is not NO_LEVEL]
    return bool(words) and all(word in (*_YES, *_NO) for word in words) and not all(map(_figure, words))


def unplaced(words: Iterable[Word], places: Places) -> tuple[Word, ...]:
    """Return the words that a person still has to place."""
    return tuple(one for one in words if fold(one.text) not in places)


def _of_figures(figures: Mapping[str, Fraction]) -> dict[str, int]:
    """Spread the figures over 0-4, by the scale that they most probably belong to."""
    if not figures:
        return {}
    least, most = min(figures.values()), max(figures.values())
    whole = all(one.denominator == 1 for one in figures.values())
    if whole and most <= TOP:
        return {word: int(one) for word, one in figures.items()}
    if whole and most == TOP + 1 and least >= 1:
        return {word: int(one) - 1 for word, one in figures.items()}
    if any("%" in word for word in figures) or most > 10:
        return {word: min(floor(one / 20), TOP) for word, one in figures.items() if one <= 100}
    if whole:  # up to 10
        return {word: floor(one * TOP / most) for word, one in figures.items()}
    if most <= 1:  # percentages as a spreadsheet keeps them
        return {word: min(floor(one * 5), TOP) for word, one in figures.items()}
    # Halves between two levels are a person's to decide.
    return {word: int(one) for word, one in figures.items() if one.denominator == 1 and one <= TOP}


def _figure(word: str) -> Fraction | None:
    found = _FIGURE.fullmatch(word)
    return None if found is None else Fraction(f"{found[1]}.{found[2] or 0}")


def _order(word: Word) -> tuple[bool, Fraction, int, str]:
    figure = _figure(fold(word.text))
    return figure is None, figure or Fraction(0), -word.count, fold(word.text)

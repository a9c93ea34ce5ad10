"""Experience as people type it, read as whole months or refused."""

import re
from enum import StrEnum
from fractions import Fraction

from domain.errors import Refused

MAX_MONTHS = 900


class WhyNot(StrEnum):
    """Why a text is not a number of months."""

    EMPTY = "empty"
    UNCLEAR = "unclear"  # words that are neither a number nor a unit of time
    BOUND = "bound"  # «more than», «about», «2-3»: a bound is not a number
    FRACTION = "fraction"  # not a whole number of months, and never rounded
    TOO_LONG = "too_long"  # more than 900 months, a working life


class NotMonths(Refused):
    """The text is not a whole number of months; ``why`` says what is wrong."""

    def __init__(self, text: str, why: WhyNot) -> None:
        super().__init__(why.value)
        self.text, self.why = text, why


def parse_months(text: str) -> int:
    """Return whole months: «5,5 лет» is 66, «2 г. 3 мес.» is 27, «18» is 18; in Russian or English.

    Raises:
        NotMonths: if it is a bound, not a whole number of months, or not understood; nothing is ever rounded.
    """
    plain = text.casefold().replace("ё", "е")
    if not plain.strip():
        raise NotMonths(text, WhyNot.EMPTY)
    tokens = _TOKEN.findall(_HALVES.sub(" ½ ", plain))
    if _BOUNDS.intersection(tokens) or _RANGE.search(plain):
        raise NotMonths(text, WhyNot.BOUND)
    months = _add_up(tokens)
    if months is None:
        raise NotMonths(text, WhyNot.UNCLEAR)
    if months > MAX_MONTHS:
        raise NotMonths(text, WhyNot.TOO_LONG)
    if months.denominator != 1:
        raise NotMonths(text, WhyNot.FRACTION)
    return months.numerator


def _add_up(tokens: list[str]) -> Fraction | None:
    """Return months; None if the words make no sense together."""
    total = Fraction(0)
    amount: Fraction | None = None  # a number waiting for its unit
    seen: list[int] = []  # the months in each unit so far
    for token in tokens:
        if token in _FILLING:
            continue
        unit = _UNITS.get(token)
        number = _number(token)
        if token == "½" and (amount is not None or not seen):
            amount = (amount or Fraction(0)) + Fraction(1, 2)
        elif token == "½":
            total += Fraction(seen[-1], 2)
        elif token in _HALF_YEARS and amount is None and 6 not in seen:
            total += 6
            seen.append(6)
        elif number is not None and amount is None:
            amount = number
        elif unit is not None and unit not in seen and (amount is not None or token in _ONE):
            total += unit * (1 if amount is None else amount)
            seen.append(unit)
            amount = None
        else:
            return None
    if amount is not None:
        return None if seen else amount
    return total if seen else None


def _number(token: str) -> Fraction | None:
    """Return a number in digits or words; one with too many digits becomes one that is too large anyway."""
    if token[0] in "0123456789":
        return Fraction(token.replace(",", ".")) if len(token) <= 12 else Fraction(MAX_MONTHS + 1)
    return _NUMBERS.get(token)


_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[^\W\d_]+|\S")
_HALVES = re.compile(r"\bс половиной\b|\band a half\b|\bhalf an?\b|\bпол\b")
_RANGE = re.compile(r"[0-9]\s*[-–—…]|[0-9]\s*\.\.")

_FILLING = frozenset((",", ".", ";", "и", "and", "a", "an"))
_HALF_YEARS = frozenset(("полгода", "полугода", "полугодие"))
_UNITS = {
    word: months
    for months, words in {
        12: "год года году годов лет г л year years yr yrs y",
        1: "месяц месяца месяцев мес м month months mo mos mth mths m",
    }.items()
    for word in words.split()
}
_ONE = frozenset(("год", "месяц", "year", "month"))
_NUMBERS = {
    word: Fraction(number)
    for number, words in {
        "0": "ноль нуль zero",
        "1": "один одна одного одно one",
        "3/2": "полтора полторы полутора",
        "2": "два двух две two",
        "3": "три трех three",
        "4": "четыре четырех four",
        "5": "пять пяти five",
        "6": "шесть шести six",
        "7": "семь семи seven",
        "8": "восемь восьми eight",
        "9": "девять девяти nine",
        "10": "десять десяти ten",
        "11": "одиннадцать одиннадцати eleven",
        "12": "двенадцать двенадцати twelve",
        "15": "пятнадцать пятнадцати fifteen",
        "20": "двадцать двадцати twenty",
    }.items()
    for word in words.split()
}
_BOUNDS_RU = (
    "более больше свыше около почти примерно приблизительно порядка менее меньше минимум максимум от до"
)
_BOUNDS_EN = (
    "over above about around almost nearly least most approximately approx than up under below from to"
)
_BOUNDS = frozenset((*_BOUNDS_RU.split(), *_BOUNDS_EN.split(), *"><≥≤~≈+±"))

"""The short number of a sheet, on paper and in its QR code: no personal data, and typing errors show."""

import hashlib
import unicodedata
from enum import StrEnum

from domain.errors import Refused

PREFIX = "Л"
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_SYMBOLS = 8
_LOOKS_LIKE = str.maketrans("OILАВЕКМНОРСТУХЗ", "011ABEKMH0PCTYX3")


class NotANumber(Refused):
    """The text is no number of a sheet: a wrong length, a foreign sign, or the check sign does not fit."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Flaw(StrEnum):
    """Why a text that is meant as a number is none: signs are still to come, or one of them is wrong."""

    UNFINISHED = "unfinished"
    WRONG = "wrong"


def flaw(text: str) -> Flaw | None:
    """Return what keeps a text with digits from being a number; None if it is one, or means none."""
    symbols = _symbols(text)
    if not any(sign.isdecimal() for sign in text) or any(sign not in _DIGITS for sign in symbols):
        return None
    if len(symbols) <= _SYMBOLS:
        return Flaw.UNFINISHED
    try:
        parse(text)
    except NotANumber:
        return Flaw.WRONG
    return None


def sheet_number(uid: str) -> str:
    """Return the number of a sheet, «Л-7F3A-21C9-K»: 40 bits of a hash of its uid and a check sign."""
    bits = int.from_bytes(hashlib.sha256(uid.encode()).digest()[:5])
    values = [bits >> shift & 31 for shift in range(5 * (_SYMBOLS - 1), -1, -5)]
    return _show("".join(_DIGITS[value] for value in values))


def parse(text: str) -> str:
    """Return the number as the program writes it, from what a person typed or a camera read.

    Blanks, dashes and case do not matter, nor do O for 0, I and l for 1, and Cyrillic letters for the Latin
    ones they look like.

    Raises:
        NotANumber: if it has another length, a foreign sign, or the check sign does not fit.
    """
    symbols = _symbols(text)
    if len(symbols) != _SYMBOLS + 1 or any(sign not in _DIGITS for sign in symbols):
        raise NotANumber(text)
    number = _show(symbols[:_SYMBOLS])
    if number[-1] != symbols[-1]:
        raise NotANumber(text)
    return number


def _symbols(text: str) -> str:
    """Return the signs of a number as it was typed so far, without its first letter."""
    plain = unicodedata.normalize("NFKC", text).upper()
    typed = "".join(sign for sign in plain if sign != "−" and unicodedata.category(sign)[0] not in "PZC")
    if typed[:1] == PREFIX or (typed[:1] == "L" and len(typed) == _SYMBOLS + 2):
        typed = typed[1:]
    return typed.translate(_LOOKS_LIKE)


def _show(symbols: str) -> str:
    half = _SYMBOLS // 2
    return f"{PREFIX}-{symbols[:half]}-{symbols[half:]}-{_check(symbols)}"


def _check(symbols: str) -> str:
    """Return the check sign: Horner's rule in the field of 32 elements.

    Each place weighs differently, so one wrong sign and any two swapped signs always show.
    """
    value = 0
    for symbol in symbols:
        value = _double(value ^ _DIGITS.index(symbol))
    return _DIGITS[value]


def _double(value: int) -> int:
    """Return the value times x in GF(2^5) by x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value

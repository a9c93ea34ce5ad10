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
    """The text is not a sheet number: wrong length, an invalid character, or a wrong check character."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Flaw(StrEnum):
    """Why a text meant as a number is not one: characters are still missing, or one of them is wrong."""

    UNFINISHED = "unfinished"
    WRONG = "wrong"


def flaw(text: str) -> Flaw | None:
    """Return what is wrong with a text meant as a number; None if it is one, or is not meant as one."""
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
    """Return the number of a sheet, «Л-7F3A-21C9-K»: 40 bits of a hash of its uid and a check character."""
    bits = int.from_bytes(hashlib.sha256(uid.encode()).digest()[:5])
    values = [bits >> shift & 31 for shift in range(5 * (_SYMBOLS - 1), -1, -5)]
    return _show("".join(_DIGITS[value] for value in values))


def parse(text: str) -> str:
    """Return the number in standard form, from what a person typed or a camera read.

    Spaces, dashes and case do not matter, nor do O for 0, I and l for 1, or Cyrillic letters for the Latin
    ones they look like.

    Raises:
        NotANumber: if the length is wrong, a character is invalid, or the check character does not fit.
    """
    symbols = _symbols(text)
    if len(symbols) != _SYMBOLS + 1 or any(sign not in _DIGITS for sign in symbols):
        raise NotANumber(text)
    number = _show(symbols[:_SYMBOLS])
    if number[-1] != symbols[-1]:
        raise NotANumber(text)
    return number


def _symbols(text: str) -> str:
    """Return the characters of a number as typed so far, without its first letter."""
    plain = unicodedata.normalize("NFKC", text).upper()
    typed = "".join(sign for sign in plain if sign != "−" and unicodedata.category(sign)[0] not in "PZC")
    if typed[:1] == PREFIX or (typed[:1] == "L" and len(typed) == _SYMBOLS + 2):
        typed = typed[1:]
    return typed.translate(_LOOKS_LIKE)


def _show(symbols: str) -> str:
    half = _SYMBOLS // 2
    return f"{PREFIX}-{symbols[:half]}-{symbols[half:]}-{_check(symbols)}"


def _check(symbols: str) -> str:
    """Return the check character: Horner's rule in the field of 32 elements.

    Each place has its own weight, so one wrong character or any two swapped ones are always detected.
    """
    value = 0
    for symbol in symbols:
        value = _double(value ^ _DIGITS.index(symbol))
    return _DIGITS[value]


def _double(value: int) -> int:
    """Return the value times x in GF(2^5), modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value

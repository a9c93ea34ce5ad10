"""The wire form of single values, and JSON from a stranger within its bounds.

A number with a point is a text here: JSON does not say how many digits of it count.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import isfinite
from types import NoneType
from typing import Any, Never, cast

from db.wire.refusals import Malformed, TooLarge
from domain.canonical import once

type Plain = bool | int | str | list["Plain"] | dict[str, "Plain"] | None
type Both = tuple[Callable[[Any], Plain], Callable[[Any, str], Any]]

DEEPEST = 60
MOST_VALUES = 2_000_000
LARGEST = 1 << 63
MOST_BYTES = 8 << 20  # of what a client sends; a register of ten thousand people takes three
_LONGEST = 4_000  # digits of a fraction: a mean over many marks has long ones
_SPACES = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|([\[{])|([\]}])|,', re.DOTALL)
_FRACTION = re.compile(r"(-?[0-9]+)/([0-9]+)")
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,4})?")


def parsed(content: bytes, most: int = MOST_BYTES) -> Any:
    """Return what JSON says.

    Raises:
        TooLarge: if it is longer, deeper or of more parts than one act may be.
        Malformed: if it is no JSON, names a key twice, or has a number that is not whole.
    """
    if len(content) > most:
        raise TooLarge("bytes")
    depth = 0
    for number, found in enumerate(_SPACES.finditer(content)):
        if number > MOST_VALUES:
            raise TooLarge("values")
        depth += bool(found[1]) - bool(found[2])
        if depth > DEEPEST:
            raise TooLarge("depth")
    try:
        return json.loads(
            content.decode(), object_pairs_hook=once, parse_float=_refused, parse_constant=_refused
        )
    except (ValueError, RecursionError):  # a text without its bytes, a repeated key, a very long number too
        raise Malformed("JSON") from None


def sent(wire: Plain) -> bytes:
    """Return the bytes that ``parsed`` reads back."""
    return json.dumps(wire, ensure_ascii=False, separators=(",", ":")).encode()


def _refused(_text: str) -> Never:
    raise Malformed("number")


def _of[T](*kinds: type, encode: Callable[[Any], Plain], decode: Callable[[Any], T], wire: type) -> Both:
    """Return the two ways of a value that is one JSON value; a ValueError while reading refuses it."""

    def out(value: Any) -> Plain:
        if isinstance(value, bool) is not (bool in kinds) or not isinstance(value, kinds):
            raise TypeError(kinds, cast("object", type(value)))
        return encode(value)

    def back(content: Any, place: str) -> T:
        if type(content) is not wire:
            raise Malformed(place)
        try:
            return decode(content)
        except (ArithmeticError, ValueError):
            raise Malformed(place) from None

    return out, back


def _bounded(number: int) -> int:
    if not -LARGEST <= number < LARGEST:
        raise ValueError
    return number


def _text(content: str) -> str:
    content.encode()  # half a pair of signs has no bytes
    if "\0" in content:
        raise ValueError
    return content


def _in_one_way[T](read: Callable[[str], T], write: Callable[[T], str]) -> Callable[[str], T]:
    """Return a reader that refuses what would be written otherwise: each value has one text."""

    def reading(content: str) -> T:
        value = read(content)
        if write(value) != content:
            raise ValueError
        return value

    return reading


def _day(content: str) -> date:
    return date.fromisoformat(content)


def _moment(content: str) -> datetime:
    moment = datetime.fromisoformat(content)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _with_zone(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise TypeError("a moment needs a zone")
    return moment.isoformat()


def _ratio(content: str) -> Fraction:
    found = _FRACTION.fullmatch(content) if len(content) <= _LONGEST else None
    if found is None:
        raise ValueError
    return Fraction(int(found[1]), int(found[2]))


def _slashed(value: Fraction | int) -> str:
    return f"{value.numerator}/{value.denominator}"


def _finite(content: str) -> float:
    number = float(content)
    if not isfinite(number):
        raise ValueError
    return number


def _decimal(content: str) -> Decimal:
    if len(content) > _LONGEST or not _DECIMAL.fullmatch(content):
        raise ValueError
    try:
        return Decimal(content)
    except InvalidOperation:
        raise ValueError from None


def _bytes(content: str) -> bytes:
    return b64decode(content, validate=True)


def _base64(value: bytes) -> str:
    return b64encode(value).decode()


def _anything(value: Any) -> Plain:
    return value if value is None or type(value) in (bool, int, str) else str(value)


def _anything_back(content: Any, place: str) -> Any:
    if content is not None and type(content) not in (bool, int, str):
        raise Malformed(place)
    return content


_SECOND = timedelta(microseconds=1)

PLAIN: Mapping[Any, Both] = {
    bool: _of(bool, encode=bool, decode=bool, wire=bool),
    int: _of(int, encode=int, decode=_bounded, wire=int),
    str: _of(str, encode=str, decode=_text, wire=str),
    bytes: _of(bytes, encode=_base64, decode=_in_one_way(_bytes, _base64), wire=str),
    float: _of(float, int, encode=lambda v: repr(float(v)), decode=_in_one_way(_finite, repr), wire=str),
    Fraction: _of(Fraction, encode=_slashed, decode=_in_one_way(_ratio, _slashed), wire=str),
    Decimal: _of(Decimal, encode=str, decode=_in_one_way(_decimal, str), wire=str),
    date: _of(date, encode=date.isoformat, decode=_in_one_way(_day, date.isoformat), wire=str),
    datetime: _of(datetime, encode=_with_zone, decode=_in_one_way(_moment, _with_zone), wire=str),
    timedelta: _of(
        timedelta,
        encode=lambda value: value // _SECOND,
        decode=lambda content: timedelta(microseconds=_bounded(content)),
        wire=int,
    ),
    NoneType: _of(NoneType, encode=lambda _value: None, decode=lambda _content: None, wire=NoneType),
    # What a refusal was told it does not know or cannot be: it is only shown.
    object: (_anything, _anything_back),
}

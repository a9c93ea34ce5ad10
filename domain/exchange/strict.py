"""Reads records from JSON that a stranger wrote: the fields and kinds that ours have, and nothing else.

Python's own reader takes NaN, repeated keys, numbers of any length and any depth. Here all of that is
refused, and so are missing and further fields, fractions, and text that no file of ours could hold.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Never, TypeAliasType, cast, get_args, get_origin, get_type_hints

from domain.canonical import canonical, once
from domain.errors import Refused

type Uid = str
"""An identity in small hexadecimal digits with dashes: a column keeps any text, but reads back no other."""

type Digest = str
"""A SHA-256, or a key as long: 64 small hexadecimal digits."""

type Digits = str
"""Up to 256 bytes as small hexadecimal digits."""

type Base64 = str
"""Bytes in base64: longer than a text may be, since a whole file stands in it."""

DEEPEST = 20
LONGEST_TEXT = 200_000  # characters
LONGEST_LIST = 20_000
MOST_VALUES = 300_000  # of one line: each is an object of Python, which takes more room than its text
LARGEST = 1 << 53
_DIGITS = 17
_PAIR = 2
_FRACTION = re.compile("(0|[1-9][0-9]{0,5})/([1-9][0-9]{0,5})")
# An open text runs to the end, so that each sign is looked at once.
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|([\[{])|([\]}])|([0-9]{18})|,', re.DOTALL)

_FORMS: Mapping[Any, re.Pattern[str]] = {
    Uid: re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    Digest: re.compile("[0-9a-f]{64}"),
    Digits: re.compile("(?:[0-9a-f]{2}){1,256}"),
    Base64: re.compile("[0-9A-Za-z+/]+={0,2}"),
}


class NotStrict(ValueError):
    """The content is no such record; ``place`` names the field, without anything that it holds."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def parsed(line: bytes) -> object:
    """Return the content of one line.

    Raises:
        NotStrict: if it is no JSON of ours.
    """
    try:
        text = line.decode()
        _check_size(text)
        return json.loads(
            text,
            object_pairs_hook=once,
            parse_float=_refused,
            parse_constant=_refused,
            parse_int=_whole,
        )
    except NotStrict:
        raise
    except (ValueError, RecursionError):  # an undecodable text and a repeated key are ValueErrors too
        raise NotStrict("JSON") from None


def record[T](kind: type[T], content: object) -> T:
    """Return the record of this kind.

    Raises:
        NotStrict: if a field is missing, too many, of another kind or too large.
    """
    return cast("T", _value(kind, content, kind.__name__))


def plain(value: object) -> Any:
    """Return the content of a record, for ``canonical``; ``record`` reads it back.

    A mapping becomes a list of pairs, since its order may mean something; a fraction becomes a text.
    """
    match value:
        case bool() | int() | None:
            return value
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case Mapping():
            several = cast("Mapping[object, object]", value)
            return [[plain(key), plain(one)] for key, one in several.items()]
        case str():
            return str(value)
        case date():  # an instant too
            return value.isoformat()
        case tuple():
            return [plain(one) for one in cast("tuple[object, ...]", value)]
        case _:
            assert is_dataclass(value) and not isinstance(value, type), type(value)
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}


def fits(value: object) -> bool:
    """Return whether the line of a record is not too large to be read back."""
    try:
        _check_size(canonical(plain(value)).decode())
    except NotStrict:
        return False
    return True


def _check_size(text: str) -> None:
    """Refuse what would take long or much memory to read, as soon as it shows."""
    depth = 0
    for number, found in enumerate(_PARTS.finditer(text)):
        if number > MOST_VALUES:
            raise NotStrict("values")
        if found[1]:
            depth += 1
            if depth > DEEPEST:
                raise NotStrict("depth")
        elif found[2]:
            depth -= 1
        elif found[3]:
            raise NotStrict("number")


def _refused(text: str) -> Never:
    raise NotStrict("number")


def _whole(text: str) -> int:
    if len(text) > _DIGITS or abs(number := int(text)) > LARGEST:
        raise NotStrict("number")
    return number


def _value(kind: Any, content: object, place: str) -> object:
    if isinstance(kind, TypeAliasType):
        if (form := _FORMS.get(kind)) is not None:
            return _of_form(form, content, place)
        kind = kind.__value__
    if isinstance(kind, UnionType):
        return None if content is None else _value(_but_none(kind), content, place)
    if get_origin(kind) is tuple:
        one = get_args(kind)[0]
        return tuple(_value(one, part, place) for part in _several(content, place))
    if get_origin(kind) in (dict, Mapping):
        key, one = get_args(kind)
        return _mapping(key, one, content, place)
    if is_dataclass(kind):
        return _record(cast("type[object]", kind), content, place)
    if kind is bool or kind is int:
        if type(content) is not kind:  # True is an int elsewhere
            raise NotStrict(place)
        return content
    return _text(kind, content, place)


def _several(content: object, place: str) -> list[object]:
    if not isinstance(content, list) or len(several := cast("list[object]", content)) > LONGEST_LIST:
        raise NotStrict(place)
    return several


def _mapping(key: Any, kind: Any, content: object, place: str) -> object:
    found: dict[object, object] = {}
    for pair in _several(content, place):
        if not isinstance(pair, list) or len(both := cast("list[object]", pair)) != _PAIR:
            raise NotStrict(place)
        name = _value(key, both[0], place)
        if name in found:
            raise NotStrict(place)
        found[name] = _value(kind, both[1], place)
    return found


def _of_form(form: re.Pattern[str], content: object, place: str) -> str:
    if not isinstance(content, str) or form.fullmatch(content) is None:
        raise NotStrict(place)
    return content


def _text(kind: Any, content: object, place: str) -> object:
    if type(content) is not str or len(content) > LONGEST_TEXT or "\0" in content:
        raise NotStrict(place)
    try:
        content.encode()  # half a pair of signs has no bytes
        if kind is str:
            return content
        if kind is Fraction:
            return _fraction(content)
        assert issubclass(kind, StrEnum | date), kind
        found: Any = kind(content) if issubclass(kind, StrEnum) else kind.fromisoformat(content)
    except ValueError:
        raise NotStrict(place) from None
    if isinstance(found, datetime) and found.utcoffset() != timedelta():  # another zone may have no such day
        raise NotStrict(place)
    if isinstance(found, date) and found.isoformat() != content:  # each day and instant in one way
        raise NotStrict(place)
    return cast("object", found)


def _fraction(content: str) -> Fraction:
    found = _FRACTION.fullmatch(content)
    value = None if found is None else Fraction(int(found[1]), int(found[2]))
    if value is None or plain(value) != content:  # shortened, and with no more digits than a number has
        raise ValueError("fraction")
    return value


def _record(kind: type[object], content: object, place: str) -> object:
    known = _fields(kind)
    given = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    if set(given) != set(known):
        raise NotStrict(place)
    values = {name: _value(hint, given[name], f"{place}.{name}") for name, hint in known.items()}
    try:
        return kind(**values)
    except (ValueError, Refused):
        raise NotStrict(place) from None


@cache
def _fields(kind: type[object]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(cast("Any", kind))}


def _but_none(kind: Any) -> Any:
    (one,) = (part for part in get_args(kind) if part is not NoneType)
    return one

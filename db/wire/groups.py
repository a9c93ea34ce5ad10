"""The wire form of several values: a list for a row or set, pairs for a mapping, bytes for an array."""

import json
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from typing import Any, cast

from db.wire.plain import Both, Plain
from db.wire.refusals import Malformed

_PAIR = 2
_TYPECODES = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "q": 8}
"""Those of the same size on every machine."""


def _several(wire: Any, place: str, count: int | None = None) -> list[Any]:
    if type(wire) is not list or count not in (None, len(content := cast("list[Any]", wire))):
        raise Malformed(place)
    return content


def _listed(value: Any, *kinds: type) -> Iterable[Any]:
    if not isinstance(value, kinds) or isinstance(value, str | bytes):
        raise TypeError(kinds, cast("object", type(value)))
    return cast("Iterable[Any]", value)


def _tuple(*parts: Any) -> Both:
    if parts[-1:] == (Ellipsis,):
        return _row(parts[0])

    def encode(value: Any) -> Plain:
        several = tuple(_listed(value, tuple))
        return [part.encode(one) for part, one in zip(parts, several, strict=True)]

    def decode(wire: Any, place: str) -> Any:
        content = _several(wire, place, len(parts))
        return tuple(part.decode(one, place) for part, one in zip(parts, content, strict=True))

    return encode, decode


def _row(part: Any) -> Both:
    """Return both ways of a row of any length; a list becomes a tuple: who asks for a row goes through it."""

    def encode(value: Any) -> Plain:
        return [part.encode(one) for one in _listed(value, Iterable)]

    def decode(wire: Any, place: str) -> Any:
        return tuple(part.decode(one, place) for one in _several(wire, place))

    return encode, decode


def _set(part: Any) -> Both:
    def encode(value: Any) -> Plain:
        # Sorted, so that the same set is the same bytes.
        return sorted((part.encode(one) for one in _listed(value, Set)), key=json.dumps)

    def decode(wire: Any, place: str) -> Any:
        content = _several(wire, place)
        found = frozenset(part.decode(one, place) for one in content)
        if len(found) != len(content):
            raise Malformed(place)
        return found

    return encode, decode


def _mapping(key: Any, part: Any) -> Both:
    def encode(value: Any) -> Plain:
        if not isinstance(value, Mapping):
            raise TypeError(Mapping, cast("object", type(value)))
        pairs = cast("Mapping[Any, Any]", value).items()
        return [[key.encode(name), part.encode(one)] for name, one in pairs]

    def decode(wire: Any, place: str) -> Any:
        pairs = [_several(pair, place, _PAIR) for pair in _several(wire, place)]
        found = {key.decode(name, place): part.decode(one, place) for name, one in pairs}
        if len(found) != len(pairs):
            raise Malformed(place)
        return found

    return encode, decode


def _array(_part: Any) -> Both:
    def encode(value: Any) -> Plain:
        code = cast("array[int]", value).typecode
        assert _TYPECODES.get(code) == value.itemsize, code
        return [code, b64encode(_little(value).tobytes()).decode()]

    def decode(wire: Any, place: str) -> Any:
        code, content = _several(wire, place, _PAIR)
        if type(code) is not str or code not in _TYPECODES or type(content) is not str:
            raise Malformed(place)
        try:
            return _little(array(code, b64decode(content, validate=True)))
        except ValueError:
            raise Malformed(place) from None

    return encode, decode


def _little(numbers: "array[int]") -> "array[int]":
    """Return the numbers with the byte order of the wire, or of this machine again."""
    if sys.byteorder == "little":
        return numbers
    swapped = array(numbers.typecode, numbers)
    swapped.byteswap()
    return swapped


GROUPS: Mapping[Any, Callable[..., Both]] = {
    tuple: _tuple,
    list: _row,
    Sequence: _row,
    Collection: _row,
    Iterable: _row,
    frozenset: _set,
    set: _set,
    Set: _set,
    dict: _mapping,
    Mapping: _mapping,
    array: _array,
}

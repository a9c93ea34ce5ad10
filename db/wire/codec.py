"""The wire form of all that goes into a function of ``db`` or comes out: JSON, derived from annotations.

A record becomes an object with all its fields, a mapping a list of pairs, a fraction, a day, a moment a text.
Where several kinds are possible, the wire names the one. Reading is strict: what the annotation does not say
is refused with its place, and nothing of what stood there is repeated.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from inspect import Parameter, signature
from threading import RLock
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeAliasType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from db.wire.groups import GROUPS
from db.wire.plain import PLAIN, Plain
from db.wire.refusals import Malformed


class NoCodec(TypeError):
    """A kind of value has no wire form: a bug of ours, found by the test that walks all functions."""


class Codec(NamedTuple):
    """Makes the wire form of a value of one kind, and reads it back; reading is told the place."""

    encode: Callable[[Any], Plain]
    decode: Callable[[Any, str], Any]


@dataclass(frozen=True, slots=True)
class Call:
    """What a function takes beside its session, by name, and what it returns.

    ``needed`` are the parameters without a default, ``reports`` those that do not travel.
    """

    arguments: Mapping[str, Codec]
    needed: frozenset[str]
    answer: Codec
    reports: frozenset[str] = frozenset()

    def encode(self, arguments: Mapping[str, object]) -> Plain:
        """Return the wire form of these arguments."""
        return {name: self.arguments[name].encode(value) for name, value in arguments.items()}

    def decode(self, wire: object) -> dict[str, Any]:
        """Return the arguments.

        Raises:
            Malformed: if one is missing, unknown or of another kind.
        """
        given = cast("dict[str, object]", wire) if isinstance(wire, dict) else None
        if given is None or not self.needed <= given.keys() <= self.arguments.keys():
            raise Malformed("arguments")
        return {name: self.arguments[name].decode(value, name) for name, value in given.items()}


def call_of(function: Callable[..., Any], without: frozenset[type] = frozenset()) -> Call:
    """Return how this function is called over a wire; parameters of the kinds *without* do not travel.

    Raises:
        NoCodec: if a parameter or the answer has no wire form.
    """
    hints = get_type_hints(function)
    (session, *rest) = signature(function).parameters.values()
    assert session.name == "session", function
    told = [one for one in rest if not without & {hints[one.name], *get_args(hints[one.name])}]
    return Call(
        {one.name: codec_of(hints[one.name]) for one in told},
        frozenset(one.name for one in told if one.default is Parameter.empty),
        codec_of(hints["return"]),
        frozenset(one.name for one in rest) - {one.name for one in told},
    )


def codec_of(kind: Any) -> Codec:
    """Return the codec of an annotation, all that it contains included.

    Raises:
        NoCodec: if it is none, or contains what has none.
    """
    try:
        with _MAKING:
            found = _codec(kind)
            _resolve()
    except TypeError as error:  # an annotation that cannot be looked up, as that of a function
        raise NoCodec(kind) from error
    return found


_MAKING = RLock()  # a record is known before its fields are: nobody else may meet it meanwhile
_waiting: list[Callable[[], None]] = []


def _resolve() -> None:
    # Records may contain each other, so their fields are looked up when they are known themselves.
    while _waiting:
        _waiting.pop()()


@cache
def _codec(kind: Any) -> Codec:
    if isinstance(kind, TypeAliasType):
        return _codec(kind.__value__)
    if (found := PLAIN.get(kind)) is not None:
        return Codec(*found)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return _one_of(parts)
    if origin is not None and (make := GROUPS.get(origin)) is not None:
        return Codec(*make(*(part if part is Ellipsis else _codec(part) for part in parts)))
    if isinstance(origin, type) and is_dataclass(origin):
        params = cast("tuple[TypeVar, ...]", origin.__parameters__)  # pyright: ignore[reportAttributeAccessIssue]
        return _record(origin, _fields(origin), dict(zip(params, parts, strict=True)))
    if not isinstance(kind, type):
        raise NoCodec(kind)
    return _of_class(cast("type[Any]", kind))


def _of_class(kind: type[Any]) -> Codec:
    if issubclass(kind, Enum):
        return _choice(kind)
    if is_dataclass(kind) and cast("Any", kind).__dataclass_params__.frozen:
        return _record(kind, _fields(kind), {})
    if issubclass(kind, Exception):
        made = kind.__init__ is not Exception.__init__
        return _record(
            kind, _attributes(kind) if made else {}, {}, get_type_hints(kind.__init__) if made else {}
        )
    if names := cast("tuple[str, ...]", getattr(kind, "_fields", ())):  # a named tuple
        return _record(kind, {name: name for name in names}, {})
    raise NoCodec(kind)


def _fields(kind: type[Any]) -> dict[str, str]:
    """Return what a record is made of; what it works out by itself does not travel."""
    return {field.name: field.name for field in fields(kind) if field.init}


_ATTRIBUTES = {"next_day": "next"}


def _attributes(kind: type[Exception]) -> dict[str, str]:
    """Return by parameter where a refusal keeps what it was made with."""
    (_self, *rest) = signature(kind.__init__).parameters
    return {name: _ATTRIBUTES.get(name, name) for name in rest}


def _record(
    kind: type[Any],
    names: Mapping[str, str],
    types: Mapping[TypeVar, Any],
    hints: Mapping[str, Any] | None = None,
) -> Codec:
    """Return the codec of what is made by its parts: parameter -> attribute."""
    known: dict[str, Codec] = {}

    def resolve() -> None:
        told = get_type_hints(kind, localns=_late()) if hints is None else hints
        known.update({name: _codec(_with(told[name], types)) for name in names})

    def encode(value: Any) -> Plain:
        if type(value) is not kind:
            raise NoCodec(kind, cast("object", type(value)))
        return {name: known[name].encode(getattr(value, place)) for name, place in names.items()}

    def decode(wire: Any, place: str) -> Any:
        if type(wire) is not dict or cast("dict[str, object]", wire).keys() != known.keys():
            raise Malformed(place)
        values = {name: one.decode(wire[name], f"{place}.{name}") for name, one in known.items()}
        try:
            return kind(**values)
        except (AssertionError, ArithmeticError, LookupError, TypeError, ValueError):
            raise Malformed(place) from None

    _waiting.append(resolve)
    return Codec(encode, decode)


def _with(kind: Any, types: Mapping[TypeVar, Any]) -> Any:
    """Return the annotation with the parameters of a generic record put in."""
    if kind in types:
        return types[kind]
    free = [one for one in getattr(kind, "__parameters__", ()) if one in types]
    return kind[*(types[one] for one in free)] if free else kind


def _late() -> dict[str, Any]:
    """Return what a module names for its annotations alone, since it is read before the first paint."""
    from db.assessing.cycle_counts import CycleCount
    from domain.home import due

    return {"CycleCount": CycleCount, "Due": due.Due, "Kind": due.Kind}


def _choice(kind: type[Any]) -> Codec:
    several = cast("Iterable[Enum]", kind)
    values: dict[tuple[Any, Any], Enum] = {(type(one.value), one.value): one for one in several}

    def encode(value: Any) -> Plain:
        if not isinstance(value, kind):
            raise NoCodec(kind, cast("object", type(value)))
        return value.value

    def decode(wire: Any, place: str) -> Any:
        found = values.get((type(wire), wire)) if isinstance(wire, str | int) else None
        if found is None:
            raise Malformed(place)
        return found

    return Codec(encode, decode)


def _one_of(parts: tuple[Any, ...]) -> Codec:
    """Return the codec of a union: None is null, one other kind is itself, of several the wire says which."""
    several = [one for one in _flat(parts) if one is not NoneType]
    optional = NoneType in _flat(parts)
    if len(several) == 1:
        (only,) = (_codec(one) for one in several)
        return _or_none(only)
    known: dict[type[Any], Codec] = {(get_origin(one) or one): _codec(one) for one in several}
    by_name = {kind.__name__: codec for kind, codec in known.items()}
    if len(by_name) != len(several):
        raise NoCodec(parts)

    def encode(value: Any) -> Plain:
        if value is None and optional:
            return None
        own = cast("type[Any]", type(value))
        kind = own if own in known else next((one for one in known if isinstance(value, one)), None)
        if kind is None:
            raise NoCodec(parts, own)
        return {kind.__name__: known[kind].encode(value)}

    def decode(wire: Any, place: str) -> Any:
        if wire is None and optional:
            return None
        if type(wire) is not dict or len(named := cast("dict[str, Any]", wire)) != 1:
            raise Malformed(place)
        ((name, content),) = named.items()
        if name not in by_name:
            raise Malformed(place)
        return by_name[name].decode(content, place)

    return Codec(encode, decode)


def _or_none(only: Codec) -> Codec:
    def encode(value: Any) -> Plain:
        return None if value is None else only.encode(value)

    def decode(wire: Any, place: str) -> Any:
        return None if wire is None else only.decode(wire, place)

    return Codec(encode, decode)


def _flat(parts: tuple[Any, ...]) -> list[Any]:
    """Return the kinds of a union, those of unions that an alias names included."""
    found: list[Any] = []
    for one in parts:
        kind = one.__value__ if isinstance(one, TypeAliasType) else one
        found += _flat(get_args(kind)) if get_origin(kind) in (UnionType, Union) else [kind]
    return found

"""Values made up from annotations alone: what could go into a function of ``db``, or come back from it."""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from inspect import signature
from random import Random
from types import NoneType, UnionType
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from db.assessing.cycle_counts import CycleCount
from domain.errors import Refused
from domain.home import due

TRIES = 40
DEEP = 5
LATE = {"CycleCount": CycleCount, "Due": due.Due, "Kind": due.Kind}
TEXTS = ("", "K01", "Тарасов", "<b>&\n\"'\\", "\u202eтест", "😀", "0" * 40, "2026-H-001")
FIRST = date(2020, 1, 1)

type Make = Callable[[Random], Any]

SINGLE: Mapping[Any, Make] = {
    bool: lambda chance: chance.random() < 0.5,
    int: lambda chance: chance.choice((0, 1, 2, 3, 4, chance.randint(-(2**62), 2**62))),
    str: lambda chance: chance.choice(TEXTS),
    bytes: lambda chance: chance.randbytes(chance.randint(0, 9)),
    float: lambda chance: chance.choice((0.0, -1.5, chance.random(), chance.random() * 1e-300)),
    Fraction: lambda chance: Fraction(chance.randint(0, 9), chance.choice((1, 2, 3, 10**30 + 57))),
    Decimal: lambda chance: Decimal(chance.randint(0, 10**6)) / 100,
    date: lambda chance: FIRST + timedelta(chance.randint(0, 4000)),
    datetime: lambda chance: (
        datetime(2020, 1, 1, tzinfo=UTC) + timedelta(microseconds=chance.randint(0, 10**15))
    ),
    timedelta: lambda chance: timedelta(microseconds=chance.randint(-(10**12), 10**12)),
    NoneType: lambda _chance: None,
    object: lambda chance: chance.choice((None, 7, "K01", True)),
}


class NotMade(Exception):
    """Chance alone finds no such record."""


def value(kind: Any, chance: Random, depth: int = 0) -> Any:
    """Return a value of this annotation.

    Raises:
        NotMade: if what it is made of contradicts itself each time.
    """
    if isinstance(kind, TypeAliasType):
        return value(kind.__value__, chance, depth)
    if kind in SINGLE:
        return SINGLE[kind](chance)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        optional = NoneType in parts and depth > DEEP
        return None if optional else value(chance.choice(parts), chance, depth)
    if origin is tuple and parts[-1] is not Ellipsis:
        return tuple(value(one, chance, depth + 1) for one in parts)
    count = 0 if depth > DEEP else chance.randint(0, 2)
    if origin in (tuple, list, Sequence, Collection, Iterable):
        return tuple(value(parts[0], chance, depth + 1) for _one in range(count))
    if origin in (frozenset, set, Set):
        return frozenset(value(parts[0], chance, depth + 1) for _one in range(count))
    if origin in (dict, Mapping):
        pairs = ([value(one, chance, depth + 1) for one in parts] for _one in range(count))
        return dict(pairs)
    if origin is array:
        return array("b", [chance.randint(-1, 4) for _one in range(3)])
    if origin is not None:
        return _record(origin, dict(zip(origin.__parameters__, parts, strict=True)), chance, depth)
    return chance.choice([*kind]) if issubclass(kind, Enum) else _record(kind, {}, chance, depth)


def _record(kind: type, types: Mapping[Any, Any], chance: Random, depth: int) -> Any:
    for _try in range(TRIES):
        told = {name: value(_with(one, types), chance, depth + 1) for name, one in _parts(kind).items()}
        try:
            return kind(**told)
        except (AssertionError, ArithmeticError, LookupError, Refused, TypeError, ValueError):
            continue
    raise NotMade(kind)


@cache
def _parts(kind: type) -> Mapping[str, Any]:
    refusal = issubclass(kind, Exception)
    hints = get_type_hints(kind.__init__ if refusal else kind, localns=LATE)
    if is_dataclass(kind):
        return {field.name: hints[field.name] for field in fields(kind) if field.init}
    names = signature(kind).parameters if refusal else kind._fields  # type: ignore[attr-defined]
    return {name: hints[name] for name in names}


def _with(kind: Any, types: Mapping[Any, Any]) -> Any:
    if kind in types:
        return types[kind]
    free = [one for one in getattr(kind, "__parameters__", ()) if one in types]
    return kind[*(types[one] for one in free)] if free else kind

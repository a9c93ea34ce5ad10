"""Speeds up the import of Qt and those after it; import it once, before either.

PySide reads the source of every module imported after QtCore to see whether it uses ``__feature__``. Ours
never do, and that reading takes a tenth of the start.

Before the first window is painted, PySide also makes 220 enumerations with 3,200 members in Python. The
standard library has a faster way for those of its own, which checks nothing; PySide's have nothing to check.
"""

import enum
import sys
from typing import Any

import desktop.signatures  # noqa: F401  # pyright: ignore[reportUnusedImport]  # before PySide6

# isort: split
import PySide6.QtCore  # noqa: F401  # pyright: ignore[reportUnusedImport]  # brings the module below

_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):  # internal to PySide: without it everything works, only slower
    setattr(_feature, "_mod_uses_pyside", lambda _module: False)  # noqa: B010  # pyright: ignore[reportUnknownLambdaType]

_slow: Any = getattr(enum.EnumType, "_create_", None)
_quick: Any = getattr(enum, "_simple_enum", None)
_set: Any = type.__setattr__  # an enumeration's own also asks whether the name is taken
_OWN = ("name", "value")  # properties of every member
_PARTS = (
    "_new_member_",
    "_use_args_",
    "_member_map_",
    "_value2member_map_",
    "_member_names_",
    "_hashable_values_",
    "_add_member_",
)
_has_parts = all(hasattr(enum.Enum, one) for one in _PARTS)  # Python 3.12 and 3.13.0 lack the last ones


def _create(kind: Any, class_name: str, names: Any, **more: Any) -> Any:
    """Return a new enumeration; one of pairs of name and number, as PySide asks for it, is made quickly."""
    if not _is_pysides(names, more):
        return _slow(kind, class_name, names, **more)
    body: dict[str, Any] = {"__module__": None}  # PySide sets the module itself
    if issubclass(kind, enum.Flag) or not _has_parts:
        body |= names
        return _quick(kind, boundary=enum.KEEP)(type(class_name, (), body))
    return _filled(_quick(kind, boundary=enum.KEEP)(type(class_name, (), body)), names)


def _filled(made: Any, names: list[tuple[str, int]]) -> Any:
    """Give an enumeration its members; Python's way searches all values so far for each, one by one."""
    new, takes_value = made._new_member_, made._use_args_
    by_name, by_value, in_order, values = (
        made._member_map_,
        made._value2member_map_,
        made._member_names_,
        made._hashable_values_,
    )
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value) if takes_value else new(made)
            member._value_, member._name_, member.__objclass__ = value, name, made
            member._sort_order_ = len(in_order)
            in_order.append(name)
            values.append(value)
        if name in _OWN:
            made._add_member_(name, member)
        else:
            _set(made, name, member)
            by_name[name] = member
    return made


def _is_pysides(names: Any, more: dict[str, Any]) -> bool:
    return (
        more.get("boundary") is enum.KEEP
        and not any(more.get(one) for one in ("module", "qualname", "type"))
        and isinstance(names, list)
    )


if _slow is not None and _quick is not None:  # internal to Python: the same holds
    setattr(enum.EnumType, "_create_", _create)  # noqa: B010

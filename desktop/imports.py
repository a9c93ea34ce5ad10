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


def _create(kind: Any, class_name: str, names: Any, **more: Any) -> Any:
    """Return a new enumeration; one of pairs of name and number, as PySide asks for it, is made quickly."""
    if not _is_pysides(names, more):
        return _slow(kind, class_name, names, **more)
    body = {**dict(names), "__module__": None}  # PySide sets the module itself
    return _quick(kind, boundary=enum.KEEP)(type(class_name, (), body))


def _is_pysides(names: Any, more: dict[str, Any]) -> bool:
    return (
        more.get("boundary") is enum.KEEP
        and not any(more.get(one) for one in ("module", "qualname", "type"))
        and isinstance(names, list)
    )


if _slow is not None and _quick is not None:  # internal to Python: the same holds
    setattr(enum.EnumType, "_create_", _create)  # noqa: B010

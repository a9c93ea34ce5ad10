"""Qt's signatures are read when one is first asked for; import this once, before PySide6.

PySide keeps what it knows of signatures as Python source in a packed archive, and compiles all of it at every
start: a quarter of what a bare window costs. It is needed only to tell a wrong argument, and by ``help``.
"""

import builtins
import sys
from threading import RLock
from typing import Any

_FOLDER = "shibokensupport/signature/"
_NAMES = ("errorhandler", "layout", "parser", "lib/enum_sig", "lib/pyi_generator", "lib/tool")
# Not "mapping", which Qt for Python also reads from C.
_STUB = "from desktop.signatures import found_in\ndef __getattr__(name): return found_in(globals(), name)\n"
_compile: Any = builtins.compile
_waiting: dict[str, Any] = {f"{_FOLDER}{name}.py": None for name in _NAMES}  # file → its source, once seen
_lock = RLock()


def found_in(module: dict[str, Any], name: str) -> Any:
    """Return what the module has under this name, after its source was run.

    Raises:
        AttributeError: it has no such name.
    """
    with _lock:
        source = None if name.startswith("__") else _waiting.pop(module["__file__"], None)
        if source is not None:
            exec(_compile(source, module["__file__"], "exec"), module)
            module.pop("__getattr__", None)
        if name not in module:
            raise AttributeError(f"module {module['__name__']!r} has no attribute {name!r}")
        return module[name]


def _later(source: Any, filename: Any, *more: Any, **options: Any) -> Any:
    """Compile; of a file of signatures only keep the source, and step aside after the last of them."""
    if not isinstance(filename, str) or filename not in _waiting:
        return _compile(source, filename, *more, **options)
    _waiting[filename] = source
    if all(_waiting.values()):
        builtins.compile = _compile
    return _compile(_STUB, filename, *more, **options)


if (
    "shiboken6" not in sys.modules
):  # internal to PySide: what it compiles otherwise works as before, only slower
    builtins.compile = _later

"""What the window asks of ``db``, read off its source: every function handed over to be run with a session.

``python -m tests.db.service.asked`` shows what the table of the service lacks or has too many.
"""

import ast
import importlib
import inspect
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from db.wire import allowed
from db.wire.calls import function
from desktop.office.papers.registry import DOCUMENTS

ROOT = Path(__file__).parents[3]
ASIDE = ("office/cli/", "office/demo")
"""What nobody does in a window: the command line, and the story of the example."""

VERBS = {
    **dict.fromkeys(("read", "_read"), "read"),
    **dict.fromkeys(("write", "keep", "record"), "write"),
}


def asked() -> dict[str, set[str]]:
    """Return by name the verbs by which a function is asked for; none where it is handed on as a value."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        if not path.relative_to(ROOT / "desktop").as_posix().startswith(ASIDE):
            for name, verb in _in(ast.parse(path.read_text("utf-8"))):
                found[name] |= {verb} - {""}
    for document in DOCUMENTS.values():
        read = document.read_by()
        found[f"{read.__module__}.{read.__name__}".removeprefix("db.")] |= {"read"}
    return found


def _in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each function of ``db`` that is handed over, and the verb that runs it, if one does."""
    names = dict(imported(tree))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = {id(node.func) for node in calls}
    verbs = {id(node.args[0]): _verb(node) for node in calls if node.args}
    for node in ast.walk(tree):
        if id(node) in called:
            continue
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in names:
                known = f"{names[module]}.{name}"
            case ast.Name(id=name) if name in names:
                known = names[name]
            case _:
                continue
        if (real := of_db(known)) is not None:
            yield real, verbs.get(id(node), "")


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each name that a module takes from ``db``, and what it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "db":
            yield from ((one.asname or one.name, f"{node.module}.{one.name}") for one in node.names)


def _verb(call: ast.Call) -> str:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return VERBS.get(name, "")


def of_db(dotted: str) -> str | None:
    """Return where the function is defined, without ``db``; None if this is none with a session."""
    module, _, name = dotted.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ModuleNotFoundError:
        return None
    if not inspect.isfunction(found) or next(iter(inspect.signature(found).parameters), "") != "session":
        return None
    return f"{found.__module__}.{found.__name__}".removeprefix("db.")


if __name__ == "__main__":
    known, now = allowed.table(), asked()
    for name in sorted(now.keys() - known.keys()):
        print("+", "/".join(now[name]) or "?", name, inspect.signature(function(name)))  # noqa: T201
    for name in sorted(known.keys() - now.keys()):
        print("-", name)  # noqa: T201

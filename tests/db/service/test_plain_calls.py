"""What a window asks of its data is a function of ``db`` by name: nothing else could go over a wire."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop
from tests.db.service.asked import imported, of_db

ROOT = Path(desktop.__file__).parent
ALL = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
VERBS = {"read", "write", "record", "keep"}
DATA = {"data", "_data", "files", "_files", "store", "_store"}

OF_THE_FILE = {
    "office/erasure.py": "two papers are drawn within the act, and places are written down with it",
    "office/renewing.py": "copies get the key of the file",
    "office/exchange/taking.py": "a packet is taken and undone, to tell what taking it would do",
}
"""What has the file itself before it, never a server; there functions of its own may run with a session."""


def strange(source: str) -> list[str]:
    """Return each place where something else than a function of ``db`` would be run with a session."""
    tree = ast.parse(source)
    from_db = dict(imported(tree))
    own = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)} | _made(tree)
    found: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.Lambda() if _with_session(node.args):
                found.append(f"{node.lineno}: has a session")
            case ast.Call() if _partial(node) and node.args and _of_db(node.args[0], from_db):
                found.append(f"{node.lineno}: partial of a function of db")
            case ast.Call() if _asks(node):
                found += (
                    f"{node.lineno}: {ast.unparse(one)}" for one in _choices(node.args[0]) if _odd(one, own)
                )
            case _:
                pass
    return found


def _with_session(args: ast.arguments) -> bool:
    return any(
        one.arg == "session" or (one.annotation is not None and _is_session(one.annotation))
        for one in (*args.posonlyargs, *args.args, *args.kwonlyargs)
    )


def _is_session(kind: ast.expr) -> bool:
    return ast.unparse(kind).strip("'") == "Session"


def _made(tree: ast.Module) -> set[str]:
    """Return the names to which a lambda or a partial was given."""
    return {
        target.id
        for one in ast.walk(tree)
        if isinstance(one, ast.Assign) and _anonymous(one.value)
        for target in one.targets
        if isinstance(target, ast.Name)
    }


def _anonymous(node: ast.expr) -> bool:
    return isinstance(node, ast.Lambda) or (isinstance(node, ast.Call) and _partial(node))


def _partial(node: ast.Call) -> bool:
    return ast.unparse(node.func).endswith("partial")


def _of_db(node: ast.expr, from_db: dict[str, str]) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in from_db:
            return of_db(f"{from_db[module]}.{name}") is not None
        case ast.Name(id=name) if name in from_db:
            return of_db(from_db[name]) is not None
        case _:
            return False


def _asks(node: ast.Call) -> bool:
    """Tell whether this asks the data: ``context.data.read(…)``, ``files.write(…)``, ``read(…)``."""
    if not node.args:
        return False
    match node.func:
        case ast.Attribute(value=ast.Attribute(attr=name) | ast.Name(id=name), attr=verb):
            return verb in VERBS and name in DATA
        case ast.Name(id=verb):
            return verb in VERBS
        case _:
            return False


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


def _odd(node: ast.expr, own: set[str]) -> bool:
    """Tell whether a function is made on the spot, or one of the module's own; a parameter only goes on."""
    match node:
        case ast.Attribute():
            return False
        case ast.Name(id=name):
            return name in own
        case _:
            return True


@pytest.mark.parametrize("name", [one for one in ALL if not one.startswith(tuple(OF_THE_FILE))])
def test_a_window_asks_for_functions_of_db_by_name(name: str) -> None:
    assert strange((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("place", sorted(OF_THE_FILE))
def test_each_exception_is_one(place: str) -> None:
    there = [name for name in ALL if name.startswith(place)]
    assert any(strange((ROOT / name).read_text("utf-8")) for name in there)


@pytest.mark.parametrize(
    "source",
    [
        "data.read(lambda session: 5)",
        "self._context.data.write(partial(cases.close, 5))",
        "def work():\n    def act(one): ...\n    files.write(act)",
        "read(subjects.first if one else lambda of: 5)",
        "act = partial(cases.close, 5)\ndata.write(act)",
        "def papers_of(session, kind): ...",
        "def papers_of(one: 'Session', kind): ...",
        "data.record(making(5))",
        "from db.assessing import cases\ngive(partial(cases.code_of, case_id=5))",
    ],
)
def test_whatever_else_could_run_with_a_session_is_found(source: str) -> None:
    assert strange(source)


def test_what_has_a_name_may_be_chosen_and_handed_on() -> None:
    assert (
        strange("data.write(cycles.close if over else cycles.open, 5)\ndef go(f): return data.read(f, 5)")
        == []
    )

"""Law 18, read off the source: no path through a function of the window writes twice for one act."""

import ast
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "desktop"
ALL = sorted(path for path in ROOT.rglob("*.py") if not path.name.startswith("demo"))
"""The example is told by many acts in a row, each of its own."""

NOTES = {"outstanding.settle", "issuing.issue"}
"""Nobody's act: what an earlier one left to do outside the file is noted place by place, as it is done.

Or an act of its own: a command gives one document after another its number, and goes on where that is
refused; a window asks for all of them at once.
"""


def writes(source: str) -> dict[str, int]:
    """Return by function how often one path through it writes to the file, its own helpers included."""
    tree = ast.parse(source)
    db = {
        name.asname or name.name
        for one in ast.walk(tree)
        if isinstance(one, ast.ImportFrom) and (one.module or "").split(".")[0] == "db"
        for name in one.names
    }
    found = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    known: dict[str, int] = {}
    for _round in range(4):  # helpers of helpers
        known = {one.name: max(_Path(known, one.name, db).ends(one.body), default=0) for one in found}
    return {name: count for name, count in known.items() if count}


class _Path:
    """Counts writes along every path of some statements."""

    def __init__(self, known: dict[str, int], own: str, db: set[str]) -> None:
        self._db = db
        self._known = {name: count for name, count in known.items() if name != own}
        self._over: set[int] = set()

    def ends(self, body: Sequence[ast.stmt]) -> set[int]:
        """Return how many writes there may have been when it is over, however it ends."""
        return self._block(body, {0}) | self._over

    def _block(self, body: Sequence[ast.stmt], counts: set[int]) -> set[int]:
        for one in body:
            counts = self._statement(one, counts)
            if not counts:
                break
        return counts

    def _statement(self, one: ast.stmt, counts: set[int]) -> set[int]:
        match one:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return counts
            case ast.Return() | ast.Raise():
                self._over |= self._plus(counts, ast.iter_child_nodes(one))
                return set()
            case ast.If():
                counts = self._plus(counts, [one.test])
                return self._block(one.body, counts) | self._block(one.orelse, counts)
            case ast.Match():
                counts = self._plus(counts, [one.subject])
                return counts.union(*(self._block(case.body, counts) for case in one.cases))
            case ast.For() | ast.AsyncFor() | ast.While():
                head = one.test if isinstance(one, ast.While) else one.iter
                counts = self._plus(counts, [head])
                once = self._block(one.body, counts)
                return counts | once | self._block(one.body, once) | self._block(one.orelse, counts)
            case ast.Try():
                inside = self._block(one.body, counts)
                # What was refused has written nothing.
                caught = [self._block(handler.body, counts) for handler in one.handlers]
                ended = self._block(one.orelse, inside).union(*caught)
                return self._block(one.finalbody, ended)
            case ast.With() | ast.AsyncWith():
                return self._block(one.body, self._plus(counts, [item.context_expr for item in one.items]))
            case _:
                return self._plus(counts, ast.iter_child_nodes(one))

    def _plus(self, counts: set[int], nodes: Iterable[ast.AST]) -> set[int]:
        more = sum(self._in(one) for one in nodes)
        return {count + more for count in counts}

    def _in(self, node: ast.AST) -> int:
        match node:
            case ast.Lambda():
                return 0
            case ast.IfExp():
                return self._in(node.test) + max(self._in(node.body), self._in(node.orelse))
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                return 2 * self._in(node.elt)
            case ast.Call():
                inner = sum(self._in(one) for one in ast.iter_child_nodes(node))
                return inner + self._call(node)
            case _:
                return sum(self._in(one) for one in ast.iter_child_nodes(node))

    def _call(self, node: ast.Call) -> int:
        match node.func:
            case ast.Attribute(value=ast.Name(id="self"), attr=name) | ast.Name(id=name) if name != "write":
                return self._known.get(name, 0)
            case ast.Attribute(attr="write") | ast.Name(id="write"):
                return int(self._of_db(node))
            case _:
                return 0

    def _of_db(self, node: ast.Call) -> bool:
        """Tell whether a function of ``db`` is handed over to be run, or any by the data of the context."""
        match node.args[0] if node.args else None:
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                return module in self._db and f"{module}.{name}" not in NOTES
            case ast.Name():
                return ast.unparse(node.func).endswith("data.write")
            case _:
                return False


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_path_through_a_function_writes_twice(path: Path) -> None:
    twice = sorted(name for name, count in writes(path.read_text("utf-8")).items() if count > 1)
    assert not twice, f"{path.name}: {', '.join(twice)} writes twice for one act"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("data.write(people.add, one); data.write(campaigns.assign, case)", 2),
        ("person = known or write(people.add, one)\n    write(campaigns.assign, person)", 2),
        ("if new:\n        return write(people.add, one)\n    write(people.change, one)", 1),
        ("for one in many:\n        data.write(people.change, one)", 2),
        ("helper()\n    data.write(campaigns.assign, case)", 2),
        ("painter.write(self, box)", 0),
        ("for one in done:\n        store.write(outstanding.settle, one)", 0),
    ],
)
def test_what_writes_twice_is_found(body: str, count: int) -> None:
    helper = "def helper():\n    data.write(people.add, one)\n"
    named = ("db.assessing import people", "db.hiring import campaigns", "db.journal import outstanding")
    imports = "".join(f"from {one}\n" for one in named)
    source = f"{imports}\n\ndef act():\n    {body}\n\n\n{helper}"
    assert writes(source).get("act", 0) == count

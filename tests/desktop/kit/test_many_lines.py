"""Every field of more than one line lets Tab go on: whoever works by keys is not caught in it."""

import ast
from pathlib import Path

import desktop

ROOT = Path(desktop.__file__).parent
FIELD = "QPlainTextEdit"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _let_go(tree: ast.AST) -> set[str]:
    """Return what Tab is let go on from, as it is written: «self.words»."""
    return {
        ast.unparse(call.func.value)
        for call in _calls(tree)
        if isinstance(call.func, ast.Attribute) and ast.unparse(call).endswith(".setTabChangesFocus(True)")
    }


def _caught(text: str) -> list[str]:
    """Return what is a field of many lines and holds Tab, as it is written; a kind may pass Tab on itself."""
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    kinds = [node for node in nodes if isinstance(node, ast.ClassDef) and FIELD in map(_name, node.bases)]
    made = [
        ast.unparse(node.targets[0])
        for node in nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and _name(node.value.func) == FIELD
        and "tabChangesFocus=True" not in map(ast.unparse, node.value.keywords)
    ]
    free = _let_go(tree)
    return [
        *(kind.name for kind in kinds if "self" not in _let_go(kind) and "Key_Tab" not in ast.unparse(kind)),
        *(one for one in made if one not in free),
    ]


def test_tab_goes_on_from_every_field_of_many_lines() -> None:
    assert _caught("words = QPlainTextEdit(self)") == ["words"], "the test sees one that holds it"
    assert not _caught("words = QPlainTextEdit(self, tabChangesFocus=True)")
    found = {
        str(module.relative_to(ROOT)): caught
        for module in sorted(ROOT.rglob("*.py"))
        if FIELD in (text := module.read_text(encoding="utf-8"))
        and module.parent.name != "gallery"
        and (caught := _caught(text))
    }
    assert found == {}

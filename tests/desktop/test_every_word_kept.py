"""No dialog asks for several lines, or for several fields of words, without a keeper of what is typed.

``test_killed_while_typing`` tries four of them to the bitter end.
"""

import ast
from pathlib import Path

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
FIELDS = {"QLineEdit", "Line", "DayLine", "TextField", "DateField", "LookUpField"}
AREAS = {"QPlainTextEdit", "TextArea", "TextAreaField"}


def test_no_dialog_asks_for_words_without_keeping_them() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in DESKTOP.rglob("*.py")}
    bare = {
        f"{path.relative_to(DESKTOP)}: {one.name}": one
        for path, tree in trees.items()
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef) and "Dialog" in map(ast.unparse, one.bases)
    }
    del bare["kit/form/kept_dialog.py: KeptDialog"]
    assert len(bare) > 10
    assert [name for name, one in bare.items() if _asks(one) and "Keeper" not in _calls(one)] == []


def _asks(one: ast.ClassDef) -> bool:
    """Tell whether words are typed into it: several lines, or more than one field of words."""
    calls = _calls(one)
    read_only = "setReadOnly" in calls or "readOnly=True" in ast.unparse(one)
    areas = AREAS & set(calls) and not read_only
    return bool(areas) or sum(call in FIELDS for call in calls) > 1


def _calls(one: ast.ClassDef) -> list[str]:
    names: list[str] = []
    for call in ast.walk(one):
        if isinstance(call, ast.Call):
            match call.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    names.append("Keeper" if name.endswith("Keeper") else name)
                case _:
                    pass
    return names

"""A tooltip shows the text that is stored as it is: a person named like a picture opens nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton
from pytestqt.qtbot import QtBot

import desktop
from desktop.kit.off import allow
from desktop.kit.tips import as_it_is, headed, in_lines, set_tip, tip_of

HOSTILE = '<img src="file:///canary">&lt;b&gt; Иванов & "Co"'
ROOT = Path(desktop.__file__).parent
FOLDING = ("kit/buttons.py", "setToolTip")  # a button that adds its words to what set_tip tells
ESCAPED = {"as_it_is", "headed", "in_lines"}
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def seen(tooltip: str) -> str:
    """Return what Qt would show of it."""
    assert Qt.mightBeRichText(tooltip)
    return QTextDocumentFragment.fromHtml(tooltip).toPlainText()


def test_a_tooltip_shows_stored_markup_as_text(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    set_tip(button, HOSTILE, "", "Ctrl+E")
    assert seen(button.toolTip()) == f"{HOSTILE}\nCtrl+E"
    assert button.accessibleDescription() == f"{HOSTILE}\nCtrl+E", "a screen reader reads no markup"
    assert tip_of(button) == f"{HOSTILE}\nCtrl+E"
    set_tip(button)
    assert (button.toolTip(), button.accessibleDescription()) == ("", "")


def test_a_widget_that_describes_itself_goes_on_doing_so(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setAccessibleDescription("what it is for")
    set_tip(button, "F2")
    assert button.accessibleDescription() == "what it is for"


def test_a_line_of_a_list_is_told_as_it_is(qtbot: QtBot) -> None:
    table = QListWidget()
    qtbot.addWidget(table)
    line = QListWidgetItem("x", table)
    set_tip(line, HOSTILE)
    assert seen(line.toolTip()) == HOSTILE


def test_what_is_off_tells_why_and_then_what_it_told_before(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    set_tip(label, HOSTILE)
    allow(label, "<i>busy</i>")
    assert seen(label.toolTip()) == "<i>busy</i>"
    allow(label)
    assert seen(label.toolTip()) == HOSTILE
    assert label.accessibleDescription() == HOSTILE


def test_texts_of_models_are_escaped() -> None:
    assert seen(as_it_is(HOSTILE)) == HOSTILE
    assert seen(headed(HOSTILE, HOSTILE)) == f"{HOSTILE}\n{HOSTILE}"
    assert seen(in_lines(f"{HOSTILE}\n{HOSTILE}")) == f"{HOSTILE}\n{HOSTILE}"


def test_no_text_gives_no_tooltip() -> None:
    assert as_it_is("") == in_lines("") == ""


@pytest.mark.parametrize("module", MODULES)
def test_no_module_sets_a_tooltip_past_the_one_way(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    if module != "kit/tips.py":
        raw = [node.lineno for node in ast.walk(tree) if _sets_raw(node)]
        assert not raw or (module, "setToolTip") == FOLDING, f"set_tip() and not setToolTip(): lines {raw}"
    told = [line for node in ast.walk(tree) for line in _unescaped(node)]
    assert not told, f"a ToolTipRole answers with text that Qt may read as markup: lines {told}"


def _sets_raw(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "setToolTip"


def _unescaped(node: ast.AST) -> Iterator[int]:
    """Yield the lines of answers for a tooltip that pass no function which escapes."""
    if isinstance(node, ast.match_case):
        asked, body = ast.unparse(node.pattern), node.body
    elif isinstance(node, ast.If):
        asked, body = ast.unparse(node.test), node.body
    else:
        return
    if "ToolTipRole" not in asked:
        return
    for one in (inner for part in body for inner in ast.walk(part)):
        if isinstance(one, ast.Return) and one.value is not None and not _escaped(one.value):
            yield one.lineno


def _escaped(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant) and value.value is None:
        return True
    if isinstance(value, ast.IfExp):
        return _escaped(value.body) and (_escaped(value.orelse) or "ToolTipRole" in ast.unparse(value.test))
    if isinstance(value, ast.BoolOp):
        return all(_escaped(one) for one in value.values)
    names = {ast.unparse(one.func).rpartition(".")[2] for one in ast.walk(value) if isinstance(one, ast.Call)}
    return bool(names & ESCAPED)

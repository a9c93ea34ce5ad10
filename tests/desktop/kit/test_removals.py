"""Nothing is removed by one key for good: each such act can be undone, or asks first."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import desktop
from desktop.actions import Actions
from resources import i18n

REMOVING = re.compile(r"^(Remove|Clear|Delete|Withdraw|Retire|Split|Erase|Dismiss|Take|Return|Stop|Close)\b")

UNDONE = {
    "unmark": "Ctrl+Z gives the mark back, in a sheet and in training groups",
    "unsettle": "Ctrl+Z settles the level again",
    "take_out": "Ctrl+Z puts it back, in a plan, in the library and in the draft of a model",
    "take_back": "Ctrl+Z adapts the action again",
    "cut_line": "Ctrl+Z joins the row again",
    "withdraw_note": "Ctrl+Z writes the note again",
    "detach": "the file stays attached until the fact is saved; Ctrl+L attaches it again",
}
ASKS = {
    "remove_unit": "a unit may have people and units below it, which the question counts",
}
"""Acts without «…» that ask; those with it ask by the rule of the house."""

RESTORES = {"targets_page.py"}  # its Del gives a target the level of the profile again: itself an undo


@pytest.fixture
def english() -> None:
    i18n.use("en")


def test_every_act_that_removes_can_be_undone_or_asks(qapp: QApplication, english: None) -> None:
    acts = Actions()
    removing = {name: text for name in acts.names() if REMOVING.match(text := acts.text(name))}
    assert len(removing) > 10
    at_once = {name for name, text in removing.items() if not text.endswith("…")}
    assert at_once == {*UNDONE, *ASKS}


def test_where_it_can_be_undone_there_is_an_undo() -> None:
    files = {path: path.read_text("utf-8") for path in Path(desktop.__file__).parent.rglob("*.py")}
    for name in UNDONE.keys() - {"detach"}:
        for path, text in files.items():
            if f'make("{name}"' in text and path.name not in RESTORES:
                beside = [
                    other for one, other in files.items() if one.parent in (path.parent, path.parent.parent)
                ]
                assert any('"undo"' in other for other in beside), (name, path)

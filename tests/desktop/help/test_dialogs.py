"""F1 in a dialog opens the page about that dialog, wherever it was opened from."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import desktop
from desktop.exchange.keys_dialog import KeysDialog
from desktop.help.panel import HelpWindow
from desktop.kit.form.dialog import Dialog, Question
from desktop.office.help.filled import filled
from resources.i18n import LANGUAGES
from tests.desktop.conftest import Start, unlock, workspace_of


def kinds(of: type[Dialog]) -> Iterator[type[Dialog]]:
    for one in of.__subclasses__():
        yield one
        yield from kinds(one)


def test_every_dialog_of_the_program_has_a_page_that_is_there() -> None:
    for module in pkgutil.walk_packages(desktop.__path__, "desktop."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    own = {one for one in kinds(Dialog) if one.__module__.startswith("desktop.")}
    own = {one for one in own if not one.__module__.startswith("desktop.kit.")}
    assert len(own) > 80
    assert {one.__name__ for one in own if not one.help_page} == set()
    for language in LANGUAGES:
        for one in own:
            name, _at, mark = one.help_page.partition("#")
            assert not mark or mark in filled(name, language).marks, (one.__name__, one.help_page)


def test_the_keys_explain_themselves_over_any_screen_and_so_does_what_they_ask(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    space = workspace_of(app)
    space.go("vacancy")
    dialog = KeysDialog(space.shown._context, space)  # pyright: ignore[reportPrivateUsage]
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    beside = dialog.findChild(HelpWindow)
    assert beside is not None and beside.view.shown == "exchange#keys"
    beside.close()
    question = Question("Withdraw the key?", "It is refused from now on.", "Keep", "Withdraw", dialog)
    question.open()
    QTest.keyClick(question, Qt.Key.Key_F1)
    beside = question.findChild(HelpWindow)
    assert beside is not None and beside.view.shown == "exchange#keys"
    question.reject()
    dialog.reject()

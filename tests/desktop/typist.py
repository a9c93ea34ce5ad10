"""The real program with somebody who types without a pause, until it is killed.

Each line read, FIELD IDS FILE, begins a program of its own, so that the modules are imported once. It tells
on a line of its own «begun PID», «key N» of each letter, «saved N» whenever the program tells of a save (N
letters stand in the field by then), and when it was killed «ended».
"""

import gc
import importlib
import os
import pkgutil
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

import db
import desktop
import reports
from db import models
from desktop.app import App
from desktop.frame.workspace import Workspace
from desktop.places import PLAN, PREFERENCES, SHEET
from desktop.settings import Settings

EVERY = 90  # ms from key to key: about eleven letters a second
LETTERS = "what was said and done, word by word and without a pause; "
TODAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Ids:
    """What is there to be written about."""

    person: int
    plan: int
    sheet: int


def turn_to(workspace: Workspace, field: str, ids: Ids) -> None:
    """Put the focus into the field, as a person does by keys."""
    match field:
        case "fact":
            workspace.go(SHEET, ids.sheet)
            press(Qt.Key.Key_E)
        case "action":
            workspace.go(PLAN, ids.plan)
            press(Qt.Key.Key_Down)
            press(Qt.Key.Key_Insert)
            press(Qt.Key.Key_Tab)
        case "note":
            workspace.note_down(ids.person)
        case "details":
            workspace.go(PREFERENCES)
        case _:
            raise AssertionError(field)
    QApplication.processEvents()


def press(key: Qt.Key) -> None:
    """Press a key where the focus is."""
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    QApplication.processEvents()


def text_of(field: QLineEdit | QPlainTextEdit) -> str:
    """Return what stands in the field."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def tell(line: str) -> None:
    """Say it at once to who started this."""
    os.write(1, f"{line}\n".encode())


def main(path: Path, field: str, ids: Ids) -> None:
    """Open the file, go to the field and type for ever."""
    application = QApplication([])
    settings = Settings(path.parent / "merilo.ini")
    settings.language = "en"
    app = App(application, settings, lambda: TODAY, path.parent)
    app.start(path)
    until = time.monotonic() + 300
    while (app.window.workspace is None or app.jobs.busy) and time.monotonic() < until:
        application.processEvents()
    workspace = app.window.workspace
    assert workspace is not None
    assert app.data is not None
    app.window.activateWindow()
    turn_to(workspace, field, ids)
    edit = QApplication.focusWidget()
    while not isinstance(edit, QLineEdit | QPlainTextEdit) and time.monotonic() < until:
        application.processEvents()  # a busy machine gives the focus later
        edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit | QPlainTextEdit), edit
    typed = 0

    def on_key() -> None:
        nonlocal typed
        assert QApplication.focusWidget() is edit
        tell(f"key {typed + 1}")
        QTest.keyClicks(edit, LETTERS[typed % len(LETTERS)])
        typed += 1

    def on_saved(_when: object) -> None:
        tell(f"saved {len(text_of(edit))}")

    hand = QTimer(app)
    hand.setInterval(EVERY)
    hand.timeout.connect(on_key)
    app.data.saved.connect(on_saved)
    hand.start()
    application.exec()


def begin_each() -> None:
    """Begin a program for each line of the input, one after another.

    What each of them would import, and the look of the letters, is there before: begun so, one costs half.
    """
    models.load()
    for package in (db, desktop, reports):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "__main__" not in module.name and ".migrations.versions" not in module.name:
                importlib.import_module(module.name)
    gc.collect()
    gc.freeze()  # otherwise each program would copy the pages of all these modules when it looks for rubbish
    for line in sys.stdin:
        field, person, plan, sheet, path = line.rstrip("\n").split(" ", 4)
        child = os.fork()
        if not child:
            tell(f"begun {os.getpid()}")
            main(Path(path), field, Ids(int(person), int(plan), int(sheet)))
            os._exit(0)
        os.waitpid(child, 0)
        tell("ended")


if __name__ == "__main__":
    begin_each()

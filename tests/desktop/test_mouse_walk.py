"""From the first start to the papers by mouse alone on a laptop of 1366×768; keys only write words.

Whatever is clicked has to be in sight as it is: nothing is scrolled to and nothing lies over it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from desktop.app import App
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.shared.level_button import LevelButton
from desktop.start.new_file import NewFileCard, RecoveryCard
from domain.mark import Mark
from resources.i18n import LANGUAGES, words
from tests.desktop.conftest import Start, at_rest, card_of, workspace_of
from tests.desktop.desk import nothing_is_put_off

PASSWORD = "correct horse battery"
MINUTE = 60.0
FIRST_MARK = 45.0  # seconds
TICK = 8  # px to the middle of the box
# The keystroke-level model of Card, Moran and Newell, in seconds: a thought, the hand, the button; a letter.
A_CLICK, A_LETTER = 1.35 + 1.1 + 0.2, 0.28


@dataclass
class Hand:
    """Somebody with a mouse in a window of 1366×768."""

    app: App
    qtbot: QtBot
    clicks: int = 0
    letters: int = 0

    @property
    def modelled_seconds(self) -> float:
        """How long the keystroke-level model says that somebody is at it who has not done it before."""
        return self.clicks * A_CLICK + self.letters * A_LETTER

    @property
    def front(self) -> QWidget:
        """The window that takes the mouse."""
        return QApplication.activeModalWidget() or self.app.window

    def on(self, widget: QWidget) -> None:
        """Click on the middle of it; of a tick, on the box: what is right of its words takes no click."""
        self.wait()
        front, middle = self.front, widget.rect().center()
        if isinstance(widget, QCheckBox):
            middle.setX(TICK)
        hit = front.childAt(widget.mapTo(front, middle))
        assert hit is not None, f"{_called(widget)} is out of sight"
        assert hit is widget or widget.isAncestorOf(hit), f"{_called(hit)} lies over {_called(widget)}"
        spot = hit.mapFrom(front, widget.mapTo(front, middle))
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        self.clicks += 1
        self.wait()

    def press(self, words: str) -> None:
        """Click the one button that is called so."""
        self.wait()
        self.on(self.button(words))

    def button(self, words: str) -> QAbstractButton:
        shown = [one for one in self.front.findChildren(QAbstractButton) if one.isVisible()]
        shown = [one for one in shown if one.window() is self.front]
        found = [one for one in shown if words in (one.text(), one.accessibleName())]
        assert len(found) == 1, f"{words}: {[_called(one) for one in shown]}"
        return found[0]

    def write(self, field: str, text: str) -> None:
        """Write into the field of this name, clicking on it if it is not written in already."""
        self.wait()
        shown = [one for one in self.front.findChildren(QLineEdit) if one.isVisible()]
        (edit,) = [one for one in shown if one.accessibleName() == field]
        if not edit.hasFocus():
            self.on(edit)
        assert edit.hasFocus()
        QTest.keyClicks(edit, text)
        self.letters += len(text)

    def wait(self) -> None:
        """Wait until nothing works in the background, and nothing is put off for a moment."""
        self.qtbot.waitUntil(lambda: at_rest(self.app) and nothing_is_put_off(self.front))


def _called(widget: QWidget) -> str:
    told = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} “{told or widget.accessibleName()}”"


@pytest.fixture
def hand(start: Start, qtbot: QtBot) -> Hand:
    """Somebody before the first screen of the program."""
    return before(start(), qtbot)


def before(app: App, qtbot: QtBot) -> Hand:
    app.window.resize(1366, 768)
    made = Hand(app, qtbot)
    made.wait()
    return made


def begin(hand: Hand, _: Callable[[str], str] = str) -> None:
    """Say who assesses, and make a file."""
    hand.write(_("Surname"), "Sokolova")
    hand.write(_("Given name"), "Anna")
    hand.press(_("New file…"))
    make_file(hand, _)


def make_file(hand: Hand, _: Callable[[str], str] = str) -> None:
    """Think of a password, and write the code down."""
    card = card_of(hand.app, NewFileCard)
    QTest.keyClicks(card.password, PASSWORD)
    QTest.keyClick(card.password, Qt.Key.Key_Return)
    assert card.again.hasFocus()
    QTest.keyClicks(card.again, PASSWORD)
    hand.letters += 2 * len(PASSWORD)
    hand.press(_("Create file"))
    hand.qtbot.waitUntil(lambda: isinstance(shown_card(hand), RecoveryCard), timeout=60_000)


def shown_card(hand: Hand) -> QWidget | None:
    start = hand.app.window.start
    return None if start is None else start.card


def note_the_code(hand: Hand, _: Callable[[str], str] = str) -> None:
    hand.press(_("I have written down the code"))
    hand.press(_("Continue"))
    hand.qtbot.waitUntil(lambda: hand.app.window.workspace is not None, timeout=60_000)


def sheet_of(hand: Hand) -> SheetScreen:
    hand.wait()
    shown = workspace_of(hand.app).shown
    assert isinstance(shown, SheetScreen)
    return shown


def level(screen: SheetScreen, number: int) -> LevelButton:
    return screen.card.marks.levels.buttons[number]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_mark_is_less_than_a_minute_from_the_first_start(
    start: Start, qtbot: QtBot, language: str
) -> None:
    hand, _ = before(start(language=language), qtbot), words(language).gettext
    begin(hand, _)
    note_the_code(hand, _)
    hand.press(_("New assessment"))
    hand.write(_("Surname"), "Orlova")
    hand.write(_("Given name"), "Daria")
    hand.press(_("Save"))
    hand.press(_("Start"))
    screen = sheet_of(hand)
    first = screen.table.code
    hand.on(level(screen, 1))
    assert screen.model.row(first).mark == Mark.rated(1)
    assert screen.table.code == first, "the first one is critical, and its card waits for the fact"
    told = screen.card.level_head.words.text().replace("\u00a0", " ")
    assert ("A fact is needed" if language == "en" else "Нужен факт") in told
    assert hand.modelled_seconds <= FIRST_MARK


def test_from_the_first_start_to_the_exported_profile_by_mouse(hand: Hand, tmp_path: Path) -> None:
    hand.app.settings.last_folder = tmp_path
    begin(hand)
    note_the_code(hand)
    hand.press("New assessment")
    hand.write("Surname", "Orlova")
    hand.write("Given name", "Daria")
    hand.press("Save")
    hand.press("Start")
    screen = sheet_of(hand)
    for place, code in enumerate(screen.model.codes):
        hand.on(level(screen, 1 + place % 2))
        if screen.table.code == code and screen.card.head.down.isEnabled():
            hand.on(screen.card.head.down)  # critical: without a fact one goes on by oneself
    hand.press("Submit sheet…")
    hand.press("Submit")
    shown = workspace_of(hand.app).shown
    assert isinstance(shown, ResultScreen)
    hand.press("Documents…")
    hand.press("Save 1 file")
    hand.wait()
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_from_the_example_to_an_own_file_are_three_clicks(hand: Hand) -> None:
    hand.write("Surname", "Sokolova")
    hand.press("See an example")
    hand.qtbot.waitUntil(lambda: hand.app.window.workspace is not None, timeout=60_000)
    hand.wait()
    before = hand.clicks
    hand.press("Create my own file…")
    hand.write("Surname", "Sokolova")
    hand.press("New file…")
    make_file(hand)
    assert hand.clicks - before <= 3
    note_the_code(hand)
    assert hand.app.data is not None
    assert hand.app.data.read(people.actors)[0].surname == "Sokolova"

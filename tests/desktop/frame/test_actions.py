"""Keys do the same under a Latin and a Russian layout."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import CYRILLIC, Actions, EditKeys, keys_of
from desktop.kit import chips
from resources import i18n

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Listener(QWidget):
    """Counts what its actions did."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def on_act(self) -> None:
        self.heard.append(self.sender().objectName())


@pytest.fixture
def listener(qtbot: QtBot) -> Listener:
    made = Listener()
    qtbot.addWidget(made)
    actions = Actions()
    for name in ("level_3", "fact", "comment", "undo", "new_assessment", "submit", "unmark", "twin"):
        actions.make(name, made, made.on_act)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "level_3"),
        (Qt.Key.Key_3, KEYPAD, "level_3"),
        (Qt.Key.Key_Z, CTRL, "undo"),
        (Qt.Key.Key_N, CTRL, "new_assessment"),
        (Qt.Key.Key_Return, CTRL | SHIFT, "submit"),
        (Qt.Key.Key_Enter, CTRL | SHIFT | KEYPAD, "submit"),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "unmark"),
        (Qt.Key.Key_Equal, Qt.KeyboardModifier.NoModifier, "twin"),
        (Qt.Key.Key_Plus, KEYPAD, "fact"),
        (Qt.Key.Key_Asterisk, KEYPAD, "comment"),
        (Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier, "fact"),
        (Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier, "comment"),
    ],
)
def test_a_key_does_its_act(
    listener: Listener, key: Qt.Key, modifiers: Qt.KeyboardModifier, name: str
) -> None:
    QTest.keyClick(listener, key, modifiers)
    assert listener.heard == [name]


@pytest.mark.parametrize(
    ("letter", "modifiers", "name"),
    [
        ("Я", CTRL, "undo"),
        ("Т", CTRL, "new_assessment"),
        ("У", Qt.KeyboardModifier.NoModifier, "fact"),
        ("С", Qt.KeyboardModifier.NoModifier, "comment"),
    ],
)
def test_the_same_key_works_under_a_russian_layout(
    listener: Listener, letter: str, modifiers: Qt.KeyboardModifier, name: str
) -> None:
    russian(listener, letter, modifiers)
    assert listener.heard == [name]


def russian(widget: QWidget, letter: str, modifiers: Qt.KeyboardModifier) -> None:
    """Press the key of this Cyrillic letter the way the system does: as a shortcut first, then as a key."""
    text = "" if modifiers & CTRL else letter.lower()
    QTest.simulateEvent(widget, True, ord(letter), modifiers, text, False, -1)


def test_every_letter_key_has_both_letters() -> None:
    assert keys_of("Ctrl+Z") == [QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Я")]
    assert keys_of("E") == [QKeySequence("E"), QKeySequence("У")]
    assert keys_of("Ctrl+,") == [QKeySequence("Ctrl+,"), QKeySequence("Ctrl+Б")]
    assert keys_of("+") == [QKeySequence("+")]
    assert keys_of("Del") == [QKeySequence("Del")]
    assert len(CYRILLIC) == 32


def test_no_two_acts_of_one_screen_share_a_key(qapp: QApplication) -> None:
    assert qapp
    sheet = (
        *(f"level_{n}" for n in range(5)),
        *("not_asked", "no_evidence", "not_observed", "not_applicable", "recused", "unmark", "twin"),
        *("fact", "comment", "previous_function", "next_function", "undo", "redo", "submit", "help"),
        *("home", "people", "assessment", "team", "development", "framework"),
        *("documents", "preferences"),
        *("next_area", "previous_area", "other_file", "jump", "quit", "back"),
    )
    qwidget = QWidget()
    actions = Actions()
    keys = [
        sequence.toString()
        for name in sheet
        for sequence in actions.make(name, qwidget, _nothing).shortcuts()
    ]
    assert len(keys) == len(set(keys))


def _nothing() -> None: ...


def test_all_acts_have_words_and_a_cap() -> None:
    actions = Actions()
    assert all(actions.text(name) for name in actions.names())
    assert actions.cap("undo") == "Ctrl+Z"
    assert actions.cap("submit") == "Ctrl+Shift+Enter", "as the key says, not as Qt names it"
    assert actions.cap("revise") == ""


@pytest.fixture
def edit_keys(qapp: QApplication) -> Iterator[EditKeys]:
    made = EditKeys(qapp)
    yield made
    made.stop()


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit])
def test_a_field_copies_cuts_pastes_and_undoes_under_a_russian_layout(
    qtbot: QtBot, edit_keys: EditKeys, make: Callable[[str], QLineEdit | QPlainTextEdit]
) -> None:
    field = make("дело")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    clipboard = QGuiApplication.clipboard()
    russian(field, "Ф", CTRL)
    russian(field, "С", CTRL)
    assert clipboard.text() == "дело"
    russian(field, "Ч", CTRL)
    assert _text(field) == ""
    russian(field, "М", CTRL)
    russian(field, "М", CTRL)
    assert _text(field) == "делодело"
    russian(field, "Я", CTRL)
    assert _text(field) in ("дело", "")


def test_russian_letters_without_control_are_typed(qtbot: QtBot, edit_keys: EditKeys) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    russian(field, "Я", Qt.KeyboardModifier.NoModifier)
    assert field.text() == "я"


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize(
    ("language", "shown"),
    [("ru", ["Ctrl+PgDn", "Пробел", "Пробел 1–4"]), ("en", ["Ctrl+PgDn", "Space", "Space 1–4"])],
)
def test_a_key_has_one_name_wherever_it_is_shown(qapp: QApplication, language: str, shown: list[str]) -> None:
    before = i18n.current().language
    i18n.use(language)
    try:
        actions = Actions()
        assert [actions.cap("next_part"), actions.cap("toggle")] == shown[:2]
        caps = [chips.key_cap(one, None).text() for one in ("Ctrl+PgDown", "Space", "Space 1–4")]
        assert caps == shown
    finally:
        i18n.use(before)


WAYS_BACK = {"back", "go_back", "previous_part"}  # where they are shown, only one of them is


@pytest.mark.parametrize("language", ["ru", "en"])
def test_two_acts_never_have_the_same_words(qapp: QApplication, language: str) -> None:
    before = i18n.current().language
    i18n.use(language)
    try:
        actions = Actions()
        told = [actions.text(name) for name in actions.names() if name not in WAYS_BACK]
    finally:
        i18n.use(before)
    assert sorted(one for one in set(told) if told.count(one) > 1) == []

"""What is typed is on the disk a second after each word, however fast one types, and comes back."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from desktop.app import App
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.kit.form.keeper import PAUSE, FormKeeper, Keeper
from desktop.kit.form.text_area import TextArea
from desktop.people.leaving_dialog import LeavingDialog
from desktop.theme import Theme
from domain.errors import NeedsReason
from domain.people.person import Person, PersonKind
from resources import i18n
from tests.desktop.conftest import Start, unlock, workspace_of

Key = Qt.Key
EVERY = 90  # ms from key to key: about eleven letters a second


class Memory:
    """Keeps in memory, as a file would."""

    def __init__(self) -> None:
        self.place = ""
        self.forms: dict[tuple[str, str], dict[str, str]] = {}
        self.writes = 0

    def kept(self, form: str, about: str) -> Mapping[str, str]:
        return self.forms.get((form, about), {})

    def keep(self, form: str, about: str, words: Mapping[str, str]) -> bool:
        self.writes += 1
        self.forms[form, about] = dict(words)
        return True


def test_typing_without_a_pause_is_kept_at_least_once_a_second_of_the_programs_own_clock(
    qtbot: QtBot,
) -> None:
    """The clock is that of the timers: on a busy machine both are late together."""
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    kept: list[tuple[int, str]] = []
    clock = QElapsedTimer()
    keeper = Keeper(lambda: kept.append((clock.elapsed(), field.toPlainText())), field)
    field.textChanged.connect(keeper.typed)
    field.show()
    clock.start()
    typed = 0
    hand = QTimer(field)
    hand.setInterval(EVERY)

    def press() -> None:
        nonlocal typed
        typed += 1
        QTest.keyClick(field, Key.Key_A)

    hand.timeout.connect(press)
    hand.start()
    qtbot.waitUntil(lambda: len(kept) >= 3, timeout=60_000)
    hand.stop()
    # three saves came while the keys did: a timer that each key starts again would not have fired once
    letters = [len(text) for _at, text in kept]
    assert letters == sorted(letters)
    assert letters[0] < typed
    assert max(after - before for before, after in pairwise([0, *letters])) <= PAUSE // EVERY + 2


def test_what_waits_is_kept_at_once_when_it_is_left_and_not_when_it_is_dropped(qtbot: QtBot) -> None:
    kept: list[str] = []
    owner = QWidget()
    qtbot.addWidget(owner)
    keeper = Keeper(lambda: kept.append("kept"), owner)
    keeper.now()
    assert kept == []
    keeper.typed()
    assert keeper.waiting
    keeper.now()
    assert kept == ["kept"]
    keeper.typed()
    keeper.stop()
    assert not keeper.waiting
    assert kept == ["kept"]


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    return _form(qtbot)


def _form(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for widget in (QLineEdit("there", made), QPlainTextEdit(made), QComboBox(made), QCheckBox("on", made)):
        column.addWidget(widget)
    choice = made.findChild(QComboBox)
    choice.addItems(["one", "two"])
    return made


def test_a_form_that_nobody_touched_leaves_nothing(form: QWidget) -> None:
    memory = Memory()
    keeper = FormKeeper(form, "Form", "1", memory)
    keeper.now()
    assert not keeper.restored
    assert memory.writes == 0


def test_what_was_filled_in_comes_back_field_by_field_and_can_be_given_up(qtbot: QtBot) -> None:
    memory = Memory()
    first = _form(qtbot)
    keeper = FormKeeper(first, "Form", "1", memory)
    first.findChild(QLineEdit).setText("changed")
    first.findChild(QPlainTextEdit).setPlainText("two\nlines")
    first.findChild(QComboBox).setCurrentIndex(1)
    first.findChild(QCheckBox).setChecked(True)
    keeper.now()

    again = _form(qtbot)
    second = FormKeeper(again, "Form", "1", memory)
    assert second.restored
    assert again.findChild(QLineEdit).text() == "changed"
    assert again.findChild(QPlainTextEdit).toPlainText() == "two\nlines"
    assert again.findChild(QComboBox).currentText() == "two"
    assert again.findChild(QCheckBox).isChecked()
    assert not FormKeeper(_form(qtbot), "Form", "2", memory).restored

    second.start_over()
    assert again.findChild(QLineEdit).text() == "there"
    assert not again.findChild(QCheckBox).isChecked()
    assert memory.kept("Form", "1") == {}


def test_a_form_that_was_sent_comes_back_empty(form: QWidget) -> None:
    memory = Memory()
    keeper = FormKeeper(form, "Form", "1", memory)
    form.findChild(QLineEdit).setText("changed")
    keeper.now()
    keeper.forget()
    assert memory.kept("Form", "1") == {}


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def _asked(app: App, theme: Theme, title: str = "Withdraw", case: int = 1) -> tuple[ReasonDialog, TextArea]:
    def write(text: str) -> None:
        if not text.strip():
            raise NeedsReason

    shown = workspace_of(app).shown
    subject = "withdraw", case
    dialog = ReasonDialog(theme, title, "Ershova A.", "Reason", "Withdraw", write, shown, subject=subject)
    dialog.open()
    return dialog, dialog.text


def test_words_in_a_form_come_back_under_another_title_and_in_another_language(
    app: App, theme: Theme
) -> None:
    dialog, area = _asked(app, theme)
    QTest.keyClicks(area, "She asked for it")
    dialog.reject()
    i18n.use("ru")
    dialog, area = _asked(app, theme, "Отозвать")
    assert area.toPlainText() == "She asked for it"
    dialog.reject()
    dialog, area = _asked(app, theme, case=2)
    assert area.toPlainText() == "", "of another case there is nothing, whatever the title"


@pytest.mark.parametrize("how", ["esc", "cancel", "close"])
def test_a_form_that_is_left_has_its_words_when_it_is_opened_again(app: App, theme: Theme, how: str) -> None:
    dialog, area = _asked(app, theme)
    QTest.keyClicks(area, "She asked for it her")
    match how:
        case "esc":
            QTest.keyClick(area, Key.Key_Escape)
        case "cancel":
            QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
        case _:
            dialog.close()
    again, area = _asked(app, theme)
    assert area.toPlainText() == "She asked for it her"
    assert any("has been restored" in text for text in _labels(again))
    QTest.keyClicks(area, "self")
    QTest.keyClick(area, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not again.isVisible()
    _third, area = _asked(app, theme)
    assert area.toPlainText() == "", "it was sent"


def test_what_was_brought_back_can_be_given_up(app: App, theme: Theme) -> None:
    dialog, area = _asked(app, theme)
    QTest.keyClicks(area, "half")
    dialog.reject()
    again, area = _asked(app, theme)
    over = next(
        one
        for one in again.findChildren(QWidget)
        if one.accessibleName() == "Start over" or (hasattr(one, "text") and one.text() == "Start over")
    )
    QTest.mouseClick(over, Qt.MouseButton.LeftButton)
    assert area.toPlainText() == ""
    again.reject()
    assert _asked(app, theme)[1].toPlainText() == ""


def _labels(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QWidget) if hasattr(one, "text") and one.isVisible()]


def test_half_a_dismissal_of_one_person_never_turns_up_for_another(app: App) -> None:
    data = app.data
    assert data is not None
    one, other = (
        data.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=name))
        for name in ("Ivanov", "Petrov")
    )
    space = workspace_of(app)
    context = space.shown._context  # pyright: ignore[reportPrivateUsage]

    def asked(person_id: int) -> LeavingDialog:
        dialog = LeavingDialog(context, data.read(people.person, person_id), space.shown)
        dialog.open()
        return dialog

    first = asked(one)
    QTest.keyClicks(first.reason.line, "by agreement")
    first.reject()
    second = asked(other)
    assert second.reason.text == ""
    second.reject()
    again = asked(one)
    assert again.reason.text == "by agreement"
    assert "Ivanov" in again.who.text

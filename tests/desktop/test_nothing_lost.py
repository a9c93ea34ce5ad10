"""Words typed into a form are there when it is opened again, also by another start of the program."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.file.errors import DiskFull
from db.people import organisation
from desktop.app import App
from desktop.data import Data
from desktop.kit.form.dialog import Message, Question
from desktop.kit.form.form_dialog import Form, ReasonDialog
from desktop.kit.form.text_area import TextAreaField
from desktop.office.not_kept import NotKept
from desktop.office.sentences import sentence
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.people.units_dialog import UnitsDialog
from desktop.preferences.screen import PreferencesScreen
from resources.i18n import words
from tests.desktop.conftest import Start, unlock, workspace_of

Key = Qt.Key


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def again(app: App, start: Start, file: Path, qtbot: QtBot) -> App:
    """End the program and start it anew."""
    app.window.close()
    app.close()
    return unlock(start(file), qtbot)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def details(app: App) -> PreferencesScreen:
    workspace_of(app).go("preferences")
    shown = workspace_of(app).shown
    assert isinstance(shown, PreferencesScreen)
    return shown


def line(screen: QWidget, name: str) -> QLineEdit:
    found = screen.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_details_that_are_typed_and_not_saved_are_there_after_another_screen_and_another_start(
    app: App, start: Start, file: Path, qtbot: QtBot
) -> None:
    screen = details(app)
    assert not screen.restored.isVisible()
    QTest.keyClicks(line(screen, "full_name"), "North Telecom")
    QTest.keyClicks(line(screen, "city"), "Omsk")
    workspace_of(app).go("home")
    screen = details(app)
    assert (line(screen, "full_name").text(), line(screen, "city").text()) == ("North Telecom", "Omsk")
    assert screen.restored.isVisible(), "and it is said that they are not saved"
    assert workspace_of(app).unsaved == "", "nothing would be lost, so nothing is asked"
    screen = details(again(app, start, file, qtbot))
    assert line(screen, "city").text() == "Omsk"
    screen.save.click()
    assert not screen.restored.isVisible()


def test_details_can_be_as_they_were_again(app: App) -> None:
    screen = details(app)
    QTest.keyClicks(line(screen, "city"), "Omsk")
    workspace_of(app).go("home")
    screen = details(app)
    QTest.mouseClick(screen.restored.over, Qt.MouseButton.LeftButton)
    assert line(screen, "city").text() == ""
    workspace_of(app).go("home")
    assert line(details(app), "city").text() == ""


def person_form(app: App) -> PersonDialog:
    workspace_of(app).go("people")
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    shown.add_person()
    form = next(one for one in shown.findChildren(PersonDialog) if one.isVisible())
    form.activateWindow()
    return form


def test_esc_in_the_form_of_a_person_keeps_its_words_and_its_rows(
    app: App, start: Start, file: Path, qtbot: QtBot
) -> None:
    form = person_form(app)
    QTest.keyClicks(form.surname.line, "Ershova")
    form.education.add_button.click()
    form.experience.add_button.click()
    form.experience.add_button.click()
    QTest.keyClicks(form.education.rows[0].fields[1].edit, "diploma 12")
    QTest.keyClicks(form.experience.rows[1].fields[1].edit, "book of work")
    QTest.keyClick(form, Key.Key_Escape)
    assert form.findChild(Question) is None
    form = person_form(again(app, start, file, qtbot))
    assert form.restored.isVisible()
    assert form.surname.text == "Ershova"
    assert [len(rows.rows) for rows in (form.education, form.experience, form.medical)] == [1, 2, 0]
    assert form.education.rows[0].fields[1].edit.property("text") == "diploma 12"
    assert form.experience.rows[1].fields[1].edit.property("text") == "book of work"
    QTest.mouseClick(form.restored.over, Qt.MouseButton.LeftButton)
    assert form.surname.text == ""
    assert form.experience.rows == []


def test_a_person_who_was_stored_leaves_no_words_behind(app: App) -> None:
    form = person_form(app)
    QTest.keyClicks(form.surname.line, "Ershova")
    form.reject()
    form = person_form(app)
    form.save()
    assert not form.isVisible()
    assert person_form(app).surname.text == ""


def test_a_half_typed_name_of_a_unit_waits_for_its_unit(app: App) -> None:
    assert app.data is not None
    north = app.data.write(organisation.add_unit, "North")
    app.data.write(organisation.add_unit, "South")
    workspace_of(app).go("people")
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    shown.show_units()
    dialog = shown.findChild(UnitsDialog)
    assert isinstance(dialog, UnitsDialog)
    dialog.table.stand_on(north)
    QTest.keyClicks(dialog.name.line, " and East")
    dialog.table.go_to(1)
    assert dialog.name.text == "South"
    dialog.table.stand_on(north)
    assert dialog.name.text == "North and East"
    dialog.save()
    dialog.table.go_to(1)
    dialog.table.stand_on(north)
    assert dialog.name.text == "North and East"


# A file that takes no words


@contextmanager
def full() -> Generator[None]:
    """Let nothing more be written by this process, as on a full disk."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def asked(app: App) -> ReasonDialog:
    def write(_text: str) -> None:
        return

    dialog = ReasonDialog(
        app.window.theme,
        "Withdraw",
        "Ershova A.",
        "Reason",
        "Withdraw",
        write,
        workspace_of(app).shown,
        subject=("withdraw", 1),
    )
    dialog.open()
    return dialog


def messages(app: App) -> list[Message]:
    return [one for one in app.window.findChildren(Message) if one.isVisible()]


def test_a_full_disk_is_told_once_and_the_words_stay_and_are_kept_as_soon_as_there_is_room(
    app: App, qtbot: QtBot
) -> None:
    dialog = asked(app)
    failed: list[bool] = []
    assert app.data is not None
    app.data.unsaved.connect(lambda: failed.append(True))
    with full():
        QTest.keyClicks(dialog.text, "She asked")
        qtbot.waitUntil(lambda: bool(messages(app)), timeout=30_000)
        (told,) = messages(app)
        assert told.accessibleDescription() == (
            "“North.merilo” cannot be opened or written. What you are typing stays in its field; everything "
            "saved before is safe. Go on: the text is saved as soon as the file can be written."
        )
        told.reject()
        QTest.keyClicks(dialog.text, " for it")
        qtbot.waitUntil(lambda: len(failed) >= 3, timeout=30_000)
        assert messages(app) == [], "it is tried again and told once"
        assert dialog.text.toPlainText() == "She asked for it"
        dialog.reject()
        question = dialog.findChild(Question)
        assert question is not None
        question.reject()
        assert dialog.isVisible(), "it was said that the words would be lost"
    with qtbot.waitSignal(app.data.saved, timeout=30_000):
        pass
    dialog.reject()
    assert not dialog.isVisible()
    assert asked(app).text.toPlainText() == "She asked for it"


def test_a_full_disk_does_not_lock_anybody_into_a_form(app: App) -> None:
    dialog = asked(app)
    with full():
        QTest.keyClicks(dialog.text, "half")
        dialog.reject()
        question = dialog.findChild(Question)
        assert question is not None
        question.accept()
        assert not dialog.isVisible()


def test_a_full_disk_is_named() -> None:
    lost = NotKept()
    lost.__cause__ = DiskFull(Path("North.merilo"))
    told = sentence(lost, words("en"))
    assert (told.what, told.bug) == ("The disk is full.", False)
    assert told.todo == "Free some space and go on: the text is saved as soon as there is room."


def test_a_file_that_can_only_be_read_keeps_nothing_and_says_nothing(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Data, "read_only", property(lambda self: True))
    dialog = asked(app)
    QTest.keyClicks(dialog.text, "half")
    dialog.reject()
    assert not dialog.isVisible()
    assert messages(app) == []
    monkeypatch.undo()
    assert asked(app).text.toPlainText() == ""


class Aim(Form):
    """A form that is called alike wherever it is opened."""

    def __init__(self, app: App) -> None:
        super().__init__(app.window.theme, "The plan", "", "Save", workspace_of(app).shown, subject=())
        self.aim = self.put(TextAreaField("Aim", self, "aim"))

    def send(self) -> None:
        return


def test_the_same_form_of_another_place_has_words_of_its_own(app: App) -> None:
    workspace_of(app).go("people")
    form = Aim(app)
    form.open()
    QTest.keyClicks(form.aim.area, "of one plan")
    form.reject()
    workspace_of(app).go("home")
    other = Aim(app)
    other.open()
    assert other.aim.text == ""
    other.reject()
    workspace_of(app).go("people")
    same = Aim(app)
    same.open()
    assert same.aim.text == "of one plan"

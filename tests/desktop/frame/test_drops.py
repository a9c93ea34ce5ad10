"""A file let fall on the window opens, or one is told what can be dropped there and that nothing happened."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.kit.form.dialog import Question
from desktop.start.new_file import NewFileCard, RecoveryCard
from desktop.start.unlock import LockedCard, UnlockCard
from desktop.start.welcome import WelcomeCard
from domain.progress import Progress
from tests.desktop.conftest import PASSWORD, Start, at_rest, card_of, new_file, unlock, workspace_of

Key = Qt.Key
ANYHOW = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LATER = "Open or create a Merilo file first: a file is needed to import into."


def drop(over: QWidget, *paths: Path) -> bool:
    """Drag the files over the widget and let them fall, as Qt delivers it; tell whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entering = enter(over, data)
    if not entering.isAccepted():
        return False
    window, place = over.window().windowHandle(), entering.position()
    QApplication.sendEvent(window, QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, NONE))
    return True


def enter(over: QWidget, data: QMimeData) -> QDragEnterEvent:
    """Come over the widget with the data in hand: the system tells the window, and Qt finds who takes it."""
    place = QPointF(over.mapTo(over.window(), QPoint(5, 5)))
    event = QDragEnterEvent(place, ANYHOW, data, LEFT, NONE)
    QApplication.sendEvent(over.window().windowHandle(), event)
    return event


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app))


@pytest.fixture
def second(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir(exist_ok=True)
    return new_file(tmp_path / "files" / "South.merilo", "another long password")


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def test_a_file_dropped_on_the_first_screen_asks_for_its_password(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = start()
    assert drop(app.window, file)
    settle(app, qtbot)
    unlock(app, qtbot)
    assert app.data is not None
    assert app.data.path == file


def test_another_file_is_opened_without_a_question_and_that_is_said(
    app: App, second: Path, qtbot: QtBot
) -> None:
    assert drop(app.window, second)
    settle(app, qtbot)
    assert app.data is None
    card = card_of(app, UnlockCard)
    assert card.fault.text == "“North” is closed. Everything in it is saved."
    assert card.edit.hasFocus()
    unlock(app, qtbot, "another long password")
    assert app.data is not None


def test_a_file_without_a_password_comes_at_once_and_says_which_one_went(
    app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    free = new_file(tmp_path / "files" / "Free.merilo", None)
    drop(app.window, free)
    settle(app, qtbot)
    qtbot.waitUntil(lambda: app.data is not None and app.data.path == free)
    assert app.window.toast.text == "“North” is closed. Everything in it is saved."


def test_the_file_that_is_open_stays_as_it_is(app: App, file: Path, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    shown = workspace_of(app).shown
    drop(app.window, file.parent / "." / file.name)
    settle(app, qtbot)
    assert app.window.toast.text == "“North” is already open"
    assert workspace_of(app).shown is shown


def test_what_is_half_typed_stays_in_its_file_when_another_is_dropped(
    app: App, second: Path, qtbot: QtBot
) -> None:
    workspace_of(app).go("preferences")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    name = focused.accessibleName()
    QTest.keyClicks(focused, "North Contact")
    assert app.data is not None
    path = app.data.path
    drop(app.window, second)
    settle(app, qtbot)
    card_of(app, UnlockCard)
    drop(app.window, path)
    settle(app, qtbot)
    unlock(app, qtbot)
    workspace_of(app).go("preferences")
    fields = [one for one in workspace_of(app).shown.findChildren(QLineEdit) if one.accessibleName() == name]
    assert [one.text() for one in fields] == ["North Contact"]


SAID = {
    "CV.docx": "The file is empty.",
    "North.merilo.keys": "These are the keys of a Merilo file.",
    "folder.merilo": "This is a folder.",
    "nothing.merilo": "nothing.merilo",
}


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("opened", [True, False])
def test_anything_else_is_refused_in_words_and_nothing_happens(
    start: Start, file: Path, qtbot: QtBot, name: str, opened: bool
) -> None:
    thing = file.with_name(name)
    if name == "folder.merilo":
        thing.mkdir()
    elif name == "CV.docx":
        thing.touch()
    app = start(file)
    if opened:
        unlock(app, qtbot)
    assert drop(app.window, thing), "silence would leave one guessing"
    settle(app, qtbot)
    if not opened:
        assert card_of(app, UnlockCard).fault.text.endswith(LATER)
        unlock(app, qtbot)
        settle(app, qtbot)
    assert SAID[name] in workspace_of(app).trouble.text
    assert workspace_of(app).place[0] == "home"
    assert app.data is not None


def test_two_of_our_files_at_once_are_not_opened(app: App, file: Path, second: Path, qtbot: QtBot) -> None:
    drop(app.window, second, file)
    settle(app, qtbot)
    dialog = workspace_of(app).intake.door.dialog
    assert dialog is not None
    assert dialog.text.count("it is opened or restored, not imported") == 2
    assert not dialog.go_button.isVisible()
    dialog.reject()


def test_a_file_that_only_looks_like_ours_leaves_the_open_one_open(
    app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    false = tmp_path / "files" / "False.merilo"
    false.write_bytes(b"SQLite format 3\x00" + bytes(4096))
    drop(app.window, false)
    settle(app, qtbot)
    assert "is not a Merilo file" in workspace_of(app).trouble.text
    assert app.data is not None


def test_a_field_does_not_take_the_path_of_a_file_for_a_name(app: App, second: Path, qtbot: QtBot) -> None:
    workspace_of(app).go("preferences")
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    assert drop(edit, second), "the window takes it instead"
    settle(app, qtbot)
    card_of(app, UnlockCard)


def test_a_drop_is_a_copy_and_the_window_shows_that_it_takes_it(app: App, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    entering = enter(app.window, data)
    assert entering.isAccepted()
    assert entering.dropAction() is Qt.DropAction.CopyAction, "a move would let the other program delete it"
    assert app.window.over.isVisible()
    assert app.window.over.geometry() == app.window.rect()
    QApplication.sendEvent(app.window.windowHandle(), QDragLeaveEvent())
    assert not app.window.over.isVisible()
    enter(app.window, data)
    window = app.window.windowHandle()
    event = QDropEvent(QPointF(5, 5), ANYHOW, data, LEFT, NONE)
    QApplication.sendEvent(window, event)
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert not app.window.over.isVisible()


def test_a_list_of_people_that_is_dropped_leaves_the_folder_of_documents_as_it_is(
    app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "downloads").mkdir()
    app.settings.last_folder = tmp_path / "papers"
    path = tmp_path / "downloads" / "staff.csv"
    path.write_text("Surname;Given name;Personnel no.\nTarasov;Kirill;0042\n")
    assert drop(app.window, path)
    settle(app, qtbot)
    assert workspace_of(app).place[0] == "people_import"
    assert app.settings.last_folder == tmp_path / "papers"


def test_text_can_still_be_dragged_into_a_field(app: App) -> None:
    workspace_of(app).go("preferences")
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    data = QMimeData()
    data.setText("North Contact")
    assert enter(edit, data).isAccepted()


def test_the_recovery_code_is_never_lost_to_a_dropped_file(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start()
    welcome = card_of(app, WelcomeCard)
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.keyClick(welcome.form.surname, Key.Key_Return)
    card = card_of(app, NewFileCard)
    for field in (card.password, card.again):
        QTest.keyClicks(field, PASSWORD)
        QTest.keyClick(field, Key.Key_Return)
    settle(app, qtbot)
    recovery = card_of(app, RecoveryCard)
    drop(app.window, file)
    settle(app, qtbot)
    assert card_of(app, RecoveryCard) is recovery
    assert recovery.fault.text.startswith("Write down the recovery code first")
    assert recovery.fault.isVisible()


@pytest.mark.parametrize("ending", ["merilo-packet", "merilo-key"])
def test_a_packet_or_key_that_was_opened_from_its_folder_is_taken_once_a_file_is_open(
    ending: str, start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    brought = tmp_path / f"Model.{ending}"
    brought.write_text("what looks like nothing the program knows", "utf-8")
    app = start(brought)
    assert LATER in card_of(app, WelcomeCard).fault.text
    assert drop(app.window, file)
    settle(app, qtbot)
    unlock(app, qtbot)
    qtbot.waitUntil(lambda: any(brought.name in label.text() for label in told(app)), timeout=120_000)


@pytest.fixture
def locked_at_work(app: App) -> Iterator[Event]:
    """The file is covered and still open, until the event is set."""
    go_on = Event()

    def work(_progress: Progress) -> None:
        go_on.wait(60)

    app.jobs.run(work, lambda _nothing: None, "Saving documents")
    app.lock.lock()
    assert app.opening.covered
    yield go_on
    go_on.set()


@pytest.mark.parametrize("closed", [False, True])
def test_what_falls_on_the_page_comes_in_after_the_password(
    app: App, locked_at_work: Event, tmp_path: Path, qtbot: QtBot, *, closed: bool
) -> None:
    people_list = tmp_path / "people.csv"
    people_list.write_text("Surname;Given name\nLebedev;Ivan\n")
    drop(app.window, people_list)
    if closed:
        locked_at_work.set()
        qtbot.waitUntil(lambda: app.data is None and not app.jobs.busy, timeout=60_000)
    card = card_of(app, LockedCard)
    QTest.keyClicks(card.edit, PASSWORD)
    QTest.keyClick(card.edit, Key.Key_Return)
    locked_at_work.set()
    came = ("people_import", 0)
    qtbot.waitUntil(
        lambda: app.window.workspace is not None and app.window.workspace.place == came, timeout=60_000
    )


def test_what_fell_on_the_page_of_one_file_comes_into_no_other(
    app: App, locked_at_work: Event, tmp_path: Path, qtbot: QtBot
) -> None:
    people_list = tmp_path / "people.csv"
    people_list.write_text("Surname;Given name\nLebedev;Ivan\n")
    assert app.data is not None
    first = app.data.path
    drop(app.window, people_list)
    locked_at_work.set()
    qtbot.waitUntil(lambda: app.data is None and not app.jobs.busy, timeout=60_000)
    second = new_file(tmp_path / "files" / "South.merilo", "another long password")
    drop(app.window, second)
    qtbot.waitUntil(lambda: at_rest(app), timeout=60_000)
    unlock(app, qtbot, "another long password")
    assert app.data is not None and app.data.path == second
    assert workspace_of(app).place[0] == "home"
    said = workspace_of(app).trouble
    assert said.isVisible() and said.text.startswith("“people.csv” waits for “North”.")
    drop(app.window, first)
    settle(app, qtbot)
    unlock(app, qtbot)
    came = ("people_import", 0)
    qtbot.waitUntil(lambda: app.window.workspace is not None and app.window.workspace.place == came)


def test_what_waits_for_another_file_comes_into_this_one_when_it_is_dropped_here(
    app: App, locked_at_work: Event, tmp_path: Path, qtbot: QtBot
) -> None:
    people_list = tmp_path / "people.csv"
    people_list.write_text("Surname;Given name\nLebedev;Ivan\n")
    assert app.data is not None
    first = app.data.path
    drop(app.window, people_list)
    locked_at_work.set()
    qtbot.waitUntil(lambda: app.data is None and not app.jobs.busy, timeout=60_000)
    drop(app.window, new_file(tmp_path / "files" / "South.merilo", "another long password"))
    qtbot.waitUntil(lambda: at_rest(app), timeout=60_000)
    unlock(app, qtbot, "another long password")
    drop(app.window, people_list)
    came = ("people_import", 0)
    qtbot.waitUntil(lambda: workspace_of(app).place == came)
    drop(app.window, first)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(Question)))
    (asked,) = app.window.findChildren(Question)  # the list is not loaded
    asked.accept()
    settle(app, qtbot)
    unlock(app, qtbot)
    assert app.data is not None and app.data.path == first
    assert workspace_of(app).place[0] == "home" and not workspace_of(app).trouble.isVisible()


def test_all_that_was_dropped_before_a_file_is_open_comes_in(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    app = start()
    for path in two_lists(tmp_path):
        assert drop(app.window, path)
    assert drop(app.window, file)
    settle(app, qtbot)
    unlock(app, qtbot)
    qtbot.waitUntil(lambda: both_are_shown(app), timeout=120_000)


def test_what_falls_on_the_page_before_and_after_its_file_is_closed_comes_in(
    app: App, locked_at_work: Event, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = two_lists(tmp_path)
    drop(app.window, first)
    locked_at_work.set()
    qtbot.waitUntil(lambda: app.data is None and not app.jobs.busy, timeout=60_000)
    drop(app.window, second)
    assert card_of(app, LockedCard).fault.text == (
        "The file is locked. “second.csv” will be imported. Enter its password first."
    )
    unlock(app, qtbot)
    qtbot.waitUntil(lambda: both_are_shown(app), timeout=120_000)


def two_lists(folder: Path) -> tuple[Path, Path]:
    """Lists of people, in files of their own."""
    first, second = folder / "first.csv", folder / "second.csv"
    first.write_text("Surname;Given name\nLebedev;Ivan\n")
    second.write_text("Surname;Given name\nTarasov;Kirill\n")
    return first, second


def both_are_shown(app: App) -> bool:
    """Tell whether both lists are asked about."""
    dialog = workspace_of(app).intake.door.dialog
    return dialog is not None and "first.csv" in dialog.text and "second.csv" in dialog.text


def told(app: App) -> list[QLabel]:
    return [label for label in app.window.findChildren(QLabel) if label.isVisible()]

"""The file is locked while a copy is being restored, people are merged or somebody is erased."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file import copies, opening
from db.file.store import Store
from desktop import copying
from desktop.app import App
from desktop.copies.restore_dialog import RestoreDialog
from desktop.copies.salvage_dialog import SalvagedDialog, SalvageDialog
from desktop.copies.screen import CopiesScreen
from desktop.copies.ways_out import WaysOut
from desktop.data import Data
from desktop.kit.form.dialog import Question
from desktop.kit.page import files
from desktop.people.erase.dialog import EraseDialog
from desktop.people.merge.dialog import MergeDialog
from desktop.people.screen import PeopleScreen
from desktop.start.unlock import LockedCard
from domain.errors import StillBlind
from domain.people.person import Person, PersonKind
from domain.progress import Progress
from tests.desktop.conftest import PASSWORD, Start, at_rest, card_of, read_whole, unlock, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key


@pytest.fixture
def who(file: Path) -> int:
    """A candidate of the file."""
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    made = store.write(
        people.add, Person(kind=PersonKind.CANDIDATE, surname="Tarasov", given="Kirill", basis="letter")
    )
    store.close()
    return made


@pytest.fixture
def app(start: Start, file: Path, who: int, qtbot: QtBot) -> App:
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: app.care.check.outcome is not None and not app.jobs.busy)
    return app


@pytest.fixture
def go_on() -> Event:
    """Set when work under way may end."""
    return Event()


def slowly[**P, R](work: Callable[P, R], go_on: Event) -> Callable[P, R]:
    def slow(*arguments: P.args, **named: P.kwargs) -> R:
        assert go_on.wait(60)
        return work(*arguments, **named)

    return slow


def in_front[D: QDialog](kind: type[D]) -> D:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def lock(app: App, go_on: Event, qtbot: QtBot) -> None:
    """Lock while work is under way; then let it end, and see nothing but the page."""
    app.lock.lock()
    assert app.opening.covered
    assert QApplication.activeModalWidget() is None
    go_on.set()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    qtbot.waitUntil(lambda: app.data is None or "stays open" in card_of(app, LockedCard).fault.text)
    assert QApplication.activeModalWidget() is None, "nothing of the file is over the page"


def give(app: App, qtbot: QtBot) -> None:
    edit = card_of(app, LockedCard).edit
    QTest.keyClicks(edit, PASSWORD)
    QTest.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.start is None and at_rest(app) and read_whole(app))


def test_a_copy_is_restored_to_the_end_and_that_is_told_after_the_password(
    app: App, file: Path, go_on: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("copies")
    screen = workspace_of(app).shown
    assert isinstance(screen, CopiesScreen)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert copies.listed(file), "the first opening has made one"
    monkeypatch.setattr(copying, "restore", slowly(copying.restore, go_on))
    screen.restore_button.click()
    asked = in_front(RestoreDialog)
    new = asked.path
    asked.act_button.click()
    lock(app, go_on, qtbot)
    assert app.data is None, "the file is closed as soon as the work has ended"
    assert app.opening.path == file
    assert new.exists()
    give(app, qtbot)
    assert app.window.toast.text == f"Restored: {new.name}"
    Store.open(new, PASSWORD).close()


def test_a_copy_that_could_not_be_restored_behind_the_page_is_told_after_the_password(
    app: App, file: Path, go_on: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_of(app).go("copies")
    screen = workspace_of(app).shown
    assert isinstance(screen, CopiesScreen)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    monkeypatch.setattr(copying, "restore", slowly(copying.restore, go_on))
    screen.restore_button.click()
    new = in_front(RestoreDialog).path
    in_front(RestoreDialog).act_button.click()
    new.write_text("somebody was faster")
    lock(app, go_on, qtbot)
    assert app.data is None, "nobody has to read it before the file is closed"
    give(app, qtbot)
    qtbot.waitUntil(lambda: workspace_of(app).trouble.isVisible())
    told = workspace_of(app).trouble.text
    assert told.startswith(f"“{new.name}” was not made. “{new.name}” already exists.")
    assert told.endswith("Choose another name.")
    assert new.read_text() == "somebody was faster"


def test_all_that_ended_behind_the_page_is_told_after_the_password(
    app: App, go_on: Event, tmp_path: Path, qtbot: QtBot
) -> None:
    """What came well together, what failed first, and of what failed each with its reason."""
    workspace = workspace_of(app)

    def wait(_progress: Progress) -> None:
        assert go_on.wait(60)

    app.jobs.run(wait, lambda _nothing: None, "")
    app.lock.lock()
    workspace.told.emit("Tarasov Kirill was added")
    workspace.exported.emit((tmp_path / "card.pdf",))
    go_on.set()
    qtbot.waitUntil(lambda: app.data is None)
    give(app, qtbot)
    workspace = workspace_of(app)
    qtbot.waitUntil(lambda: workspace.trouble.isVisible())
    assert workspace.trouble.text == (
        "Done while the file was locked. Tarasov Kirill was added · Saved 1 file"
    ), "both are there to be read as long as one wants"

    def fail(progress: Progress) -> None:
        wait(progress)
        raise StillBlind(("Tarasov K.",))

    go_on.clear()
    app.jobs.run(fail, lambda _nothing: None, "")
    app.jobs.run(fail_to_write, lambda _nothing: None, "")
    app.lock.lock()
    workspace.told.emit("Tarasov Kirill was added")
    go_on.set()
    qtbot.waitUntil(lambda: app.data is None)
    assert "Tarasov" not in card_of(app, LockedCard).fault.text, "the page names nobody"
    give(app, qtbot)
    workspace = workspace_of(app)
    qtbot.waitUntil(lambda: workspace.trouble.isVisible())
    assert "Pending: Tarasov K." in workspace.trouble.text
    assert "The disk is full. The earlier file is unchanged." in workspace.trouble.text
    assert app.window.toast.text == "Tarasov Kirill was added"


def fail_to_write(_progress: Progress) -> None:
    raise OSError(28, "No space left on device")


def test_who_is_being_erased_is_erased_and_the_dialog_does_not_keep_the_file_open(
    app: App, who: int, go_on: Event, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()

    def chosen(*_asked: object) -> Path:
        return papers

    monkeypatch.setattr(files, "folder", chosen)
    monkeypatch.setattr(Data, "erase", slowly(Data.erase, go_on))
    workspace_of(app).go("people", who)
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    screen.erase()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), EraseDialog))
    dialog = in_front(EraseDialog)
    dialog.reason.line.setText("consent withdrawn")
    dialog.choose_folder()
    dialog.erase_button.click()
    in_front(Question).accept()
    lock(app, go_on, qtbot)
    assert app.data is None
    assert list(papers.iterdir()), "the act and the extract are there"
    give(app, qtbot)
    assert app.window.toast.text == "The person is erased"
    assert app.data is not None
    assert app.data.read(people.person, who).surname != "Tarasov"


def test_an_erasure_that_was_refused_says_why_after_the_password(
    app: App, who: int, go_on: Event, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_asked: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path))

    def chosen(*_asked: object) -> Path:
        return tmp_path

    monkeypatch.setattr(files, "folder", chosen)
    monkeypatch.setattr(Data, "erase", slowly(full, go_on))
    workspace_of(app).go("people", who)
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    screen.erase()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), EraseDialog))
    dialog = in_front(EraseDialog)
    dialog.reason.line.setText("consent withdrawn")
    dialog.choose_folder()
    dialog.erase_button.click()
    in_front(Question).accept()
    lock(app, go_on, qtbot)
    assert app.data is None, "the file is closed all the same"
    assert card_of(app, LockedCard).fault.isHidden(), "what failed may name somebody"
    give(app, qtbot)
    qtbot.waitUntil(lambda: "The disk is full" in workspace_of(app).trouble.text)
    assert app.window.toast.text == "What you had filled in is kept. Open the form again: “Erase a person”."
    assert app.data is not None and app.data.read(people.person, who).surname == "Tarasov"
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    screen.erase()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), EraseDialog))
    assert in_front(EraseDialog).reason.line.text() == "consent withdrawn", "nothing typed is lost"


def test_a_merge_that_was_only_being_prepared_is_not_done_and_its_form_is_open_again(
    app: App, who: int, go_on: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.data is not None
    double = app.data.write(people.add, Person(kind=PersonKind.CANDIDATE, surname="Tarasova"))
    workspace_of(app).go("people", who)
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    assert app.data.lacks_copy
    monkeypatch.setattr(Data, "copy_first", slowly(Data.copy_first, go_on))
    screen.merge()
    dialog = in_front(MergeDialog)
    box = dialog.other.box
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith("Tarasova")))
    chosen = dialog.other.text
    assert dialog.merge_button.isEnabled(), dialog.banner.text
    dialog.merge_button.click()
    in_front(Question).accept()
    lock(app, go_on, qtbot)
    assert app.data is None
    give(app, qtbot)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MergeDialog))
    assert in_front(MergeDialog).other.text == chosen
    assert app.data is not None
    assert app.data.read(people.person, double).surname == "Tarasova", "both cards are there"


def test_a_password_that_could_not_be_tried_is_typed_again(
    app: App, go_on: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_whatever: object) -> None:
        raise MemoryError

    app.jobs.run(lambda _progress: go_on.wait(60), lambda _done: None, "Saving documents")
    app.lock.lock()
    card = card_of(app, LockedCard)
    with monkeypatch.context() as short:
        short.setattr(opening, "unlock", fail)
        QTest.keyClicks(card.edit, PASSWORD)
        QTest.keyClick(card.edit, Key.Key_Return)
        go_on.set()
        qtbot.waitUntil(lambda: not app.jobs.busy)
    card = card_of(app, LockedCard)
    card.edit.clear()
    give(app, qtbot)
    assert app.data is not None and app.window.start is None


def test_what_was_saved_of_a_damaged_file_is_read_after_the_password(
    start: Start, file: Path, go_on: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) * 7 // 10] ^= 1  # among the questions of the catalogue
    file.write_bytes(content)
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: app.care.check.outcome is not None and not app.jobs.busy)
    workspace_of(app).damage.act.click()
    ways = in_front(WaysOut)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    monkeypatch.setattr(copying, "salvage_by", slowly(copying.salvage_by, go_on))
    ways.salvage_button.click()
    asked = in_front(SalvageDialog)
    QTest.keyClicks(asked.password, PASSWORD)
    asked.act_button.click()
    lock(app, go_on, qtbot)
    assert "A result is waiting to be read" in card_of(app, LockedCard).fault.text
    give(app, qtbot)
    assert "saved" in in_front(SalvagedDialog).list.toPlainText()

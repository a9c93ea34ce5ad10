"""The file by the mouse: its menu below the mark, the names and the key hints of the status line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.app import App
from desktop.file_menu import FileMenu
from desktop.help.panel import HelpPanel
from desktop.key_press import press, sequence_of
from desktop.kit.form.dialog import Question
from desktop.start.new_file import NewFileCard
from desktop.start.unlock import UnlockCard
from desktop.start.welcome import WelcomeCard
from domain.people.person import Person, PersonKind
from domain.progress import Progress
from tests import prepared
from tests.desktop.conftest import Start, card_of, new_file, unlock, workspace_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
type Build = Callable[[Path, date], None]


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def menu_of(app: App) -> FileMenu:
    QTest.mouseClick(workspace_of(app).rail.mark, LEFT)
    menu = workspace_of(app).findChild(FileMenu)
    assert menu is not None and menu.isVisible()
    return menu


def click(menu: QMenu, text: str) -> None:
    act = act_of(menu, text)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(act).center())


def act_of(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text().partition("\t")[0] == text)


def test_a_new_file_is_begun_from_the_menu_by_whoever_works(app: App, file: Path) -> None:
    click(menu_of(app), "New file…")
    card = card_of(app, NewFileCard)
    assert card.path.parent == file.parent and card.path != file
    assert card.fault.text == "“North” is closed. Everything in it is saved."
    assert app.data is None
    assert app.window.start is not None and app.window.start.actor.surname == "Sokolova"


def test_what_is_removed_is_said_with_a_link_that_undoes_it(app: App) -> None:
    space, toast = workspace_of(app), app.window.toast
    undo = QAction("Undo", space.shown)
    undo.setObjectName("undo")
    undo.setCheckable(True)  # so that it tells that it was done
    space.shown.removed.emit("Decision cleared: K01.")
    assert toast.text == "Decision cleared: K01."
    assert toast.link.isVisible() and toast.link.text() == "Undo"
    toast.link.click()
    assert undo.isChecked() and not toast.isVisible()
    space.told.emit("Saved")
    assert not toast.link.isVisible(), "nothing of it can be undone"


def test_the_link_undoes_only_what_it_names(app: App) -> None:
    space, toast = workspace_of(app), app.window.toast
    assert app.data is not None
    space.shown.removed.emit("Decision cleared: K01.")
    app.data.changed.emit(frozenset({"form_draft"}))
    assert toast.link.isVisible(), "words half typed are no act"
    app.data.changed.emit(frozenset({"settled"}))
    assert not toast.isVisible(), "the last act is another one now"
    space.told.emit("Saved")
    app.data.changed.emit(frozenset({"settled"}))
    assert toast.isVisible()
    space.shown.removed.emit("Decision cleared: K01.")
    space.close_wanted.emit()
    assert not toast.link.isVisible()


def test_the_file_is_closed_from_the_menu_and_opens_again(app: App, qtbot: QtBot) -> None:
    click(menu_of(app), "Close the file")
    assert app.data is None
    assert card_of(app, UnlockCard).fault.text == "“North” is closed. Everything in it is saved."
    unlock(app, qtbot)
    assert workspace_of(app).place == ("home", 0)


def test_closing_the_file_ends_the_work_on_it(app: App, file: Path, qtbot: QtBot) -> None:
    data, failures = app.data, list[object]()
    assert data is not None
    begun, closed, results = Event(), Event(), list[object]()

    def work(progress: Progress) -> object:
        begun.set()
        closed.wait(60)
        return data.read(people.actors)

    app.errors.raised.connect(failures.append)
    app.jobs.run(work, results.append, "Saving documents")
    qtbot.waitUntil(begun.is_set)  # what the opening has begun ends first
    click(menu_of(app), "Close the file")
    closed.set()
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert results == failures == []
    # The second key file and the copy of the day are made in the background: closing comes before or after.
    left = {one.name for one in file.parent.iterdir()} - {f"{file.name}.keys2", f"{file.stem}-backups"}
    assert left == {file.name, f"{file.name}.keys"}


def test_closing_keeps_what_is_half_typed_and_asks_nothing(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("preferences")
    field = first_empty(app)
    QTest.keyClicks(field, "Romashka")
    name = field.accessibleName()
    click(menu_of(app), "Close the file")
    assert app.data is None
    unlock(app, qtbot)
    workspace_of(app).go("preferences")
    shown = [one for one in workspace_of(app).shown.findChildren(QLineEdit) if one.isVisible()]
    assert [one.text() for one in shown if one.accessibleName() == name] == ["Romashka"]


def told(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def first_empty(app: App) -> QLineEdit:
    shown = workspace_of(app).shown.findChildren(QLineEdit)
    return next(one for one in shown if one.isVisible() and not one.text())


def test_somebody_else_begins_to_assess_from_the_menu(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    app = unlock(start(new_file(tmp_path / "files" / "Two.merilo", actors=2)), qtbot)
    assert app.window.start is not None
    app.window.start.actor_chosen.emit(1)
    people_menu = menu_of(app).people
    assert [act.isChecked() for act in people_menu.actions()].count(True) == 1
    other = next(act for act in people_menu.actions() if not act.isChecked())
    before = app.me
    other.trigger()
    question = app.window.findChild(Question)
    assert question is not None and app.me is before, "it is asked first"
    assert before is not None and before.full_name not in " ".join(told(question))
    QTest.mouseClick(question.act, LEFT)
    assert app.me is not None and app.me.id == other.data()
    assert app.me.full_name in " ".join(told(question))


def test_a_recent_file_that_is_gone_cannot_be_chosen(app: App, tmp_path: Path) -> None:
    space = workspace_of(app)
    app.recent.opened(tmp_path / "Gone.merilo")
    app.recent.look()
    menu = menu_of(app)
    files = next(one for one in menu.findChildren(QMenu) if one.title() == "Recent files")
    assert {act.text() for act in files.actions()} >= {"North"}
    assert space.isVisible()


def test_the_names_on_the_status_line_open_the_menus(app: App) -> None:
    status = workspace_of(app).status
    names = [one for one in status.findChildren(QLabel) if one.text() in ("North", "Sokolova A.")]
    assert len(names) == 2
    for label in names:
        QTest.mouseClick(label, LEFT)
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        popup.close()


def test_names_that_were_shown_and_closed_leave_no_menu_behind(app: App) -> None:
    space = workspace_of(app)
    label = next(one for one in space.status.findChildren(QLabel) if one.text() == "Sokolova A.")
    for _time in range(3):
        QTest.mouseClick(label, LEFT)
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        popup.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert space.findChildren(FileMenu) == []


def test_a_hint_on_the_status_line_does_what_its_key_does(app: App) -> None:
    status = workspace_of(app).status
    hint = next(one for one in status.findChildren(QWidget) if one.objectName() == "F1" and one.isVisible())
    QTest.mouseClick(hint, LEFT)
    helped = app.window.findChild(HelpPanel)
    assert helped is not None and helped.isVisible()


@pytest.mark.parametrize(
    ("cap", "said"),
    [
        ("Ctrl+E", "Ctrl+E"),
        ("Enter", "Return"),
        ("Shift+Enter", "Shift+Return"),
        ("Space", "Space"),
        ("Ctrl+PgDn", "Ctrl+PgDown"),
        ("Ctrl+PgUp", "Ctrl+PgUp"),
        ("Ctrl+→", "Ctrl+Right"),
        ("Ctrl+←", "Ctrl+Left"),
        ("Alt+←", "Alt+Left"),
    ],
)
def test_a_cap_is_read_as_its_keys(cap: str, said: str) -> None:
    sequence = sequence_of(cap)
    assert sequence == QKeySequence(said)


@pytest.mark.parametrize("cap", ["0–4", "↑↓", "Alt+1…5", "5–9", "◆"])
def test_a_cap_of_several_keys_is_no_key_to_press(cap: str) -> None:
    assert sequence_of(cap) is None


def test_pressing_reaches_an_act_of_the_focused_part_first_and_else_the_field(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field, other = QLineEdit(window), QLineEdit(window)
    done: list[str] = []
    for widget, name in ((field, "field"), (other, "other")):
        act = QAction(name, widget)
        act.setShortcut("Ctrl+E")
        act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        act.triggered.connect(lambda _on=False, name=name: done.append(name))
        widget.addAction(act)
    window.show()
    other.setFocus()
    press("Ctrl+E", window)
    assert done == ["other"]
    press("x", window)
    press("0–4", window)
    assert done == ["other"]


def test_the_example_says_that_it_is_one_and_leads_to_a_file_of_ones_own(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(path: Path, today: date) -> None:
        store = Store.open(prepared.empty(path))
        store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Gromov", is_actor=True))
        store.close()

    monkeypatch.setattr("desktop.office.demo.demo.build", build)
    app = start()
    card = card_of(app, WelcomeCard)
    QTest.mouseClick(card.demo, LEFT)
    assert not card.form.surname.isEnabled(), "what is typed while the example comes would be lost"
    qtbot.waitUntil(lambda: app.window.workspace is not None, timeout=120_000)
    notice = workspace_of(app).notice
    assert notice.isVisible() and "example" in notice.text

    QTest.mouseClick(notice.act, LEFT)
    welcome = card_of(app, WelcomeCard)
    assert welcome.form.surname.text() == "", "nobody of the example becomes the owner of the file"
    QTest.keyClicks(welcome.form.surname, "Sokolova")
    QTest.mouseClick(welcome.new, LEFT)
    card_of(app, NewFileCard)

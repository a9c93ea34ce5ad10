"""F1: the page of the screen lies beside it, and whoever closes it goes on where they were."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.file.store import DiskFull
from desktop.app import App
from desktop.help.panel import APART, LEAST, HelpPanel, HelpWindow
from desktop.help.view import HelpView
from desktop.kit.form.dialog import Question
from desktop.people.screen import PeopleScreen
from tests.desktop.conftest import PASSWORD, Start, at_rest, read_whole, workspace_of

Key = Qt.Key


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    """The program with the open file."""
    running = start(file)
    assert running.window.start is not None
    running.window.start.open_wanted.emit(file, PASSWORD, "")
    qtbot.waitUntil(lambda: running.window.workspace is not None and at_rest(running) and read_whole(running))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return running


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def panel(app: App) -> HelpPanel:
    found = app.window.findChild(HelpPanel)
    assert found is not None
    return found


def read(view: HelpView) -> str:
    return view.browser.toPlainText()


def test_f1_opens_the_page_of_the_screen_and_esc_leads_back(app: App, qtbot: QtBot) -> None:
    before = focused()
    QTest.keyClick(before, Key.Key_F1)
    shown = panel(app)
    assert shown.isVisible()
    assert "Overview" in read(shown.view)
    assert shown.view.browser.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: shown.isAncestorOf(focused()))
    QTest.keyClick(focused(), Key.Key_Escape)
    assert not shown.isVisible()
    qtbot.waitUntil(lambda: focused() is before)


def test_f1_again_closes_it(app: App, qtbot: QtBot) -> None:
    QTest.keyClick(focused(), Key.Key_F1)
    qtbot.waitUntil(lambda: panel(app).isAncestorOf(focused()))
    QTest.keyClick(focused(), Key.Key_F1)
    assert not panel(app).isVisible()


def test_it_lists_the_keys_of_the_screen_below_its_page(app: App) -> None:
    QTest.keyClick(focused(), Key.Key_F1)
    told = read(panel(app).view)
    assert told.index("Keys of this screen") < told.index("Ctrl+N") < told.index("Keys everywhere")
    assert told.index("Keys everywhere") < told.index("F6")
    assert told.count("Ctrl+K") == 1


def test_it_covers_nothing_where_there_is_room_for_both(app: App) -> None:
    app.window.resize(1366, 768)
    QTest.keyClick(focused(), Key.Key_F1)
    shown, space = panel(app), workspace_of(app)
    app.window.layout().activate()  # pyright: ignore[reportOptionalMemberAccess]
    assert space.geometry().right() < shown.geometry().left()
    assert space.width() >= 960
    QTest.keyClick(shown.view.browser, Key.Key_Escape)
    app.window.layout().activate()  # pyright: ignore[reportOptionalMemberAccess]
    assert space.width() == app.window.width()


def test_in_a_narrow_window_it_leaves_the_half_where_one_types(app: App) -> None:
    app.window.resize(1024, 700)
    workspace_of(app).go("people")
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    typed = focused()
    QTest.keyClick(typed, Key.Key_F1)
    shown = panel(app)
    centre = typed.mapTo(app.window, typed.rect().center())
    assert shown.isVisible()
    assert not shown.geometry().contains(centre)


def test_it_follows_to_another_screen_but_not_from_a_page_one_has_gone_to(app: App) -> None:
    QTest.keyClick(focused(), Key.Key_F1)
    view = panel(app).view
    assert view.shown == "home"
    workspace_of(app).go("people")
    assert view.shown == "people"
    view.show_page("sheet#fact")
    workspace_of(app).go("home")
    assert view.shown == "sheet#fact"


def test_links_lead_on_and_the_arrow_back(app: App) -> None:
    QTest.keyClick(focused(), Key.Key_F1)
    view = panel(app).view
    view.show_contents()
    view.browser.anchorClicked.emit(QUrl("sheet"))
    assert "Assessment sheet" in read(view)
    view.go_back()
    assert view.shown == "contents"


def test_no_address_and_no_file_is_ever_followed(app: App) -> None:
    QTest.keyClick(focused(), Key.Key_F1)
    view = panel(app).view
    before = view.shown
    for address in ("https://example.org/", "file:///etc/hostname", "mailto:someone@example.org"):
        view.browser.anchorClicked.emit(QUrl(address))
        assert view.browser.loadResource(2, QUrl(address)) is None
    assert view.shown == before


def test_a_search_finds_any_form_of_a_word_and_shows_the_passage(app: App) -> None:
    QTest.keyClick(focused(), Key.Key_F1)
    view = panel(app).view
    view.search.setText("levels given")
    QTest.keyClick(view.search, Key.Key_Return)
    assert "Giving a level" in read(view)
    assert "Assessment sheet" in read(view)
    view.search.setText("zzzz")
    QTest.keyClick(view.search, Key.Key_Return)
    assert "Nothing in the help has these words" in read(view)


def test_from_a_dialog_it_opens_beside_it_and_the_dialog_goes_on(app: App, qtbot: QtBot) -> None:
    workspace_of(app).about_wanted.emit()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Key.Key_F1)
    beside = dialog.findChild(HelpWindow)
    assert beside is not None and beside.isVisible()
    QTest.keyClick(beside.view.browser, Key.Key_Escape)
    assert not beside.isVisible()
    assert dialog.isVisible()
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_wide_dialog_gives_way_to_its_help_and_comes_back(app: App) -> None:
    room = app.window.screen().availableGeometry()
    question = Question("Take it?", "It is read first.", "Cancel", "Take", app.window)
    question.help_page = "exchange"
    question.setFixedWidth(room.width() - LEAST - 2 * APART - 40)
    question.open()
    question.move(room.left() + 100, room.top() + 60)
    QApplication.processEvents()
    stood = question.pos()
    QTest.keyClick(question, Key.Key_F1)
    beside = question.findChild(HelpWindow)
    assert beside is not None
    assert not beside.frameGeometry().intersects(question.frameGeometry())
    assert room.contains(beside.frameGeometry()) and room.contains(question.frameGeometry())
    beside.close()
    assert question.pos() == stood
    question.reject()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_dialog_as_wide_as_the_screen_keeps_its_buttons_beside_its_help(app: App) -> None:
    room = app.window.screen().availableGeometry()
    question = Question("Take it?", "It is read first.", "Cancel", "Take", app.window)
    question.setFixedWidth(room.width() - 20)
    question.open()
    question.move(room.left() + 10, room.top() + 60)
    QApplication.processEvents()
    QTest.keyClick(question, Key.Key_F1)
    beside = question.findChild(HelpWindow)
    assert beside is not None
    for one in (question.safe, question.act):
        assert not beside.frameGeometry().contains(one.mapToGlobal(one.rect().center()))
    beside.close()
    question.reject()


def test_a_refusal_leads_to_its_page(app: App) -> None:
    app.errors.tell(DiskFull(Path("North.merilo")))
    trouble = workspace_of(app).trouble
    assert trouble.act.isVisible() and trouble.act.text() == "Help"
    trouble.act.click()
    assert panel(app).view.shown == "troubles#disk"


def test_before_a_file_is_open_it_tells_how_to_begin(start: Start) -> None:
    app = start()
    QTest.keyClick(focused(), Key.Key_F1)
    assert "recovery code" in read(panel(app).view).casefold()


def test_what_is_said_after_a_refusal_leads_to_the_page_of_the_screen_again(app: App) -> None:
    app.errors.tell(DiskFull(Path("North.merilo")))
    app.window.say("Write down the recovery code first.", "")
    QTest.keyClick(focused(), Key.Key_F1)
    assert panel(app).view.shown == "home"


def test_f1_on_the_start_screen_tells_of_the_last_refusal_only(start: Start) -> None:
    app = start()
    app.errors.tell(DiskFull(Path("North.merilo")))
    QTest.keyClick(focused(), Key.Key_F1)
    assert panel(app).view.shown == "troubles#disk"
    panel(app).view.closed.emit()
    app.window.say("Write down the recovery code first.", "")
    QTest.keyClick(focused(), Key.Key_F1)
    assert panel(app).view.shown == "start"

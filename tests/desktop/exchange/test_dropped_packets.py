"""A packet let fall on the window, wherever one is: it is asked about, and nothing half typed is lost."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db.assessing import assessments
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.exchange.screen import ExchangeScreen
from desktop.exchange.take_question import TakeQuestion
from desktop.help.panel import HelpWindow
from domain.exchange.holding import Stand
from domain.mark import Role
from tests.db import sample
from tests.desktop.conftest import Start, read_whole, workspace_of
from tests.desktop.exchange.hands import dialog
from tests.desktop.frame.test_drops import drop
from tests.desktop.office.exchange.places import Exchange, Place

Key = Qt.Key
WORDS = "Half typed, not saved"


def opened(start: Start, place: Place, qtbot: QtBot) -> App:
    """Open the file of somebody in the window."""
    path = place.store.path
    place.store.close()
    app = start(path)
    qtbot.waitUntil(lambda: app.data is not None and not app.jobs.busy)
    if app.window.workspace is None:  # several people work in it
        assert app.window.start is not None
        app.window.start.actor_chosen.emit(place.me)
    qtbot.waitUntil(lambda: app.window.workspace is not None and not app.jobs.busy and read_whole(app))
    return app


def let_fall(app: App, packet: Path, qtbot: QtBot) -> TakeQuestion:
    """Drop the packet on what is shown, and return what is asked."""
    assert drop(workspace_of(app).shown, packet)
    return dialog(qtbot, TakeQuestion)


def test_an_invitation_dropped_on_the_list_of_people_starts_no_clock_before_one_begins_to_rate(
    exchange: Exchange, start: Start, qtbot: QtBot
) -> None:
    packet = exchange.invited()[0]
    app = opened(start, exchange.assessors[0], qtbot)
    workspace_of(app).go("people")
    question = let_fall(app, packet, qtbot)
    assert workspace_of(app).place[0] == "people", "it is asked first"
    QTest.keyClick(question, Key.Key_F1)
    beside = question.findChild(HelpWindow)
    assert beside is not None and beside.view.shown == "exchange#invited"
    beside.close()
    question.act.click()
    space = workspace_of(app)
    qtbot.waitUntil(lambda: space.place[0] == "exchange")
    shown = space.shown
    assert isinstance(shown, ExchangeScreen) and not space.talking
    line = shown.table.current_line
    assert line is not None and (line.stand, line.sheet_id) == (Stand.TO_ASSESS, None)
    app.window.activateWindow()
    with qtbot.waitActive(app.window):
        pass
    qtbot.waitUntil(shown.table.hasFocus)
    QTest.keyClick(shown.table, Key.Key_Return)
    assert space.place[0] == "sheet" and space.talking


def test_a_packet_that_is_declined_leaves_one_where_one_was(
    exchange: Exchange, start: Start, qtbot: QtBot
) -> None:
    packet = exchange.invited()[0]
    app = opened(start, exchange.assessors[0], qtbot)
    workspace_of(app).go("people")
    let_fall(app, packet, qtbot).reject()
    assert workspace_of(app).place[0] == "people"
    workspace_of(app).to_exchange()
    shown = workspace_of(app).shown
    assert isinstance(shown, ExchangeScreen) and not shown.model.lines()


def test_words_half_typed_on_a_sheet_are_there_after_a_packet_was_taken(
    exchange: Exchange, start: Start, qtbot: QtBot
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    sheet_id = store.write(assessments.start, sample.add(store, "Титов"), me, Role.HR)
    packet = exchange.rated(0, exchange.invited()[0], 3)
    app = opened(start, exchange.hr, qtbot)
    field = comment_on(app, sheet_id, qtbot)
    QTest.keyClicks(field, WORDS)
    let_fall(app, packet, qtbot).act.click()
    qtbot.waitUntil(lambda: workspace_of(app).place[0] == "exchange")
    assert comment_on(app, sheet_id, qtbot).toPlainText() == WORDS


def comment_on(app: App, sheet_id: int, qtbot: QtBot) -> QPlainTextEdit:
    """Go to the comment on the first competency of a sheet."""
    space = workspace_of(app)
    space.go("sheet", sheet_id)
    assert isinstance(space.shown, SheetScreen)
    app.window.activateWindow()
    with qtbot.waitActive(app.window):
        pass
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    if not isinstance(focused, QPlainTextEdit):
        QTest.keyClick(focused, Key.Key_C)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
        focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    return focused

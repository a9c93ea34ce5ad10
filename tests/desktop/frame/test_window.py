"""The window: places by keys, areas by F6, help, what went wrong, settings that act at once."""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlmodel import Session, col, select

from db import models
from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.development import plan_edit
from db.file.errors import DiskFull
from db.people import organisation
from desktop.actions import Actions
from desktop.app import App
from desktop.development.list_screen import PlansScreen
from desktop.errands import DEMO
from desktop.export.screen import DocumentsScreen
from desktop.frame.window import Window
from desktop.framework.screen import FrameworkScreen
from desktop.garbage import Garbage
from desktop.hiring.campaign.list_screen import CampaignsScreen
from desktop.home.screen import HomeScreen
from desktop.jobs import Jobs
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page.header import Header
from desktop.people.screen import PeopleScreen
from desktop.preferences.screen import PreferencesScreen
from desktop.settings import Settings
from desktop.team.screen import TeamScreen
from desktop.theme import Theme
from domain.errors import NotYours
from domain.mark import Role
from domain.people.person import Person
from domain.period import next_quarter
from tests.desktop.conftest import TODAY, Start, new_file, unlock, workspace_of
from tests.desktop.frame.window import focused, texts

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def test_a_window_that_is_gone_right_after_its_first_paint_tells_of_none(
    theme: Theme, settings: Settings, qapp: QApplication
) -> None:
    """As one that is closed, or made anew in another language, while the file is being opened."""
    jobs = Jobs()
    window = Window(theme, Actions(), jobs, settings)
    window.show()
    window.grab()
    left = weakref.ref(window)
    delete(window)
    del window
    with capture_exceptions() as raised:
        qapp.processEvents()
    assert raised == []
    gc.collect()
    assert left() is None
    jobs.close()


def test_back_from_the_documents_leads_to_the_list_of_plans_not_to_a_plan_seen_before(app: App) -> None:
    space = workspace_of(app)
    data = space._context.data  # pyright: ignore[reportPrivateUsage]
    plan = data.write(plan_edit.begin, data.read(people.actors)[0].id, next_quarter(TODAY))
    space.go("plan", plan)
    space.go("development")
    QTest.keyClick(focused(), Key.Key_E, CTRL)
    assert space.place[0] == "papers"
    QTest.keyClick(focused(), Key.Key_Escape)
    assert space.place == ("development", 0)


def test_esc_from_a_decision_leads_to_the_result_that_opened_it_and_from_there_on(app: App) -> None:
    space = workspace_of(app)
    data = space._context.data  # pyright: ignore[reportPrivateUsage]
    me = data.read(people.actors)[0].id
    person = data.write(people.add, Person(surname="Lebedeva", given="Irina"))
    sheet = data.write(assessments.start, person, me, Role.HR)
    case = data.read(sheets.sheet, sheet, me).case_id
    for ways in (("result", "decision"), ("decision", "result", "decision")):
        space.go("people")
        for name in ways:
            space.go(name, case)
        for reached in (("result", case), ("people", 0)):
            QTest.keyClick(focused(), Key.Key_Escape)
            assert space.place == reached


def test_control_and_a_digit_go_to_the_places(app: App) -> None:
    space = workspace_of(app)
    for key, kind in (
        (Key.Key_2, PeopleScreen),
        (Key.Key_3, CampaignsScreen),
        (Key.Key_4, TeamScreen),
        (Key.Key_5, PlansScreen),
        (Key.Key_6, FrameworkScreen),
        (Key.Key_7, DocumentsScreen),
        (Key.Key_Comma, PreferencesScreen),
        (Key.Key_1, HomeScreen),
    ):
        QTest.keyClick(focused(), key, CTRL)
        assert isinstance(space.shown, kind)
        assert space.shown.isAncestorOf(focused()), "a screen opens with the focus on its working thing"


def test_the_rail_shows_the_places_that_can_be_gone_to_and_no_other(app: App) -> None:
    rail = workspace_of(app).rail
    shown = sorted((one for one in rail.findChildren(QAbstractButton) if one.text()), key=QWidget.y)
    assert [one.text() for one in shown] == [
        "Overview",
        "People",
        "Assessment",
        "Team",
        "Development",
        "Framework",
        "Documents",
        "Settings",
    ]
    assert all(one.isEnabled() for one in shown)


def test_f6_goes_round_rail_header_and_content(app: App) -> None:
    space = workspace_of(app)
    space.go("people")
    QApplication.processEvents()
    content = focused()
    QTest.keyClick(content, Key.Key_F6)
    assert space.rail.isAncestorOf(focused())
    QTest.keyClick(focused(), Key.Key_F6)
    header = space.shown.findChild(Header)
    assert header is not None
    assert header.isAncestorOf(focused())
    QTest.keyClick(focused(), Key.Key_F6)
    assert space.shown.isAncestorOf(focused())
    assert not header.isAncestorOf(focused())
    QTest.keyClick(focused(), Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert header.isAncestorOf(focused())


def test_every_place_on_the_rail_has_its_key(app: App) -> None:
    for number in range(1, 7):
        QTest.keyClick(focused(), Key(Key.Key_0.value + number), CTRL)
        assert workspace_of(app).rail.item(workspace_of(app).rail.current).isChecked()
        assert workspace_of(app).place[0] != "home" or number == 1, f"Ctrl+{number} is silent"


@pytest.mark.parametrize("letter", ["Q", "Й"])
def test_control_and_q_closes_the_window_under_both_layouts(app: App, letter: str) -> None:
    QTest.simulateEvent(focused(), True, ord(letter), CTRL, "", False, -1)
    assert not app.window.isVisible()


def test_the_status_line_names_actor_and_file_and_tells_when_it_was_saved(app: App) -> None:
    space = workspace_of(app)
    assert {"Sokolova A.", "North"} <= set(texts(space.status))
    assert space.status.saved == "", "words restored into a form may wait there to be sent"
    assert app.data is not None
    app.data.write(organisation.keep_setting, "any", "thing")
    assert space.status.saved.startswith("Saved ")


def test_on_a_full_disk_the_status_line_says_not_saved_until_something_is(app: App, qtbot: QtBot) -> None:
    space = workspace_of(app)
    data = app.data
    assert data is not None
    data.write(organisation.keep_setting, "before", "thing")
    QTimer.singleShot(0, lambda: data.write(_no_room))
    qtbot.waitUntil(space.trouble.isVisible)
    assert space.trouble.text == (
        "The disk is full. Everything saved before is safe. "
        "Free some space and repeat the last action: it was not saved."
    )
    assert space.status.saved == "Not saved"
    workspace_of(app).language_chosen.emit("ru")
    workspace_of(app).language_chosen.emit("en")
    space = workspace_of(app)
    assert space.status.saved == "Not saved", "nor does another language save it"
    data.write(organisation.keep_setting, "after", "thing")
    assert space.status.saved.startswith("Saved ")
    assert not space.trouble.isVisible()


def test_what_a_rule_refuses_does_not_make_the_file_unsaved(app: App) -> None:
    space = workspace_of(app)
    assert app.data is not None
    with pytest.raises(NotYours):
        app.data.write(_not_yours)
    assert space.status.saved == ""


def _no_room(_session: Session) -> None:
    raise DiskFull(Path("North.merilo"))


def _not_yours(_session: Session) -> None:
    raise NotYours


def test_a_refusal_is_told_in_the_banner_and_leaves_the_screen_alone(app: App, qtbot: QtBot) -> None:
    shown = workspace_of(app).shown
    QTimer.singleShot(0, _refuse)
    qtbot.waitUntil(workspace_of(app).trouble.isVisible)
    assert workspace_of(app).trouble.text.startswith("This sheet belongs to another assessor.")
    assert app.data is not None
    app.data.write(organisation.keep_setting, "something", "else")
    qtbot.waitUntil(lambda: not workspace_of(app).trouble.isVisible())  # writing works again
    assert workspace_of(app).shown is shown


def _refuse() -> None:
    raise NotYours


def test_our_bug_is_told_with_a_report(app: App, qtbot: QtBot) -> None:
    QTimer.singleShot(0, _fail)
    qtbot.waitUntil(lambda: app.window.findChild(Message) is not None)
    message = app.window.findChild(Message)
    assert message is not None
    assert "ZeroDivisionError" in message.report.toPlainText()
    message.close()


def _fail() -> int:
    return 1 // 0


def test_what_goes_wrong_in_front_of_a_dialog_is_told_in_front_of_it(app: App, qtbot: QtBot) -> None:
    workspace_of(app).about_wanted.emit()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTimer.singleShot(0, _refuse)
    qtbot.waitUntil(lambda: dialog.findChild(Message) is not None)
    message = dialog.findChild(Message)
    assert message is not None
    message.close()
    dialog.close()


def test_somebody_else_can_go_on_at_the_same_computer(
    start: Start, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    path = new_file(tmp_path / "files" / "Two.merilo", actors=2)
    app = unlock(start(path), qtbot)
    assert app.window.start is not None
    app.window.start.actor_chosen.emit(1)
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    before = app.me
    screen.actors.setFocus()
    other = 1 - screen.actors.currentIndex()
    QTest.keyClick(screen.actors, Key.Key_Down if other else Key.Key_Up)
    question = app.window.findChild(Question)
    assert question is not None
    QTest.keyClick(question.safe, Key.Key_Return)
    assert app.me is before and screen.actors.currentIndex() != other, "nobody's place is taken unasked"
    QTest.keyClick(screen.actors, Key.Key_Down if other else Key.Key_Up)
    agree(app)
    QApplication.processEvents()
    assert app.me is not None
    assert before is not None
    assert app.me.id != before.id
    assert app.data is not None
    file = app.data.read(organisation.organisation).uid
    assert settings.actor(file) == "", "whether they open it next time nobody can know"
    assert app.me.short_name in texts(workspace_of(app).status)
    last = app.data.read(_last_event)
    assert (last.act, last.subject_id, last.actor_id) == ("take_over", app.me.id, before.id)


def agree(app: App) -> None:
    """Answer the question whether to go on in another name."""
    question = next(one for one in app.window.findChildren(Question) if one.isVisible())
    QTest.keyClick(question.act, Key.Key_Space)


def _last_event(session: Session) -> models.Journal:
    found = session.exec(select(models.Journal).order_by(col(models.Journal.seq).desc())).first()
    assert found is not None
    session.expunge(found)
    return found


def test_the_window_comes_back_where_it_was(start: Start, settings: Settings) -> None:
    app = start()
    app.window.resize(960, 640)  # no more fits on the screen that tests have
    app.window.close()
    app.close()
    again = start()
    assert (again.window.width(), again.window.height()) == (960, 640)


def test_every_control_has_a_name_for_a_screen_reader(app: App) -> None:
    for place in ("home", "people", "preferences"):
        workspace_of(app).go(place)
        QApplication.processEvents()
        for widget in app.window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                said = widget.accessibleName() or getattr(widget, "text", str)()
                assert said, (place, widget)


def test_a_window_that_was_replaced_is_freed(app: App) -> None:
    space = workspace_of(app)
    space.go("people")
    space.go("preferences")
    old = weakref.ref(app.window)
    screen = space.shown
    assert isinstance(screen, PreferencesScreen)
    del space
    screen.theme_chosen.emit("dark")
    del screen
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    garbage = app.findChild(Garbage)
    assert isinstance(garbage, Garbage)
    garbage.search()
    assert old() is None


def test_one_primary_button_on_each_screen(app: App) -> None:
    for place in ("home", "people", "preferences"):
        workspace_of(app).go(place)
        QApplication.processEvents()
        primaries = [
            one.text()
            for one in workspace_of(app).shown.findChildren(QPushButton)
            if one.isVisible() and one.property("kind") == "primary"
        ]
        assert len(primaries) <= 1, (place, primaries)


def test_what_goes_wrong_stands_in_a_banner_and_is_no_window(app: App, qtbot: QtBot) -> None:
    before = focused()
    QTimer.singleShot(0, _refuse)
    qtbot.waitUntil(workspace_of(app).trouble.isVisible)
    assert QApplication.activeModalWidget() is None
    assert focused() is before


def seen(button: QAbstractButton) -> QRect:
    """Return where on the screen the button is, without what is scrolled out of sight."""
    room = QRect(button.mapToGlobal(QPoint(0, 0)), button.size())
    around = button.parentWidget()
    while around is not None and not around.isWindow():
        room &= QRect(around.mapToGlobal(QPoint(0, 0)), around.size())
        around = around.parentWidget()
    return room


@pytest.mark.parametrize("size", [QSize(960, 600), QSize(1366, 768)])
def test_a_message_lies_over_no_button_of_the_screen(size: QSize, app: App, tmp_path: Path) -> None:
    window = app.window
    window.resize(size)
    told = "The cycle is open. Whoever works in this file finds their sheets on the overview. " * 3
    for text in ("Saved", told):
        window.toast.tell(text, tmp_path)
        QCoreApplication.processEvents()
        lies = QRect(window.toast.mapToGlobal(QPoint(0, 0)), window.toast.size())
        pressed = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
        covered = [
            one.text() or one.accessibleName()
            for one in pressed
            if not window.toast.isAncestorOf(one) and lies.intersects(seen(one))
        ]
        assert not covered, covered
        first = min(
            (one for one in workspace_of(app).status.hints.findChildren(QLabel) if one.isVisible()),
            key=lambda one: one.mapToGlobal(QPoint(0, 0)).x(),
        )
        assert text != "Saved" or not lies.intersects(seen(first)), "the first key stays in sight"
        assert window.rect().contains(window.toast.geometry())
        assert window.toast.link.isVisible()
        assert window.toast.text == text


def test_that_a_file_is_the_example_is_said_until_somebody_took_note(
    start: Start, settings: Settings, qtbot: QtBot
) -> None:
    folder = settings.folder / DEMO
    folder.mkdir(parents=True, exist_ok=True)
    app = unlock(start(new_file(folder / "demo.merilo")), qtbot)
    notice = workspace_of(app).notice
    assert notice.isVisible() and "This is the example" in notice.text
    workspace_of(app).theme_chosen.emit("dark")
    notice = workspace_of(app).notice
    assert notice.isVisible(), "nobody has taken note yet"
    close = [
        one for one in notice.findChildren(QAbstractButton) if one.accessibleName() == "Close the message"
    ]
    close[0].click()
    assert not notice.isVisible()
    workspace_of(app).theme_chosen.emit("light")
    workspace_of(app).language_chosen.emit("ru")
    assert not workspace_of(app).notice.isVisible()

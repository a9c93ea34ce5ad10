"""Files that were open before are offered at the start and in the jump box, or said to be gone."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.file import keys
from desktop import recent
from desktop.app import App
from desktop.jump.entries import Entry
from desktop.recent import Recent, RecentFile
from desktop.settings import Settings
from desktop.start.recent_list import RecentList
from desktop.start.unlock import UnlockCard
from desktop.start.welcome import WelcomeCard
from tests.desktop.conftest import PASSWORD, Start, card_of, new_file, unlock, workspace_of
from tests.desktop.desk import move_mouse

Key = Qt.Key
SOUTH = "another long password"


@pytest.fixture
def second(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir(exist_ok=True)
    return new_file(tmp_path / "files" / "South.merilo", SOUTH)


def list_of(app: App) -> RecentList:
    assert app.window.start is not None
    assert app.window.start.card is not None
    assert app.window.start.card.recent is not None
    return app.window.start.card.recent


def shown(app: App) -> list[RecentFile]:
    return [row.file for row in list_of(app).rows]


def known(app: App, qtbot: QtBot, path: Path) -> None:
    """Wait until the program has found out that the file is gone."""
    qtbot.waitUntil(lambda: RecentFile(path, gone=True) in app.recent.files)


def end(app: App) -> None:
    app.window.close()
    app.close()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_disk_that_answers_after_the_end_tells_nobody(
    start: Start, file: Path, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who would be told may be gone by then, or going: that is a crash, and no error that can be caught."""
    settings.recent = (file,)
    app = start(file)
    gate, before = threading.Event(), set(threading.enumerate())
    monkeypatch.setattr(recent, "_lies", lambda _path: not gate.wait(60))
    app.recent.look()
    (looking,) = set(threading.enumerate()) - before
    end(app)
    with qtbot.assertNotEmitted(app.recent.changed):
        gate.set()
        looking.join()
        QApplication.processEvents()
    assert not any(one.gone for one in app.recent.files)


def test_what_was_opened_stands_first_and_once(settings: Settings, tmp_path: Path) -> None:
    files = Recent(settings)
    one, two = tmp_path / "1.merilo", tmp_path / "2.merilo"
    for path in (one, two, one):
        files.opened(path)
    assert settings.recent == (one, two)
    for number in range(20):
        files.opened(tmp_path / f"{number}.merilo")
    assert len(settings.recent) == 8, "the list does not grow for ever"


def test_the_list_holds_paths_and_nothing_of_the_content(
    start: Start, file: Path, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    assert settings.recent == (file,)
    told = (tmp_path / "config" / "merilo.ini").read_text(encoding="utf-8")
    assert "North.merilo" in told
    assert app.me is not None
    for secret in (app.me.surname, app.me.given, PASSWORD):
        assert secret not in told


def test_unlocking_offers_the_other_files_by_the_keys(
    start: Start, file: Path, second: Path, settings: Settings, qtbot: QtBot
) -> None:
    settings.recent = (file, second)
    app = start(file)
    assert [one.path for one in shown(app)] == [second], "the one that is asked for is no other file"
    row = list_of(app).rows[0]
    row.setFocus()
    QTest.keyClick(row, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert [one.path for one in shown(app)] == [file]
    unlock(app, qtbot, SOUTH)
    assert app.data is not None
    assert app.data.path == second
    assert settings.recent == (second, file)


def test_the_first_screen_offers_them_too(start: Start, file: Path, settings: Settings, qtbot: QtBot) -> None:
    gone = file.with_name("Gone.merilo")
    settings.recent = (gone, file)
    app = start()
    card = card_of(app, UnlockCard)  # the newest one that is there is asked for
    assert [one.path for one in shown(app)] == [gone]
    QTest.keyClick(card.new, Key.Key_Space)
    card_of(app, WelcomeCard)
    assert [one.path for one in shown(app)] == [gone, file]
    QTest.mouseClick(list_of(app).rows[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    card_of(app, UnlockCard)


def test_a_file_that_is_gone_is_shown_so_and_taken_off_by_the_keys_or_the_mouse(
    start: Start, file: Path, settings: Settings, qtbot: QtBot
) -> None:
    gone = [file.with_name(f"{name}.merilo") for name in ("Lost", "Moved", "Away")]
    settings.recent = (file, *gone)
    app = start(file)
    known(app, qtbot, gone[0])
    assert [one.gone for one in shown(app)] == [True, True, True]
    row = list_of(app).rows[0]
    assert "not found" in row.accessibleName()
    assert str(gone[0]) in row.toolTip()
    row.setFocus()
    QTest.keyClick(row, Key.Key_Down)
    QTest.keyClick(focused(), Key.Key_Delete)
    assert settings.recent == (file, gone[0], gone[2])
    assert list_of(app).rows[1].hasFocus(), "the focus stays in the list"
    QTest.mouseClick(list_of(app).rows[0].cross, Qt.MouseButton.LeftButton)
    QTest.mouseClick(list_of(app).rows[0].cross, Qt.MouseButton.LeftButton)
    assert settings.recent == (file,)
    assert not list_of(app).isVisible(), "an empty list takes no room"
    assert file.exists(), "only the list is changed"


def test_opening_a_file_that_is_gone_says_so_in_the_card(
    start: Start, file: Path, settings: Settings, qtbot: QtBot
) -> None:
    settings.recent = (file, file.with_name("Lost.merilo"))
    app = start(file)
    QTest.mouseClick(list_of(app).rows[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert "was not found" in card_of(app, UnlockCard).fault.text
    unlock(app, qtbot)
    assert app.data is not None, "the other one can still be opened"


def test_the_row_paints_in_every_state(start: Start, file: Path, settings: Settings, qtbot: QtBot) -> None:
    settings.recent = (file, file.with_name("Lost.merilo"))
    app = start(file)
    known(app, qtbot, file.with_name("Lost.merilo"))
    row = list_of(app).rows[0]
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))  # another test may have left the pointer there
    still = row.grab().toImage()
    move_mouse(row, QPoint(5, 5))
    assert row.grab().toImage() != still, "under the pointer it is raised"


def entries(app: App, typed: str) -> list[Entry]:
    space = workspace_of(app)
    space.jump()
    assert space.jump_box is not None
    space.jump_box.edit.setText(typed)
    return list(space.jump_box.model.lines())


def test_the_jump_box_opens_a_recent_file(
    start: Start, file: Path, second: Path, settings: Settings, qtbot: QtBot
) -> None:
    settings.recent = (second,)
    app = unlock(start(file), qtbot)
    for typed in ("south", "ыщгер", "open the file"):
        assert entries(app, typed)[0].title == "Open the file South", typed
    box = workspace_of(app).jump_box
    assert box is not None
    assert not any(entry.title == "Open the file North" for entry in box.model.lines()), "it is open already"
    QTest.keyClick(box.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    card = card_of(app, UnlockCard)
    assert "“North” is closed. Everything in it is saved." in card.fault.text
    assert card.edit.hasFocus()


def test_the_jump_box_takes_a_file_that_is_gone_off_the_list(
    start: Start, file: Path, settings: Settings, qtbot: QtBot
) -> None:
    gone = file.with_name("Lost.merilo")
    settings.recent = (gone,)
    app = unlock(start(file), qtbot)
    known(app, qtbot, gone)
    entry = entries(app, "lost")[0]
    assert entry.note == "not found"
    box = workspace_of(app).jump_box
    assert box is not None
    QTest.keyClick(box.edit, Key.Key_Return)
    trouble = workspace_of(app).trouble
    assert trouble.text.startswith("“Lost.merilo” was not found.")
    assert app.data is not None, "the open file stays open"
    QTest.keyClick(trouble.act, Key.Key_Space)
    assert settings.recent == (file,)
    assert not trouble.isVisible()


def test_the_example_is_not_on_the_list(
    start: Start, settings: Settings, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("desktop.office.demo.demo.build", lambda path, _today: new_file(path, None))
    app = start()
    QTest.keyClick(card_of(app, WelcomeCard).demo, Key.Key_Space)
    qtbot.waitUntil(lambda: app.data is not None, timeout=120_000)
    assert settings.recent == ()


def test_a_file_that_lost_its_keys_is_still_there(
    start: Start, file: Path, second: Path, settings: Settings, qtbot: QtBot
) -> None:
    for one in keys.both(second):
        one.unlink(missing_ok=True)
    settings.recent = (second,)
    app = unlock(start(file), qtbot)
    entries(app, "south")
    box = workspace_of(app).jump_box
    assert box is not None
    QTest.keyClick(box.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    assert "South.merilo.keys" in card_of(app, UnlockCard).fault.text

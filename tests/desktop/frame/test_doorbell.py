"""One window to a file: a second start brings it forward, and another computer is asked about."""

import json
import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDir, QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from db.file import lock
from db.file.errors import Exists, OpenElsewhere
from desktop import errands
from desktop.frame import doorbell
from desktop.frame.doorbell import AT_START, PATIENCE, Answer, Doorbell, ring, ring_locked
from desktop.kit.form.dialog import Question
from desktop.start.actor import Actor
from desktop.start.unlock import UnlockCard
from domain.people.person import Person
from domain.progress import Progress
from tests.children import SECOND_START, Beside
from tests.desktop.conftest import PASSWORD, Start, card_of, new_file, unlock, workspace_of
from tests.desktop.frame.test_drops import drop
from tests.desktop.frame.test_lock import give
from tests.desktop.frame.test_lock import lock as press_lock
from tests.faults.sizes import size

STARTS = size("starts")
ELSEWHERE = {"user": "petrova", "host": "another-computer", "since": "2026-11-20T09:12:00+00:00"}

ANOTHER_WINDOW = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from db.file import lock
from desktop.frame.doorbell import Doorbell

class Window(QObject):
    def on_rung(self):
        print("rung", flush=True)
        if len(sys.argv) == 2:
            QTimer.singleShot(0, application.quit)

    def on_brought(self, brought):
        print(brought, flush=True)
        QTimer.singleShot(0, application.quit)

application, window, path = QCoreApplication([]), Window(), Path(sys.argv[1])
held, bell = lock.take(path, lambda: datetime.now(UTC)), Doorbell(window)
bell.listen(path)
bell.rung.connect(window.on_rung)
bell.brought.connect(window.on_brought)
print("open", flush=True)
application.exec()
"""

LONG = 280_000  # ms, in which even a busy machine lets the other window answer
BUSY_FOR = 2_500  # ms
BUSY = f"from PySide6.QtCore import QThread; QThread.msleep({BUSY_FOR}); application.exec"

STUCK = "sys.stdin.readline(); application.exec"  # until it is told to go on
BESIDE = """
import sys
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from desktop import app
from desktop.settings import Settings

class Look(QObject):
    def look(self):
        if self.app.jobs.busy:
            QTimer.singleShot(20, self.look)
            return
        card = self.app.window.start.card
        print(type(card).__name__, card.fault.text, sep="\\n", flush=True)
        self.app.window.close()

look, beside = Look(), app.App.start_beside

def start_beside(self, *told):
    look.app = self
    self.window.painted.connect(look.look)
    beside(self, *told)

app.AT_START, app.App.start_beside = 50, start_beside
settings = Settings(Path(sys.argv[2]))
settings.language = "en"
sys.exit(app.run(Path(sys.argv[1]), settings=settings))
"""


@pytest.fixture
def owner(qapp: QObject) -> QObject:
    return QObject()


def test_a_second_start_brings_the_open_window_forward_and_ends(
    start: Start, file: Path, tmp_path: Path, beside: Beside, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    bell = app._doorbell  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: bell._server is not None)  # pyright: ignore[reportPrivateUsage]
    for _ in range(STARTS):
        with qtbot.waitSignal(bell.rung, timeout=60_000):
            second = beside(SECOND_START, file, tmp_path / "second.ini")
        with pytest.raises(OpenElsewhere):
            lock.take(file, lambda: datetime.now(UTC), in_spite=True)
        qtbot.waitUntil(lambda: second.is_over)  # noqa: B023
        assert (second.end(), second.complaints) == ("", "")


def test_a_start_with_the_file_that_is_locked_here_brings_its_lock_page_forward_and_ends(
    start: Start, file: Path, tmp_path: Path, beside: Beside, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    press_lock(app, qtbot)
    bell = app._doorbell  # pyright: ignore[reportPrivateUsage]
    with qtbot.waitSignal(bell.rung, timeout=60_000):
        second = beside(SECOND_START, file, tmp_path / "second.ini")
    qtbot.waitUntil(lambda: second.is_over)
    assert (second.end(), second.complaints) == ("", "")
    give(app, qtbot)  # the window does not ring at itself


def test_nobody_answers_for_the_locked_file_once_another_is_asked_for(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    press_lock(app, qtbot)
    bell = app._doorbell  # pyright: ignore[reportPrivateUsage]
    assert bell._server is not None  # pyright: ignore[reportPrivateUsage]
    app.opening.look(new_file(tmp_path / "South.merilo", PASSWORD))
    assert bell._server is None  # pyright: ignore[reportPrivateUsage]
    assert ring_locked(file) is Answer.NOBODY
    qtbot.waitUntil(lambda: not app.jobs.busy)


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="sockets are no files here")
def test_a_socket_that_a_killed_window_left_behind_its_lock_page_answers_nobody(file: Path) -> None:
    name = doorbell._name_locked(file)  # pyright: ignore[reportPrivateUsage]
    place = Path(QDir.tempPath()) / name
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(place))
    assert doorbell._asking(file) == [name]  # pyright: ignore[reportPrivateUsage]
    assert ring_locked(file, LONG) is Answer.NOBODY
    place.unlink()


def test_a_file_that_is_open_in_another_window_is_shown_there_and_the_own_one_stays_open(
    start: Start, file: Path, tmp_path: Path, beside: Beside, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "PATIENCE", LONG)  # the other window is not busy, only the machine may be
    other = new_file(tmp_path / "South.merilo", PASSWORD, actors=2)  # of another organisation
    app = unlock(start(file), qtbot)
    window = beside(ANOTHER_WINDOW, other)
    assert window.line() == "open\n"
    drop(app.window, other)  # whether it could be merged is looked at in the background first
    qtbot.waitUntil(lambda: window.is_over)
    assert window.end() == "rung\n"
    told = "“South” is open in another window, which is in front now."
    qtbot.waitUntil(lambda: workspace_of(app).trouble.text == told)
    assert app.data is not None
    assert app.data.path == file


def test_a_start_waits_for_a_window_that_is_busy_and_opens_none_beside_it(file: Path, beside: Beside) -> None:
    window = beside(ANOTHER_WINDOW.replace("application.exec", BUSY), file)
    assert window.line() == "open\n"
    assert PATIENCE < BUSY_FOR < AT_START
    assert ring(file, LONG) is Answer.HERE
    assert window.end().startswith("rung\n")


def test_a_start_beside_a_window_that_stays_busy_says_so_and_asks_for_no_password(
    file: Path, tmp_path: Path, beside: Beside
) -> None:
    window = beside(ANOTHER_WINDOW.replace("application.exec", STUCK), file)
    assert window.line() == "open\n"
    assert ring(file, 1) is Answer.BUSY
    second = beside(BESIDE, file, tmp_path / "second.ini")
    card, told = second.end().splitlines()
    assert second.complaints == ""
    assert card == "WelcomeCard"
    assert (
        told
        == "“North” is open in another window, which is busy now. It comes to the front as soon as it can."
    )
    assert window.end("\n").startswith("rung\n"), "it hears of it once it is free"


def test_a_start_between_the_lock_and_the_bell_waits_for_the_window_and_opens_none(
    file: Path, tmp_path: Path, beside: Beside
) -> None:
    late = ANOTHER_WINDOW.replace("bell.listen(path)", 'print("held", flush=True), sys.stdin.readline()')
    late = late.replace('print("open", flush=True)', "bell.listen(path)")
    window = beside(late, file)
    assert window.line() == "held\n"
    packet = tmp_path / "Gromov.merilo-packet"
    assert ring(file, 1) is Answer.SILENT
    assert ring(file, 1, packet) is Answer.SILENT, "what never reached it is not said to be taken"
    second = beside(SECOND_START, file, tmp_path / "second.ini")
    assert window.end("\n") == "rung\n"
    assert (second.end(), second.complaints) == ("", "")


def test_a_lock_file_that_a_killed_window_left_is_waited_for_by_nobody(file: Path) -> None:
    lock.beside(file).write_text("{}")
    assert not lock.is_held(file)
    assert ring(file, LONG) is Answer.NOBODY
    held = lock.take(file, lambda: datetime.now(UTC))
    assert lock.is_held(file)
    held.release()
    assert not lock.is_held(file)


def test_a_file_whose_code_is_still_to_be_written_down_is_answered_for(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    app = start()
    app.opening._on_create_wanted(  # pyright: ignore[reportPrivateUsage]
        tmp_path / "South.merilo", PASSWORD, Actor("Sokolova")
    )
    qtbot.waitUntil(lambda: app.opening.created is not None, timeout=60_000)
    bell = app._doorbell  # pyright: ignore[reportPrivateUsage]
    assert bell._server is not None  # pyright: ignore[reportPrivateUsage]
    app.opening._on_code_written()  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: app.window.workspace is not None and not app.jobs.busy, timeout=60_000)
    qtbot.waitUntil(lambda: bell._server is not None)  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("stuck", [False, True])
def test_what_a_start_brings_reaches_a_window_that_is_there_or_that_is_free_later(
    file: Path, tmp_path: Path, beside: Beside, *, stuck: bool
) -> None:
    packet = tmp_path / "От Соколовой\n (1).merilo-packet"
    code = ANOTHER_WINDOW.replace("application.exec", STUCK) if stuck else ANOTHER_WINDOW
    window = beside(code, file, "waits")
    assert window.line() == "open\n"
    if stuck:
        assert ring(file, 1, packet) is Answer.BUSY
    else:
        assert ring(file, LONG, packet) is Answer.TAKEN
    heard = window.end("\n")
    assert heard in (f"rung\n{packet}\n", f"{packet}\nrung\n"), "whichever comes first"


def test_a_start_is_answered_before_the_window_looks_at_what_it_brings(
    file: Path, tmp_path: Path, beside: Beside
) -> None:
    slow = ANOTHER_WINDOW.replace("print(brought", "sys.stdin.readline(); print(brought")
    window = beside(slow.replace("application.exec", BUSY), file, "waits")
    assert window.line() == "open\n"
    packet = tmp_path / "Gromov.merilo-packet"
    assert ring(file, LONG, packet) is Answer.TAKEN
    assert window.end("\n") == f"rung\n{packet}\n"


def test_a_path_without_end_is_not_heard_and_the_bell_goes_on(
    owner: QObject, tmp_path: Path, qtbot: QtBot
) -> None:
    file, bell = tmp_path / "North.merilo", Doorbell(owner)
    brought: list[Path] = []
    bell.brought.connect(brought.append)
    lock.beside(file).touch()
    bell.listen(file)
    visitor = QLocalSocket(owner)
    visitor.connectToServer(doorbell._name(file))  # pyright: ignore[reportPrivateUsage]
    assert visitor.waitForConnected()
    visitor.write(b"/" + b"x" * 2 * doorbell.LONGEST)
    qtbot.waitUntil(lambda: visitor.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    visitor.connectToServer(doorbell._name(file))  # pyright: ignore[reportPrivateUsage]
    assert visitor.waitForConnected()
    for part in (b"/tmp/Gro", b"mov.merilo-", b"packet\0"):  # as slow as may be
        visitor.write(part)
        visitor.waitForBytesWritten()
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: bool(brought))
    assert brought == [Path("/tmp/Gromov.merilo-packet")]
    bell.stop()


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="no account can be asked for")
def test_a_socket_of_another_account_is_told_nothing_and_what_comes_from_there_is_not_taken(
    owner: QObject, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, bell = tmp_path / "North.merilo", Doorbell(owner)
    brought: list[Path] = []
    bell.brought.connect(brought.append)
    lock.beside(file).touch()
    bell.listen(file)
    another = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: another)
    assert ring(file, brought=tmp_path / "Gromov.merilo-packet") is Answer.NOBODY
    visitor = QLocalSocket(owner)
    visitor.connectToServer(doorbell._name(file))  # pyright: ignore[reportPrivateUsage]
    assert visitor.waitForConnected()
    visitor.write(b"/tmp/Gromov.merilo-packet\0")
    qtbot.waitUntil(lambda: visitor.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert brought == []
    bell.stop()


def test_whoever_rings_is_not_turned_away_by_a_window_that_begins_to_listen_once_more(
    owner: QObject, tmp_path: Path, qtbot: QtBot
) -> None:
    file, bell = tmp_path / "North.merilo", Doorbell(owner)
    bell.listen(file)
    visitor = QLocalSocket(owner)
    visitor.connectToServer(doorbell._name(file))  # pyright: ignore[reportPrivateUsage]
    assert visitor.waitForConnected(LONG)
    bell.listen(file)  # as a window does once it has shown the file
    qtbot.waitUntil(lambda: visitor.bytesAvailable() == len(doorbell.ANSWER))
    visitor.abort()
    bell.stop()


def test_nobody_answers_once_the_file_is_closed(owner: QObject, tmp_path: Path) -> None:
    file, bell = tmp_path / "North.merilo", Doorbell(owner)
    lock.beside(file).touch()
    bell.listen(file)
    bell.stop()
    assert ring(file) is Answer.NOBODY


def test_a_lock_that_another_computer_left_keeps_no_code_of_a_new_file_from_being_shown(
    tmp_path: Path,
) -> None:
    path, person = tmp_path / "North.merilo", Person(surname="Sokolova", is_actor=True)
    lock.beside(path).write_text(json.dumps(ELSEWHERE))
    created = errands.make_file(path, PASSWORD, person, tmp_path / "settings", Progress())
    assert created.recovery_code
    with pytest.raises(OpenElsewhere) as refused:
        lock.take(path, lambda: pytest.fail("nothing is written"))
    assert refused.value.holder.mine
    created.store.close()
    assert not lock.beside(path).exists()
    lock.beside(path).write_text(json.dumps(ELSEWHERE))
    with pytest.raises(Exists):
        errands.make_file(path, PASSWORD, person, tmp_path / "settings", Progress())
    assert json.loads(lock.beside(path).read_text()) == ELSEWHERE


def test_a_file_that_another_computer_has_open_is_opened_on_request_only(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    lock.beside(file).write_text(json.dumps(ELSEWHERE))
    app = start(file)
    card = card_of(app, UnlockCard)
    card.edit.setText(PASSWORD)
    card.open.click()
    qtbot.waitUntil(lambda: app.window.findChild(Question) is not None, timeout=60_000)
    question = app.window.findChild(Question)
    assert question is not None
    assert "petrova" in question.windowTitle()
    assert "another-computer" in question.windowTitle()
    question.safe.click()
    assert app.data is None
    assert card.open.isEnabled()
    assert json.loads(lock.beside(file).read_text()) == ELSEWHERE
    card.open.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in app.window.findChildren(Question)), timeout=60_000)
    next(one for one in app.window.findChildren(Question) if one.isVisible()).act.click()
    qtbot.waitUntil(lambda: app.data is not None and not app.jobs.busy, timeout=60_000)
    app.close()
    assert not lock.beside(file).exists()

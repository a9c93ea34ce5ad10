"""A packet, a key or a form opened from the folder while a window has the file open: that window takes it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.file import lock as lock_file
from desktop.app import App
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.take_question import TakeQuestion
from desktop.intake.form_dialog import FormDialog
from desktop.office.exchange import sending
from desktop.start.unlock import UnlockCard
from tests.children import SECOND_START, Beside
from tests.desktop.conftest import Start, card_of, new_file, unlock, workspace_of
from tests.desktop.exchange.hands import dialog
from tests.desktop.exchange.test_dropped_packets import opened
from tests.desktop.frame.test_lock import give, lock
from tests.desktop.intake.test_door import shown
from tests.desktop.intake.test_forms import come_in, filled_form
from tests.desktop.office.exchange.places import Exchange

type Hand = Callable[[App, Path], None]

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.exchange import packets
from desktop.exchange.take_question import TakeQuestion
from desktop.frame.doorbell import Doorbell
from desktop.settings import Settings

class Question(TakeQuestion):
    def open(self):
        super().open()
        print(self.accessibleDescription(), flush=True)
        self.reject()
        QApplication.quit()

def listen(self, path):
    listening(self, path)
    print("open", flush=True)

listening, Doorbell.listen, packets.TakeQuestion = Doorbell.listen, listen, Question
settings = Settings(Path(sys.argv[1]))
settings.language = "en"
sys.exit(app.run(Path(sys.argv[2]), settings=settings))
"""


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    """The settings that the ``start`` of this test works with."""
    return tmp_path / "config" / "merilo.ini"


@pytest.fixture
def hand(beside: Beside, ini: Path, qtbot: QtBot) -> Hand:
    """Start the program again as the file manager does, with what was opened and nothing else.

    It must end without a window of its own.
    """

    def handed(app: App, brought: Path) -> None:
        bell = app._doorbell  # pyright: ignore[reportPrivateUsage]
        qtbot.waitUntil(lambda: bell._server is not None)  # pyright: ignore[reportPrivateUsage]
        app.settings.write()
        second = beside(SECOND_START, brought.name, ini, folder=brought.parent)
        qtbot.waitUntil(lambda: second.is_over)
        assert (second.end(), second.complaints) == ("", "")

    return handed


def test_a_packet_opened_from_the_folder_is_asked_about_in_the_window_that_is_there(
    exchange: Exchange, start: Start, hand: Hand, qtbot: QtBot
) -> None:
    packet = exchange.invited()[0]
    app = opened(start, exchange.assessors[0], qtbot)
    hand(app, packet)
    dialog(qtbot, TakeQuestion).act.click()
    qtbot.waitUntil(lambda: workspace_of(app).place[0] == "exchange")


def test_a_key_opened_from_the_folder_is_asked_about_in_the_window_that_is_there(
    exchange: Exchange, start: Start, tmp_path: Path, hand: Hand, qtbot: QtBot
) -> None:
    key = tmp_path / "Громов.merilo-key"
    key.write_bytes(sending.pairing_file(exchange.assessors[0].store))
    app = opened(start, exchange.hr, qtbot)
    hand(app, key)
    dialog(qtbot, AddKeyForm).reject()


def test_a_form_opened_with_the_program_is_shown_in_the_window_that_is_there(
    start: Start, tmp_path: Path, hand: Hand, qtbot: QtBot
) -> None:
    app, _hr, manager = come_in(start, tmp_path, qtbot)
    _sheet, form = filled_form(app, "Orlov", manager, tmp_path)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    hand(app, form)
    qtbot.waitUntil(lambda: workspace_of(app).findChild(FormDialog) is not None)
    shown(app, FormDialog).reject()


def test_a_packet_that_comes_while_something_is_asked_waits_for_the_answer(
    exchange: Exchange, start: Start, hand: Hand, qtbot: QtBot
) -> None:
    first, key = exchange.invited()[0], exchange.folder / "Орлов.merilo-key"
    key.write_bytes(sending.pairing_file(exchange.assessors[1].store))
    app = opened(start, exchange.assessors[0], qtbot)
    hand(app, key)
    asked = dialog(qtbot, AddKeyForm)
    hand(app, first)
    qtbot.waitUntil(lambda: not app.jobs.busy)  # a look at the packet would be one
    assert app.window.findChild(TakeQuestion) is None
    asked.reject()
    dialog(qtbot, TakeQuestion).reject()


def test_a_packet_goes_to_the_window_that_is_there_though_another_file_was_opened_since(
    exchange: Exchange, start: Start, tmp_path: Path, hand: Hand, qtbot: QtBot
) -> None:
    packet = exchange.invited()[0]
    app = opened(start, exchange.assessors[0], qtbot)
    app.settings.last_file = new_file(tmp_path / "files" / "South.merilo")
    hand(app, packet)
    dialog(qtbot, TakeQuestion).reject()


def test_what_is_opened_while_the_file_is_locked_waits_for_its_password_and_begins_no_second_program(
    exchange: Exchange, start: Start, file: Path, tmp_path: Path, hand: Hand, qtbot: QtBot
) -> None:
    key = tmp_path / "Громов.merilo-key"
    key.write_bytes(sending.pairing_file(exchange.assessors[0].store))
    app = unlock(start(file), qtbot)
    card = lock(app, qtbot)
    assert not lock_file.beside(file).exists(), "the file is closed behind the page"
    hand(app, key)
    qtbot.waitUntil(lambda: "Громов.merilo-key" in card.fault.text)
    assert app.data is None
    give(app, qtbot)
    dialog(qtbot, AddKeyForm).reject()


def test_what_is_opened_while_a_window_asks_for_the_password_comes_to_that_window(
    exchange: Exchange, start: Start, file: Path, tmp_path: Path, hand: Hand, qtbot: QtBot
) -> None:
    key = tmp_path / "Громов.merilo-key"
    key.write_bytes(sending.pairing_file(exchange.assessors[0].store))
    app = start(file)
    app.settings.last_file = file  # as after the day before
    hand(app, key)
    qtbot.waitUntil(lambda: "Громов.merilo-key" in card_of(app, UnlockCard).fault.text)
    unlock(app, qtbot)
    dialog(qtbot, AddKeyForm).reject()


def test_two_programs_one_packet(exchange: Exchange, beside: Beside, tmp_path: Path) -> None:
    packet, place = exchange.invited()[0], exchange.assessors[0]
    place.store.close()
    ini = tmp_path / "first.ini"
    window = beside(WINDOW, ini, place.store.path)
    assert window.line() == "open\n"
    second = beside(SECOND_START, packet.name, ini, folder=packet.parent)
    assert (second.end(), second.complaints) == ("", "")
    assert "Лебедева" in window.end()

"""A packet, a key or a form opened from the folder while a window has the file open: that window takes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.take_question import TakeQuestion
from desktop.intake.form_dialog import FormDialog
from desktop.office.exchange import sending
from tests.desktop.conftest import Start, new_file, workspace_of
from tests.desktop.exchange.hands import dialog
from tests.desktop.exchange.test_dropped_packets import opened
from tests.desktop.intake.test_door import shown
from tests.desktop.intake.test_forms import come_in, filled_form
from tests.desktop.office.exchange.places import Exchange

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


def second_start(brought: Path, settings: Path) -> subprocess.Popen[str]:
    """Start the program as the file manager does, with what was opened and nothing else."""
    code = (
        "import sys; from pathlib import Path; from desktop import app; "
        "from desktop.settings import Settings\n"
        "sys.exit(app.run(Path(sys.argv[1]), settings=Settings(Path(sys.argv[2]))))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, brought.name, str(settings)],
        cwd=brought.parent,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    """The settings that the ``start`` of this test works with."""
    return tmp_path / "config" / "merilo.ini"


def handed(app: App, brought: Path, ini: Path, qtbot: QtBot) -> None:
    """Start the program again, with this; it must end without a window of its own."""
    app.settings.write()
    second = second_start(brought, ini)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert (second.returncode, second.communicate()[1]) == (0, "")


def test_a_packet_opened_from_the_folder_is_asked_about_in_the_window_that_is_there(
    exchange: Exchange, start: Start, ini: Path, qtbot: QtBot
) -> None:
    packet = exchange.invited()[0]
    app = opened(start, exchange.assessors[0], qtbot)
    handed(app, packet, ini, qtbot)
    dialog(qtbot, TakeQuestion).act.click()
    qtbot.waitUntil(lambda: workspace_of(app).place[0] == "exchange")


def test_a_key_opened_from_the_folder_is_asked_about_in_the_window_that_is_there(
    exchange: Exchange, start: Start, tmp_path: Path, ini: Path, qtbot: QtBot
) -> None:
    key = tmp_path / "Громов.merilo-key"
    key.write_bytes(sending.pairing_file(exchange.assessors[0].store))
    app = opened(start, exchange.hr, qtbot)
    handed(app, key, ini, qtbot)
    dialog(qtbot, AddKeyForm).reject()


def test_a_form_opened_with_the_program_is_shown_in_the_window_that_is_there(
    start: Start, tmp_path: Path, ini: Path, qtbot: QtBot
) -> None:
    app, _hr, manager = come_in(start, tmp_path, qtbot)
    _sheet, form = filled_form(app, "Orlov", manager, tmp_path)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    handed(app, form, ini, qtbot)
    qtbot.waitUntil(lambda: workspace_of(app).findChild(FormDialog) is not None)
    shown(app, FormDialog).reject()


def test_a_packet_that_comes_while_something_is_asked_waits_for_the_answer(
    exchange: Exchange, start: Start, ini: Path, qtbot: QtBot
) -> None:
    first, key = exchange.invited()[0], exchange.folder / "Орлов.merilo-key"
    key.write_bytes(sending.pairing_file(exchange.assessors[1].store))
    app = opened(start, exchange.assessors[0], qtbot)
    handed(app, key, ini, qtbot)
    asked = dialog(qtbot, AddKeyForm)
    handed(app, first, ini, qtbot)
    assert not app.jobs.busy
    assert app.window.findChild(TakeQuestion) is None
    asked.reject()
    dialog(qtbot, TakeQuestion).reject()


def test_a_packet_goes_to_the_window_that_is_there_though_another_file_was_opened_since(
    exchange: Exchange, start: Start, tmp_path: Path, ini: Path, qtbot: QtBot
) -> None:
    packet = exchange.invited()[0]
    app = opened(start, exchange.assessors[0], qtbot)
    app.settings.last_file = new_file(tmp_path / "files" / "South.merilo")
    handed(app, packet, ini, qtbot)
    dialog(qtbot, TakeQuestion).reject()


def test_two_programs_one_packet(exchange: Exchange, tmp_path: Path) -> None:
    packet, place = exchange.invited()[0], exchange.assessors[0]
    place.store.close()
    ini = tmp_path / "first.ini"
    window = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", WINDOW, str(ini), str(place.store.path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert window.stdout is not None
    assert window.stdout.readline() == "open\n"
    second = second_start(packet, ini)
    assert (second.communicate(timeout=600)[1], second.returncode) == ("", 0)
    said = window.communicate(timeout=600)[0]
    assert ("Лебедева" in said, window.returncode) == (True, 0), said

"""Two windows that ask for one password: what is opened meanwhile comes to one of them, and is not lost."""

from pathlib import Path

import pytest

from desktop.office.exchange import sending
from desktop.settings import Settings
from tests.children import SECOND_START, Beside, Child
from tests.desktop.conftest import PASSWORD
from tests.desktop.office.exchange.places import Exchange

PAGE = f"""
import sys
from pathlib import Path
from threading import Thread
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.exchange.add_key_form import AddKeyForm
from desktop.frame import doorbell
from desktop.frame.doorbell import Answer, Doorbell
from desktop.frame.opening import Opening
from desktop.settings import Settings
from desktop.start.unlock import UnlockCard

doorbell.PATIENCE = 3_600_000  # ms: nobody here is busy, only the machine may be
app.ring_locked = lambda *_all: Answer.NOBODY  # both began in the same moment

def tells(of, name, word):
    before = getattr(of, name)
    def then(self, *all):
        done = before(self, *all)
        if done is not False:
            print(word, flush=True)
        return done
    setattr(of, name, then)

tells(Doorbell, "listen_locked", "asks")
tells(Doorbell, "listen", "open")
tells(Opening, "shows_elsewhere", "elsewhere")
tells(AddKeyForm, "open", "key")

class Ears(QObject):
    said = Signal(str)

    def listen(self):
        for line in sys.stdin:
            self.said.emit(line.strip())

class Page(app.App):
    def __init__(self, *all):
        super().__init__(*all)
        self.ears = Ears()
        self.ears.said.connect(self.hear, Qt.ConnectionType.QueuedConnection)
        self._doorbell.brought.connect(self.has)
        Thread(target=self.ears.listen, daemon=True).start()

    def has(self, path):
        print("has", path.name, flush=True)

    def hear(self, word):
        if word == "leave":
            for form in self.window.findChildren(AddKeyForm):
                form.reject()
            QApplication.quit()
            return
        (card,) = [one for one in self.window.findChildren(UnlockCard) if one.isVisible()]
        QTest.keyClicks(card.edit, {PASSWORD!r})
        QTest.keyClick(card.edit, Qt.Key.Key_Return)

app.App = Page
settings = Settings(Path(sys.argv[1]))
settings.language = "en"
sys.exit(app.run(Path(sys.argv[2]), settings=settings))
"""


@pytest.fixture
def key(exchange: Exchange) -> Path:
    """A file that a file manager opens with the program."""
    path = exchange.folder / "Громов.merilo-key"
    path.write_bytes(sending.pairing_file(exchange.assessors[0].store))
    return path


@pytest.fixture
def ini(tmp_path: Path, file: Path) -> Path:
    """The settings of this account, by which the file was opened the day before."""
    settings = Settings(tmp_path / "account.ini")
    settings.last_file = file
    settings.write()
    return tmp_path / "account.ini"


@pytest.fixture
def pages(beside: Beside, ini: Path, file: Path) -> tuple[Child, Child]:
    """Two windows that ask for the password of the file; the second came to its page last."""
    first = beside(PAGE, ini, file)
    assert first.line() == "asks\n"
    second = beside(PAGE, ini, file)
    assert second.line() == "asks\n"
    return first, second


def handed(beside: Beside, ini: Path, key: Path) -> None:
    """Start the program with the key, as the file manager does; it must end without a window of its own."""
    third = beside(SECOND_START, key, ini)
    assert (third.end(), third.complaints) == ("", "")


def test_what_one_page_was_given_comes_to_the_window_that_opens_the_file(
    pages: tuple[Child, Child], beside: Beside, ini: Path, key: Path
) -> None:
    first, second = pages
    handed(beside, ini, key)
    assert second.line() == f"has {key.name}\n"
    first.tell("password")
    assert first.line() == "open\n"
    second.tell("password")
    assert second.line() == "elsewhere\n"
    assert first.line() == f"has {key.name}\n", "the page hands on what it cannot take"
    assert first.line() == "key\n"
    second.end("leave\n")
    assert first.end("leave\n") == "", "it is asked about once"


def test_the_page_that_opens_the_file_takes_what_it_was_given_itself(
    pages: tuple[Child, Child], beside: Beside, ini: Path, key: Path
) -> None:
    first, second = pages
    handed(beside, ini, key)
    assert second.line() == f"has {key.name}\n"
    second.tell("password")
    assert sorted((second.line(), second.line())) == ["key\n", "open\n"]
    first.tell("password")
    assert first.line() == "elsewhere\n"
    assert first.end("leave\n") == ""
    assert second.end("leave\n") == ""


@pytest.mark.parametrize("leaving", [0, 1], ids=["the first leaves", "the last leaves"])
def test_a_page_that_is_closed_leaves_the_other_one_within_reach(
    pages: tuple[Child, Child], beside: Beside, ini: Path, key: Path, leaving: int
) -> None:
    pages[leaving].end("leave\n")
    stays = pages[1 - leaving]
    handed(beside, ini, key)
    assert stays.line() == f"has {key.name}\n"
    stays.end("leave\n")


def test_what_a_page_was_given_goes_to_the_window_that_has_the_file_when_the_page_is_closed(
    pages: tuple[Child, Child], beside: Beside, ini: Path, key: Path
) -> None:
    first, second = pages
    handed(beside, ini, key)
    assert second.line() == f"has {key.name}\n"
    first.tell("password")
    assert first.line() == "open\n"
    second.end("leave\n")
    assert first.line() == f"has {key.name}\n"
    assert first.line() == "key\n"
    first.end("leave\n")

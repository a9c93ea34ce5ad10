"""Somebody who cannot see the program is told what every control is: heard from outside, over AT-SPI.

What was heard lies in ``build/aloud/`` afterwards.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from db.file import keys
from resources.i18n import words
from tests import prepared
from tests.desktop import aloud, hands
from tests.desktop.aloud import Heard, Listener
from tests.desktop.conftest import PASSWORD, new_file

DUMPS = hands.ROOT / "build" / "aloud"
RAIL = {"Обзор", "Люди", "Оценка", "Команда", "Развитие", "Модель", "Настройки"}
NAMELESS_WINDOW = """
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
application = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
column.addWidget(QPushButton("Named"))
column.addWidget(QPushButton())
window.show()
application.exec()
"""
A_SHEET = """
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from db.file.store import Store
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.assessing.sheet.walk import make_file, noon, open_screen
application = QApplication([])
file = Path({file!r})
make_file(file)
frame = QWidget()
screen = open_screen(Store.open(file, clock=noon), Theme("light"), Settings(Path({settings!r})), frame)
frame.show()
frame.activateWindow()
screen.modes.focus()
application.exec()
"""

A_MERGE = """
from datetime import date
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from db.assessing import people
from db.file.store import Store
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.exchange.merge.dialog import MergeFilesDialog
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
application = QApplication([])
frame = QWidget()
store = Store.open(Path({file!r}), {password!r})
me = store.read(people.actors)[0]
store.act_as(me.id)
context = Context(
    Data(store, frame), Jobs(frame), Settings(Path({settings!r})), Actions(), Theme("light"), me, date.today
)
frame.resize(900, 700)
frame.show()
MergeFilesDialog(context, frame, Path({other!r})).open()
application.exec()
"""

ITS_CORRECTION = """
screen.asking.why(screen.model.sheet.id)
application.exec()
"""


@dataclass(frozen=True, slots=True)
class Room:
    """A screen and a message bus of one's own, and what a program has to know of them."""

    display: hands.Display
    listener: Listener
    environment: dict[str, str]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with (
        hands.display(tmp_path / "x") as display,
        TemporaryDirectory() as short,  # the name of a socket has at most 107 bytes
        aloud.listening(Path(short), display.name) as (listener, environment),
    ):
        yield Room(display, listener, environment)


def named(tree: Heard, place: str) -> set[str]:
    """Keep the dump, look for what has no name, and return the names."""
    DUMPS.mkdir(parents=True, exist_ok=True)
    (DUMPS / f"{place}.txt").write_text(tree.dump(), "utf-8")
    assert [(one.role, one.address) for one in tree.nameless] == []
    return {one.name for one in tree.usable()}


def has(names: set[str], *begins: str) -> bool:
    return all(any(name.startswith(begin) for name in names) for begin in begins)


def test_every_control_of_people_and_sheet_says_what_it_is(room: Room, tmp_path: Path) -> None:
    shutil.rmtree(DUMPS, ignore_errors=True)
    (tmp_path / "demo").mkdir()
    file = tmp_path / "demo" / "demo.merilo"
    prepared.demo(file)
    hear = room.listener
    with hands.program(
        room.display, tmp_path / "home", tmp_path / "seen", "ru_RU.UTF-8", str(file), **room.environment
    ) as program:
        hear.press("Громов Максим Сергеевич")
        hear.find("Новая оценка")  # the page before has «Продолжить» too
        home = hear.read()
        assert home.name == "Merilo"
        assert named(home, "home") >= RAIL

        hear.press("Люди")
        hear.find("Лебедева Ирина Олеговна")
        people = named(hear.read(), "people")
        assert people >= {"Люди", "Имя, код, подразделение", "C-0042", "20.11.2026", "Изменить…"}

        hear.begin_to_hear()
        hear.press("Добавить…")
        hear.press("Сохранить")
        hear.hear("Впишите фамилию.")
        hear.press("Отменить")

        hear.press("Обзор")
        hear.find("Новая оценка")  # the page before has «Продолжить» too
        hear.press("Продолжить")
        hear.press("Вид: Таблица")
        hear.find("Компетенции")
        table = named(hear.read(), "sheet table")
        assert has(table, "Сдать лист…", "Функции")
        assert any(", уровень 2, базовый" in name for name in table)

        hear.press("Вид: Карточка")
        hear.wait(lambda tree: not tree.usable("Компетенции"), "the card")
        card = named(hear.read(), "sheet card")
        assert has(card, "Уровень 0, ", "Уровень 4, ", "Вопрос не задан", "Дата факта")
        # What was closed between two questions of ours is no fault of the program.
        said = program.complaints.splitlines()
        assert [line for line in said if "Could not find accessible on path" not in line] == []


@contextmanager
def a_sheet(room: Room, folder: Path, then: str = "") -> Generator[None]:
    """Show a sheet, and what is done *then*, to somebody who listens."""
    shown = A_SHEET.format(file=str(folder / "кадры.merilo"), settings=str(folder / "s.ini"))
    with window_of(room, folder, shown.removesuffix("application.exec()\n") + then if then else shown):
        yield


@contextmanager
def window_of(room: Room, folder: Path, shown: str) -> Generator[None]:
    """Run what shows a window to somebody who listens."""
    script = folder / "shown.py"
    script.write_text(shown)
    environment = {
        **os.environ, "DISPLAY": room.display.name, "QT_QPA_PLATFORM": "xcb", **room.environment,
        "PYTHONPATH": str(hands.ROOT),
    }  # fmt: skip
    room.listener.begin_to_hear()
    window = subprocess.Popen([sys.executable, str(script)], env=environment)
    try:
        yield
    finally:
        window.kill()
        window.wait()


def test_a_mark_is_heard_when_it_is_saved_and_so_is_what_fails(room: Room, tmp_path: Path) -> None:
    with a_sheet(room, tmp_path):
        room.listener.find("Компетенции")
        room.display.press("3")
        room.listener.hear(
            "K01: 3, уверенный. Дальше K02. "
            "K01: нужен факт, записать — У или +. Без факта дальше — цифра для K02."
        )
        room.display.press("6", "equal")
        room.listener.hear("K02: ответа недостаточно, чтобы судить об уровне. Дальше K03")
        room.listener.hear("K03: у близких ещё нет отметки: K10")


def test_what_a_dialog_refuses_is_heard_again_at_each_try(room: Room, tmp_path: Path) -> None:
    with a_sheet(room, tmp_path, ITS_CORRECTION):
        for tries in (1, 2):
            room.listener.press("Начать исправление")
            room.listener.hear("Нужна причина. Напишите, почему.", times=tries)


def test_a_button_without_words_is_heard_to_have_no_name(room: Room) -> None:
    environment = {"DISPLAY": room.display.name, "QT_QPA_PLATFORM": "xcb", **room.environment}
    window = subprocess.Popen([sys.executable, "-c", NAMELESS_WINDOW], env=environment)
    try:
        room.listener.find("Named")
        assert [one.role for one in room.listener.read().nameless] == ["push button"]
    finally:
        window.kill()
        window.wait()


def test_a_merge_says_what_it_refuses_what_it_does_and_how_it_ends(room: Room, tmp_path: Path) -> None:
    file, other = new_file(tmp_path / "file.merilo"), tmp_path / "branch" / "file.merilo"
    other.parent.mkdir()
    shutil.copyfile(file, other)
    shutil.copyfile(keys.beside(file), keys.beside(other))
    says, heard = words("ru").gettext, room.listener
    script = A_MERGE.format(
        file=str(file), other=str(other), password=PASSWORD, settings=str(tmp_path / "s.ini")
    )
    with window_of(room, tmp_path, script):
        heard.press(says("Look through"))
        heard.hear(says("Enter the password."))
        room.display.type(PASSWORD)
        room.display.press("Return")  # after what is typed, as it was pressed
        heard.hear(says("Looking through"))
        heard.hear(says("The other file had nothing new.").rstrip("."))
        act = says("Merge")
        heard.wait(lambda tree: any("enabled" in one.states for one in tree.usable(act)), act)
        heard.press(act)
        heard.hear(says("Copying, then merging"))
        done = says("Merged: event {event} of the journal.").partition("{")[0]
        heard.wait(lambda _tree: any(one.startswith(done) for one in heard.said), "how it ended")

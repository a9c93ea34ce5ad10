"""What a person does with packets in a window, and what is seen of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.context import Context
from desktop.exchange.packets import Packets
from desktop.exchange.take_question import TakeQuestion
from desktop.kit.page import files
from tests.desktop.conftest import Room
from tests.desktop.office.exchange.places import Place

type At = Callable[[Place], Context]
"""Makes what a window of this file works with."""


def window(context: Context, qtbot: QtBot) -> Room:
    room = Room(context)
    qtbot.addWidget(room)
    room.resize(1196, 772)
    room.show()
    return room


def dialog[D: QWidget](qtbot: QtBot, kind: type[D]) -> D:
    def found() -> list[D]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[-1]


def heard(packets: Packets) -> list[tuple[object, ...]]:
    """Return a list that fills with where the packets lead."""
    led: list[tuple[object, ...]] = []

    def told(text: str) -> None:
        led.append(("told", text))

    def to_sheet(sheet: int, assessor: int) -> None:
        led.append(("sheet", sheet, assessor))

    def to_case(case: int) -> None:
        led.append(("case", case))

    def to_line(key: str) -> None:
        led.append(("line", key))

    def to_list() -> None:
        led.append(("exchange",))

    packets.told.connect(told)
    packets.sheet_opened.connect(to_sheet)
    packets.case_wanted.connect(to_case)
    packets.line_wanted.connect(to_line)
    packets.exchange_wanted.connect(to_list)
    return led


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Choose this folder wherever one is asked for."""

    def chosen(*_all: object) -> Path:
        return folder

    monkeypatch.setattr(files, "folder", chosen)


def taken(packets: Packets, path: Path, qtbot: QtBot) -> str:
    """Take a packet as somebody who agrees; return what the question says."""
    packets.take(path.read_bytes())
    question = dialog(qtbot, TakeQuestion)
    said = question.accessibleDescription()
    with qtbot.waitSignal(packets.told):  # it is taken in a job
        question.act.click()
    return said

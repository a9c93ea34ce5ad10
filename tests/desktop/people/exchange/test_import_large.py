"""Two thousand people come in while the window goes on answering."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from db.assessing import rosters
from desktop.app import App
from desktop.office.intake import apart
from domain.progress import Progress
from tests.bench.roster import PEOPLE, write_list
from tests.desktop.people.exchange.hands import CTRL, Key, choose, press, settle, surnames


class Pulse(QObject):
    """Counts how often the event loop came round."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(5)

    def _on_beat(self) -> None:
        self.beats += 1


def test_two_thousand_people_are_loaded_and_the_window_goes_on(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "штат.xlsx"
    write_list(path)
    on_window: dict[str, bool] = {}
    read, write = apart.read, rosters.load

    def noted_read(*args: object, progress: Progress) -> object:
        on_window["read"] = QThread.isMainThread()
        return read(*args, progress=progress)  # type: ignore[arg-type]

    def noted_write(*args: object) -> object:
        on_window["written"] = QThread.isMainThread()
        return write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(apart, "read", noted_read)
    monkeypatch.setattr(rosters, "load", noted_write)
    pulse = Pulse()
    screen = choose(app, qtbot, path, monkeypatch)
    assert screen.looked is not None
    assert screen.looked.roster.size == PEOPLE
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert screen.report.isVisible()
    assert len(surnames(app)) == PEOPLE + 4
    assert on_window == {"read": False, "written": False}
    assert pulse.beats > 10, "the loop went round while the job worked"
    pulse.deleteLater()

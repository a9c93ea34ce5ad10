"""Two thousand people come in while the window goes on answering."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.app import App
from tests.bench.roster import PEOPLE, write_list
from tests.desktop.exchange.hands import CTRL, Key, choose, press, settle, surnames

CPU = 5.0  # seconds of work, whoever else works on this machine


class Pulse(QObject):
    """Notes when the event loop came round."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[float] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(5)

    def _on_beat(self) -> None:
        self.beats.append(time.monotonic())

    @property
    def longest(self) -> float:
        """The longest time between two beats, seconds."""
        return max(after - before for before, after in zip(self.beats, self.beats[1:], strict=False))


def test_two_thousand_people_are_loaded_and_the_window_goes_on(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "штат.xlsx"
    write_list(path)
    pulse, begun = Pulse(), time.process_time()
    screen = choose(app, qtbot, path, monkeypatch)
    assert screen.looked is not None
    assert screen.looked.roster.size == PEOPLE
    press(Key.Key_Return, CTRL)
    settle(app, qtbot)
    took = time.process_time() - begun
    assert screen.report.isVisible()
    assert len(surnames(app)) == PEOPLE + 4
    assert len(pulse.beats) > 50, "the loop went round while the job worked"
    assert pulse.longest < (pulse.beats[-1] - pulse.beats[0]) / 2
    assert took < CPU
    pulse.deleteLater()

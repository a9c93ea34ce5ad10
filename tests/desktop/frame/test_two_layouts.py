"""A keyboard with two layouts, as nearly every Russian one: each key does its act in both."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import Actions
from tests.desktop import hands

NAMES = ("lock", "fact", "export")
CTRL, ALT, L, E = "37", "64", "46", "26"  # keys by their place, whatever is written on them


class Listener(QWidget):
    """Prints which act a key did."""

    def on_act(self) -> None:
        print(self.sender().objectName(), flush=True)  # noqa: T201


def main() -> int:
    """Show a window with acts, for a keyboard with several layouts."""
    application = QApplication(sys.argv)
    window = Listener(windowTitle="acts", focusPolicy=Qt.FocusPolicy.StrongFocus)
    actions = Actions()
    for name in NAMES:
        actions.make(name, window, window.on_act)
    window.show()
    return application.exec()


@pytest.fixture
def display(tmp_path: Path) -> Iterator[hands.Display]:
    with hands.display(tmp_path / "x") as shown:
        yield shown


@pytest.mark.parametrize("layouts", ["us", "ru", "us,ru", "ru,us"])
def test_each_key_does_its_act_whichever_layout_is_on(
    layouts: str, display: hands.Display, tmp_path: Path
) -> None:
    display.lay_out(layouts)
    command = [sys.executable, "-m", "tests.desktop.frame.test_two_layouts", "-platform", "xcb"]
    environment = {"DISPLAY": display.name, "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, cwd=hands.ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as window:
        try:
            hands.Program(display, window, tmp_path, tmp_path).turn_to("acts")
            told: list[str] = []
            for keys in ((CTRL, ALT, L), (E,), (CTRL, E)):
                press = [part for key in keys for part in ("keydown", key)]
                display.xdotool(*press, *(part for key in reversed(keys) for part in ("keyup", key)))
                assert window.stdout is not None
                told.append(window.stdout.readline().strip())
        finally:
            window.terminate()
    assert tuple(told) == NAMES


@pytest.mark.qt_log_ignore("Ambiguous shortcut overload")
def test_a_key_that_two_acts_share_does_neither(qapp: QApplication, qtbot: QtBot) -> None:
    window = Listener()
    qtbot.addWidget(window)
    acts = [Actions().make("fact", window, window.on_act) for _each in range(2)]
    window.show()
    done: list[QWidget] = []
    for one in acts:
        one.triggered.connect(lambda: done.append(window))
    key = QKeySequence(Qt.Key.Key_E)
    qapp.sendEvent(acts[0], QShortcutEvent(key, 0, True))
    assert done == []
    acts[1].setEnabled(False)
    qapp.sendEvent(acts[0], QShortcutEvent(key, 0, True))
    assert done == [window]


if __name__ == "__main__":
    sys.exit(main())

"""What is switched off says why, and says its own again when it is on."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.widgets.off import allow


@pytest.fixture
def button(qapp: QApplication, qtbot: QtBot) -> QPushButton:
    made = QPushButton("Save")
    qtbot.addWidget(made)
    made.setToolTip("Ctrl+S")
    made.setAccessibleDescription("saves the sheet")
    return made


def test_a_reason_switches_off_and_is_told_to_eye_and_ear(button: QPushButton) -> None:
    allow(button, "Nothing <b>chosen</b>")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Nothing <b>chosen</b>"
    assert "&lt;b>chosen" in button.toolTip(), "a tooltip takes no markup from a text"


def test_without_a_reason_it_is_on_and_says_what_it_said(button: QPushButton) -> None:
    allow(button, "First reason")
    allow(button, "Second reason")
    allow(button)
    assert button.isEnabled()
    assert (button.toolTip(), button.accessibleDescription()) == ("Ctrl+S", "saves the sheet")

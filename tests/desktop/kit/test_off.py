"""Whatever is switched off says why: the helper does it; ``test_every_control.py`` looks at every screen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.file import opening
from desktop.kit.off import allow
from desktop.kit.tips import set_tip, tip_of
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.screens import checks


@pytest.fixture
def button(qapp: QApplication, qtbot: QtBot) -> QPushButton:
    made = QPushButton("Save")
    qtbot.addWidget(made)
    set_tip(made, "Ctrl+S")
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
    assert (tip_of(button), button.accessibleDescription()) == ("Ctrl+S", "saves the sheet")


def test_in_a_file_that_can_only_be_read_every_control_that_is_off_says_so(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "permitted", lambda _path: False)  # root may write whatever the rights say
    app = unlock(start(file), qtbot)
    for place in ("home", "people", "assessment", "preferences"):
        workspace_of(app).go(place)
        QApplication.processEvents()
        found = [one for one in checks.examine(app.window) if one.kind == checks.SILENT]
        assert found == [], place
    off = [
        one.text()
        for one in workspace_of(app).shown.findChildren(QPushButton)
        if one.isVisible() and not one.isEnabled()
    ]
    assert {"Save organisation", "Change password"} <= set(off)


def test_a_control_that_is_off_and_silent_is_found(button: QPushButton) -> None:
    def kinds() -> set[str]:
        return {one.kind for one in checks.examine(button)}

    button.resize(200, 40)
    button.show()
    assert checks.SILENT not in kinds()
    button.setAccessibleDescription("")
    button.setEnabled(False)
    assert checks.SILENT in kinds(), "a tooltip alone tells nothing to a screen reader"
    allow(button, "Nothing is chosen")
    assert checks.SILENT not in kinds()

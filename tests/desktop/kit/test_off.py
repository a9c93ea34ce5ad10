"""Whatever is switched off says why: the helper does it, and no control of any screen forgot it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.file import opening
from desktop.kit.off import allow
from desktop.kit.tips import set_tip, tip_of
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.screens import checks, scene
from tests.screens.looks import Look
from tests.screens.scenes import played, scenes
from tests.screens.stage import Files, on_stage


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


@pytest.fixture
def _own_cursor(qapp: QApplication) -> Iterator[None]:
    before = qapp.cursorFlashTime()
    yield
    qapp.setCursorFlashTime(before)


@pytest.mark.usefixtures("_own_cursor")
def test_no_screen_in_any_state_has_a_control_that_is_off_without_a_reason(
    qapp: QApplication, tmp_path: Path
) -> None:
    files = Files.make(tmp_path)
    off: list[str] = []
    silent: list[str] = []
    for place, path in (
        (scene.START, None),
        (scene.EMPTY, files.empty),
        (scene.AS_HR, files.demo),
        (scene.AS_MANAGER, files.demo),
    ):
        with on_stage(qapp, files, Look("en", "light"), path) as stage:
            if path == files.demo:
                stage.act_as(scene.HR if place == scene.AS_HR else scene.MANAGER)
            for one in scenes():
                if one.place == place:
                    with played(one, stage):
                        root = stage.subject()
                        found = [fault for fault in checks.examine(root) if fault.kind == checks.SILENT]
                        silent += [f"{one.name}: {fault.widget}" for fault in found]
                        off += [
                            one.name
                            for button in root.findChildren(QPushButton)
                            if button.isVisibleTo(root) and not button.isEnabled()
                        ]
    assert silent == []
    assert {"unlock-busy", "sheet-card"} & set(off), "the walk meets controls that are off"


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
    assert {"Save details", "Change password"} <= set(off)


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

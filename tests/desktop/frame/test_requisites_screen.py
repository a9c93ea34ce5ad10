"""Document details in the settings: for all documents, for one of them, and a logo that is none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.people import requisites
from desktop.app import App
from desktop.kit.page import files
from desktop.office.papers.registry import REFUSAL
from desktop.preferences.requisites import RequisitesPanel
from desktop.preferences.screen import PreferencesScreen
from domain.people.organisation import Requisites
from tests.desktop.conftest import Start, unlock, workspace_of


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


@pytest.fixture
def panel(app: App) -> RequisitesPanel:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    return screen.requisites


def test_requisites_are_entered_for_all_documents_and_changed_for_one(
    app: App, panel: RequisitesPanel
) -> None:
    assert app.data is not None and panel.edits["address"].isVisibleTo(panel)
    QTest.keyClicks(panel.edits["executor"], "Sokolova A.V.")
    QTest.keyClick(panel.edits["executor"], Qt.Key.Key_Return)
    panel.document.setCurrentIndex(panel.document.findText("Reasons for the refusal"))
    panel.document.activated.emit(panel.document.currentIndex())
    assert panel.kind == REFUSAL and not panel.edits["address"].isVisibleTo(panel)
    assert panel.edits["executor"].placeholderText() == "Sokolova A.V."
    QTest.keyClicks(panel.edits["approver_name"], "Fomina E.P.")
    panel.code.setCurrentIndex(2)
    panel.save.click()
    known = app.data.read(requisites.entered)
    assert known[requisites.USUAL] == Requisites(executor="Sokolova A.V.", coded=False)
    assert known[REFUSAL] == Requisites(approver_name="Fomina E.P.", coded=True)


def test_what_was_typed_for_one_document_waits_there(app: App, panel: RequisitesPanel) -> None:
    QTest.keyClicks(panel.edits["unit"], "Shift A")
    for place in (1, 0):
        panel.document.setCurrentIndex(place)
        panel.document.activated.emit(place)
        assert panel.edits["unit"].text() == ("" if place else "Shift A")


def one_file(path: Path) -> Callable[..., Path]:
    def choose(*_asked: object) -> Path:
        return path

    return choose


def test_a_logo_that_is_no_picture_is_told_and_the_old_one_stays(
    app: App, panel: RequisitesPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert app.data is not None
    good, bad = tmp_path / "logo.png", tmp_path / "letter.png"
    Image.new("RGB", (300, 90), "navy").save(good)
    bad.write_bytes(b"Dear colleagues")
    for path in (good, bad, tmp_path / "gone.png"):
        monkeypatch.setattr(files, "open_file", one_file(path))
        panel.choose_logo.click()
        assert not panel.choose_logo.isEnabled(), "another process reads it"
        qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
        assert panel.fault.text().startswith(
            "" if path == good else "This file is not" if path == bad else ""
        )
        assert bool(panel.fault.text()) == (path != good)
    assert app.data.read(requisites.entered)[requisites.USUAL].logo.startswith(b"\x89PNG")
    panel.drop_logo.click()
    assert not app.data.read(requisites.entered)[requisites.USUAL].logo

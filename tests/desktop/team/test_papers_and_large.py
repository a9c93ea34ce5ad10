"""The papers of the team are had from the screen; a large team is read as a job and holds nothing up."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import cycles
from db.store import Store
from desktop.context import Context
from desktop.export.dialog import ExportDialog
from desktop.widgets import files
from tests.db import sample
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.team.conftest import Show, choose_newest_cycle
from tests.desktop.team.staff import Staff, two_quarters
from tests.desktop.team.test_map import CTRL, names, press

Key = Qt.Key


def test_the_matrix_is_written_as_a_paper_of_the_unit_on_the_screen(
    staff: Staff, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_quarters(staff)
    screen = show()

    def answer(*_arguments: object) -> Path:
        return tmp_path / "papers"

    monkeypatch.setattr(files, "folder", answer)
    screen.bar.units.setCurrentIndex(screen.bar.units.findData(staff.units["Смена Б"]))
    screen.bar.unit_chosen.emit()
    press(Key.Key_E, held=CTRL)
    dialog = screen.findChild(ExportDialog)
    assert dialog is not None
    dialog.folder_button.click()
    written: list[tuple[Path, ...]] = []
    screen.exported.connect(written.append)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(written), timeout=20_000)
    (paper,) = written[0]
    assert paper.suffix == ".pdf"
    assert paper.read_bytes().startswith(b"%PDF")


def test_without_anybody_there_is_no_paper(staff: Staff, show: Show) -> None:
    screen = show()
    assert not screen.export_button.isEnabled()
    assert screen.export_button.toolTip()
    press(Key.Key_E, held=CTRL)
    assert screen.findChild(ExportDialog) is None


def test_a_large_team_is_read_as_a_job(
    store: Store, staff: Staff, context: Context, show: Show, qtbot: QtBot
) -> None:
    two_quarters(staff)
    cycle = store.read(cycles.by_code, "2026-IV").id
    for number in range(150):
        sample.case(store, sample.add(store, f"Человек{number:03d}"), cycle)
    started: list[str] = []
    context.jobs.started.connect(started.append)
    screen = show()
    choose_newest_cycle(screen)  # the newest in which half of the people have a sheet is shown by itself
    qtbot.waitUntil(lambda: screen.loaded is not None and len(names(screen)) == 155, timeout=20_000)
    assert started == ["Reading the team"]
    assert len(names(screen)) == 155
    assert screen.map.dense  # so many people are shown in low rows until somebody chooses


def test_the_rail_and_its_key_lead_to_the_team(start: Start, file: Path, qtbot: QtBot) -> None:
    app = unlock(start(file), qtbot)
    space = workspace_of(app)
    focused = QApplication.focusWidget()
    assert focused is not None
    press(Key.Key_4, held=CTRL)
    assert space.rail.current == "team"
    assert space.place == ("team", 0)

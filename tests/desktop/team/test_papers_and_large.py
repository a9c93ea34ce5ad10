"""The papers of the team are had from the screen; a large team is read as a job and holds nothing up."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.assessing import cycles
from db.file.store import Store
from desktop.context import Context
from desktop.export.dialog import ExportDialog, Wish
from desktop.jobs import Job
from desktop.kit.page import files
from desktop.office.papers.registry import LEVELS, REQUEST, TEAM, TRAINING
from desktop.team.screen import TeamScreen
from tests.db import sample
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.team.conftest import Show, choose_newest_cycle
from tests.desktop.team.staff import FOURTH, Staff, rate_twice
from tests.desktop.team.test_map import CTRL, names, press
from tests.desktop.team.test_training_page import lacking, to_training

Key = Qt.Key


@pytest.mark.usefixtures("two_quarters")
def test_the_matrix_is_written_as_a_paper_of_the_unit_on_the_screen(
    staff: Staff, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    qtbot.waitUntil(lambda: bool(written), timeout=120_000)
    (paper,) = written[0]
    assert paper.suffix == ".pdf"
    assert paper.read_bytes().startswith(b"%PDF")


def test_without_anybody_there_is_no_paper(staff: Staff, show: Show) -> None:
    screen = show()
    assert not screen.export_button.isEnabled()
    assert screen.export_button.toolTip()
    press(Key.Key_E, held=CTRL)
    assert screen.findChild(ExportDialog) is None


def large(store: Store, staff: Staff) -> None:
    """The newest quarter has 155 people."""
    rate_twice(staff)
    cycle = store.read(cycles.by_code, "2026-IV").id
    for number in range(150):
        sample.case(store, sample.add(store, f"Человек{number:03d}"), cycle)


def test_a_large_team_is_read_as_a_job(
    store: Store, staff: Staff, context: Context, show: Show, qtbot: QtBot
) -> None:
    large(store, staff)
    started: list[Job] = []
    context.jobs.started.connect(started.append)
    screen = show()
    choose_newest_cycle(screen)  # the newest in which half of the people have a sheet is shown by itself
    qtbot.waitUntil(lambda: screen.loaded is not None and len(names(screen)) == 155, timeout=120_000)
    assert [job.title for job in started] == ["Reading the team"]
    assert len(names(screen)) == 155
    assert screen.map.dense  # so many people are shown in low rows until somebody chooses


def test_a_large_team_whose_reading_is_cancelled_is_read_when_asked_again(
    store: Store, staff: Staff, context: Context, show: Show, qtbot: QtBot
) -> None:
    large(store, staff)
    screen = show()
    context.jobs.started.connect(Job.cancel)
    choose_newest_cycle(screen)
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert screen.loaded is None and screen.empty.isVisible(), "not the team of another quarter"
    context.jobs.started.disconnect(Job.cancel)
    QTest.mouseClick(screen.empty.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.loaded is not None, timeout=120_000)
    assert len(names(screen)) == 155


def test_the_rail_and_its_key_lead_to_the_team(start: Start, file: Path, qtbot: QtBot) -> None:
    app = unlock(start(file), qtbot)
    space = workspace_of(app)
    focused = QApplication.focusWidget()
    assert focused is not None
    press(Key.Key_4, held=CTRL)
    assert space.rail.current == "team"
    assert space.place == ("team", 0)


def little(staff: Staff) -> None:
    """Two lack S08, everybody else nothing."""
    low, high = staff.at(4, S08=2), staff.at(4)
    said = {"Алёшина": high, "Белов": low, "Гусев": low, "Ким": high, "Орлов": high}
    staff.quarter(FOURTH, said, close=False)


def asked(screen: TeamScreen, wish: Wish) -> None:
    screen.export()
    screen.findChildren(ExportDialog)[-1].wanted.emit(wish)


def told_of(screen: TeamScreen, kind: str, folder: Path, qtbot: QtBot) -> str:
    asked(screen, Wish((kind,), ("pdf",), ("ru",), folder))
    qtbot.waitUntil(screen.banner.isVisible, timeout=120_000)
    return screen.banner.text


def test_a_document_that_cannot_be_made_is_called_by_its_own_name_and_its_own_reason(
    staff: Staff, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    little(staff)
    screen = show()
    told = told_of(screen, TRAINING, tmp_path, qtbot)
    assert "Training plan: No topic is needed by three" in told
    assert "Development plan" not in told and "gaps" not in told
    assert "Training requests: No topic" in told_of(screen, REQUEST, tmp_path, qtbot)


def test_what_was_refused_is_told_until_the_next_document_is_made(
    staff: Staff, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    little(staff)
    screen = show()
    told_of(screen, TRAINING, tmp_path, qtbot)
    written: list[tuple[Path, ...]] = []
    screen.exported.connect(written.append)
    asked(screen, Wish((TEAM,), ("pdf",), ("ru",), tmp_path))
    qtbot.waitUntil(lambda: bool(written), timeout=120_000)
    assert not screen.banner.isVisible()


def test_an_act_on_the_training_takes_the_refusal_back(
    staff: Staff, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    press(Key.Key_Delete, Key.Key_Delete)
    told = told_of(screen, TRAINING, tmp_path, qtbot)
    assert "Training plan: All topics were removed from the training plan." in told
    screen.training.reset()
    assert not screen.banner.isVisible()


@pytest.mark.usefixtures("two_quarters")
def test_the_long_table_of_one_quarter_or_of_all_is_saved_from_the_team(
    staff: Staff, show: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = show()

    def answer(*_arguments: object) -> Path:
        return tmp_path / "papers"

    monkeypatch.setattr(files, "folder", answer)
    screen.ask_paper(LEVELS)
    dialog = screen.findChildren(ExportDialog)[-1]
    assert dialog.wish.kinds == (LEVELS,) and "xlsx" in dialog.wish.formats
    assert dialog.batch is not None and dialog.wish.count == 1
    dialog.batch.box.setCurrentIndex(1)  # all assessments: still one file
    assert dialog.wish.count == 1
    dialog.tick("csv", on=True)
    dialog.folder_button.click()
    written: list[tuple[Path, ...]] = []
    screen.exported.connect(written.append)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(written), timeout=120_000)
    assert sorted(path.suffix for path in written[0]) == [".csv", ".xlsx"]
    assert all(path.name.startswith("levels_all_") for path in written[0])

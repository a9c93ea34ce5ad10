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
from desktop.jobs import Job
from desktop.office.papers.registry import TEAM
from tests.db import sample
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.team.cells import CTRL, names, press
from tests.desktop.team.conftest import Show, choose_newest_cycle
from tests.desktop.team.staff import Staff, rate_twice

Key = Qt.Key


@pytest.mark.usefixtures("two_quarters")
def test_its_key_leads_to_the_documents_of_the_unit_on_the_screen(
    staff: Staff, show: Show, qtbot: QtBot
) -> None:
    screen = show()
    unit = staff.units["Смена Б"]
    screen.bar.units.setCurrentIndex(screen.bar.units.findData(unit))
    screen.bar.unit_chosen.emit()
    with qtbot.waitSignal(screen.papers_wanted):
        press(Key.Key_E, held=CTRL)
    assert screen.papers is not None
    assert (screen.papers.first, screen.papers.unit_id) == (TEAM, unit)


def test_without_anybody_there_is_no_paper(staff: Staff, show: Show) -> None:
    screen = show()
    assert not screen.export_button.isEnabled()
    assert screen.export_button.toolTip()
    assert screen.papers is None


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
    told: list[str] = []
    context.jobs.started.connect(lambda _job: told.append(screen.export_button.accessibleDescription()))
    QTest.mouseClick(screen.empty.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.loaded is not None, timeout=120_000)
    assert len(names(screen)) == 155
    assert told == ["Reading the team…"] and screen.export_button.isEnabled()


def test_the_rail_and_its_key_lead_to_the_team(start: Start, file: Path, qtbot: QtBot) -> None:
    app = unlock(start(file), qtbot)
    space = workspace_of(app)
    focused = QApplication.focusWidget()
    assert focused is not None
    press(Key.Key_4, held=CTRL)
    assert space.rail.current == "team"
    assert space.place == ("team", 0)

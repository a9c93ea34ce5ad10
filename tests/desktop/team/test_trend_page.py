"""The trend shows team and people on what is comparable, says what it rests on, and hides what is blind."""

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from db.assessing import cycles
from db.file.store import Store
from desktop.team.bar import TREND
from desktop.team.screen import TeamScreen
from domain.mark import Role
from resources.i18n import NBSP
from tests.db import sample
from tests.desktop.team.cells import CTRL, go_to, press
from tests.desktop.team.conftest import Show, choose_newest_cycle
from tests.desktop.team.staff import FOURTH, THIRD, Staff

Key = Qt.Key


def to_trend(screen: TeamScreen) -> None:
    """Go to the trend by Ctrl+PgDown."""
    press(Key.Key_PageDown, Key.Key_PageDown, held=CTRL)
    assert screen.bar.views.current == TREND
    assert screen.pages.currentWidget() is screen.trend


def rows(screen: TeamScreen) -> list[tuple[str, ...]]:
    assert screen.trend.table is not None
    return [line.texts for line in screen.trend.table.list_model.lines()]


@pytest.mark.usefixtures("two_quarters")
def test_the_team_has_a_line_of_its_means(staff: Staff, show: Show) -> None:
    screen = show()
    to_trend(screen)
    (newest, first) = rows(screen)
    assert newest[0] == "IV\u00a026"
    assert newest[4] == "5 of 5 rated in both quarters"
    assert first[4] == "first quarter"
    assert "Team: III\u00a026 " in screen.trend.chart.accessibleName()
    assert len(screen.trend.functions) == 5
    assert screen.trend.table is not None
    assert screen.trend.table.hasFocus()
    lines = screen.trend.table.rowHeight(0) // screen.trend.table.fontMetrics().lineSpacing()
    assert lines >= 2, "what a figure is based on takes two lines"


@pytest.mark.usefixtures("two_quarters")
def test_the_person_in_focus_is_drawn_and_says_that_the_precision_is_unknown(
    staff: Staff, show: Show
) -> None:
    screen = show()
    go_to(screen, "Алёшина", "S08")
    to_trend(screen)
    assert "Алёшина В. П.: III\u00a026 " in screen.trend.chart.accessibleName()
    screen.trend.whose.setCurrentIndex(1)
    newest = rows(screen)[0]
    assert newest[4] == "changed by a level or more: 71 of 71, precision unknown"
    assert "precision unknown" in screen.trend.note.text()


@pytest.mark.usefixtures("two_quarters")
def test_space_takes_up_to_three_people_into_the_trend(staff: Staff, show: Show) -> None:
    screen = show()
    told: list[object] = []
    screen.told.connect(told.append)
    for surname in ("Алёшина", "Гусев", "Орлов", "Ким"):
        go_to(screen, surname, "K01")
        press(Key.Key_Space)
    assert len(told) == 1
    assert len(screen.drawn) == 3
    to_trend(screen)
    said = screen.trend.chart.accessibleName()
    assert all(name in said for name in ("Алёшина В. П.", "Гусев П. Н.", "Орлов Д. И."))
    assert "Ким" not in said
    press(Key.Key_PageUp, Key.Key_PageUp, held=CTRL)
    go_to(screen, "Гусев", "K01")
    press(Key.Key_Space)
    to_trend(screen)
    assert "Гусев" not in screen.trend.chart.accessibleName()


@pytest.mark.usefixtures("two_quarters")
def test_how_a_person_saw_themselves_is_a_line_of_its_own(store: Store, staff: Staff, show: Show) -> None:
    person = staff.ids["Алёшина"]
    store.act_as(person)
    sample.sheet(store, staff.case("Алёшина"), person, Role.SELF, staff.at(2))
    store.act_as(staff.boss)
    screen = show()
    go_to(screen, "Алёшина", "K01")
    to_trend(screen)
    assert "Алёшина В. П., self" in screen.trend.chart.accessibleName()


def test_a_break_is_named_and_drawn_where_little_was_rated_in_both(staff: Staff, show: Show) -> None:
    few = dict(list(staff.at(3).items())[:5])
    staff.quarter(THIRD, {"Белов": staff.at(2)}, close=True)
    staff.quarter(FOURTH, {"Белов": few}, close=False)
    screen = show()
    to_trend(screen)
    screen.trend.whose.setCurrentIndex(1)
    assert rows(screen)[0][4] == "break: less than half in common"
    assert rows(screen)[0][2] == "—"
    screen.trend.whose.setCurrentIndex(0)
    assert rows(screen)[0][4] == "break: less than half in common"


def test_where_no_two_quarters_are_joined_nothing_is_said_of_a_line(staff: Staff, show: Show) -> None:
    staff.quarter(THIRD, {"Белов": staff.at(2)}, close=True)
    screen = show()
    to_trend(screen)
    assert screen.trend.note.text() == f"III{NBSP}26: first quarter."
    few = dict.fromkeys(staff.codes()[:20], 3)
    staff.quarter(FOURTH, {"Белов": few}, close=False)
    choose_newest_cycle(screen)
    assert screen.trend.note.text() == f"IV{NBSP}26: break: less than half in common."


@pytest.mark.usefixtures("two_quarters")
def test_what_a_line_is_is_said_where_two_quarters_are_joined(staff: Staff, show: Show) -> None:
    screen = show()
    to_trend(screen)
    assert "The line ends at the value of the latest quarter" in screen.trend.note.text()


def test_a_quarter_without_a_sheet_is_a_break_too(staff: Staff, show: Show) -> None:
    staff.quarter(date(2026, 4, 1), {"Белов": staff.at(2)}, close=True)
    staff.quarter(FOURTH, {"Белов": staff.at(3)}, close=False)
    screen = show()
    to_trend(screen)
    assert rows(screen)[0][4] == f"break: nothing was rated in III{NBSP}26"


@pytest.mark.usefixtures("two_quarters")
def test_a_blind_case_is_no_point_of_the_trend(staff: Staff, show: Show) -> None:
    staff.hide("Орлов")
    screen = show()
    go_to(screen, "Орлов", "K01")
    to_trend(screen)
    assert rows(screen)[0][3] == "4"
    assert "Орлов Д. И.: III\u00a026 " in screen.trend.chart.accessibleName()
    screen.trend.whose.setCurrentIndex(1)
    assert [row[0] for row in rows(screen)] == ["III\u00a026"]


@pytest.mark.usefixtures("two_quarters")
def test_the_quarters_are_copied(staff: Staff, show: Show) -> None:
    screen = show()
    to_trend(screen)
    press(Key.Key_A, held=CTRL)
    press(Key.Key_C, held=CTRL)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].startswith("Quarter\tAttainment\tChange")
    assert len(copied) == 3


@pytest.mark.usefixtures("two_quarters")
def test_a_large_team_is_read_as_a_job_and_shown_when_it_is_there(
    staff: Staff, show: Show, qtbot: QtBot
) -> None:
    later = staff.store.read(cycles.by_code, "2026-IV").id
    for number in range(60):
        sample.case(staff.store, sample.add(staff.store, f"Человек{number}"), later)
    screen = show()
    to_trend(screen)
    choose_newest_cycle(screen)  # the newest in which half of the people have a sheet is shown by itself
    qtbot.waitUntil(lambda: screen.trend.table is not None and rows(screen)[0][3] == "5", timeout=120_000)
    assert rows(screen)[0][3] == "5"


@pytest.mark.usefixtures("two_quarters")
def test_the_table_of_quarters_holds_to_the_rules_of_models(staff: Staff, show: Show) -> None:
    screen = show()
    to_trend(screen)
    assert screen.trend.table is not None
    model = screen.trend.table.list_model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, screen)
    screen.trend.table.go_to(1)
    QCoreApplication.processEvents()
    assert tester.model() is model
    QTest.keyClick(screen.trend.table, Key.Key_Up)
    assert screen.trend.table.currentIndex().row() == 0
    assert not screen.grab().isNull()

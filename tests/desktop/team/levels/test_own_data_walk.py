"""From somebody's own job description to a new quarter, past last year's matrix; by mouse at 1366×768."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.assessing.sheet.screen import SheetScreen
from desktop.kit.page import files
from desktop.people.assessment_dialog import AssessmentDialog
from desktop.team.cycle.new_screen import NewCycleScreen
from desktop.team.cycle.people_grid import PeopleGrid
from desktop.team.levels.screen import LevelsScreen
from desktop.team.screen import TeamScreen
from domain.mark import Mark
from resources.i18n import NBSP
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.test_mouse_walk import MINUTE, Hand, begin, note_the_code

INSTRUCTION = """ДОЛЖНОСТНАЯ ИНСТРУКЦИЯ
монтажника плат

1. Общие положения
1.1. Монтажник плат относится к категории рабочих.
1.2. Монтажник плат должен знать:
1) виды припоев и флюсов;
2) обозначения на схемах;
3) правила защиты от статического электричества.
1.3. Монтажник плат должен уметь:
1) паять платы с двусторонним монтажом;
2) проверять пайку под микроскопом;
3) оформлять акты приёмки.
2. Должностные обязанности
2.1. Монтажник плат обязан:
1) собирать платы по сменному заданию;
2) сдавать изделия контролёру.
"""
HEADS = (
    "виды припоев и флюсов",
    "обозначения на схемах",
    "правила защиты от статического электричества",
    "паять платы с двусторонним монтажом",
    "проверять пайку под микроскопом",
    "оформлять акты приёмки",
)
GRABS = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform, of open lists
ROWS = ("Верескин Лев", 4, 3, 3, 5, 2, "н/п"), ("Смолкина Ада", 2, 2, 4, 3, 5, 1)


@pytest.fixture
def hand(start: Start, qtbot: QtBot) -> Hand:
    app = start()
    app.window.resize(1366, 768)
    made = Hand(app, qtbot)
    made.wait()
    return made


def files_of(folder: Path) -> tuple[Path, Path]:
    """Write the job description and a colleague's matrix of it; return both paths."""
    instruction, matrix = folder / "Монтажник плат.txt", folder / "Матрица 2025.csv"
    instruction.write_text(INSTRUCTION, "utf-8")
    lines = [";".join(("Сотрудник", *HEADS)), *(";".join(map(str, row)) for row in ROWS)]
    matrix.write_text("\n".join(lines) + "\n", "utf-8")
    return instruction, matrix


def in_front(hand: Hand) -> None:
    """Do what a window manager does once a dialog opens or closes: the window in front gets the keys."""
    hand.wait()
    hand.front.activateWindow()
    hand.qtbot.waitUntil(hand.front.isActiveWindow)


def choose(hand: Hand, box: QWidget, text: str) -> None:
    """Open a list and click on the line with this text."""
    assert isinstance(box, QComboBox)
    QApplication.setDoubleClickInterval(1)  # a list ignores a click so soon after it opened
    hand.on(box)
    view = box.view()
    hand.qtbot.waitUntil(view.isVisible)
    number = next(n for n in range(box.count()) if text in box.itemText(n))
    spot = view.visualRect(box.model().index(number, 0)).center()

    def is_taken() -> bool:
        if view.isVisible():
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        return text in box.currentText()

    hand.qtbot.waitUntil(is_taken)
    hand.clicks += 1
    hand.wait()


def row(hand: Hand, table: QAbstractItemView, number: int) -> None:
    """Click on a line of a table."""
    spot = table.visualRect(table.model().index(number, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    hand.clicks += 1
    hand.wait()


def publish(hand: Hand) -> None:
    """Make a framework of the job description, with a profile, and publish it."""
    hand.press("Framework")
    hand.press("Import…")
    hand.press("Create draft")
    hand.press("New profile…")
    hand.press("Save")
    hand.press("Publish…")
    hand.press("Publish")


def bring_in(hand: Hand) -> None:
    """Import last year's levels from the colleague's matrix."""
    hand.press("Assessment")
    hand.press("Staff cycles")
    hand.press("Import levels…")
    screen = workspace_of(hand.app).shown
    assert isinstance(screen, LevelsScreen)
    hand.on(screen.choose_button)
    in_front(hand)
    hand.write("Levels of the day", "31.12.2025")
    hand.wait()
    assert "Монтажник плат" in screen.model.box.currentText(), "found by its competencies"
    assert screen.load_button.text() == "Import 11 levels"
    hand.on(screen.load_button)
    hand.wait()
    page = workspace_of(hand.app).shown
    assert page is not None
    told = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "The levels come from a file." in told, "nobody owes a sheet"
    (grid,) = page.findChildren(PeopleGrid)
    assert grid.columnWidth(2) >= grid.fontMetrics().horizontalAdvance("imported"), "the word is not cut"


def is_marked(hand: Hand) -> None:
    """See the imported quarter on the map and in the trend, with its mark."""
    hand.press("Team")
    team = workspace_of(hand.app).shown
    assert isinstance(team, TeamScreen) and team.loaded is not None
    assert team.loaded.board.matrix.imported
    hand.press("Trend")
    table = team.trend.table
    assert table is not None
    assert table.list_model.index(0, 0).data() == f"IV{NBSP}25"
    assert table.list_model.index(0, 4).data() == "imported, first quarter"


def open_quarter(hand: Hand) -> None:
    """Open a quarter of the framework for one of the people."""
    hand.press("New cycle")
    hand.press("2. People")
    screen = workspace_of(hand.app).shown
    assert isinstance(screen, NewCycleScreen)
    row(hand, screen.people_page.table, 2)
    hand.press("3. Editions, complete")
    choose(hand, screen.editions_page.fields[0].edit, "Монтажник плат")
    hand.press("Open cycle")


@GRABS
def test_from_the_instruction_past_last_years_matrix_to_the_first_mark_of_a_quarter_by_mouse(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = list(files_of(tmp_path))

    def answer(*_asked: object) -> Path:
        return offered.pop(0)

    monkeypatch.setattr(files, "open_file", answer)
    begin(hand)
    note_the_code(hand)
    clicks, seconds = hand.clicks, hand.modelled_seconds
    publish(hand)
    bring_in(hand)
    is_marked(hand)
    open_quarter(hand)
    hand.press("Start sheet")
    screen = workspace_of(hand.app).shown
    assert isinstance(screen, SheetScreen)
    hand.press("Card")
    last = screen.card.last
    assert "imported, level of 31" in last.words.text() and not last.confirm.isVisible()
    first = screen.table.code
    hand.on(screen.card.marks.levels.buttons[2])
    assert screen.model.row(first).mark == Mark.rated(2)
    assert hand.clicks - clicks <= 25
    assert hand.modelled_seconds - seconds <= 2 * MINUTE


@GRABS
def test_from_the_instruction_to_a_first_mark_a_person_needs_less_than_two_minutes(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instruction, _matrix = files_of(tmp_path)

    def answer(*_asked: object) -> Path:
        return instruction

    monkeypatch.setattr(files, "open_file", answer)
    begin(hand)
    note_the_code(hand)
    clicks, seconds = hand.clicks, hand.modelled_seconds
    publish(hand)
    hand.press("Overview")
    hand.press("New assessment")
    in_front(hand)
    hand.write("Surname", "Orlova")
    hand.write("Given name", "Daria")
    hand.press("Save")
    dialog = hand.front
    assert isinstance(dialog, AssessmentDialog)
    (profile,) = [one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "Profile"]
    choose(hand, profile, "Монтажник плат")
    hand.press("Start")
    screen = workspace_of(hand.app).shown
    assert isinstance(screen, SheetScreen)
    first = screen.table.code
    hand.on(screen.card.marks.levels.buttons[2])
    assert screen.model.row(first).mark == Mark.rated(2)
    assert hand.clicks - clicks <= 16
    assert hand.modelled_seconds - seconds <= 2 * MINUTE

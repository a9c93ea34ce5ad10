"""From somebody's own job description to a new quarter, past last year's matrix; by mouse at 1366×768."""

from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import Workbook
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
from tests.desktop.frame.test_drops import drop
from tests.desktop.test_mouse_walk import MINUTE, Hand, begin, note_the_code

SAMPLE = Path(__file__).parent / "samples" / "inventory_group_head.txt"
"""As it was found, nothing cleaned: a post of the guide that the Ministry of Labour approved by resolution
No. 37 of 21 August 1998, an official text and so nobody's by copyright (Civil Code, article 1259, item 6)."""
POST = "Руководитель группы по инвентаризации строений и сооружений"
NAME = "Руководитель группы"
HEADS = (  # of its 14 to know and 13 to do, those a colleague has rated a year ago, in their own order
    "Законодательные и иные нормативные правовые акты по обеспечению государственного надзора за составом "
    "и техническим состоянием строений и сооружений производственного и гражданского назначения",
    "методы определения стоимости строений и сооружений",
    "Порядок оформления сделок и прав на недвижимое имущество",
    "Разрабатывает планы работ по инвентаризации строений и сооружений, организует их выполнение",
    "Присваивает кадастровые номера строениям (домовладениям, помещениям), сооружениям",
    "контролирует объем, своевременность и качество выполненных работ",
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
    """Write the job description and a colleague's Excel matrix of it; return both paths."""
    instruction, matrix = folder / f"{NAME}.txt", folder / "Матрица 2025.xlsx"
    copyfile(SAMPLE, instruction)
    book = Workbook()
    sheet = book.create_sheet("Группа", 0)
    for row in (("Матрица навыков группы",), (), ("Сотрудник", *HEADS), *ROWS):
        sheet.append(row)
    book.save(matrix)
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
    """Make a framework of the job description that is previewed, with a profile, and publish it."""
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
    assert POST in screen.model.box.currentText(), "found by its competencies"
    assert screen.load_button.text() == "Import 11 levels"
    hand.on(screen.load_button)
    hand.wait()
    page = workspace_of(hand.app).shown
    assert page is not None
    told = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "The levels come from a file." in told, "nobody owes a sheet"
    days = [one for one in told if "31 Dec 2025" in one.replace(NBSP, " ")]
    assert days and not any("–" in one for one in days), "of one day"
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
    choose(hand, screen.editions_page.fields[0].edit, POST)
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
    hand.press("Framework")
    hand.press("Import…")
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
def test_from_the_drop_of_an_instruction_to_a_first_mark_a_person_needs_less_than_two_minutes(
    hand: Hand, tmp_path: Path
) -> None:
    instruction, _matrix = files_of(tmp_path)
    begin(hand)
    note_the_code(hand)
    clicks, seconds = hand.clicks, hand.modelled_seconds
    assert drop(hand.app.window, instruction)
    hand.clicks += 2  # pressed, dragged, let go
    hand.wait()
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
    choose(hand, profile, POST)
    hand.press("Start")
    screen = workspace_of(hand.app).shown
    assert isinstance(screen, SheetScreen)
    first = screen.table.code
    hand.on(screen.card.marks.levels.buttons[2])
    assert screen.model.row(first).mark == Mark.rated(2)
    assert hand.clicks - clicks <= 16
    assert hand.modelled_seconds - seconds <= 2 * MINUTE

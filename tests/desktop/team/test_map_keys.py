"""The map by keys: order, search, rectangles that are copied."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.team.board import Mode
from tests.desktop.team.cells import ALT, CTRL, NONE, SHIFT, Key, go_to, names, press
from tests.desktop.team.conftest import Show
from tests.desktop.team.staff import Staff


@pytest.mark.usefixtures("two_quarters")
def test_the_arrows_step_over_the_names_of_units(staff: Staff, show: Show) -> None:
    screen = show()
    press(Key.Key_G, held=CTRL)
    assert names(screen) == ["[Смена А]", "Алёшина", "Гусев", "Орлов", "[Смена Б]", "Белов", "Ким"]
    press(Key.Key_Home, held=CTRL)
    walked = [screen.map.map.currentIndex().row()]
    for _step in range(4):
        press(Key.Key_Down)
        walked.append(screen.map.map.currentIndex().row())
    assert walked == [1, 2, 3, 5, 6]


@pytest.mark.usefixtures("two_quarters")
def test_people_go_by_attainment_gaps_and_the_column_in_focus(staff: Staff, show: Show) -> None:
    screen = show()
    assert names(screen) == ["Алёшина", "Белов", "Гусев", "Ким", "Орлов"]
    press(Key.Key_2, held=ALT)
    assert names(screen)[0] == "Гусев"
    assert names(screen)[-1] == "Алёшина"
    go_to(screen, "Гусев", "K01")
    press(Key.Key_4, held=ALT)
    assert names(screen)[0] == "Орлов"  # level 0
    assert screen.map.standing is not None
    assert screen.map.standing.person_id == staff.ids["Гусев"]
    press(Key.Key_1, held=ALT)
    assert names(screen)[0] == "Алёшина"


@pytest.mark.usefixtures("two_quarters")
def test_a_russian_layout_turns_the_map_as_well(staff: Staff, show: Show) -> None:
    screen = show()
    QTest.simulateEvent(screen.map.map, True, ord("П"), CTRL, "", False, -1)  # Ctrl+G
    assert "[Смена А]" in names(screen)


@pytest.mark.usefixtures("two_quarters")
def test_the_search_takes_e_for_yo_and_gives_way_to_all(staff: Staff, show: Show) -> None:
    screen = show()
    press(Key.Key_F, held=CTRL)
    screen.map.corner.search.insert("алешина")
    assert names(screen) == ["Алёшина"]
    QTest.keyClicks(screen.map.corner.search, "x")
    assert names(screen) == []
    assert screen.map.nobody.isVisible()
    assert screen.map.corner.search.isVisible()
    press(Key.Key_Escape)
    assert len(names(screen)) == 5
    assert not screen.map.nobody.isVisible()


@pytest.mark.usefixtures("two_quarters")
def test_a_letter_does_not_move_the_row(staff: Staff, show: Show) -> None:
    screen = show()
    before = screen.map.map.currentIndex()
    for letter in "ОР":
        QTest.simulateEvent(screen.map.map, True, ord(letter), NONE, letter, False, -1)
    assert screen.map.map.currentIndex() == before


@pytest.mark.usefixtures("two_quarters")
def test_a_rectangle_is_copied_with_names_and_codes(staff: Staff, show: Show) -> None:
    screen = show()
    go_to(screen, "Ким", "K01")
    press(Key.Key_Down, held=SHIFT)
    press(Key.Key_Right, held=SHIFT)
    press(Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "\tK01\tK02",
        "Ким Алина Сергеевна\t3\t3",
        "Орлов Денис Ильич\t0\t3",
    ]


@pytest.mark.usefixtures("two_quarters")
def test_a_copied_gap_keeps_its_sign_for_a_spreadsheet(staff: Staff, show: Show) -> None:
    screen = show()
    screen.bar.modes.setCurrentIndex(tuple(Mode).index(Mode.GAP))
    screen.bar.turned.emit()
    go_to(screen, "Орлов", "S08")
    press(Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text().split("\n")[1] == "Орлов Денис Ильич\t−2"

"""What a newcomer to the team sees first: figures, the main competencies, who is below minimum."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.development import plans
from desktop.team.bar import FUNCTIONS, ITEMS
from desktop.team.board import MAIN, Chosen, Order
from domain.team.matrix import KNOWN, Cell
from resources import i18n
from tests.desktop.conftest import TODAY
from tests.desktop.desk import Stage
from tests.desktop.team.cells import ALT, CTRL, Key, go_to, here, names, press
from tests.desktop.team.conftest import Show
from tests.desktop.team.staff import FOURTH, Staff


@pytest.mark.usefixtures("two_quarters")
def test_the_critical_and_most_lacking_come_first_with_their_names_and_all_are_one_key_away(
    staff: Staff, show_first: Show, stage: Stage
) -> None:
    screen = show_first()
    board, model = screen.map.board, screen.map.model
    assert board is not None
    critical = [column for column in range(71) if board.critical(column)]
    assert len(model.columns) == MAIN
    assert set(model.columns[: len(critical)]) == set(critical)
    for part in (model.columns[: len(critical)], model.columns[len(critical) :]):
        pressing = [board.pressing[column] for column in part]
        assert pressing == sorted(pressing, reverse=True)
    assert model.named
    press(Key.Key_M, held=CTRL)
    assert len(model.columns) == 71
    assert not model.named
    assert stage.context.settings.order("team_columns")[0] == Chosen.ALL
    press(Key.Key_M, held=CTRL)
    assert len(model.columns) == MAIN


@pytest.mark.usefixtures("two_quarters")
def test_who_has_most_below_minimum_comes_first_and_another_order_is_kept(
    staff: Staff, show_first: Show
) -> None:
    screen = show_first()
    board = screen.map.board
    assert board is not None
    people = [line for line in screen.map.model.lines if isinstance(line, int)]
    stops = [board.summary(row).stops for row in people]
    assert stops == sorted(stops, reverse=True)
    assert stops[0] > stops[-1]
    press(Key.Key_1, held=ALT)
    assert screen.bar.order is Order.NAME
    assert names(show_first()) == ["Алёшина", "Белов", "Гусев", "Ким", "Орлов"]


@pytest.mark.usefixtures("two_quarters")
def test_the_summary_counts_every_cell_once_and_what_is_unknown_as_unknown(
    staff: Staff, show_first: Show
) -> None:
    screen = show_first()
    board = screen.map.board
    assert board is not None
    matrix = board.matrix
    every = [matrix.place(row, column) for row in matrix.staying for column in range(71)]
    known = [one for one in every if one.target is not None and one.cell in KNOWN]
    missing = sum(one.target is not None and one.cell is Cell.MISSING for one in every)
    below = sum(matrix.is_below(row, column) for row in matrix.staying for column in range(71))
    above = sum(one.gap is not None and one.gap < 0 for one in known)
    told = screen.map.summary.text
    parts = f"below {below}, on target {len(known) - below - above}, above {above}, not known {missing}"
    assert parts in told
    assert f"Levels against targets: {len(known) + missing}" in told
    stops = sum(one.stop for one in every)
    assert f"Below minimum {stops}" in told
    assert "Not visible yet" not in told, "everybody is seen"


@pytest.mark.usefixtures("two_quarters")
def test_who_is_hidden_is_one_line_told_in_the_summary_and_found_by_name(
    staff: Staff, show_first: Show
) -> None:
    staff.hide("Орлов")
    screen = show_first()
    assert "Орлов" not in names(screen)
    assert "Profile attainment, 4 of 5 people" in screen.map.summary.text
    assert "Not visible yet 1 person, 1 sheet pending Орлов Д. И." in screen.map.summary.text
    screen.map.fold_button.click()
    assert names(screen)[-1] == "Орлов"
    other = show_first()
    other.recall(screen.memory())
    assert "Орлов" in names(other)
    other.map.fold_button.click()
    assert "Орлов" not in names(other)
    other.map.corner.search.setText("орлов")
    assert names(other) == ["Орлов"]
    assert not other.map.fold_button.isVisible()


def test_nobody_visible_at_all_is_not_folded_away(staff: Staff, show_first: Show) -> None:
    staff.quarter(FOURTH, {"Ким": {}, "Орлов": {}}, close=False)
    screen = show_first()
    assert names(screen) == ["Ким", "Орлов"]
    assert not screen.map.fold_button.isVisible()


@pytest.mark.usefixtures("two_quarters")
def test_who_can_is_answered_by_people_with_their_level_and_who_could_teach_the_others(
    staff: Staff, show_first: Show, qtbot: QtBot
) -> None:
    screen = show_first()
    press(Key.Key_F, held=CTRL)
    QTest.keyClicks(screen.map.corner.search, "S08 >= 3")
    assert screen.map.who.isVisible()
    assert not screen.map.teach.isVisible()
    told = screen.map.able.accessibleName().split("; ")
    assert told[0] == "Алёшина В. П., 4"
    assert "Ким А. С., 3" in told
    assert "3 people below that:" in told
    assert any(one.startswith("Гусев П. Н., 2, could be taught by Алёшина") for one in told), "of his unit"
    assert any(one.startswith("Белов А. О., 2, could be taught by Ким") for one in told), "of his unit"
    assert screen.map.who.note.text() == "2 of 5 people"
    assert screen.map.standing is not None
    assert screen.map.standing.code == "S08"
    assert {one.split()[0] for one in names(screen)} == {"Алёшина", "Ким"}
    number = next(n for n, one in enumerate(screen.map.able.lines) if one.text.startswith("Ким"))
    screen.map.able.chosen.emit(number)
    assert here(screen).startswith("Ким А. С.: S08")
    able = screen.map.able
    able.resize(able.width(), 3 * able.line)
    assert able.shown == 3
    assert able.seen(2).text == "and 3 more people", "who finds no room is counted"
    assert "Гусев П. Н., 2" in able.tip(2) and "Белов А. О., 2" in able.tip(2)
    assert able.tip(1).splitlines() == ["Ким А. С., 3"]
    able.chosen.emit(2)
    assert here(screen).startswith("Ким А. С.: S08"), "the count stands for nobody"
    screen.map.corner.search.clear()
    assert not screen.map.who.isVisible()
    assert screen.map.teach.isVisible()


@pytest.mark.usefixtures("two_quarters")
def test_a_competency_goes_into_the_development_plan_from_its_cell(
    staff: Staff, show_first: Show, qtbot: QtBot
) -> None:
    screen = show_first()
    go_to(screen, "Орлов", "S08")
    qtbot.waitUntil(lambda: "At risk" in screen.map.cell.text)
    assert screen.map.cell.plan_button.isEnabled()
    opened: list[int] = []
    screen.plan_opened.connect(opened.append)
    screen.map.cell.plan_button.click()
    (plan_id,) = opened
    plan = staff.store.read(plans.plan, plan_id, staff.boss, TODAY).plan
    assert [goal.item for goal in plan.goals] == ["S08"], "the other gaps wait beside the plan"
    screen.map.cell.plan_button.click()
    assert opened == [plan_id, plan_id], "a second time leads to the same plan"
    go_to(screen, "Орлов", "K18")
    assert staff.store.read(plans.plan, plan_id, staff.boss, TODAY).plan == plan


@pytest.mark.usefixtures("two_quarters")
def test_a_function_leads_to_its_competencies_with_the_same_person(staff: Staff, show_first: Show) -> None:
    screen = show_first()
    screen.bar.view_chosen.emit(FUNCTIONS)
    standing = screen.map.standing
    assert standing is not None
    press(Key.Key_Return)
    assert screen.bar.views.current == ITEMS
    assert set(screen.map.model.functions) == {standing.code}
    assert screen.map.standing is not None
    assert screen.map.standing.person_id == standing.person_id
    assert screen.bar.chosen.currentData() == standing.code


@pytest.mark.usefixtures("two_quarters")
def test_a_slanted_name_answers_for_its_own_column(staff: Staff, show_first: Show) -> None:
    screen = show_first()
    head, model = screen.map.map.head, screen.map.model
    last = model.columnCount() - 1
    assert head.sectionViewportPosition(last) + screen.map.map.cell.width() < head.viewport().width()
    column = 5
    at = head.below(head.viewport().rect().topLeft())
    assert at.x() < 0, "the name above the left edge belongs to no column"
    bottom = head.sectionViewportPosition(column) + 4
    place = head.viewport().rect().bottomLeft()
    place.setX(bottom)
    assert head.logicalIndexAt(head.below(place)) == column


@pytest.mark.usefixtures("two_quarters")
def test_rows_grow_where_there_is_room_and_not_beyond(staff: Staff, show_first: Show) -> None:
    screen = show_first()
    heat = screen.map.map
    assert heat.row_height == 34
    assert heat.content_height <= heat.height()
    press(Key.Key_Minus, held=CTRL)
    assert heat.row_height == 12
    assert Fraction(heat.names.length(), 12) == len(names(screen))


@pytest.mark.usefixtures("two_quarters")
def test_slanted_names_rise_where_rows_leave_room_and_are_then_read_whole(
    staff: Staff, show_first: Show
) -> None:
    i18n.use("ru")
    screen = show_first()
    head = screen.map.map.head
    screen.resize(1836, 420)
    QApplication.processEvents()
    assert head.high == head.least
    screen.resize(1836, 1000)
    QApplication.processEvents()
    assert head.least < head.high <= 204
    assert screen.map.map.row_height == 34, "there is room for both"
    last = screen.map.model.columnCount() - 1
    beyond = head.sectionViewportPosition(last) + screen.map.map.cell.width() + head.overhang
    assert beyond <= head.viewport().width() + screen.map.map.cell.width(), "the last name stays inside"
    assert screen.map.map.content_height <= screen.map.map.height()


@pytest.mark.usefixtures("two_quarters")
def test_names_are_read_whole_before_rows_grow_taller(staff: Staff, show_first: Show) -> None:
    i18n.use("ru")
    screen = show_first()
    heat = screen.map.map
    screen.resize(1836, 1000)
    QApplication.processEvents()
    whole, high = heat.head.high, 420
    screen.resize(1836, high)
    QApplication.processEvents()
    assert heat.row_height == heat.usual_height
    while heat.row_height == heat.usual_height and high < 1000:
        high += 10
        screen.resize(1836, high)
        QApplication.processEvents()
    assert heat.row_height > heat.usual_height
    assert heat.head.high == whole


@pytest.mark.usefixtures("two_quarters")
def test_the_rectangle_copied_follows_the_main_columns(staff: Staff, show_first: Show) -> None:
    i18n.use("en")
    screen = show_first()
    screen.map.map.selectAll()
    press(Key.Key_C, held=CTRL)
    head = QGuiApplication.clipboard().text().split("\n")[0].split("\t")
    model = screen.map.model
    wanted = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(MAIN)]
    assert head[1:] == wanted


@pytest.mark.usefixtures("two_quarters")
def test_the_one_below_learns_from_the_one_above_in_russian_too(staff: Staff, show_first: Show) -> None:
    i18n.use("ru")
    screen = show_first()
    screen.map.corner.search.setText("S08 >= 3")
    able = screen.map.able
    heading = next(one for one in able.lines if one.text.startswith("Ниже"))
    assert heading.mentor == "у кого учиться", "above the names, which have the rest of the line"
    learner = next(one for one in able.lines if one.text.startswith("Гусев"))
    assert (learner.level, learner.mentor) == (2, "Алёшина В. П.")
    assert "Гусев П. Н., 2, у кого учиться: Алёшина В. П." in able.tip(able.lines.index(learner))


@pytest.mark.usefixtures("two_quarters")
def test_the_note_beside_the_title_of_a_panel_is_read_whole_or_not_there(
    staff: Staff, show_first: Show
) -> None:
    i18n.use("ru")
    screen = show_first()
    note = screen.map.teach.note
    for width in (1196, 1300, 1836):
        screen.resize(width, 800)
        QApplication.processEvents()
        assert note.isHidden() or note.width() >= note.sizeHint().width(), width
    assert note.isVisible(), "where there is room"


@pytest.mark.usefixtures("two_quarters")
def test_the_corner_covers_no_name_of_a_person_however_high_the_slanted_names_are(
    staff: Staff, show_first: Show
) -> None:
    i18n.use("ru")
    screen = show_first()
    heat, corner = screen.map.map, screen.map.corner
    seen = set[int]()
    for room in (1000, 240, 600, 300):
        heat.fit_rows(room)
        assert corner.geometry().bottom() < heat.names.geometry().top()
        seen.add(corner.height())
    assert len(seen) > 1

"""The map is walked, turned and copied by keys; it says in words what it paints, and hides what is blind."""

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.people import organisation
from desktop.team.board import Mode
from desktop.team.looks import Kind, Look, figure
from desktop.team.map.atlas import FRAME, Atlas
from desktop.team.map_page import Standing
from desktop.team.panels import FunctionLine, FunctionRows
from desktop.theme import Theme
from domain.mark import Role
from resources import i18n
from tests.db import sample
from tests.desktop.team.cells import CTRL, NONE, Key, go_to, here, names, press
from tests.desktop.team.conftest import Show
from tests.desktop.team.staff import FOURTH, THIRD, Staff

HEAD = (Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.usefixtures("two_quarters")
def test_a_cell_says_person_item_level_target_and_what_is_wrong(staff: Staff, show: Show) -> None:
    screen = show()
    go_to(screen, "Орлов", "S08")
    said = here(screen)
    assert said.startswith("Орлов Д. И.: S08 ")
    for part in ("level 2", "target 4", "critical, not below 3", "below minimum", "gap 2", "no change since"):
        assert part in said
    assert "below minimum" in screen.map.cell.text
    assert "2, target 4" in screen.map.cell.text
    tip = str(screen.map.map.currentIndex().data(Qt.ItemDataRole.ToolTipRole))
    assert "S08" in tip


@pytest.mark.usefixtures("two_quarters")
def test_the_screen_reader_hears_the_cell_through_the_table(staff: Staff, show: Show) -> None:
    screen = show()
    go_to(screen, "Орлов", "S08")
    table = QAccessible.queryAccessibleInterface(screen.map.map)
    assert table is not None
    place = screen.map.map.place
    assert place is not None
    line, column = place
    cell = table.child((line + 1) * (screen.map.model.columnCount() + 1) + column + 1)
    assert "below minimum" in cell.text(QAccessible.Text.Name)


@pytest.mark.usefixtures("two_quarters")
def test_unknown_carried_and_inapplicable_look_and_read_otherwise_than_zero(staff: Staff, show: Show) -> None:
    screen = show()
    seen: dict[str, tuple[Kind, str]] = {}
    for surname, code in (("Белов", "S08"), ("Ким", "S01"), ("Орлов", "K01"), ("Гусев", "K01")):
        go_to(screen, surname, code)
        place = screen.map.map.place
        assert place is not None
        seen[f"{surname} {code}"] = screen.map.model.looks_of(*place).kind, here(screen)
    assert seen["Белов S08"][0] is Kind.CARRIED
    assert "carried over, 1 quarter" in seen["Белов S08"][1]
    assert seen["Ким S01"][0] is Kind.UNCONFIRMED
    assert "not applicable" in seen["Ким S01"][1]
    assert seen["Орлов K01"] == (Kind.RATED, seen["Орлов K01"][1])
    assert "level 0" in seen["Орлов K01"][1]


def test_what_nobody_rated_is_hatched_and_called_no_zero(staff: Staff, show: Show) -> None:
    staff.quarter(FOURTH, {"Белов": {"K01": 0}}, close=False)
    screen = show()
    go_to(screen, "Белов", "K01")
    assert screen.map.model.looks_of(0, screen.map.map.currentIndex().column()).text == "0"
    press(Key.Key_Right)
    place = screen.map.map.place
    assert place is not None
    assert screen.map.model.looks_of(*place).kind is Kind.MISSING
    assert "no level: this is not zero" in here(screen)


@pytest.mark.usefixtures("two_quarters")
@pytest.mark.parametrize("view", [0, 1])
@pytest.mark.parametrize("mode", range(len(Mode)))
def test_every_view_of_the_model_holds_to_the_rules_of_models(
    staff: Staff, show: Show, view: int, mode: int
) -> None:
    screen = show()
    tester = QAbstractItemModelTester(
        screen.map.model, QAbstractItemModelTester.FailureReportingMode.Warning, screen
    )
    screen.bar.by_unit.trigger()
    screen.bar.modes.setCurrentIndex(mode)
    screen.bar.view_chosen.emit(view)
    QCoreApplication.processEvents()
    assert tester.model() is screen.map.model
    model = screen.map.model
    assert model.columnCount() == (71, 5)[view]
    texts = {model.text(1, column) for column in range(model.columnCount())}
    assert "" not in texts
    assert not screen.grab().isNull()


@pytest.mark.usefixtures("two_quarters")
def test_gap_change_coverage_and_age_tell_what_they_are_called(staff: Staff, show: Show) -> None:
    screen = show()
    told: dict[Mode, list[str]] = {}
    for number, mode in enumerate(Mode):
        screen.bar.modes.setCurrentIndex(number)
        screen.bar.turned.emit()
        model = screen.map.model
        column = next(n for n in range(71) if model.headerData(n, Qt.Orientation.Horizontal) == "S08")
        told[mode] = [model.text(line, column) for line in (0, 1)]
    assert told == {
        Mode.LEVEL: ["4", "2"],
        Mode.GAP: ["0", "−2"],
        Mode.CHANGE: ["+1", "no level"],
        Mode.COVERAGE: ["rated now", "carried"],
        Mode.AGE: ["0", "1"],
    }


@pytest.mark.usefixtures("two_quarters")
def test_a_blind_case_shows_no_level_anywhere(store: Store, staff: Staff, show: Show) -> None:
    staff.hide("Орлов")
    screen = show()
    go_to(screen, "Орлов", "S08")
    said = here(screen)
    assert "level" not in said
    assert "target" not in said
    assert "hidden until all sheets are submitted; pending: Sokolova A." in said
    assert "Not visible yet 1 person, 1 sheet pending Орлов Д. И." in screen.map.summary.text
    model = screen.map.model
    line = screen.map.map.currentIndex().row()
    assert {look.kind for look in model.looks(line)} == {Kind.HIDDEN}
    assert "hidden" in str(
        model.headerData(line, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    )
    screen.map.map.selectAll()
    press(Key.Key_C, held=CTRL)
    row = next(one for one in QGuiApplication.clipboard().text().split("\n") if one.startswith("Орлов"))
    assert set(row.split("\t")[1:]) == {"hidden"}
    assert model.board is not None
    below = model.board.below[list(model.board.matrix.codes).index("S08")]
    assert below == 3  # Белов by a carried level, Гусев and Ким; Орлов does not shine through


@pytest.mark.usefixtures("two_quarters")
def test_the_rows_and_columns_are_summed_up(staff: Staff, show: Show) -> None:
    screen = show()
    model = screen.map.model
    row = str(model.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole))
    assert "Белов Артём Олегович" in row
    assert "attainment " in row
    assert "assessed now 98%, known 100%" in row
    head = str(model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole))
    assert head.startswith("K01 ")
    assert "2 people below target" in head
    assert "K01 2" in screen.map.footer.accessibleName()


@pytest.mark.usefixtures("two_quarters")
def test_low_rows_hold_more_people_and_stay_chosen(staff: Staff, show: Show) -> None:
    screen = show()
    before = screen.map.map.row_height
    press(Key.Key_Minus, held=CTRL)
    assert screen.map.map.row_height == 12 < before
    assert screen.bar.dense.isChecked()
    press(Key.Key_Minus, held=CTRL)
    assert screen.map.map.row_height == before


@pytest.mark.usefixtures("two_quarters")
def test_the_most_lacking_items_come_first(staff: Staff, show: Show) -> None:
    screen = show()
    press(Key.Key_L, held=CTRL)
    board, model = screen.map.board, screen.map.model
    assert board is not None
    first = [
        board.below[column] for column in model.columns if board.items[column].function == model.functions[0]
    ]
    assert first == sorted(first, reverse=True)


class Opened:
    """Notes an item that was opened."""

    def __init__(self, opened: list[object]) -> None:
        self._opened = opened

    def note(self, sheet_id: int, code: str) -> None:
        self._opened.append((sheet_id, code))


@pytest.mark.usefixtures("two_quarters")
def test_enter_opens_the_result_the_own_draft_or_the_person(store: Store, staff: Staff, show: Show) -> None:
    staff.hide("Ким")
    draft = sample.sheet(
        store,
        sample.case(store, sample.add(store, "Яшина"), store.read(cycles.by_code, "2026-IV").id),
        staff.boss,
        Role.MANAGER,
        {"K01": 1},
        submit=False,
    )
    screen = show()
    opened: list[object] = []
    screen.result_opened.connect(opened.append)
    noted = Opened(opened)
    screen.item_opened.connect(noted.note)
    screen.person_opened.connect(opened.append)
    go_to(screen, "Орлов", "S08")
    press(Key.Key_Return)
    go_to(screen, "Яшина", "S08")
    press(Key.Key_Enter)
    go_to(screen, "Ким", "K01")
    press(Key.Key_Return)
    assert opened == [staff.case("Орлов"), (draft, "S08"), staff.ids["Ким"]]


@pytest.mark.usefixtures("two_quarters")
def test_whose_quarter_waits_for_oneself_is_assessed_at_once(
    store: Store, staff: Staff, show: Show, qtbot: QtBot
) -> None:
    case = sample.case(
        store, sample.add(store, "Яшина", manager_id=staff.boss), store.read(cycles.by_code, "2026-IV").id
    )
    screen = show()
    go_to(screen, "Орлов", "S08")
    assert screen.map.cell.link.text() == "Open"
    go_to(screen, "Яшина", "S08")
    qtbot.waitUntil(lambda: screen.map.cell.link.text() == "Assess for quarter IV")
    with qtbot.waitSignal(screen.item_opened) as opened:
        screen.map.cell.link.click()
    assert opened.args is not None
    sheet = store.read(sheets.sheet, opened.args[0], staff.boss)
    assert (sheet.case_id, sheet.role, opened.args[1]) == (case, Role.MANAGER, "S08")


@pytest.mark.usefixtures("two_quarters")
def test_staying_on_a_cell_tells_the_duties_at_risk(staff: Staff, show: Show, qtbot: QtBot) -> None:
    screen = show()
    go_to(screen, "Орлов", "S08")
    qtbot.waitUntil(lambda: "At risk" in screen.map.cell.text)
    assert "3.1" in screen.map.cell.text.split("At risk")[1]


@pytest.mark.usefixtures("two_quarters")
def test_whom_and_what_to_teach_leads_to_the_column(staff: Staff, show: Show, qtbot: QtBot) -> None:
    screen = show()
    qtbot.waitUntil(lambda: bool(screen.map.needs.lines))
    codes = [one.code for one in screen.map.needs.lines]
    assert len(codes) == 5
    assert screen.map.needs.height() >= screen.map.needs.minimumSizeHint().height(), "no line is cut"
    assert screen.map.needs.geometry().bottom() < screen.map.teach.height() - 5
    second = QPoint(20, screen.map.needs.top + screen.map.needs.line + 5)
    QTest.mouseClick(screen.map.needs, Qt.MouseButton.LeftButton, NONE, second)
    assert screen.map.standing is not None
    assert screen.map.standing.code == codes[1]
    assert codes[1] in screen.map.needs.accessibleName()


@pytest.mark.usefixtures("two_quarters")
def test_who_has_left_is_in_no_count_of_those_below_target(
    store: Store, staff: Staff, show: Show, qtbot: QtBot
) -> None:
    gone = store.read(people.person, staff.ids["Гусев"])
    store.write(people.change, replace(gone, left_on=FOURTH))
    screen = show()
    qtbot.waitUntil(lambda: bool(screen.map.needs.lines))
    assert "Гусев" in names(screen)
    told = screen.map.footer.accessibleName()
    assert screen.map.needs.heading == "below target, people"
    for one in screen.map.needs.lines:
        assert f"{one.code} {one.below}" in told, "the sums below the map say the same"
        assert sum(one.levels) <= 4, "the bar is of the same people"
    assert "K01 1" in told, "only Orlov: Gusev is in sight, but gone"


def test_a_figure_has_its_room_within_the_frame_of_a_stop_signal(theme: Theme) -> None:
    narrow = Atlas(theme, QSize(13, 26), 1.0)
    framed = Look(Kind.SMALL, text="−1", stop=True)
    wide = QFontMetricsF(narrow.letters(framed)).tightBoundingRect("−1").width()
    assert wide <= 12 - 2 * FRAME
    assert narrow.letters(Look(Kind.SMALL, text="−1")).stretch() in (0, 100), "without a frame it stays"


@pytest.mark.usefixtures("two_quarters")
def test_functions_tell_their_change_since_the_quarter_before(staff: Staff, show: Show, qtbot: QtBot) -> None:
    screen = show()
    qtbot.waitUntil(lambda: bool(screen.map.functions.lines))
    said = screen.map.functions.accessibleName()
    assert said.count("pp") == 5
    assert "+" in said


def test_a_function_without_data_says_so_beside_its_bar_not_over_it(theme: Theme, qtbot: QtBot) -> None:
    i18n.use("ru")
    holder = QWidget()
    qtbot.addWidget(holder)
    rows = FunctionRows(theme, holder)
    rows.show_lines([FunctionLine("", None, None, None, i18n._("no data"), None)])
    rows.resize(345, rows.sizeHint().height())
    seen = rows.grab().toImage()
    ink, frame = theme.color("text").rgb(), theme.color("accent").rgb()
    band = [[seen.pixel(x, y) for y in range(rows.line)] for x in range(seen.width())]
    ends = max(x for x, column in enumerate(band) if frame in column)
    begins = min(x for x, column in enumerate(band) if ink in column)
    assert begins > ends


@pytest.mark.usefixtures("two_quarters")
def test_a_unit_of_nobody_says_so_and_leads_back(staff: Staff, show: Show, store: Store) -> None:
    empty = store.write(organisation.add_unit, "Архив")
    screen = show()
    screen.bar.units.setCurrentIndex(screen.bar.units.findData(empty))
    screen.bar.unit_chosen.emit()
    assert screen.pages.currentWidget() is screen.empty
    assert screen.keys == ()
    assert screen.empty.act.text() == "All units"
    press(Key.Key_Return)
    assert len(names(screen)) == 5
    assert screen.keys != ()


@pytest.mark.usefixtures("two_quarters")
def test_a_unit_narrows_the_team_to_its_people(staff: Staff, show: Show) -> None:
    screen = show()
    screen.bar.units.setCurrentIndex(screen.bar.units.findData(staff.units["Смена Б"]))
    screen.bar.unit_chosen.emit()
    assert names(screen) == ["Белов", "Ким"]


@pytest.mark.usefixtures("two_quarters")
@pytest.mark.parametrize(("surname", "kept"), [("Ким", "Ким"), ("Орлов", "Белов")])
def test_one_stands_on_the_same_person_in_a_smaller_team_and_on_its_first_without_them(
    surname: str, kept: str, staff: Staff, show: Show
) -> None:
    screen = show()
    go_to(screen, surname, "S03")
    screen.bar.units.setCurrentIndex(screen.bar.units.findData(staff.units["Смена Б"]))
    screen.bar.unit_chosen.emit()
    assert screen.map.standing == Standing(staff.ids[kept], "S03")


def test_without_a_cycle_of_staff_the_screen_says_what_one_is(staff: Staff, show: Show) -> None:
    sample.case(staff.store, sample.candidate(staff.store))
    screen = show()
    assert screen.pages.currentWidget() is screen.empty
    assert not screen.bar.isVisible()
    assert any(one.text() == "No staff cycles yet" for one in screen.empty.findChildren(QLabel))


@pytest.mark.usefixtures("two_quarters")
def test_an_earlier_cycle_is_shown_as_it_was(staff: Staff, show: Show) -> None:
    screen = show()
    assert screen.cycles.currentText() == "Quarter IV, 2026"
    screen.cycles.setCurrentIndex(1)
    screen.cycles.activated.emit(1)
    go_to(screen, "Белов", "S08")
    assert "level 2" in here(screen)


@pytest.mark.usefixtures("two_quarters")
def test_what_is_written_meanwhile_is_seen(staff: Staff, show: Show) -> None:
    screen = show()
    case = sample.case(
        staff.store, sample.add(staff.store, "Яшина"), staff.store.read(cycles.by_code, "2026-IV").id
    )
    sample.sheet(staff.store, case, staff.boss, Role.MANAGER, staff.at(1))
    QCoreApplication.processEvents()
    assert names(screen)[-1] == "Яшина"


@pytest.mark.usefixtures("two_quarters")
def test_a_new_window_stands_where_the_old_one_stood(staff: Staff, show: Show) -> None:
    screen = show()
    go_to(screen, "Ким", "S03")
    press(Key.Key_G, held=CTRL)
    press(Key.Key_Space)
    other = show()
    other.recall(screen.memory())
    assert other.map.standing == screen.map.standing
    assert names(other) == names(screen)
    assert other.drawn == [staff.ids["Ким"]]


@pytest.mark.usefixtures("two_quarters")
def test_a_russian_screen_writes_figures_as_russians_do(staff: Staff, show: Show) -> None:
    i18n.use("ru")
    screen = show()
    go_to(screen, "Орлов", "S08")
    assert "уровень 2" in here(screen)
    assert "ниже допустимого" in here(screen)


@pytest.mark.usefixtures("two_quarters")
def test_a_heading_is_no_place_to_stand_on(staff: Staff, show: Show) -> None:
    screen = show()
    press(Key.Key_G, held=CTRL)
    index = screen.map.model.index(0, 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled
    assert screen.map.model.rowCount(index) == 0
    assert screen.map.model.rowCount(QModelIndex()) == 7


@pytest.mark.parametrize("narrow", [True, False])
def test_half_a_level_is_never_rounded_whatever_the_width(narrow: bool) -> None:
    words = i18n.words("ru")
    levels = ("2", "3/2", "1/2", "4/3", "5/2")
    told = {level: figure(Fraction(level), words, narrow=narrow) for level in levels}
    half = ("1½", "½", "2½") if narrow else ("1,5", "0,5", "2,5")
    assert told == {"2": "2", "3/2": half[0], "1/2": half[1], "4/3": "1,3", "5/2": half[2]}


def test_a_level_between_two_is_told_on_the_map_of_any_window(staff: Staff, show: Show, store: Store) -> None:
    staff.quarter(FOURTH, {"Ким": staff.at(2)}, close=False)
    store.act_as(staff.hr)
    sample.sheet(store, staff.case("Ким"), staff.hr, Role.HR, staff.at(2, K01=1))
    store.act_as(staff.boss)
    model = show().map.model
    line = model.line_of(staff.ids["Ким"])
    for wide, said in ((False, "1½"), (True, "1.5")):
        assert model.board is not None
        model.show(model.board, model.lines, model.columns, Mode.LEVEL, by_function=False, wide=wide)
        texts = [look.text for look in model.looks(line)]
        assert texts.count(said) == 1
        assert set(texts) <= {said, "2"}


@pytest.mark.usefixtures("two_quarters")
def test_the_sums_below_the_map_are_of_the_people_shown(staff: Staff, show: Show) -> None:
    screen = show()
    whole = screen.map.footer.accessibleName()
    assert "K01 2" in whole and "S08 4" in whole
    screen.map.corner.search.setText("Орлов")
    assert names(screen) == ["Орлов"]
    told = screen.map.footer.accessibleName()
    assert "K01 1" in told and "S08 1" in told and "K02 0" in told
    board = screen.map.board
    assert board is not None
    orlov = board.sums(row for row, one in enumerate(board.matrix.people) if one.name.startswith("Орлов"))
    assert orlov.pressing[board.matrix.codes.index("K01")] < board.pressing[board.matrix.codes.index("K01")]
    screen.map.corner.search.clear()
    assert screen.map.footer.accessibleName() == whole


def test_where_nobody_has_a_level_the_sum_below_the_map_is_no_zero(staff: Staff, show: Show) -> None:
    staff.quarter(FOURTH, {"Белов": {"K01": 4}}, close=False)
    screen = show()
    told = screen.map.footer.accessibleName()
    assert "K01 0" in told
    assert "K02 —" in told and told.count(" 0") == 1
    screen.map.footer.grab()
    assert "0 people below target" in str(screen.map.model.headerData(0, *HEAD))
    assert "nobody has a level" in str(screen.map.model.headerData(1, *HEAD))


def test_a_newer_quarter_is_shown_as_soon_as_it_is_rated_unless_somebody_chose_another(
    staff: Staff, show_first: Show
) -> None:
    third = staff.quarter(THIRD, {"Алёшина": staff.at(3), "Белов": staff.at(2)}, close=True)
    screen = show_first()
    assert screen.cycles.currentData() == third
    fourth = staff.quarter(FOURTH, {"Алёшина": {}, "Белов": {}}, close=False)
    screen.open()
    assert screen.cycles.currentData() == third, "nobody is rated in the newer one yet"
    sample.sheet(staff.store, staff.case("Алёшина"), staff.boss, Role.MANAGER, staff.at(4))
    screen.open()
    assert screen.cycles.currentData() == fourth
    screen.cycles.setCurrentIndex(screen.cycles.findData(third))
    screen.cycles.activated.emit(screen.cycles.currentIndex())
    sample.sheet(staff.store, staff.case("Белов"), staff.boss, Role.MANAGER, staff.at(4))
    screen.open()
    assert screen.cycles.currentData() == third

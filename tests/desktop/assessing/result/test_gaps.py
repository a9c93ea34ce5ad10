"""A gap opens to the marks and words it rests on; findings lead there and back."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.assessing.result.gaps import GapModel
from desktop.assessing.result.screen import ResultScreen
from desktop.context import Context
from desktop.kit.reading_order import tab_stops
from domain.assessing.evidence import Polarity, Told
from domain.assessing.result import CaseResult
from domain.mark import Mark, Role
from domain.people.person import Person
from resources import i18n
from tests.desktop.assessing.result.rated import (
    CTRL,
    FACTS,
    LEVEL,
    NASTY,
    Case,
    Key,
    Show,
    opened_gap,
    words_in,
)


def test_a_gap_opens_to_the_marks_and_words_it_rests_on(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3), {"S03": NASTY})
    case.rate(assessors[1], Role.MANAGER, {"S03": LEVEL(1)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.board is not None
    gaps = screen.board.gaps.list
    assert gaps is not None
    assert gaps.hasFocus()
    model = screen.board.gaps.model
    assert model.rowCount() == 1
    line = [model.index(0, column).data() for column in range(model.columnCount())]
    assert line[0] == "S03"
    assert line[2:5] == ["0.5", "2", "1.5"]
    assert line[5] == f"Sokolova A., HR specialist: 0. {NASTY}; Gromov M., manager: 1"
    assert NASTY in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    beside = words_in(screen.board.gaps.facts)
    for told in ("S03", "0.5 → 2", "Sokolova A., HR specialist", NASTY, "Gromov M., manager"):
        assert told in beside


@pytest.mark.parametrize("width", [1196, 1090, 940])
def test_the_list_of_gaps_stays_where_it_is_however_long_the_facts_are(
    case: Case, assessors: tuple[Person, Person], show: Show, width: int
) -> None:
    i18n.use("ru")
    case.rate(assessors[0], Role.HR, {}, LEVEL(0), {"S03": NASTY * 40, "S08": "слово " * 300})
    screen = show(case.case_id)
    screen.resize(width, 700)
    QCoreApplication.processEvents()
    assert screen.board is not None
    gaps = screen.board.gaps.list
    assert gaps is not None
    place = gaps.geometry()
    for row in range(3):
        gaps.setCurrentIndex(screen.board.gaps.model.index(row, 0))
        QCoreApplication.processEvents()
        assert gaps.geometry() == place and gaps.height() > gaps.sizeHintForRow(row)
        assert screen.board.gaps.rect().contains(gaps.geometry())
        assert gaps.viewport().rect().contains(gaps.visualRect(gaps.currentIndex()))


def test_details_of_a_single_colleague_stay_hidden(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    told = {"S03": Told("видел как коллега", Polarity.AGAINST, date(2024, 11, 20))}
    case.rate(assessors[1], Role.PEER, {"S03": LEVEL(1)}, LEVEL(3), {"S03": "сам видел"}, told)
    screen = show(case.case_id)
    assert screen.board is not None
    facts = screen.board.gaps.model.index(0, FACTS).data()
    assert facts == ""
    dialog = opened_gap(screen)
    seen = words_in(dialog)
    assert "сам видел" not in seen and "видел как коллега" not in seen
    assert dialog.buttons == [], "the level less one sheet that can be opened is the mark of the colleague"
    assert "fewer than three people of the role" in seen


def test_the_own_sheet_is_offered_only_to_who_has_one(
    case: Case, assessors: tuple[Person, Person], context: Context, show: Show
) -> None:
    mine = next(one for one in assessors if one.id == context.me.id)
    other = next(one for one in assessors if one.id != context.me.id)
    case.rate(other, Role.MANAGER, {}, Mark.rated(2))

    def offered(screen: ResultScreen) -> bool:
        return next(one for one in screen.actions() if one.objectName() == "view_sheet").isEnabled()

    assert not offered(show(case.case_id)), "the jump box would offer what does nothing"
    case.rate(mine, Role.HR, {}, Mark.rated(2))
    assert offered(show(case.case_id))


def test_tab_goes_through_the_facts_of_a_gap_from_above(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    case.rate(assessors[1], Role.MANAGER, {"S03": LEVEL(1)}, LEVEL(3))
    dialog = opened_gap(show(case.case_id))
    stops = [one for one in tab_stops(dialog) if isinstance(one, QPushButton)]
    assert stops == [*dialog.buttons, dialog.close_button]


def test_findings_lead_back_to_facts_and_facts_to_their_sheet(
    case: Case, assessors: tuple[Person, Person], show: Show, qtbot: QtBot
) -> None:
    day = date(2024, 11, 20)
    against = {"S03": Told("порог отмены не назвала", Polarity.AGAINST, day)}
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3), {"S03": "проверить позже"}, against)
    other = {
        "S03": Told("двоих сняла с чата", Polarity.FOR, day),
        "K02": Told("назвала семь показателей", Polarity.FOR, day),
        "K08": Told("перепутала нагрузку", Polarity.AGAINST, day),
    }
    marks: dict[str, Mark | None] = {"S03": LEVEL(1), "K02": LEVEL(4), "K08": LEVEL(4)}
    case.rate(assessors[1], Role.MANAGER, marks, LEVEL(3), {}, other)
    screen = show(case.case_id)
    assert screen.board is not None
    gap = screen.board.gaps.model.index(0, FACTS).data()
    assert "20 Nov 2024, against: порог отмены не назвала" in gap.replace("\u00a0", " ")
    assert "20 Nov 2024, for: двоих сняла с чата" in gap.replace("\u00a0", " ")
    strengths = screen.board.strengths
    assert strengths.list is not None
    strengths.list.setCurrentIndex(strengths.model.index(strengths.model.row_of("K02"), 0))
    assert "назвала семь показателей" in words_in(screen.board.gaps.facts)
    dialog = opened_gap(screen)
    seen = words_in(dialog)
    for told in ("порог отмены не назвала", "двоих сняла с чата", "проверить позже", "Gromov M., manager"):
        assert told in seen
    with qtbot.waitSignal(screen.sheet_opened) as heard:
        dialog.buttons[1].click()
    assert heard.args == [2, "S03"]


def test_what_is_beside_the_list_is_of_the_line_that_has_the_keys_also_after_a_change(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    marks: dict[str, Mark | None] = {"S03": LEVEL(0), "K01": LEVEL(0), "K02": LEVEL(4), "K08": LEVEL(4)}
    case.rate(assessors[0], Role.HR, marks, LEVEL(3))
    screen = show(case.case_id)

    def beside() -> str:
        assert screen.board is not None
        row = screen.board.row_shown()
        return "" if row is None else row.code

    board = screen.board
    assert board is not None and board.gaps.list is not None and board.strengths.list is not None
    gap = beside()
    board.strengths.list.setFocus(Qt.FocusReason.TabFocusReason)
    board.strengths.list.setCurrentIndex(board.strengths.model.index(1, 0))
    strength = beside()
    board.gaps.list.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert beside() == gap != strength
    board.strengths.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert beside() == strength
    screen.refresh()
    board = screen.board
    assert board is not None and board.strengths.list is not None
    assert beside() == strength and board.strengths.list.hasFocus()
    board.items.ruler.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(8):
        QTest.keyClick(board.items.ruler, Key.Key_Right)
    here = beside()
    screen.refresh()
    board = screen.board
    assert board is not None
    assert beside() == here == board.items.ruler.rows[board.items.ruler.place].code
    assert board.items.ruler.hasFocus()


def test_the_gaps_are_copied_as_text_and_letters_move_nothing(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0), "K01": LEVEL(0)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.board is not None
    gaps = screen.board.gaps.list
    assert gaps is not None
    QTest.keyClicks(gaps, "K")
    assert gaps.currentIndex().row() == 0
    QTest.keyClick(gaps, Key.Key_Down)
    assert gaps.currentIndex().row() == 1
    gaps.selectAll()
    QTest.keyClick(gaps, Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [line[0] for line in lines] == ["Code", "K01", "S03"]
    assert {len(line) for line in lines} == {FACTS + 1}


def test_the_model_keeps_qts_contract(
    case: Case, assessors: tuple[Person, Person], show: Show, qtbot: QtBot
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    result: CaseResult | None = show(case.case_id).result
    assert result is not None
    holder = QLabel()
    qtbot.addWidget(holder)
    model = GapModel(result, result.score.gaps, holder)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, holder)
    assert model.rowCount() == 1


def test_the_parts_stand_below_one_another_where_there_is_no_room_beside(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.board is not None

    def lefts() -> int:
        assert screen.board is not None
        parts = (screen.board.gates, screen.board.attainment, screen.board.stops)
        return len({part.x() for part in parts})

    assert lefts() == 3
    screen.resize(940, 672)
    QCoreApplication.processEvents()
    assert lefts() == 2
    boxes = [screen.board.gaps.geometry(), screen.board.strengths.geometry(), screen.board.strip.geometry()]
    assert not any(_overlap(one, other) for one in boxes for other in boxes if one is not other)
    screen.resize(560, 672)
    QCoreApplication.processEvents()
    assert lefts() == 1 and screen.board.gates.y() > screen.board.stops.y() > screen.board.attainment.y()


def _overlap(one: QRect, other: QRect) -> bool:
    return one.intersects(other)

"""A result tells what is known, what it rests on and what is not; its papers are made whole or named."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people, sheets
from db.development import plans
from db.file.store import Store
from db.hiring import decisions
from desktop.assessing.result import gaps as gaps_list
from desktop.assessing.result.gaps import GapModel
from desktop.assessing.result.item_dialog import ItemDialog
from desktop.assessing.result.plan_dialog import PlanDialog
from desktop.assessing.result.screen import ResultScreen
from desktop.context import Context
from desktop.data import Data
from desktop.kit.reading_order import tab_stops
from domain.assessing.evidence import Polarity, Told
from domain.assessing.result import CaseResult
from domain.errors import NoGoals
from domain.hiring.decision import DecisionGroup, groups
from domain.mark import Mark, Role, State
from domain.people.person import Person
from domain.period import next_quarter
from resources import i18n
from tests.desktop.conftest import TODAY, new_file
from tests.desktop.desk import Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FACTS = 5  # the column of marks and facts
NASTY = "<img src=x onerror=alert(1)> ждала бы, само спадает"

type Show = Callable[[int], ResultScreen]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two people who assess."""
    return new_file(tmp_path / "North.merilo", actors=2)


@pytest.fixture
def show(stage: Stage) -> Show:
    """Open the page of a case in a window of its own."""

    def opened(case_id: int) -> ResultScreen:
        screen = stage.show(ResultScreen)
        screen.open(case_id)
        QCoreApplication.processEvents()
        return screen

    return opened


class Case:
    """A candidate and the sheets on them; rates as whoever it is told."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.person = store.write(people.add, Person(surname="Лебедева", given="Ирина", post="менеджер"))
        self.case_id = 0

    def rate(
        self,
        assessor: Person,
        role: Role,
        marks: dict[str, Mark | None],
        rest: Mark | None,
        comments: dict[str, str] | None = None,
        facts: dict[str, Told] | None = None,
        *,
        submit: bool = True,
    ) -> None:
        """Give the marks by code, *rest* to every other item."""
        store = self._store
        store.act_as(assessor.id)
        sheet_id = store.write(assessments.start, self.person, assessor.id, role)
        sheet = store.read(sheets.sheet, sheet_id, assessor.id)
        self.case_id = sheet.case_id
        by_item = {row.item.id: marks.get(row.item.code, rest) for row in sheet.scope}
        said = {row.item.id: (comments or {}).get(row.item.code, "") for row in sheet.scope}
        seen = facts or {}
        told = {row.item.id: seen[row.item.code] for row in sheet.rows if row.item.code in seen}
        given = {item: (mark, said[item]) for item, mark in by_item.items()}
        store.write(sheets.enter, sheet_id, given, told)
        if submit:
            store.write(sheets.submit, sheet_id)


@pytest.fixture
def case(store: Store) -> Case:
    return Case(store)


@pytest.fixture
def assessors(store: Store) -> tuple[Person, Person]:
    """Sokolova of HR and Gromov, the head."""
    known = {one.surname: one for one in store.read(people.actors)}
    return known["Sokolova"], known["Gromov"]


LEVEL = Mark.rated


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_the_number_comes_with_bounds_coverage_and_the_reason_why_it_is_not_final(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"K18": None, "S03": LEVEL(1)}, LEVEL(2))
    screen = show(case.case_id)
    assert screen.board is not None
    told = texts(screen.board.attainment)
    assert "provisional" in told
    assert "≈" in told
    assert "no level for the critical K18" in told
    assert "from" in told
    assert "assessed 70 of 71" in told
    assert "precision is not determined" in told


def test_below_the_coverage_there_is_no_single_number(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(2), "K01": LEVEL(2)}, None)
    screen = show(case.case_id)
    assert screen.board is not None
    told = texts(screen.board.attainment)
    assert "too little data" in told
    assert "Coverage is below 50%" in told
    assert "≈" not in told
    missing = texts(screen.board.missing)
    assert "69 of 71" in missing
    assert "question not asked: 69" in missing


def test_nothing_rated_is_no_zero(case: Case, assessors: tuple[Person, Person], show: Show) -> None:
    case.rate(assessors[0], Role.HR, {}, Mark(State.NO_EVIDENCE))
    screen = show(case.case_id)
    assert screen.board is not None
    told = texts(screen.board.attainment).split("\n")
    assert "from 0 to 100%" in told
    assert "assessed 0 of 71, coverage 0%" in told
    assert "0%" not in told
    assert "Mean level: too little data" in told
    assert "no gaps are known" in texts(screen.board.gaps)


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
    assert line[5] == f"Sokolova A., HR: 0. {NASTY}; Gromov M., Head: 1"
    assert NASTY in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    opened = gaps.visualRect(model.index(0, 0)).height()
    gaps.setCurrentIndex(model.index(-1, 0))
    assert gaps.visualRect(model.index(0, 0)).height() < opened
    QCoreApplication.processEvents()
    assert gaps.height() >= gaps.visualRect(model.index(0, 0)).height()


@pytest.mark.parametrize("width", [1196, 1090, 940])
def test_the_page_scrolls_and_never_cuts_a_gap(
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
    for row in range(3):
        gaps.setCurrentIndex(screen.board.gaps.model.index(row, 0))
        QCoreApplication.processEvents()
        last = gaps.visualRect(screen.board.gaps.model.index(screen.board.gaps.model.rowCount() - 1, 0))
        assert gaps.height() == last.bottom() + 1
        assert screen.board.gaps.rect().contains(gaps.geometry())


def test_a_level_of_a_file_has_room_for_its_sign(
    case: Case, assessors: tuple[Person, Person], show: Show, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps_list, "level_words", lambda _row: "0,0 ф → 2, 4 квартала назад")
    case.rate(assessors[0], Role.HR, {}, LEVEL(0))
    screen = show(case.case_id)
    assert screen.board is not None and screen.board.gaps.list is not None
    delegate = screen.board.gaps.list.itemDelegate()
    assert isinstance(delegate, gaps_list.GapDelegate)
    figures = QFontMetrics(stage.context.theme.font("strong", tabular=True))
    assert delegate.level_width >= figures.horizontalAdvance("0,0 ф → 2, 4 квартала назад")


def test_stop_signals_duties_and_what_to_discuss_are_told(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    against = {"S03": Told(NASTY, Polarity.AGAINST, date(2024, 11, 20))}
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0), "K01": LEVEL(4)}, LEVEL(3), facts=against)
    case.rate(assessors[1], Role.MANAGER, {"S03": LEVEL(1), "K01": LEVEL(2)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.board is not None
    stops = texts(screen.board.stops)
    assert "S03 · 0.5, target 2" in stops
    assert NASTY in stops
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in screen.findChildren(QLabel)
        if "<img" in label.text()
    )
    assert "S03 0.5, target 2" in texts(screen.board.duties).replace("\u00a0", " ")
    talk = texts(screen.board.assessors)
    assert "Agreement: high" in talk
    assert "K01" in talk
    assert "Sokolova Anna, HR" in talk


def test_a_result_is_not_final_while_a_level_is_not_settled_and_both_screens_tell_the_same_count(
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(1), "K01": LEVEL(4)}, LEVEL(3))
    case.rate(assessors[1], Role.MANAGER, {"S03": LEVEL(1), "K01": LEVEL(2)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.board is not None
    told = texts(screen.board.attainment)
    assert "provisional, not agreed: 1" in told
    found = store.read(decisions.decision, case.case_id, assessors[0].id, TODAY)
    counted = {group: len(rows) for group, rows in groups(found)}
    met = counted[DecisionGroup.AGREED] + counted[DecisionGroup.DISCUSS]
    (line,) = [one for one in told.splitlines() if one.startswith("Meet the target")]
    assert line.startswith(f"Meet the target: {met} of 71, ")
    assert line.endswith("; of these not agreed: 1")
    store.act_as(assessors[0].id)
    store.write(decisions.settle, case.case_id, "K01", 3, "talked it over")
    screen = show(case.case_id)
    assert screen.board is not None
    told = texts(screen.board.attainment)
    assert "final" in told.splitlines()
    assert "not agreed" not in told


def test_without_gaps_the_page_says_so(case: Case, assessors: tuple[Person, Person], show: Show) -> None:
    case.rate(assessors[0], Role.HR, {}, LEVEL(4))
    screen = show(case.case_id)
    assert screen.board is not None
    assert "No gaps: everything assessed meets its target" in texts(screen.board.gaps)
    assert "None: every critical competency is at its minimum or above." in texts(screen.board.stops)
    assert screen.board.gaps.list is None


def test_while_sheets_are_out_names_stand_instead_of_numbers(
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store
) -> None:
    case.rate(assessors[0], Role.HR, {}, LEVEL(1))
    case.rate(assessors[1], Role.MANAGER, {}, LEVEL(2), submit=False)
    screen = show(case.case_id)
    assert screen.board is None
    assert "Pending: Gromov Maxim" in texts(screen.waiting)
    assert not screen.export_button.isVisible()
    assert screen.waiting.act.hasFocus()
    sheet_id = store.write(assessments.start, case.person, assessors[1].id, Role.MANAGER)
    store.write(sheets.submit, sheet_id)
    QCoreApplication.processEvents()
    assert screen.board is not None
    assert screen.export_button.isVisible()


def test_a_draft_alone_has_no_result(case: Case, assessors: tuple[Person, Person], show: Show) -> None:
    case.rate(assessors[0], Role.HR, {}, LEVEL(1), submit=False)
    screen = show(case.case_id)
    assert screen.board is None
    assert screen.waiting.isVisible()
    assert [cap for cap, _words in screen.keys] == ["Esc"], "nothing is there to go through"


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


def opened_gap(screen: ResultScreen) -> ItemDialog:
    """Press Enter on the current gap."""
    assert screen.board is not None
    gaps = screen.board.gaps.list
    assert gaps is not None
    QTest.keyClick(gaps, Key.Key_Return)
    (dialog,) = screen.findChildren(ItemDialog)
    return dialog


def words_in(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel)).replace("\u00a0", " ")


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
    stops, strengths = words_in(screen.board.stops), words_in(screen.board.strengths)
    assert "порог отмены не назвала" in stops and "двоих сняла" not in stops
    assert "назвала семь показателей" in strengths and "перепутала нагрузку" not in strengths
    dialog = opened_gap(screen)
    seen = words_in(dialog)
    for told in ("порог отмены не назвала", "двоих сняла с чата", "проверить позже", "Gromov M., Head"):
        assert told in seen
    with qtbot.waitSignal(screen.sheet_opened) as heard:
        dialog.buttons[1].click()
    assert heard.args == [2, "S03"]


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
    model = GapModel(result, holder)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, holder)
    assert model.rowCount() == 1


def test_fewer_columns_stand_where_there_is_no_room_for_three(
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
    boxes = [screen.board.gaps.geometry(), screen.board.strengths.geometry(), screen.board.stops.geometry()]
    assert not any(_overlap(one, other) for one in boxes for other in boxes if one is not other)
    screen.resize(560, 672)
    QCoreApplication.processEvents()
    assert lefts() == 1 and screen.board.stops.y() > screen.board.gates.y() > screen.board.attainment.y()


def _overlap(one: QRect, other: QRect) -> bool:
    return one.intersects(other)


def test_its_key_leads_to_its_documents_the_profile_first(
    case: Case, assessors: tuple[Person, Person], show: Show, qtbot: QtBot
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3), {"S03": NASTY})
    screen = show(case.case_id)
    with qtbot.waitSignal(screen.papers_wanted) as asked:
        QTest.keyClick(screen, Key.Key_E, CTRL)
    assert asked.args == [""] and screen.papers is not None
    assert screen.papers.of == dict.fromkeys(("profile", "plan", "feedback"), (case.case_id,))
    assert screen.papers.first == "profile"


def test_the_plan_is_kept_and_opened_where_it_is_edited(
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store, qtbot: QtBot
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    screen = show(case.case_id)
    with qtbot.waitSignal(screen.plan_opened) as opened:
        QTest.mouseClick(screen.plan_button, Qt.MouseButton.LeftButton)
    kept = store.read(plans.for_case, case.case_id, assessors[0].id, next_quarter(TODAY), TODAY)
    assert opened.args == [kept.plan.id]


def test_a_plan_that_nobody_kept_is_shown_to_whoever_only_reads(
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    screen = show(case.case_id)
    monkeypatch.setattr(Data, "read_only", True)
    QTest.mouseClick(screen.plan_button, Qt.MouseButton.LeftButton)
    dialog = screen.findChild(PlanDialog)
    assert dialog is not None
    kept = store.read(plans.for_case, case.case_id, assessors[0].id, next_quarter(TODAY), TODAY)
    assert not kept.plan.id
    assert dialog.windowTitle() == f"Development plan: {kept.person.code}"  # no name outside of the window
    told = texts(dialog)
    assert "1 Jan 2027 to 31 Mar 2027" in told.replace("\u00a0", " ")
    assert all(
        action.text.en in told for goal in kept.plan.goals for action in goal.actions if action.text.en
    )


def test_a_plan_without_gaps_is_refused_in_words(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {}, LEVEL(4))
    screen = show(case.case_id)
    with pytest.raises(NoGoals):  # the error boundary tells of it
        screen.make_plan()


def test_esc_leads_back(case: Case, assessors: tuple[Person, Person], show: Show, qtbot: QtBot) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    screen = show(case.case_id)
    with qtbot.waitSignal(screen.closed):
        QTest.keyClick(screen, Key.Key_Escape)


def test_numbers_are_russian_in_russian(case: Case, assessors: tuple[Person, Person], show: Show) -> None:
    i18n.use("ru")
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    case.rate(assessors[1], Role.MANAGER, {"S03": LEVEL(1)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.board is not None
    assert "S03 · 0,5 при цели 2" in texts(screen.board.stops)
    assert "Оценка проведена" in texts(screen.board)


def test_everything_that_takes_the_focus_has_a_name(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    screen = show(case.case_id)
    screen.export()
    for widget in screen.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget


def test_while_a_case_is_open_the_decision_is_the_next_step_and_not_the_paper(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {}, Mark.rated(2))
    screen = show(case.case_id)
    assert screen.decision_button.property("kind") == "primary"
    assert screen.export_button.property("kind") == "secondary"

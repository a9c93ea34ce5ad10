"""A result tells what is known, what it rests on and what is not; its papers are made whole or named."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
import re
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.development import plans
from db.file.store import Store
from db.hiring import decisions
from desktop.assessing.result import gaps as gaps_list
from desktop.assessing.result.item_dialog import ItemDialog
from desktop.assessing.result.plan_dialog import PlanDialog
from desktop.data import Data
from domain.assessing.evidence import Polarity, Told
from domain.errors import NoGoals
from domain.hiring.decision import DecisionGroup, groups
from domain.mark import Mark, Role, State
from domain.people.person import Person
from domain.period import next_quarter
from resources import i18n
from tests.db import sample
from tests.desktop.assessing.result.rated import CTRL, LEVEL, NASTY, Case, Key, Show, detail, texts
from tests.desktop.conftest import TODAY
from tests.desktop.desk import Stage


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
    missing = detail(screen, "missing")
    assert "69 of 71" in missing
    assert "question not asked: 69" in missing


def test_nothing_rated_is_no_zero(case: Case, assessors: tuple[Person, Person], show: Show) -> None:
    case.rate(assessors[0], Role.HR, {}, Mark(State.NO_EVIDENCE))
    screen = show(case.case_id)
    assert screen.board is not None
    told = texts(screen.board.attainment).replace(" · ", "\n").split("\n")
    assert "from 0 to 100%" in told
    assert "assessed 0 of 71, coverage 0%" in told
    assert "0%" not in told
    assert "Mean level: too little data" in told
    assert "no gaps are known" in texts(screen.board.gaps)


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
    assert "S03" in stops and "of 11 critical" in stops
    assert NASTY in texts(screen.board.gaps.facts)
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in screen.findChildren(QLabel)
        if "<img" in label.text()
    )
    assert "S03 0.5, target 2" in detail(screen, "duties").replace("\u00a0", " ")
    talk = detail(screen, "assessors")
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
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store, qtbot: QtBot
) -> None:
    case.rate(assessors[0], Role.HR, {}, LEVEL(1))
    case.rate(assessors[1], Role.MANAGER, {}, LEVEL(2), submit=False)
    screen = show(case.case_id)
    assert screen.board is None
    assert "Pending: Gromov Maxim" in texts(screen.waiting)
    assert not screen.export_button.isVisible()
    assert screen.waiting.act.hasFocus()
    assert screen.decision_button.property("kind") == "secondary", "there is nothing to decide"
    assert screen.decision_button.text() == "Open early…", "outside vacancies nothing else leads there"
    with qtbot.waitSignal(screen.decision_wanted) as asked:
        screen.decision_button.click()
    assert asked.args == [case.case_id]
    sheet_id = store.write(assessments.start, case.person, assessors[1].id, Role.MANAGER)
    store.write(sheets.submit, sheet_id)
    QCoreApplication.processEvents()
    assert screen.board is not None
    assert screen.export_button.isVisible()
    assert screen.decision_button.isEnabled() and screen.decision_button.text() != "Open early…"


def test_whoever_owes_a_sheet_has_no_way_to_a_decision_and_is_told_why(
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store
) -> None:
    case.rate(assessors[0], Role.HR, {}, LEVEL(1), submit=False)
    case.rate(assessors[1], Role.MANAGER, {}, LEVEL(2))
    screen = show(case.case_id)
    hidden = "Marks are hidden until all sheets are submitted."
    assert not screen.decision_button.isEnabled()
    assert screen.decision_button.accessibleDescription() == hidden
    store.act_as(assessors[0].id)
    store.write(sheets.submit, store.write(assessments.start, case.person, assessors[0].id, Role.HR))
    QCoreApplication.processEvents()
    assert screen.board is not None and screen.decision_button.isEnabled()
    assert screen.decision_button.accessibleDescription() != hidden


def test_assessors_are_told_apart_by_role_whether_or_not_a_post_is_known(
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store
) -> None:
    known = sample.add(store, "Рябов", post="Руководитель отдела", is_actor=True)
    case.rate(assessors[0], Role.HR, {}, LEVEL(1))
    case.rate(store.read(people.person, known), Role.MANAGER, {}, LEVEL(2))
    said = detail(show(case.case_id), "assessors")
    assert "Рябов, manager" in said and "Sokolova Anna, HR" in said
    assert "Руководитель отдела" not in said


def test_a_draft_alone_has_no_result(case: Case, assessors: tuple[Person, Person], show: Show) -> None:
    case.rate(assessors[0], Role.HR, {}, LEVEL(1), submit=False)
    screen = show(case.case_id)
    assert screen.board is None
    assert screen.waiting.isVisible()
    assert [cap for cap, _words in screen.keys] == ["Esc"], "nothing is there to go through"


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
    assert "0,5 → 2" in texts(screen.board.gaps.facts)
    assert "Не является аттестацией" in texts(screen.board)


def test_everything_that_takes_the_focus_has_a_name(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0)}, LEVEL(3))
    screen = show(case.case_id)
    screen.export()
    for widget in screen.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget


def test_the_next_step_of_a_candidate_is_to_agree_on_what_differs_and_then_to_conclude(
    case: Case, assessors: tuple[Person, Person], show: Show, store: Store, qtbot: QtBot
) -> None:
    case.rate(assessors[0], Role.HR, {"K01": LEVEL(4)}, LEVEL(3))
    case.rate(assessors[1], Role.MANAGER, {"K01": LEVEL(2)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.decision_button.text() == "Agree on 1 difference"
    assert screen.decision_button.property("kind") == "primary"
    assert screen.export_button.property("kind") == "secondary"
    with qtbot.waitSignal(screen.decision_wanted):
        screen.decision_button.click()
    store.act_as(assessors[0].id)
    store.write(decisions.settle, case.case_id, "K01", 3, "talked it over")
    screen = show(case.case_id)
    assert screen.decision_button.text() == "To the conclusion"
    assert screen.decision_button.property("kind") == "primary"
    with qtbot.waitSignal(screen.conclusion_wanted) as asked:
        screen.decision_button.click()
    assert asked.args == [case.case_id]


def test_a_critical_not_applicable_is_decided_before_anybody_is_led_to_the_conclusion(
    case: Case, assessors: tuple[Person, Person], show: Show, qtbot: QtBot
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": Mark(State.NOT_APPLICABLE)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.decision_button.text() == "Decision…"
    assert screen.decision_button.property("kind") == "primary"
    with qtbot.waitSignal(screen.decision_wanted):
        screen.decision_button.click()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("width", "height"), [(1282, 740), (1196, 772)])
def test_a_result_is_on_one_screen(
    case: Case,
    assessors: tuple[Person, Person],
    show: Show,
    language: str,
    width: int,
    height: int,
) -> None:
    i18n.use(language)
    marks: dict[str, Mark | None] = {"S03": LEVEL(1), "K01": LEVEL(0), "S08": LEVEL(1), "K02": None}
    case.rate(assessors[0], Role.HR, marks, LEVEL(3), {"S03": NASTY * 20})
    case.rate(assessors[1], Role.MANAGER, marks, LEVEL(2))
    screen = show(case.case_id)
    screen.resize(width, height)
    QCoreApplication.processEvents()
    assert screen.board is not None
    assert screen.area.verticalScrollBar().maximum() == 0
    board = screen.board
    parts = (board.strip, board.functions, board.gaps, board.strengths, board.items, board.details)
    places = [part.geometry() for part in parts]
    assert not any(one.intersects(other) for one in places for other in places if one is not other)


def test_all_items_stand_on_one_ruler_and_each_opens_what_it_rests_on(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {"S03": LEVEL(0), "K02": Mark(State.NOT_ASKED)}, LEVEL(3))
    case.rate(assessors[1], Role.MANAGER, {"S03": LEVEL(1), "K02": Mark(State.NOT_ASKED)}, LEVEL(3))
    screen = show(case.case_id)
    assert screen.board is not None and screen.result is not None
    ruler = screen.board.items.ruler
    assert len(ruler.rows) == screen.result.score.totals.in_scope == 71
    by_code = {row.code: ruler.told(row) for row in ruler.rows}
    assert "; 0.5 → 2; assessors 0–1; below minimum" in by_code["S03"]
    assert "not asked" in by_code["K02"]
    ruler.setFocus()
    QTest.keyClick(ruler, Qt.Key.Key_Right)
    assert "K02" in texts(screen.board.gaps.facts), "beside the gaps, without a window of its own"
    assert ruler.accessibleDescription() == ruler.told(ruler.rows[1])
    QTest.keyClick(ruler, Qt.Key.Key_Return)
    (dialog,) = screen.findChildren(ItemDialog)
    assert "Marks and facts: K02" in dialog.windowTitle()


def test_duties_without_data_are_told_apart_from_those_not_at_risk(
    case: Case, assessors: tuple[Person, Person], show: Show
) -> None:
    case.rate(assessors[0], Role.HR, {}, Mark(State.NO_EVIDENCE))
    screen = show(case.case_id)
    assert screen.board is not None
    told = screen.board.details.duties.text()
    assert re.fullmatch(r"Duties at risk: 0 of (\d+), no data on \1…", told), told

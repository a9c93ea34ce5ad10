"""The card tells what happened with a person and leads on, and shows no number before its time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.people import PersonRow
from db.assessing.progress import CaseLine
from db.assessing.sheet import sheets
from db.development import adaptations, plan_followup, plans, probations
from db.file.store import Store
from db.models.types import today
from desktop.context import Context
from desktop.data import Data
from desktop.people.assessment_dialog import AssessmentDialog
from desktop.people.card.history import history
from desktop.people.card.history_list import HistoryList
from desktop.people.model import line_of
from desktop.people.screen import PeopleScreen
from desktop.people.state import case_title, last_day, latest_of, state_words
from domain.assessing.case import CaseState, CycleKind
from domain.development.probation import ProbationDraft
from domain.mark import Mark, Role
from domain.people.person import Admission, Medical, Person, PersonKind
from domain.period import Period, next_quarter
from domain.plan_kinds import ProbationOutcome
from resources.i18n import NBSP
from tests.db.planned import Planned, planned
from tests.desktop.conftest import TODAY
from tests.desktop.people.hands import CANDIDATES, Show, add

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def begin(store: Store, person: int, assessor: int, role: Role = Role.HR) -> int:
    return store.write(assessments.start, person, assessor, role)


def hand_in(store: Store, sheet_id: int, assessor: int, level: int = 3) -> None:
    sheet = store.read(sheets.sheet, sheet_id, assessor)
    marks = {row.item.id: (Mark.rated(level), "") for row in sheet.scope}
    me = store.read(people.actors)[0].id
    store.act_as(assessor)
    store.write(sheets.enter, sheet_id, marks)
    store.write(sheets.submit, sheet_id)
    store.act_as(me)


def told(screen: PeopleScreen) -> str:
    QCoreApplication.processEvents()
    return "\n".join(label.text() for label in screen.card.findChildren(QLabel) if label.isVisible())


def listed(screen: PeopleScreen) -> HistoryList:
    assert screen.card.history is not None
    return screen.card.history


def titles(screen: PeopleScreen) -> list[str]:
    return [one.title for one in listed(screen).list_model.lines()]


@pytest.fixture
def colleague(store: Store) -> int:
    return store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Tarasov"))


def test_enter_takes_the_next_step_and_f2_changes(store: Store, show: Show) -> None:
    add(store, CANDIDATES[0])
    screen = show()
    QTest.keyClick(screen.table, Key.Key_Return)
    assert screen.findChild(AssessmentDialog) is not None


def test_who_waits_for_others_is_told_for_whom_in_words_and_not_on_a_button(
    context: Context, store: Store, show: Show, colleague: int, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    hand_in(store, begin(store, person, context.me.id), context.me.id)
    theirs = begin(store, person, colleague, Role.EXPERT)
    screen = show()
    screen.open(person)
    assert screen.card.waiting.text() == "1 sheet is pending: Tarasov"
    assert not screen.card.step_button.isVisible()
    with qtbot.waitSignal(screen.result_opened):
        QTest.keyClick(screen.table, Key.Key_Return)
    hand_in(store, theirs, colleague)
    screen.open(person)
    assert not screen.card.waiting.isVisible()
    assert screen.card.step_button.text() == "Result"
    assert screen.card.step_button.property("kind") == "primary"


def test_an_assessment_that_nobody_has_begun_is_told_as_such_and_has_no_day_yet(store: Store) -> None:
    [person] = add(store, CANDIDATES[0])
    case = CaseLine(1, person, "A", "2026-1", "", CycleKind.HIRING, CaseState.OPEN, TODAY, ())
    assert state_words(case).text == "sheet not started"
    assert last_day(case) == TODAY
    assert line_of(PersonRow(Person(surname="Белов"), case), TODAY).day is None
    assert state_words(None).text == "not assessed"
    assert last_day(None) is None


def test_with_a_draft_ctrl_n_says_so_and_opens_it(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    sheet = begin(store, person, context.me.id)
    screen = show()
    with qtbot.waitSignals([screen.told, screen.sheet_opened]):
        QTest.keyClick(screen.table, Key.Key_N, CTRL)
    assert screen.findChild(AssessmentDialog) is None
    with qtbot.waitSignal(screen.sheet_opened) as opened:
        screen.assess()
    assert opened.args == [sheet]


def test_what_can_be_read_in_the_line_of_time_is_no_tip(store: Store, show: Show) -> None:
    [person] = add(store, Person(kind=PersonKind.EMPLOYEE, surname="Белов", hired_on=date(2024, 6, 7)))
    screen = show()
    screen.open(person)
    line = listed(screen)
    place = line.visualRect(line.currentIndex()).center()
    asked = QHelpEvent(QEvent.Type.ToolTip, place, line.viewport().mapToGlobal(place))
    QCoreApplication.sendEvent(line.viewport(), asked)
    assert QToolTip.text() == ""


def test_the_line_of_time_tells_everything_newest_first(context: Context, store: Store, show: Show) -> None:
    [person] = add(
        store,
        Person(
            kind=PersonKind.EMPLOYEE,
            surname="Белов",
            hired_on=date(2024, 6, 7),
            medical=(Medical("periodic", Admission.ADMITTED, date(2025, 2, 3), date(2027, 2, 3)),),
        ),
    )
    sheet = begin(store, person, context.me.id, Role.MANAGER)
    hand_in(store, sheet, context.me.id, 1)
    case = store.read(sheets.sheet, sheet, context.me.id).case_id
    store.write(plans.make, case, context.me.id, next_quarter(TODAY), TODAY)
    screen = show()
    screen.open(person)
    assert [one for one in titles(screen) if one != "Assessment started"] == [
        "Individual development plan",
        "Result is ready",
        "Sheet submitted",
        "Medical certificate",
        "Hired",
    ]
    whole = [
        listed(screen).list_model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(len(titles(screen)))
    ]
    assert whole[-1].replace("\u00a0", " ") == "7 Jun 2024. Hired"
    assert "valid until 3 Feb 2027" in whole[-2].replace("\u00a0", " ")


def test_a_plan_is_dated_by_when_it_was_drafted_approved_and_closed_and_not_by_its_first_day(
    store: Store,
) -> None:
    one = planned(store)
    made_on = store.read(today)
    assert moments_of(store, one) == [(made_on, "drafted")]
    one.finish()
    store.write(plan_followup.close, one.plan, one.boss, date(2027, 3, 30), {})
    wanted = {(date(2027, 3, 30), "closed"), (made_on, "drafted"), (TODAY, "approved")}
    assert set(moments_of(store, one)) == wanted
    told = history(store.read(people.card, one.person, one.boss, TODAY), one.boss)
    assert told[0].detail.replace(NBSP, " ") == "closed: 1 Jan 2027 – 31 Mar 2027, 4 goals"
    then = [moment.title for moment in told if moment.on == made_on]
    assert then.index("Individual development plan") < then.index("Result is ready"), "it rests on it"


def moments_of(store: Store, one: Planned) -> list[tuple[date, str]]:
    told = history(store.read(people.card, one.person, one.boss, TODAY), one.boss)
    return [(moment.on, moment.detail.partition(":")[0]) for moment in told if moment.plan_id]


def test_history_is_walked_and_opened_by_keys(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    sheet = begin(store, person, context.me.id)
    hand_in(store, sheet, context.me.id)
    case = store.read(sheets.sheet, sheet, context.me.id).case_id
    screen = show()
    line = listed(screen)
    line.setFocus()
    with qtbot.waitSignal(screen.result_opened) as result:
        QTest.keyClick(line, Key.Key_Return)
    assert result.args == [case]
    QTest.keyClick(line, Key.Key_Down)
    with qtbot.waitSignal(screen.sheet_opened) as opened:
        QTest.keyClick(line, Key.Key_Return)
    assert opened.args == [sheet]
    before = line.currentIndex().row()
    QTest.keyClick(line, Key.Key_End)
    assert line.currentIndex().row() > before
    with qtbot.waitSignal(screen.result_opened):
        QTest.keyClick(line, Key.Key_Return)  # the beginning leads to what came of it
    QTest.keyClick(line, Key.Key_A)
    assert line.currentIndex().row() == line.list_model.rowCount() - 1, "letters move nothing"


def test_while_a_sheet_is_out_neither_numbers_nor_the_marks_of_others_are_offered(
    context: Context, store: Store, show: Show, colleague: int
) -> None:
    [person] = add(store, CANDIDATES[0])
    hand_in(store, begin(store, person, colleague, Role.MANAGER), colleague)
    mine = begin(store, person, context.me.id)
    screen = show()
    shown = told(screen)
    assert "Marks are hidden until all sheets are submitted." in shown
    assert "%" not in shown
    assert "Stop-signal" not in shown
    card = store.read(people.card, person, context.me.id, TODAY)
    own = ["Assessment started"]  # leads to one's own sheet
    assert [moment.title for moment in history(card, context.me.id) if moment.opens] == own
    assert [moment.title for moment in history(card, colleague) if moment.opens] == ["Sheet submitted", *own]
    hand_in(store, mine, context.me.id)
    shown = told(screen)
    assert "2 assessors" in shown
    assert "%" in shown
    assert titles(screen)[0] == "Result is ready"


def test_a_name_of_120_letters_is_seen_whole(store: Store, show: Show) -> None:
    add(store, Person(surname="Щ" * 120, given="Ю" * 120, patronymic="Ж" * 120, post="м" * 120))
    screen = show()
    QCoreApplication.processEvents()
    for label in screen.card.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.width() <= screen.card.width()
            assert label.minimumSizeHint().width() <= label.width()
            assert label.heightForWidth(label.width()) <= label.height(), label.text()
    assert screen.card.step_button.geometry().right() <= screen.card.width()


def test_where_nothing_can_be_written_every_button_that_is_off_says_why(
    store: Store, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, CANDIDATES[0])
    monkeypatch.setattr(Data, "read_only", property(lambda self: True))
    screen = show()
    assert not screen.add_button.isEnabled()
    assert "read-only" in screen.add_button.toolTip()
    assert "read-only" in screen.add_button.accessibleDescription()
    QTest.keyClick(screen.table, Key.Key_Return)
    assert not [one for one in screen.findChildren(QDialog) if one.isVisible()]


def test_the_order_of_the_list_is_remembered_and_stays_on_the_person(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    assert screen.person is not None
    before = screen.person.id
    QTest.keyClick(screen.table, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(screen.table, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert screen.person.id == before
    codes = [screen.table.list_model.index(row, 1).data() for row in range(1, 4)]
    assert codes == sorted(codes, reverse=True)
    again = show()
    assert [again.table.list_model.index(row, 1).data() for row in range(1, 4)] == codes


def test_states_are_chosen_by_keys(context: Context, store: Store, show: Show) -> None:
    [first, _second, _third] = add(store, *CANDIDATES)
    begin(store, first, context.me.id)
    screen = show()
    screen.filters.states.setFocus()
    QTest.keyClick(screen.filters.states, Key.Key_Down)
    QTest.keyClick(screen.filters.states, Key.Key_Down)
    assert screen.filters.states.currentText() == "In progress"
    assert len(screen.table.list_model.lines()) == 1
    screen.search.setText("никто")
    assert screen.not_found.isVisible()
    screen.clear_filter()
    assert len(screen.table.list_model.lines()) == 4


def test_a_screen_made_anew_stands_where_the_old_one_stood(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    screen.search.setText("е")
    screen.segments.choose(1)
    screen.filters.narrowed.emit()
    QTest.keyClick(screen.table, Key.Key_Down)
    again = show()
    again.recall(screen.memory())
    assert again.person is not None
    assert screen.person is not None
    assert again.person.id == screen.person.id
    assert len(again.table.list_model.lines()) == len(screen.table.list_model.lines()) < 4
    again.recall("what nobody remembers")
    assert again.person.id == screen.person.id


def test_while_a_key_is_held_the_card_waits_and_whatever_is_done_is_done_with_the_right_person(
    store: Store, show: Show
) -> None:
    add(store, *CANDIDATES)
    screen = show()
    for _press in range(2):
        QTest.keyClick(screen.table, Key.Key_Down)
    line = screen.table.current_line
    assert line is not None
    QTest.keyClick(screen.table, Key.Key_F2)
    dialog = next(one for one in screen.findChildren(QDialog) if one.isVisible())
    assert line.person.code in dialog.windowTitle()
    assert line.person.full_name in told(screen)


def test_a_plan_and_the_conclusion_of_its_probation_open_the_plan(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    period = Period(TODAY - timedelta(days=76), TODAY + timedelta(days=14))
    [person] = add(store, replace(CANDIDATES[0], kind=PersonKind.EMPLOYEE, hired_on=period.starts_on))
    plan = store.write(adaptations.begin, person, period)
    store.write(plan_followup.approve, plan, TODAY)
    draft = ProbationDraft(ProbationOutcome.PASSED, "за закрытой дверью", period.ends_on, TODAY)
    for _time in range(2):
        store.write(probations.conclude, plan, draft, TODAY)
    screen = show()
    screen.open(person)
    made = 1 if store.read(today) > TODAY else 0  # drafted by the clock of this computer
    assert titles(screen)[made:][:4] == [
        "Probation conclusion corrected",
        "Probation conclusion",
        "Onboarding plan",
        "Hired",
    ]
    line = listed(screen)
    line.setFocus()
    for row in (made, made + 1, made + 2):
        line.setCurrentIndex(line.list_model.index(row, 0))
        with (
            qtbot.waitSignal(screen.plan_opened) as opened,
            qtbot.assertNotEmitted(screen.result_opened),
        ):
            QTest.keyClick(line, Key.Key_Return)
        assert opened.args == [plan]
    card = store.read(people.card, person, context.me.id, TODAY)
    assert "за закрытой дверью" not in repr(card), "what it was stands in the plan"


@pytest.mark.parametrize("state", [CaseState.SEALED, CaseState.CLOSED])
def test_a_case_that_ended_without_a_sheet_is_never_told_as_open(state: CaseState) -> None:
    day = TODAY - timedelta(days=3)
    ended = CaseLine(2, 1, "Tarasov", "2026-IV", "IV", CycleKind.QUARTERLY, state, day, ())
    before = CaseLine(1, 1, "Tarasov", "2026-III", "III", CycleKind.QUARTERLY, CaseState.OPEN, day, ())
    assert state_words(ended).text == "ended without a sheet"
    assert latest_of((ended, before)) is before
    assert latest_of((ended,)) is ended


def test_levels_of_a_file_are_no_assessment_that_ended_without_a_sheet() -> None:
    day, then = date(2026, 11, 20), date(2025, 12, 31)
    of_file = CaseLine(
        2, 1, "Tarasov", "2025-IV", "Матрица", CycleKind.AD_HOC, CaseState.CLOSED, day, (), starts_on=then
    )
    imported = replace(of_file, of_file=True)
    assert state_words(of_file).text == "ended without a sheet"
    assert state_words(imported).text == "levels imported"
    assert last_day(imported) == then
    assert case_title(imported) == "Матрица, 31\xa0Dec\xa02025"

"""People decide side by side: differences are settled by keys, conclusions signed, nothing typed is lost."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from db.assessing import case_drafts
from db.file.store import Store
from db.hiring import campaigns, decisions
from desktop.hiring.decision.expert_dialog import ExpertDialog
from desktop.kit.table.list_model import LINE_ROLE, Heading
from desktop.office.sentences import sentence
from domain.hiring.decision import DecisionGroup, SettledMeanwhile
from domain.mark import Role
from reports.words.names import name_of
from resources import i18n
from resources.i18n import current
from tests.db import sample
from tests.desktop.hiring.decision.stage import CTRL, Case, Key, Screen, dialog, press, texts, type_in


def test_what_lies_apart_comes_first_and_the_focus_stands_on_it(store: Store, screen: Screen) -> None:
    case = Case(store)
    shown = screen.open(case)
    heading = shown.table.list_model.index(0, 0).data(LINE_ROLE)
    assert heading == Heading(name_of(DecisionGroup.DISCUSS, current()), "2 of 2 left")
    assert shown.table.hasFocus()
    line = shown.table.list_model.line(1)
    assert line is not None
    assert shown.table.code == line.row.code
    assert line.spread == 2
    assert line.mean in (1, 2)
    assert shown.table.list_model.titles == (
        *("Code", "", "Competency", "Sokolova", "Gromov", "Spread", "Mean", "Target", "Decision"),
    )


def test_the_model_keeps_qts_rules(store: Store, screen: Screen) -> None:
    shown = screen.open(Case(store))
    model = shown.table.list_model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, shown)
    assert shown.decision is not None
    shown.table.show_decision(shown.decision)
    model.show(())


def test_arrows_step_over_headings_and_the_panel_follows(store: Store, screen: Screen) -> None:
    shown = screen.open(Case(store))
    for key, code in ((Key.Key_Down, 2), (Key.Key_Down, 4), (Key.Key_Up, 2), (Key.Key_Home, 1)):
        press(key)
        line = shown.table.list_model.line(code)
        assert line is not None
        assert shown.table.code == shown.panel.code == line.row.code
    press(Key.Key_A)  # a stray letter moves nothing
    line = shown.table.list_model.line(1)
    assert line is not None
    assert shown.table.code == line.row.code


def test_agreement_is_told_in_words_and_coefficients_on_a_key(store: Store, screen: Screen) -> None:
    shown = screen.open(Case(store))
    assert shown.agreement.text().startswith("Agreement ") and "%" in shown.agreement.text()
    assert "are within one level" in shown.agreement.accessibleDescription()
    assert "0." not in shown.agreement.text()
    press(Key.Key_F3)
    expert = dialog(ExpertDialog)
    assert "Krippendorff's alpha, ordinal" in [name for name, _value, _note in expert.rows]
    assert "1 — Sokolova" in texts(expert)
    expert.accept()


def test_marks_of_a_single_colleague_stay_hidden(store: Store, screen: Screen) -> None:
    shown = screen.open(Case(store, shy=True))
    titles = ("Code", "", "Competency", "Spread", "Mean", "Target", "Decision")
    assert shown.table.list_model.titles == titles, "no column of anybody's marks"
    assert "fewer than three people of the role answered" in texts(shown.panel)
    line = shown.table.list_model.line(1)
    assert line is not None
    assert line.spread is None


def test_the_expert_view_of_marks_kept_back_says_so_and_not_that_they_are_too_few(
    store: Store, screen: Screen
) -> None:
    screen.open(Case(store, shy=True))
    press(Key.Key_F3)
    said = texts(dialog(ExpertDialog))
    assert "fewer than three people of the role answered" in said
    assert "Too few competencies" not in said
    assert "Assessors:" not in said
    dialog(ExpertDialog).accept()


def test_a_digit_a_reason_and_ctrl_enter_settle_and_lead_on(store: Store, screen: Screen) -> None:
    case = Case(store)
    shown = screen.open(case)
    first = shown.table.code
    press(Key.Key_2)
    assert shown.panel.reason.hasFocus()
    type_in("heard the record 3 times")
    press(Key.Key_Return, CTRL)
    assert case.settled() == {first: (2, "heard the record 3 times")}
    assert shown.table.hasFocus()
    assert shown.table.code != first
    assert shown.table.list_model.index(0, 0).data(LINE_ROLE).note == "1 of 2 left"
    assert case.drafts() == {}


def test_without_level_or_reason_nothing_is_written_and_it_says_what_is_missing(
    store: Store, screen: Screen
) -> None:
    case = Case(store)
    shown = screen.open(case)
    press(Key.Key_Return, CTRL)
    assert "Choose a level first" in shown.panel.fault.text()
    shown.table.setFocus()
    press(Key.Key_3)
    press(Key.Key_Return, CTRL)
    assert "State the basis for the decision" in shown.panel.fault.text()
    assert shown.panel.reason.hasFocus()
    assert case.settled() == {}


def test_an_item_that_is_not_in_the_scope_moves_nobody(store: Store, screen: Screen) -> None:
    shown = screen.open(Case(store))
    press(Key.Key_Down)
    stood = shown.table.code
    shown.signing.item_wanted.emit("no such item")
    assert shown.table.code == stood


def test_undo_takes_back_and_redo_settles_again(store: Store, screen: Screen) -> None:
    case = Case(store)
    shown = screen.open(case)
    first = shown.table.code
    press(Key.Key_2)
    type_in("agreed")
    press(Key.Key_Return, CTRL)
    press(Key.Key_Z, CTRL)
    assert case.settled() == {}
    assert shown.table.code == first
    assert shown.panel.chosen is None
    press(Key.Key_Y, CTRL)
    assert case.settled() == {first: (2, "agreed")}


def test_delete_lets_the_marks_count_again(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    shown = screen.open(case)
    code = shown.table.code
    assert shown.panel.reason.toPlainText() == "обсудили запись"
    told: list[str] = []
    shown.removed.connect(told.append)
    press(Key.Key_Delete)
    assert code not in case.settled()
    assert told == [f"Decision cleared: {code}."], "with a way to undo it"
    shown.undo_last()
    assert case.settled()[code] == (2, "обсудили запись")
    press(Key.Key_Delete)
    press(Key.Key_Z, CTRL)
    assert case.settled()[code] == (2, "обсудили запись")


def test_an_item_can_be_settled_as_not_applicable(store: Store, screen: Screen) -> None:
    case = Case(store)
    shown = screen.open(case)
    code = shown.table.code
    press(Key.Key_8)
    type_in("no such line here")
    press(Key.Key_Return, CTRL)
    assert case.settled() == {code: (None, "no such line here")}


def test_what_is_half_typed_stays_through_rows_screens_and_a_window_made_anew(
    store: Store, screen: Screen
) -> None:
    case = Case(store)
    shown = screen.open(case)
    code = shown.table.code
    press(Key.Key_3)
    type_in("half a th")
    press(Key.Key_Escape)
    press(Key.Key_Down)
    assert case.drafts() == {f"level:{code}": "3", f"reason:{code}": "half a th"}
    press(Key.Key_Up)
    assert shown.panel.reason.toPlainText() == "half a th"
    assert shown.panel.chosen is not None
    assert shown.panel.chosen.level == 3
    press(Key.Key_Asterisk)
    type_in("ought")
    i18n.use("ru")
    shown = screen.again()
    assert shown.table.code == code
    assert shown.panel.reason.toPlainText() == "half a thought"
    assert shown.panel.reason.hasFocus()
    type_in("s")
    assert shown.panel.reason.toPlainText() == "half a thoughts"
    assert case.settled() == {}


def test_words_of_one_case_never_come_to_another(store: Store, screen: Screen) -> None:
    case = Case(store)
    other = store.write(campaigns.invite, case.cycle, sample.candidate(store, "Тарасов", code="C-0043"))
    for who, role in ((case.hr.id, Role.HR), (case.head.id, Role.MANAGER)):
        store.act_as(who)
        sample.sheet(store, other, who, role, dict.fromkeys(case.scope, 2))
    store.act_as(case.hr.id)
    shown = screen.open(case)
    press(Key.Key_3)
    type_in("of the first")
    shown.conclusion.form.reasons.setPlainText("первый")
    shown.open(other)
    assert shown.panel.reason.toPlainText() == ""
    assert shown.conclusion.form.reasons.toPlainText() == ""
    shown.hide()
    assert store.read(case_drafts.drafts, other, case.hr.id) == {}
    assert set(case.drafts().values()) == {"3", "of the first", "первый"}


def test_what_another_one_writes_meanwhile_comes_in_and_what_is_typed_stays(
    store: Store, screen: Screen, qtbot: QtBot
) -> None:
    case = Case(store)
    shown = screen.open(case)
    code = shown.table.code
    other = case.second if code == case.first else case.first
    press(Key.Key_1)
    type_in("my words")
    store.write(decisions.settle, case.id, other, 2, "обсудили")
    QCoreApplication.processEvents()
    line = shown.table.list_model.line(shown.table.list_model.row_of(other))
    assert line is not None
    assert line.asks == ""
    assert shown.panel.code == code
    assert shown.panel.reason.toPlainText() == "my words"


def test_what_another_one_agreed_while_one_types_is_told_and_replaced_only_when_asked_again(
    store: Store, screen: Screen
) -> None:
    case = Case(store)
    shown = screen.open(case)
    code = shown.table.code
    press(Key.Key_3)
    type_in("my words")
    store.act_as(case.head.id)
    store.write(decisions.settle, case.id, code, 1, "heard the record")
    store.act_as(case.hr.id)
    QCoreApplication.processEvents()
    press(Key.Key_Return, CTRL)
    assert case.settled() == {code: (1, "heard the record")}
    told = shown.panel.fault.text()
    assert f"{code}: Gromov" in told and "level 1" in told and "heard the record" in told
    assert shown.panel.code == shown.table.code == code
    assert shown.panel.reason.toPlainText() == "my words"
    assert shown.panel.reason.accessibleDescription() == told
    press(Key.Key_Return, CTRL)
    assert case.settled() == {code: (3, "my words")}


def test_what_another_one_agreed_since_is_neither_cleared_nor_undone_unseen(
    store: Store, screen: Screen, qtbot: QtBot
) -> None:
    case = Case(store)
    shown = screen.open(case)
    code = shown.table.code
    press(Key.Key_3)
    type_in("my words")
    press(Key.Key_Return, CTRL)
    store.write(decisions.settle, case.id, code, 1, "heard the record")
    QCoreApplication.processEvents()
    shown.table.setFocus()
    with qtbot.captureExceptions() as raised:
        press(Key.Key_Z, CTRL)
    assert case.settled() == {code: (1, "heard the record")}
    ((kind, refusal, _place),) = raised
    assert kind is SettledMeanwhile and isinstance(refusal, SettledMeanwhile)
    told = sentence(refusal, i18n.current())
    assert told.safe == "That decision stays: nothing was undone.", "nothing was typed that could be kept"

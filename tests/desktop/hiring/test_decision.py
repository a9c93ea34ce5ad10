"""People decide side by side: differences are settled by keys, conclusions signed, nothing typed is lost."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import case_drafts, people, progress
from db.file.store import Store
from db.hiring import campaigns, decisions, hiring, refusals
from db.people import organisation
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.export.screen import DocumentsScreen
from desktop.hiring.decision.board import COMPETENCIES, CONCLUSION, REQUIREMENTS
from desktop.hiring.decision.expert_dialog import ExpertDialog
from desktop.hiring.decision.hire_dialog import HireDialog
from desktop.hiring.decision.refusal_dialog import RefusalDialog
from desktop.hiring.decision.screen import DecisionScreen
from desktop.jobs import Jobs
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.kit.table.list_model import LINE_ROLE, Heading
from desktop.office.cli.cli import main
from desktop.settings import Settings
from desktop.shared.another_dialog import AnotherDialog
from desktop.theme import Theme
from domain.assessing.case import CaseState, CycleKind
from domain.hiring.decision import DecisionGroup, Outcome
from domain.mark import Role, State
from domain.people.person import PersonKind
from reports.words.names import name_of
from resources import i18n
from resources.i18n import current
from tests.db import sample
from tests.desktop.conftest import PASSWORD, TODAY, Room, Start, new_file, unlock, workspace_of

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Case:
    """A candidate of a campaign with two assessors; two items lie two levels apart."""

    def __init__(self, store: Store, *, submit: bool = True, shy: bool = False, level: int = 2) -> None:
        self.store, self.level = store, level
        known = {one.surname: one for one in store.read(people.actors)}
        self.hr, self.head = known["Sokolova"], known["Gromov"]
        other = Role.PEER if shy else Role.MANAGER
        self.cycle = sample.campaign(store, (self.hr.id, Role.HR), (self.head.id, other))
        self.person = sample.candidate(store, code="C-0042", given="Ирина", post="менеджер")
        self.id = store.write(campaigns.invite, self.cycle, self.person)
        found = store.read(campaigns.campaign, self.cycle)
        assert found.question_set is not None
        self.scope = found.question_set.items
        self.first, self.second, self.plain = self.scope[0], self.scope[1], self.scope[2]
        self.rate(self.hr.id, Role.HR, {self.first: 3, self.second: 0})
        self.rate(self.head.id, other, {self.first: 1, self.second: 2}, submit=submit)
        store.act_as(self.hr.id)

    def rate(self, who: int, role: Role, said: dict[str, int | State], *, submit: bool = True) -> int:
        self.store.act_as(who)
        marks: dict[str, int | State] = dict.fromkeys(self.scope, self.level)
        return sample.sheet(self.store, self.id, who, role, marks | said, submit=submit)

    def settle_all(self) -> None:
        for code in (self.first, self.second):
            self.store.write(decisions.settle, self.id, code, self.level, "обсудили запись")

    def settled(self) -> dict[str, tuple[int | None, str]]:
        found = self.store.read(decisions.decision, self.id, self.hr.id, TODAY)
        return {one.code: (one.level, one.reason) for one in found.settled}

    def drafts(self) -> dict[str, str]:
        return self.store.read(case_drafts.drafts, self.id, self.hr.id)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two people who assess."""
    return new_file(tmp_path / "North.merilo", actors=2)


class Screen:
    """A decision on the screen, and fingers that press where the focus is."""

    def __init__(self, context: Context, window: QWidget, qtbot: QtBot) -> None:
        self.context, self._window, self._qtbot = context, window, qtbot
        self.shown = DecisionScreen(context, window)
        self.shown.resize(1196, 772)
        window.resize(1196, 772)
        window.show()
        window.activateWindow()
        with qtbot.waitActive(window):
            pass
        self.shown.show()

    def open(self, case: Case) -> DecisionScreen:
        self.shown.open(case.id)
        QCoreApplication.processEvents()
        return self.shown

    def again(self) -> DecisionScreen:
        """Make the screen anew, as another language does, with what it remembers."""
        memory, old = self.shown.memory(), self.shown
        self.shown = DecisionScreen(self.context, self._window)
        self.shown.resize(1196, 772)
        old.hide()
        old.deleteLater()
        self.shown.show()
        self.shown.open(memory.case_id)
        self.shown.recall(memory)
        return self.shown


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> Screen:
    window = Room(context)
    qtbot.addWidget(window)
    return Screen(context, window, qtbot)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)
    QCoreApplication.processEvents()


def type_in(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    QCoreApplication.processEvents()


def dialog[D: QDialog](kind: type[D]) -> D:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert len(found) == 1, found
    return found[0]


def texts(widget: QWidget) -> str:
    shown = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(shown).replace("\u00a0", " ")


# Side by side


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
    assert "are within one level" in shown.agreement.text()
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


# Settling


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
    press(Key.Key_Delete)
    assert code not in case.settled()
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


# Concluding


def test_the_program_proposes_no_conclusion(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    assert shown.tabs.current == CONCLUSION
    assert shown.conclusion.form.outcome is None
    assert shown.conclusion.form.signers == ()
    assert not shown.conclusion.form.reasons.toPlainText()


def test_signing_says_what_hinders_and_leads_there(store: Store, screen: Screen) -> None:
    case = Case(store)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    shown.conclusion.form.outcomes[Outcome.RECOMMEND].setChecked(True)
    shown.conclusion.form.reasons.setPlainText("по фактам")
    assert shown.conclusion.sign.isEnabled()
    shown.conclusion.sign.click()
    told = shown.conclusion.banner.text
    assert "Resolve 2 differences first" in told
    assert case.first in told
    shown.conclusion.banner.act.click()
    assert shown.tabs.current == COMPETENCIES
    assert shown.table.code in (case.first, case.second)
    assert case.drafts()["reasons"] == "по фактам"


def test_a_conclusion_with_conditions_asks_for_them(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    form = shown.conclusion.form
    assert not form.conditions_field.isVisible()
    form.outcomes[Outcome.WITH_CONDITIONS].setChecked(True)
    form.reasons.setPlainText("по фактам")
    press(Key.Key_Return, CTRL)
    assert "conditions" in shown.conclusion.banner.text
    assert form.conditions.hasFocus()
    type_in("training")
    press(Key.Key_Return, CTRL)
    dialog(Question).act.click()
    (one,) = store.read(decisions.decision, case.id, case.hr.id, TODAY).conclusions
    assert (one.outcome, one.conditions, one.reasons) == (Outcome.WITH_CONDITIONS, "training", "по фактам")
    assert case.drafts() == {}


def test_to_go_on_keeps_the_case_open_and_hinders_nothing(store: Store, screen: Screen) -> None:
    case = Case(store)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    shown.conclusion.form.outcomes[Outcome.CONTINUE].setChecked(True)
    shown.conclusion.form.reasons.setPlainText("нужна ещё одна встреча")
    shown.conclusion.sign.click()
    dialog(Question).act.click()
    assert not shown.read_only
    found = store.read(decisions.decision, case.id, case.hr.id, TODAY)
    assert [one.outcome for one in found.conclusions] == [Outcome.CONTINUE]
    assert found.result.case.state is not CaseState.CLOSED


def test_who_signs_beside_is_chosen_and_kept(store: Store, screen: Screen) -> None:
    case = Case(store)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    shown.conclusion.form.checks[case.head.id].click()
    shown.hide()
    assert case.drafts()["signers"] == str(case.head.id)
    shown.show()
    shown.open(case.id)
    assert shown.conclusion.form.signers == (case.head.id,)


def test_a_closed_case_tells_what_was_decided_and_by_whom(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.NOT_RECOMMEND, "по фактам", "", (case.head.id,), TODAY)
    shown = screen.open(case)
    assert shown.read_only
    assert "Do not recommend: Sokolova Anna" in shown.banner.text
    press(Key.Key_1)
    assert shown.panel.chosen is not None
    assert shown.panel.chosen.level == 2
    assert not shown.panel.record.isVisible()
    press(Key.Key_Right, CTRL)
    told = texts(shown.conclusion)
    assert "по фактам" in told
    assert "Gromov Maxim, Head" in told
    assert not shown.conclusion.sign.isVisible()


def test_a_case_of_staff_is_settled_but_not_concluded(store: Store, screen: Screen) -> None:
    case = Case(store)
    person = sample.add(store, "Орлов", hired_on=TODAY)
    cycle = sample.cycle(store, CycleKind.QUARTERLY, ends_on=TODAY)
    case_id = sample.case(store, person, cycle)
    store.act_as(case.head.id)
    sample.sheet(store, case_id, case.head.id, Role.MANAGER, 2)
    store.act_as(case.hr.id)
    shown = screen.shown
    shown.open(case_id)
    assert "One assessor" in shown.agreement.text()
    steps = [one.text() for one in shown.header.steps.findChildren(QLabel) if one.isVisible() and one.text()]
    assert steps == ["sheets submitted", "differences"], "nobody concludes on staff"
    assert "goes into the conclusion" not in texts(shown.panel)
    press(Key.Key_3)
    type_in("seen since")
    press(Key.Key_Return, CTRL)
    found = store.read(decisions.decision, case_id, case.hr.id, TODAY)
    assert [(one.level, one.reason) for one in found.settled] == [(3, "seen since")]
    press(Key.Key_Right, CTRL)
    assert "Conclusions are written for candidates" in texts(shown.conclusion)
    assert not shown.conclusion.sign.isVisible()
    press(Key.Key_Return, CTRL)  # nothing to sign, and nothing happens
    assert store.read(decisions.decision, case_id, case.hr.id, TODAY).conclusions == ()


# Requirements, blindness


def test_requirements_lead_to_the_documents_of_the_person(store: Store, screen: Screen, qtbot: QtBot) -> None:
    case = Case(store)
    shown = screen.open(case)
    shown.conclusion.known.requirements_wanted.emit()
    assert shown.tabs.current == REQUIREMENTS
    with qtbot.waitSignal(shown.person_opened) as heard:
        shown.requirements.card_button.click()
    assert heard.args == [case.person]


def test_a_blind_case_names_who_is_out_and_opens_early_only_with_a_reason(
    store: Store, context: Context, screen: Screen
) -> None:
    case = Case(store, submit=False)
    shown = screen.open(case)
    assert shown.decision is None
    assert "Gromov" in texts(shown.early)
    assert "Sokolova" not in texts(shown.early)
    shown.early.early_button.click()
    asked = dialog(ReasonDialog)
    asked.act_button.click()
    assert "Write why." in texts(asked)
    asked.text.setPlainText("решение нужно сегодня")
    asked.reject()
    shown.early.early_button.click()
    asked = dialog(ReasonDialog)
    assert asked.text.toPlainText() == "решение нужно сегодня"
    asked.act_button.click()
    QCoreApplication.processEvents()
    assert shown.decision is not None
    assert "Opened early: Sokolova Anna" in shown.banner.text
    assert "решение нужно сегодня" in shown.banner.text


def test_who_is_out_is_led_to_the_own_sheet_and_cannot_open_early(
    store: Store, settings: Settings, theme: Theme, qtbot: QtBot
) -> None:
    case = Case(store, submit=False)
    store.act_as(case.head.id)
    jobs = Jobs()
    window = QWidget()
    qtbot.addWidget(window)
    context = Context(Data(store), jobs, settings, Actions(), theme, case.head, lambda: TODAY)
    shown = Screen(context, window, qtbot).open(case)
    assert not shown.early.early_button.isVisible()
    with qtbot.waitSignal(shown.sheet_opened) as heard:
        shown.early.act.click()
    own = store.read(people.card, case.person, case.head.id, TODAY).cases[0].draft_of(case.head.id)
    assert own is not None
    assert heard.args == [own.sheet_id]
    jobs.close()


# What follows


def test_a_recommended_candidate_is_hired_and_leads_to_the_card(
    store: Store, screen: Screen, qtbot: QtBot
) -> None:
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    shown.conclusion.hire_button.click()
    form = dialog(HireDialog)
    assert "medical" in form.pending.text(), "what nobody has seen yet is said before"
    form.hired_on.line.clear()
    form.probation.line.setText("завтра")
    form.hire_button.click()
    assert form.hired_on.note == "This field is required."
    assert "There is no such date" in form.probation.note, "each field says so at once"
    form.probation.line.setText("28.02.2027")
    form.hired_on.line.setText("завтра")
    form.hire_button.click()
    assert "There is no such date" in form.hired_on.note
    form.hired_on.line.setText("01.12.2026")
    form.probation.line.setText("01.11.2026")
    form.hire_button.click()
    assert form.probation.note
    form.probation.line.setText("28.02.2027")
    with qtbot.waitSignal(shown.person_opened):
        form.hire_button.click()
    person = store.read(people.person, case.person)
    assert person.kind is PersonKind.EMPLOYEE
    assert person.hired_on is not None
    press(Key.Key_Right, CTRL)
    assert "Hired on" in texts(shown.conclusion)
    assert not shown.conclusion.hire_button.isVisible()


def test_after_a_hire_without_a_plan_what_nobody_asked_is_not_called_met(
    store: Store,
    screen: Screen,
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = Case(store, level=4)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    shown.conclusion.hire_button.click()
    with qtbot.waitSignal(shown.told) as heard:
        dialog(HireDialog).hire_button.click()
    assert heard.args is not None
    left = store.read(hiring.unplanned, case.id).unknown
    assert left > 0, "the short set left some items out"
    assert f"{left} competencies have no level yet" in heard.args[0]
    code = store.read(people.person, case.person).code
    store.close()
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    file = str(tmp_path / "North.merilo")
    assert main(["export", "adaptation", file, "--person", code, "--out", str(tmp_path)]) == 1
    assert "без уровня" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("level", "told"), [(2, "the draft onboarding plan is in the card"), (4, "No onboarding plan")]
)
def test_after_a_hire_a_plan_is_told_of_only_where_one_was_drafted(
    store: Store, screen: Screen, qtbot: QtBot, level: int, told: str
) -> None:
    case = Case(store, level=level)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    shown.conclusion.hire_button.click()
    with qtbot.waitSignal(shown.told) as heard:
        dialog(HireDialog).hire_button.click()
    assert heard.args is not None
    assert told in heard.args[0]
    assert bool(store.read(progress.plans_of, case.person)) is (level == 2)


def test_who_recorded_that_another_was_chosen_is_not_said_to_have_made_a_conclusion(
    store: Store, screen: Screen
) -> None:
    i18n.use("ru")
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (), TODAY)
    store.write(refusals.choose_another, case.id, "дольше руководил", datetime.now().astimezone().date())
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    told = texts(shown.conclusion)
    assert told.count("Заключение внесено") == 1
    assert told.count("Запись внесена") == 1


def test_a_refusal_is_drafted_edited_and_kept(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.NOT_RECOMMEND, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    shown.conclusion.refusal_button.click()
    asked = dialog(RefusalDialog)
    draft = asked.text.toPlainText()
    assert "article 64" in draft
    asked.text.setPlainText("Мои слова")
    asked.reject()
    shown.conclusion.refusal_button.click()
    asked = dialog(RefusalDialog)
    assert asked.text.toPlainText() == "Мои слова"
    asked.draft_button.click()
    assert asked.text.toPlainText() == draft
    asked.text.undo()
    asked.keep_button.click()
    QCoreApplication.sendPostedEvents(None, 0)
    shown.conclusion.refusal_button.click()
    asked = dialog(RefusalDialog)
    assert "Kept on" in texts(asked)
    asked.reject()
    assert case.drafts() == {}


def test_whoever_is_recommended_is_offered_no_refusal_until_another_is_chosen(
    store: Store, screen: Screen
) -> None:
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    assert not shown.conclusion.refusal_button.isVisibleTo(shown.conclusion)
    assert shown.papers is not None and "refusal" not in shown.papers.of
    shown.conclusion.another_button.click()
    asked = dialog(AnotherDialog)
    asked.take()
    assert asked.reason.note
    asked.reason.area.setPlainText("led a group for longer")
    asked.day.line.setText("01.01.2031")
    asked.take()
    assert asked.day.note
    assert asked.reason.text == "led a group for longer"
    asked.day.line.setText(f"{datetime.now().astimezone():%d.%m.%Y}")  # the file goes by the real clock
    asked.take()
    found = store.read(decisions.decision, case.id, case.hr.id, TODAY)
    assert found.not_chosen is not None
    assert found.not_chosen.reason == "led a group for longer"
    QCoreApplication.sendPostedEvents(None, 0)
    told = texts(shown.conclusion)
    assert "Another candidate was chosen" in told and "led a group for longer" in told
    assert shown.conclusion.refusal_button.isVisibleTo(shown.conclusion)
    assert not shown.conclusion.another_button.isVisibleTo(shown.conclusion)
    shown.conclusion.refusal_button.click()
    drafted = dialog(RefusalDialog)
    assert "led a group for longer" in drafted.text.toPlainText()
    drafted.reject()


def test_who_recorded_a_conclusion_is_told_apart_from_who_signs_on_paper(
    store: Store, screen: Screen
) -> None:
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (case.head.id,), TODAY)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    told = texts(shown.conclusion)
    assert "Recorded by" in told and "Sign on paper" in told
    assert "Signed by" not in told


def test_the_draft_of_a_refusal_says_what_it_leaves_out(
    store: Store,
    screen: Screen,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = Case(store)
    for code in (case.first, case.second):
        store.write(decisions.settle, case.id, code, 0, "обсудили запись")
    store.write(decisions.conclude, case.id, Outcome.NOT_RECOMMEND, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    shown.conclusion.refusal_button.click()
    asked = dialog(RefusalDialog)
    assert asked.left_out.isVisibleTo(asked)
    assert (
        f"Left out for lack of a fact against: {case.first} (critical), {case.second}"
        in asked.left_out.text().replace("\u00a0", " ")
    )
    asked.reject()
    store.close()
    monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
    arguments = ["export", "refusal", str(tmp_path / "North.merilo"), "--person", "C-0042"]
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    assert f"не записан факт «против»: {case.first} (критичная), {case.second}" in capsys.readouterr().err


# The whole way


def test_by_keys_alone_from_the_result_to_the_record_on_paper(
    start: Start, qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    path = new_file(tmp_path / "files" / "North.merilo", actors=2)
    store = Store.open(path, PASSWORD)
    case = Case(store)
    file_uid = store.read(organisation.organisation).uid
    store.close()
    papers = tmp_path / "papers"
    papers.mkdir()
    settings.last_folder = papers
    settings.keep_actor(file_uid, case.hr.uid)
    app = unlock(start(path), qtbot)
    qtbot.waitUntil(lambda: app.window.workspace is not None)
    space = workspace_of(app)
    if app.me is not None and app.me.id != case.hr.id:
        space.actor_chosen.emit(case.hr.id)
        space = workspace_of(app)
    space.go("result", case.id)
    press(Key.Key_D, CTRL)
    assert space.place == ("decision", case.id)
    shown = space.shown
    assert isinstance(shown, DecisionScreen)
    for _twice in range(2):
        press(Key.Key_2)
        type_in("heard the record")
        press(Key.Key_Return, CTRL)
    press(Key.Key_Right, CTRL)
    press(Key.Key_Space)  # the first outcome has the focus
    assert shown.conclusion.form.outcome is Outcome.RECOMMEND
    press(Key.Key_Tab)
    type_in("by the facts")
    press(Key.Key_Return, CTRL)
    question = dialog(Question)
    question.act.setFocus()
    press(Key.Key_Return)
    assert app.data is not None
    found = app.data.read(decisions.decision, case.id, case.hr.id, TODAY)
    assert [one.outcome for one in found.conclusions] == [Outcome.RECOMMEND]
    app.window.activateWindow()  # there is no window manager that would turn back to it
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert shown.record_button.hasFocus()
    press(Key.Key_E, CTRL)
    made = workspace_of(app).shown
    assert isinstance(made, DocumentsScreen) and made.kind == "decision"
    qtbot.waitUntil(lambda: not made.drawing, timeout=60_000)
    with qtbot.waitSignal(made.exported, timeout=120_000):
        press(Key.Key_E, CTRL)
    assert [one.name for one in papers.iterdir()] == ["Conclusion C-0042 2026-11-24.pdf"]


def test_what_is_half_typed_outlives_the_window(
    start: Start, qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    path = new_file(tmp_path / "files" / "North.merilo", actors=2)
    store = Store.open(path, PASSWORD)
    case = Case(store)
    file_uid = store.read(organisation.organisation).uid
    store.close()
    settings.keep_actor(file_uid, case.hr.uid)
    app = unlock(start(path), qtbot)
    qtbot.waitUntil(lambda: app.window.workspace is not None)
    workspace_of(app).go("decision", case.id)
    press(Key.Key_3)
    type_in("half a th")
    app.window.close()
    app.close()
    store = Store.open(path, PASSWORD)
    kept = store.read(case_drafts.drafts, case.id, case.hr.id)
    store.close()
    assert set(kept.values()) == {"3", "half a th"}


def test_every_button_has_a_name(store: Store, screen: Screen) -> None:
    shown = screen.open(Case(store))
    for tab in (COMPETENCIES, REQUIREMENTS, CONCLUSION):
        shown.tabs.chosen.emit(tab)
        nameless = [
            one
            for one in shown.findChildren(QPushButton)
            if one.isVisible() and not (one.text() or one.accessibleName())
        ]
        assert nameless == []


def test_each_part_names_its_own_keys(store: Store, screen: Screen, qtbot: QtBot) -> None:
    shown = screen.open(Case(store))
    assert ("0–4", "agree level") in shown.keys
    with qtbot.waitSignal(shown.keys_changed):
        QTest.keyClick(shown.table, Key.Key_Right, CTRL)
    names = dict(shown.keys)
    assert "0–4" not in names
    assert names["Ctrl+Enter"] == "sign…"
    assert names["Ctrl+←"] == "to the competencies"

"""Named people conclude; what hinders is said, and the screen leads there."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.hiring import campaigns, decisions
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.hiring.decision.board import COMPETENCIES, CONCLUSION, REQUIREMENTS
from desktop.jobs import Jobs
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.settings import Settings
from desktop.theme import Theme
from domain.assessing.case import CaseState, CycleKind
from domain.hiring.decision import Outcome
from domain.mark import Role
from reports.words import phrases
from tests.db import sample
from tests.desktop.conftest import TODAY
from tests.desktop.hiring.decision.stage import CTRL, Case, Key, Screen, dialog, press, texts, type_in


def test_the_program_proposes_no_conclusion(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    assert shown.tabs.current == CONCLUSION
    assert shown.conclusion.form.outcome is None
    assert shown.conclusion.form.signers == ()
    assert not shown.conclusion.form.reasons.toPlainText()


def test_on_a_wide_window_who_signs_is_beside_what_is_concluded(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    form = shown.conclusion.form
    places: list[bool] = []
    for width in (1836, 1280, 1836):
        shown.resize(width, 900)
        QCoreApplication.processEvents()
        signers, reasons = form.day.mapTo(form, QPoint()), form.reasons.mapTo(form, QPoint())
        places.append(signers.x() > reasons.x() + form.reasons.width())
        assert form.height() >= form.minimumSizeHint().height()
    assert places == [True, False, True]


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


def test_of_whoever_withdrew_nothing_is_said_to_be_agreed_or_due(store: Store, screen: Screen) -> None:
    case = Case(store)
    store.write(campaigns.withdraw, case.id, "другое предложение", TODAY)
    shown = screen.open(case)
    named = [one.accessibleName() for one in shown.tabs.findChildren(QAbstractButton)]
    said = [one.partition("; ")[2] for one in named]
    assert (said[COMPETENCIES], said[CONCLUSION]) == ("", "")
    assert said[REQUIREMENTS], "how the requirements stand is said, not only drawn"


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
    named = [one.accessibleName() for one in shown.tabs.findChildren(QAbstractButton)]
    assert [one.partition("; ")[2] for one in named] == ["all agreed", "to be confirmed", ""], (
        "nobody concludes on staff"
    )
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


def test_whether_the_place_among_the_others_holds_is_told_in_words(
    store: Store, screen: Screen, qtbot: QtBot
) -> None:
    case = Case(store)
    case.settle_all()
    other = sample.candidate(store, code="C-0043", surname="Павлова", given="Нина", post="менеджер")
    below = store.write(campaigns.invite, case.cycle, other)
    for who, role in ((case.hr.id, Role.HR), (case.head.id, Role.MANAGER)):
        store.act_as(who)
        sample.sheet(store, below, who, role, dict.fromkeys(case.scope, 1))
    store.act_as(case.hr.id)
    shown = screen.open(case)
    assert "Does the order hold?" not in texts(shown)
    shown.show_conclusion()
    known = shown.conclusion.known
    qtbot.waitUntil(lambda: "Does the order hold?" in texts(known))
    assert "above Павлова" in texts(known)


def test_what_was_compared_for_one_candidate_is_not_shown_beside_another(
    store: Store, screen: Screen, context: Context, qtbot: QtBot
) -> None:
    case = Case(store)
    case.settle_all()
    other = sample.candidate(store, code="C-0043", surname="Павлова", given="Нина", post="менеджер")
    below = store.write(campaigns.invite, case.cycle, other)
    for who, role in ((case.hr.id, Role.HR), (case.head.id, Role.MANAGER)):
        store.act_as(who)
        sample.sheet(store, below, who, role, dict.fromkeys(case.scope, 1))
    store.act_as(case.hr.id)
    shown = screen.open(case)
    shown.show_conclusion()
    assert context.jobs.busy
    shown.open(below)
    assert shown.tabs.current == COMPETENCIES
    qtbot.waitUntil(lambda: not context.jobs.busy)
    QCoreApplication.processEvents()
    said = {one.text() for one in shown.conclusion.known.findChildren(QLabel)}
    assert "Does the order hold?" not in said


def test_the_threshold_of_the_profile_is_said_as_a_fact(store: Store, screen: Screen) -> None:
    case = Case(store)
    case.settle_all()
    shown = screen.open(case)
    shown.show_conclusion()
    assert shown.decision is not None
    result, known = shown.decision.result, shown.conclusion.known
    assert f"{result.score.totals.in_scope} of {len(result.score.rows)} competencies in the set" in texts(
        known
    )
    reached = result.score.totals.attainment
    assert reached is not None and phrases.has_number(result.score.totals)
    for limit, told in (
        (reached, "not below the threshold of"),
        (reached + Fraction(1, 5), ", below the threshold of"),
        (None, ""),
    ):
        other = replace(result, profile=replace(result.profile, pass_attainment=limit))
        known.show_decision(replace(shown.decision, result=other), over=False)
        said = texts(known)
        assert told in said and ("threshold" in said) is bool(told)


def test_a_candidate_without_rivals_is_told_whether_the_result_holds(
    store: Store, screen: Screen, qtbot: QtBot
) -> None:
    case = Case(store)
    case.settle_all()
    shown = screen.open(case)
    with qtbot.waitSignal(shown.holding.found) as asked:
        shown.show_conclusion()
    assert asked.args is not None
    question, (held,) = asked.args
    assert question == "Does the result hold?"
    said = {one.text() for one in shown.conclusion.known.findChildren(QLabel)}
    assert question in said and "Does the order hold?" not in said
    assert held.told and set(held.told) <= said
    assert held.who == held.verdict == "", "the profile has no threshold"

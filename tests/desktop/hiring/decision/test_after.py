"""After the conclusion: a hire, another who was chosen, the reasons of a refusal, the record on paper."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import case_drafts, people, progress
from db.file.store import Store
from db.hiring import decisions, hiring, refusals
from db.people import organisation
from db.team import person_pages
from desktop.export.screen import DocumentsScreen
from desktop.hiring.decision.board import COMPETENCIES, CONCLUSION, REQUIREMENTS
from desktop.hiring.decision.hire_dialog import HireDialog
from desktop.hiring.decision.refusal_dialog import RefusalDialog
from desktop.hiring.decision.screen import DecisionScreen
from desktop.hiring.decision.words import facts_of
from desktop.kit.form.dialog import Question
from desktop.office.cli.cli import main
from desktop.people.card.history import timeline
from desktop.settings import Settings
from desktop.shared.another_dialog import AnotherDialog
from domain.development.probation import longest_until
from domain.hiring.decision import Outcome
from domain.people.person import PersonKind
from resources import i18n
from tests.desktop.conftest import PASSWORD, TODAY, Start, new_file, unlock, workspace_of
from tests.desktop.hiring.decision.stage import CTRL, Case, Key, Screen, dialog, press, texts, type_in
from tests.reports import hiring_sample


def test_the_head_names_whose_answer_is_open() -> None:
    decision = hiring_sample.decision()
    first, *rest = decision.result.assessors
    assert "open answer" not in facts_of(decision)
    result = replace(decision.result, assessors=(replace(first, open_answer=True), *rest))
    assert facts_of(replace(decision, result=result)).endswith(f"open answer: {first.person.short_name}")


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
    assert "This date is not understood" in form.probation.note, "each field says so at once"
    form.probation.line.setText("28.02.2027")
    form.hired_on.line.setText("завтра")
    form.hire_button.click()
    assert "This date is not understood" in form.hired_on.note
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


@pytest.mark.parametrize(
    ("outcome", "tab"), [(Outcome.RECOMMEND, CONCLUSION), (Outcome.CONTINUE, COMPETENCIES)]
)
def test_a_concluded_decision_opens_at_its_conclusion_where_the_next_step_is(
    store: Store, screen: Screen, outcome: Outcome, tab: int
) -> None:
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, outcome, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    assert shown.tabs.current == tab
    assert shown.conclusion.hire_button.isVisible() == (tab == CONCLUSION)


def test_the_end_of_probation_that_is_offered_follows_the_day_of_hiring_until_people_write_their_own(
    store: Store, screen: Screen
) -> None:
    case = Case(store)
    case.settle_all()
    store.write(decisions.conclude, case.id, Outcome.RECOMMEND, "по фактам", "", (), TODAY)
    shown = screen.open(case)
    press(Key.Key_Right, CTRL)
    shown.conclusion.hire_button.click()
    form = dialog(HireDialog)
    assert form.probation.read() == longest_until(TODAY)
    form.hired_on.line.setText("30.11.2026")
    assert form.probation.text == "28.02.2027", "three months, and no day more"
    form.hired_on.line.setText("завтра")
    assert form.probation.text == "28.02.2027"
    form.probation.line.setText("31.01.2027")
    form.hired_on.line.setText("01.12.2026")
    assert form.probation.text == "31.01.2027"


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
    ("level", "told"), [(2, "plan is in the history on the person's page"), (4, "No onboarding plan")]
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
    history = timeline(store.read(person_pages.page, case.person, case.hr.id, TODAY), case.hr.id)
    assert any(one.plan_id for one in history) is (level == 2), "the plan is where it is said to be"


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
    assert "Article 64" in draft
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

"""On the page of a plan of adaptation people count week by week and conclude the probation, by keys."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from db.development import adaptations, plan_edit, plan_followup, plans
from db.file.store import Store
from desktop.data import Data
from desktop.development.forms.figures_form import FiguresForm
from desktop.development.forms.probation_form import ProbationForm
from desktop.development.screen import PlanScreen
from domain.development.indicator import Week
from domain.development.plan_sheet import PlanSheet
from domain.period import Period
from domain.plan_kinds import ProbationOutcome
from tests.db import sample
from tests.db.planned import ON, Planned
from tests.desktop.development.conftest import Edit
from tests.desktop.development.hands import CTRL, Key, form, forms, press, texts

HIRED = ON - timedelta(days=76)
PERIOD = Period(HIRED, ON + timedelta(days=14))  # 24.11.2026 is day 77, the last one is 08.12.2026


@pytest.fixture
def adaptation(store: Store, plan: Planned) -> int:
    newcomer = sample.add(store, "Рябов", given="Олег", manager_id=plan.boss, hired_on=HIRED)
    made = store.write(adaptations.begin, newcomer, PERIOD)
    store.write(plan_followup.approve, made, HIRED)
    return made


@pytest.fixture
def screen(edit: Edit, adaptation: int) -> PlanScreen:
    return edit(adaptation)


def read(store: Store, plan: Planned, plan_id: int) -> PlanSheet:
    return store.read(plans.plan, plan_id, plan.boss, ON)


def choose(asked: ProbationForm, outcome: ProbationOutcome) -> None:
    asked.outcome.box.setCurrentIndex([None, *ProbationOutcome].index(outcome))


def test_a_conclusion_is_written_by_keys_and_told_on_the_page(
    screen: PlanScreen, store: Store, plan: Planned, adaptation: int
) -> None:
    press(Key.Key_D, CTRL)
    asked = form(ProbationForm)
    assert asked.outcome.value is None, "the program proposes nothing"
    assert asked.outcome.box.hasFocus()
    press(Key.Key_Down)
    press(Key.Key_Tab)
    press("Four checks without remarks")
    press(Key.Key_Return, CTRL)
    assert not forms()
    (end,) = read(store, plan, adaptation).ends
    assert end.told.outcome is ProbationOutcome.PASSED
    assert (end.told.on, end.told.ends_on, end.told.notice_on) == (ON, PERIOD.ends_on, None)
    assert end.told.reasons == "Four checks without remarks"
    assert "completed the probation successfully" in texts(screen.notice)
    assert "Громов Максим Сергеевич" in texts(screen.notice)
    assert not screen.model.stack.canUndo(), "a record is not taken back"


def test_without_an_outcome_or_reasons_the_form_stays_with_what_was_typed(
    screen: PlanScreen, store: Store, plan: Planned, adaptation: int
) -> None:
    screen.left.probation.click()
    asked = form(ProbationForm)
    asked.documents.line.setText("акт 3")
    asked.act_button.click()
    assert "Conclusion" in asked.outcome.note
    choose(asked, ProbationOutcome.PASSED)
    asked.act_button.click()
    assert asked.reasons.note and asked.documents.text == "акт 3"
    asked.reject()
    assert read(store, plan, adaptation).ends == ()


def test_the_last_day_of_a_notice_is_computed_and_a_late_one_is_warned_of_and_not_refused(
    screen: PlanScreen, store: Store, plan: Planned, adaptation: int
) -> None:
    screen.left.probation.click()
    asked = form(ProbationForm)
    assert "4 Dec 2026" in asked.warning.text().replace("\u00a0", " ")
    assert asked.warning.property("token") == "muted"
    choose(asked, ProbationOutcome.NOT_PASSED)
    asked.reasons.area.setPlainText("Three shifts were not staffed: 01.10, 12.10, 03.11")
    asked.notice.line.setText("05.12.2026")
    assert asked.warning.property("token") == "danger" and "art.\u00a071" in asked.warning.text()
    asked.act_button.click()
    assert "A notice that is not served yet has no date" in asked.notice.note
    assert read(store, plan, adaptation).ends == (), "a notice of tomorrow is none"
    asked.ends.line.setText("26.11.2026")
    asked.notice.line.setText("24.11.2026")
    assert asked.warning.property("token") == "danger", "two days before the end are too few"
    asked.act_button.click()
    assert read(store, plan, adaptation).ends[0].told.notice_on == ON


def test_a_conclusion_without_levels_says_so_before_it_is_recorded(screen: PlanScreen) -> None:
    screen.left.probation.click()
    told = form(ProbationForm).no_levels
    assert told.isVisible() is bool(screen.model.plan.goals)
    assert not told.isVisible() or "there are no final levels" in told.text()


def test_a_newer_assessment_that_cannot_be_seen_is_not_said_to_be_missing(
    edit: Edit, store: Store, plan: Planned
) -> None:
    newcomer = replace(
        plan, person=sample.add(store, "Рябов", given="Олег", manager_id=plan.boss, hired_on=HIRED)
    )
    made = store.write(adaptations.begin, newcomer.person, PERIOD)
    store.write(plan_edit.choose_goal, made, "K07", plan.boss, HIRED)
    store.write(plan_followup.approve, made, HIRED)
    edit(made).left.probation.click()
    told = form(ProbationForm).no_levels.text()
    assert "No assessment since the plan began can be seen" in told
    assert "Nothing has been assessed" not in told


def test_a_failed_probation_says_on_the_page_by_when_the_notice_is_to_be_handed_over(
    screen: PlanScreen,
) -> None:
    for notice_on in ("", "24.11.2026"):
        screen.left.probation.click()
        asked = form(ProbationForm)
        choose(asked, ProbationOutcome.NOT_PASSED)
        asked.reasons.area.setPlainText("Three shifts were not staffed")
        asked.notice.line.setText(notice_on)
        asked.act_button.click()
        told = texts(screen.notice).replace("\u00a0", " ")
        assert ("is due by 4 Dec 2026" in told) is (not notice_on)
        assert screen.notice.act.isVisible()
        assert screen.notice.act.text() == ("Close the plan…" if notice_on else "Enter the notice served…")
    screen.notice.act.click()
    assert forms(), "the next step is offered"


def test_a_later_end_asks_for_the_absence(screen: PlanScreen) -> None:
    screen.left.probation.click()
    asked = form(ProbationForm)
    choose(asked, ProbationOutcome.PASSED)
    asked.reasons.area.setPlainText("Без замечаний")
    asked.ends.line.setText("15.12.2026")
    asked.act_button.click()
    assert "Only days of absence" in asked.absence.note and asked.isVisible()
    asked.absence.line.setText("ill 12.10–18.10")
    asked.day.line.setText("25.11.2026")
    asked.act_button.click()
    assert "in the future" in asked.day.note
    asked.day.line.setText("24.11.2026")
    asked.notice.line.setText("24.11.2026")
    asked.act_button.click()
    assert "not passed" in asked.notice.note
    asked.reject()


def test_a_correction_says_that_the_former_record_stays(
    screen: PlanScreen, store: Store, plan: Planned, adaptation: int
) -> None:
    for outcome in (ProbationOutcome.GO_ON, ProbationOutcome.PASSED):
        screen.left.probation.click()
        asked = form(ProbationForm)
        choose(asked, outcome)
        asked.reasons.area.setPlainText(f"because {outcome}")
        if outcome is ProbationOutcome.PASSED:
            assert "The earlier one stays" in asked.about.text()
        asked.act_button.click()
    newest, former = read(store, plan, adaptation).ends
    assert (newest.told.reasons, former.told.reasons) == ("because passed", "because go_on")
    assert "completed the probation" in texts(screen.notice)


def test_figures_are_typed_by_keys_and_an_empty_field_is_not_nought(
    screen: PlanScreen, store: Store, plan: Planned, adaptation: int
) -> None:
    press(Key.Key_F7)
    asked = form(FiguresForm)
    assert asked.name_field.line.hasFocus()
    press("SL, %")
    press(Key.Key_Tab)
    press("80")
    press(Key.Key_Tab, times=2)  # past the week, which is that of today
    press("75")
    press(Key.Key_Tab)
    press("57,5")
    press(Key.Key_Return, CTRL)
    assert not forms()
    (one,) = read(store, plan, adaptation).indicators
    assert (one.name, one.norm) == ("SL, %", "80")
    assert one.weeks == (Week(11, Decimal(75), Decimal("57.5")),)
    press(Key.Key_Z, CTRL)
    assert read(store, plan, adaptation).indicators == ()


def test_another_week_keeps_what_was_typed_and_what_is_no_figure_keeps_one_there(
    screen: PlanScreen, store: Store, plan: Planned, adaptation: int
) -> None:
    screen.left.figures.click()
    asked = form(FiguresForm)
    asked.name_field.line.setText("AHT, s")
    asked.planned.line.setText("many")
    turn(asked, 4)
    assert "Enter a number" in asked.planned.note and asked.week.value == 11
    asked.planned.line.setText("360")
    turn(asked, 4)
    assert asked.planned.text == "" and "week 11: 360 / —" in asked.told.text().replace("\u00a0", " ")
    asked.fact.line.setText("0")
    asked.name_field.line.setText("")
    asked.act_button.click()
    assert asked.name_field.note and asked.isVisible(), "an indicator with figures keeps its name"
    asked.name_field.line.setText("AHT, s")
    asked.act_button.click()
    (one,) = read(store, plan, adaptation).indicators
    assert one.weeks == (Week(4, None, Decimal(0)), Week(11, Decimal(360)))


def turn(asked: FiguresForm, week: int) -> None:
    asked.week.box.setCurrentIndex(week - 1)
    asked.week.box.activated.emit(week - 1)


def test_a_development_plan_has_neither(edit: Edit, plan: Planned) -> None:
    screen = edit()
    assert not screen.left.figures.isVisible() and not screen.left.probation.isVisible()
    press(Key.Key_D, CTRL)
    press(Key.Key_F7)
    assert not forms()


def test_a_draft_and_a_file_that_is_only_read_say_why_nothing_is_concluded(
    edit: Edit, store: Store, plan: Planned, adaptation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sample.add(store, "Новиков", hired_on=HIRED)
    screen = edit(store.write(adaptations.begin, other, PERIOD))
    assert "not approved" in screen.left.probation.toolTip()
    monkeypatch.setattr(Data, "read_only", True)
    screen = edit(adaptation)
    assert "read-only" in screen.left.probation.toolTip()
    press(Key.Key_D, CTRL)
    assert not forms()

"""What a newcomer is led through stands on the plan's screen as on its paper, and is set there."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.development import adaptations, induction, plans
from db.file.store import Store
from desktop.development.forms.step_form import StepForm
from desktop.development.screen import PlanScreen
from domain.development.induction import LIMIT, Guide, InductionStep
from domain.errors import Impossible, Missing, TooManySteps
from domain.period import Period
from domain.progress import Progress
from domain.text import Text
from reports.development import adaptation_pdf
from resources.i18n import words
from tests.db import sample
from tests.db.planned import ON, Planned
from tests.desktop.development.conftest import Edit
from tests.desktop.development.hands import Key, form, press, rows, texts
from tests.reports.reading import whole


@pytest.fixture
def adapted(store: Store, plan: Planned) -> int:
    newcomer = sample.add(store, "Рябов", given="Олег", manager_id=plan.boss, hired_on=ON)
    return store.write(adaptations.begin, newcomer, Period(ON, ON + timedelta(days=90)))


@pytest.fixture
def screen(edit: Edit, adapted: int) -> PlanScreen:
    shown = edit(adapted)
    shown.table.stand_on(("induction", 0))
    return shown


def told(store: Store, plan_id: int) -> list[str]:
    return [one.text.ru for one in store.read(induction.steps, plan_id)]


def test_the_steps_stand_on_the_screen_with_their_days_and_people(screen: PlanScreen) -> None:
    shown = rows(screen)
    assert shown[1].startswith("Induction: 8 steps | ")
    assert (
        shown[4].replace("\u00a0", " ")
        == "Initial safety briefing at the workplace | Громов М. С. | – | by 24 Nov"
    )
    assert shown[2].startswith("Job description") and " | HR specialist | " in shown[2]


def test_a_plan_of_development_has_no_such_row(edit: Edit) -> None:
    assert not any("Induction" in one for one in rows(edit()))


def test_a_step_is_added_changed_and_removed_and_each_act_is_undone(
    screen: PlanScreen, store: Store, adapted: int, plan: Planned, tmp_path: Path
) -> None:
    before = told(store, adapted)
    screen.inspector.step_acts["add"].click()
    asked = form(StepForm)
    assert asked.text.text == ""
    asked.text.area.setPlainText("Экскурсия по площадке")
    asked.day.line.setText("2")
    asked.act_button.click()
    assert set(told(store, adapted)) - set(before) == {"Экскурсия по площадке"}
    sheet = store.read(plans.plan, adapted, plan.boss, ON)
    target = tmp_path / "adaptation.pdf"
    adaptation_pdf.write(sheet, target, Progress(), words("ru"))
    assert "Экскурсия по площадке" in " ".join(whole(target).split()), "and so on paper"

    screen.table.stand_on(("step", 0))
    press(Key.Key_F2)
    changed = form(StepForm)
    changed.text.area.setPlainText("Ознакомление с ЛНА под подпись")
    changed.act_button.click()
    assert told(store, adapted)[0] == "Ознакомление с ЛНА под подпись"
    press(Key.Key_Delete)
    assert len(told(store, adapted)) == len(before)
    for _time in range(3):
        screen.acts.undo()
    assert told(store, adapted) == before


def test_a_day_that_cannot_be_is_told_at_the_field(screen: PlanScreen, store: Store, adapted: int) -> None:
    before = told(store, adapted)
    screen.acts.add(screen.table.current_line)
    asked = form(StepForm)
    asked.text.area.setPlainText("Экскурсия")
    asked.day.line.setText("скоро")
    asked.act_button.click()
    assert asked.isVisible() and "from 1 to 100" in texts(asked)
    assert told(store, adapted) == before


def test_half_typed_words_belong_to_their_step_wherever_it_stands(screen: PlanScreen) -> None:
    def filled_for(place: int) -> str:
        screen.table.stand_on(("step", place))
        press(Key.Key_F2)
        asked = form(StepForm)
        about = asked.filled_for()
        asked.reject()
        return about

    before = filled_for(2)
    screen.table.stand_on(("step", 0))
    press(Key.Key_Delete)
    assert filled_for(1) == before, "the same step, one place up"
    assert filled_for(2) != before


def test_the_last_step_is_not_removed_for_the_standard_list_would_come_back(
    screen: PlanScreen, store: Store, adapted: int
) -> None:
    for _time in range(8):
        screen.table.stand_on(("step", 0))
        press(Key.Key_Delete)
    (last,) = told(store, adapted)
    assert screen.trouble.isVisible() and "The last induction step stays." in screen.trouble.text
    assert rows(screen)[1].startswith("Induction: 1 step | ")
    screen.acts.undo()
    assert len(told(store, adapted)) == 2 and last in told(store, adapted)


def test_the_file_refuses_what_cannot_be(store: Store, adapted: int, plan: Planned) -> None:
    with pytest.raises(Missing):
        store.write(induction.put, adapted, (InductionStep(1, Guide.HR, Text(" ")),))
    with pytest.raises(Impossible):
        store.write(induction.put, adapted, (InductionStep(0, Guide.HR, Text("шаг")),))
    with pytest.raises(Impossible):
        store.write(induction.put, plan.plan, (InductionStep(1, Guide.HR, Text("шаг")),))
    many = [InductionStep(1, Guide.HR, Text(f"шаг {number}")) for number in range(LIMIT + 1)]
    with pytest.raises(TooManySteps) as refused:
        store.write(induction.put, adapted, many)
    assert refused.value.limit == LIMIT and len(told(store, adapted)) == 8
    store.write(induction.put, adapted, ())
    assert len(told(store, adapted)) == 8, "without any the standard list applies"

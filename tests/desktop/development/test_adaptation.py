"""A newcomer's plan of adaptation is begun from the list, and gets its mentor on the screen; what worked."""

from datetime import timedelta
from fractions import Fraction

from db.assessing import people
from db.development import adaptations, plan_board, plans
from db.file.store import Store
from desktop.development.forms.begin_form import BeginForm
from desktop.development.forms.dialogs import MentorForm
from desktop.development.words import worked
from desktop.kit.form.dialog import Question
from domain.development.adaptation import Mentoring
from domain.development.plan import PlanKind, PlanState
from domain.development.probation import longest_until
from domain.development.worked import Worked
from domain.period import Period
from tests.db import sample
from tests.db.planned import ON, Planned
from tests.desktop.development.conftest import Edit, Plans
from tests.desktop.development.hands import Key, dialog, form, press, texts


def test_a_plan_of_adaptation_is_begun_guided_and_approved(
    plans_list: Plans, edit: Edit, store: Store, plan: Planned
) -> None:
    hired = ON - timedelta(days=10)
    newcomer = sample.add(store, "Рябов", given="Олег", manager_id=plan.boss, hired_on=hired)
    code = store.read(people.person, newcomer).code
    opened: list[int] = []
    listed = plans_list()
    listed.plan_opened.connect(opened.append)
    press(Key.Key_Insert)
    asked = form(BeginForm)
    asked.person.box.setEditText(f"Рябов Олег · {code}")
    asked.source.box.setCurrentIndex(2)
    asked.source.box.activated.emit(2)
    assert asked.starts.read() == hired and asked.ends.read() == longest_until(hired)
    asked.act_button.click()
    (row,) = (one for one in store.read(plan_board.rows, ON) if one.kind is PlanKind.ADAPTATION)
    assert opened == [row.plan_id]
    screen = edit(row.plan_id)
    assert screen.left.mentor.text() == "Mentor: not appointed…"
    screen.left.mentor.click()
    guide = form(MentorForm)
    guide.mentor.box.setEditText("Громов Максим Сергеевич")
    guide.act_button.click()
    assert screen.left.mentor.text() == "Mentor: М.С. Громов…"
    screen.acts.go_on()
    first = dialog(Question)
    assert isinstance(first, Question)
    first.act.click()
    assert "requires written consent" in texts(screen.trouble)
    screen.left.mentor.click()
    again = form(MentorForm)
    assert again.consent.isEnabled() and again.pay.isEnabled()
    again.clause.line.setText("п. 2.4 трудового договора")
    assert not again.consent.isEnabled() and not again.pay.isEnabled() and again.content.isEnabled()
    again.clause.line.clear()
    again.consent.line.setText("14.11.2026")
    again.act_button.click()
    screen.acts.go_on()
    second = next(one for one in screen.findChildren(Question) if one.isVisible())
    second.act.click()
    kept = store.read(plans.plan, row.plan_id, plan.boss, ON)
    assert kept.plan.state is PlanState.ACTIVE
    assert kept.mentoring is not None and kept.mentoring.mentor_id == plan.boss


def test_the_clause_of_a_mentor_by_job_is_offered_again(edit: Edit, store: Store, plan: Planned) -> None:
    trainer, hired = sample.add(store, "Фомина", given="Елена"), ON - timedelta(days=10)
    before, now = (
        store.write(
            adaptations.begin,
            sample.add(store, surname, given="Олег", manager_id=plan.boss, hired_on=hired),
            Period(hired, hired + timedelta(days=90)),
        )
        for surname in ("Рябов", "Котов")
    )
    store.write(adaptations.appoint, before, Mentoring(trainer, clause="п. 2.4 трудового договора"))
    screen = edit(now)
    screen.left.mentor.click()
    asked = form(MentorForm)
    asked.mentor.box.setEditText("Фомина Елена")
    assert asked.clause.text == "п. 2.4 трудового договора" and not asked.consent.isEnabled()
    asked.mentor.box.setEditText("Громов Максим Сергеевич")
    assert not asked.clause.text and asked.consent.isEnabled()
    asked.clause.line.setText("п. 7 должностной инструкции")
    asked.mentor.box.setEditText("Фомина Елена")
    assert asked.clause.text == "п. 7 должностной инструкции", "what was typed stays"


def test_what_worked_is_told_with_how_often_it_was_done() -> None:
    assert worked(Worked(6, Fraction(4, 5))) == "+0.8 level, n = 6"
    assert worked(Worked(5, Fraction(-1))) == "−1.0 level, n = 5"

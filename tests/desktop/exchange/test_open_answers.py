"""Wherever marks are said to be hidden it is named whose answers are open all the same: in forms."""

import pytest
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.assessing.sheet import answer_forms
from db.development import plans
from db.hiring import campaigns
from db.papers import plan_papers
from desktop.development.screen import PlanScreen
from desktop.office.sentences import sentence
from desktop.people.screen import PeopleScreen
from domain.errors import StillBlind
from domain.mark import Role
from domain.papers.kinds import IDP
from domain.period import next_quarter
from resources.i18n import words
from tests.db import sample
from tests.db.sample import TODAY
from tests.desktop.desk import Stage
from tests.desktop.exchange import test_where_a_sheet_is as other
from tests.desktop.exchange.hands import At
from tests.desktop.office.exchange.places import Exchange

OPEN = "Open answers, for whoever has the workbook of the form: "


@pytest.fixture
def case(exchange: Exchange) -> int:
    """An employee's quarter: one sheet is in, one form is out, and HR's own sheet is still to come."""
    store, me = exchange.hr.store, exchange.hr.me
    _cycle, case_id = other.quarter(exchange)
    store.write(campaigns.assign, case_id, me, Role.HR)
    store.act_as(exchange.seats[1])
    sample.sheet(store, case_id, exchange.seats[1], Role.EXPERT, 1)
    store.act_as(me)
    assert store.write(answer_forms.send, case_id)
    return case_id


def test_the_card_of_a_person_names_them(exchange: Exchange, case: int, at: At, qtbot: QtBot) -> None:
    (line,) = exchange.hr.store.read(cases.lines_of, [case])
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(PeopleScreen)
    screen.open(line.person_id)
    qtbot.waitUntil(lambda: "Marks are hidden until all sheets are submitted." in other.texts(screen.card))
    theirs = next(one for one in line.sheets if one.assessor_id == exchange.seats[0])
    assert f"{OPEN}{theirs.assessor_name}." in other.texts(screen.card)


def test_a_hidden_plan_names_them_and_shows_nothing_of_itself(
    exchange: Exchange, case: int, at: At, qtbot: QtBot
) -> None:
    store, me, colleague = exchange.hr.store, exchange.hr.me, exchange.seats[1]
    store.act_as(colleague)
    store.write(cases.open_early, case, "не ждём")
    plan_id = store.write(plans.make, case, colleague, next_quarter(TODAY), TODAY)
    store.act_as(me)
    (line,) = store.read(cases.lines_of, [case])
    theirs = next(one for one in line.sheets if one.assessor_id == exchange.seats[0])
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(PlanScreen)
    screen.open(plan_id)
    assert screen.waiting.isVisible()
    about = (screen.state, screen.days, screen.export_button, screen.next_button)
    assert not any(one.isVisible() for one in about), "nothing above says what is hidden below"
    assert f"{OPEN}{theirs.assessor_name}." in other.texts(screen.waiting)
    store.act_as(exchange.seats[0])
    sample.sheet(store, case, exchange.seats[0], Role.MANAGER, 3)
    store.act_as(me)
    sample.sheet(store, case, me, Role.HR, 3)
    screen.open(plan_id)
    assert all(one.isVisible() and one.text() for one in about)


def test_a_paper_of_a_hidden_plan_is_refused_with_their_names(exchange: Exchange, case: int) -> None:
    store, me, colleague = exchange.hr.store, exchange.hr.me, exchange.seats[1]
    store.act_as(colleague)
    store.write(cases.open_early, case, "не ждём")
    plan_id = store.write(plans.make, case, colleague, next_quarter(TODAY), TODAY)
    store.act_as(me)
    (line,) = store.read(cases.lines_of, [case])
    theirs = next(one for one in line.sheets if one.assessor_id == exchange.seats[0])
    with pytest.raises(StillBlind) as blind:
        store.read(plan_papers.kept_plan, IDP, plan_id, me, TODAY)
    assert f"{OPEN}{theirs.assessor_name}." in sentence(blind.value, words("en")).what


def test_nobody_is_told_of_the_own_form(exchange: Exchange, case: int) -> None:
    with pytest.raises(StillBlind) as blind:
        exchange.hr.store.read(cases.result, case, exchange.seats[0], TODAY)
    assert not blind.value.open_answers
    with pytest.raises(StillBlind) as blind:
        exchange.hr.store.read(cases.result, case, exchange.hr.me, TODAY)
    assert blind.value.open_answers == (exchange.hr.store.read(people.person, exchange.seats[0]).full_name,)

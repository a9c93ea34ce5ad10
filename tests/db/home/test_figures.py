"""The figures and the calendar of the overview count what the lists behind them show."""

from datetime import timedelta

import pytest

from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import drafts, starter
from db.hiring import campaigns
from db.home import calendar, glance, overview
from db.home.overview_records import Figures
from domain.assessing.case import CycleKind
from domain.home.due import Kind, Opens
from domain.mark import Role
from domain.people.person import PersonKind
from tests.db import sample
from tests.db.home.found import ON, days, found


def figures(store: Store, me: int) -> Figures:
    return store.read(overview.overview, me, ON).figures


def test_staff_are_assessed_once_a_sheet_is_in(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, title="IV квартал", ends_on=days(6))
    names = ("Ёлкин", "Ершов", "Жуков")
    cases = [sample.case(store, sample.add(store, name, kind=PersonKind.EMPLOYEE), quarter) for name in names]
    sample.add(store, "Ушёл", kind=PersonKind.EMPLOYEE, left_on=ON - timedelta(days=1))
    sample.candidate(store)
    seen = figures(store, me)
    assert (seen.staff, seen.assessed, seen.sheets, seen.sheets_in) == (3, 0, 3, 0)
    assert seen.assessors == 1, "who only assesses is counted apart"
    sample.sheet(store, cases[0], me, Role.MANAGER, 2)
    draft = sample.sheet(store, cases[1], me, Role.MANAGER, 2, submit=False)
    seen = figures(store, me)
    assert (seen.staff, seen.assessed, seen.sheets_in, seen.own_sheets) == (3, 1, 1, 1)
    store.write(sheets.submit, draft)
    assert figures(store, me).assessed == 2


def test_vacancies_and_their_candidates_are_counted_while_they_are_open(store: Store, me: int) -> None:
    assert figures(store, me) == Figures()
    cycle = sample.campaign(store, (me, Role.MANAGER))
    for name in ("Ким", "Юдин"):
        store.write(campaigns.invite, cycle, sample.candidate(store, name))
    seen = figures(store, me)
    assert (seen.vacancies, seen.candidates, seen.staff, seen.plans) == (1, 2, 0, 0)
    assert (seen.sheets, seen.staff_sheets) == (2, 0)
    quarter = sample.cycle(store, CycleKind.QUARTERLY, title="IV квартал", ends_on=days(6))
    sample.case(store, sample.add(store, "Ёлкин", kind=PersonKind.EMPLOYEE), quarter)
    seen = figures(store, me)
    assert (seen.sheets, seen.staff_sheets, seen.staff_pending) == (3, 1, 1)


def test_a_day_of_the_calendar_has_a_dot_for_what_the_list_names(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, title="IV квартал", ends_on=days(6))
    for name in ("Ёлкин", "Ершов"):
        sample.case(store, sample.add(store, name), quarter)
    person = sample.candidate(store, "Тарасов", basis="Согласие", basis_on=days(-90), basis_until=days(3))
    sample.candidate(store, "Дальний", basis="Согласие", basis_on=days(-90), basis_until=days(35))
    seen = store.read(overview.overview, me, ON)
    told = [(one.day, one.kind, one.number) for one in seen.dots]
    assert told == [(days(3), Kind.CONSENT, 1), (days(6), Kind.CYCLE, 1)]
    (consent,) = store.read(calendar.of_day, me, ON, days(3))
    assert (consent.kind, consent.opens, consent.person_id) == (Kind.CONSENT, Opens.PERSON, person)
    assert consent in found(store, me)
    (cycle,) = store.read(calendar.of_day, me, ON, days(6))
    assert (cycle.opens, cycle.opens_id, cycle.total) == (Opens.CYCLE, quarter, 2)
    assert store.read(calendar.of_day, me, ON, days(4)) == ()


def test_the_end_of_a_probation_is_one_thing(store: Store, me: int) -> None:
    probation = sample.cycle(store, CycleKind.PROBATION, title="Испытание", ends_on=days(6))
    sample.case(store, sample.add(store, "Ёлкин", kind=PersonKind.EMPLOYEE), probation)
    dots = store.read(overview.overview, me, ON).dots
    assert [(one.kind, one.number) for one in dots] == [(Kind.PROBATION, 1)]
    assert [one.kind for one in store.read(calendar.of_day, me, ON, days(6))] == [Kind.PROBATION]


@pytest.mark.of_the_file("a glance reads a file by the driver alone")
def test_the_framework_named_first_is_the_one_published_last(store: Store) -> None:
    framework = sample.framework(store)
    seen = store.glance(glance.model)
    assert seen is not None
    assert (seen.title, seen.items) == (framework.title, len(framework.items))
    assert seen.functions == len({item.function for item in framework.items})
    assert seen.asked == seen.items
    draft = store.write(starter.begin)
    store.write(drafts.publish, draft, "")
    own = store.glance(glance.model)
    assert own is not None
    assert own.title.ru == starter.starter().title.ru
    assert own.items != seen.items

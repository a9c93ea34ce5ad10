"""The list of people, the card of one, and their dialogs; the units."""

from db.assessing import people
from db.assessing.facts import evidence
from db.models.types import today
from desktop.people.page.screen import TABS, PersonScreen
from domain.assessing.evidence import Polarity
from domain.people.person import Person
from tests.screens.scene import (
    AS_HR,
    AS_MANAGER,
    BLIND,
    CANDIDATE,
    EMPTY,
    STAFF,
    Scene,
    people_screen,
    show_people,
)
from tests.screens.stage import Stage, wait


def _person(stage: Stage, code: str) -> None:
    show_people(stage)
    assert stage.app.data is not None
    people_screen(stage).open(stage.app.data.read(people.by_code, code).id)


def _people_filtered(stage: Stage) -> None:
    show_people(stage)
    people_screen(stage).search.setFocus()
    people_screen(stage).search.setText("Вельяминов")


def _people_history(stage: Stage) -> None:
    _person(stage, BLIND)
    line = people_screen(stage).card.history
    assert line is not None
    line.setFocus()


def _add_person(stage: Stage) -> None:
    show_people(stage)
    people_screen(stage).add_person()


def _edit_candidate(stage: Stage) -> None:
    _person(stage, CANDIDATE)
    people_screen(stage).edit_person()


def _edit_employee(stage: Stage) -> None:
    _person(stage, STAFF)
    people_screen(stage).edit_person()


def _changes(stage: Stage) -> None:
    _person(stage, STAFF)
    people_screen(stage).compare_two()


def _new_assessment(stage: Stage) -> None:
    _person(stage, "E-0310")
    people_screen(stage).assess()


def _new_interview(stage: Stage) -> None:
    _person(stage, "C-0043")
    people_screen(stage).assess()


def _new_basis(stage: Stage) -> None:
    _person(stage, CANDIDATE)
    people_screen(stage).renew_basis()


def _withdrawal(stage: Stage) -> None:
    _person(stage, CANDIDATE)
    people_screen(stage).keeping.withdraw(people_screen(stage).person)


def _prolonging(stage: Stage) -> None:
    _person(stage, CANDIDATE)
    people_screen(stage).keeping.prolong(people_screen(stage).person)


def _erase(stage: Stage) -> None:
    data = stage.app.data
    assert data is not None
    other = data.read(people.by_code, "C-0043").id
    text = "В паре с Ириной Лебедевой держался увереннее, чем Лебедева"
    data.write(evidence.note, other, [1], text, Polarity.FOR, data.read(today))
    _person(stage, CANDIDATE)
    people_screen(stage).erase()
    wait(lambda: not stage.app.jobs.busy)


def _page(stage: Stage, code: str, tab: int = 0) -> None:
    assert stage.app.data is not None
    _open_page(stage, stage.app.data.read(people.by_code, code).id, tab)


def _open_page(stage: Stage, person_id: int, tab: int = 0) -> None:
    stage.space.go("person", person_id)
    screen = stage.space.shown
    assert isinstance(screen, PersonScreen)
    assert tab < len(TABS)
    screen.turn_to(tab)
    wait(lambda: not stage.app.jobs.busy)  # the results are worked out in the background


def _page_of_staff(stage: Stage) -> None:
    _page(stage, "E-0307")


def _page_assessments(stage: Stage) -> None:
    _page(stage, STAFF, 1)


def _page_of_candidate(stage: Stage) -> None:
    _page(stage, CANDIDATE)


def _page_blind(stage: Stage) -> None:
    _page(stage, BLIND, 1)


def _page_plans(stage: Stage) -> None:
    _page(stage, "E-0307", 2)


def _page_papers(stage: Stage) -> None:
    _page(stage, CANDIDATE, 4)


def _page_nothing(stage: Stage) -> None:
    _page(stage, "E-0102", 3)


def _page_long_name(stage: Stage) -> None:
    assert stage.app.data is not None
    long = Person(surname="Вельяминов-" * 4 + "Зернов", given="Аполлинарий" * 4, post="менеджер смены " * 6)
    _open_page(stage, stage.app.data.write(people.add, long))


def _units(stage: Stage) -> None:
    show_people(stage)
    people_screen(stage).show_units()


def _dismiss(stage: Stage) -> None:
    _person(stage, STAFF)
    people_screen(stage).dismiss()


def _name_and_post(stage: Stage) -> None:
    _person(stage, CANDIDATE)
    screen = people_screen(stage)
    screen.keeping.decline(screen.person)


SCENES = (
    Scene("people-dismiss", AS_HR, _dismiss),
    Scene("people-cases", AS_HR, _name_and_post),
    Scene("people-one", EMPTY, show_people),
    Scene("erase-person", AS_HR, _erase),
    Scene("people", AS_HR, show_people, main=True),
    Scene("people-history", AS_HR, _people_history),
    Scene("people-filtered", AS_HR, _people_filtered),
    Scene("add-person", AS_HR, _add_person),
    Scene("edit-candidate", AS_HR, _edit_candidate),
    Scene("edit-employee", AS_HR, _edit_employee),
    Scene("people-changes", AS_HR, _changes),
    Scene("people-basis", AS_HR, _new_basis),
    Scene("people-consent-withdrawn", AS_HR, _withdrawal),
    Scene("people-keep-longer", AS_HR, _prolonging),
    Scene("new-assessment", AS_HR, _new_assessment),
    Scene("new-interview", AS_HR, _new_interview),
    Scene("person", AS_HR, _page_of_staff, main=True),
    Scene("person-assessments", AS_HR, _page_assessments),
    Scene("person-candidate", AS_HR, _page_of_candidate),
    Scene("person-blind", AS_HR, _page_blind),
    Scene("person-plans", AS_MANAGER, _page_plans),
    Scene("person-papers", AS_HR, _page_papers),
    Scene("person-nothing", AS_HR, _page_nothing),
    Scene("person-long-name", AS_HR, _page_long_name),
    Scene("units", AS_HR, _units),
    Scene("units-none", EMPTY, _units),
)

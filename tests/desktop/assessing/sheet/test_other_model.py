"""An assessment that was begun by mistake is deleted, and its number in the file goes to the next one."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.assessing import assessments, one_offs, people
from db.assessing.sheet import sheets
from db.assessing.talk import asked
from db.file.store import Store
from db.framework import drafts, frameworks, starter
from desktop.assessing.sheet.screen import SheetScreen
from domain.framework.profile import Phase
from domain.mark import Role
from domain.people.person import Person
from tests.desktop.assessing.sheet.walk import CTRL, Walk, press


def begun(store: Store, framework: int, person: int) -> int:
    """Begin to rate somebody for hiring by this model; return the sheet."""
    profile = next(one for one in store.read(frameworks.profiles_of, framework) if one.phase is Phase.HIRE)
    return store.write(assessments.start, person, 1, Role.HR, profile.id)


def question(screen: SheetScreen) -> str:
    return screen.card.question.question.text().replace("\u00a0", " ")


@pytest.mark.parametrize("manager_first", [True, False])
def test_the_questions_are_those_of_the_model_that_is_assessed(
    walk: Walk, store: Store, qtbot: QtBot, manager_first: bool
) -> None:
    manager = walk.filed.framework.id
    operator = store.write(starter.begin)
    store.write(drafts.publish, operator, "checked with the shift")
    models = (manager, operator) if manager_first else (operator, manager)
    person = store.write(people.add, Person(surname="Зимина", given="Ольга", post="Специалист"))
    screen = walk.screen
    qtbot.waitUntil(screen.table.hasFocus)
    press(Qt.Key.Key_M, CTRL)
    shown: list[int] = []
    for framework in models:
        sheet = store.read(sheets.sheet, begun(store, framework, person), 1)
        shown.append(sheet.cycle.id)
        screen.open(sheet.id)
        press(Qt.Key.Key_Home)
        assert sheet.framework.id == framework
        code = walk.code
        wanted = store.read(asked.questions, sheet.cycle.id)[code].question.en
        assert question(screen) == wanted, f"{code} of another model"
        store.write(one_offs.take_back, sheet.case_id)
    assert shown[0] == shown[1], "the file gave the freed number to the next cycle"

"""The program on a file of its own with some people in it, and a list that knows some of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.app import App
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import PASSWORD, Start, unlock

KNOWN = (
    Person(kind=PersonKind.EMPLOYEE, surname="Белов", given="Артём", personnel_no="0304", post="оператор"),
    Person(kind=PersonKind.EMPLOYEE, surname="Ким", given="Алина", personnel_no="0313"),
    Person(surname="Лебедева", given="Ирина", patronymic="Олеговна"),
)
LIST = """Табельный номер;Фамилия;Имя;Должность;Подразделение
0304;Белов;Артём;мастер;
0313;Ким;Алина;;
;Лебедева;Ирина;менеджер;Смена А
0400;Яковлев;Илья;оператор;Смена А
0401;Зуева;Полина;оператор;смена а
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "люди.csv"
    path.write_text(LIST, "utf-8")
    return path


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> Iterator[App]:
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    for person in KNOWN:
        store.write(people.add, person)
    store.close()
    yield unlock(start(file), qtbot)

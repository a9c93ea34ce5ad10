"""The list of people goes by any column and is narrowed letter by letter, a thousand of them as well."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.assessing.people import CaseLine, PersonRow, SheetLine
from desktop.people.model import Column, PeopleModel
from desktop.people.state import Wanted
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.sheet import SheetState
from domain.mark import Role
from domain.people.person import Person, PersonKind
from resources import i18n

CANDIDATE, EMPLOYEE = PersonKind.CANDIDATE, PersonKind.EMPLOYEE


@pytest.fixture
def model(qapp: object) -> Iterator[PeopleModel]:
    parent = QObject()
    made = PeopleModel(parent)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, parent)
    yield made
    parent.deleteLater()


def person(surname: str, code: str = "", kind: PersonKind = CANDIDATE) -> PersonRow:
    return PersonRow(Person(id=len(surname), code=code, kind=kind, surname=surname), None)


def case(day: date, marked: int, *, sent: bool = False, sheets: int = 1) -> CaseLine:
    state = SheetState.SUBMITTED if sent else SheetState.DRAFT
    lines = tuple(
        SheetLine(n, 1, n, f"Громов {n}", Role.HR, 1, state, marked, 71, None, None, sent)
        for n in range(sheets)
    )
    return CaseLine(1, 1, "", "2026-H-001", "", CycleKind.HIRING, CaseState.OPEN, day, lines)


def surnames(model: PeopleModel) -> list[str]:
    rows = (model.person_row(row) for row in range(model.rowCount()))
    return [row.person.surname for row in rows if row is not None]


NAMES = ("Жуков", "Zed", "Ёжов", "Adams", "Ельцов", "Ежов", "Адамс")


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("ru", ["Адамс", "Ежов", "Ёжов", "Ельцов", "Жуков", "Adams", "Zed"]),
        ("en", ["Adams", "Zed", "Адамс", "Ежов", "Ёжов", "Ельцов", "Жуков"]),
    ],
)
def test_names_go_by_the_alphabet_of_the_reader(model: PeopleModel, language: str, order: list[str]) -> None:
    i18n.use(language)
    model.show([person(name) for name in NAMES])
    assert surnames(model) == order
    model.order(Column.NAME, True)
    assert surnames(model) == order[::-1]


def test_codes_go_by_number_and_each_kind_keeps_its_heading(model: PeopleModel) -> None:
    model.show([person("А", "C-10"), person("Б", "C-2"), person("В", "E-1", EMPLOYEE), person("Г", "C-0003")])
    model.order(Column.CODE, False)
    assert surnames(model) == ["Б", "Г", "А", "В"]
    model.order(Column.CODE, True)
    assert surnames(model) == ["А", "Г", "Б", "В"]
    assert model.groups() == (0, 4)
    assert model.headerData(Column.CODE, Qt.Orientation.Horizontal) == "Code ↓"


def test_what_says_nothing_comes_last_whichever_way_the_list_goes(model: PeopleModel) -> None:
    early, late = (
        PersonRow(Person(id=n, surname=name), case(day, 3))
        for n, name, day in ((1, "Ранний", date(2026, 1, 5)), (2, "Поздний", date(2026, 11, 5)))
    )
    model.show([person("Никогда"), early, late])
    model.order(Column.DATE, False)
    assert surnames(model) == ["Ранний", "Поздний", "Никогда"]
    model.order(Column.DATE, True)
    assert surnames(model) == ["Поздний", "Ранний", "Никогда"]


def test_states_are_asked_for_and_what_is_in_work_comes_first(model: PeopleModel) -> None:
    day = date(2026, 11, 24)
    rows = [
        person("Новый"),
        PersonRow(Person(id=1, surname="Готовый"), case(day, 71, sent=True)),
        PersonRow(Person(id=2, surname="Начатый"), case(day, 9)),
        PersonRow(Person(id=3, surname="Ждущий"), case(day, 9, sheets=2)),
    ]
    model.show(rows)
    model.order(Column.STATE, False)
    assert surnames(model) == ["Начатый", "Ждущий", "Готовый", "Новый"]
    for wanted, left in (
        (Wanted.WORK, ["Начатый", "Ждущий"]),
        (Wanted.READY, ["Готовый"]),
        (Wanted.NONE, ["Новый"]),
    ):
        model.narrow("", None, wanted)
        assert surnames(model) == left
        assert model.narrowed
    model.narrow("", None)
    assert not model.narrowed


def test_an_order_outlives_a_filter_and_a_new_reading(model: PeopleModel) -> None:
    model.show([person("Аа", "C-3"), person("Ба", "C-2"), person("Вб", "C-1")])
    model.order(Column.CODE, False)
    model.narrow("а", None)
    assert surnames(model) == ["Ба", "Аа"]
    model.show([person("Аа", "C-1"), person("Ба", "C-2")])
    assert surnames(model) == ["Аа", "Ба"]


def test_keys_typed_among_a_thousand_people_narrow_the_list_without_asking_anew(model: PeopleModel) -> None:
    unit = "Отдел по работе с обращениями"
    rows = [
        PersonRow(
            Person(id=n, code=f"C-{n:04d}", surname=f"Королёв{n}", given="Пётр", unit=unit),
            case(date(2026, 11, 24), n % 71),
        )
        for n in range(1000)
    ]
    quiet = PeopleModel(model)  # Qt's own tester would be measured along
    quiet.show(rows)
    asked: list[object] = []
    quiet.dataChanged.connect(lambda *args: asked.append(args))
    shown: list[int] = []
    for length in range(1, len("КОРОЛЕВ99") + 1):
        quiet.narrow("КОРОЛЕВ99"[:length], None)
        shown.append(quiet.shown)
    assert shown == [1000] * 7 + [111, 11]
    assert asked == [], "no row is painted anew but by the list itself"

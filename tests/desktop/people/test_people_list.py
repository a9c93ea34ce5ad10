"""The list of people goes by any column and is narrowed letter by letter, a thousand of them as well."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from db.assessing.people import CaseLine, PersonRow, SheetLine
from desktop.context import Context
from desktop.people.model import Asked
from desktop.people.state import Wanted, facts
from desktop.people.table import PeopleTable
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.sheet import SheetState
from domain.exchange.packet import PacketKind
from domain.mark import Role
from domain.people.person import Person, PersonKind
from resources import i18n
from tests.desktop.conftest import TODAY

CANDIDATE, EMPLOYEE = PersonKind.CANDIDATE, PersonKind.EMPLOYEE


@pytest.fixture
def table(context: Context) -> Iterator[PeopleTable]:
    parent = QWidget()
    made = PeopleTable(context, parent)
    QAbstractItemModelTester(made.list_model, QAbstractItemModelTester.FailureReportingMode.Warning, parent)
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


def surnames(table: PeopleTable) -> list[str]:
    return [line.person.surname for line in table.list_model.lines()]


def order(table: PeopleTable, key: str, falling: bool) -> None:
    table.list_model.order(table.number(key), falling)


NAMES = ("Жуков", "Zed", "Ёжов", "Adams", "Ельцов", "Ежов", "Адамс")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ru", ["Адамс", "Ежов", "Ёжов", "Ельцов", "Жуков", "Adams", "Zed"]),
        ("en", ["Adams", "Zed", "Адамс", "Ежов", "Ёжов", "Ельцов", "Жуков"]),
    ],
)
def test_names_go_by_the_alphabet_of_the_reader(table: PeopleTable, language: str, names: list[str]) -> None:
    i18n.use(language)
    table.show_people([person(name) for name in NAMES], TODAY)
    assert surnames(table) == names
    order(table, "name", True)
    assert surnames(table) == names[::-1]


def test_codes_go_by_number_and_each_kind_keeps_its_heading(table: PeopleTable) -> None:
    table.show_people(
        [person("А", "C-10"), person("Б", "C-2"), person("В", "E-1", EMPLOYEE), person("Г", "C-0003")], TODAY
    )
    order(table, "code", False)
    assert surnames(table) == ["Б", "Г", "А", "В"]
    order(table, "code", True)
    assert surnames(table) == ["А", "Г", "Б", "В"]
    assert table.list_model.headings() == (0, 4)
    assert table.list_model.headerData(table.number("code"), Qt.Orientation.Horizontal) == "No., code ↓"


def test_who_has_a_personnel_number_is_listed_by_it_not_by_the_code_of_the_file(table: PeopleTable) -> None:
    known = replace(person("Д", "E-0002", EMPLOYEE).person, id=2, personnel_no="0101")
    table.show_people([person("А", "C-10"), PersonRow(known, None)], TODAY)
    model, column = table.list_model, table.number("code")
    shown = [model.index(row, column).data() for row in range(model.rowCount())]
    assert "0101" in shown and "C-10" in shown and "E-0002" not in shown
    assert facts(known).startswith("no. 0101 · E-0002")


def test_what_says_nothing_comes_last_whichever_way_the_list_goes(table: PeopleTable) -> None:
    early, late = (
        PersonRow(Person(id=n, surname=name), case(day, 3))
        for n, name, day in ((1, "Ранний", date(2026, 1, 5)), (2, "Поздний", date(2026, 11, 5)))
    )
    table.show_people([person("Никогда"), early, late], TODAY)
    order(table, "date", False)
    assert surnames(table) == ["Ранний", "Поздний", "Никогда"]
    order(table, "date", True)
    assert surnames(table) == ["Поздний", "Ранний", "Никогда"]


def test_states_are_asked_for_and_what_is_in_work_comes_first(table: PeopleTable) -> None:
    day = date(2026, 11, 24)
    rows = [
        person("Новый"),
        PersonRow(Person(id=1, surname="Готовый"), case(day, 71, sent=True)),
        PersonRow(Person(id=2, surname="Начатый"), case(day, 9)),
        PersonRow(Person(id=3, surname="Ждущий"), case(day, 9, sheets=2)),
    ]
    table.show_people(rows, TODAY)
    order(table, "state", False)
    assert surnames(table) == ["Ждущий", "Начатый", "Готовый", "Новый"], "both wait for others"
    for wanted, left in (
        (Wanted.WORK, ["Ждущий", "Начатый"]),
        (Wanted.READY, ["Готовый"]),
        (Wanted.NONE, ["Новый"]),
    ):
        table.narrow(Asked(wanted=wanted))
        assert surnames(table) == left
    table.narrow(Asked())
    assert len(surnames(table)) == 4


def test_of_those_who_wait_whoever_has_only_closed_sealed_sheets_stands_next_to_the_ready(
    table: PeopleTable,
) -> None:
    day = date(2026, 11, 24)
    mine = case(day, 71, sent=True).sheets[0]
    theirs = replace(mine, sheet_id=8, assessor_id=8, state=SheetState.DRAFT, handed_in=False)
    closed = replace(case(day, 9), sheets=(mine, replace(theirs, away=PacketKind.SEALED_SHEET)))
    waits = replace(case(day, 9), sheets=(mine, theirs))
    rows = [
        PersonRow(Person(id=1, surname="Готовый"), case(day, 71, sent=True)),
        PersonRow(Person(id=2, surname="Закрытый"), closed),
        PersonRow(Person(id=3, surname="Ждущий"), waits),
    ]
    table.show_people(rows, TODAY)
    order(table, "state", False)
    assert surnames(table) == ["Ждущий", "Закрытый", "Готовый"]


def test_an_order_outlives_a_filter_and_a_new_reading(table: PeopleTable) -> None:
    table.show_people([person("Аа", "C-3"), person("Ба", "C-2"), person("Вб", "C-1")], TODAY)
    order(table, "code", False)
    table.narrow(Asked("а"))
    assert surnames(table) == ["Ба", "Аа"]
    table.show_people([person("Аа", "C-1"), person("Ба", "C-2")], TODAY)
    assert surnames(table) == ["Аа", "Ба"]


def test_keys_typed_among_a_thousand_people_narrow_the_list_without_asking_anew(
    context: Context, table: PeopleTable
) -> None:
    unit = "Отдел по работе с обращениями"
    rows = [
        PersonRow(
            Person(id=n, code=f"C-{n:04d}", surname=f"Королёв{n}", given="Пётр", unit=unit),
            case(date(2026, 11, 24), n % 71),
        )
        for n in range(1000)
    ]
    quiet = PeopleTable(context, table)  # Qt's own tester would be measured along
    quiet.show_people(rows, TODAY)
    asked: list[object] = []
    quiet.list_model.dataChanged.connect(lambda *args: asked.append(args))
    shown: list[int] = []
    for length in range(1, len("КОРОЛЕВ99") + 1):
        quiet.narrow(Asked("КОРОЛЕВ99"[:length]))
        shown.append(len(quiet.list_model.lines()))
    assert shown == [1000] * 7 + [111, 11]
    assert asked == [], "no row is painted anew but by the list itself"

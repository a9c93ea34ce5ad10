"""Staff lists as programs and firms make them, each by its shape; all people are invented."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.people.person import PersonKind
from domain.people.purpose import Ground
from domain.people.roster import Field, RosterRow, Wrong
from reports.intake import people
from reports.intake.people import Columns
from reports.intake.roster.days import DayOrder
from reports.intake.roster.shape import Passed
from reports.intake.table import Box, Line, Table, Value

STAFF = PersonKind.EMPLOYEE


def table(*rows: Sequence[Value], merged: tuple[Box, ...] = ()) -> Table:
    lines = (Line(n, tuple(row)) for n, row in enumerate(rows, 1) if any(cell is not None for cell in row))
    return Table("люди.xlsx", "Лист1", ("Лист1",), tuple(lines), merged)


def read(made: Table, written: DayOrder | None = None) -> tuple[RosterRow, ...]:
    return people.rows(made, people.guess(made, {}), STAFF, written)


def named(row: RosterRow) -> tuple[str, str, str]:
    return row.person.surname, row.person.given, row.person.patronymic


@pytest.mark.parametrize(
    ("heads", "cells", "fields"),
    [
        (
            ("employee_id", "first_name", "last_name", "job_title", "department", "hire_date"),
            ("E7", "Anna", "Sample", "clerk", "Sales", "2024-03-09"),
            "personnel_no given surname post unit hired_on",
        ),
        (
            ("EmployeeID", "FullName", "JobTitle", "Department", "JoinDate"),
            ("E7", "Anna Sample", "clerk", "Sales", "2024-03-09"),
            "personnel_no full_name post unit hired_on",
        ),
        (
            ("firstName", "lastName", "Role", "team", "startDate", "managerId"),
            ("Anna", "Sample", "clerk", "Sales", "2024-03-09", "E1"),
            "given surname post unit hired_on manager",
        ),
        (
            ("Name", "Title", "Department", "Hire Date"),
            ("Anna Sample", "clerk", "Sales", "2024-03-09"),
            "full_name post unit hired_on",
        ),
        (
            ("employee_name", "position", "hiredate", "salary"),
            ("Anna Sample", "clerk", "2024-03-09", "1"),
            "full_name post hired_on",
        ),
        (("fio", "position"), ("Примерова Анна", "лаборант"), "full_name post"),
        (
            ("Emp ID", "Name", "Surname", "Designation", "Dept", "Date of Joining", "Reporting Manager"),
            ("E7", "Anna", "Sample", "clerk", "Sales", "2024-03-09", "Boris Sample"),
            "personnel_no given surname post unit hired_on manager",
        ),
        (
            ("EMPLOYEE NUMBER", "LAST-NAME", "FIRST-NAME", "MIDDLE-NAME", "WORK E-MAIL"),
            ("7", "Sample", "Anna", "Grace", "anna@example.org"),
            "personnel_no surname given patronymic contact",
        ),
        (
            ("Таб.номер", "ФИО работника", "Дата начала работы", "Непосредственный руководитель"),
            ("7", "Примерова Анна Львовна", "09.03.2024", "Образцов Борис Львович"),
            "personnel_no full_name hired_on manager",
        ),
        (
            ("Полное ФИО", "Дата поступления", "Должность по штатному расписанию"),
            ("Примерова Анна Львовна", "09.03.2024", "лаборант"),
            "full_name hired_on post",
        ),
        (
            ("Физическое лицо", "Подразделение организации", "Табельный номер"),
            ("Примерова Анна Львовна", "Цех 1", "7"),
            "full_name unit personnel_no",
        ),
    ],
)
def test_heads_are_known_however_they_are_written(
    heads: tuple[str, ...], cells: tuple[str, ...], fields: str
) -> None:
    made = table(heads, cells)
    columns = people.guess(made, {})
    assert [of.value for of, _at in sorted(columns.of.items(), key=lambda pair: pair[1])] == fields.split()
    (row,) = people.rows(made, columns, STAFF)
    assert not row.problems
    assert {row.person.surname, row.person.given} in ({"Sample", "Anna"}, {"Примерова", "Анна"})


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Примерова Анна Львовна", ("Примерова", "Анна", "Львовна")),
        ("Анна Львовна Примерова", ("Примерова", "Анна", "Львовна")),
        ("Примерова А.Л.", ("Примерова", "А.", "Л.")),
        ("Примерова А. Л.", ("Примерова", "А.", "Л.")),
        ("Примерова (Образцова) Анна Львовна", ("Примерова (Образцова)", "Анна", "Львовна")),
        ("Образцов Гасан Али оглы", ("Образцов", "Гасан", "Али оглы")),
        ("Примерова", ("Примерова", "", "")),
    ],
)
def test_a_full_name_in_russian_has_three_parts(name: str, parts: tuple[str, str, str]) -> None:
    (row,) = read(table(("ФИО", "Должность"), (name, "лаборант")))
    assert named(row) == parts


def test_a_full_name_in_english_begins_with_the_given_name_unless_a_comma_says_otherwise() -> None:
    made = table(
        ("Full name", "Position"), ("Anna Grace Sample", "a"), ("Sample, Boris", "b"), ("Carl Sample", "c")
    )
    assert [named(row) for row in read(made)] == [
        ("Sample", "Anna", "Grace"),
        ("Sample", "Boris", ""),
        ("Sample", "Carl", ""),
    ]
    russian = table(("Name", "Position"), ("Primerova Anna Lvovna", "a"), ("Obrazcov Boris Lvovich", "b"))
    assert [named(row)[0] for row in read(russian)] == ["Primerova", "Obrazcov"]


def test_a_list_of_1c_with_units_as_groups_totals_and_captions() -> None:
    made = table(
        ("ООО «Образец»",),
        ("Список работников организации на 01.11.2026",),
        (None,),
        ("№", "Сотрудник", "Табельный номер", "Должность", "Дата приёма"),
        (None, "Администрация", None, None, None),
        ("1", "Примерова Анна Львовна", "0000-00001", "директор", date(2020, 1, 9)),
        (None, "Цех сборки № 2", None, None, None, 2.0),
        ("2", "Образцов Борис Львович", "0000-00002", "мастер", date(2021, 2, 1)),
        ("3", "Примеров Карл Львович", "0000-00003", "слесарь", date(2022, 3, 1)),
        ("Итого", None, None, None, None, 3.0),
        (None, "Составил: ____________ Примерова А. Л."),
    )
    rows = read(made)
    assert [(row.person.personnel_no, row.unit) for row in rows] == [
        ("0000-00001", "Администрация"),
        ("0000-00002", "Цех сборки № 2"),
        ("0000-00003", "Цех сборки № 2"),
    ]
    passed = people.shaped(made, people.guess(made, {})).passed
    assert [(one.number, one.why) for one in passed] == [
        (5, Passed.UNIT),
        (7, Passed.UNIT),
        (10, Passed.TOTAL),
        (11, Passed.NOBODY),
    ]


def test_a_report_of_1c_names_unit_and_employee_in_one_column_under_two_heads() -> None:
    made = table(
        ("Подразделение", "Табельный номер", "Дата приёма"),
        ("Сотрудник", None, None),
        ("Отдел продаж", None, None),
        ("Примерова Анна Львовна", "1", "01.02.2025"),
        ("Склад", None, None),
        ("Образцов Борис Львович", "2", "02.02.2025"),
        ("Всего", "2", None),
        merged=(Box(1, 1, 2, 1), Box(1, 2, 2, 2)),
    )
    rows = read(made)
    assert [(row.person.surname, row.person.personnel_no, row.unit) for row in rows] == [
        ("Примерова", "1", "Отдел продаж"),
        ("Образцов", "2", "Склад"),
    ]


def test_heads_of_two_rows_under_merged_cells() -> None:
    made = table(
        ("Личные данные", None, None, "Дата", None, "Таб. №"),
        ("Фамилия", "Имя", "Отчество", "приёма", "увольнения", None),
        ("1", "2", "3", "4", "5", "6"),
        ("Примерова", "Анна", "Львовна", "01.02.2025", None, "7"),
        merged=(Box(1, 0, 1, 2), Box(1, 3, 1, 4), Box(1, 5, 2, 5)),
    )
    columns = people.guess(made, {})
    assert columns.head == 1 and dict(columns.of) == {
        Field.SURNAME: 0,
        Field.GIVEN: 1,
        Field.PATRONYMIC: 2,
        Field.HIRED_ON: 3,
        Field.LEFT_ON: 4,
        Field.PERSONNEL_NO: 5,
    }
    (row,) = people.rows(made, columns, STAFF)
    assert (row.person.personnel_no, row.person.hired_on) == ("7", date(2025, 2, 1))


def test_the_time_sheet_t13_has_four_rows_a_person_and_the_post_under_the_name() -> None:
    made = table(
        ("Унифицированная форма № Т-13",),
        ("ТАБЕЛЬ учёта рабочего времени",),
        (
            "Номер по порядку",
            "Фамилия, инициалы, должность (специальность, профессия)",
            "Табельный номер",
            "1",
        ),
        ("1", "2", "3", "4"),
        ("1", "Примерова А.Л.,\nлаборант", "00017", "Я"),
        (None, None, None, "8"),
        ("2", "Образцов Б.Л.\nмастер участка", "00018", "Я"),
        (None, None, None, "8"),
        merged=tuple(Box(top, column, top + 1, column) for top in (5, 7) for column in range(3)),
    )
    first, second = read(made)
    assert (*named(first), first.person.post, first.person.personnel_no) == (
        *("Примерова", "А.", "Л."),
        *("лаборант", "00017"),
    )
    assert (second.person.surname, second.person.post) == ("Образцов", "мастер участка")


def test_the_post_after_the_name_is_known_under_a_shorter_head_too() -> None:
    (row,) = read(
        table(
            ("№", "Фамилия, инициалы, должность", "Таб. №"),
            ("1", "Примерова А. Л., старший лаборант", "00017"),
        )
    )
    assert (*named(row), row.person.post) == ("Примерова", "А.", "Л.", "старший лаборант")


def test_a_unit_merged_down_over_its_people_holds_for_each() -> None:
    made = table(
        ("Подразделение", "ФИО", "Должность"),
        ("Цех 1", "Примерова Анна", "лаборант"),
        (None, "Образцов Борис", "мастер"),
        ("Цех 2", "Примеров Карл", "слесарь"),
        merged=(Box(2, 0, 3, 0),),
    )
    assert [row.unit for row in read(made)] == ["Цех 1", "Цех 1", "Цех 2"]


def test_a_list_of_names_alone_has_no_groups() -> None:
    made = table(("ФИО",), ("Примерова Анна",), ("Образцов",), ("Итого: 2",))
    assert [row.person.surname for row in read(made)] == ["Примерова", "Образцов"]


@pytest.mark.parametrize(
    ("days", "written", "first"),
    [
        (("01/02/2025", "25/02/2025"), None, date(2025, 2, 1)),
        (("01/02/2025", "02/25/2025"), None, date(2025, 1, 2)),
        (("01/02/2025", "03/04/2025"), DayOrder.DAY_FIRST, date(2025, 2, 1)),
        (("01/02/2025", "03/04/2025"), DayOrder.MONTH_FIRST, date(2025, 1, 2)),
        (("01-02-25", "02-25-25"), None, date(2025, 1, 2)),
        (("01.02.2025", "02.03.2025"), None, date(2025, 2, 1)),
    ],
)
def test_the_order_of_day_and_month_is_seen_from_the_column(
    days: tuple[str, str], written: DayOrder | None, first: date
) -> None:
    made = table(("Name", "Position", "Hire date"), *(("Anna Sample", "clerk", day) for day in days))
    assert read(made, written)[0].person.hired_on == first
    assert (people.doubtful_day(made, people.guess(made, {})) == "01/02/2025") is (written is not None)


def test_a_day_that_the_order_makes_impossible_is_told_and_not_turned_round() -> None:
    made = table(("Name", "Hire date"), ("Anna Sample", "25/02/2025"), ("Boris Sample", "02/25/2025"))
    _first, second = read(made)
    assert [(one.cell, one.why) for one in second.problems] == [("B3", Wrong.NOT_A_DAY)]


def test_columns_that_hold_something_and_are_not_read_are_named() -> None:
    made = table(("ФИО", "Оклад", "Примечание", None), ("Примерова Анна", 1.0, None, "x"))
    assert people.unused(made, people.guess(made, {})) == ("B Оклад", "D")
    assert people.unused(made, Columns(0, {Field.FULL_NAME: 0, Field.POST: 1})) == ("D",)


def test_a_column_of_consents_is_a_day_a_paper_or_yes() -> None:
    head = "Согласие на обработку ПДн"
    made = table(
        ("ФИО", head),
        ("Примерова Анна Львовна", "12.01.2026"),
        ("Образцов Борис Львович", "да"),
        ("Пробин Виктор Ильич", "№ 5 от 12.01.2026"),
        ("Опытная Галина Юрьевна", "нет"),
        ("Этюдов Денис Олегович", ""),
    )
    rows = read(made)
    assert [(one.person.basis, one.person.basis_on) for one in rows] == [
        (head, date(2026, 1, 12)),
        (head, None),
        ("№ 5 от 12.01.2026", None),
        ("", None),
        ("", None),
    ]
    assert [one.person.ground for one in rows] == [Ground.CONSENT] * 3 + [None] * 2
    assert not any(one.problems for one in rows)
    own = table(
        ("ФИО", "Основание обработки", "Дата согласия", "Согласие"),
        ("Примерова Анна Львовна", "Согласие от руки", "01.02.2026", "да"),
    )
    (row,) = read(own)
    assert (row.person.basis, row.person.basis_on) == ("Согласие от руки", date(2026, 2, 1))


def test_a_refusal_in_a_column_of_consents_is_no_consent_and_what_may_be_either_is_asked_about() -> None:
    refused = ("отказ", "Отказался", "не подписано", "нет согласия", "ожидается", "Refused", "pending")
    either = ("12.01.2026 отозвано", "в процессе", "№ 5, не подписано")
    cells = (*refused, *either)
    rows = read(table(("ФИО", "Согласие"), *(("Примерова Анна Львовна", one) for one in cells)))
    assert [one.person.ground for one in rows] == [None] * len(cells)
    assert not any(one.person.basis or one.person.basis_on for one in rows)
    assert [[problem.why for problem in one.problems] for one in rows] == [
        *([] for _one in refused),
        *([Wrong.NOT_A_CONSENT] for _one in either),
    ]


def test_a_tree_of_units_a_language_in_the_head_and_a_leader_are_understood() -> None:
    made = table(
        ("Код", "Вышестоящий Код", "Название подразделения", "ФИО RU", "ФИО KZ", "Должность (рус)", "Leader"),
        ("А.1", "А", "Склад", "Примерова Анна Львовна", "Ә Ғ", "лаборант", "Образцов Борис Львович"),
    )
    (row,) = read(made)
    assert (row.person.surname, row.person.post, row.unit) == ("Примерова", "лаборант", "Склад")
    assert (row.person.code, row.manager) == ("", "Образцов Борис Львович")

"""A table becomes rows of people: the heads are found or told, and what cannot be taken has its cell."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from domain.people.person import PersonKind
from domain.people.purpose import Ground, Purpose
from domain.people.roster import Field, RosterRow, Wrong
from domain.progress import Progress
from reports.intake import file, people
from reports.intake.people import Columns
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Box, Fault, Line, Table, Value
from reports.people import people_template_xlsx
from reports.words.names import name_of
from reports.words.people import phrases_roster
from resources.i18n import words

STAFF = PersonKind.EMPLOYEE
DAY = date(2026, 11, 24)


def table(*rows: tuple[Value, ...], merged: tuple[Box, ...] = ()) -> Table:
    return Table("люди.xlsx", "Штат", ("Штат",), tuple(Line(n, row) for n, row in enumerate(rows, 1)), merged)


def read(*rows: tuple[Value, ...], kind: PersonKind = STAFF) -> tuple[RosterRow, ...]:
    made = table(*rows)
    return people.rows(made, people.guess(made, {}), kind)


def test_heads_are_found_below_a_title_and_by_other_words() -> None:
    made = table(
        ("Штатное расписание",),
        (None, "на 24.11.2026"),
        ("Таб. №", "ФИО", "Должность (профессия)", "Отдел:", "Дата приёма *", "Оклад"),
        ("0042", "Лебедева Ирина Олеговна", "менеджер", "Смена А", "24.11.2026", "1"),
    )
    columns = people.guess(made, {})
    assert (columns.head, dict(columns.of)) == (
        2,
        {Field.PERSONNEL_NO: 0, Field.FULL_NAME: 1, Field.POST: 2, Field.UNIT: 3, Field.HIRED_ON: 4},
    )
    (row,) = people.rows(made, columns, STAFF)
    assert row.person.full_name == "Лебедева Ирина Олеговна"
    assert (row.person.personnel_no, row.person.hired_on, row.unit) == ("0042", date(2026, 11, 24), "Смена А")
    assert row.cell(Field.GIVEN) == "B4"


def test_a_list_without_headings_begins_with_its_first_person() -> None:
    made = table(
        ("Иванов Иван Иванович", "Работник", "Отдел закупок"),
        ("Петрова Анна", "Закупщик", "Отдел закупок"),
        ("Сидоров П. П.", "Закупщик", "Отдел сбыта"),
    )
    columns = people.guess(made, {})
    assert (columns.head, dict(columns.of)) == (people.NO_HEAD, {Field.FULL_NAME: 0, Field.UNIT: 2})
    told = people.rows(made, columns, STAFF)
    assert [(one.number, one.person.surname, one.unit) for one in told] == [
        *((1, "Иванов", "Отдел закупок"), (2, "Петрова", "Отдел закупок"), (3, "Сидоров", "Отдел сбыта")),
    ]
    assert people.unused(made, columns) == ("B",)
    assert people.remember(made, columns, {}) == "{}", "nobody's name is remembered as a heading"


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        (
            [("1", "Ким", "Иван", "Петрович"), ("2", "Ли", "Анна", "Олеговна")],
            {Field.SURNAME: 1, Field.GIVEN: 2, Field.PATRONYMIC: 3},
        ),
        ([("Иванов Иван Иванович",)], {Field.FULL_NAME: 0}),
        ([("Ann Lee", "Buyer"), ("Bob Ray", "Manager")], {}),
        ([(date(2026, 1, 12), "Ким"), (date(2026, 1, 13), "Ли")], {}),
        ([("00017", "Ким"), ("00018", "Ли")], {}),
    ],
)
def test_what_a_list_without_headings_holds_is_seen_by_its_values_or_asked(
    rows: list[tuple[Value, ...]], fields: dict[Field, int]
) -> None:
    columns = people.guess(table(*rows), {})
    assert (columns.head, dict(columns.of)) == (people.NO_HEAD, fields)


def test_headings_that_are_not_known_are_not_people() -> None:
    made = table(("Worker Names", "Стаж"), ("Ann Lee", "3"), ("Bob Ray", "4"))
    assert people.guess(made, {}) == Columns(0, {})
    assert people.under(made, people.NO_HEAD, {}).of == {Field.FULL_NAME: 0}
    approved = table(("Утверждаю", "Иванов И. И."), ("ФИО", "Отдел"), ("Ким Иван Петрович", "Сбыт"))
    assert people.guess(approved, {}).head == 1


def test_a_full_name_is_not_taken_beside_a_surname_of_its_own() -> None:
    made = table(("ФИО", "Фамилия", "Имя"), ("Лебедева И. О.", "Лебедева", "Ирина"))
    assert set(people.guess(made, {}).of) == {Field.SURNAME, Field.GIVEN}


def test_what_a_person_said_of_heads_is_remembered_with_what_was_known_before() -> None:
    made = table(("Кого", "Имя", "Чем занят"), ("Лебедева", "Ирина", "менеджер"))
    columns = Columns(0, {Field.SURNAME: 0, Field.POST: 2})  # «Имя» is not to be taken
    kept = people.remembered(people.remember(made, columns, {"код": ""}))
    assert kept == {"код": "", "кого": "surname", "чем занят": "post", "имя": ""}
    again = table(("Чем занят", "Кого", "Имя", "Код"), ("мастер", "Громов", "Пётр", "7"))
    assert dict(people.guess(again, kept).of) == {Field.POST: 0, Field.SURNAME: 1}


@pytest.mark.parametrize("stored", [None, "", "[", "[]", '{"a": 1}', "null", '{"фамилия": "none such"}'])
def test_whatever_stands_in_the_setting_does_no_harm(stored: str | None) -> None:
    made = table(("Фамилия", "Имя"), ("Лебедева", "Ирина"))
    assert people.guess(made, people.remembered(stored)).of[Field.GIVEN] == 1


def test_other_heads_can_be_told() -> None:
    made = table(("Имя", "Фамилия"), ("Surname", "Given name"), ("Громов", "Пётр"))
    told = people.under(made, 1, {})
    assert dict(told.of) == {Field.SURNAME: 0, Field.GIVEN: 1}
    assert people.sample(made, told, 1) == "Пётр"


@pytest.mark.parametrize(
    ("heads", "value", "why", "shown"),
    [
        ("Дата приёма", "31.02.2024", Wrong.NOT_A_DAY, "31.02.2024"),
        ("Дата приёма", 45_000.0, Wrong.NOT_A_DAY, "45000"),
        ("Дата приёма", True, Wrong.NOT_A_DAY, "TRUE"),
        ("Должность", date(2024, 1, 1), Wrong.NOT_A_TEXT, "01.01.2024"),
        ("Должность", True, Wrong.NOT_A_TEXT, "TRUE"),
        ("Должность", Fault.ERROR, Wrong.ERROR_CELL, ""),
        ("Должность", Fault.FORMULA, Wrong.FORMULA, ""),
        ("Должность", "я" * 10_000, Wrong.TOO_LONG, f"{'я' * 40}…"),
        ("Кто", "начальник", Wrong.NOT_A_KIND, "начальник"),
        ("Цель обработки", "так надо", Wrong.NOT_A_PURPOSE, "так надо"),
        ("Правовое основание", "приказ", Wrong.NOT_A_GROUND, "приказ"),
    ],
)
def test_a_wrong_type_has_its_cell_and_what_stands_there(
    heads: str, value: Value, why: Wrong, shown: str
) -> None:
    (row,) = read(("Фамилия", heads), ("Лебедева", value))
    (problem,) = row.problems
    assert (problem.cell, problem.why, problem.value) == ("B2", why, shown)
    assert "B2: " in phrases_roster.problem(problem, words("ru"))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        *((text, DAY) for text in ("24.11.2026", "24.11.2026 г.", "24.11.2026 0:00:00", "2026-11-24", DAY)),
        (None, None),
    ],
)
def test_days_come_as_people_write_them(value: Value, day: date | None) -> None:
    (row,) = read(("Фамилия", "Принят"), ("Лебедева", value))
    assert row.person.hired_on == day


def test_what_permits_processing_is_read_as_written_and_never_made_up() -> None:
    heads = ("Фамилия", "Цель обработки", "Правовое основание", "Основание", "Согласие от", "Согласие до")
    found = read(
        heads,
        ("Лебедева", "кадровый резерв", "Согласие", "согласие № 17", "01.02.2026", "31.01.2027"),
        ("Громов", "трудовые отношения", "трудовой договор", "договор № 4", None, None),
        ("Кравец", None, None, "согласие № 18", "02.02.2026", None),
        kind=PersonKind.CANDIDATE,
    )
    assert [(one.person.purpose, one.person.ground) for one in found] == [
        (Purpose.RESERVE, Ground.CONSENT),
        (Purpose.STAFF, Ground.CONTRACT),
        (None, None),
    ]
    assert found[0].person.basis_until == date(2027, 1, 31)
    told = phrases_roster.permits(found[0].person, words("ru"))
    assert "кадровый резерв" in told
    assert "31.01.2027" in told
    assert "согласие № 18" in phrases_roster.permits(found[2].person, words("ru"))
    assert "Цель" not in phrases_roster.permits(found[2].person, words("ru"))


def test_a_list_that_names_no_document_but_the_ground_again_says_it_once() -> None:
    (row,) = read(("Фамилия", "Правовое основание", "Основание"), ("Лебедева", "согласие", "Согласие"))
    assert phrases_roster.permits(row.person, words("ru")).casefold().count("согласие") == 1


def test_numbers_keep_their_zeros_and_a_whole_figure_has_no_point() -> None:
    found = read(("Фамилия", "Таб. №"), ("А", "0042"), ("Б", 1203.0), ("В", "\xa0 0042\xa0"))
    assert [row.person.personnel_no for row in found] == ["0042", "1203", "0042"]


HOSTILE = (
    "<img src=x>", "<b", "{}", "{value}", "%s", "=cmd|' /C calc'!A0", "\u202egnp.exe", "О\u0301рлов",
    "👩‍💻", "a\x00b\x07", "  \xa0Орлов\u2003 ", "\ufeffОрлов", "'; DROP TABLE person; --", "🤷" * 50,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_stays_a_text(text: str) -> None:
    (row,) = read(("Фамилия", "Дата приёма"), (text, text))
    assert "\x00" not in row.person.surname
    (problem,) = [one for one in row.problems if one.why is Wrong.NOT_A_DAY]
    assert problem.value[:5] in phrases_roster.problem(problem, words("en"))


def test_rows_without_anybody_and_repeated_heads_are_left_out() -> None:
    found = read(("Фамилия", "Имя"), (None, " "), ("Фамилия", "Имя"), ("Громов", "Пётр"), ("", ""))
    assert [row.number for row in found] == [4]


@pytest.mark.parametrize("box", [Box(2, 0, 3, 0), Box(1, 0, 1, 1), Box(1, 0, 1_048_576, 16_383)])
def test_merged_cells_of_the_table_are_refused_with_their_place(box: Box) -> None:
    made = table(("Фамилия", "Имя"), ("Громов", "Пётр"), merged=(box,))
    with pytest.raises(Unreadable) as caught:
        people.guess(made, {})
    assert (caught.value.why, caught.value.place) == (Why.MERGED, f"Штат!{box.address}")


def test_a_merged_title_above_the_table_and_cells_beside_it_do_no_harm() -> None:
    made = table(
        ("Список", None), ("Фамилия", "Имя"), ("Громов", "Пётр"), merged=(Box(1, 0, 1, 5), Box(2, 4, 9, 5))
    )
    assert people.guess(made, {}).head == 1


TEXTS = st.text(max_size=12)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.text(max_size=12),
                st.floats(),
                st.booleans(),
                st.dates(),
                st.sampled_from(Fault),
            ),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=5,
    ),
    st.permutations(list(Field)),
)
def test_any_table_gives_rows_or_problems(cells: list[list[Value]], fields: list[Field]) -> None:
    made = table(*(tuple(line) for line in cells))
    columns = Columns(0, {of: column for column, of in zip(range(made.width), fields, strict=False)})
    for row in people.rows(made, columns, STAFF):
        assert all(phrases_roster.problem(one, words("ru")) for one in row.problems)
    json.loads(people.remember(made, columns, {}))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_template_refuses_in_its_cells_and_is_read_back_without_a_question(
    language: str, tmp_path: Path
) -> None:
    target = tmp_path / "template.xlsx"
    people_template_xlsx.write(date(2026, 11, 24), target, Progress(), words(language))
    book = load_workbook(target)
    page = book.worksheets[0]
    kinds = {one.type for one in page.data_validations.dataValidation}
    assert {"list", "date", "textLength", "custom"} <= kinds
    assert len(book.worksheets) == 2
    kind = name_of(PersonKind.CANDIDATE, words(language))
    page.append(
        ["0042", "Лебедева", "Ирина", "Олеговна", kind, "менеджер", "Смена А", None, date(2026, 11, 24)]
    )
    out = BytesIO()
    book.save(out)
    made = file.parse(out.getvalue(), "template.xlsx", Progress())
    columns = people.guess(made, {})
    assert set(columns.of) == set(people_template_xlsx.COLUMNS)
    (row,) = people.rows(made, columns, STAFF)
    assert (row.person.kind, row.person.hired_on, row.problems) == (
        PersonKind.CANDIDATE,
        date(2026, 11, 24),
        (),
    )


def test_a_dismissal_is_found_by_its_heads_and_a_day_that_is_none_is_told() -> None:
    made = table(
        ("Табельный №", "Фамилия", "Дата увольнения", "Причина увольнения", "Согласие от", "Согласие до"),
        ("1", "Громов", "20.11.2026", "соглашение сторон", "01.06.2026", "01.12.2026"),
        ("2", "Белов", "31.02.2026", None, None, None),
    )
    first, second = people.rows(made, people.guess(made, {}), STAFF)
    person = first.person
    assert (person.left_on, person.left_reason) == (date(2026, 11, 20), "соглашение сторон")
    assert (person.basis_on, person.basis_until) == (date(2026, 6, 1), date(2026, 12, 1))
    assert [(one.cell, one.why) for one in second.problems] == [("C3", Wrong.NOT_A_DAY)]

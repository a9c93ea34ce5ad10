"""Whatever shape people draw their skill matrix in, each level comes in at its place, or is said not to."""

from datetime import date
from pathlib import Path

import pytest

from domain.framework.framework import Kind
from domain.progress import Progress
from domain.team import level_scale
from reports.intake.matrix import layout, reading, workbook
from reports.intake.matrix.layout import Form
from reports.intake.matrix.paired import one_row_of_heads
from reports.intake.matrix.reading import Left, LevelTable
from reports.intake.refusal import Unreadable, Why
from tests.reports.intake.matrix.drawn import Cells, csv, ods, row, xlsx

ADA, LEV, YANA = "Смолкина Ада Викторовна", "Верескин Лев Олегович", "Ожегова Яна Игоревна"


def read(data: bytes, sheet: str | None = None) -> LevelTable:
    tables = workbook.tables(data, "матрица", Progress())
    table = one_row_of_heads(next(one for one in tables if sheet in (None, one.sheet)))
    found = layout.guess(table)
    assert found is not None
    return reading.read(table, found)


def levels(read: LevelTable) -> dict[tuple[str, str], str]:
    return {(read.people[one.person].name, read.items[one.item].text): one.text for one in read.ratings}


def left(read: LevelTable) -> list[tuple[Left, str]]:
    return [(one.why, one.place) for one in read.left_out]


def test_people_down_with_signs_and_a_legend_under_the_table() -> None:
    found = read(
        xlsx(
            {
                "Матрица": [
                    ["ФИО", "Должность", "Работа в 1С", "Приёмка товара", "Работа с рекламациями"],
                    [ADA, "Специалист", "x", "o", None],
                    [LEV, "Старший специалист", "x", "x", "x"],
                    [],
                    ["x - умеет, o - учится"],
                ]
            }
        )
    )
    assert found.layout.form is Form.PEOPLE_DOWN
    assert [(one.name, one.post) for one in found.people] == [
        (ADA, "Специалист"),
        (LEV, "Старший специалист"),
    ]
    assert levels(found) == {
        (ADA, "Работа в 1С"): "x",
        (ADA, "Приёмка товара"): "o",
        (LEV, "Работа в 1С"): "x",
        (LEV, "Приёмка товара"): "x",
        (LEV, "Работа с рекламациями"): "x",
    }
    assert left(found) == [(Left.BELOW, "Матрица!A5")]


def test_skills_down_and_people_across_with_texts_longer_than_any_code() -> None:
    long = (
        "Составляет и согласовывает техническое задание на поставку оборудования " + "с учётом условий " * 3
    )
    long = long.strip()
    found = read(
        xlsx({"Skills": [["Skill", "Ada Moss", "Lev Fern"], [long, 1, 4], ["Negotiation", None, 2]]})
    )
    assert found.layout.form is Form.PEOPLE_ACROSS
    assert levels(found) == {
        ("Ada Moss", long): "1",
        ("Lev Fern", long): "4",
        ("Lev Fern", "Negotiation"): "2",
    }


def test_a_template_with_title_legend_and_a_merged_footnote() -> None:
    rows: Cells = [
        ["Матрица компетенций, 2025 год"],
        ["0", "не знает"],
        ["1", "знает"],
        ["2", "учит других"],
        [],
        ["№", "Сотрудник", "Выбор поставщика", "Складской учёт", "Итого"],
        [1, ADA, 0, 2, 2],
        [2, LEV, 1, 1, 2],
        ["Оценка проведена комиссией"],
    ]
    found = read(xlsx({"Лист1": rows}, {"Лист1": ("A1:E1", "A9:E9")}))
    assert levels(found) == {
        (ADA, "Выбор поставщика"): "0",
        (ADA, "Складской учёт"): "2",
        (LEV, "Выбор поставщика"): "1",
        (LEV, "Складской учёт"): "1",
    }
    assert (Left.TOTAL, "Лист1!E6") in left(found)


def test_merged_titles_over_the_table_group_its_columns() -> None:
    rows: Cells = [
        ["Отдел снабжения", None, None, None, None],
        ["Сотрудник", "Документы", None, "Переговоры", None],
        [None, "Ведёт реестр", "Готовит акты", "Торгуется", "Снимает возражения"],
        [ADA, 1, 2, 3, 4],
        [LEV, 4, 3, None, 1],
    ]
    found = read(xlsx({"М": rows}, {"М": ("A1:E1", "A2:A3", "B2:C2", "D2:E2")}))
    assert [(one.function, one.text) for one in found.items] == [
        ("Документы", "Ведёт реестр"),
        ("Документы", "Готовит акты"),
        ("Переговоры", "Торгуется"),
        ("Переговоры", "Снимает возражения"),
    ]
    assert levels(found)[ADA, "Торгуется"] == "3"
    assert len(found.ratings) == 7


def test_a_merged_function_column_counts_for_each_of_its_rows() -> None:
    rows: Cells = [
        ["Категория", "Навык", ADA, LEV],
        ["Документы", "Ведёт реестр", 1, 2],
        [None, "Готовит акты", 3, None],
        ["Переговоры", "Торгуется", None, 4],
    ]
    found = read(xlsx({"М": rows}, {"М": ("A2:A3",)}))
    assert [(one.function, one.text) for one in found.items] == [
        ("Документы", "Ведёт реестр"),
        ("Документы", "Готовит акты"),
        ("Переговоры", "Торгуется"),
    ]
    assert levels(found)[ADA, "Готовит акты"] == "3"


def test_a_line_across_the_table_names_the_function_of_what_follows() -> None:
    rows: Cells = [
        ["Код", "Компетенция", ADA, LEV],
        ["1. Документы", None, None, None],
        ["K01", "Знает порядок учёта", 1, 2],
        ["2. Переговоры", None, None, None],
        ["S01", "Ведёт переговоры", 3, 4],
    ]
    found = read(xlsx({"М": rows}, {"М": ("A2:D2", "A4:D4")}))
    assert [(one.function, one.code, one.text) for one in found.items] == [
        ("1. Документы", "K01", "Знает порядок учёта"),
        ("2. Переговоры", "S01", "Ведёт переговоры"),
    ]
    assert len(found.ratings) == 4


def test_a_function_written_once_and_left_empty_below() -> None:
    found = read(csv("Area,Skill,Ada Moss,Lev Fern\nData,SQL,3,1\n,Python,2,\nPeople,Coaching,,4\n"))
    assert [one.function for one in found.items] == ["Data", "Data", "People"]
    assert levels(found) == {
        ("Ada Moss", "SQL"): "3",
        ("Lev Fern", "SQL"): "1",
        ("Ada Moss", "Python"): "2",
        ("Lev Fern", "Coaching"): "4",
    }


def test_of_a_book_with_a_sheet_for_each_department_each_is_read() -> None:
    one: Cells = [["Сотрудник", "Сварка", "Резка"], [ADA, 1, 2]]
    two: Cells = [["Сотрудник", "Покраска", "Сушка"], [LEV, 3, 4]]
    data = xlsx({"О книге": [["Матрицы цехов"]], "Цех 1": one, "Цех 2": two})
    assert levels(read(data, "Цех 1")) == {(ADA, "Сварка"): "1", (ADA, "Резка"): "2"}
    assert levels(read(data, "Цех 2")) == {(LEV, "Покраска"): "3", (LEV, "Сушка"): "4"}
    first = workbook.tables(data, "цеха", Progress())[0]
    assert layout.guess(first) is None


def test_columns_that_hold_no_levels_are_said_to_stay_out() -> None:
    found = read(
        csv(
            "Category;SubCategory;Skill Name;Target;Ada Moss;Lev Fern;Comment\n"
            "Data;Storage;SQL;4;3;1;ok\nData;Code;Python;4;2;;\n"
        )
    )
    assert len(found.ratings) == 3
    assert left(found) == [(Left.COLUMN, "B1"), (Left.COLUMN, "G1")]
    assert [(one.item, one.text, one.place) for one in found.targets] == [(0, "4", "D2"), (1, "4", "D3")]


def test_a_competency_may_begin_like_a_plan_a_goal_or_a_total() -> None:
    named = (
        "Планировать смену",
        "Планирование",
        "Целеполагание",
        "План-факт анализ",
        "Минирование",
        "Maximising use",
    )
    figures = ("План", "Целевой уровень", "Средний балл", "Вес, %", "Min", "№ п/п")
    found = read(
        xlsx({"Уровни": [["ФИО", *named, *figures], [ADA, 3, 2, 1, 0, 4, 3, *range(1, 7)], [LEV, *[2] * 12]]})
    )
    assert {item for _person, item in levels(found)} == set(named)


def test_heads_without_a_word_are_told_apart_by_the_names() -> None:
    found = read(csv(";Обработка заявок;Сверка остатков\nСмолкина А. В.;2;3\nВерескин Л. О.;0;1\n"))
    assert found.layout.form is Form.PEOPLE_DOWN
    assert levels(found)["Верескин Л. О.", "Обработка заявок"] == "0"
    turned = read(csv(";Смолкина А. В.;Верескин Л. О.\nОбработка заявок;2;0\nСверка остатков;3;1\n"))
    assert turned.layout.form is Form.PEOPLE_ACROSS
    assert levels(turned) == levels(found)


def test_a_row_of_levels_never_names_people_however_many_words_the_scale_has() -> None:
    words = (
        *("уверенно", "базовый", "эксперт", "хорошо", "отлично", "нет", "слабо", "не знает", "высокий"),
        *("средний", "низкий", "да", "неплохо", "так себе", "новичок", "мастер", "плохо", "сойдёт"),
    )
    rows = [f"Навык {at};{words[at]};{words[at + 1]};{words[at + 2]}" for at in range(0, len(words), 3)]
    found = read(csv("\n".join(["Матрица, 2025 год", f"Компетенция;{ADA};{LEV};{YANA}", *rows])))
    assert [one.name for one in found.people] == [ADA, LEV, YANA]
    assert levels(found)[ADA, "Навык 0"] == "уверенно"
    assert len(found.ratings) == len(words)


def test_a_sheet_without_names_has_no_people_called_after_levels() -> None:
    table = workbook.tables(
        csv("Навык 1;хорошо;нет\nНавык 2;нет;хорошо\nНавык 3;хорошо;хорошо\n"), "м", Progress()
    )
    assert layout.guess(table[0]) is None


def test_a_long_table_keeps_the_days_and_the_newest_level_of_a_quarter() -> None:
    found = read(
        csv(
            "Сотрудник;Компетенция;Уровень;Дата\n"
            f"{ADA};Ведёт реестр;1;15.01.2025\n{ADA};Ведёт реестр;2;20.03.2025\n"
            f"{ADA};Ведёт реестр;3;02.07.2025\n{LEV};Ведёт реестр;4;2025-03-20\n"
            f"{LEV};Готовит акты;;20.03.2025\n{LEV};Готовит акты;3;когда-то\n"
        )
    )
    assert found.layout.form is Form.LONG
    assert [(one.person, one.item, one.text, one.day) for one in found.ratings] == [
        (0, 0, "2", date(2025, 3, 20)),
        (0, 0, "3", date(2025, 7, 2)),
        (1, 0, "4", date(2025, 3, 20)),
    ]
    assert left(found) == [(Left.OLDER, "C2"), (Left.DAY, "D7")]


def test_a_long_table_with_surnames_apart_and_two_levels_for_one_thing() -> None:
    found = read(
        xlsx(
            {
                "Data": [
                    ["Surname", "First name", "Employee ID", "Skill", "Proficiency"],
                    ["Moss", "Ada", "0101", "SQL", "Level 3"],
                    ["Fern", "Lev", "0102", "SQL", "Level 1"],
                    ["Fern", "Lev", "0102", "SQL", "Level 2"],
                    ["Moss", "Ada", "0101", "SQL", "Level 3"],
                ]
            }
        )
    )
    assert [(one.name, one.personnel_no) for one in found.people] == [
        ("Moss Ada", "0101"),
        ("Fern Lev", "0102"),
    ]
    assert levels(found) == {("Moss Ada", "SQL"): "Level 3"}
    assert sorted(left(found)) == [
        (Left.DIFFERS, "Data!E3"),
        (Left.DIFFERS, "Data!E4"),
        (Left.TWICE, "Data!E5"),
    ]


def test_an_opendocument_book_with_a_merged_function() -> None:
    body = (
        row("Группа", "Навык", ADA, LEV)
        + row("↓2 Документы", "Ведёт реестр", 1, 2)
        + row(None, "Готовит акты", "", 4)
        + row("", "", "", "", repeated=1_000_000)
    )
    found = read(ods("Матрица", body))
    assert [(one.function, one.text) for one in found.items] == [
        ("Документы", "Ведёт реестр"),
        ("Документы", "Готовит акты"),
    ]
    assert levels(found) == {
        (ADA, "Ведёт реестр"): "1",
        (LEV, "Ведёт реестр"): "2",
        (LEV, "Готовит акты"): "4",
    }
    assert found.sheet == "Матрица"


def test_a_value_repeated_a_million_times_is_refused_and_not_written_out() -> None:
    with pytest.raises(Unreadable) as refused:
        read(ods("М", row("Навык", "Ада") + row("x", 1, repeated=2_000_000)))
    assert refused.value.why is Why.TOO_FAR


def test_a_workbook_of_old_excel() -> None:
    found = read((Path(__file__).parent / "old.xls").read_bytes())
    assert found.sheet == "Матрица"
    assert [(one.function, one.text) for one in found.items] == [
        ("Документы", "Регистрирует письма"),
        ("Документы", "Составляет акты"),
        ("Закупки", "Сравнивает предложения"),
    ]
    assert levels(found) == {
        ("Смолкина Ада", "Регистрирует письма"): "3",
        ("Верескин Лев", "Регистрирует письма"): "1",
        ("Смолкина Ада", "Составляет акты"): "2",
        ("Ожегова Яна", "Составляет акты"): "4",
        ("Смолкина Ада", "Сравнивает предложения"): "0",
        ("Верескин Лев", "Сравнивает предложения"): "2",
        ("Ожегова Яна", "Сравнивает предложения"): "3",
    }


def test_an_old_workbook_that_is_cut_is_refused() -> None:
    data = (Path(__file__).parent / "old.xls").read_bytes()
    with pytest.raises(Unreadable):
        workbook.tables(data[:1200], "матрица.xls", Progress())


def test_words_in_the_encoding_of_russian_windows() -> None:
    text = "Таб. №;Сотрудник;Подразделение;Сварка;Резка\n"
    text += f"0101;{ADA};Цех 1;эксперт;нет\n0102;{LEV};Цех 1;базовый;н/п\n"
    found = read(csv(text, "cp1251"))
    assert [(one.personnel_no, one.unit) for one in found.people] == [("0101", "Цех 1"), ("0102", "Цех 1")]
    words = level_scale.words_of((one.text, one.place) for one in found.ratings)
    assert level_scale.proposed(words) == {"эксперт": 4, "нет": 0, "базовый": 2, "н/п": None}


def test_one_level_merged_over_two_people_belongs_to_nobody() -> None:
    rows: Cells = [["Сотрудник", "Сварка", "Резка"], [ADA, 1, 2], [LEV, None, 3]]
    found = read(xlsx({"М": rows}, {"М": ("B2:B3",)}))
    assert levels(found) == {(ADA, "Резка"): "2", (LEV, "Резка"): "3"}
    assert left(found) == [(Left.MERGED, "М!B2"), (Left.MERGED, "М!B3")]


def test_a_formula_never_computed_is_no_level() -> None:
    rows: Cells = [["Сотрудник", "Сварка", "Резка"], [ADA, "=1+1", 2], [LEV, 1, 3]]
    found = read(xlsx({"М": rows}))
    assert left(found) == [(Left.FAULT, "М!B2")]
    assert len(found.ratings) == 3


def test_a_catalogue_without_people_is_no_matrix_of_levels() -> None:
    data = csv(
        "Area,Skill,L1,L2\n"
        "Data,SQL,Reads simple queries written by others,Writes queries alone and explains them\n"
    )
    (table,) = workbook.tables(data, "каталог", Progress())
    assert layout.guess(table) is None


def test_codes_before_the_text_and_kinds_are_seen() -> None:
    found = read(
        csv(
            f"Вид;Компетенция;{ADA}\n;K07. Порядок хранения документов;1\n"
            ";Составлять смету;2\nнавык;Excel;3\n"
        )
    )
    assert [(one.code, one.text, one.kind, one.stated) for one in found.items] == [
        ("K07", "Порядок хранения документов", Kind.KNOWLEDGE, False),
        ("", "Составлять смету", Kind.SKILL, False),
        ("", "Excel", Kind.SKILL, True),
    ]


def test_the_same_competency_twice_comes_in_once() -> None:
    found = read(csv(f"Навык;{ADA}\nСварка;1\nРезка;2\nсварка;3\n"))
    assert levels(found) == {(ADA, "Сварка"): "1", (ADA, "Резка"): "2"}
    assert left(found) == [(Left.TWICE, "A4")]


def test_what_somebody_has_and_needs_in_two_columns_under_each_competency() -> None:
    rows: Cells = [
        ["Сотрудник", "Продажи", None, "Сервис", None],
        [None, "факт", "план", "факт", "план"],
        ["Верескин Лев", 2, 3, 1, 3],
        ["Смолкина Ада", 3, 3, 4, 3],
    ]
    found = read(xlsx({"Лист": rows}, {"Лист": ("A1:A2", "B1:C1", "D1:E1")}))
    assert levels(found) == {
        ("Верескин Лев", "Продажи"): "2",
        ("Верескин Лев", "Сервис"): "1",
        ("Смолкина Ада", "Продажи"): "3",
        ("Смолкина Ада", "Сервис"): "4",
    }
    out = [one.text for one in found.left_out if one.why is Left.COLUMN]
    assert out == ["план: Продажи", "план: Сервис"]


def test_heads_run_together_are_known_and_accounts_are_no_levels() -> None:
    long = read(csv("employeeName,skillName,level,assessedOn\nAda Smolkina,Sewing,expert,2025-03-01\n"))
    assert levels(long) == {("Ada Smolkina", "Sewing"): "expert"}
    found = read(csv("Team member,Account,Sewing,Cutting\nAda Smolkina,adas,L,C\nLev Vereskin,levv,C,L\n"))
    assert {one.text for one in found.items} == {"Sewing", "Cutting"}


@pytest.mark.parametrize(
    "text",
    [
        "Навык;Уровень\nРаскрой;Базовый\nШитье;Начальный\n",  # of one person, whom nobody names
        "Работник;Высота;Первая помощь\nАда Смолкина;10.01.2025;11.02.2025\nЛев Верескин;;11.02.2025\n",
        "Навык;Ученик;Мастер\nРаскрой;Режет по лекалам;Строит лекала\nШитье;Шьет прямой шов;Шьет всё\n",
    ],
)
def test_what_holds_no_levels_of_anybody_is_no_matrix(text: str) -> None:
    (table,) = workbook.tables(csv(text), "матрица", Progress())
    assert layout.guess(table) is None

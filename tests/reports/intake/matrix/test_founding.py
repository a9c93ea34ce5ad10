"""A matrix becomes a model of its own: codes, functions, kinds and targets as far as it says them."""

from domain.framework.framework import Kind
from domain.progress import Progress
from reports.intake.matrix import layout, reading
from reports.intake.matrix.founding import Wanted, founded
from reports.intake.matrix.reading import LevelTable
from reports.intake.matrix.workbook import tables
from tests.reports.intake.matrix.drawn import Cells, csv, xlsx


def levels(data: bytes) -> LevelTable:
    (table,) = tables(data, "матрица", Progress())
    found = layout.guess(table)
    assert found is not None
    return reading.read(table, found)


def test_a_row_of_required_levels_is_no_person() -> None:
    table = levels(
        csv("Сотрудник;Пайка;Чтение схем\nЦелевой уровень;3;2\nЦеликов Лев;1;2\nСмолкина Ада;4;\n")
    )
    assert [one.name for one in table.people] == ["Целиков Лев", "Смолкина Ада"]
    assert [(one.item, one.text, one.place) for one in table.targets] == [(0, "3", "B2"), (1, "2", "C2")]


def test_a_column_of_required_levels_is_no_person_either() -> None:
    rows: Cells = [
        ["Функция", "Компетенция", "Требуемый уровень", "Верескин Лев", "Смолкина Ада"],
        ["Монтаж", "Паять платы", 3, 2, 4],
        [None, "Знание схем", 2, 1, None],
        ["Сдача", "Оформлять акты", None, 1, 3],
    ]
    table = levels(xlsx({"Лист1": rows}))
    assert [one.name for one in table.people] == ["Верескин Лев", "Смолкина Ада"]
    assert [(one.item, one.text) for one in table.targets] == [(0, "3"), (1, "2")]
    assert [(one.text, one.function) for one in table.items] == [
        ("Паять платы", "Монтаж"),
        ("Знание схем", "Монтаж"),
        ("Оформлять акты", "Сдача"),
    ]


def test_codes_continue_where_there_are_none_and_kinds_follow_the_words() -> None:
    heads = "S07 Паять платы;Знание схем;Оформлять акты"
    table = levels(csv(f"Сотрудник;{heads}\nВерескин Лев;1;2;3\n"))
    found = founded(table.items, Wanted("Монтажник", targets={0: 3}))
    items = {one.code: (one.text.ru, one.kind, one.function) for one in found.content.items}
    assert items == {
        "K01": ("Знание схем", Kind.KNOWLEDGE, "F1"),
        "S07": ("Паять платы", Kind.SKILL, "F1"),
        "S08": ("Оформлять акты", Kind.SKILL, "F1"),
    }
    assert found.codes == {0: "S07", 1: "K01", 2: "S08"}
    (profile,) = found.content.profiles
    assert {code: one.level for code, one in profile.targets.items()} == {"S07": 3}
    assert found.open_targets == (1, 2), "what nobody said is no target"
    assert [one.text.ru for one in found.content.functions] == ["Монтажник"]


def test_a_person_decides_kind_target_and_what_stays_out() -> None:
    table = levels(csv("Сотрудник;Паять платы;Знание схем;Чай\nВерескин Лев;1;2;3\n"))
    wanted = Wanted("Монтажник", {0: Kind.KNOWLEDGE}, target=2, left_out=frozenset({2}))
    found = founded(table.items, wanted)
    assert [(one.code, one.kind) for one in found.content.items] == [
        ("K01", Kind.KNOWLEDGE),
        ("K02", Kind.KNOWLEDGE),
    ]
    assert found.open_targets == ()
    assert {one.level for one in found.content.profiles[0].targets.values()} == {2}

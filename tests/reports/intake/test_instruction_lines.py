"""Printed lines of a job description that are easily mistaken; and files made to take long."""

import sys
from contextlib import suppress

import pytest

from domain.framework.edition_faults import Faulty
from domain.framework.framework import Kind
from domain.framework.provision import Topic
from domain.progress import Progress
from reports.intake.instruction import reading
from reports.intake.model import job_description
from reports.intake.model.job_description import About, Reading
from reports.intake.refusal import Unreadable, Why
from tests.reports.intake.models import document

SHY = "\u00ad"
SKILLS = "Пекарь должен уметь:\n1) месить тесто;\n2) формовать батоны."


def read(text: str) -> Reading:
    """Return a text as read."""
    return job_description.read(text.encode(), "пекарь.txt", Progress())


def knowledge(text: str) -> list[str]:
    """Return the knowledge in a text."""
    return [one.text.ru for one in read(text).edition.items if one.kind is Kind.KNOWLEDGE]


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        (
            ["- закон от 27 июля 2006", "г. № 152-ФЗ;", "- ГОСТ."],
            ["закон от 27 июля 2006 г. № 152-ФЗ", "ГОСТ"],
        ),
        (["- порядок по пункту", "3.5 устава;", "- ГОСТ."], ["порядок по пункту 3.5 устава", "ГОСТ"]),
        (["- порядок по п.", "3.5 устава;", "- ГОСТ."], ["порядок по п. 3.5 устава", "ГОСТ"]),
        (["1.3.1. виды теста,", "их свойства;", "1.3.2. ГОСТ."], ["виды теста, их свойства", "ГОСТ"]),
        (
            ["- нормы (в том числе", "(если есть) свои);", "- ГОСТ."],
            ["нормы (в том числе (если есть) свои)", "ГОСТ"],
        ),
        (["____________", "(указать нормы", "1) устав;", "2) ГОСТ."], ["устав", "ГОСТ"]),
        (["1", "Устав", "2", "Санитарные правила", "3", "ГОСТ"], ["Устав", "Санитарные правила", "ГОСТ"]),
        (["1 | Устав", "2 | ГОСТ"], ["Устав", "ГОСТ"]),
        (["- устав;", "", "2", "", "- нормы", "", "3", "", "- ГОСТ."], ["устав", "нормы", "ГОСТ"]),
        (["- устав;", "- 2 -", "- нормы;", "Стр. 3 из 7", "- ГОСТ."], ["устав", "нормы", "ГОСТ"]),
        (["- приказ от 1 мая", "№ 15;", "- ГОСТ."], ["приказ от 1 мая № 15", "ГОСТ"]),
        (["- закон, принятый в", "2004 году;", "- ГОСТ."], ["закон, принятый в 2004 году", "ГОСТ"]),
        (["1.3.1. Организация работы.", "1.3.2. ГОСТ."], ["Организация работы", "ГОСТ"]),
        (["устав; II группу допуска; ГОСТ."], ["устав", "II группу допуска", "ГОСТ"]),
    ],
)
def test_a_printed_line_goes_on_or_begins_as_a_reader_sees_it(printed: list[str], items: list[str]) -> None:
    assert knowledge("\n".join(["1.3. Пекарь должен знать:", *printed, SKILLS])) == items


def test_a_soft_hyphen_hides_neither_a_head_nor_a_word() -> None:
    text = f"Пекарь долж{SHY}ен з\u200bнать:\n1) уст{SHY}\nав;\n2) ГОСТ.\n{SKILLS}"
    assert knowledge(text) == ["устав", "ГОСТ"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Должностная инструкция\nИнструкция разработана на основании стандарта\nПекарь", "Пекарь"),
        ("Должностная инструкция № 12 от 01.02.2023\nПекарь", "Пекарь"),
        ("Должностная инструкция пекаря ООО «Батон»", "Пекаря ООО «Батон»"),
        ('Должностная инструкция пекаря ООО "Батон"', 'Пекаря ООО "Батон"'),
    ],
)
def test_the_title_is_the_post_as_it_is_written(head: str, title: str) -> None:
    text = f"{head}\nЗнания\nУстав\nГОСТ\nУмения\nМесить тесто"
    assert read(text).edition.title.ru == title


def test_a_paragraph_of_the_handbook_is_parted_at_its_heads() -> None:
    edition = read(
        "Должностные обязанности. Печёт хлеб. Должен знать: устав; ГОСТ. Требования к квалификации. Нет."
    ).edition
    assert [one.text.ru for one in edition.items] == ["устав", "ГОСТ", "Печёт хлеб"]


def test_an_item_that_is_hardly_more_than_a_blank_is_named_and_a_blank_names_no_post() -> None:
    found = read("1.1. ________ должен знать:\n1) устройство ______;\n2) устав;\n3) ______.\n" + SKILLS)
    assert [(one.value, one.place) for one in found.notes if one.about is About.BLANK] == [
        ("устройство ______", 2)
    ]
    assert found.edition.title.ru == "Пекарь"


def test_of_two_marks_on_one_line_the_one_nearest_to_it_counts() -> None:
    found = reading.marked(["Устав", "Печёт хлеб"], [(1, Topic.KNOW), (2, Topic.KNOW), (2, Topic.DUTIES)])
    assert ([one.text for one in found.knowledge], [one.text for one in found.duties]) == (
        ["Устав"],
        ["Печёт хлеб"],
    )


def test_what_was_moved_away_or_looked_otherwise_before_is_not_read() -> None:
    old = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    body = (
        "<w:p><w:moveFrom><w:r><w:t>- ГОСТ;</w:t></w:r></w:moveFrom></w:p>"
        f"<w:p><w:pPr><w:pPrChange><w:pPr>{old}</w:pPr></w:pPrChange></w:pPr>"
        "<w:r><w:t>2) устав;</w:t></w:r></w:p>"
        "<w:p><w:r><w:drawing><w:br/></w:drawing></w:r>"
        "<w:moveTo><w:r><w:t>3) ГОСТ.</w:t></w:r></w:moveTo></w:p>"
    )
    found = job_description.printed(document(["Должен знать:"], body), Progress())
    assert [one for one in found if one] == ["Должен знать:", "2) устав;", "3) ГОСТ."]


def test_a_head_below_the_number_of_a_page_is_no_running_head() -> None:
    first = ["Должен знать:", "1) устав;", "2) план.", "- 2 -"]
    second = ["Должен знать:", "1) план склада;", "2) нормы запаса."]
    found = read("\n".join([*first, *second])).edition
    assert [one.text.ru for one in found.items][:4] == ["устав", "план", "план склада", "нормы запаса"]


@pytest.mark.parametrize(
    "text",
    [
        "Должен знать:\n1) " + "_" * 90_000 + "а",
        "Обязанности: " + "А. " * 30_000,
        "2. Обязанности:\n2.1. " + "пункт" * 15_000 + ":\n" + "- раз\n" * 6,
        "2. Обязанности:\n" + "- в рамках выполнения своих трудовых функций\n" * 15_000,
        "Должен знать:\n1) " + ("а" * 300 + "-\n") * 15_000,
        "Должен знать:\n" + "\n".join(f"1.{at % 900 + 1}. аб:" for at in range(15_000)),
        "Skills:\n1) " + "1" * 90_000,
        "Skills:\n" + "1. Serving\nIt is told here.\n" * 9_000,
        "Обязанности: " + " ".join(f"{at}.а" for at in range(1, 9_000)),
        "Обязанности мойщика. Мойка столов после каждой смены в зале\n"
        + "и мойка окон после бури\n" * 15_000,
    ],
    ids=[
        *("blank", "initials", "references", "general", "hyphens", "leads", "digits"),
        *("explained", "counted", "broken"),
    ],
)
def test_a_text_made_to_take_long_is_read_to_its_end(text: str) -> None:
    # Each took minutes and more once; a reader that is slow again meets the limit against hanging.
    with suppress(Faulty):
        assert read(text) is not None


def test_clauses_that_end_in_a_colon_cost_as_much_as_any_others() -> None:
    def calls(count: int) -> int:
        lines = ["Должностные обязанности", *(f"2.{at}. Проверяет товар:" for at in range(1, count))]
        seen = 0

        def count_one(_frame: object, event: str, _of: object) -> None:
            nonlocal seen
            seen += event == "call"

        sys.setprofile(count_one)
        try:
            reading.read(lines)
        finally:
            sys.setprofile(None)
        return seen

    assert calls(1_000) < 2.5 * calls(500), "twice as many lines, about twice the work"


def test_an_endless_line_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable) as refused:
        read(f"Должен знать:\n{'а' * 100_001}")
    assert (refused.value.why, refused.value.place) == (Why.LONG_TEXT, "2")


def test_what_is_done_after_what_is_known_stays_a_duty() -> None:
    rules = "Знать правила охраны труда; порядок допуска; соблюдать их; носить форму"
    found = reading.read(["Должностные обязанности", f"1. {rules}.", "2. Мыть пол.", "3. Выносить мусор."])
    assert [one.text for one in found.duties] == ["соблюдать их; носить форму", "Мыть пол", "Выносить мусор"]
    assert [one.text for one in found.knowledge] == ["Знать правила охраны труда", "порядок допуска"]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", "\u00a0\n".encode(), document("")])
def test_a_document_without_a_word_is_refused_as_having_no_list(data: bytes) -> None:
    with pytest.raises(Faulty):
        job_description.read(data, "пусто", Progress())

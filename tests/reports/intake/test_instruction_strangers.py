"""Twenty instructions in shapes that nobody foresaw, in every format: one item in fifty is lost at most."""

import pytest

from domain.framework.framework import Kind
from tests.reports.intake.shapes import FORMATS, read, texts

KNOW = [
    "законодательство о хранении товара",
    "порядок приёмки, в том числе по количеству и качеству",
    "правила работы с терминалом (ТСД)",
    "сроки годности; условия хранения разных групп",
    "требования охраны труда, пожарной и электробезопасности",
]
CAN = [
    "принимать товар по накладной ТОРГ-12",
    "пользоваться программой 1С:Склад",
    "составлять акты о расхождениях",
    "работать с возражениями водителей",
]
DO = [
    "проверяет количество и качество товара",
    "размещает товар по местам хранения",
    "ведёт учёт остатков",
    "участвует в инвентаризации",
]
RIGHTS = ["Кладовщик имеет право:", "- требовать исправной техники;", "- отказаться от опасной работы."]


def marked(mark: str, lines: list[str], end: str = ";", last: str = ".") -> list[str]:
    """Return the lines with marks, in which {n} is the number and {a} the letter."""
    return [
        mark.format(n=at, a="абвгдежз"[at - 1]) + one + (last if at == len(lines) else end)
        for at, one in enumerate(lines, start=1)
    ]


def shape(heads: tuple[str, str, str], mark: str, end: str = ";", last: str = ".") -> list[str]:
    """Return a document with three lists below these heads."""
    return [
        "Должностная инструкция кладовщика",
        heads[0],
        *marked(mark, KNOW, end, last),
        heads[1],
        *marked(mark, CAN, end, last),
        heads[2],
        *marked(mark, DO, end, last),
        "Права",
        *RIGHTS,
    ]


MUST = "Кладовщик должен знать:", "Кладовщик должен уметь:", "Кладовщик обязан:"
PLAIN = "Знания:", "Умения:", "Должностные обязанности:"
STRANGERS: dict[str, list[str]] = {
    "letters with brackets": shape(MUST, "({a}) "),
    "numbers in brackets": shape(MUST, "({n}) "),
    "hash bullets": shape(MUST, "▪ "),
    "em dashes": shape(MUST, "— "),
    "asterisks": shape(MUST, "* "),
    "no end signs": shape(MUST, "- ", "", ""),
    "commas at the ends": shape(MUST, "- ", ",", "."),
    "full stops": shape(MUST, "{n}. ", ".", "."),
    "capital heads": shape(("ДОЛЖЕН ЗНАТЬ:", "ДОЛЖЕН УМЕТЬ:", "ДОЛЖНОСТНЫЕ ОБЯЗАННОСТИ:"), "- "),
    "short heads": shape(PLAIN, "• "),
    "short heads, numbers": shape(PLAIN, "{n}) "),
    "required": shape(("Требуемые знания:", "Требуемые навыки:", "Функциональные обязанности:"), "{n}. "),
    "professional": shape(
        ("Профессиональные знания:", "Профессиональные умения и навыки:", "Обязанности:"), "- "
    ),
    "numbered heads": shape(
        ("2.1. Кладовщик должен знать:", "2.2. Кладовщик должен уметь:", "3.1. Кладовщик обязан:"), "{n}) "
    ),
    "for the work": shape(
        (
            "Для выполнения работы кладовщик должен знать следующее:",
            "Для выполнения работы кладовщик должен уметь следующее:",
            "Кладовщик исполняет следующие обязанности:",
        ),
        "- ",
    ),
    "employee": shape(("Работник должен знать:", "Работник должен уметь:", "Работник обязан:"), "{a}) "),
    "is bound to": shape(
        ("Кладовщику необходимо знать:", "Кладовщику необходимо уметь:", "На кладовщика возлагается:"), "- "
    ),
    "clauses below": [
        "Должностная инструкция кладовщика",
        "2. Квалификация",
        "2.1. Должен знать:",
        *(f"2.1.{at}. {one}." for at, one in enumerate(KNOW, start=1)),
        "2.2. Должен уметь:",
        *(f"2.2.{at}. {one}." for at, one in enumerate(CAN, start=1)),
        "3. Должностные обязанности",
        "3.1. Кладовщик:",
        *(f"3.1.{at}. {one}." for at, one in enumerate(DO, start=1)),
    ],
    "tabs": shape(MUST, "{n}.\t"),
    "spaces before": shape(MUST, "    - "),
}


def test_twenty_strangers_are_twenty() -> None:
    assert len(STRANGERS) == 20


@pytest.mark.parametrize("made", FORMATS)
def test_of_fifty_items_of_strangers_at_most_one_is_lost_or_merged(made: str) -> None:
    lost: list[str] = []
    every = 0
    for name, lines in STRANGERS.items():
        found = read(lines, FORMATS[made])
        duties = [one.text.ru for one in found.edition.duties]
        lists = texts(found.edition, Kind.KNOWLEDGE), texts(found.edition, Kind.SKILL), duties
        for wanted, came in zip((KNOW, CAN, DO), lists, strict=True):
            every += len(wanted)
            lost += [f"{name}: {one}" for one in wanted if one not in came]
            lost += [f"{name}: beside: {one}" for one in came if one not in wanted]
    assert 50 * len(lost) <= every, lost

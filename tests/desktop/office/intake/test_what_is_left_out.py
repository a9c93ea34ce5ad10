"""What a file holds and does not come in is said in words, whichever import it is."""

import csv
from collections.abc import Sequence
from io import StringIO

import pytest

from desktop.office.intake import readings
from desktop.office.intake.readings import Levels, Model, Said
from domain.progress import Progress
from reports.framework.moodle_csv import HEADS
from reports.intake import phrases_instruction
from reports.intake.matrix import phrases as of_levels
from reports.intake.model.professional_standard import Part
from resources.i18n import words
from tests.reports.intake.matrix.drawn import xlsx
from tests.reports.intake.models import general, standard, work

RU = words("ru")
INSTRUCTION = """Должностная инструкция кладовщика
1.3. Кладовщик должен знать:
1) правила приёмки;
2) порядок учёта.
3. Права
3.1. Вносить предложения.
5. Показатели работы
- скорость приёмки
- точность учёта
6. Полезные ссылки
- доска объявлений
"""


def moodle(*rows: Sequence[str]) -> bytes:
    told = StringIO(newline="")
    csv.writer(told).writerows([HEADS, *([*row, *[""] * (len(HEADS) - len(row))] for row in rows)])
    return told.getvalue().encode()


FILES = {
    "job.txt": (INSTRUCTION.encode(), ["3. Права", "5. Показатели работы", "6. Полезные ссылки"]),
    "table.xlsx": (
        xlsx(
            {
                "Лист1": [["Код", "Текст", "Заметка"], ["K01", "план склада", "важно"]],
                "Архив": [["старое"]],
            }
        ),
        ["C Заметка", "Архив"],
    ),
    "tree.csv": (
        moodle(
            ["", "fw", "Склад", "", "1", "плохо,хорошо", "[]", "", "", "", "", "", "1", ""],
            ["", "B", "Раздел", "", "1"],
            ["B", "F", "Функция", "", "1"],
            ["F", "K1", "План", "", "1", "", "", "core_competency\\competency_rule_all", "1", "null"],
        ),
        ["Раздел", "плохо,хорошо", "Правила", "K1"],
    ),
    "standard.xml": (
        standard(
            general("A", work("A/01.5", ["делает"], ["уметь считать"], ["план"])).replace(
                "<ParticularWorkFunctions>",
                "<EducationalRequirement>Среднее</EducationalRequirement>"
                "<OtherCharacteristic>-</OtherCharacteristic><PossibleJobTitle>Кладовщик</PossibleJobTitle>"
                "<ParticularWorkFunctions>",
            )
        ),
        ["возможные должности, требования к образованию."],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_of_a_model_does_not_come_in_is_said(name: str) -> None:
    data, told = FILES[name]
    found = readings.model(data, name, Part(), None, (), None, "", Progress())
    assert isinstance(found, Model)
    said = "\n".join(phrases_instruction.note(one, RU) for one in found.notes)
    assert [one for one in told if one not in said] == []


def test_the_sheets_of_a_skill_matrix_that_are_not_read_are_said() -> None:
    data = xlsx(
        {
            "Матрица": [["ФИО", "Работа в 1С", "Приёмка"], ["Смолкина Ада Викторовна", 3, 2]],
            "Легенда": [["1 — не умеет"]],
        }
    )
    found = readings.levels(data, "matrix.xlsx", Said(), Progress())
    assert isinstance(found, Levels) and found.table is not None
    assert [of_levels.left_out(one, RU) for one in found.table.left_out] == ["Легенда: лист не читается"]

"""Titles of what somebody must know: in the nominative, or as the document has them."""

from pathlib import Path

import pytest

from domain.progress import Progress
from reports.intake import nominative
from reports.intake.model import job_description
from reports.intake.model.job_description import About
from reports.intake.phrases_instruction import note
from resources.i18n import words

CHANGED = {
    "Сложившуюся финансовую и хозяйственную практику": "Сложившаяся финансовая и хозяйственная практика",
    "порядок ведения дел и технологию работы": "порядок ведения дел и технология работы",
    "экономику, социологию и психологию труда": "экономика, социология и психология труда",
    "законы, структуру и штат": "законы, структура и штат",
    "цели, стратегию развития и бизнес-план": "цели, стратегия развития и бизнес-план",
    "методику, применяемую в отделе": "методика, применяемая в отделе",
    "бухгалтерскую и налоговую отчётность": "бухгалтерская и налоговая отчётность",
    "Деятельность и структуру": "Деятельность и структура",
    "клиентскую базу, CRM-систему": "клиентская база, CRM-система",
    "Базу данных «ХХХ», а также программы, используемые Компанией": (
        "База данных «ХХХ», а также программы, используемые Компанией"
    ),
    "Всю нормативную базу": "Вся нормативная база",
    "развивающуюся сеть": "развивающаяся сеть",
    "охрану": "охрана",
    "Сложившуюся в организации практику найма": "Сложившаяся в организации практика найма",
    "влияющую на общую нагрузку систему": "влияющая на общую нагрузку система",
    "СИСТЕМУ ОПЛАТЫ ТРУДА И CRM-БАЗУ": "СИСТЕМА ОПЛАТЫ ТРУДА И CRM-БАЗА",
}
KEPT = (
    "применяемую в отделе продаж методику",  # «продаж» belongs to the phrase: too far to be sure
    "влияющую на нагрузку",
    "систему, обеспечивающую учёт и оценку",  # «оценку» may be what the system ensures
    "методику расчёта с учётом нагрузки и оценку",
    "порядок работы, который ведёт к успеху",
    "Вести документацию и отчётность",
    "навыки работы с базой",
    "порядок взаимодействия с отделами и технологию работы",
    "Customer base, pricing",
    "",
    "—, и,",
)


@pytest.mark.parametrize(("told", "title"), CHANGED.items())
def test_what_is_listed_in_the_accusative_is_a_title_in_the_nominative(told: str, title: str) -> None:
    assert nominative.title(told) == title
    assert nominative.title(title) == title


@pytest.mark.parametrize("told", KEPT)
def test_what_might_come_out_wrong_stays_as_it_is(told: str) -> None:
    assert nominative.title(told) == told


def test_a_document_is_titled_in_the_nominative_worded_as_it_is_and_people_are_asked_to_look() -> None:
    text = (
        "Должностная инструкция менеджера\n1. Менеджер должен знать:\n"
        "- сложившуюся финансовую и хозяйственную практику в данной сфере;\n"
        "- номенклатуру и нормы расхода сырья, материалов и других ценностей, условия их хранения и учёта;\n"
        "- порядок учёта.\n2. Менеджер обязан:\n- вести учёт;\n- сдавать отчёты.\n"
    )
    read = job_description.read(text.encode(), "a.txt", Progress())
    first, second, third = (one for one in read.edition.items if one.code.startswith("K"))
    assert first.text.ru == "сложившуюся финансовую и хозяйственную практику в данной сфере"
    assert first.label.ru == "Сложившаяся финансовая и хозяйственная практика в данной сфере"
    assert first.on_paper == first.label
    assert second.label.ru.startswith("Номенклатура и нормы расхода")
    assert third.label.ru == "Порядок учёта"
    (asked,) = (one for one in read.notes if one.about is About.NOMINATIVE)
    said = note(asked, words("ru"))
    assert said.startswith("Названия поставлены в именительный падеж, проверьте их: K01 Сложившаяся")
    assert "K02 Номенклатура" in said
    assert "K03" not in said


def test_a_document_without_such_words_asks_for_nothing() -> None:
    text = "Должен знать:\n- порядок учёта;\n- правила охраны труда.\nДолжен уметь:\n- вести учёт.\n"
    read = job_description.read(text.encode(), "a.txt", Progress())
    assert not [one for one in read.notes if one.about is About.NOMINATIVE]


def test_a_long_hostile_list_is_left_as_it_is(tmp_path: Path) -> None:
    text = "Должен знать:\n- " + ", и" * 250 + " работу;\n- порядок.\nОбязан:\n- вести учёт;\n- сдавать.\n"
    read = job_description.read(text.encode(), "a.txt", Progress())
    assert read.edition.items
    assert tmp_path

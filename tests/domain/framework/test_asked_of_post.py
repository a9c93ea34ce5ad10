"""What a job description asks of whoever holds the post is proposed as data; a person confirms it."""

from dataclasses import replace

import pytest

from domain.framework.asked_of_post import OWN_AREA, asked_of_post, mentioned
from domain.framework.edition import NO_REQUIREMENTS
from domain.framework.provision import Provision, Topic
from domain.people.gates import EducationLevel, GateKind, Requirements
from domain.text import Text

LEVELS = (
    "basic_general",
    "secondary_general",
    "spo_worker",
    "spo_specialist",
    "higher_bachelor",
    "higher_specialist_master",
    "higher_research",
)
KNOWN = replace(
    NO_REQUIREMENTS,
    education_levels=tuple(EducationLevel(one, rank, Text(one)) for rank, one in enumerate(LEVELS)),
)


def asked(*texts: str, topic: Topic = Topic.GENERAL) -> Requirements | None:
    lines = [Provision(topic, "1. Общие положения", f"1.{n}", text, True) for n, text in enumerate(texts, 1)]
    return asked_of_post(lines, KNOWN)


@pytest.mark.parametrize(
    ("text", "level", "months", "area"),
    [
        (
            "назначается лицо, имеющее высшее образование и стаж работы в закупках не менее 3 лет",
            "higher_bachelor",
            36,
            "стаж работы в закупках",
        ),
        (
            "лицо, имеющее среднее профессиональное образование, опыт работы не менее шести месяцев",
            "spo_specialist",
            6,
            "опыт работы",
        ),
        (
            "Высшее (экономическое) образование и стаж экономической работы не менее четырёх лет или "
            "среднее специальное образование и стаж не менее 5 лет",
            "higher_bachelor",
            48,
            "стаж экономической работы",
        ),
        (
            "Среднее (полное) общее образование. Стаж Работы в ЦОВ не менее одного года.",
            "secondary_general",
            12,
            "Стаж Работы в ЦОВ",
        ),
        ("высшее образование и опыт работы от 3 до 5 лет", "higher_bachelor", 36, "опыт работы"),
    ],
)
def test_education_and_experience_are_proposed_in_the_words_of_the_document(
    text: str, level: str, months: int, area: str
) -> None:
    found = asked("Настоящая инструкция определяет обязанности.", text)
    assert found is not None
    assert (found.min_education, found.education, found.experience) == (level, Text(text), Text(text))
    assert [(one.areas, one.min_months) for one in found.alternatives] == [((OWN_AREA,), months)]
    assert found.areas == {OWN_AREA: Text(area)}
    assert found.clauses == {GateKind.EDUCATION: "1.2", GateKind.EXPERIENCE: "1.2"}


def test_experience_that_is_not_asked_for_is_not_proposed() -> None:
    text = "лицо, имеющее начальное профессиональное образование без предъявления требований к стажу работы"
    found = asked(text, "для II категории — стаж работы не менее 3 лет")
    assert found is not None
    assert (found.min_education, found.experience, found.alternatives) == ("spo_worker", Text(""), ())


@pytest.mark.parametrize(
    "text",
    [
        "в области ценообразования и налогообложения",
        "должен знать законы об образовании",
        "работник высшей квалификационной категории",
        "опыт работы желателен",
        "отчёт сдаётся не менее 3 раз в год",
    ],
)
def test_what_only_sounds_like_a_requirement_is_none(text: str) -> None:
    assert asked(text) is None


def test_a_duty_about_education_is_no_requirement() -> None:
    assert asked("ведёт учёт лиц, имеющих высшее образование", topic=Topic.DUTIES) is None


@pytest.mark.parametrize(
    ("text", "level", "months", "area"),
    [
        (
            "Higher legal education and work experience of at least 2 years",
            "higher_bachelor",
            24,
            "work experience",
        ),
        (
            "Secondary vocational education, six months of experience at a till",
            "spo_specialist",
            6,
            "experience at a till",
        ),
        ("Bachelor's degree; 3+ years of bakery experience", "higher_bachelor", 36, "bakery experience"),
        ("Degree in law, relevant degree; 3-5 years of experience", "higher_bachelor", 36, "experience"),
        ("Higher education, two to four years of experience", "higher_bachelor", 24, "experience"),
        ("Higher education; experience of at least 3–5 years", "higher_bachelor", 36, "experience"),
    ],
)
def test_an_english_document_asks_for_education_and_experience_too(
    text: str, level: str, months: int, area: str
) -> None:
    found = asked(text)
    assert found is not None
    assert (found.min_education, found.areas) == (level, {OWN_AREA: Text(area)})
    assert [one.min_months for one in found.alternatives] == [months]


def test_an_english_document_that_asks_for_no_experience_proposes_none() -> None:
    found = asked(
        "higher education without requirements for work experience", "experience of at least 5 years"
    )
    assert found is not None and not found.alternatives


def test_a_high_degree_of_something_is_no_education() -> None:
    care = Provision(Topic.OTHER, "About the role", "", "Works with a high degree of autonomy", False)
    law = Provision(Topic.OTHER, "Requirements", "", "Master's degree in law", False)
    assert mentioned([care]) == {}
    found = asked_of_post([care, law], KNOWN)
    assert found is not None and found.education == Text(law.text)


def test_a_wish_is_told_in_its_own_words_though_it_asks_for_nothing() -> None:
    wish = Provision(Topic.CAN, "Навыки", "", "Желателен опыт работы с кассой", True)
    item = Provision(Topic.CAN, "Навыки", "", "опыт работы с кассой", False)
    school = Provision(Topic.OTHER, "Требования", "", "Профильное образование приветствуется", False)
    law = Provision(Topic.GENERAL, "1. Общие положения", "1.2", "законы в области образования", True)
    assert mentioned([law, item]) == {}
    assert mentioned([law, item, wish, school]) == {
        GateKind.EDUCATION: school.text,
        GateKind.EXPERIENCE: wish.text,
    }
    assert asked_of_post([wish, school], KNOWN) is None

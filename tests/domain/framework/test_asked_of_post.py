"""What a job description asks of whoever holds the post is proposed as data; a person confirms it."""

from dataclasses import replace

import pytest

from domain.framework.asked_of_post import OWN_AREA, asked_of_post
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

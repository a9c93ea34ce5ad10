"""What changed between two editions, in words of people and never as the program stores it."""

import pytest

from domain.framework.edition_difference import Change, Difference, Part
from reports.words.framework.phrases_framework import difference, sides
from resources.i18n import words


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", ("об опыте: «расскажите, как вы…»", "о ситуациях: для кандидатов без опыта руководства")),
        ("en", ("experience: “tell me how you…”", "situations: for candidates who have not led a group yet")),
    ],
)
def test_the_lead_of_a_question_set_is_named(language: str, told: tuple[str, str]) -> None:
    one = Difference(Part.SET, Change.ASKED, "standard", "experience", "situation")
    assert sides(one, words(language)) == told


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part.FUNCTION, "функция: добавлена"),
        (Part.DUTY, "обязанность: добавлена"),
        (Part.GROUP, "группа близких компетенций: добавлена"),
        (Part.TARGET, "цель: добавлена"),
        (Part.QUESTION, "вопрос: добавлен"),
        (Part.SET, "набор вопросов: добавлен"),
        (Part.PROFILE, "профиль: добавлен"),
    ],
)
def test_what_was_added_or_dropped_agrees_with_its_name(part: Part, told: str) -> None:
    said = difference(Difference(part, Change.ADDED, "K03"), words("ru"))
    assert said.replace("\u00a0", " ").endswith(told), said
    gone = difference(Difference(part, Change.DROPPED, "K03"), words("ru"))
    assert gone.endswith(": исключена" if told.endswith("а") else ": исключён"), gone

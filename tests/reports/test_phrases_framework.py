"""What changed between two editions, in words of people and never as the program stores it."""

import pytest

from domain.edition_difference import Change, Difference, Part
from reports.phrases_framework import sides
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

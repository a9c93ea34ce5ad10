"""A fact chosen among the described answers is printed in the language of the paper."""

import re

from reports.words import phrases
from resources import answers
from resources.i18n import words


def test_every_described_answer_has_its_english() -> None:
    known = answers.in_english()
    assert len(known) > 200
    assert not any(re.search("[а-яё]", said, re.IGNORECASE) for said in known.values())


def test_what_was_chosen_is_translated_and_what_was_typed_stays() -> None:
    chosen = "Наблюдает, находит причину, показывает, даёт попробовать, поправляет."
    assert phrases.written(chosen, words("en")).startswith("Observes, finds the cause")
    assert phrases.written(chosen, words("ru")) == chosen
    assert phrases.written("Своими словами", words("en")) == "Своими словами"

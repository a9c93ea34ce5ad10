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


def test_a_fact_drafted_of_phrases_is_in_english_and_what_was_typed_between_stays() -> None:
    for russian in answers.in_english():
        parts = answers.phrases_of(russian)
        assert not re.search("[а-яё]", phrases.written(" ".join(parts), words("en")), re.IGNORECASE)
    drafted = "Не разграничивает уровни, считает, что оператор должен решать всё сам. Сказал дважды."
    english = phrases.written(drafted, words("en"))
    assert english == "Does not separate the levels. Thinks the agent should solve everything. Сказал дважды."
    assert phrases.written(drafted, words("ru")) == drafted

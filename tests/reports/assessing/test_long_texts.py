"""Texts as long as people may type, many in one document: each is there from its first word to its last."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from domain.assessing.result import Comment
from domain.progress import Progress
from reports.assessing import candidate_pdf
from resources.i18n import words
from tests.faults.sizes import size
from tests.reports import sample
from tests.reports.reading import squeezed, whole

LONG = 5_000  # characters that a comment takes


def test_comments_of_five_thousand_characters_are_printed_to_the_last_word(tmp_path: Path) -> None:
    result, many = sample.candidate(), size("long_texts")
    places = [(row.code, one.id) for one in result.assessors for row in result.score.rows]
    assert len(places) >= many
    texts = list(islice(typed(), many))
    comments = tuple(Comment(code, who, text) for (code, who), text in zip(places[:many], texts, strict=True))
    path = tmp_path / "profile.pdf"
    candidate_pdf.write(replace(result, comments=comments), path, Progress(), words("ru"))
    text = squeezed(whole(path))
    for number in range(many):
        assert f"начало{number}й" in text and f"конец{number}й" in text, number
    assert text.count("ъ") >= sum(one.count("ъ") for one in texts)


def typed() -> Iterator[str]:
    """Yield texts of 5,000 characters: of words, without a space, and of lines."""
    for number, glue in enumerate(cycle((" ", "", "\n"))):
        first, last = f"начало{number}й ", f" конец{number}й"
        middle = glue.join(["съъъъъъем"] * LONG)[: LONG - len(first) - len(last)]
        yield first + middle + last

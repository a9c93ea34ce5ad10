"""A word typed into the diary's search finds the notes that have it in any form."""

from datetime import UTC, date, datetime

import pytest

from desktop.team.diary.narrowing import Wish, narrowed
from domain.assessing.evidence import Evidence, Polarity
from domain.team.diary import Note
from resources.stems import Stems

TODAY = date(2026, 11, 24)
SAID = ("Передвинул перерывы, очередь ушла", "Клиенты прошли без очереди", "Следил за очередями в чате")


def note(words: str) -> Note:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    fact = Evidence(1, "u", 1, 1, TODAY, TODAY, at, Polarity.FOR, words, ())
    return Note(fact, "Орлова Вера", "E-1", "Громов М.", mine=True, used=False)


FORMS = [("очередь", 3), ("очереди", 3), ("очередь чат", 1), ("очер", 3), ("без очередей", 1), ("перерыв", 1)]


@pytest.mark.parametrize(("typed", "found"), [*FORMS, ("нет", 0)])
def test_a_word_is_found_in_any_form(typed: str, found: int) -> None:
    notes = tuple(note(words) for words in SAID)
    assert len(narrowed(notes, Wish(words=typed), TODAY, Stems().stem)) == found

"""Whoever decides about words that name a person is told what kind of words each of them is."""

import pytest

from db import models
from db.people.erasure_map import WORDS
from reports.words.people import phrases_erasure
from resources.i18n import words

TABLES = sorted({getattr(models, one.table).__tablename__ for one in WORDS})


@pytest.mark.parametrize("table", TABLES)
def test_every_table_with_words_has_a_name_of_its_own(table: str) -> None:
    assert phrases_erasure.place(table, words("en")) != "Text"

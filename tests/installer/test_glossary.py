"""One thing has one word: no banished word comes back, and every chosen one is used."""

import re
from collections.abc import Iterator
from typing import cast

import pytest
import yaml

from installer import glossary, texts

WORDS = glossary.entries()
# What is ours in the catalogue; the words of the source stay verbatim, and a demo's people say what they say.
OURS = ("development", "interview", "operator", "scale")


def told() -> list[tuple[str, str]]:
    """Return every text of both catalogues with its language: English sources, Russian translations."""
    made: list[tuple[str, str]] = []
    for message in texts.messages(texts.load(texts.RUSSIAN)).values():
        made += [("en", text) for text in texts.texts(message.id)]
        made += [("ru", text) for text in texts.texts(message.string)]
    return made


def test_no_banished_word_stands_in_a_text_of_the_program():
    assert sorted(glossary.faults(WORDS, told())) == []


def test_every_chosen_word_is_in_use():
    said = told()
    idle = [
        f"{entry.language}: {entry.what}: {word}"
        for entry in WORDS
        for word in entry.said(text for language, text in said if language == entry.language)
    ]
    assert idle == []


def test_no_chosen_word_is_banished_by_another_entry():
    chosen = [(entry.language, word) for entry in WORDS for word in entry.say]
    assert sorted(glossary.faults(WORDS, chosen)) == []


def test_each_phrase_that_is_let_through_is_needed():
    said = told() + [text for name in OURS for text in content(name)]
    idle = [
        f"{entry.language}: {entry.what}: {phrase.pattern}"
        for entry in WORDS
        for phrase in entry.fine
        if not any(phrase.search(text) for language, text in said if language == entry.language)
    ]
    assert idle == []


@pytest.mark.parametrize("name", OURS)
def test_no_banished_word_of_levels_and_states_stands_in_our_part_of_the_catalogue(name: str) -> None:
    strict = [entry for entry in WORDS if entry.what in FOR_CONTENT]
    assert len(strict) == 2 * len(FOR_CONTENT)
    assert sorted(glossary.faults(strict, content(name))) == []


# Content speaks of customers, critical mistakes and models of behaviour; these things it shares.
FOR_CONTENT = (
    "a competency that does not belong to a workplace",
    "learning from and with others",
    "who rates",
    "a bound that belongs to what it bounds",
    "the end of a probation",
)


def content(name: str) -> list[tuple[str, str]]:
    """Return every text of a file of the catalogue with its language."""
    path = glossary.ROOT / f"resources/catalogue/{name}.yaml"
    return list(_texts(yaml.safe_load(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", ["development", "interview", "operator"])
def test_whatever_is_own_in_our_part_of_the_catalogue_is_somebody_s(name: str) -> None:
    """«Own» alone is the Russian «свой»: in English one says whose it is."""
    owned = re.compile(r"\b(?:your|their|one's) own\b", re.IGNORECASE)
    english = [text for language, text in content(name) if language == "en"]
    assert [text for text in english if re.search(r"\bown\b", owned.sub("", text), re.IGNORECASE)] == []


def _texts(node: object, language: str = "") -> Iterator[tuple[str, str]]:
    """Go through a file: a key «ru», «name_ru» or «en» says the language of what is below."""
    if isinstance(node, dict):
        for name, below in cast("dict[object, object]", node).items():
            ending = re.search(r"(?:^|_)(ru|en)$", str(name))
            yield from _texts(below, ending[1] if ending else language)
    elif isinstance(node, list):
        for below in cast("list[object]", node):
            yield from _texts(below, language)
    elif isinstance(node, str) and language:
        yield language, node


@pytest.mark.parametrize(
    ("language", "text", "banished"),
    [
        ("ru", "Вернуться к кампаниям", True),
        ("ru", "покрытие 82 %", True),
        ("ru", "неприменимо", True),
        ("en", "{n} items are out of scope", True),
        ("en", "The sheets are handed in", True),
        ("en", "Ввод {item} per question", False),
        ("en", "Enter a sheet from paper", False),
        ("ru", "Ввести лист с бумаги", False),
        ("en", "targets in post", False),
    ],
)
def test_a_word_that_lost_is_found_and_a_phrase_where_it_is_right_is_not(
    language: str, text: str, banished: bool
) -> None:
    assert bool(list(glossary.faults(WORDS, [(language, text)]))) is banished


def test_not_applicable_and_not_rated_never_share_an_abbreviation():
    for message in texts.messages(texts.load(texts.RUSSIAN)).values():
        for english, russian in zip(texts.texts(message.id), texts.texts(message.string), strict=False):
            assert ("n/a" in english.casefold()) == ("не прим." in russian), english
            assert (re.search(r"\bNR\b", english) is not None) == ("н/о" in russian), english

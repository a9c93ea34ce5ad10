"""The pages of the help: whole in both languages, in the words of the screens, no link into nothing."""

import re
from functools import cache

import pytest
from PySide6.QtGui import QTextDocument

from desktop.frame.screens import SCREENS
from desktop.help import drawing
from desktop.help.pages import START, page_of
from desktop.office.acts import groups
from desktop.office.help.filled import every, filled
from desktop.theme import Theme
from installer import glossary, texts
from resources.help_pages import Heading, Page, in_order, lines, names, parsed, plain
from resources.i18n import LANGUAGES, words
from tests.desktop.help.readers import EVERYBODY

# Keys that need no act: Qt and the fields know them.
OF_QT = {"Tab", "Enter", "Esc", "Space", "Пробел", "↑", "↓", "←", "→", "Ctrl+V", "Ctrl+C", "Delete"}
BOTH = [(name, language) for language in LANGUAGES for name in names(language)]


def test_both_languages_have_the_same_pages_with_the_same_marks() -> None:
    assert names("ru") == names("en")
    told = {
        language: {one.name: (one.marks, sorted(one.links)) for one in every(language, EVERYBODY)}
        for language in LANGUAGES
    }
    assert told["ru"] == told["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_reached_from_the_contents(language: str) -> None:
    assert {one.name for one in in_order(language)} == set(names(language))


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_every_link_leads_to_a_page_and_a_mark_that_exist(name: str, language: str) -> None:
    for link in filled(name, language, EVERYBODY).links:
        page, _, mark = link.partition("#")
        assert page in names(language), link
        assert not mark or mark in filled(page, language, EVERYBODY).marks, link


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_no_mark_stands_twice_on_a_page(name: str, language: str) -> None:
    marks = filled(name, language, EVERYBODY).marks
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_what_is_bold_is_a_text_of_the_screens(name: str, language: str) -> None:
    known = on_screen()[language]
    unknown = [bold for bold in spans(filled(name, language, EVERYBODY), "bold") if bold not in known]
    if name == "glossary":
        return  # there the words themselves are bold
    assert [one for one in unknown if one not in LEADS[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_quoted_is_a_text_of_the_screens_too(language: str) -> None:
    known = on_screen()[language]
    quoted = {
        (page.name, each.rstrip(".,"))
        for page in every(language, EVERYBODY)
        if page.name not in ("glossary", "keys")
        for block in page.blocks
        for line in lines(block)
        for each in re.findall(QUOTES[language], plain(line))
    }
    unknown = {(name, each) for name, each in quoted if each not in known}
    assert unknown == SAID_BY_PEOPLE[language]


QUOTES = {"ru": "«([^»]+)»", "en": "“([^”]+)”"}
# What people think, say or type, and words about words: no screen shows them.
SAID_BY_PEOPLE = {
    "ru": {
        *(("quick", "Не знаю"), ("sheet", "Не знаю"), ("sheet", "Между"), ("sheet", "на полях")),
        *(("people", "е"), ("people", "ё"), ("people", "увольнение"), ("diary", "дневник")),
        *(("preferences", "Мериле"), ("numbers", "не ниже")),
    },
    "en": {
        *(("quick", "I do not know"), ("sheet", "I do not know"), ("sheet", "in between")),
        *(("people", "dismissal"), ("diary", "diary")),
    },
}

LEADS = {"ru": {"Главное действие"}, "en": {"The main thing"}}  # begin a paragraph


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_every_key_is_one_of_the_program(name: str, language: str) -> None:
    known = keys(language)
    assert [one for one in spans(filled(name, language, EVERYBODY), "key") if one not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_banished_word_stands_in_the_help(language: str) -> None:
    told = [
        (language, text)
        for page in every(language, EVERYBODY)
        for text in (page.title, *(plain(line) for block in page.blocks for line in lines(block)))
    ]
    assert sorted(glossary.faults(glossary.entries(), told)) == []


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_sentences_are_short_and_calm(name: str, language: str) -> None:
    for block in filled(name, language, EVERYBODY).blocks:
        for one in lines(block):
            text = plain(one)
            assert "!" not in text, text
            for sentence in re.split(r"(?<=[.?:;])\s", text):
                assert len(sentence.split()) <= 34, sentence


@pytest.mark.parametrize("name", names("ru"))
def test_english_pages_have_no_russian_and_russian_ones_are_no_shorter_by_a_part(name: str) -> None:
    ru, en = filled(name, "ru", EVERYBODY), filled(name, "en", EVERYBODY)
    assert [type(one) for one in ru.blocks] == [type(one) for one in en.blocks]
    english = " ".join(plain(line) for block in en.blocks for line in lines(block))
    assert re.findall(r"[А-Яа-яЁё]+", english) == []


def test_every_screen_leads_to_a_page_that_is_there() -> None:
    for name in (*SCREENS, START):
        assert filled(page_of(name), "ru").blocks, name


def spans(page: Page, kind: str) -> list[str]:
    return [
        span.text
        for block in page.blocks
        if not isinstance(block, Heading)
        for line in lines(block)
        for span in line
        if getattr(span, kind)
    ]


@cache
def on_screen() -> dict[str, set[str]]:
    catalogue = texts.messages(texts.load(texts.RUSSIAN)).values()
    return {
        "en": {text for one in catalogue for text in texts.texts(one.id)},
        "ru": {text for one in catalogue for text in texts.texts(one.string)},
    }


@cache
def keys(language: str) -> set[str]:
    told = {cap for group in groups(words(language)) for cap, _text in group.told(words(language))}
    every_key = {key for group in groups(words(language)) for act in group.acts.values() for key in act.keys}
    return told | every_key | OF_QT


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_space_stands_between_a_key_and_the_full_stop(language: str, theme: Theme) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(drawing.sheet_of(theme))
    for one in every(language, EVERYBODY):
        document.setHtml(drawing.page_html(one))
        shown = document.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
        assert not re.search(r" [.,;:)](?: |$)", shown, re.MULTILINE), one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_of_the_source_is_seen_on_a_page(language: str, theme: Theme) -> None:
    document = QTextDocument()
    document.setDefaultStyleSheet(drawing.sheet_of(theme))
    for one in every(language, EVERYBODY):
        document.setHtml(drawing.page_html(one))
        assert not re.search(r"\*\*|`|\]\(", document.toPlainText()), one.name


def test_a_text_of_the_screen_may_lead_to_its_page() -> None:
    drawn = drawing.page_html(parsed("a", "# A\n\nPress [**Open…**](b#mark).\n"))
    assert '<a href="b#mark"><b>Open…</b></a>' in drawn


def test_a_cell_of_a_table_may_be_empty() -> None:
    drawn = drawing.page_html(parsed("a", "# A\n\n| Key | What |\n|---|---|\n| `F2` |  |\n"))
    assert "F2" in drawn

"""A page of the help is one text for all: everybody reads in it what their window has, in whole sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from db.wire.allowed import table
from desktop.frame.screens import SCREENS
from desktop.help.pages import START, page_of
from desktop.office.acts import groups
from desktop.office.help.filled import every, filled
from desktop.office.help.finding import finder
from desktop.office.help.reader import OF_A_FILE, SERVER, UNITS, WORDS, Reader, left
from desktop.places import ASSESSMENT, ROADS
from domain.login import LoginRole
from resources.help_pages import (
    CONTENTS,
    Entries,
    Grid,
    Heading,
    Page,
    Paragraph,
    line,
    lines,
    names,
    page,
    parsed,
    plain,
)
from resources.i18n import LANGUAGES, words
from tests.desktop.help.readers import READERS

BOTH = [(name, language) for language in LANGUAGES for name in names(language)]
OF_EACH = [(role, language) for role in READERS for language in LANGUAGES]
MANAGER = READERS[LoginRole.MANAGER.value]


def needs_of(one: Page) -> Iterator[tuple[str, ...]]:
    """Yield what each part of the page needs, in order, if it needs anything."""
    yield one.needs
    for block in one.blocks:
        if isinstance(block, Heading):
            yield block.needs
            yield from (span.needs for span in line(block.text))
        else:
            yield from (span.needs for spans in lines(block) for span in spans)


def told(one: Page) -> list[str]:
    return [plain(spans) for block in one.blocks for spans in lines(block)]


def test_only_what_a_window_may_lack_is_needed() -> None:
    known = WORDS | SCREENS.keys() | {ASSESSMENT} | table().keys()
    acts = (
        needs
        for group in groups(words("en"))
        for needs in (group.needs, *(one.needs for one in group.acts.values()))
    )
    pages = (needs for name, language in BOTH for needs in needs_of(page(name, language)))
    assert {one.removeprefix("!") for needs in (*acts, *pages) for one in needs} - known == set()


@pytest.mark.parametrize("name", names("ru"))
def test_both_languages_leave_away_the_same(name: str) -> None:
    ru, en = (dict.fromkeys(filter(None, needs_of(page(name, language)))) for language in ("ru", "en"))
    assert set(ru) == set(en)
    for reader in READERS.values():
        shapes = [[type(one) for one in filled(name, language, reader).blocks] for language in ("ru", "en")]
        assert shapes[0] == shapes[1]


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_a_file_has_every_passage_but_those_of_a_server_alone(name: str, language: str) -> None:
    for needs in needs_of(page(name, language)):
        assert OF_A_FILE.has(needs) or any(one in (SERVER, UNITS) or one[0] == "!" for one in needs), needs


def test_every_page_of_a_screen_is_of_those_who_come_there() -> None:
    for role, road in ROADS.items():
        for screen in SCREENS:
            if road.leads_to(screen) and page("copies", "en").name != page_of(screen):
                assert filled(page_of(screen), "ru", READERS[role.value]).blocks, (role, screen)


@pytest.mark.parametrize(("role", "language"), OF_EACH)
def test_what_is_left_is_in_whole_sentences(role: str, language: str) -> None:
    for one in every(language, READERS[role]):
        if one.name == "keys":  # there a comma may be a key
            continue
        for text in told(one):
            assert not re.search(r"  | [.,;:)]|[{}]|^[,.;:]|[,;:] *$|\.\.|[,;:][.,;]", text), (one.name, text)
        for block in one.blocks:
            if isinstance(block, Paragraph | Entries):
                for spans in lines(block):
                    assert re.match(r"[A-ZА-ЯЁ“«0-9`↑]", plain(spans)), (one.name, plain(spans))


@pytest.mark.parametrize(("role", "language"), OF_EACH)
def test_no_heading_is_left_without_a_passage_and_no_table_without_rows(role: str, language: str) -> None:
    for one in every(language, READERS[role]):
        kinds = [type(block) for block in one.blocks]
        assert kinds[-1] is not Heading
        assert (Heading, Heading) not in pairwise(kinds), one.name
        assert all(block.rows for block in one.blocks if isinstance(block, Grid))


@pytest.mark.parametrize(("role", "language"), OF_EACH)
def test_every_link_leads_to_something_and_the_contents_to_all_there_is(role: str, language: str) -> None:
    reader = READERS[role]
    pages = {one.name: one for one in every(language, reader)}
    for one in pages.values():
        for link in one.links:
            name, _hash, mark = link.partition("#")
            assert name in pages and (not mark or mark in pages[name].marks), (one.name, link)
        if one.name != CONTENTS:  # there a link without a page takes its line along
            kept = [
                span.link
                for block in left(page(one.name, language), reader).blocks
                for spans in lines(block)
                for span in spans
                if span.link
            ]
            assert [link for link in kept if link not in one.links] == [], one.name
    assert {link.partition("#")[0] for link in pages[CONTENTS].links} == pages.keys() - {CONTENTS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_finds_nothing_of_what_is_left_away(language: str) -> None:
    wanted = {"ru": "объединить два файла", "en": "merging two files"}[language]
    assert "exchange#merge" in {one.passage.link for one in finder(language).find(wanted)}
    for reader in READERS.values():
        pages = {one.name: one for one in every(language, reader)}
        for found in finder(language, reader).find(wanted):
            assert found.passage.page in pages
            assert not found.passage.mark or found.passage.mark in pages[found.passage.page].marks
        assert START not in pages and "copies" not in pages


def test_a_passage_says_what_it_needs_and_the_rest_closes_up() -> None:
    source = """# {people} People

{file} In the file.

## {cycle} Units{file: of the file} {#units}

One.{team.debts.debts: Two.} Three{server:, four}{!units:, five}.

- {papers} Print.
- Look.

| Key | What |
|---|---|
| {home} `F2` | edit |

## {diary !units} Notes {#notes}

Nothing.
"""
    made = left(parsed("people", source), MANAGER)
    assert told(made) == ["Units", "One. Three, four.", "Print.", "Look.", "Key", "What", "F2", "edit"]
    assert not left(parsed("people", source), READERS[LoginRole.ASSESSOR.value]).blocks
    assert told(left(parsed("people", source), OF_A_FILE))[:3] == [
        "In the file.",
        "Units of the file",
        "One. Two. Three, five.",
    ]


def test_a_reader_of_nothing_sees_no_page_of_a_screen() -> None:
    nobody = Reader(LoginRole.AUDITOR, of_file=False, screens=frozenset())
    assert {one.name for one in every("en", nobody)} == {
        CONTENTS,
        "login",
        "numbers",
        "troubles",
        "glossary",
        "keys",
    }

"""Pages with what is made elsewhere filled in: the keys of the table of acts, the words of the glossary."""

from dataclasses import replace
from functools import lru_cache

import resources
from desktop.office.acts import groups
from desktop.office.help.reader import OF_A_FILE, Reader, left, unlinked
from resources.help_pages import Block, Grid, Heading, Page, Slot, Span, in_order, line, names, page
from resources.i18n import Words, words


def filled(name: str, language: str, reader: Reader = OF_A_FILE) -> Page:
    """Return the page with its slots filled, as this reader sees it; without blocks if it is not for them.

    Raises:
        FileNotFoundError: if there is no such page.
    """
    return _filled(name, "ru" if language == "ru" else "en", reader)


def every(language: str, reader: Reader = OF_A_FILE) -> tuple[Page, ...]:
    """Return all pages that this reader has in the order of the manual, filled."""
    pages = (filled(one.name, language, reader) for one in in_order(language))
    return tuple(one for one in pages if one.blocks)


@lru_cache(maxsize=256)
def _filled(name: str, language: str, reader: Reader) -> Page:
    return unlinked(_left(name, language, reader), _places(language, reader))


@lru_cache(maxsize=256)
def _left(name: str, language: str, reader: Reader) -> Page:
    bare = page(name, language)
    blocks: list[Block] = []
    for one in bare.blocks:
        blocks += _made(one.name, words(language), reader) if isinstance(one, Slot) else (one,)
    return left(replace(bare, blocks=tuple(blocks)), reader)


@lru_cache(maxsize=8)
def _places(language: str, reader: Reader) -> frozenset[str]:
    """Return where links of this reader may lead."""
    pages = (_left(one, language, reader) for one in names(language))
    return frozenset(
        place
        for one in pages
        if one.blocks
        for place in (one.name, *(f"{one.name}#{mark}" for mark in one.marks))
    )


def _made(slot: str, words: Words, reader: Reader) -> tuple[Block, ...]:
    match slot:
        case "keys":
            return _keys(words, reader)
        case "glossary":
            return (_glossary(words),)
        case _:
            raise AssertionError(slot)


def _keys(words: Words, reader: Reader) -> tuple[Block, ...]:
    """Return a table of keys for each group of acts that the window of the reader has."""
    _ = words.gettext
    heads = (line(_("Key")), line(_("What it does")))
    names = {} if reader.of_file else {_("Lock the file"): _("Lock the window")}
    blocks: list[Block] = []
    for group in groups(words):
        if not reader.has(group.needs):
            continue
        told = group.told(words, lambda act: reader.has(act.needs))
        rows = tuple(((Span(caps, key=True),), (Span(names.get(text, text)),)) for caps, text in told)
        blocks += (Heading(group.title, group.name), Grid(heads, rows))
    return tuple(blocks)


def _glossary(words: Words) -> Block:
    """Return a table of the words that the glossary explains, in alphabetical order."""
    import yaml

    _ = words.gettext
    entries = yaml.safe_load(resources.text("translations/glossary.yaml"))
    name = f"{words.language}_term"
    told = [(*one[name], f"{{{one['needs']}}} " if "needs" in one else "") for one in entries if name in one]
    rows = sorted(told, key=lambda one: one[0].casefold())
    return Grid(
        (line(_("Word")), line(_("What it means"))),
        tuple((line(f"{needs}**{term}**"), line(f"{needs}{meaning}")) for term, meaning, needs in rows),
    )

"""Pages with what is made elsewhere filled in: the keys of the table of acts, the words of the glossary."""

from functools import lru_cache

import resources
from desktop.office.acts import groups
from resources.help_pages import Block, Grid, Heading, Page, Slot, Span, in_order, line, page
from resources.i18n import Words, words


def filled(name: str, language: str) -> Page:
    """Return the page with its slots filled.

    Raises:
        FileNotFoundError: if there is no such page.
    """
    return _filled(name, "ru" if language == "ru" else "en")


def every(language: str) -> tuple[Page, ...]:
    """Return all pages in the order of the manual, filled."""
    return tuple(filled(one.name, language) for one in in_order(language))


@lru_cache(maxsize=128)
def _filled(name: str, language: str) -> Page:
    bare = page(name, language)
    blocks: list[Block] = []
    for one in bare.blocks:
        blocks += _made(one.name, words(language)) if isinstance(one, Slot) else (one,)
    return Page(bare.name, bare.title, tuple(blocks))


def _made(slot: str, words: Words) -> tuple[Block, ...]:
    match slot:
        case "keys":
            return _keys(words)
        case "glossary":
            return (_glossary(words),)
        case _:
            raise AssertionError(slot)


def _keys(words: Words) -> tuple[Block, ...]:
    """Return a table of keys for each group of acts."""
    _ = words.gettext
    heads = (line(_("Key")), line(_("What it does")))
    blocks: list[Block] = []
    for group in groups(words):
        rows = tuple(((Span(caps, key=True),), (Span(text),)) for caps, text in group.told(words))
        blocks += (Heading(group.title, group.name), Grid(heads, rows))
    return tuple(blocks)


def _glossary(words: Words) -> Block:
    """Return a table of the words that the glossary explains, in alphabetical order."""
    import yaml

    _ = words.gettext
    entries = yaml.safe_load(resources.text("translations/glossary.yaml"))
    told = [one[f"{words.language}_term"] for one in entries if f"{words.language}_term" in one]
    rows = sorted(((term, meaning) for term, meaning in told), key=lambda one: one[0].casefold())
    return Grid(
        (line(_("Word")), line(_("What it means"))),
        tuple((line(f"**{term}**"), line(meaning)) for term, meaning in rows),
    )

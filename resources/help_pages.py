"""The pages of the help: Markdown of a small kind, read into blocks that the panel and the manual both draw.

A page is ``help/LANGUAGE/NAME.md``: a title (``#``), then headings with the mark that leads to them
(``## Title {#mark}``), paragraphs, lists, tables, pictures (``![what is seen](name)``) and places for what
is made elsewhere (``{{keys}}``).
Within a line: ``**a text of the screen**``, a `` `key` ``, a link ``[words](page#mark)`` (bold or not).

What not every window has is said with what it needs: before a title, a heading, a paragraph, an entry or a
row (``{server people} …``), or around a part of a line (``{file: …}``); ``!`` is the opposite. Each need is a
screen, a function of db, or a word of ``desktop/office/help/reader.py``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from resources import data, path, text

CONTENTS = "contents"  # the page from which every other one is reached, in the order of the manual


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text: plain, ``bold`` as on the screen, a ``key``, or words, bold or not, with a ``link``.

    ``needs``: what a window must have for it to be said.
    """

    text: str
    bold: bool = False
    key: bool = False
    link: str = ""
    needs: tuple[str, ...] = ()


type Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a page, and the mark by which links find it; all below it has the same ``needs``."""

    text: str
    mark: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``example`` is set apart."""

    line: Line
    example: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """A list; ``numbered`` for steps in their order."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its heads."""

    heads: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of something that is made elsewhere, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a screen, by the name of its file, and what is seen on it."""

    name: str
    line: Line


type Block = Heading | Paragraph | Entries | Grid | Slot | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    needs: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks on the page, in order."""
        return tuple(one.mark for one in self.blocks if isinstance(one, Heading))

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of its pictures, in order."""
        return tuple(one.name for one in self.blocks if isinstance(one, Picture))

    @property
    def links(self) -> tuple[str, ...]:
        """Where the page leads, in order."""
        return tuple(span.link for one in self.blocks for line in lines(one) for span in line if span.link)


def names(language: str) -> tuple[str, ...]:
    """Return the names of all pages in this language, in alphabetical order."""
    return tuple(sorted(one.stem for one in path(f"help/{language}").glob("*.md")))


@lru_cache(maxsize=128)
def page(name: str, language: str) -> Page:
    """Read one page.

    Raises:
        FileNotFoundError: if there is none.
    """
    return parsed(name, text(f"help/{language}/{name}.md"))


def picture(name: str, language: str) -> bytes:
    """Return a picture of the pages in this language, as PNG.

    Raises:
        FileNotFoundError: if there is none.
    """
    return data(f"help/pictures/{name}-{language}.png")


def in_order(language: str) -> tuple[Page, ...]:
    """Return every page in the order in which the contents name them, the contents first."""
    contents = page(CONTENTS, language)
    named = dict.fromkeys(link.partition("#")[0] for link in contents.links)
    return (contents, *(page(name, language) for name in named))


def parsed(name: str, source: str) -> Page:
    """Return the page that this text describes."""
    head, _, rest = source.strip().partition("\n")
    assert head.startswith("# "), name
    needs, title = _needs(head[2:].strip())
    chunks = [chunk.strip() for chunk in re.split(r"\n\s*\n", rest) if chunk.strip()]
    return Page(name, title, tuple(block for chunk in chunks for block in _blocks(chunk)), needs)


def lines(block: Block) -> Iterator[Line]:
    """Yield each line of text in the block."""
    match block:
        case Heading():
            yield (Span(block.text),)
        case Paragraph():
            yield block.line
        case Entries():
            yield from block.lines
        case Grid():
            yield from block.heads
            for row in block.rows:
                yield from row
        case Picture():
            yield block.line
        case Slot():
            return


def plain(line: Line) -> str:
    """Return the text without its marks."""
    return "".join(span.text for span in line)


_NEEDS = re.compile(r"\{([a-z_!. ]+)\} ")
_HEADING = re.compile(r"## (.+?) \{#([a-z0-9-]+)\}$")
_PICTURE = re.compile(r"!\[(.+)\]\(([a-z-]+)\)$", re.DOTALL)
_BOLD = re.compile(r"\*\*(.+)\*\*")
_INLINE = re.compile(
    r"\{(?P<needs>[a-z_!. ]+):(?P<part>[^}]*)\}"
    r"|\*\*(?P<bold>.+?)\*\*|`(?P<key>[^`]+)`|\[(?P<words>[^]]+)\]\((?P<link>[^)]+)\)"
)


def _blocks(chunk: str) -> Iterator[Block]:
    first, _, rest = chunk.partition("\n")
    if found := _HEADING.match(first.strip()):
        needs, title = _needs(found[1])
        yield Heading(title, found[2], needs)
        if rest.strip():
            yield from _blocks(rest.strip())
    elif found := _PICTURE.match(chunk):
        yield Picture(found[2], line(" ".join(found[1].split())))
    elif chunk.startswith("{{"):
        yield Slot(chunk.strip("{} \n"))
    elif chunk.startswith("|"):
        heads, _rule, *rows = (_cells(row) for row in chunk.splitlines())
        yield Grid(heads, tuple(rows))
    elif chunk.startswith("> "):
        yield Paragraph(line(" ".join(one.removeprefix("> ") for one in chunk.splitlines())), example=True)
    elif re.match(r"(-|\d+\.) ", chunk):
        entries = re.split(r"\n(?=(?:-|\d+\.) )", chunk)
        yield Entries(
            tuple(line(re.sub(r"^(-|\d+\.) ", "", " ".join(one.split()))) for one in entries),
            numbered=chunk[0] != "-",
        )
    else:
        yield Paragraph(line(" ".join(chunk.split())))


def _cells(row: str) -> tuple[Line, ...]:
    needs, rest = _needs(row.strip().strip("|").strip())
    return tuple(_needing(needs, line(cell.strip())) for cell in rest.split("|"))


def _needs(source: str) -> tuple[tuple[str, ...], str]:
    """Return what is needed for the text, and the text."""
    found = _NEEDS.match(source)
    return ((), source) if found is None else (tuple(found[1].split()), source[found.end() :])


def _needing(needs: tuple[str, ...], spans: Line) -> Line:
    return tuple(replace(one, needs=(*needs, *one.needs)) for one in spans) if needs else spans


def line(source: str) -> Line:
    """Return the spans of one line of Markdown."""
    needs, source = _needs(source)
    return _needing(needs, _spans(source))


def _spans(source: str) -> Line:
    spans: list[Span] = []
    at = 0
    for found in _INLINE.finditer(source):
        if found.start() > at:
            spans.append(_after(spans, source[at : found.start()]))
        if found["needs"]:
            spans += _needing(tuple(found["needs"].split()), _spans(found["part"]))
        elif found["bold"]:
            spans.append(Span(found["bold"], bold=True))
        elif found["key"]:
            spans.append(Span(found["key"], key=True))
        else:
            bold = _BOLD.fullmatch(found["words"])
            spans.append(Span(bold[1] if bold else found["words"], bold=bool(bold), link=found["link"]))
        at = found.end()
    if at < len(source):
        spans.append(_after(spans, source[at:]))
    return tuple(spans)


def _after(spans: list[Span], text: str) -> Span:
    """Return the text as a span; a full stop after «Documents…» is left out."""
    ended = bool(spans) and spans[-1].text.endswith("…")
    return Span(text[1:] if ended and text.startswith(".") else text)

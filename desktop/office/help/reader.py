"""Who reads the help: what their window has, and what of a page is left for them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from domain.login import LoginRole
from resources.help_pages import (
    Block,
    Entries,
    Grid,
    Heading,
    Line,
    Page,
    Paragraph,
    Picture,
    Slot,
    Span,
    line,
    plain,
)

FILE, SERVER, UNITS = "file", "server", "units"
WORDS = frozenset({FILE, SERVER, UNITS})
"""What a passage may need beside screens and functions: what is open, and whether of some units alone."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, by what is open in the window; ``screens`` are those that can be reached, None for all."""

    role: LoginRole = LoginRole.HR
    of_file: bool = True
    of_units: bool = False
    screens: frozenset[str] | None = None

    def has(self, needs: Iterable[str]) -> bool:
        """Return whether the window has all of this."""
        return all(self._has(one[1:]) is False if one[0] == "!" else self._has(one) for one in needs)

    def _has(self, need: str) -> bool:
        if need in WORDS:
            return {FILE: self.of_file, SERVER: not self.of_file, UNITS: self.of_units}[need]
        if "." not in need:
            return self.screens is None or need in self.screens
        if self.of_file:
            return True
        from db.wire.allowed import may  # nobody with a file needs the table of a server

        return may(self.role, need)


OF_A_FILE = Reader()


def left(page: Page, reader: Reader) -> Page:
    """Return the page without what the window of the reader has not; empty if it has nothing of it."""
    if not reader.has(page.needs):
        return Page(page.name, page.title, ())
    return Page(page.name, page.title, tuple(_with_content(_blocks(page, reader))))


def unlinked(page: Page, there: Iterable[str]) -> Page:
    """Return the page without links to places that are not *there*; entries that are but such a link go."""
    known = frozenset(there)

    def loose(spans: Line) -> Line:
        lost = [one for one in spans if one.link and one.link not in known]
        if len(lost) == len(spans):
            return ()
        return tuple(replace(one, link="") if one in lost else one for one in spans)

    blocks = (made for one in page.blocks if (made := _each(one, loose)) is not None)
    return Page(page.name, page.title, tuple(_with_content(blocks)))


def _blocks(page: Page, reader: Reader) -> Iterator[Block]:
    shown = True
    for one in page.blocks:
        if isinstance(one, Heading):
            shown = reader.has(one.needs)
            one = replace(one, text=plain(_said(line(one.text), reader)), needs=())
        if shown and (made := _each(one, lambda spans: _said(spans, reader))) is not None:
            yield made


def _with_content(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave away headings below which nothing stands."""
    heading: Heading | None = None
    for one in blocks:
        if isinstance(one, Heading):
            heading = one
        else:
            if heading is not None:
                yield heading
                heading = None
            yield one


def _said(spans: Line, reader: Reader) -> Line:
    """Return what is left of the line, without the room before or after what is not."""
    told: list[Span] = []
    for one in spans:
        if not reader.has(one.needs):
            continue
        text = one.text
        if not told or told[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            told.append(replace(one, text=text, needs=()))
    if told and not told[-1].key:
        told[-1] = replace(told[-1], text=told[-1].text.rstrip(" "))
    return tuple(told)


def _each(block: Block, change: Callable[[Line], Line]) -> Block | None:
    """Return the block with each line changed; None if nothing is left of it."""
    match block:
        case Heading() | Slot():
            return block
        case Paragraph() | Picture():
            spans = change(block.line)
            return replace(block, line=spans) if spans else None
        case Entries():
            entries = tuple(spans for one in block.lines if (spans := change(one)))
            return replace(block, lines=entries) if entries else None
        case Grid():
            rows = tuple(cells for row in block.rows if any(cells := tuple(map(change, row))))
            return replace(block, rows=rows) if rows else None

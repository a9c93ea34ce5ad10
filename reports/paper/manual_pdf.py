"""The manual and the quick start as PDF, from the pages of the help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from reports.paper import footers
from reports.paper.grid import gap, grid
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import styles
from reports.paper.text import Markup, bold, para, plain
from resources.help_pages import Block, Entries, Grid, Heading, Line, Page, Paragraph, Picture, Slot, Span
from resources.i18n import Words

WIDTH = PORTRAIT.width
INDENT = 6 * mm
FIRST = 0.3  # of the width, for the first of two columns
ROOM = 32 * mm  # below a heading


@dataclass(frozen=True, slots=True)
class Manual:
    """The pages of the help in their order, under one title."""

    title: str
    pages: tuple[Page, ...]
    made_on: date


@printed
def write(manual: Manual, words: Words) -> Pages:
    """Print the manual."""
    code = words.pgettext("code of a paper", "HM")
    return Pages(
        PORTRAIT,
        title=manual.title,
        made_on=manual.made_on,
        foot=footers.foot(code, None, manual.made_on, words),
        story=list(_story(manual)),
    )


def _story(manual: Manual) -> Iterator[Flowable]:
    look = styles()
    yield para(manual.title, look.title)
    yield gap(3 * mm)
    for number, page in enumerate(manual.pages):
        if number and page.name in _NEW_PAGE:
            yield PageBreak()
        if len(manual.pages) > 1:
            yield CondPageBreak(ROOM)
            yield gap(3 * mm)
            yield para(page.title, look.title)
            yield gap(1.5 * mm)
        for block in page.blocks:
            yield from _block(block)


_NEW_PAGE = ("numbers", "troubles", "keys")


def _block(one: Block) -> Iterator[Flowable]:
    look = styles()
    match one:
        case Heading():
            yield CondPageBreak(ROOM / 2)
            yield para(one.text, look.heading)
        case Paragraph():
            yield para(_line(one.line), _indented(look.body, 4) if one.example else look.body)
            yield gap(1.6 * mm)
        case Entries():
            style = _indented(look.body, 1)
            for number, line in enumerate(one.lines, start=1):
                mark = plain(f"{number}. " if one.numbered else "– ")
                yield para(Markup(f"{mark}{_line(line)}"), style)
            yield gap(1.6 * mm)
        case Grid():
            yield _table(one)
            yield gap(2 * mm)
        case Slot() | Picture():  # on paper the words say what to press
            return


def _indented(style: ParagraphStyle, steps: int) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name} {steps}", style, leftIndent=steps * INDENT / 2)


def _table(one: Grid) -> Flowable:
    look = styles()
    count = len(one.heads)
    widths = [WIDTH / count] * count if count != 2 else [WIDTH * FIRST, WIDTH * (1 - FIRST)]
    rows: list[Sequence[Flowable]] = [[para(_line(head), look.caption) for head in one.heads]]
    rows += [[para(_line(cell), look.cell) for cell in row] for row in one.rows]
    return grid(rows, widths)


def _line(spans: Line) -> Markup:
    return Markup("".join(_span(one) for one in spans))


def _span(one: Span) -> Markup:
    return bold(one.text) if one.bold or one.key else plain(one.text)

"""A paper made of text as PDF: 12 points where people sign a document, 10.5 where it informs."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Paragraph, Spacer
from reportlab.platypus import Table as Sheet

from reports.paper import footers, letterhead
from reports.paper.closing import Closing
from reports.paper.grid import Command, columns, ends, gap, grid, heads, height_of, line, signature, stamp
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.parts import Choices
from reports.paper.style import BOLD, REGULAR, styles
from reports.paper.text import bold, join, para
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Facts,
    Heading,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Ticks,
    Top,
)
from resources.i18n import NBSP, Words, nb

WIDTH = PORTRAIT.width
SIGNED, INFORMING = 12, 10.5  # points
INDENT = 12.5 * mm
_USUAL, _TIGHT = 1.18, 1.08  # of a line by the size of its type
_LITTLE = 0.34  # of a page: a last one with less is worth saving
_FILLED = 0.985  # of the pages at most, since breaks leave gaps
_LINE = 8 * mm  # between lines to write on
_SHORT = 250  # characters; rows of such cells never fill a page between them
_LONG = 700  # characters; a cell with more may be taller than a page
_FEW = 4  # lines to write on that stay together
_TALL = 4  # rows of a table that need not stay on one page
_START = 45 * mm  # room for a heading and the first rows of such a table
_ROWS = 2  # of a table that stay with the places to sign


@printed
def write(paper: TextPaper, words: Words) -> Pages:
    """Print the paper."""
    return Pages(
        PORTRAIT,
        title=paper.title,
        made_on=paper.made_on,
        foot=paper.foot,
        story=story(paper, words),
        organisation=paper.organisation,
    )


def story(paper: TextPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper, set tighter if that saves a nearly empty last page."""
    size = INFORMING if paper.result else SIGNED
    usual = _parts(paper, _look(size, _USUAL), words)
    pages, rest = divmod(height_of([*chain(*usual)], WIDTH), PORTRAIT.height)
    tighter = False
    if pages and rest < PORTRAIT.height * _LITTLE:
        tight = _parts(paper, _look(size, _TIGHT), words)
        tighter = height_of([*chain(*tight)], WIDTH) < pages * PORTRAIT.height * _FILLED
    # What was measured is not used again: the library remembers the width of what it has wrapped.
    look = _look(size, _TIGHT if tighter else _USUAL)
    annex: list[Flowable] = []
    for one, following in _followed(paper.annex):
        annex += _block(one, look, words, following)
    return [*_bound(*_parts(paper, look, words)), *([PageBreak()] if annex else []), *annex]


def _followed(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    """Yield each block with the one that follows it."""
    yield from zip(blocks, (*blocks[1:], None), strict=False)


def _parts(paper: TextPaper, look: "_Look", words: Words) -> tuple[list[Flowable], ...]:
    """Return the text before its last block, that block with what leads to it, and the places to sign."""
    body: list[Flowable] = [*_top(paper, look, words)]
    last: list[Flowable] = []
    for one, following in _followed(paper.blocks):
        body += last
        tall = following if following is not paper.blocks[-1] else None
        last = [*_block(one, look, words, tall)]
        if isinstance(following, Lines) and isinstance(one, Clause):  # what they answer stays with them
            for part in last:
                part.keepWithNext = 1
    while body and body[-1].getKeepWithNext():  # pyright: ignore[reportUnknownMemberType]
        last.insert(0, body.pop())
    return body, last, [*_places(paper, look, words)]


def _bound(body: list[Flowable], last: list[Flowable], places: list[Flowable]) -> Iterator[Flowable]:
    """Yield the parts so that the places to sign are never alone on a page."""
    yield from body
    if height_of([*last, *places], WIDTH) < PORTRAIT.height / 2:
        yield KeepTogether([*last, *places])
        return
    while last and isinstance(last[-1], Spacer):
        places.insert(0, last.pop())
    final = last[-1] if last else None
    yield from last[:-1]
    if isinstance(final, Sheet | Paragraph):
        yield Closing(final, places, _ROWS)
        return
    yield CondPageBreak(70 * mm)
    yield from [*last[-1:], *places]


def _places(paper: TextPaper, look: "_Look", words: Words) -> Iterator[Flowable]:
    if paper.signers:
        yield gap(12)
        yield from _rows(paper.signers, look, words)
    for text, signers in paper.after:
        yield gap(10)
        yield para(nb(text), look.body)
        yield from _rows(signers, look, words)


class _Look:
    """The styles of one size; ``looseness`` is that of lines and of the spaces between them."""

    def __init__(self, size: float, looseness: float) -> None:
        own = styles()
        leading = size * looseness
        loose = looseness > _TIGHT
        after, self.line = (2, _LINE) if loose else (0.5, _LINE - 2 * mm)
        self.padding, self.blank = (2.6, 14) if loose else (1.4, 8)  # of rows, below those to fill in

        def style(name: str, face: str = REGULAR, **more: Any) -> ParagraphStyle:
            asked: dict[str, Any] = {"alignment": TA_LEFT, "spaceAfter": after} | more
            return ParagraphStyle(name, own.body, fontName=face, fontSize=size, leading=leading, **asked)

        self.size = size
        self.body = style("text")
        self.clause = style("clause", firstLineIndent=INDENT)
        self.lead = style("lead", firstLineIndent=INDENT, keepWithNext=1)
        before = 8 if loose else 5
        self.heading = style("heading", BOLD, spaceBefore=before, spaceAfter=after, keepWithNext=1)
        self.heading_above = style("above", BOLD, spaceBefore=before, spaceAfter=after)
        self.title = style("title", BOLD, alignment=TA_CENTER, spaceAfter=4)
        self.kind = style("kind", BOLD)
        self.centre = style("centre", alignment=TA_CENTER)
        self.right = style("right", alignment=TA_RIGHT)
        self.about = style("about", spaceAfter=6)
        table = min(size, 10.0)
        self.cell = ParagraphStyle("cell", own.cell, fontSize=table, leading=table * (1.2 if loose else 1.12))
        self.figure = ParagraphStyle("figure", self.cell, alignment=TA_RIGHT)


@cache
def _look(size: float, looseness: float) -> _Look:
    return _Look(size, looseness)


def _top(paper: TextPaper, look: _Look, words: Words) -> list[Flowable]:
    own, place = paper.organisation, para(paper.place(words), look.body)
    mark: list[Flowable] = [letterhead.draft(words)] if paper.draft else []
    about: list[Flowable] = [para(nb(paper.about), look.about)] if paper.about else []
    kind = para(paper.title.upper(), look.kind)
    whose = _whose(paper, look, words)
    match paper.top:
        case Top.APPROVED:
            approver = stamp(own.approver_post, own.approver_name, words, style=look.body)
            corner = [*whose, gap(6), kind, gap(4), place]
            head = columns([corner, approver], [WIDTH - letterhead.STAMP, letterhead.STAMP])
            return [*mark, head, gap(10), *about]
        case Top.ORDER:
            order = para(paper.title.upper(), look.title)
            return [*mark, *whose, gap(10), order, place, gap(8), *about]
        case Top.LETTER:
            corner = [*whose, gap(6), place]
            to = [para(nb(one), look.body) for one in paper.to]
            head = columns([corner, to], [WIDTH - letterhead.STAMP, letterhead.STAMP])
            title: list[Flowable] = [para(paper.title.upper(), look.title)] if paper.title else []
            return [*mark, head, gap(14), *title, *about, gap(4)]
        case Top.INFORMING:
            right: list[Flowable] = [para(footers.confidential(own, words), look.right), *mark]
            head = columns([whose, right], [WIDTH / 2, WIDTH / 2])
            day = [] if paper.on is None else [para(words.date(paper.on), look.centre)]
            return [head, gap(8), para(paper.title.upper(), look.title), *day, *about]
        case Top.FORM:
            return [*mark, *whose, gap(10), para(paper.title.upper(), look.title), *about]


def _whose(paper: TextPaper, look: _Look, words: Words) -> list[Flowable]:
    own = paper.organisation
    signed = paper.top is not Top.INFORMING
    names = own.heading if signed else tuple(filter(None, (own.short_name or own.full_name,)))
    unit = paper.unit or own.more.unit
    shown: list[Flowable] = [para(nb(one), look.body) for one in (*names, *filter(None, (unit,)))]
    blank = [line(letterhead.STAMP - 12, words.gettext("(organisation)"))]
    picture = letterhead.logo(own.more.logo) if own.more.logo else []
    return [*picture, *([] if names else blank), *shown]


def _block(one: Block, look: _Look, words: Words, following: Block | None = None) -> Iterator[Flowable]:
    """Yield what a block prints; above a table that may go on overleaf, its heading asks for room itself."""
    tall = isinstance(following, Table) and len(following.rows) >= _TALL
    if tall:
        yield CondPageBreak(_START)
    match one:
        case Heading(text):
            yield para(nb(text), look.heading_above if tall else look.heading)
        case Clause(text, number, lead, plain):
            parts = [f"{number}{NBSP}" if number else "", bold(f"{nb(lead)} ") if lead else "", nb(text)]
            leads = text.rstrip().endswith(":") and not tall
            style = look.body if plain else look.lead if leads else look.clause
            yield para(join(*parts), style)
        case Lines(count, caption):
            ruled: list[Flowable] = []
            for place in range(count):
                ruled += [gap(look.line - 10), line(WIDTH, caption if place == count - 1 else "")]
            for part in ruled if count <= _FEW else ():
                part.keepWithNext = 1
            yield from [*ruled, gap(3)]
        case Facts(rows, share):
            names = [para(nb(name), look.cell) for name, _text in rows]
            room = (1 - share) * WIDTH
            values = [para(nb(text), look.body) if text.strip() else line(room, "") for _name, text in rows]
            bottom = ("VALIGN", (0, 0), (-1, -1), "BOTTOM")
            long = any(len(text) > _LONG for _name, text in rows)
            table = [*zip(names, values, strict=True)]
            widths = [share * WIDTH, room]
            yield grid(table, widths, bottom, head=0, padding=3, lines=False, flows=long)
            yield gap(4)
        case Table():
            yield _table(one, look)
            yield gap(4)
        case Ticks(options):
            yield Choices(WIDTH, options, size=look.size)
            yield gap(4)
        case Note(text):
            yield para(nb(text), look.body)
            yield gap(2)


def _table(one: Table, look: _Look) -> Flowable:
    empty: tuple[str, ...] = ("",) * len(one.heads)
    body = [*one.rows, *([empty] * one.blank)]
    rows: list[list[Any]] = [[*heads(*one.heads, figures=one.figures)]]
    for row in body:
        rows.append(
            [
                para(nb(text), look.figure if at in one.figures else look.cell) if text else ""
                for at, text in enumerate(row)
            ]
        )
    tall: list[Command] = [
        ("BOTTOMPADDING", (0, at), (-1, at), look.blank) for at in range(1 + len(one.rows), len(rows))
    ]
    top = ("VALIGN", (0, 1), (-1, -1), "TOP")
    long = any(len(text) > _LONG for row in one.rows for text in row)
    if all(len(text) < _SHORT for row in one.rows for text in row):
        tall += ends(len(rows))
    return grid(rows, [share * WIDTH for share in one.shares], top, *tall, padding=look.padding, flows=long)


def _rows(signers: Sequence[Signer], look: _Look, words: Words) -> Iterator[Flowable]:
    for one in signers:
        post = letterhead.capital(one.post)
        yield signature(post, one.name, WIDTH, words, note=one.note, style=look.body)

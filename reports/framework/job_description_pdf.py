"""The job description as a paper to approve: corner and stamp, sections, blanks as lines with captions."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from domain.framework.framework import EditionState
from domain.framework.job_description import BLANK, Clause, LineKind
from domain.framework.numbers_kept import printed_lines
from domain.papers.framework_papers import JobDescriptionPaper
from reports.paper import footers, letterhead
from reports.paper.grid import columns, gap, height_of, line, signature, stamp
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import BOLD, REGULAR, styles
from reports.paper.text import WIDE, Markup, join, para, width
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
CORNER = 80 * mm  # the longest line of a requisite in the corner
SIZE = 12
INDENT = 12.5 * mm
_WITHIN = 30  # signs of a blank within a sentence
_LITTLE = 0.34  # of a page: a last one with less is worth saving
_FILLED = 0.985  # of the pages at most, since breaks leave gaps


@printed
def write(paper: JobDescriptionPaper, words: Words) -> Pages:
    """Print the job description."""
    return Pages(
        PORTRAIT,
        title=words.gettext("Job description"),
        made_on=paper.made_on,
        foot=foot(paper, words),
        story=story(paper, words),
        journal=footers.journal(paper.chain_value, words),
        organisation=paper.organisation,
    )


def foot(paper: JobDescriptionPaper, words: Words) -> str:
    """Return the foot of every page: which edition it is, of which edition of the model."""
    _ = words.gettext
    document = paper.document
    code = words.pgettext("code of a paper", "JD-{number}").format(number=document.number)
    model = _("framework: {title}, edition {number}").format(
        title=words.text(document.title), number=document.framework_number
    )
    made = _("generated {date}").format(date=words.date(paper.made_on))
    return " · ".join((code, model, made, _("copy 1")))


def story(paper: JobDescriptionPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper, set tighter if that saves a nearly empty last page."""
    pages, rest = divmod(_height(paper, _styles(), words), PORTRAIT.height)
    tighter = False
    if pages and rest < PORTRAIT.height * _LITTLE:
        tighter = _height(paper, _styles(tight=True), words) < pages * PORTRAIT.height * _FILLED
    look = _styles(tight=tighter)
    body, last = _parts(paper, look, words)
    _take_along(body, last)
    return [*body, *_signed(last, _signatures(look, words))]


def _height(paper: JobDescriptionPaper, look: "_Styles", words: Words) -> float:
    body, last = _parts(paper, look, words)
    return height_of([*body, *last, *_signatures(look, words)], WIDTH)


def _parts(
    paper: JobDescriptionPaper, look: "_Styles", words: Words
) -> tuple[list[Flowable], list[Flowable]]:
    """Return the head with the text, and the last two lines, which go with the signatures."""
    lines = printed_lines(paper.document.clauses)
    body = [flowable for one in lines[:-2] for flowable in _line(one, look, words)]
    return [*_head(paper, look, words), *body], [
        flowable for one in lines[-2:] for flowable in _line(one, look, words)
    ]


def _take_along(before: list[Flowable], block: list[Flowable]) -> None:
    """Move headings and leads to the block they stand above: a block kept together comes without them."""
    while before and before[-1].getKeepWithNext():  # pyright: ignore[reportUnknownMemberType]
        block.insert(0, before.pop())


def _signatures(look: "_Styles", words: Words) -> list[Flowable]:
    _ = words.gettext
    return [
        gap(10),
        para(nb(_("I have read the job description:")), look.body),
        signature(_("Employee"), "", WIDTH, words),
        gap(6),
        para(nb(_("Copy received:")), look.body),
        signature(_("Employee"), "", WIDTH, words),
    ]


def _signed(last: list[Flowable], signatures: list[Flowable]) -> list[Flowable]:
    """Return the last lines of the text with the signatures, which are never alone on a page."""
    if height_of([*last, *signatures], WIDTH) < PORTRAIT.height / 2:
        return [KeepTogether([*last, *signatures])]
    block = last[-1:]
    before = last[:-1]
    _take_along(before, block)
    return [*before, KeepTogether([*block, *signatures])]


class _Styles:
    """Twelve points, as a document that somebody signs."""

    def __init__(self, *, tight: bool) -> None:
        look = styles()
        leading, after, before = (12.9, 0.5, 5) if tight else (13.8, 1.5, 8)

        def style(name: str, face: str = REGULAR, **more: Any) -> ParagraphStyle:
            return ParagraphStyle(
                name, look.body, fontName=face, fontSize=SIZE, leading=leading, alignment=TA_LEFT, **more
            )

        self.section = style("section", BOLD, spaceBefore=before, spaceAfter=3, keepWithNext=1)
        self.body = style("clause", firstLineIndent=INDENT, spaceAfter=after)
        self.head = style("lead", firstLineIndent=INDENT, spaceAfter=after, keepWithNext=1)
        self.corner = style("corner")
        self.kind = style("kind", BOLD)
        self.title = style("title", BOLD, spaceAfter=6)
        self.caption = ParagraphStyle(
            "caption", look.caption, fontSize=8, leading=9.6, alignment=TA_CENTER, spaceAfter=3
        )


def body_style() -> ParagraphStyle:
    """Return the style of text in a document that somebody signs."""
    return _styles().body


@cache
def _styles(*, tight: bool = False) -> _Styles:
    return _Styles(tight=tight)


def _head(paper: JobDescriptionPaper, look: _Styles, words: Words) -> list[Flowable]:
    _ = words.gettext
    document, own = paper.document, paper.organisation
    number = _("No. {number}").format(number=document.paper_number or "____")
    day = words.dated(document.dated_on)
    place = join(*(part for part in (day, number, own.city) if part), glue=WIDE)
    name: list[Flowable] = [para(nb(one), look.corner) for one in own.heading]
    post = words.text(document.post)
    corner: list[Flowable] = [
        *(letterhead.logo(own.more.logo) if own.more.logo else []),
        *(name or [line(CORNER - 12, _("(organisation)"))]),
        *([para(nb(own.more.unit), look.corner)] if own.more.unit else []),
        gap(6),
        para(_("Job description").upper(), look.kind),
        para(nb(post), look.corner) if post.strip() else line(CORNER - 12, _("(position)")),
        gap(6),
        para(place, look.corner),
    ]
    approver = stamp(own.approver_post, own.approver_name, words, style=look.corner)
    mark = [letterhead.draft(words)] if document.state is EditionState.DRAFT else []
    return [*mark, columns([corner, approver], [WIDTH - CORNER, CORNER]), gap(12)]


def _line(one: Clause, look: _Styles, words: Words) -> Iterator[Flowable]:
    if one.kind is LineKind.SECTION:
        yield para(
            nb(" ".join(filter(None, (one.printed_number, words.text(one.printed_text))))), look.section
        )
        return
    number = f"{one.printed_number} " if one.printed_number else ""
    text = words.text(one.printed_text)
    if not one.blank:
        text = BLANK.sub("_" * _WITHIN, text)
        heads = text.rstrip().endswith(":") or one.printed_caption is not None
        yield para(nb(f"{number}{text}"), look.head if heads else look.body)
    else:
        yield para(_to_fill(number, text), look.head if one.printed_caption is not None else look.body)
    if one.printed_caption is not None:
        yield para(nb(words.text(one.printed_caption)), look.caption)


def _to_fill(number: str, text: str) -> Markup:
    """Return a line to fill as long as there is room for, with the sign that ends it."""
    end = text.rstrip()[-1:].strip("_")
    room = WIDTH - INDENT - width(f"{number}{end}", REGULAR, SIZE) - 2
    count = int(room / width("_", REGULAR, SIZE))
    return join(f"{number}{'_' * count}{end}")

"""The reasons of a refusal as a letter to one person (ТК РФ 64)."""

from pathlib import Path

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from domain.hiring.refusal import Refusal
from domain.progress import Progress
from reports.paper import footers, letterhead
from reports.paper.grid import columns, gap, grid, height_of, line, signature
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.papers import RefusalPaper
from reports.paper.style import REGULAR, styles
from reports.paper.text import WIDE, para
from reports.words import cases, phrases
from reports.words.phrases_hiring import left_out, refusal_text
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width


@printed
def write(refusal: Refusal, words: Words, *, text: str | None = None) -> Pages:
    """Print the letter.

    ``text`` is the draft as people edited it, one paragraph a line; None prints the draft.
    """
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Reasons for refusal"),
        made_on=refusal.made_on,
        foot=foot(refusal, words),
        story=story(refusal, words, text=text),
        organisation=refusal.organisation,
    )


def foot(refusal: Refusal, words: Words) -> str:
    """Return the line at the foot."""
    code = words.gettext("RR-{code}").format(code=refusal.person.code or refusal.cycle.code)
    return footers.foot(code, None, refusal.made_on, words)


def write_kept(paper: RefusalPaper, target: Path, progress: Progress, words: Words) -> None:
    """Write the letter in the words that people saved, or the draft if they saved none."""
    write(paper.refusal, target, progress, words, text=paper.text)


def story(refusal: Refusal, words: Words, *, text: str | None = None) -> list[Flowable]:
    """Return all flowables of the paper."""
    written = refusal_text(refusal, words) if text is None else text
    body = ParagraphStyle(
        "letter",
        styles().body,
        fontName=REGULAR,
        fontSize=12,
        leading=15.6,
        firstLineIndent=12.5 * mm,
        alignment=TA_LEFT,  # without hyphenation, justified long words tear rivers into the lines
        spaceAfter=3,
    )
    paragraphs: list[Flowable] = [para(nb(one), body) for one in written.splitlines() if one.strip()]
    head = _header(refusal, words, draft=text is None)
    return [*head, *paragraphs[:-2], *_end(refusal, paragraphs[-2:], words)]


def _header(refusal: Refusal, words: Words, *, draft: bool) -> list[Flowable]:
    _ = words.gettext
    look, organisation = styles(), refusal.organisation
    # Until it has a number, the day of a letter is that of its signature, and is written by hand.
    code, on = organisation.numbered("", None)
    parts = (words.dated(on), _("No. {number}").format(number=code or "______"), organisation.city)
    place = WIDE.join(part for part in parts if part)
    corner: list[Flowable] = [
        *letterhead.of_organisation(organisation, "", words),
        gap(3),
        para(place, look.body),
    ]
    addressee: list[Flowable] = [para(nb(cases.addressee(refusal.person, words, short=True)), look.body)]
    if draft:
        addressee = [letterhead.draft(words), gap(3), *addressee]
    without = left_out(refusal, words) if draft else ""
    note: list[Flowable] = [para(nb(without), look.caption), gap(6)] if without else []
    request = grid(
        [[para(nb(_("To your written request of")), look.body), line(36 * mm, _("(date)"))]],
        [58 * mm, 40 * mm],
        head=0,
        padding=0,
        lines=False,
    )
    return [
        columns([corner, addressee], [WIDTH - 70 * mm, 70 * mm]),
        gap(14),
        para(_("Reasons for refusal").upper(), look.title),
        para(_("On the refusal of employment"), look.subtitle),
        gap(6),
        *note,
        request,
        gap(8),
    ]


def _end(refusal: Refusal, last: list[Flowable], words: Words) -> list[Flowable]:
    """Return the last paragraphs with the signature lines: who refuses, and who received the letter."""
    _ = words.gettext
    by, other = refusal.ground.by, refusal.ground.sitting_of
    told = letterhead.capital(phrases.sitting(other, words)) if other else ""
    end: list[Flowable] = [
        *last,
        *([gap(6), para(told, styles().caption)] if told else []),
        gap(14),
        signature(letterhead.capital(by.post), letterhead.signing(by.name), WIDTH, words),
        gap(10),
        para(_("Copy received:"), styles().body),
        signature(_("Candidate"), refusal.person.signature_name, WIDTH, words),
    ]
    if height_of(end, WIDTH) < PORTRAIT.height / 2:
        return [KeepTogether(end)]
    return [*last[:-1], CondPageBreak(80 * mm), *last[-1:], *end[len(last) : -2], KeepTogether(end[-2:])]

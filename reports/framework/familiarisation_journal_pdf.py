"""The journal of familiarisation with a job description: everybody in the position, places to sign."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from domain.papers.framework_papers import FamiliarisationJournal
from domain.people.familiarisation import Reader, Reply
from reports.framework.familiarisation_pdf import named
from reports.paper import footers, letterhead
from reports.paper.grid import gap, grid, heads
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.seen import elide
from reports.paper.style import styles
from reports.paper.text import para
from reports.words.framework import familiarity
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_NUMBER, _DAY, _SIGN = 10 * mm, 24 * mm, 32 * mm
_POST = 40  # characters of the post in the foot
_SPARE = 3  # empty rows below for those who come later
_ROOM = 9  # points above and below, to sign in


@printed
def write(paper: FamiliarisationJournal, words: Words) -> Pages:
    """Print the journal."""
    number = "___" if paper.edition is None else paper.edition.number
    code = words.pgettext("code of a paper", "FJ-{number}").format(number=number)
    if paper.edition is not None:  # two job descriptions may have editions of the same number
        code = f"{code} · {elide(words.text(paper.edition.post), _POST)}"
    return Pages(
        PORTRAIT,
        title=words.gettext("Familiarisation journal"),
        made_on=paper.made_on,
        foot=footers.foot(code, None, paper.made_on, words),
        story=story(paper, words),
        organisation=paper.organisation,
    )


def story(paper: FamiliarisationJournal, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look = styles()
    names = heads(
        _("No."),
        _("Surname, given name, patronymic"),
        _("Position"),
        _("Read on"),
        _("Signature"),
        _("Copy received (signature)"),
    )
    name = (WIDTH - _NUMBER - _DAY - 2 * _SIGN) * 0.6
    widths = [_NUMBER, name, WIDTH - _NUMBER - _DAY - 2 * _SIGN - name, _DAY, _SIGN, _SIGN]
    rows = [_row(at, one, words) for at, one in enumerate(paper.people, 1)]
    rows += [_row(len(paper.people) + at, None, words) for at in range(1, _SPARE + 1)]
    note = _("An entry in words shows that the signature is already on record; nobody signs twice.")
    return [
        *letterhead.of_organisation(paper.organisation, "", words),
        gap(10),
        para(_("Familiarisation journal").upper(), look.title),
        *named(paper.edition, words),
        gap(8),
        grid([names, *rows], widths, padding=_ROOM),
        gap(4),
        *([para(nb(note), look.body)] if any(one.signature is not None for one in paper.people) else []),
    ]


def _row(number: int, one: Reader | None, words: Words) -> list[Flowable]:
    look = styles()
    empty = para("", look.cell)
    if one is None:
        return [para(str(number), look.cell), *([empty] * 5)]
    kept = one.signature
    signed = kept is not None and kept.reply is Reply.SIGNED
    # The day of a signature has its own column.
    said = "" if kept is None else words.gettext("signed") if signed else familiarity.reply(kept, words)
    return [
        para(str(number), look.cell),
        para(nb(one.name), look.cell),
        para(nb(one.post), look.cell),
        para(words.date(kept.on) if kept is not None and signed else "", look.cell),
        para(nb(said), look.cell),
        empty,
    ]

"""The top and the end of papers: corner, title, stamp, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Image, KeepTogether

from domain.assessing.case import Opening
from domain.people.organisation import Organisation
from reports.paper import footers, phrases_opening
from reports.paper.grid import columns, gap, height_of, line, signature, stamp
from reports.paper.logo import logo_size
from reports.paper.page import PORTRAIT
from reports.paper.style import styles
from reports.paper.text import WIDE, bold, join, para
from resources.i18n import Words, nb

STAMP = 80 * mm


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The contents of a paper's head: whose it is, its title and subject, its day and number.

    ``on`` is the day of the event that the paper records, None for a blank; ``unfinished`` marks a draft.
    """

    organisation: Organisation
    unit: str
    title: str
    about: str
    on: date | None
    number: str
    width: float
    words: Words
    unfinished: bool = False

    def approved(self) -> list[Flowable]:
        """Return the head of a paper that needs approval: corner on the left, stamp on the right."""
        look, organisation, words = styles(), self.organisation, self.words
        corner: list[Flowable] = [
            *of_organisation(organisation, self.unit, words),
            gap(3),
            para(self.title.upper(), look.strong),
            gap(3),
            para(self._place(), look.body),
        ]
        approver = stamp(organisation.approver_post, organisation.approver_name, words)
        head = columns([corner, approver], [self.width - STAMP, STAMP])
        mark = [draft(words)] if self.unfinished else []
        return [*mark, head, gap(5), para(nb(self.about), look.subtitle), gap(5)]

    def informing(self, *, signed: bool = False) -> list[Flowable]:
        """Return the head of a paper without approval, marked as confidential.

        A draft has no place for a date, since nobody dates it. *signed* says whether somebody signs the
        paper.
        """
        look = styles()
        right: list[Flowable] = [
            para(footers.confidential(self.organisation, self.words), look.right),
            para(self._place(dated=not self.unfinished), look.right),
            *([draft(self.words)] if self.unfinished else []),
        ]
        whose = of_organisation(self.organisation, self.unit, self.words, signed=signed)
        return [
            columns([[*whose], right], [self.width / 2, self.width / 2]),
            gap(5),
            para(self.title.upper(), look.title),
            para(nb(self.about), look.subtitle),
            gap(6),
        ]

    def _place(self, *, dated: bool = True) -> str:
        number, on = self.organisation.numbered(self.number, self.on)
        said = self.words.gettext("No. {number}").format(number=number) if number else ""
        day = self.words.dated(on) if dated else ""
        return join(*(part for part in (day, said, self.organisation.city) if part), glue=WIDE)


def draft(words: Words) -> Flowable:
    """Return the mark of a paper that nobody may sign yet."""
    return para(bold(words.gettext("DRAFT")), styles().right)


def signatures(
    people: Sequence[tuple[str, str]], width: float, words: Words, before: Sequence[Flowable] = ()
) -> list[Flowable]:
    """Return signature blocks of (post, initials and surname), kept together with what is *before* them.

    If that is longer than half a page it flows; then the end of the text stays with the first block.
    """
    blocks = [signature(capital(post), name, width, words) for post, name in people]
    if height_of([*before, *blocks], width) < PORTRAIT.height / 2:
        return [KeepTogether([*before, *blocks])]
    if height_of(before, width) < PORTRAIT.height / 2:
        return [KeepTogether([*before, *blocks[:1]]), *blocks[1:]]
    return [*before[:-1], CondPageBreak(40 * mm), *before[-1:], *blocks]


def capital(text: str) -> str:
    """Return the text with its first letter capitalised."""
    return text[:1].upper() + text[1:]


def signing(name: str) -> str:
    """Return «А.В. Соколова» for «Соколова Анна Викторовна» or «Соколова А. В.»; one word stays as it is."""
    surname, *given = name.split()
    return f"{''.join(f'{one[0].upper()}.' for one in given)} {surname}".strip() if given else name


def of_organisation(
    organisation: Organisation,
    unit: str,
    words: Words,
    *,
    signed: bool = True,
    style: ParagraphStyle | None = None,
) -> list[Flowable]:
    """Return the organisation and its unit; a line to fill if neither is known.

    A signed paper has the full name, any other the short one. The logo stands above them. ``style`` is that
    of the names if it is not the usual one.
    """
    body, more = style or styles().body, organisation.more
    unit = unit or more.unit
    short = organisation.short_name or organisation.full_name
    names = organisation.heading if signed else tuple(name for name in (short,) if name)
    return [
        *(logo(more.logo) if more.logo else []),
        *(para(name, body) for name in names),
        *([] if names else [line(STAMP, words.gettext("(organisation)"))]),
        *([para(unit, body)] if unit else []),
    ]


def logo(picture: bytes) -> list[Flowable]:
    """Return the logo of an organisation."""
    width, height = logo_size(picture)
    shown = Image(BytesIO(picture), width * mm, height * mm)
    shown.hAlign = "LEFT"
    return [shown, gap(2)]


def one_of_several(home: str, words: Words) -> list[Flowable]:
    """Return the line that the paper rests on one sheet of several; empty for a case that is at home."""
    told = phrases_opening.one_of_several(home, words) if home else ""
    return [gap(4), para(bold(told), styles().body)] if told else []


def opened_early(opening: Opening | None, words: Words, *, named: bool = True) -> list[Flowable]:
    """Return the line about who looked at the sheets before all were in; empty if nobody did."""
    if opening is None:
        return []
    told = nb(phrases_opening.said(opening, words, named=named))
    return [gap(4), para(join(bold(f"{phrases_opening.head(words)}: "), told), styles().body)]

"""The consent to the processing of personal data as a sheet of its own (152-ФЗ, article 9; forms.md 9.3)."""

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.paper import footers, letterhead
from reports.paper.grid import gap, grid, line
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.papers import ConsentPaper
from reports.paper.style import REGULAR, styles
from reports.paper.text import bold, join, para
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width


@printed
def write(paper: ConsentPaper, words: Words) -> Pages:
    """Print the consent."""
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Consent to the processing of personal data"),
        made_on=paper.made_on,
        foot=foot(paper, words),
        story=story(paper, words),
        organisation=paper.organisation,
    )


def foot(paper: ConsentPaper, words: Words) -> str:
    """Return the line at the foot."""
    return footers.foot(words.gettext("PD-{code}").format(code=paper.person.code), None, paper.made_on, words)


def about(paper: ConsentPaper, words: Words) -> str:
    """Return what the consent is for, as the line under the title."""
    _ = words.gettext
    return _("For the personnel reserve") if paper.reserve else _("For the selection of a candidate")


def subject(paper: ConsentPaper, words: Words) -> list[tuple[str, str]]:
    """Return who consents; what is never in the file is empty."""
    _ = words.gettext
    return [
        (_("I, surname, given name, patronymic"), paper.person.full_name),
        (_("Address"), ""),
        (_("Identity document: kind, number, by whom and when issued"), ""),
    ]


def operator(paper: ConsentPaper, words: Words) -> list[tuple[str, str]]:
    """Return who processes the data."""
    _, own = words.gettext, paper.organisation
    return [
        (_("Operator"), own.full_name or own.short_name),
        (_("Address of the operator"), own.more.address),
    ]


def story(paper: ConsentPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look = styles()
    body = ParagraphStyle(
        "consent", look.body, fontName=REGULAR, fontSize=11, leading=14.2, alignment=TA_JUSTIFY, spaceAfter=4
    )
    made: list[Flowable] = [
        para(_("Consent to the processing of personal data").upper(), look.title),
        para(about(paper, words), look.subtitle),
        gap(8),
        _fields(subject(paper, words)),
        gap(4),
        para(_("freely give my consent to the operator"), look.body),
        _fields(operator(paper, words)),
        gap(6),
    ]
    made += [para(join(bold(f"{name}: "), nb(said)), body) for name, said in terms(paper, words)]
    people = [(_("Signature of the person"), paper.person.signature_name)]
    return [*made[:-2], *letterhead.signatures(people, WIDTH, words, [*made[-2:], gap(12)])]


def _fields(fields: list[tuple[str, str]]) -> Flowable:
    look = styles()
    width = WIDTH - 62 * mm
    rows = [
        [para(name, look.caption), para(said, look.body) if said else line(width, "")]
        for name, said in fields
    ]
    return grid(
        rows,
        [62 * mm, width],
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        head=0,
        padding=3,
        lines=False,
    )


def terms(paper: ConsentPaper, words: Words) -> list[tuple[str, str]]:
    """Return what a written consent must name (152-ФЗ, article 9, part 4)."""
    _ = words.gettext
    purpose = _("to consider me for the position “{post}” and to assess how I meet its requirements")
    days, months = paper.retention.candidate_days, paper.retention.reserve_months
    term = words.ngettext(
        "until the decision on the vacancy and {n} day after it",
        "until the decision on the vacancy and {n} days after it",
        days,
    ).format(n=days)
    if paper.reserve:
        purpose = _("to keep me in the personnel reserve and to offer me vacancies for the position “{post}”")
        term = words.ngettext(
            "{n} month from the day of signing", "{n} months from the day of signing", months
        ).format(n=months)
    return [
        (_("Purpose"), purpose.format(post=paper.post.strip() or "____________") + "."),
        (
            _("Data"),
            _(
                "surname, given name, patronymic; telephone number and e-mail address; education; work "
                "experience; answers at the interview and results of the assessment; of the medical "
                "examination only whether I am cleared for work."
            ),
        ),
        (
            _("Actions and methods"),
            _(
                "collection, recording, storage, correction, use, deletion and destruction, with and without "
                "a computer, within the organisation. No decision is taken by automated processing alone."
            ),
        ),
        (_("Term of validity"), term + "."),
        (
            _("Withdrawal"),
            _(
                "I can withdraw the consent at any time by a written statement to the operator; the data are "
                "then destroyed within 30 days, unless the law asks to keep them."
            ),
        ),
    ]

"""A familiarisation sheet: one person, one edition of a job description, what it changes, places to sign."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from domain.framework.job_description import EditionToRead
from domain.framework.job_description_difference import (
    ClauseChange,
    ClauseDifference,
    clause_differences,
)
from domain.papers.framework_papers import FamiliarisationPaper
from domain.people.person import PersonKind
from reports.framework.job_description_pdf import body_style
from reports.paper import footers, letterhead
from reports.paper.grid import gap, grid, line, signature
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import styles
from reports.paper.text import bold, join, para
from reports.words.framework.familiarity import of_edition
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_SHOWN = 300  # characters of a changed clause; the whole of it is in the job description


@printed
def write(paper: FamiliarisationPaper, words: Words) -> Pages:
    """Print the sheet."""
    code = words.pgettext("code of a paper", "FS-{code}").format(code=paper.person.code)
    return Pages(
        PORTRAIT,
        title=words.gettext("Familiarisation sheet"),
        made_on=paper.made_on,
        foot=footers.foot(code, None, paper.made_on, words),
        story=story(paper, words),
        organisation=paper.organisation,
    )


def story(paper: FamiliarisationPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look = styles()
    return [
        *letterhead.of_organisation(paper.organisation, "", words),
        gap(14),
        para(_("Familiarisation sheet").upper(), look.title),
        *named(paper.edition, words),
        gap(8),
        _person(paper, words),
        *_changes(paper, words),
        KeepTogether([*_signing(paper, words)]),
    ]


def named(edition: EditionToRead | None, words: Words) -> Iterator[Flowable]:
    """Yield which edition of which job description it is; None is a line to name it by hand."""
    _ = words.gettext
    look = styles()
    if edition is None:
        yield para(_("for the job description"), look.subtitle)
        yield gap(12)
        yield line(WIDTH, _("(position, date, number and edition of the job description)"))
        return
    post, place = of_edition(edition, words)
    yield para(nb(_("for the job description {post}").format(post=post)), look.subtitle)
    yield para(nb(place), look.subtitle)


def _person(paper: FamiliarisationPaper, words: Words) -> Flowable:
    _ = words.gettext
    person = paper.person
    facts = [
        (_("Surname, given name, patronymic"), person.full_name),
        (_("Position"), person.post),
        (_("Unit"), person.unit),
    ]
    width = WIDTH - 62 * mm
    rows = [
        [para(name, styles().caption), para(said, styles().body) if said.strip() else line(width, "")]
        for name, said in facts
    ]
    bottom = ("VALIGN", (0, 0), (-1, -1), "BOTTOM")
    return grid(rows, [62 * mm, width], bottom, head=0, padding=3, lines=False)


def _changes(paper: FamiliarisationPaper, words: Words) -> Iterator[Flowable]:
    """Yield what the edition changes in the one before; whoever is being hired knows no other."""
    _ = words.gettext
    edition = paper.edition
    if edition is None or not edition.before or paper.person.kind is PersonKind.CANDIDATE:
        return
    differences = clause_differences(edition.before, edition.clauses, words.language)
    if not differences:
        return
    yield para(_("What changes in this edition"), styles().heading)
    for one in differences:
        yield para(_change(one, words), styles().body)
    if any(one.duty and one.change is not ClauseChange.RENUMBERED for one in differences):
        yield gap(4)
        said = _("Signing this sheet does not by itself change the employment contract.")
        yield para(nb(said), styles().body)


def _change(one: ClauseDifference, words: Words) -> str:
    _ = words.gettext
    pattern = {
        ClauseChange.ADDED: _("{number} added: {text}"),
        ClauseChange.DROPPED: _("{number} removed: {text}"),
        ClauseChange.REWORDED: _("{number} now reads: {text}"),
        ClauseChange.RENUMBERED: _("{old} is now {number}"),
    }[one.change]
    text = one.new or one.old
    text = text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + "…"
    number = one.new_number or one.old_number or "—"
    head, sign, rest = pattern.partition("{number}")
    said = rest.format(number=number, text=text, old=one.old_number)
    return join(head.format(old=one.old_number), bold(number) if sign else "", nb(said))


def _signing(paper: FamiliarisationPaper, words: Words) -> Iterator[Flowable]:
    _ = words.gettext
    person = paper.person
    before = person.kind is PersonKind.CANDIDATE
    read = _("I have read the job description before signing the employment contract:")
    yield gap(14)
    yield para(nb(read if before else _("I have read the job description:")), body_style())
    yield signature(letterhead.capital(person.post), person.signature_name, WIDTH, words)
    yield gap(6)
    yield para(nb(_("Copy received:")), body_style())
    yield signature(letterhead.capital(person.post), person.signature_name, WIDTH, words)
    yield gap(16)
    refused = _("Refused to sign: a record dated ____________ was drawn up and signed by two witnesses.")
    yield para(nb(refused), styles().body)

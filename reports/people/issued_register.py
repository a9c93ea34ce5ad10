"""The register of issued documents: on paper by kind and year, and as a workbook to filter."""

from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from domain.people.issued import Issued
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, put_table
from reports.book.workbook import DAY, WHOLE, Tab
from reports.paper import footers, letterhead
from reports.paper.grid import gap, grid, heads
from reports.paper.page import LANDSCAPE, Pages, printed
from reports.paper.style import styles
from reports.paper.text import para
from reports.people.named_kinds import named
from reports.people.register_paper import RegisterPaper
from resources.i18n import Words, nb

WIDTH = LANDSCAPE.width
_CODE, _DAY, _COPIES = 28 * mm, 24 * mm, 16 * mm


@printed
def write(paper: RegisterPaper, words: Words) -> Pages:
    """Print the register, a table for each year and kind, the first number first."""
    return Pages(
        LANDSCAPE,
        title=words.gettext("Register of issued documents"),
        made_on=paper.made_on,
        foot=footers.foot(words.pgettext("code of a paper", "RD"), None, paper.made_on, words),
        story=story(paper, words),
        organisation=paper.organisation,
    )


def story(paper: RegisterPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _, look = words.gettext, styles()
    made: list[Flowable] = [
        *letterhead.of_organisation(paper.organisation, "", words),
        gap(10),
        para(_("Register of issued documents").upper(), look.title),
    ]
    if not paper.lines:
        made.append(para(_("No document has a number yet."), look.body))
    rest = WIDTH - _CODE - _DAY - _COPIES
    widths = [_CODE, _DAY, rest * 0.34, rest * 0.26, _COPIES, rest * 0.4]
    for (year, _key), lines in groupby(paper.lines, lambda line: (line.year, line.document)):
        own = sorted(lines, key=lambda line: line.number)
        names = heads(
            _("Number"),
            _("Date"),
            _("About"),
            _("Who signs"),
            words.pgettext("of a document", "Copies"),
            _("To whom"),
        )
        made += [gap(8), para(f"{named(paper.titles, own[0].document, words)}, {year}", look.heading), gap(3)]
        made.append(
            grid(
                [names, *([para(nb(one), look.cell) for one in _cells(line, words)] for line in own)], widths
            )
        )
    return made


def _cells(line: Issued, words: Words) -> tuple[str, ...]:
    issue = line.issue
    return line.code, words.date(issue.on), line.about, issue.signed_by, str(issue.copies), issue.recipients


@saved
def write_xlsx(paper: RegisterPaper, words: Words) -> Contents:
    """Write the register, one document a row."""
    title = words.gettext("Register of issued documents")
    return Contents(title, paper.made_on, (Leaf(words.gettext("Register"), _sheet, paper),))


def _sheet(tab: Tab, paper: RegisterPaper, words: Words) -> None:
    _ = words.gettext
    columns: list[Column[Issued]] = [
        Column(_("Year"), 8, lambda line: line.year, WHOLE),
        Column(_("Document"), 34, lambda line: named(paper.titles, line.document, words)),
        Column(_("No."), 7, lambda line: line.number, WHOLE),
        Column(_("Number"), 16, lambda line: line.code),
        Column(_("Date"), 12, lambda line: line.issue.on, DAY),
        Column(_("About"), 36, lambda line: line.about),
        Column(_("Who signs"), 28, lambda line: line.issue.signed_by),
        Column(words.pgettext("of a document", "Copies"), 8, lambda line: line.issue.copies, WHOLE),
        Column(_("To whom"), 36, lambda line: line.issue.recipients),
        Column(_("Entered by"), 28, lambda line: line.by_name),
    ]
    put_table(tab, columns, paper.lines, fixed=1)

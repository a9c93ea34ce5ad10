"""What the act of destruction and the extract from the journal have in common (152-ФЗ, order РКН 179)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from domain.event import PRINTED
from domain.papers.subject_copy import HandedOver
from domain.people.erasure import Erased
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.text import Text
from reports.paper.grid import grid, heads
from reports.paper.letterhead import Letterhead
from reports.paper.page import PORTRAIT
from reports.paper.style import styles
from reports.paper.text import para
from reports.people.named_kinds import named
from reports.words.people import phrases_erasure
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_NAMES = 62 * mm
_DAY = 26 * mm
_GROUPS, _GROUP = 6, 4


@dataclass(frozen=True, slots=True)
class ErasurePaper:
    """An erasure as both papers print it; ``actor`` None is filled in by hand. It names the person.

    ``file`` is the name of the file that the data were erased from, or the address of the server if it was
    done *at_server*; ``handed_out`` are the documents about the person that had left it, the first first, and
    ``titles`` what they are called.
    """

    organisation: Organisation
    erased: Erased
    actor: Person | None
    file: str
    handed_out: tuple[HandedOver, ...] = ()
    titles: Mapping[str, Text] = field(default_factory=dict[str, Text])
    at_server: bool = False

    @property
    def number(self) -> str:
        """The number of the act: that of its event."""
        return str(self.erased.event)


def head(paper: ErasurePaper, title: str, about: str, words: Words) -> list[Flowable]:
    """Return the top of a paper: whose it is, its title and subject, the day and the number of the event."""
    organisation, on = paper.organisation, paper.erased.on
    return Letterhead(organisation, "", title, about, on, paper.number, WIDTH, words).informing(signed=True)


def table(rows: list[tuple[str, str]]) -> Flowable:
    """Return fields and what they hold; an empty one is a line to fill in by hand."""
    look = styles()
    cells = [[para(name, look.caption), para(nb(text) if text else "\n", look.body)] for name, text in rows]
    return grid(
        cells, [_NAMES, WIDTH - _NAMES], ("VALIGN", (0, 0), (-1, -1), "TOP"), head=0, padding=4, flows=True
    )


def operator(paper: ErasurePaper, words: Words) -> list[tuple[str, str]]:
    """Return whose data were destroyed, and by which operator."""
    _ = words.gettext
    organisation, erased = paper.organisation, paper.erased
    whose = (organisation.full_name or organisation.short_name, organisation.city)
    return [
        (_("Operator: name and address"), ", ".join(part for part in whose if part)),
        (_("Whose data"), _("{name}, code {code}").format(name=erased.name, code=erased.code)),
    ]


def categories(paper: ErasurePaper, words: Words) -> str:
    """Return what was destroyed, with numbers of records."""
    gone = [
        words.gettext("{what}: {n}").format(what=phrases_erasure.matter(one.matter, words), n=one.records)
        for one in paper.erased.counts
        if not one.kept
    ]
    return "; ".join(gone)


def handed_out(paper: ErasurePaper, words: Words) -> list[Flowable]:
    """Return the documents about the person that had left the file, which whoever has them must destroy."""
    _, look = words.gettext, styles()
    if not paper.handed_out:
        none = _("No document about the person was exported from this file.")
        if paper.at_server:
            none = _("No document about the person was exported from this server.")
        return [para(nb(none), look.body)]
    names = heads(_("Date"), _("Document"), _("Form"))
    rows = [
        [
            para(words.date(one.at.astimezone().date()), look.cell),
            para(nb(named(paper.titles, one.document, words)), look.cell),
            para(
                ", ".join(_("printed") if form == PRINTED else form.upper() for form in one.formats),
                look.cell,
            ),
        ]
        for one in paper.handed_out
    ]
    return [grid([names, *rows], [_DAY, WIDTH - 2 * _DAY, _DAY], flows=True)]


def system(paper: ErasurePaper, words: Words) -> str:
    """Return the information system that the data were destroyed in."""
    if paper.at_server:
        return words.gettext("Merilo, server of the organisation, {address}").format(address=paper.file)
    return words.gettext("Merilo, file “{file}” (encrypted database)").format(file=paper.file)


def event(paper: ErasurePaper, words: Words) -> str:
    """Return number, time and chain value of the event."""
    erased = paper.erased
    digits = erased.mac[: _GROUPS * _GROUP].upper()
    groups = " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
    return words.gettext("No. {number}, {time}, chain value {groups}").format(
        number=erased.event, time=f"{words.date(erased.on)} {erased.at.astimezone():%H:%M:%S}", groups=groups
    )

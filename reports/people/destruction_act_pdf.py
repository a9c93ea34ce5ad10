"""The act of destruction of someone's personal data; it names the person and is kept outside the file."""

from reportlab.platypus import Flowable

from reports.paper import footers, letterhead
from reports.paper.grid import gap
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import styles
from reports.paper.text import para
from reports.people import erasure_paper
from reports.people.erasure_paper import WIDTH, ErasurePaper
from resources.i18n import Words


@printed
def write(paper: ErasurePaper, words: Words) -> Pages:
    """Print the act."""
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Certificate of destruction of personal data"),
        made_on=paper.erased.on,
        foot=footers.foot(_("AD-{number}").format(number=paper.number), None, paper.erased.on, words),
        story=story(paper, words),
    )


def story(paper: ErasurePaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look, erased, actor = styles(), paper.erased, paper.actor
    about = _("order of Roskomnadzor No. 179 of 28.10.2022, clause 3")
    head = erasure_paper.head(paper, _("Certificate of destruction of personal data"), about, words)
    kept = sum(one.records for one in erased.counts if one.kept)
    rows = [
        *erasure_paper.operator(paper, words),
        (_("Processor on behalf of the controller: name and address"), ""),
        (_("Categories of data destroyed"), erasure_paper.categories(paper, words)),
        (_("Information system"), erasure_paper.system(paper, words)),
        (_("Physical carriers: name, number of sheets"), ""),
        (
            _("Method"),
            _method(paper, words),
        ),
        (_("Reason"), erased.reason),
        (_("Date of destruction"), words.date(erased.on)),
        (_("Event of the journal"), erasure_paper.event(paper, words)),
        (
            _("Stays without a name"),
            words.ngettext("{n} mark or level", "{n} marks and levels", kept).format(n=kept)
            if kept
            else _("nothing"),
        ),
    ]
    who = (actor.post, actor.signature_name) if actor is not None else ("", "")
    people = [who, ("", "")]
    return [
        *head,
        erasure_paper.table(rows),
        gap(8),
        para(
            _("Documents about the person that were handed out: whoever has them must destroy them"),
            look.strong,
        ),
        gap(3),
        *erasure_paper.handed_out(paper, words),
        gap(8),
        para(_("Destroyed by"), look.strong),
        *letterhead.signatures(people, WIDTH, words),
    ]


def _method(paper: ErasurePaper, words: Words) -> str:
    _ = words.gettext
    if paper.at_server:
        return _(
            "Records deleted from the database of the server. The administrator deletes its copies when "
            "their term ends; in a copy that is restored the person is erased again."
        )
    return _(
        "Records deleted from the database, freed space overwritten, the file rewritten without "
        "them. Copies in the folder of copies are rewritten right after this act."
    )

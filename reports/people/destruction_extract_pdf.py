"""The extract from the journal about the destruction of someone's personal data (order РКН 179, item 5)."""

from reportlab.platypus import Flowable

from reports.paper import footers, letterhead
from reports.paper.grid import gap
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import styles
from reports.paper.text import para
from reports.people import erasure_paper
from reports.people.erasure_paper import WIDTH, ErasurePaper
from resources.i18n import Words, nb


@printed
def write(paper: ErasurePaper, words: Words) -> Pages:
    """Print the extract."""
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Extract from the journal of events"),
        made_on=paper.erased.on,
        foot=footers.foot(_("EX-{number}").format(number=paper.number), None, paper.erased.on, words),
        story=story(paper, words),
    )


def story(paper: ErasurePaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look, erased, actor = styles(), paper.erased, paper.actor
    about = _("destruction of personal data; order of Roskomnadzor No. 179 of 28.10.2022, clause 5")
    head = erasure_paper.head(paper, _("Extract from the journal of events"), about, words)
    rows = [
        *erasure_paper.operator(paper, words),
        (_("Categories of data destroyed"), erasure_paper.categories(paper, words)),
        (_("Information system"), erasure_paper.system(paper, words)),
        (_("Reason"), erased.reason),
        (_("Date of destruction"), words.date(erased.on)),
        (_("Event of the journal"), erasure_paper.event(paper, words)),
        (
            _("Who was logged in") if paper.at_server else _("Who worked with the file"),
            actor.full_name if actor is not None else _("command line"),
        ),
    ]
    who = (actor.post, actor.signature_name) if actor is not None else ("", "")
    note = _(
        "In the file itself the event holds no name. It is chained to the events before and after "
        "it: whoever has the file finds it under this number with this chain value."
    )
    if paper.at_server:
        note = _(
            "In the journal of the server the event holds no name. It is chained to the events before and "
            "after it: whoever may read the journal finds it under this number."
        )
    return [
        *head,
        erasure_paper.table(rows),
        gap(8),
        *letterhead.signatures([who], WIDTH, words),
        gap(10),
        para(nb(note), look.body),
    ]

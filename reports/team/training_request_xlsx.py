"""The requests for training as a workbook: a sheet per topic with the lines of its paper, and its people."""

from functools import partial
from typing import Any

from domain.team.training_plan import Topic, TrainingPlan
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import put_facts
from reports.book.workbook import Look, Tab
from reports.paper import footers
from reports.team import training_request
from reports.team.training_xlsx import basis
from resources.i18n import Words

type _Numbered = tuple[int, Topic]


@saved
def write(plan: TrainingPlan, words: Words) -> Contents:
    """Write the workbook: for each topic the request, and its participants on a sheet of their own."""
    _ = words.gettext
    leaves: list[Leaf[Any]] = []
    for number, topic in enumerate(plan.topics, start=1):
        request = partial(_request, plan)
        leaves.append(Leaf(f"{number}. {', '.join(topic.codes)}", request, (number, topic), portrait=True))
        leaves.append(
            Leaf(f"{number}. {_('Annex')}", partial(_participants, plan), (number, topic), portrait=True)
        )
    leaves.append(Leaf(_("Reference"), _reference, plan, portrait=True))
    return Contents(_("Training request"), plan.made_on, leaves)


def _request(plan: TrainingPlan, tab: Tab, numbered: _Numbered, words: Words) -> None:
    _ = words.gettext
    number, topic = numbered
    tab.widths(28, 60)
    title = f"{_('Training request')} {_('No. {number}').format(number=number)}"
    tab.put_text(1, 1, title, Look.TITLE, wrap=False)
    post, name = training_request.initiator(plan)
    organisation = plan.organisation.short_name or plan.organisation.full_name
    lines = [
        (_("Organisation"), ", ".join(part for part in (organisation, plan.unit) if part)),
        (_("To the head of the training department"), training_request.BLANK),
        (_("Created"), training_request.BLANK),
        *training_request.facts(plan, topic, words),
        (_("Initiator"), ", ".join(part for part in (post, name) if part) or training_request.BLANK),
        (_("Resolution"), " / ".join(training_request.choices(words))),
    ]
    put_facts(tab, 3, lines)


def _participants(plan: TrainingPlan, tab: Tab, numbered: _Numbered, words: Words) -> None:
    """Write the participants to a sheet of their own, marked as confidential; without anybody's level."""
    _ = words.gettext
    number, topic = numbered
    tab.widths(34, 54)
    tab.put_text(1, 1, footers.confidential(plan.organisation, words), Look.MUTED, wrap=False)
    title = _("Annex to request No. {number}. Participants").format(number=number)
    tab.put_text(2, 1, title, Look.TITLE, wrap=False)
    tab.heads(4, [words.pgettext("heading", "Full name"), _("Position")])
    for row, one in enumerate(topic.learners, start=5):
        tab.put_text(row, 1, one.name)
        tab.put_text(row, 2, one.post)
        tab.underline(row, 2)


def _reference(tab: Tab, plan: TrainingPlan, words: Words) -> None:
    """Write what the requests rest on, and who may see which sheet."""
    _ = words.gettext
    tab.widths(30, 60)
    tab.put_text(1, 1, _("Training request"), Look.TITLE, wrap=False)
    leaves = _("The request names nobody who learns; the annex does, without levels, and is confidential.")
    put_facts(tab, 3, [*basis(plan, words), (_("Sheets"), leaves)])

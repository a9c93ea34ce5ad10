"""The requests for training as a workbook: one sheet a topic, with the lines of the paper and its people."""

from pathlib import Path

from domain.progress import Progress
from domain.team.training_plan import Topic, TrainingPlan
from reports.book.workbook import Book, Look, Tab
from reports.paper.atomic import replacing
from reports.team import training_request
from resources.i18n import Words

_COLUMNS = 2


def write(plan: TrainingPlan, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    steps = len(plan.topics) + 1
    with replacing(target) as part:
        book = Book(_("Training request"), plan.made_on)
        for number, topic in enumerate(plan.topics, start=1):
            progress.step(number - 1, steps)
            codes = ", ".join(topic.codes)
            _request(book.tab(f"{number}. {codes}", portrait=True), plan, topic, number, words)
            annex = f"{number}. {_('Annex')}"
            _participants(book.tab(annex, portrait=True), topic, number, words)
        progress.step(steps - 1, steps)
        book.save(part)
    progress.step(steps, steps)


def _request(tab: Tab, plan: TrainingPlan, topic: Topic, number: int, words: Words) -> None:
    _ = words.gettext
    tab.widths(28, 60)
    title = f"{_('Training request')} {_('No. {number}').format(number=number)}"
    tab.put_text(1, 1, title, Look.TITLE, wrap=False)
    post, name = training_request.initiator(plan)
    organisation = plan.organisation.short_name or plan.organisation.full_name
    lines = [
        (_("Organisation"), ", ".join(part for part in (organisation, plan.unit) if part)),
        (_("To the head of the training service"), training_request.BLANK),
        (_("Created"), training_request.BLANK),
        *training_request.facts(plan, topic, words),
        (_("Initiator"), ", ".join(part for part in (post, name) if part) or training_request.BLANK),
        (_("Resolution"), " / ".join(training_request.choices(words))),
    ]
    for row, (name, text) in enumerate(lines, start=3):
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, text)
        tab.underline(row, _COLUMNS)


def _participants(tab: Tab, topic: Topic, number: int, words: Words) -> None:
    """Put who they are on a sheet of its own, marked as confidential; no level of anybody."""
    _ = words.gettext
    tab.widths(34, 54)
    tab.put_text(1, 1, _("Confidential. Copy No. 1"), Look.MUTED, wrap=False)
    title = _("Annex to request No. {number}. Participants").format(number=number)
    tab.put_text(2, 1, title, Look.TITLE, wrap=False)
    tab.heads(4, [words.pgettext("heading", "Full name"), _("Position")])
    for row, one in enumerate(topic.learners, start=5):
        tab.put_text(row, 1, one.name)
        tab.put_text(row, 2, one.post)
        tab.underline(row, _COLUMNS)

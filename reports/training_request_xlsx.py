"""The requests for training as a workbook: one sheet a topic, with the lines of the paper and its people."""

from pathlib import Path

from domain.progress import Progress
from domain.training_plan import Topic, TrainingPlan
from reports import training_request
from reports.atomic import replacing
from reports.workbook import NUMBER, WHOLE, Book, Look, Tab
from resources.i18n import Words

_COLUMNS = 4  # name, post, level, target of the people below


def write(plan: TrainingPlan, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    steps = len(plan.topics) + 1
    with replacing(target) as part:
        book = Book(_("Request for training"), plan.made_on)
        for number, topic in enumerate(plan.topics, start=1):
            progress.step(number - 1, steps)
            _request(
                book.tab(f"{number}. {', '.join(topic.codes)}", portrait=True), plan, topic, number, words
            )
        progress.step(steps - 1, steps)
        book.save(part)
    progress.step(steps, steps)


def _request(tab: Tab, plan: TrainingPlan, topic: Topic, number: int, words: Words) -> None:
    _ = words.gettext
    tab.widths(28, 60, 9, 9)
    title = f"{_('Request for training')} {_('No. {number}').format(number=number)}"
    tab.put_text(1, 1, title, Look.TITLE, wrap=False)
    lines = [
        (_("To the head of the training service"), training_request.BLANK),
        (_("Made"), words.date(plan.made_on)),
        *training_request.facts(plan, topic, words),
        (_("Initiator"), training_request.BLANK),
        (_("Resolution"), " / ".join(training_request.choices(words))),
    ]
    for row, (name, text) in enumerate(lines, start=3):
        tab.put_text(row, 1, name, Look.MUTED)
        tab.put_text(row, 2, text)
        tab.underline(row, _COLUMNS)
    head = len(lines) + 4
    tab.heads(head, [_("Name"), _("Post"), _("Level"), _("Target")], figures=(3, 4))
    for row, one in enumerate(topic.learners, start=head + 1):
        tab.put_text(row, 1, one.name)
        tab.put_text(row, 2, one.post)
        tab.put_number(row, 3, one.level, NUMBER)
        tab.put_number(row, 4, one.target, WHOLE)
        tab.underline(row, _COLUMNS)

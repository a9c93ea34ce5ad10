"""The training plan of a group as a workbook: topics to fill in, and the people of each."""

from pathlib import Path

from domain.progress import Progress
from domain.training_plan import TrainingPlan
from reports import phrases
from reports.atomic import replacing
from reports.workbook import NUMBER, WHOLE, Book, Look, Tab
from resources.i18n import Words


def write(plan: TrainingPlan, target: Path, progress: Progress, words: Words) -> None:
    """Write the workbook to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    progress.step(0, 2)
    with replacing(target) as part:
        book = Book(_("Training plan"), plan.made_on)
        _topics(book.tab(_("Plan")), plan, words)
        _people(book.tab(_("People")), plan, words)
        progress.step(1, 2)
        book.save(part)
    progress.step(2, 2)


def _topics(tab: Tab, plan: TrainingPlan, words: Words) -> None:
    _ = words.gettext
    tab.widths(6, 14, 32, 9, 60, 9, 12, 20, 20, 12, 12, 12, 20)
    names = [
        _("No."),
        _("Code"),
        _("Topic"),
        _("People"),
        _("Form"),
        _("Hours"),
        _("off the line"),
        _("Dates"),
        _("Trainer"),
        _("Cost"),
        _("Level now"),
        _("Target"),
        _("Mark"),
    ]
    tab.heads(1, names, figures=(1, 4, 6, 7, 10, 11, 12))
    for row, topic in enumerate(plan.topics, start=2):
        tab.put_number(row, 1, row - 1, WHOLE)
        tab.put_text(row, 2, ", ".join(topic.codes))
        tab.put_text(row, 3, words.text(plan.framework.item(topic.codes[0]).label), Look.STRONG)
        tab.put_number(row, 4, len(topic.learners), WHOLE)
        forms = (f"{phrases.action_kind(one.kind, words)}: {words.text(one.text)}" for one in topic.actions)
        tab.put_text(row, 5, "; ".join(forms))
        tab.put_number(row, 6, topic.hours, WHOLE)
        tab.put_number(row, 11, topic.now, NUMBER)
        tab.put_number(row, 12, topic.wanted, NUMBER)
        tab.underline(row, len(names))
    tab.table(1, len(plan.topics) + 1, len(names), fixed=3)


def _people(tab: Tab, plan: TrainingPlan, words: Words) -> None:
    _ = words.gettext
    tab.widths(14, 32, 30, 30, 10, 10)
    tab.heads(1, [_("Code"), _("Topic"), _("Name"), _("Post"), _("Level"), _("Target")], figures=(5, 6))
    row = 1
    for topic in plan.topics:
        for one in topic.learners:
            row += 1
            tab.put_text(row, 1, ", ".join(topic.codes))
            tab.put_text(row, 2, words.text(plan.framework.item(topic.codes[0]).label))
            tab.put_text(row, 3, one.name)
            tab.put_text(row, 4, one.post)
            tab.put_number(row, 5, one.level, NUMBER)
            tab.put_number(row, 6, one.target, WHOLE)
            tab.underline(row, 6)
    tab.table(1, row, 6)

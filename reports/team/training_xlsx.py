"""The training plan of a group as a workbook: topics to fill in, and the people of each."""

from pathlib import Path

from openpyxl.utils import get_column_letter

from domain.progress import Progress
from domain.team.training_plan import TrainingPlan
from reports.book.workbook import NUMBER, WHOLE, Book, Look, Tab
from reports.paper.atomic import replacing
from reports.words import phrases
from resources.i18n import Words

NO, CODE, TOPIC, PEOPLE, FORM, FROM, UNTIL, TRAINER = range(1, 9)
INDICATOR, HOURS, OFF_LINE, PART, COST, NOW, WANTED, MARK = range(9, 17)
FINE_SHARE, MONEY = "0.0%", "#,##0"


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
        _people(book.tab(_("Annex")), plan, words)
        progress.step(1, 2)
        book.save(part)
    progress.step(2, 2)


def _topics(tab: Tab, plan: TrainingPlan, words: Words) -> None:
    _ = words.gettext
    tab.widths(5, 9, 26, 8, 40, 11, 11, 18, 26, 8, 9, 11, 12, 9, 8, 12)
    names = {
        NO: _("No."),
        CODE: _("Code"),
        TOPIC: _("Topic"),
        PEOPLE: _("Participants"),
        FORM: _("Form"),
        FROM: words.pgettext("first day", "From"),
        UNTIL: words.pgettext("last day", "Until"),
        TRAINER: _("Provider"),
        INDICATOR: _("Indicator of the result"),
        HOURS: _("Hours"),
        OFF_LINE: _("off-queue"),
        PART: _("% of working time"),
        COST: _("Cost, ₽"),
        NOW: _("Level now"),
        WANTED: _("Target"),
        MARK: _("Done"),
    }
    tab.heads(1, list(names.values()), figures=(NO, PEOPLE, HOURS, OFF_LINE, PART, COST, NOW, WANTED))
    for row, topic in enumerate(plan.topics, start=2):
        terms = topic.terms
        tab.put_number(row, NO, row - 1, WHOLE)
        tab.put_text(row, CODE, ", ".join(topic.codes))
        tab.put_text(row, TOPIC, words.text(plan.framework.item(topic.codes[0]).label), Look.STRONG)
        tab.put_number(row, PEOPLE, len(topic.learners), WHOLE)
        forms = (f"{phrases.action_kind(one.kind, words)}: {words.text(one.text)}" for one in topic.actions)
        tab.put_text(row, FORM, "; ".join(forms))
        tab.put_number(row, HOURS, topic.hours, WHOLE)
        tab.put_number(row, OFF_LINE, terms.off_line, WHOLE)
        tab.put_number(row, PART, terms.share, FINE_SHARE)
        tab.put_day(row, FROM, terms.starts_on)
        tab.put_day(row, UNTIL, terms.ends_on)
        tab.put_text(row, TRAINER, terms.trainer)
        tab.put_number(row, COST, terms.cost, MONEY)
        tab.put_number(row, NOW, topic.now, NUMBER)
        tab.put_number(row, WANTED, topic.wanted, NUMBER)
        tab.put_text(row, INDICATOR, terms.indicator)
        tab.underline(row, MARK)
    last = len(plan.topics) + 1
    tab.table(1, last, MARK, fixed=3)
    _sums(tab, plan, last, words)


def _sums(tab: Tab, plan: TrainingPlan, last: int, words: Words) -> None:
    """Put what is known in all below the topics, and for how many of them nothing is."""
    _ = words.gettext
    known, unknown = last + 2, last + 3
    tab.put_text(known, TOPIC, _("Known in total; people in the team"), Look.STRONG)
    tab.put_text(unknown, TOPIC, _("Topics for which it is unknown"), Look.MUTED)
    tab.put_number(known, PEOPLE, plan.staff, WHOLE, Look.STRONG)
    people, staff = _area(PEOPLE, last), f"{get_column_letter(PEOPLE)}{known}"
    for column, form, added, total in (
        (HOURS, WHOLE, f"SUMPRODUCT({people},{_area(HOURS, last)})", plan.hours),
        (OFF_LINE, WHOLE, f"SUMPRODUCT({people},{_area(OFF_LINE, last)})", plan.off_line),
        (PART, FINE_SHARE, f"SUMPRODUCT({people},{_area(PART, last)})/{staff}", plan.share),
        (COST, MONEY, f"SUM({_area(COST, last)})", plan.cost),
    ):
        counted = f"COUNT({_area(column, last)})"
        # What is known of no topic is no nought.
        value = None if total.nothing else total.known
        tab.put_formula(known, column, f'=IF({counted}=0,"",{added})', value, form, Look.STRONG)
        left = f"=COUNT({_area(NO, last)})-{counted}"
        tab.put_formula(unknown, column, left, total.unknown, WHOLE, Look.MUTED)


def _area(column: int, last: int) -> str:
    letter = get_column_letter(column)
    return f"{letter}2:{letter}{max(2, last)}"


def _people(tab: Tab, plan: TrainingPlan, words: Words) -> None:
    _ = words.gettext
    tab.widths(14, 32, 30, 30)
    tab.put_text(1, 1, _("Confidential. Copy No. 1"), Look.MUTED, wrap=False)
    tab.heads(2, [_("Code"), _("Topic"), words.pgettext("heading", "Full name"), _("Position")])
    row = 2
    for topic in plan.topics:
        for one in topic.learners:
            row += 1
            tab.put_text(row, 1, ", ".join(topic.codes))
            tab.put_text(row, 2, words.text(plan.framework.item(topic.codes[0]).label))
            tab.put_text(row, 3, one.name)
            tab.put_text(row, 4, one.post)
            tab.underline(row, 4)
    tab.table(2, row, 4)

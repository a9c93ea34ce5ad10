"""The training plan of a group as a workbook: topics to fill in, and the people of each."""

from openpyxl.utils import get_column_letter

from domain.team.training_plan import Learner, Topic, TrainingPlan
from reports.book.frame import Contents, Leaf, saved
from reports.book.table import Column, Fact, put_facts, put_table
from reports.book.workbook import NUMBER, WHOLE, Look, Tab
from reports.paper import footers
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import Words

NO, CODE, TOPIC, PEOPLE, FORM, FROM, UNTIL, TRAINER = range(1, 9)
INDICATOR, HOURS, OFF_LINE, PART, COST, NOW, WANTED, MARK = range(9, 17)
FINE_SHARE, MONEY = "0.0%", "#,##0"


@saved
def write(plan: TrainingPlan, words: Words) -> Contents:
    """Write the workbook: the topics, and the annex with the people of each."""
    _ = words.gettext
    leaves = (
        Leaf(_("Plan"), _topics, plan),
        Leaf(_("Annex"), _people, plan),
        Leaf(_("Reference"), _reference, plan),
    )
    return Contents(_("Training plan"), plan.made_on, leaves)


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
        INDICATOR: _("Success indicator"),
        HOURS: _("Hours"),
        OFF_LINE: _("off-queue"),
        PART: _("% of working time"),
        COST: _("Cost, ₽"),
        NOW: _("Level now"),
        WANTED: _("Target"),
        MARK: _("Done"),
    }
    tab.heads(1, list(names.values()), figures=(NO, PEOPLE, HOURS, OFF_LINE, PART, COST, NOW, WANTED))
    of_file = f'{NUMBER}" {phrases.imported_sign(words)}"'
    for row, topic in enumerate(plan.topics, start=2):
        terms = topic.terms
        tab.put_number(row, NO, row - 1, WHOLE)
        tab.put_text(row, CODE, ", ".join(topic.codes))
        tab.put_text(row, TOPIC, _label(plan, topic, words), Look.STRONG)
        tab.put_number(row, PEOPLE, len(topic.learners), WHOLE)
        forms = (f"{name_of(one.kind, words)}: {words.text(one.text)}" for one in topic.actions)
        tab.put_text(row, FORM, "; ".join(forms))
        tab.put_number(row, HOURS, topic.hours, WHOLE)
        tab.put_number(row, OFF_LINE, terms.off_line, WHOLE)
        tab.put_number(row, PART, terms.share, FINE_SHARE)
        tab.put_day(row, FROM, terms.starts_on)
        tab.put_day(row, UNTIL, terms.ends_on)
        tab.put_text(row, TRAINER, terms.trainer)
        tab.put_number(row, COST, terms.cost, MONEY)
        tab.put_number(row, NOW, topic.now, of_file if topic.imported else NUMBER)
        tab.put_number(row, WANTED, topic.wanted, NUMBER)
        tab.put_text(row, INDICATOR, terms.indicator)
        tab.underline(row, MARK)
    last = len(plan.topics) + 1
    tab.table(1, last, MARK, fixed=3)
    for column in (FROM, UNTIL):
        tab.days(2, last, column, _("Enter a date."))
    for column, most in ((HOURS, 1_000), (OFF_LINE, 1_000), (PART, 1), (COST, 1_000_000_000)):
        tab.between(2, last, column, 0, most, _("Enter a number."))
    _sums(tab, plan, last, words)


def _sums(tab: Tab, plan: TrainingPlan, last: int, words: Words) -> None:
    """Write the sums of the known values below the topics, and for how many topics they are unknown."""
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
        # If nothing is known for any topic, the sum is unknown and not zero.
        value = None if total.nothing else total.known
        tab.put_formula(known, column, f'=IF({counted}=0,"",{added})', value, form, Look.STRONG)
        left = f"=COUNT({_area(NO, last)})-{counted}"
        tab.put_formula(unknown, column, left, total.unknown, WHOLE, Look.MUTED)


def _area(column: int, last: int) -> str:
    letter = get_column_letter(column)
    return f"{letter}2:{letter}{max(2, last)}"


def _people(tab: Tab, plan: TrainingPlan, words: Words) -> None:
    _ = words.gettext
    columns: list[Column[tuple[Topic, Learner]]] = [
        Column(_("Code"), 14, lambda row: ", ".join(row[0].codes)),
        Column(_("Topic"), 32, lambda row: _label(plan, row[0], words)),
        Column(words.pgettext("heading", "Full name"), 30, lambda row: row[1].name),
        Column(_("Position"), 30, lambda row: row[1].post),
    ]
    tab.put_text(1, 1, footers.confidential(plan.organisation, words), Look.MUTED, wrap=False)
    put_table(tab, columns, [(topic, one) for topic in plan.topics for one in topic.learners], at=2)


def _label(plan: TrainingPlan, topic: Topic, words: Words) -> str:
    return words.text(plan.framework.item(topic.codes[0]).on_paper)


def _reference(tab: Tab, plan: TrainingPlan, words: Words) -> None:
    """Write what the plan is for, and how its sums are made."""
    _ = words.gettext
    tab.widths(30, 90)
    tab.put_text(1, 1, _("Training plan"), Look.TITLE, wrap=False)
    sums = _("Hours are multiplied by participants; the share of working time is of the whole team.")
    facts = [*basis(plan, words), (_("Known in total"), sums)]
    if any(one.imported for one in plan.topics):
        told = _("{sign}: some of the levels are imported from a file")
        facts.append((_("Level now"), told.format(sign=phrases.imported_sign(words))))
    put_facts(tab, 3, facts)


def basis(plan: TrainingPlan, words: Words) -> list[Fact]:
    """Return what the training of a team rests on: whose it is, when, the assessment and the framework."""
    _ = words.gettext
    own, edition = plan.organisation, _("{title}, edition {number}")
    return [
        (_("Organisation"), own.short_name or own.full_name),
        (_("Unit"), plan.unit),
        (_("Starts"), plan.period.starts_on),
        (_("Ends"), plan.period.ends_on),
        (_("Employees"), plan.staff),
        (_("Assessment"), plan.cycle.title or plan.cycle.code),
        (
            _("Framework"),
            edition.format(title=words.text(plan.framework.title), number=plan.framework.number),
        ),
        (_("Generated"), plan.made_on),
    ]

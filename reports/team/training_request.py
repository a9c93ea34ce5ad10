"""The lines of a request for training: the same on paper and in the workbook."""

from domain.team.training_plan import Topic, TrainingPlan
from reports.paper.letterhead import capital
from reports.team import phrases_training
from reports.words.framework import phrases_duties
from reports.words.names import name_of
from resources.i18n import Words

BLANK = "____________"


def facts(plan: TrainingPlan, topic: Topic, words: Words) -> list[tuple[str, str]]:
    """Return name and text of each line; a blank to fill where nothing is known."""
    _, blank = words.gettext, BLANK
    item = plan.framework.item(topic.codes[0])
    forms = "; ".join(f"{name_of(one.kind, words)}: {words.text(one.text)}" for one in topic.actions)
    terms = topic.terms
    level = (
        ""
        if topic.now is None
        else _("mean level of the competency from {now} to {wanted}").format(
            now=words.number(topic.now), wanted=words.number(topic.wanted)
        )
    )
    if level and topic.imported:
        level += f" ({phrases_training.imported(topic, words)})"
    result = "; ".join(part for part in (terms.indicator, level) if part) or blank
    duties = "; ".join(
        f"{duty.called} {phrases_duties.title(duty, words, 110)}"
        for duty in plan.framework.duties_of(item.code)[:3]
    )
    term = words.pgettext("dates", "from {start} to {end}").format(
        start=words.date(plan.period.starts_on), end=words.date(plan.period.ends_on)
    )
    without = _("duties remain at risk: {duties}").format(duties=duties) if duties else blank
    hours = blank if topic.hours is None else str(topic.hours)
    off_line = blank if terms.off_line is None else str(terms.off_line)
    part = blank if terms.share is None else phrases_training.share(terms.share, words)
    taken = _("{hours}, of these off-queue: {off_line}, share of working time: {share}").format(
        hours=hours, off_line=off_line, share=part
    )
    return [
        (
            _("Basis"),
            _("results of the assessment “{title}”").format(title=plan.cycle.title or plan.cycle.code),
        ),
        (_("Topic"), f"{', '.join(topic.codes)}: {words.text(item.text)}"),
        (_("Participants"), participants(topic, words)),
        (_("Expected result"), result),
        (_("Dates"), phrases_training.days(terms, words) or term),
        (_("Form"), forms or blank),
        (_("Hours per person"), taken),
        (_("Preferred hours"), blank),
        (_("Provider"), terms.trainer or blank),
        (_("Total cost"), blank if terms.cost is None else phrases_training.roubles(terms.cost, words)),
        (_("Impact if declined"), without),
        (_("Organiser"), blank),
    ]


def participants(topic: Topic, words: Words) -> str:
    """Return how many participants there are; the annex, which stays in the organisation, names them."""
    count = len(topic.learners)
    told = words.ngettext(
        "{n} person (list in the confidential annex)", "{n} people (list in the confidential annex)", count
    )
    return told.format(n=count)


def initiator(plan: TrainingPlan) -> tuple[str, str]:
    """Return post and signature of the person who asks, empty if unknown."""
    who = plan.initiator
    return ("", "") if who is None else (capital(who.post), who.signature_name)


def choices(words: Words) -> tuple[str, str, str]:
    """Return the answers the training service may give."""
    _ = words.gettext
    return (_("include in the plan"), _("decline (reason)"), _("clarify"))

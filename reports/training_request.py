"""What a request for training says, line by line: the same on paper and in the workbook."""

from domain.training_plan import Topic, TrainingPlan
from reports import phrases, phrases_training
from resources.i18n import Words

BLANK = "____________"


def facts(plan: TrainingPlan, topic: Topic, words: Words) -> list[tuple[str, str]]:
    """Return name and text of each line; a blank stands where nothing is known and somebody is to write."""
    _, blank = words.gettext, BLANK
    item = plan.framework.item(topic.codes[0])
    names = ", ".join(
        f"{one.name} ({phrases_training.step(one.level, one.target, words, 0)})" for one in topic.learners
    )
    forms = "; ".join(
        f"{phrases.action_kind(one.kind, words)}: {words.text(one.text)}" for one in topic.actions
    )
    terms = topic.terms
    level = _("mean level of the competency from {now} to {wanted} (targets of the posts)").format(
        now=words.number(topic.now), wanted=words.number(topic.wanted)
    )
    result = f"{terms.indicator}; {level}" if terms.indicator else level
    duties = ", ".join(duty.clause for duty in plan.framework.duties_of(item.code)[:6])
    term = _("from {start} until {end}").format(
        start=words.date(plan.period.starts_on), end=words.date(plan.period.ends_on)
    )
    without = _("the duties stay at risk: {clauses}").format(clauses=duties) if duties else blank
    hours = blank if topic.hours is None else str(topic.hours)
    off_line = blank if terms.off_line is None else str(terms.off_line)
    part = blank if terms.share is None else phrases_training.share(terms.share, words)
    taken = _("hours: {hours}, of them off the line: {off_line}, of the working time: {share}").format(
        hours=hours, off_line=off_line, share=part
    )
    return [
        (
            _("Basis"),
            _("results of the assessment “{title}”").format(title=plan.cycle.title or plan.cycle.code),
        ),
        (_("Topic"), f"{', '.join(topic.codes)}: {words.text(item.text)}"),
        (_("Whom to train"), f"{len(topic.learners)}: {names}"),
        (_("Result expected"), result),
        (_("Term"), phrases_training.days(terms, words) or term),
        (_("Form"), forms or blank),
        (_("Hours of each"), taken),
        (_("Hours that suit"), blank),
        (_("Trainer"), terms.trainer or blank),
        (_("Cost"), blank if terms.cost is None else phrases_training.roubles(terms.cost, words)),
        (_("If it is refused"), without),
        (_("Organised by"), blank),
    ]


def choices(words: Words) -> tuple[str, str, str]:
    """Return what the training service may answer."""
    _ = words.gettext
    return (_("into the plan"), _("refuse (reason)"), _("clear up"))

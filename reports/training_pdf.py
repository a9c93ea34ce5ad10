"""The training plan of a group, and the request for each of its topics, as papers (forms.md section 7)."""

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from domain.progress import Progress
from domain.training_plan import WORKING_SHARE, Topic, TrainingPlan
from reports import letterhead, phrases
from reports.atomic import replacing
from reports.grid import gap, grid, heads, line, signature
from reports.page import LANDSCAPE, PORTRAIT, Imprint, build
from reports.parts import Choices
from reports.seen import elide
from reports.style import styles
from reports.text import bold, join, muted, para
from resources.i18n import Words, nb

SHOWN = 12  # learners named on a request; a group has no more


def write(plan: TrainingPlan, target: Path, progress: Progress, words: Words) -> None:
    """Write the plan to *target*; a cancelled or failed run leaves no file behind.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    with replacing(target) as part:
        build(story(plan, words), part, LANDSCAPE, _imprint(plan, _title(words), words), progress)


def write_requests(plan: TrainingPlan, target: Path, progress: Progress, words: Words) -> None:
    """Write a request for each topic to *target*, one a page.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    title = words.gettext("Request for training")
    told: list[Flowable] = []
    for number, topic in enumerate(plan.topics, start=1):
        if told:
            told.append(PageBreak())
        told += _request(plan, topic, number, words)
    with replacing(target) as part:
        build(told, part, PORTRAIT, _imprint(plan, title, words), progress)


def story(plan: TrainingPlan, words: Words) -> list[Flowable]:
    """Return all flowables of the plan."""
    _ = words.gettext
    width = LANDSCAPE.width
    look = styles()
    about = _("On the training of the team from {start} until {end}").format(
        start=words.long_date(plan.period.starts_on), end=words.long_date(plan.period.ends_on)
    )
    basis = _("Basis: assessment “{title}”, {n} people").format(
        title=plan.cycle.title or plan.cycle.code, n=plan.staff
    )
    return [
        *letterhead.approved(
            plan.organisation, "", _title(words), about, plan.made_on, str(plan.cycle.id), width, words
        ),
        para(nb(basis), look.small),
        gap(3),
        _table(plan, words),
        *_totals(plan, words),
        KeepTogether(
            [
                signature(_("Drawn up by"), "", 0.86 * width, words),
                signature(_("Agreed: workforce management"), "", 0.86 * width, words),
                signature(_("Agreed: training service"), "", 0.86 * width, words),
            ]
        ),
        gap(6),
        *_people(plan, words),
    ]


def _title(words: Words) -> str:
    return words.gettext("Training plan")


def _imprint(plan: TrainingPlan, title: str, words: Words) -> Imprint:
    _ = words.gettext
    foot = _("{code} · framework {key} v{number} · made {date} · copy 1")
    return Imprint(
        title=title,
        language=words.language,
        made_on=plan.made_on,
        foot=foot.format(
            code=plan.cycle.code,
            key=plan.framework.key,
            number=plan.framework.number,
            date=words.date(plan.made_on),
        ),
        statement=phrases.statement(words),
    )


def _label(plan: TrainingPlan, topic: Topic, words: Words) -> str:
    return words.text(plan.framework.item(topic.codes[0]).label)


def _table(plan: TrainingPlan, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    names = [
        (_("No."), True),
        (_("Topic"), False),
        (_("People"), True),
        (_("Form"), False),
        (_("Hours"), True),
        (_("off the line"), True),
        (_("Dates"), False),
        (_("Trainer"), False),
        (_("Cost"), True),
        (_("Indicator of the result"), False),
        (_("Mark"), False),
    ]
    rows: list[list[Flowable | str]] = [[*heads(names)]]
    for number, topic in enumerate(plan.topics, start=1):
        forms = "; ".join(
            f"{phrases.action_kind(one.kind, words)}: {words.text(one.text)}" for one in topic.actions
        )
        indicator = _("mean level {now} → {wanted}").format(
            now=words.number(topic.now), wanted=words.number(topic.wanted)
        )
        rows.append(
            [
                str(number),
                para(join(muted(", ".join(topic.codes)), f" {_label(plan, topic, words)}"), look.cell),
                str(len(topic.learners)),
                para(elide(forms, 320), look.small),
                "" if topic.hours is None else str(topic.hours),
                "",
                "",
                "",
                "",
                para(indicator, look.small),
                "",
            ]
        )
    widths = [8, 46, 14, 74, 12, 18, 22, 24, 16, 28]
    rest = LANDSCAPE.width / mm - sum(widths)
    return grid(
        rows,
        [width * mm for width in (*widths, rest)],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("ALIGN", (2, 1), (2, -1), "RIGHT"),
        ("ALIGN", (4, 1), (5, -1), "RIGHT"),
        ("LEFTPADDING", (1, 0), (1, -1), 6),
        ("LEFTPADDING", (3, 0), (3, -1), 6),
        ("LEFTPADDING", (9, 0), (9, -1), 6),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 6),
    )


def _totals(plan: TrainingPlan, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    known = [topic for topic in plan.topics if topic.hours is not None]
    hours = sum((topic.hours or 0) * len(topic.learners) for topic in known)
    unknown = len(plan.topics) - len(known)
    said = _("Hours of people known: {hours}; unknown for {n} of {total} topics").format(
        hours=hours, n=unknown, total=len(plan.topics)
    )
    blanks = _(
        "Off the line: {blank} h, {blank} % of the working time (limit {limit}). Cost: {blank}"
    ).format(blank="________", limit=words.percent(WORKING_SHARE))
    return [gap(4), para(join(bold(nb(said))), look.small), para(nb(blanks), look.small), gap(4)]


def _people(plan: TrainingPlan, words: Words) -> list[Flowable]:
    """Who is in which group, as an annex."""
    _ = words.gettext
    look = styles()
    made: list[Flowable] = [para(_("Annex. People by topic"), look.heading)]
    for number, topic in enumerate(plan.topics, start=1):
        names = "; ".join(
            f"{one.name} ({words.number(one.level)} → {words.number(one.target, 0)})"
            for one in topic.learners
        )
        head = bold(f"{number}. {_label(plan, topic, words)}: ")
        made.append(para(join(head, names), look.small))
    return made


def _request(plan: TrainingPlan, topic: Topic, number: int, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, width = styles(), PORTRAIT.width
    blank = "____________"
    label = _label(plan, topic, words)
    item = plan.framework.item(topic.codes[0])
    names = ", ".join(
        f"{one.name} ({words.number(one.level)} → {words.number(one.target, 0)})" for one in topic.learners
    )
    forms = "; ".join(
        f"{phrases.action_kind(one.kind, words)}: {words.text(one.text)}" for one in topic.actions
    )
    result = _("mean level of the competency from {now} to {wanted} (targets of the posts)").format(
        now=words.number(topic.now), wanted=words.number(topic.wanted)
    )
    duties = ", ".join(duty.clause for duty in plan.framework.duties_of(item.code)[:6])
    term = _("from {start} until {end}").format(
        start=words.date(plan.period.starts_on), end=words.date(plan.period.ends_on)
    )
    without = _("the duties stay at risk: {clauses}").format(clauses=duties) if duties else blank
    hours = blank if topic.hours is None else str(topic.hours)
    facts = [
        (
            _("Basis"),
            _("results of the assessment “{title}”").format(title=plan.cycle.title or plan.cycle.code),
        ),
        (_("Topic"), f"{', '.join(topic.codes)}: {words.text(item.text)}"),
        (_("Whom to train"), f"{len(topic.learners)}: {names}"),
        (_("Result expected"), result),
        (_("Term"), term),
        (_("Form, hours"), f"{forms or blank}; {_('hours: {hours}').format(hours=hours)}"),
        (_("Hours that suit"), blank),
        (_("If it is refused"), without),
        (_("Organised by"), blank),
    ]
    table = grid(
        [[para(name, look.caption), para(nb(elide(text, 700)), look.small)] for name, text in facts],
        [34 * mm, width - 34 * mm],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        head=0,
        padding=3,
    )
    choices = (_("into the plan"), _("refuse (reason)"), _("clear up"))
    about = _("On training in “{topic}”").format(topic=label)
    return [
        para(_("To the head of the training service"), look.right),
        line(70 * mm, _("(surname, initials)")),
        gap(8),
        para(_("Request for training").upper(), look.title),
        para(f"{words.date(plan.made_on)}   {_('No. {number}').format(number=number)}", look.body),
        para(nb(about), look.subtitle),
        gap(4),
        table,
        gap(6),
        signature(_("Initiator"), "", width, words),
        gap(6),
        para(bold(_("Resolution")), look.body),
        Choices(width, choices),
        gap(4),
        signature(_("Head of the training service"), "", width, words),
    ]

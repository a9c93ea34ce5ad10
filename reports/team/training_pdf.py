"""The training plan of a group, and the request for each of its topics, as papers (forms.md section 7)."""

from collections.abc import Callable
from fractions import Fraction

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from domain.team.training_plan import WORKING_SHARE, Topic, TrainingPlan
from domain.team.training_terms import Sum
from reports.paper import footers, letterhead
from reports.paper.grid import columns, gap, grid, heads, line, signature
from reports.paper.page import LANDSCAPE, PORTRAIT, Format, Pages, printed
from reports.paper.parts import Choices
from reports.paper.seen import elide
from reports.paper.style import styles
from reports.paper.text import bold, join, muted, para
from reports.team import phrases_training, training_request
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import Words, nb

_TO = 75 * mm  # the corner with the addressee of a request

TOGETHER = 20  # people of a topic who stay on one page with its name


@printed
def write(plan: TrainingPlan, words: Words) -> Pages:
    """Print the plan."""
    code = words.pgettext("code of a paper", "TP")
    return _pages(LANDSCAPE, _title(words), code, plan, story(plan, words), words)


@printed
def write_requests(plan: TrainingPlan, words: Words) -> Pages:
    """Print a request for each topic, one per page."""
    requests: list[Flowable] = []
    for number, topic in enumerate(plan.topics, start=1):
        if requests:
            requests.append(PageBreak())
        requests += _request(plan, topic, number, words)
    code = words.pgettext("code of a paper", "TR")
    return _pages(PORTRAIT, words.gettext("Training request"), code, plan, requests, words)


_BLANK = "______"  # number and date are written by hand together


def story(plan: TrainingPlan, words: Words) -> list[Flowable]:
    """Return all flowables of the plan."""
    _ = words.gettext
    width = LANDSCAPE.width
    look = styles()
    about = _("Training of the team from {start} to {end}").format(
        start=words.long_date(plan.period.starts_on), end=words.long_date(plan.period.ends_on)
    )
    basis = _("Basis: assessment “{title}”, {n} people").format(
        title=plan.cycle.title or plan.cycle.code, n=plan.staff
    )
    return [
        *letterhead.Letterhead(
            plan.organisation, plan.unit, _title(words), about, None, _BLANK, width, words
        ).approved(),
        para(nb(basis), look.body),
        gap(3),
        _table(plan, words),
        *_totals(plan, words),
        KeepTogether(
            [
                signature(_("Drawn up by"), "", 0.86 * width, words),
                signature(_("Agreed by: workforce management"), "", 0.86 * width, words),
                signature(_("Agreed by: training department"), "", 0.86 * width, words),
            ]
        ),
        gap(6),
        *_people(plan, words),
    ]


def _title(words: Words) -> str:
    return words.gettext("Training plan")


def _pages(
    form: Format, title: str, code: str, plan: TrainingPlan, flowables: list[Flowable], words: Words
) -> Pages:
    return Pages(
        form,
        title=title,
        made_on=plan.made_on,
        foot=footers.foot(f"{code}-{plan.cycle.code}", plan.framework, plan.made_on, words),
        story=flowables,
        statement=phrases.statement(words),
        organisation=plan.organisation,
    )


def _label(plan: TrainingPlan, topic: Topic, words: Words) -> str:
    return words.text(plan.framework.item(topic.codes[0]).on_paper)


def _table(plan: TrainingPlan, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    names = heads(
        _("No."),
        _("Topic"),
        _("Participants"),
        _("Form"),
        _("Hours"),
        _("off-queue, % of the time"),
        _("Dates"),
        _("Provider"),
        _("Cost, ₽"),
        _("Success indicator"),
        _("Done"),
        figures=(0, 2, 4, 5, 8),
    )
    rows: list[list[Flowable | list[Flowable] | str]] = [[*names]]
    for number, topic in enumerate(plan.topics, start=1):
        forms = "; ".join(f"{name_of(one.kind, words)}: {words.text(one.text)}" for one in topic.actions)
        terms = topic.terms
        rows.append(
            [
                str(number),
                para(join(muted(", ".join(topic.codes)), f" {_label(plan, topic, words)}"), look.cell),
                str(len(topic.learners)),
                para(elide(forms, 320), look.small),
                "" if topic.hours is None else str(topic.hours),
                _off_line(topic, words),
                para(phrases_training.days(terms, words), look.small),
                para(terms.trainer, look.small),
                "" if terms.cost is None else words.number(terms.cost, 0),
                _indicator(topic, words),
                "",
            ]
        )
    widths = [8, 42, 19, 58, 12, 18, 25, 27, 22, 28]
    rest = LANDSCAPE.width / mm - sum(widths)
    return grid(
        rows,
        [width * mm for width in (*widths, rest)],
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("ALIGN", (2, 1), (2, -1), "RIGHT"),
        ("ALIGN", (4, 1), (5, -1), "RIGHT"),
        ("ALIGN", (8, 1), (8, -1), "RIGHT"),
        *(("LEFTPADDING", (column, 0), (column, -1), 6) for column in (1, 3, 6, 9)),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 6),
    )


def _off_line(topic: Topic, words: Words) -> list[Flowable]:
    look, terms = styles(), topic.terms
    made: list[Flowable] = []
    if terms.off_line is not None:
        made.append(para(str(terms.off_line), look.cell_right))
    if terms.share is not None:
        made.append(para(phrases_training.share(terms.share, words), look.caption_right))
    return made


def _indicator(topic: Topic, words: Words) -> list[Flowable]:
    look = styles()
    made: list[Flowable] = [para(topic.terms.indicator, look.small)] if topic.terms.indicator else []
    if topic.now is not None:
        moved = phrases_training.step(topic.now, topic.wanted, words)
        level = words.gettext("mean level {levels}").format(levels=moved)
        said = [level, phrases_training.imported(topic, words)]
        made.append(para(", ".join(part for part in said if part), look.small))
    return made


def _totals(plan: TrainingPlan, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()

    def told(sum_: Sum, shown: Callable[[Fraction, Words], str]) -> str:
        return phrases_training.total(sum_, shown, words) or "________"

    hours = _("Total training hours: {hours}. Off-queue hours: {off_line}").format(
        hours=told(plan.hours, phrases_training.hours), off_line=told(plan.off_line, phrases_training.hours)
    )
    share = _("Share of the team's working time: {share} (limit {limit})").format(
        share=told(plan.share, phrases_training.share), limit=words.percent(WORKING_SHARE)
    )
    cost = _("Cost: {cost}").format(cost=told(plan.cost, phrases_training.roubles))
    return [
        gap(4),
        para(bold(nb(hours)), look.body),
        para(nb(share), look.body),
        para(bold(nb(cost)), look.body),
        gap(4),
    ]


def _people(plan: TrainingPlan, words: Words) -> list[Flowable]:
    """Return who is in which group, as an annex only for those who need it; without anybody's level."""
    _ = words.gettext
    look = styles()
    made: list[Flowable] = [
        PageBreak(),
        para(footers.confidential(plan.organisation, words), look.right),
        para(_("Annex. Participants by topic"), look.heading),
    ]
    for number, topic in enumerate(plan.topics, start=1):
        head = para(bold(f"{number}. {_label(plan, topic, words)}"), look.body)
        names = _names(topic, LANDSCAPE.width, words)
        short = len(topic.learners) <= TOGETHER
        made += [gap(6), *([KeepTogether([head, gap(2), names])] if short else [head, gap(2), names])]
    return made


def _request(plan: TrainingPlan, topic: Topic, number: int, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, width = styles(), PORTRAIT.width
    label = _label(plan, topic, words)
    facts = training_request.facts(plan, topic, words)
    table = grid(
        [[para(name, look.small), _fact(text, width - 40 * mm)] for name, text in facts],
        [34 * mm, width - 34 * mm],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        head=0,
        padding=3.5,
    )
    to = [para(_("To the head of the training department"), look.body), line(_TO, _("(surname, initials)"))]
    about = _("Training in “{topic}”").format(topic=label)
    return [
        columns([letterhead.of_organisation(plan.organisation, plan.unit, words), to], [width - _TO, _TO]),
        gap(8),
        para(_("Training request").upper(), look.title),
        para(f"{words.blank_date}   {_('No. {number}').format(number=number)}", look.body),
        para(nb(about), look.subtitle),
        gap(4),
        table,
        gap(6),
        signature(*_initiator(plan, words), width, words),
        gap(6),
        para(bold(_("Resolution")), look.body),
        Choices(width, training_request.choices(words)),
        gap(8),
        line(width, _("(reason)")),
        gap(4),
        signature(_("Head of the training department"), "", width, words),
        PageBreak(),
        para(footers.confidential(plan.organisation, words), look.right),
        para(_("Annex to request No. {number}. Participants").format(number=number), look.heading),
        para(nb(about), look.body),
        gap(4),
        _names(topic, PORTRAIT.width, words),
    ]


def _fact(text: str, room: float) -> Flowable:
    """Return what is known, else a line to write on."""
    if text == training_request.BLANK:
        return line(room, "")
    return para(nb(elide(text, 700)), styles().body)


def _initiator(plan: TrainingPlan, words: Words) -> tuple[str, str]:
    post, name = training_request.initiator(plan)
    return post or words.gettext("Initiator"), name


def _names(topic: Topic, width: float, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    rows: list[list[Flowable | str]] = [
        [*heads(_("No."), words.pgettext("heading", "Full name"), _("Position"), figures=(0,))]
    ]
    for place, one in enumerate(topic.learners, start=1):
        rows.append([str(place), para(one.name, look.cell), para(one.post, look.cell)])
    return grid(
        rows,
        [12 * mm, (width - 12 * mm) / 2, (width - 12 * mm) / 2],
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("LEFTPADDING", (1, 0), (1, -1), 6),
    )

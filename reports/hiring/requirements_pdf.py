"""What a vacancy requires, fixed before the first interview (forms.md section 2)."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from domain.framework.framework import Function, Item, Question
from domain.hiring.campaign import CampaignChange, Panelist
from domain.mark import Role
from domain.people.gates import GateKind
from reports.paper import footers, letterhead
from reports.paper.grid import gap, grid, heads, line
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.papers import RequirementsPaper
from reports.paper.parts import Diamond
from reports.paper.style import styles
from reports.paper.text import WIDE, Markup, bold, join, muted, para, quiet
from reports.words import phrases, phrases_framework, phrases_hiring
from reports.words.names import name_of
from resources.i18n import Words, nb

WIDTH = PORTRAIT.width
_LONG = 900  # characters; an organisation's own text beyond that may be taller than a page
_WIDTHS = [11 * mm, 5 * mm, 71 * mm, 13 * mm, 14 * mm, 11 * mm, WIDTH - 125 * mm]


@printed
def write(paper: RequirementsPaper, words: Words) -> Pages:
    """Print the requirements."""
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Requirements profile for the candidate"),
        made_on=paper.made_on,
        foot=footers.foot(
            _("RC-{code}").format(code=paper.campaign.cycle.code), paper.framework, paper.made_on, words
        ),
        story=story(paper, words),
        organisation=paper.organisation,
    )


def story(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    post = words.text(paper.campaign.profile.post).lower()
    about = _("On the requirements for a candidate for the position: {post}").format(post=post)
    return [
        *letterhead.Letterhead(
            paper.organisation,
            paper.unit,
            _("Requirements profile for the candidate"),
            about,
            paper.campaign.cycle.opened_on,
            paper.campaign.cycle.code,
            WIDTH,
            words,
        ).approved(),
        *_vacancy(paper, words),
        *_mandatory(paper, words),
        *_admission(paper, words),
        *_competencies(paper, words),
        *_procedure(paper, words),
        *_signatures([*_nothing_else(words), *_changes(paper.campaign.changes, words)], paper, words),
    ]


def _heading(text: str, legend: str = "") -> Flowable:
    return para(join(text, " ", quiet(nb(legend))) if legend else text, styles().heading)


def _vacancy(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, cycle = styles(), paper.campaign.cycle
    width = WIDTH - 42 * mm
    places = "" if cycle.places is None else str(cycle.places)
    term = ""
    if cycle.starts_on is not None and cycle.ends_on is not None:
        term = words.pgettext("dates", "from {start} to {end}").format(
            start=words.date(cycle.starts_on), end=words.date(cycle.ends_on)
        )
    edition = _("{title}, edition {number}").format(
        title=words.text(paper.framework.title), number=paper.framework.number
    )
    facts = [
        (_("Position"), words.text(paper.campaign.profile.post)),
        (_("Vacancy"), cycle.title),
        (_("Unit"), paper.unit),
        (_("Reports to"), paper.reports_to),
        (_("Number of places"), places),
        (_("Reason for the vacancy"), paper.campaign.reason),
        (_("Valid"), term),
        (_("Basis: professional standard"), "" if paper.basis is None else words.text(paper.basis)),
        (_("Basis: framework"), edition),
        (_("Basis: job description"), ""),
    ]
    rows = [
        [para(name, look.caption), para(nb(said), look.small) if said.strip() else line(width, "")]
        for name, said in facts
    ]
    long = any(len(said) > _LONG for _name, said in facts)
    table = grid(
        rows,
        [42 * mm, width],
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM" if not long else "TOP"),
        head=0,
        padding=1.6,
        lines=False,
        flows=long,
    )
    return [_heading(_("1. Vacancy")), table]


def _mandatory(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, asked = styles(), paper.campaign.profile.requirements
    names = heads(_("No."), _("Requirement, verbatim"), _("Evidenced by"))
    ways = [
        _("{areas}: {months} mo.").format(
            areas=", ".join(words.text(asked.areas[area]) for area in way.areas), months=way.min_months
        )
        for way in asked.alternatives
    ]
    experience: list[Flowable] = [para(nb(words.text(asked.experience)), look.cell)]
    if ways:
        counted = _("Counted in full months, one of: {ways}").format(ways="; ".join(ways))
        experience.append(para(nb(counted), look.caption))
    proof = _("employment record book or data on work (Labour Code, articles 65, 66.1)")
    wanted: dict[GateKind, list[Flowable | list[Flowable]]] = {
        GateKind.EDUCATION: [
            para(nb(words.text(asked.education)), look.cell),
            para(nb(_("document of education or qualification")), look.cell),
        ],
        GateKind.EXPERIENCE: [experience, para(nb(proof), look.cell)],
    }
    kinds = [kind for kind in asked.asked if kind in wanted]
    rows: list[list[Flowable | list[Flowable] | str]] = [[*names]]
    rows += [[str(number), *wanted[kind]] for number, kind in enumerate(kinds, start=1)]
    widths = [9 * mm, 101 * mm, WIDTH - 110 * mm]
    table = grid(rows, widths, ("VALIGN", (0, 1), (-1, -1), "TOP"), padding=2)
    made: list[Flowable] = [
        CondPageBreak(40 * mm),
        _heading(_("2. Mandatory requirements"), _clauses(paper, kinds, words)),
        table if kinds else para(_("The position profile sets none."), look.small),
    ]
    own = [one for one in paper.campaign.own_requirements if one.strip()]
    if own:
        made += [
            gap(4),
            para(_("Additional requirements of the employer arising from the nature of the work"), look.lead),
        ]
        made += [para(join(f"{number}. ", one), look.small) for number, one in enumerate(own, start=1)]
    return made


def _clauses(paper: RequirementsPaper, kinds: Sequence[GateKind], words: Words) -> str:
    """Return the clauses of the profile's document, empty if it has none."""
    known = paper.campaign.profile.requirements.clauses
    said = ", ".join(known[kind] for kind in kinds if known.get(kind))
    return words.gettext("(clause {clause})").format(clause=said) if said else ""


def _admission(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, asked = styles(), paper.campaign.profile.requirements
    made: list[Flowable] = [
        CondPageBreak(24 * mm),
        _heading(_("3. Conditions of admission"), _clauses(paper, [GateKind.MEDICAL], words)),
    ]
    if GateKind.MEDICAL not in asked.asked:
        return [*made, para(_("The position profile sets none."), look.small)]
    made.append(para(nb(words.text(asked.medical)), look.small))
    if asked.examinations:
        listed = "; ".join(words.text(one) for one in asked.examinations.values())
        made.append(para(nb(listed), look.caption))
    return made


def _competencies(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, scope = styles(), paper.scope
    legend = _(
        "(◆ critical: no other level makes up for one below the minimum; levels 0 to 4, weight 1 to 3)"
    )
    made: list[Flowable] = [
        CondPageBreak(40 * mm),
        _heading(_("4. Competencies"), legend),
    ]
    for function in paper.framework.functions:
        items = [item for item in scope if item.function == function.code]
        if items:
            made += [CondPageBreak(24 * mm), _function(function, items, paper, words), gap(7)]
    made.append(para(phrases.tolerance(paper.policy, words), look.caption))
    inside = {item.code for item in scope}
    outside = [
        item
        for item in paper.framework.items
        if item.code not in inside and item.code in paper.campaign.profile.targets
    ]
    if outside:
        said = words.ngettext(
            "{count} more competency of the profile is not assessed for this vacancy",
            "{count} more competencies of the profile are not assessed for this vacancy",
            len(outside),
        )
        codes = ", ".join(item.code for item in outside)
        made.append(para(f"{said.format(count=len(outside))}: {codes}.", look.caption))
    return made


def _function(function: Function, items: Sequence[Item], paper: RequirementsPaper, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    head = join(
        bold(f"{function.code}\u00a0 {words.text(function.on_paper)}"), muted(f"{WIDE}{function.clause}")
    )
    captions = heads(_("Target"), _("Minimum"), _("Weight"), _("How it is assessed"), figures=range(3))
    rows: list[list[Flowable | str]] = [[para(head, look.cell), "", "", *captions]]
    for item in items:
        target = paper.campaign.profile.targets[item.code]
        rows.append(
            [
                para(item.code, look.cell_muted),
                Diamond(filled=True) if target.critical else "",
                para(words.text(item.on_paper), look.cell),
                words.number(target.level, 0),
                "" if target.floor is None else words.number(target.floor, 0),
                words.number(target.weight, 0),
                para(_way(paper.questions.get(item.code), words, item.key in paper.handed_out), look.cell),
            ]
        )
    return grid(
        rows,
        _WIDTHS,
        ("SPAN", (0, 0), (2, 0)),
        ("ALIGN", (3, 1), (5, -1), "RIGHT"),
        ("LEFTPADDING", (6, 0), (6, -1), 7),
        ("NOSPLIT", (0, 0), (-1, min(2, len(rows) - 1))),
        padding=1.5,
        flows=any(len(words.text(item.on_paper)) > _LONG for item in items),
    )


def _way(question: Question | None, words: Words, handed_out: bool) -> str:
    """Return how an interview assesses an item."""
    _ = words.gettext
    if question is None:
        return _("interview")
    kinds = {
        "knowledge": _("question on knowledge"),
        "behavioural": _("question on experience"),
        "situational": _("situation to solve"),
    }
    if handed_out and question.kind == "situational":
        return _("situation to solve, handed out in print")
    return kinds.get(question.kind, _("interview"))


def _procedure(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, campaign = styles(), paper.campaign
    chosen = campaign.question_set
    name = words.text(chosen.name) if chosen is not None else _("the whole framework")
    scope = len(paper.scope)
    questions = words.ngettext("{count} question", "{count} questions", scope).format(count=scope)
    if not campaign.minutes:
        questions = words.ngettext("{n} competency", "{n} competencies", scope).format(n=scope)
    time = phrases_hiring.talk_time(campaign.minutes, words)
    wanted = words.ngettext("{count} assessor", "{count} assessors", campaign.wanted)
    panel = "; ".join(
        ", ".join(part for part in (one.name, one.post or name_of(one.role, words)) if part)
        for one in campaign.panel
    )
    limit = campaign.profile.pass_attainment
    passing = (
        _("nothing below minimum, profile attainment at least {share}").format(share=words.percent(limit))
        if limit is not None
        else _("not set; the panel decides")
    )
    facts = [
        (
            _("Questions"),
            f"{name}: {questions}; {time}",
        ),
        (
            _("Assessors"),
            _("{wanted} for each candidate: {panel}").format(
                wanted=wanted.format(count=campaign.wanted), panel=panel or "_" * 30
            ),
        ),
        *([(_("Two wordings"), phrases_framework.lead(paper.lead, words))] if paper.lead is not None else []),
        (_("Pass level"), passing),
        (
            _("Rules"),
            _(
                "All candidates are asked the same questions in the same order. Each assessor rates "
                "alone and sees the others' marks only when all are submitted. The panel decides and "
                "gives its reasons."
            ),
        ),
    ]
    rows = [[para(label, look.caption), para(nb(said), look.small)] for label, said in facts]
    table = grid(
        rows,
        [26 * mm, WIDTH - 26 * mm],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        head=0,
        padding=1.3,
        lines=False,
        flows=True,
    )
    return [CondPageBreak(45 * mm), _heading(_("5. How it is assessed")), table]


def _nothing_else(words: Words) -> list[Flowable]:
    _ = words.gettext
    said = _(
        "Requirements that do not concern business qualities are not made (Labour Code, articles 3 and 64): "
        "on sex, age, family, looks, origin, place of residence, beliefs."
    )
    head = _heading(_("6. What is not a requirement"))
    return [head, para(nb(said), styles().small)]


def _changes(changes: Sequence[CampaignChange], words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    if not changes:
        return []
    made: list[Flowable] = [_heading(_("Changes after opening"))]
    for one in changes:
        head = bold(f"{words.date(one.on)}, {one.actor_name}: ")
        made.append(para(join(head, one.text), look.small))
        made.append(para(_assessed(one, words), look.caption))
    return made


def _assessed(change: CampaignChange, words: Words) -> Markup:
    _ = words.gettext
    if not change.assessed:
        return join(_("Nobody had been assessed before the change."))
    said = _("Assessed before the change: {codes}.")
    return join(said.format(codes=", ".join(change.assessed)))


def _signatures(before: Sequence[Flowable], paper: RequirementsPaper, words: Words) -> list[Flowable]:
    """Return the end of the paper with signature lines: who drew it up and who agrees."""
    _ = words.gettext
    look, panel = styles(), paper.campaign.panel
    author = next((one for one in panel if one.role is Role.HR), None)
    head = next((one for one in panel if one.role is Role.MANAGER), None)
    drawn = [*before, gap(8), para(_("Drawn up by"), look.lead)]
    made = letterhead.signatures([_signer(author, words)], WIDTH, words, drawn)
    # Nobody agrees with a paper that the same person approves.
    if head is None or not letterhead.same(paper.organisation.approver_name, head.name):
        agreed = [gap(4), para(_("AGREED"), look.lead)]
        made += letterhead.signatures([_signer(head, words)], WIDTH, words, agreed)
    return made


def _signer(one: Panelist | None, words: Words) -> tuple[str, str]:
    if one is None:
        return "", ""
    return one.post or name_of(one.role, words), letterhead.signing(one.name)

"""What a vacancy requires, fixed before the first interview (forms.md section 2)."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from domain.framework.framework import Function, Item
from domain.hiring.campaign import CampaignChange
from domain.papers.hiring_papers import RequirementsPaper
from domain.people.gates import GateKind
from reports.hiring import requirements_facts as said_of
from reports.paper import footers, letterhead
from reports.paper.grid import ends, gap, grid, heads, line
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.parts import Diamond
from reports.paper.style import styles
from reports.paper.text import WIDE, bold, join, muted, para, quiet
from reports.words import cases, phrases
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
        title=_("Candidate requirements profile"),
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
    post = cases.in_a_sentence(words.text(paper.campaign.profile.post))
    about = _("Requirements for candidates for the position: {post}").format(post=post)
    return [
        *letterhead.Letterhead(
            paper.organisation,
            paper.unit,
            _("Candidate requirements profile"),
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
    look, width = styles(), WIDTH - 42 * mm
    facts = said_of.vacancy(paper, words)
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
    look = styles()
    names = heads(_("No."), _("Requirement, verbatim"), _("Evidenced by"))
    demands = said_of.mandatory(paper, words)
    rows: list[list[Flowable | list[Flowable] | str]] = [[*names]]
    for number, one in enumerate(demands, start=1):
        text: list[Flowable] = [para(nb(one.text), look.cell)]
        if one.counted:
            text.append(para(nb(one.counted), look.caption))
        rows.append([str(number), text, para(nb(one.proof), look.cell)])
    widths = [9 * mm, 101 * mm, WIDTH - 110 * mm]
    table = grid(rows, widths, ("VALIGN", (0, 1), (-1, -1), "TOP"), padding=2)
    made: list[Flowable] = [
        CondPageBreak(40 * mm),
        _heading(
            _("2. Mandatory requirements"), said_of.clauses(paper, [one.kind for one in demands], words)
        ),
        table if demands else para(phrases.none_asked(paper.campaign.profile.requirements, words), look.body),
    ]
    own = [one for one in paper.campaign.own_requirements if one.strip()]
    if own:
        made += [
            gap(4),
            para(_("Additional requirements of the employer arising from the nature of the work"), look.lead),
        ]
        made += [para(join(f"{number}. ", one), look.body) for number, one in enumerate(own, start=1)]
    return made


def _admission(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, asked = styles(), paper.campaign.profile.requirements
    made: list[Flowable] = [
        CondPageBreak(24 * mm),
        _heading(_("3. Conditions of admission"), said_of.clauses(paper, [GateKind.MEDICAL], words)),
    ]
    if GateKind.MEDICAL not in asked.asked:
        return [*made, para(_("The position profile sets none."), look.body)]
    made.append(para(nb(words.text(asked.medical)), look.body))
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
    if told := said_of.outside(paper, words):
        made.append(para(nb(told), look.caption))
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
                para(
                    said_of.way(paper.questions.get(item.code), words, item.key in paper.handed_out),
                    look.cell,
                ),
            ]
        )
    flows = any(len(words.text(item.on_paper)) > _LONG for item in items)
    return grid(
        rows,
        _WIDTHS,
        ("SPAN", (0, 0), (2, 0)),
        ("ALIGN", (3, 1), (5, -1), "RIGHT"),
        ("LEFTPADDING", (6, 0), (6, -1), 7),
        *ends(len(rows), flows=flows),
        padding=1.5,
        flows=flows,
    )


def _procedure(paper: RequirementsPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    facts = said_of.procedure(paper, words)
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
    head = _heading(words.gettext("6. What is not a requirement"))
    return [head, para(nb(said_of.nothing_else(words)), styles().body)]


def _changes(changes: Sequence[CampaignChange], words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    if not changes:
        return []
    made: list[Flowable] = [_heading(_("Changes after opening"))]
    for one in changes:
        head, assessed = said_of.change(one, words)
        made += [para(join(bold(head), " ", one.text), look.body), para(assessed, look.caption)]
    return made


def _signatures(before: Sequence[Flowable], paper: RequirementsPaper, words: Words) -> list[Flowable]:
    """Return the end of the paper with signature lines: who drew it up and who agrees."""
    _ = words.gettext
    look = styles()
    author, head = said_of.signers(paper, words)
    drawn = [*before, gap(8), para(_("Drawn up by"), look.lead)]
    made = letterhead.signatures([author], WIDTH, words, drawn)
    if head is not None:
        agreed = [gap(4), para(_("AGREED"), look.lead)]
        made += letterhead.signatures([head], WIDTH, words, agreed)
    return made

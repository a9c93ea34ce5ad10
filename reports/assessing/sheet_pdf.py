"""The sheet as a paper: blank, as filled in, or with questions and answer keys.

Targets and weights are never on it: they would bias the marks (forms.md section 4).
"""

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Table

from domain.assessing.case import Cycle
from domain.assessing.sheet import SheetState, fact_wanted
from domain.assessing.talk.focus import planned_minutes
from domain.framework.framework import Function, Question
from domain.mark import Mark, State
from domain.papers.sheet_paper import Line, SheetPaper
from domain.people.person import Person
from domain.scale import LEVELS
from reports.paper import footers
from reports.paper.closing import Closing
from reports.paper.grid import Command, columns, gap, grid, heads, height_of, line, signature
from reports.paper.letterhead import capital
from reports.paper.page import LANDSCAPE, LANDSCAPE_NUMBERED, Pages, printed
from reports.paper.parts import Boxes, BoxHeads, Choices, Diamond, EntryBox, WritingLines
from reports.paper.seen import elide
from reports.paper.style import HAIR, inks, styles
from reports.paper.text import WIDE, bold, join, muted, para
from reports.words import phrases, phrases_erased
from reports.words.framework import phrases_framework
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import Words, nb

type _Row = list[Flowable | list[Flowable] | str]

FORM = LANDSCAPE_NUMBERED
WIDTH = FORM.width
_REASONS = (
    State.NOT_ASKED,
    State.NO_EVIDENCE,
    State.NOT_OBSERVED,
    State.NOT_APPLICABLE,
    State.RECUSED,
)
_ANCHOR = 1_200  # characters of what a level means; all levels stand on one page
_FIRST_REASON = 5  # the digits continue where the levels end, as the keys on the screen do
_CODE, _SIGN, _BOXES, _REASON = 11 * mm, 5 * mm, Boxes.span(6) + 3 * mm, 15 * mm
_LABEL, _LABEL_WITH_QUESTION = 74 * mm, 98 * mm
_BOX = 12 * mm
_FLOWS = 1_800  # characters of an item; with more its row may break over pages
_LONG, _SHOWN = 700, 260  # characters of a fact; a longer one is cut in its row and is in full at the end


@printed
def write(paper: SheetPaper, words: Words) -> Pages:
    """Print the sheet."""
    _ = words.gettext
    return Pages(
        FORM if paper.number else LANDSCAPE,
        title=_("Assessment sheet"),
        made_on=paper.made_on,
        foot=" · ".join(
            (
                _("Sheet {number}").format(number=paper.number) if paper.number else _("Assessment sheet"),
                footers.edition(paper.framework, words),
                _("generated {date}").format(date=words.date(paper.made_on)),
            )
        ),
        story=story(paper, words),
        mark=_("Assessor's copy. Do not show to the candidate") if paper.questions else "",
        number=paper.number,
        journal=footers.journal(paper.chain_value, words),
        organisation=paper.organisation,
    )


def story(paper: SheetPaper, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    body = [*_items(paper, words), *_in_full(paper, words)]
    return [
        *_header(paper, words),
        *_instruction(paper, words),
        *(_anchors(paper, words) if paper.questions else []),
        *body[:-2],
        *_end(body[-2:], paper, words),
    ]


def _header(paper: SheetPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look, organisation = styles(), paper.organisation
    name = " ".join(organisation.heading)  # on one line: the sheet needs the height for its rows
    left: list[Flowable] = [
        para(name, look.body) if name else line(80 * mm, _("(organisation)")),
        gap(2),
        para(_("Assessment sheet").upper(), look.title),
    ]
    right: list[Flowable] = [para(organisation.more.confidentiality or _("Confidential"), look.right)]
    if paper.state is not None:
        right += [gap(2), para(_state(paper, words), look.right)]
    return [
        columns([left, right], [WIDTH - 80 * mm, 80 * mm]),
        gap(4),
        _facts(paper, words),
        gap(4),
    ]


def _state(paper: SheetPaper, words: Words) -> str:
    _ = words.gettext
    if paper.state is SheetState.SUBMITTED:
        return _("submitted on {date}").format(date=words.date(paper.submitted_on))
    return _("draft, not submitted")


def _facts(paper: SheetPaper, words: Words) -> Flowable:
    _ = words.gettext
    look = styles()
    person, assessor, cycle = paper.person, paper.assessor, paper.cycle
    half = WIDTH / 2
    captions, room = 34 * mm, half - 40 * mm

    def cell(said: str) -> Flowable:
        return para(nb(said), look.small) if said else line(room, "")

    who = f"{person.full_name} ({person.code})" if person and person.code else _name(person)
    post = ", ".join(part for part in (person.post, person.unit) if part) if person else ""
    by = ", ".join(part for part in (_name(assessor), assessor.post) if part) if assessor else ""
    if paper.sitting_of:
        by = f"{by}; {phrases.sitting(paper.sitting_of, words)}"
    if paper.open_answer:
        by = f"{by}; {phrases.open_answer(words)}"
    kind = name_of(cycle.kind, words) if cycle else ""
    when = _period(cycle, words) if cycle else ""
    rated_on = words.date(paper.submitted_on) if paper.submitted_on else ""
    rows: list[list[Flowable | str]] = [
        [
            para(_("Person assessed"), look.caption),
            cell(who),
            para(_("Assessor, position"), look.caption),
            cell(by),
        ],
        [
            para(_("Position or vacancy"), look.caption),
            cell(post or (cycle.title if cycle else "") or (words.text(paper.post) if paper.post else "")),
            para(_("Relation"), look.caption),
            cell(name_of(paper.role, words) if paper.role else ""),
        ],
        [
            para(_("Kind, period"), look.caption),
            cell(", ".join(part for part in (kind, when) if part)),
            para(_("Date of assessment"), look.caption),
            cell(rated_on),
        ],
        [
            para(_("Recusal"), look.caption),
            Choices(half - captions - 4, [_("I cannot judge impartially (reason in the note)")], 9),
            "",
            "",
        ],
    ]
    return grid(
        rows,
        [captions, half - captions, captions, half - captions],
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("SPAN", (1, 3), (3, 3)),
        head=0,
        padding=1.6 if paper.person else 3.2,
        lines=False,
    )


def _name(person: Person | None) -> str:
    return person.full_name if person else ""


def _period(cycle: Cycle, words: Words) -> str:
    if cycle.starts_on is None or cycle.ends_on is None:
        return cycle.code
    return f"{words.date(cycle.starts_on)}–{words.date(cycle.ends_on)}"


def _instruction(paper: SheetPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    reasons = " · ".join(
        f"{digit}\u00a0{name_of(state, words)}" for digit, state in enumerate(_REASONS, start=_FIRST_REASON)
    )
    levels = " · ".join(f"{level.value}\u00a0{words.text(level.name)}" for level in paper.scale.levels)
    asked = (one.item.code for one in paper.lines if one.in_scope)
    planned = planned_minutes(asked, paper.questions)
    said = [
        *([_("Time: {time}.").format(time=phrases_hiring.talk_time(planned, words))] if planned else []),
        _("Rate only what you saw or heard yourself. If in doubt between two levels, choose the lower one."),
        _(
            "One cross per row. No level: cross “{none}” and write the reason digit in the box: {reasons}."
        ).format(none=_none(words), reasons=reasons),
        _("Fact, what the person said or did: needed for levels 0 and 4 and for critical competencies (◆)."),
    ]
    if paper.questions and paper.adequate_rule is not None:
        rule = words.text(paper.adequate_rule)
        said.append(_("An answer described for levels 2–3: {rule}.").format(rule=rule))
    if paper.questions and paper.lead is not None:
        said.append(phrases_framework.lead(paper.lead, words))
    legend = join(bold(_("Levels")), f": {levels} · {_none(words)}\u00a0{_('not assessed')}")
    return [
        *(para(nb(one), look.body) for one in said),
        gap(2),
        para(legend, look.body),
        gap(4),
    ]


def _anchors(paper: SheetPaper, words: Words) -> list[Flowable]:
    _ = words.gettext
    look = styles()
    names = heads(_("Level"), _("Knowledge: what is heard"), _("Skill: what is seen"))
    rows: list[list[Flowable | str]] = [[*names]]
    for level in paper.scale.levels:
        rows.append(
            [
                para(join(bold(str(level.value)), f"\u00a0{words.text(level.name)}"), look.small),
                para(nb(elide(words.text(level.knowledge), _ANCHOR)), look.small),
                para(nb(elide(words.text(level.skill), _ANCHOR)), look.small),
            ]
        )
    side = (WIDTH - 36 * mm) / 2
    table = grid(rows, [36 * mm, side, side], ("VALIGN", (0, 1), (-1, -1), "TOP"), padding=1.6)
    return [table, gap(8)]


def _items(paper: SheetPaper, words: Words) -> list[Flowable]:
    made: list[Flowable] = []
    for function in paper.framework.functions:
        lines = [one for one in paper.lines if one.item.function == function.code]
        if lines:
            room = (40 if paper.questions else 34) * mm
            made += [CondPageBreak(room), *_function(function, lines, paper, words), gap(7)]
    return made


def _function(function: Function, lines: list[Line], paper: SheetPaper, words: Words) -> list[Flowable]:
    """Return the rows of a function as one table, or where texts fill pages as tables for each item.

    ReportLab measures all of a table again on each page that it goes on to, and splits no table in a cell.
    """
    _ = words.gettext
    look = styles()
    head = join(
        bold(f"{function.code}\u00a0 {words.text(function.on_paper)}"), muted(f"{WIDE}{function.clause}")
    )
    top: _Row = [
        para(head, look.cell),
        "",
        "",
        BoxHeads(_signs(words)),
        para(_("reason 5–9"), look.caption),
        para(_("Fact: what the person said or did"), look.caption),
    ]
    # Only an organisation's own framework can have texts so long that a row fills a page.
    if any(_words_of(one, paper, words) > _FLOWS for one in lines):
        made: list[Flowable] = []
        for at, one in enumerate(lines):
            made.append(_table([one], paper, words, top if at == 0 else None, flows=True))
            if (question := paper.questions.get(one.item.code)) is not None:
                made.append(_keys(question, words, flows=True))
        return made
    return [_table(lines, paper, words, top, flows=False)]


def _table(lines: list[Line], paper: SheetPaper, words: Words, top: _Row | None, *, flows: bool) -> Flowable:
    rows: list[_Row] = [] if top is None else [top]
    commands: list[Command] = [("VALIGN", (5, len(rows)), (5, -1), "MIDDLE")]
    if top is not None:
        commands.append(("SPAN", (0, 0), (2, 0)))
    for one in lines:
        rows.append(_row(one, paper, words))
        question = paper.questions.get(one.item.code)
        if question is not None and not flows:
            last = len(rows)
            rows.append([_keys(question, words), "", "", "", "", ""])
            commands += [
                ("SPAN", (0, last), (-1, last)),
                ("NOSPLIT", (0, last - 1), (-1, last)),
                ("LINEBELOW", (0, last - 1), (-1, last - 1), HAIR, inks().light),
                ("LINEBELOW", (0, last), (-1, last), HAIR * 3, inks().line),
                ("VALIGN", (0, last - 1), (-1, last - 1), "TOP"),
            ]
    if paper.questions and flows:
        commands.append(("VALIGN", (0, -1), (-1, -1), "TOP"))
    if not paper.questions:
        commands.append(("LINEBELOW", (0, 0 if top is None else 1), (-1, -1), HAIR * 1.4, inks().line))
    label = _LABEL_WITH_QUESTION if paper.questions else _LABEL
    widths = [_CODE, _SIGN, label, _BOXES, _REASON, WIDTH - _CODE - _SIGN - label - _BOXES - _REASON]
    head = 0 if top is None else 1
    return grid(rows, widths, *commands, head=head, padding=2.4, lines=False, flows=flows)


def _words_of(one: Line, paper: SheetPaper, words: Words) -> int:
    """Return how many characters of framework text are printed beside an item."""
    question = paper.questions.get(one.item.code)
    parts = (
        []
        if question is None
        else [question.question, *question.probes, question.weak, question.adequate, question.strong]
    )
    return sum(len(words.text(part)) for part in (one.item.on_paper, *parts, *one.asked))


def _signs(words: Words) -> list[str]:
    return [*(str(level) for level in LEVELS), _none(words)]


def _none(words: Words) -> str:
    """Return the sign of the box for “no level”."""
    return words.pgettext("sheet", "NR")


def _row(one: Line, paper: SheetPaper, words: Words) -> _Row:
    _ = words.gettext
    look, mark = styles(), one.mark
    crossed = None if mark is None else len(LEVELS) if mark.level is None else mark.level
    digit = str(_FIRST_REASON + _REASONS.index(mark.state)) if mark and mark.state in _REASONS else ""
    title: list[Flowable] = [para(words.text(one.item.on_paper), look.cell_strong)]
    question = paper.questions.get(one.item.code)
    if question is not None:
        minutes = words.ngettext("{count} minute", "{count} minutes", question.minutes)
        title.append(para(nb(words.text(question.question)), look.small))
        title += [para(nb(f"— {words.text(probe)}"), look.small) for probe in question.probes]
        title.append(para(minutes.format(count=question.minutes), look.caption))
        if one.item.key in paper.handed_out and question.kind == "situational":
            title.append(para(bold(_("Give the candidate this task on paper")), look.caption))
    if one.asked:
        asked = " ".join(words.text(probe) for probe in one.asked)
        title.append(para(nb(_("Follow-ups asked: {questions}").format(questions=asked)), look.caption))
    if not one.in_scope:
        title.append(para(_("outside the set, not counted"), look.caption))
    return [
        para(one.item.code, look.cell_muted),
        Diamond(filled=True) if one.critical else "",
        title,
        Boxes(_signs(words), crossed),
        EntryBox(_BOX, digit),
        para(_fact(one, words, paper), look.cell),
    ]


def _fact(one: Line, words: Words, paper: SheetPaper) -> str:
    """Return the fact; reasons are in words too, so that a filled sheet reads without the legend.

    A sheet that was handed in says where a required fact is missing.
    """
    wanted = one.mark is not None and fact_wanted(one.mark, critical=one.critical)
    if wanted and paper.state is SheetState.SUBMITTED and not one.fact.strip():
        erased = paper.person is not None and paper.person.erased
        return phrases_erased.brief(words) if erased else words.gettext("no fact recorded")
    reason = name_of(one.mark.state, words) if one.mark and one.mark.level is None else ""
    fact = one.fact.strip()
    if len(fact) > _LONG:
        fact = f"{elide(fact, _SHOWN)} {words.gettext('(in full at the end)')}"
    return ". ".join(part for part in (reason, fact) if part)


def _in_full(paper: SheetPaper, words: Words) -> list[Flowable]:
    look = styles()
    long = [one for one in paper.lines if len(one.fact.strip()) > _LONG]
    if not long:
        return []
    made: list[Flowable] = [CondPageBreak(24 * mm), para(words.gettext("Facts in full"), look.heading)]
    for one in long:
        title = bold(f"{one.item.code}\u00a0{words.text(one.item.on_paper)}: ")
        made.append(para(join(title, one.fact.strip()), look.body))
    return [*made, gap(6)]


def _keys(question: Question, words: Words, *, flows: bool = False) -> Flowable:
    _ = words.gettext
    look = styles()
    third = (WIDTH - _CODE) / 3
    keys = (
        (_("Level 1"), question.weak),
        (_("Levels 2 and 3"), question.adequate),
        (_("Level 4"), question.strong),
    )
    cells = [para(join(bold(f"{name}. "), nb(words.text(said))), look.small) for name, said in keys]
    widths = [_CODE, third, third, third]
    return columns(["", *cells], widths, gap=10, flows=flows)


def _end(before: list[Flowable], paper: SheetPaper, words: Words) -> list[Flowable]:
    """Return the counts and signatures, kept with *before*: the last rated rows and the gap below them."""
    _ = words.gettext
    look = styles()
    counts: list[Flowable] = []
    for place, sign in enumerate(_signs(words)):
        crosses = sum(_column(one.mark) == place for one in paper.lines)
        counts.append(
            columns(
                [para(sign, look.small_right), EntryBox(_BOX, str(crosses) if paper.state else "")],
                [9 * mm, 13 * mm],
                gap=4,
            )
        )
    said = _("Crosses in the columns, {count} rows").format(count=len(paper.lines))
    tally = grid(
        [[para(said, look.small), *counts]],
        [62 * mm, *([24 * mm] * len(counts))],
        head=0,
        padding=1,
        lines=False,
    )
    note = WritingLines(WIDTH, _("General note of the assessor"), 2)
    post, name = "", ""
    if paper.assessor is not None:
        post = capital(paper.assessor.post)
        name = paper.assessor.signature_name
    signing = signature(post, name, 0.86 * WIDTH, words)
    end: list[Flowable] = [tally, gap(4), note, gap(6), signing]
    assert height_of(end, WIDTH) < FORM.height
    last = before[0] if before else None
    if not isinstance(last, Table | Paragraph):
        return [KeepTogether(end)]
    rows = 2 if paper.questions else 3  # a question and its keys make two
    return [Closing(last, [*before[1:], *end], rows)]


def _column(mark: Mark | None) -> int | None:
    if mark is None:
        return None
    return len(LEVELS) if mark.level is None else mark.level

"""The agenda of the meeting on one result: what to agree on, in which order, with room to write."""

from domain.assessing.result import CaseResult
from domain.hiring.decision import Decision, groups, open_questions
from domain.hiring.decision import DecisionGroup as Group
from domain.people.declined import Case
from reports.paper import footers
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Facts,
    Heading,
    Lines,
    Note,
    Table,
    TextPaper,
    Top,
)
from reports.paper.text_papers.text_writers import writers
from reports.words import cases, phrases
from reports.words.assessing import phrases_known
from resources.i18n import Words

_SHOWN = 10  # competencies to discuss on one sheet


def lay(decision: Decision, words: Words) -> TextPaper:
    """Describe the agenda."""
    _ = words.gettext
    result = decision.result
    code = words.pgettext("code of a paper", "AG-{number}").format(number=result.case.id)
    whose = cases.of(result.person, Case.GENITIVE, words)
    about = (
        words.pgettext("genitive", "Assessment results of {name}").format(name=whose)
        if whose
        else _("Assessment results of {name}").format(name=result.person.full_name)
    )
    return TextPaper(
        title=_("Agenda of the meeting"),
        about=f"{about} ({result.person.code})" if result.person.code else about,
        foot=footers.foot(code, result.framework, result.made_on, words),
        organisation=result.organisation,
        made_on=result.made_on,
        top=Top.INFORMING,
        blocks=_blocks(decision, words),
        result=True,
    )


def _blocks(decision: Decision, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    result = decision.result
    by_group = dict(groups(decision))
    discuss = by_group.get(Group.DISCUSS, ())
    blocks: list[Block] = [
        Facts(
            (
                (_("Date, time and place"), ""),
                (_("Chair of the meeting"), ""),
                (
                    _("Participants"),  # colleagues are named by their role, which is said once
                    ", ".join(dict.fromkeys(phrases.shown_name(one, words) for one in result.assessors)),
                ),
            )
        ),
        *([Note(opened)] if (opened := phrases.open_line(result.assessors, words)) else []),
        Heading(_("1. Facts first: what each assessor saw and heard")),
        Note(
            _("Each assessor states the facts before any figures are discussed. No marks are changed here.")
        ),
        Heading(_("2. Where assessors differ")),
    ]
    if discuss:
        rows = [
            (
                row.code,
                words.text(result.framework.item(row.code).label),
                _settled(decision, row.code, words),
                "",
            )
            for row in discuss[:_SHOWN]
        ]
        heads = (_("Code"), _("Competency"), _("Agreed level"), _("Reason"))
        blocks.append(Table(heads, tuple(rows), (0.09, 0.43, 0.14, 0.34)))
        if len(discuss) > _SHOWN:
            blocks.append(Note(_("and {n} more").format(n=len(discuss) - _SHOWN)))
    else:
        blocks.append(Note(_no_difference(result, words)))
    hidden = phrases_known.not_compared(result, words)
    if discuss and hidden:
        blocks.append(Note(hidden))
    blocks.append(Heading(_("3. What still prevents a conclusion")))
    open_ = [phrases.hindrance(one, words) for one in open_questions(decision)]
    blocks += [Clause(text, number="–", plain=True) for text in open_[:_SHOWN]]
    if not open_:
        blocks.append(Note(hidden or _("Nothing.")))
    blocks += [
        Heading(_("4. Conclusion and reasons")),
        Lines(3),
        Heading(_("5. Who does what by when")),
        Table((_("What"), _("Who"), _("By when")), (), (0.56, 0.26, 0.18), blank=3),
    ]
    return tuple(blocks)


def _no_difference(result: CaseResult, words: Words) -> str:
    """Say that no assessors differ widely, and claim no more than is known (law 15)."""
    if result.kept_apart or len(result.counted) < 2:
        return phrases_known.no_difference(result, words)
    levels = result.policy.discuss_spread
    told = words.ngettext(
        "Assessors do not differ by {n} level or more anywhere.",
        "Assessors do not differ by {n} levels or more anywhere.",
        levels,
    )
    return told.format(n=levels)


def _settled(decision: Decision, code: str, words: Words) -> str:
    settled = decision.settled_on(code)
    if settled is None:
        return ""
    return words.gettext("not applicable") if settled.level is None else str(settled.level)


write, write_docx = writers(lay)

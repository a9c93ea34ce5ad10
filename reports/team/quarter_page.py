"""A quarter on one page for the head: figures of the team, decisions needed, what is overdue."""

from domain.papers.team_paper import TeamPaper
from domain.team.matrix import MatrixPerson
from domain.team.needs import Need
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
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import NBSP, Words

_NEEDS, _PEOPLE = 5, 8


def lay(paper: TeamPaper, words: Words) -> TextPaper:
    """Describe the page; levels of single people are not on it."""
    _ = words.gettext
    cycle = paper.matrix.cycle
    code = words.pgettext("code of a paper", "QP-{code}").format(code=cycle.code)
    about = ", ".join(part for part in (phrases_team.cycle(paper), paper.unit) if part)
    return TextPaper(
        title=_("Assessment at a glance"),
        about=about,
        foot=footers.foot(code, paper.matrix.framework, paper.made_on, words),
        organisation=paper.organisation,
        made_on=paper.made_on,
        top=Top.INFORMING,
        unit=paper.unit,
        on=paper.dated_on,
        blocks=_blocks(paper, words),
        result=True,
    )


def _blocks(paper: TeamPaper, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    whole = paper.whole
    attainment = phrases.attainment(whole, words)
    facts = (
        (_("People in the team"), str(paper.team)),
        (_("Sheets"), phrases_team.sheets(paper, words)),
        (_("Profile attainment"), attainment),
        (_("Coverage"), phrases_team.known(paper, words)),
        (
            _("Below target, of all levels known"),
            _("{done} of {total}").format(done=whole.below, total=whole.known),
        ),
        (_("Critical competencies below the minimum"), str(whole.stops)),
    )
    blocks: list[Block] = [
        Facts(facts, share=0.44),
        Heading(_("Where the team is furthest from its targets")),
        _needs(paper, words),
        Heading(_("Decisions needed")),
    ]
    for at, text in enumerate(_decisions(paper, words), start=1):
        blocks.append(Clause(text, number=f"{at}.", plain=True))
    waiting = [one for one in _waiting(paper) if one.waiting]
    if waiting:
        blocks.append(Heading(_("Pending sheets")))
        for one in waiting[:_PEOPLE]:
            blocks.append(Note(f"{one.name} ({phrases_team.waiting_for(one, words)})"))
        if len(waiting) > _PEOPLE:
            blocks.append(Note(_("and {n} more").format(n=len(waiting) - _PEOPLE)))
    blocks += [Note(_("Manager's decision:")), Lines(2), Note(phrases.statement(words))]
    return tuple(blocks)


def _needs(paper: TeamPaper, words: Words) -> Block:
    _ = words.gettext
    rows = tuple(_need(one, paper, words) for one in paper.needs.items[:_NEEDS])
    if not rows:
        return Note(
            _("No level known is below its target.") if paper.whole.known else _("No level is known yet.")
        )
    heads = (_("Code"), _("Competency"), _("People below target"), _("of them below the minimum"))
    return Table(heads, rows, (0.09, 0.51, 0.2, 0.2), frozenset({2, 3}))


def _need(one: Need, paper: TeamPaper, words: Words) -> tuple[str, ...]:
    label = words.text(paper.matrix.framework.item(one.code).on_paper)
    return one.code, label, str(len(one.people)), str(one.stops)


def _named(found: list[Need], paper: TeamPaper, words: Words) -> str:
    framework = paper.matrix.framework
    titles = [f"{one.code}{NBSP}{words.text(framework.item(one.code).on_paper)}" for one in found]
    return phrases.listing(titles, 6, words)


def _waiting(paper: TeamPaper) -> list[MatrixPerson]:
    """Return who is not shown yet, for sheets to come or to be opened; those who left are in no total."""
    return [one for one in paper.matrix.people if one.blind and one.left_on is None]


def _decisions(paper: TeamPaper, words: Words) -> list[str]:
    _ = words.gettext
    texts: list[str] = []
    hidden = _waiting(paper)
    waiting = sum(bool(one.waiting) for one in hidden)
    if waiting:
        told = words.ngettext(
            "Collect the sheets for {n} person, or extend the term.",
            "Collect the sheets for {n} people, or extend the term.",
            waiting,
        )
        texts.append(told.format(n=waiting))
    if unopened := [one.name for one in hidden if not one.waiting]:
        texts.append(_("Open the sealed sheets: {names}.").format(names=phrases.listing(unopened, 6, words)))
    stops = [one for one in paper.needs.items if one.stops]
    if stops:
        codes = _named(stops, paper, words)
        told = _("Decide how to bring critical competencies up to their minimum: {codes}.")
        texts.append(told.format(codes=codes))
    wide = [one for one in paper.needs.items if one.below >= max(3, paper.team // 2)]
    if wide:
        codes = _named(wide, paper, words)
        texts.append(_("Train as a group: {codes}.").format(codes=codes))
    if paper.whole.unsettled:
        told = words.ngettext(
            "Agree on {n} level where assessors differ.",
            "Agree on {n} levels where assessors differ.",
            paper.whole.unsettled,
        )
        texts.append(told.format(n=paper.whole.unsettled))
    if not paper.whole.known:
        return texts or [_("No level is known yet.")]
    return texts or [_("Nothing is left to decide.")]


write, write_docx = writers(lay)

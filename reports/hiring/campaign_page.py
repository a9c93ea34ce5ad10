"""A campaign on one page for the head: who is where, what is known, what is to be decided."""

from domain.assessing.scoring import Status
from domain.hiring.comparison import Comparison, Contender
from domain.hiring.decision import Outcome
from domain.people.gates import Verdict
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
from reports.words import phrases, phrases_erased
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import Words

_SHOWN = 14  # candidates on the page


def lay(comparison: Comparison, words: Words) -> TextPaper:
    """Describe the page."""
    _ = words.gettext
    cycle = comparison.cycle
    code = words.pgettext("code of a paper", "CP-{code}").format(code=cycle.code)
    title = cycle.title or words.text(comparison.profile.post)
    return TextPaper(
        title=_("Vacancy at a glance"),
        about=_("Vacancy: {title}, {code}").format(title=title, code=cycle.code),
        foot=footers.foot(code, comparison.framework, comparison.made_on, words),
        organisation=comparison.organisation,
        made_on=comparison.made_on,
        top=Top.INFORMING,
        on=comparison.dated_on,
        blocks=_blocks(comparison, words),
        result=True,
    )


def _blocks(comparison: Comparison, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    cycle, known = comparison.cycle, comparison.contenders
    final = sum(one.status is Status.FINAL for one in known)
    concluded = sum(one.concluded is not None for one in known)
    term = words.pgettext("dates", "from {start} to {end}").format(
        start=words.dated(cycle.starts_on), end=words.dated(cycle.ends_on)
    )
    facts = (
        (_("Term"), term),
        (words.pgettext("of a vacancy", "Places"), "" if cycle.places is None else str(cycle.places)),
        (_("Candidates with all sheets submitted"), str(len(known))),
        (_("Pending sheets"), ", ".join(comparison.pending) or _("none")),
        (_("Final results"), str(final)),
        (_("Conclusions recorded"), str(concluded)),
    )
    rows = tuple(_row(one, words) for one in known[:_SHOWN])
    heads = (
        _("Rank"),
        _("Candidate"),
        _("Requirements"),
        _("Conclusion"),
        _("Below minimum"),
        _("Attainment"),
    )
    blocks: list[Block] = [
        Facts(facts, share=0.4),
        Heading(_("Candidates")),
        Table(heads, rows, (0.07, 0.27, 0.2, 0.2, 0.13, 0.13), frozenset({4, 5}))
        if rows
        else Note(_("No candidate's result is known yet.")),
    ]
    if len(known) > _SHOWN:
        blocks.append(Note(_("and {n} more in the comparison").format(n=len(known) - _SHOWN)))
    ties = phrases_hiring.ties(comparison, words)
    if ties:
        blocks += [Heading(_("Not told apart")), *(Note(text) for text in ties)]
    open_ = _decisions(comparison, words)
    blocks.append(Heading(_("To be decided")))
    blocks += [Clause(text, number=f"{at}.", plain=True) for at, text in enumerate(open_, start=1)]
    blocks += [Note(_("Manager's decision:")), Lines(2), Note(phrases.statement(words))]
    return tuple(blocks)


def _row(one: Contender, words: Words) -> tuple[str, ...]:
    worst = (Verdict.NOT_MET, Verdict.TO_CONFIRM, Verdict.MET)
    verdicts = {gate.verdict for gate in one.gates}
    gates = next((name_of(verdict, words) for verdict in worst if verdict in verdicts), "")
    rank = "" if one.rank is None else str(one.rank)
    erased = phrases_erased.brief(words) if one.person.erased else ""
    concluded = erased if one.concluded is None else name_of(one.concluded.outcome, words)
    attainment = phrases.attainment(one.common, words)
    return rank, one.person.short_name, gates, concluded, str(one.stops), attainment


def _decisions(comparison: Comparison, words: Words) -> list[str]:
    """Return what people still have to do, in the order in which it can be done."""
    _ = words.gettext
    texts: list[str] = []
    if comparison.pending:
        texts.append(_("Collect the pending sheets: {names}.").format(names=", ".join(comparison.pending)))
    if comparison.unopened:
        texts.append(_("Open the sealed sheets: {names}.").format(names=", ".join(comparison.unopened)))
    unsettled = [one.person.short_name for one in comparison.contenders if one.unsettled]
    if unsettled:
        texts.append(_("Agree on levels where assessors differ: {names}.").format(names=", ".join(unsettled)))
    unknown = [one.person.short_name for one in comparison.contenders if one.unknown]
    if unknown:
        names = ", ".join(unknown)
        texts.append(_("Assess critical competencies that have no level: {names}.").format(names=names))
    waits = [
        one.person.short_name
        for one in comparison.contenders
        if not one.person.erased and (one.concluded is None or one.concluded.outcome is Outcome.CONTINUE)
    ]
    if waits:
        texts.append(_("Record a conclusion on: {names}.").format(names=", ".join(waits)))
    if not comparison.contenders:
        return texts or [_("No candidate's result is known yet.")]
    return texts or [_("Nothing is left to decide.")]


write, write_docx = writers(lay)

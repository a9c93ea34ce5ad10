"""Feedback on one page for the person assessed: strengths with facts, gaps that matter, what was agreed."""

from domain.assessing.entry import Row
from domain.assessing.evidence import Polarity
from domain.papers.assessment_papers import Feedback
from domain.plan_kinds import PlanState
from reports.paper import footers
from reports.paper.seen import elide
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Heading,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Top,
)
from reports.paper.text_papers.text_writers import writers
from reports.words import phrases
from reports.words.development import phrases_plans
from resources.i18n import Words

_STRENGTHS, _GAPS, _STEPS = 3, 3, 4
_FACT = 260  # characters


def lay(feedback: Feedback, words: Words) -> TextPaper:
    """Describe the page; nobody who assessed is named."""
    _ = words.gettext
    result = feedback.decided.result
    person = result.person
    code = words.pgettext("code of a paper", "FB-{number}").format(number=result.case.id)
    read = _("I have read it and received a copy")
    leads = result.manager
    return TextPaper(
        title=_("Feedback on the assessment"),
        about=", ".join(part for part in (person.full_name, person.post, person.unit) if part),
        foot=footers.foot(code, result.framework, result.made_on, words),
        organisation=result.organisation,
        made_on=result.made_on,
        top=Top.INFORMING,
        blocks=_blocks(feedback, words),
        signers=(
            Signer(phrases_plans.whose(person, words), person.signature_name, read),
            Signer(_("Meeting conducted by"), "" if leads is None else leads.signature_name),
        ),
        result=True,
    )


def _blocks(feedback: Feedback, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    result = feedback.decided.result
    strengths = result.score.strengths[:_STRENGTHS]
    gaps = sorted(result.score.gaps, key=lambda row: not row.stop)[:_GAPS]
    blocks: list[Block] = [
        Note(
            _("Assessment {code}, {day}.").format(code=result.cycle.code, day=words.dated(result.dated_on))
            + f" {phrases.statement(words)}"
        ),
        Heading(_("What works well")),
    ]
    blocks += [_finding(row, Polarity.FOR, feedback, words) for row in strengths]
    blocks += [] if strengths else [Lines(2)]
    blocks.append(Heading(_("What to work on first")))
    blocks += [_finding(row, Polarity.AGAINST, feedback, words) for row in gaps]
    if not gaps:
        known = any(row.counts and row.level is not None for row in result.score.rows)
        blocks.append(Note(_("No gaps: everything assessed meets its target") + ".") if known else Lines(2))
    blocks.append(Heading(_("What was agreed")))
    steps = _steps(feedback, words)
    heads = (_("Step"), _("Evidence"), _("By when"))
    blocks.append(Table(heads, steps, (0.46, 0.36, 0.18), blank=max(0, 2 - len(steps))))
    blocks += [
        Heading(_("In my own words: what I take away from this meeting")),
        Lines(2),
        Heading(_("My view of the assessment and what I disagree with")),
        Lines(2),
        Clause(_("Next meeting: {day}").format(day=_next_talk(feedback, words)), plain=True),
    ]
    return tuple(blocks)


def _finding(row: Row, polarity: Polarity, feedback: Feedback, words: Words) -> Clause:
    result = feedback.decided.result
    label = words.text(result.framework.item(row.code).on_paper)
    fact = phrases.fact(result, row, polarity, words)
    against = polarity is Polarity.AGAINST
    figure = words.gettext("level {level}, target {target}").format(
        level=phrases.level(row, words), target=words.number(row.entry.target, 0)
    )
    carried = row.entry.carried if phrases.is_carried(row) else None
    age = "" if carried is None else _age(carried.quarters, words, imported=row.imported)
    parts = [", ".join(filter(None, (figure, age)))] if against or age else []
    parts += [elide(" ".join(fact.split()), _FACT)] if fact else []
    return Clause(". ".join(parts), lead=f"{label}:" if parts else label, number="–", plain=True)


def _age(quarters: int, words: Words, *, imported: bool) -> str:
    if imported:
        return phrases.age(quarters, words, imported=True)
    said = words.ngettext("as assessed {count} quarter ago", "as assessed {count} quarters ago", quarters)
    return said.format(count=quarters)


def _steps(feedback: Feedback, words: Words) -> tuple[tuple[str, ...], ...]:
    plan = feedback.plan
    if plan is None or plan.plan.state is PlanState.DRAFT:
        return ()
    actions = sorted(plan.plan.actions, key=lambda one: (one.ends_on, one.id))
    return tuple(
        (words.text(one.text), words.text(one.evidence), words.date(one.ends_on)) for one in actions[:_STEPS]
    )


def _next_talk(feedback: Feedback, words: Words) -> str:
    plan = feedback.plan
    if plan is None or plan.plan.state is PlanState.DRAFT:
        return words.blank_date
    days = [one.on for one in plan.plan.meetings if not one.result and one.on >= plan.made_on]
    return words.date(min(days)) if days else words.blank_date


write, write_docx = writers(lay)

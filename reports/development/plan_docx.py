"""The individual development plan as a text document, to be talked over and changed before it is signed."""

from domain.development.plan import Action, Goal
from domain.development.plan_sheet import PlanSheet
from domain.people.person import PersonKind
from domain.plan_kinds import ActionKind, PlanState
from reports.development.plan_pdf import about, basis, duties, hours, level, limit, outcome_legend, promise
from reports.paper import footers
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Facts,
    Heading,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Ticks,
    Top,
)
from reports.paper.text_papers.text_writers import writers
from reports.words import phrases
from reports.words.development import phrases_plans
from reports.words.names import name_of
from resources.i18n import Words

_ACTIONS = (0.3, 0.32, 0.18, 0.2)
_MEETINGS = (0.16, 0.44, 0.4)
_OUTCOME = (0.34, 0.1, 0.1, 0.1, 0.36)


def lay(sheet: PlanSheet, words: Words) -> TextPaper:
    """Describe the plan: what the printed one says, goal by goal."""
    _ = words.gettext
    plan, person, manager = sheet.plan, sheet.person, sheet.manager
    period = phrases_plans.long_period(plan.period, words)
    number = _("personnel No. {number}").format(number=person.personnel_no) if person.personnel_no else ""
    whom = ", ".join(part for part in (person.full_name, person.post, person.unit, number) if part)
    aim = plan.aim.strip()
    facts = (
        (f"1. {phrases_plans.whose(person, words)}", whom),
        (_("2. Basis"), basis(sheet, words)),
        (_("3. Personal aim, in their own words"), _("“{aim}”").format(aim=aim) if aim else ""),
        (_("4. Resources"), f"{hours(sheet, words)}. {limit(sheet, words)}"),
        *phrases_plans.approval(sheet, words),
    )
    read = phrases_plans.read(sheet, words)
    foot = footers.foot(phrases_plans.code(plan, words), sheet.framework, sheet.made_on, words)
    return TextPaper(
        title=_("Individual development plan"),
        about=f"{about(sheet, words)}, {period}",
        foot="\n".join(filter(None, (foot, footers.journal(sheet.chain_value, words)))),
        organisation=sheet.organisation,
        made_on=sheet.made_on,
        top=Top.APPROVED,
        unit=person.unit,
        on=plan.approved_on,
        number=phrases_plans.number(plan, words),
        draft=plan.state is PlanState.DRAFT,
        blocks=(
            Facts(facts, 0.24),
            Heading(_("5. Plan")),
            *(block for goal in plan.goals for block in _goal(goal, sheet, words)),
            *([Note(_("◆ critical"))] if any(goal.critical for goal in plan.goals) else []),
            Note(phrases_plans.legend(sheet, words)),
            *_meetings(sheet, words),
            *_outcome(sheet, words),
            Heading(_("8. Signatures")),
            *([] if person.kind is PersonKind.CANDIDATE else [Clause(promise(words), plain=True)]),
            *([Note(phrases.statement(words))] if sheet.basis is not None else []),
            Clause(f"{phrases_plans.whose(person, words)} {read}:", plain=True),
            Ticks((_("I agree"), _("I do not agree, my opinion is below or attached"))),
            Clause(phrases_plans.opinion(person, words), plain=True),
            Lines(2),
        ),
        signers=(
            Signer(phrases_plans.whose(person, words), person.signature_name),
            Signer(
                manager.post if manager and manager.post else _("Manager"),
                manager.signature_name if manager else "",
            ),
            Signer(_("HR specialist")),
        ),
    )


def _goal(goal: Goal, sheet: PlanSheet, words: Words) -> list[Block]:
    _ = words.gettext
    item = sheet.framework.item(goal.item)
    told = (
        level(goal, words),
        duties(goal, sheet, words) if goal.duties else "",
        _("together with {codes}").format(codes=", ".join(goal.aliases)) if goal.aliases else "",
        phrases_plans.ground(sheet, goal, words),
        phrases_plans.asked(goal, words),
        _("set manually, not derived from a gap") if goal.by_hand else "",
        _("Criterion: {text}").format(text=goal.criterion.strip()) if goal.criterion.strip() else "",
    )
    mark = " ◆" if goal.critical else ""
    rows = tuple(_action(one, words) for one in goal.actions)
    heads = (_("Action"), _("Evidence"), f"{_('Dates')}\n{_('Owner')}", _("Done: date, evidence"))
    return [
        Heading(f"{goal.item} {words.text(item.on_paper)}{mark}"),
        Note("; ".join(part for part in told if part)),
        Table(heads, rows, _ACTIONS)
        if rows
        else Clause(phrases_plans.without_action(sheet, goal, words), plain=True),
    ]


def _action(action: Action, words: Words) -> tuple[str, ...]:
    _ = words.gettext
    # «To assess. Assess the level…» would say it twice.
    lead = "" if action.kind is ActionKind.ASSESS else f"{name_of(action.kind, words)}. "
    owner = [action.owner_name] if action.owner_name else []
    if action.mentor_name:
        owner.append(_("mentor: {name}").format(name=action.mentor_name))
    if action.hours is not None:
        owner.append(_("{hours} h").format(hours=action.hours))
    return (
        lead + words.text(action.text),
        words.text(action.evidence),
        "\n".join((f"{words.day_month(action.starts_on)}–{words.day_month(action.ends_on)}", *owner)),
        phrases_plans.mark(action, words),
    )


def _meetings(sheet: PlanSheet, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    rows = tuple((words.date(one.on), one.result, "") for one in sheet.plan.meetings)
    heads = (_("Date"), _("What was done"), _("Decision"))
    return Heading(_("6. Review meetings")), Table(heads, rows, _MEETINGS, blank=0 if rows else 2)


def _outcome(sheet: PlanSheet, words: Words) -> tuple[Block, ...]:
    _ = words.gettext
    rows = tuple(
        (
            f"{goal.item} {words.text(sheet.framework.item(goal.item).on_paper)}",
            words.number(goal.level_from),
            words.number(goal.level_to, 0),
            phrases_plans.after(sheet, goal, words),
            goal.outcome.strip(),
        )
        for goal in sheet.plan.goals
    )
    heads = (
        _("Competency"),
        _("Before"),
        _("Target"),
        _("After"),
        _("Takeaway, carried into the next plan"),
    )
    return (
        Heading(_("7. Outcome of the plan")),
        Note(outcome_legend(sheet, words)),
        Table(heads, rows, _OUTCOME, frozenset({1, 2, 3})),
    )


_pdf, write = writers(lay)

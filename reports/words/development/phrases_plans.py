"""Plans in words: their names, stages, and why an act on them was refused."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain import errors
from domain.development.adaptation import Part, Unplanned
from domain.development.indicator import decimals
from domain.development.induction import Guide, InductionStep
from domain.development.plan import Action, ActionState, Goal, Plan, PlanKind
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import ProbationDraft, last_notice, notice_late
from domain.framework.framework import Duty
from domain.people.person import Person, PersonKind
from domain.period import Period
from domain.plan_kinds import PlanState
from reports.paper.seen import elide
from reports.words import phrases
from reports.words.framework import phrases_duties
from reports.words.names import name_of
from reports.words.refusals import NOTHING, Refusals, Sentence, counted, said
from resources.i18n import NBSP, Words, sentences
from resources.msgids import _, ngettext


def approval(sheet: PlanSheet, words: Words) -> tuple[tuple[str, str], ...]:
    """Return as a named fact in whose session the plan was approved; none if in the approver's own."""
    other = sheet.sitting_of
    return ((words.gettext("Approval"), phrases.sitting(other, words)),) if other else ()


def long_period(period: Period, words: Words) -> str:
    """Return «с 9 сентября 2026 г. по 8 декабря 2026 г.»; no line ends within a date."""
    start, end = (words.long_date(day).replace(" ", NBSP) for day in (period.starts_on, period.ends_on))
    return words.pgettext("dates", "from {start} to {end}").format(start=start, end=end)


def unplanned(told: Unplanned, words: Words) -> str:
    """Say why a hire did not lead to an adaptation plan; an unknown requirement is not called met."""
    if not told.in_post:
        return words.gettext(
            "No onboarding plan was drafted: the framework does not say what is asked in post."
        )
    if not told.unknown:
        return words.gettext(
            "No onboarding plan was drafted: there is nothing to raise to the targets in post."
        )
    return words.ngettext(
        "No onboarding plan was drafted: nothing known is below target, {n} competency has no level yet.",
        "No onboarding plan was drafted: nothing known is below target, {n} competencies have no level yet.",
        told.unknown,
    ).format(n=told.unknown)


def number(plan: Plan, words: Words) -> str:
    """Return the number of a plan with kind and year: «ИПР-2026-014»; empty for a draft."""
    _ = words.gettext
    if plan.number is None:
        return ""
    kinds = {
        PlanKind.IDP: _("IDP-{year}-{number}"),
        PlanKind.ADAPTATION: _("AP-{year}-{number}"),
        PlanKind.TRAINING: _("TP-{year}-{number}"),
    }
    return kinds[plan.kind].format(year=plan.period.starts_on.year, number=f"{plan.number:03d}")


def numbered(plan: Plan, words: Words) -> str:
    """Return the number for the head of the paper, a blank to fill by hand if there is none."""
    said = number(plan, words)
    return words.gettext("No. {number}").format(number=said) if said else words.gettext("No. ______")


def code(plan: Plan, words: Words) -> str:
    """Return the code of the plan for the foot of the paper."""
    draft = words.gettext("{kind}, draft").format(kind=name_of(plan.kind, words))
    return number(plan, words) or draft


def whose(person: Person, words: Words) -> str:
    """Return what the person of a plan is to the organisation."""
    _ = words.gettext
    return _("Candidate") if person.kind is PersonKind.CANDIDATE else _("Employee")


def opinion(person: Person, words: Words) -> str:
    """Return the caption of the lines for the person's own words."""
    _ = words.gettext
    return _("Candidate's opinion:") if person.kind is PersonKind.CANDIDATE else _("Employee's opinion:")


def part(one: Part, words: Words) -> str:
    """Return the name of a stage of an adaptation."""
    _ = words.gettext
    return {
        Part.INTRODUCTION: _("Introduction"),
        Part.LEARNING: _("Learning"),
        Part.WITH_MENTOR: _("Working with the mentor"),
        Part.ON_ONES_OWN: _("Working independently"),
    }[one]


def basis(sheet: PlanSheet, words: Words) -> str:
    """Return the assessment a plan is based on and the numbers of its sheets; empty if there is none."""
    _ = words.gettext
    if sheet.basis is None:
        return ""
    told = _("Assessment “{title}”").format(title=phrases.assessment(sheet.basis, words))
    numbers = [one.number for one in sheet.basis.assessors if one.number]
    if numbers:
        told = f"{told}; {_sheets(numbers, words)}"
    return sentences(*filter(None, (told, open_answers(sheet, words))))


def open_answers(sheet: PlanSheet, words: Words) -> str:
    """Return which sheets are open answers, by number, as a plan names no assessor; empty if none is."""
    assessors = () if sheet.basis is None else sheet.basis.assessors
    numbers = [one.number for one in assessors if one.open_answer and one.number]
    if not numbers:
        return ""
    told = words.gettext("Open answer: {names}. The marks came in a form: whoever held it could read them.")
    return told.format(names=_sheets(numbers, words))


def _sheets(numbers: Sequence[str], words: Words) -> str:
    told = words.ngettext("sheet {numbers}", "sheets {numbers}", len(numbers))
    return told.format(numbers=", ".join(numbers))


def read(sheet: PlanSheet, words: Words) -> str:
    """Return what the employee signs to have read; an assessment is mentioned only if there was one."""
    _ = words.gettext
    if sheet.basis is None:
        return _("has read the plan and received a copy")
    return _("has read the assessment results and the plan, and received a copy")


def ground(sheet: PlanSheet, goal: Goal, words: Words) -> str:
    """Return what a goal's level is based on: the numbers of the sheets behind it, never a name.

    Empty if there is no assessment or no level.
    """
    found = sheet.ground(goal.item)
    if found is None:
        return ""
    if found.quarters is not None and found.imported:
        return phrases.age(found.quarters, words, imported=True)
    if found.quarters is not None:
        told = words.ngettext(
            "level carried over, {n} quarter old", "level carried over, {n} quarters old", found.quarters
        )
        return told.format(n=found.quarters)
    numbers = [one.number for one in found.sheets if one.number]
    if not numbers:
        return ""
    if found.settled:
        told = words.ngettext("agreed on sheet {numbers}", "agreed on sheets {numbers}", len(numbers))
    else:
        told = words.ngettext("level from sheet {numbers}", "level from sheets {numbers}", len(numbers))
    return told.format(numbers=", ".join(numbers))


def asked(goal: Goal, words: Words) -> str:
    """Return what the post required on the day of the goal, if people chose a different target."""
    if goal.asked is None or goal.asked == goal.level_to:
        return ""
    return words.gettext("the position requires {level}").format(level=goal.asked)


def without_action(sheet: PlanSheet, goal: Goal, words: Words) -> str:
    """Return what to do about a goal without actions, in a draft; empty for any other."""
    _ = words.gettext
    if goal.actions or sheet.plan.state is not PlanState.DRAFT:
        return ""
    if goal.item in sheet.exhausted:
        return _("Every action of the library was completed within the last four quarters: add another one.")
    return _("No action is planned yet: agree one with the employee and add it here.")


def duties(sheet: PlanSheet) -> tuple[Duty, ...]:
    """Return the duties that the plan's goals serve, goal by goal."""
    return tuple(sheet.framework.duty(code) for goal in sheet.plan.goals for code in goal.duties)


def legend(sheet: PlanSheet, words: Words) -> str:
    """Return the names of the levels, which document the bare clause numbers refer to, and whose hours."""
    _ = words.gettext
    told: list[str] = []
    if sheet.basis is not None:
        levels = (f"{one.value} {words.text(one.name).lower()}" for one in sheet.basis.scale.levels)
        told.append(_("Levels: {levels}").format(levels=" · ".join(levels)))
    served = duties(sheet)
    clause = next((one.clause for one in served if one.clause), None)
    if clause is not None:
        told.append(_("{clause} and the like: clauses of the job description").format(clause=clause))
    if any(action.hours is not None for goal in sheet.plan.goals for action in goal.actions):
        told.append(_("h: off-queue hours"))
    # No document numbers these duties, so the paper says what they are.
    bare = {one.code: phrases_duties.named(one, words, 110) for one in served if not one.clause}
    told += (bare[code] for code in sorted(bare))
    return ". ".join((*told, "")).strip()


def induction_owner(step: InductionStep, sheet: PlanSheet, words: Words) -> str:
    """Return who guides a newcomer through a step: by name if the plan has it, else by post."""
    _ = words.gettext
    if step.by is Guide.MANAGER and sheet.manager is not None:
        return sheet.manager.short_name
    if step.by is Guide.MENTOR and sheet.mentoring is not None:
        return short(sheet.mentoring.mentor_name)
    return guide(step.by, words)


def guide(one: Guide, words: Words) -> str:
    """Return who guides through a step, by post."""
    _ = words.gettext
    return {
        Guide.MANAGER: _("manager"),
        Guide.MENTOR: _("mentor"),
        Guide.HR: _("HR specialist"),
        Guide.SAFETY: _("occupational safety specialist"),
        Guide.IT: _("IT specialist"),
    }[one]


def short(name: str) -> str:
    """Return «Фомина Е. П.» of a full name."""
    surname, *given = name.split()
    return " ".join((surname, *(f"{one[0]}." for one in given)))


def mark(action: Action, words: Words) -> str:
    """Return what became of an action: when it was done or that it was not, its result, moved, taken out."""
    _ = words.gettext
    said = {
        ActionState.PLANNED: "",
        ActionState.DONE: words.date(action.done_on) if action.done_on else _("done"),
        ActionState.CANCELLED: _("cancelled"),
    }[action.state]
    out = _("removed") if action.retired else ""
    parts = (said, action.result.strip(), elide(moved(action, words), 230), out)
    return ". ".join(part for part in parts if part)


def after(sheet: PlanSheet, goal: Goal, words: Words) -> str:
    """Return the level after; in a closed plan «not rated» where no assessment gave one."""
    if goal.level_after is not None:
        return words.number(goal.level_after)
    return "" if sheet.plan.closed_on is None else words.gettext("NR")


def moved(action: Action, words: Words) -> str:
    """Return from which days an action was last moved, and why; empty if it never was."""
    if not action.postponed:
        return ""
    last = action.postponed[-1]
    return words.gettext("moved from {first}–{last}: {reason}").format(
        first=words.day_month(last.starts_was),
        last=words.day_month(last.ends_was),
        reason=last.reason,
    )


def figure(one: Decimal | None, words: Words) -> str:
    """Return a figure with the decimals it was typed with; empty if unknown."""
    return "" if one is None else words.number(Fraction(one), decimals(one))


def notice(ends_on: date, words: Words) -> str:
    """Return the last day for a written notice of a failed probation."""
    _ = words.gettext
    told = _("A written notice is due by {day}: three full days before the last day (Labour Code, art. 71).")
    return told.format(day=words.date(last_notice(ends_on)))


def late_notice(end: ProbationDraft, words: Words) -> str:
    """Return that the notice comes too late; empty if it does not."""
    _ = words.gettext
    if not notice_late(end):
        return ""
    told = _(
        "The last day for a written notice was {day}; an employee who continues working is "
        "deemed to have completed the probation (Labour Code, art. 71)."
    )
    return told.format(day=words.date(last_notice(end.ends_on)))


def _day_off(error: errors.DayOff, words: Words) -> Sentence:
    _ = words.gettext
    what = _("This is not a working day: {day}.").format(day=words.date(error.day))
    return Sentence(what, _(NOTHING), _("The next working day is {day}.").format(day=words.date(error.next)))


def _nothing_planned(error: errors.NothingPlanned, words: Words) -> Sentence:
    _ = words.gettext
    if not error.codes:
        return Sentence(_("The plan is empty."), _(NOTHING), _("Tick gaps on the left."))
    what = _("There is no action yet for: {codes}.").format(codes=", ".join(error.codes))
    return Sentence(what, _(NOTHING), _("Add an action or remove the competency."))


def _same_action(error: errors.SameAction, words: Words) -> Sentence:
    _ = words.gettext
    if error.retired:
        what = _("The competency has a retired action with the same wording.")
        return Sentence(what, _(NOTHING), _("Restore that one, or word it differently."))
    what = _("The competency already has an action with this wording.")
    return Sentence(what, _(NOTHING), _("Word it differently, or change that one."))


REFUSALS: Refusals = {
    errors.OutsidePlan: said(
        _("The date is outside the plan, which runs {first} – {last}."),
        _("Choose dates within it, or change the dates of the plan."),
    ),
    errors.DayOff: _day_off,
    errors.ZeroHours: said(
        _("Zero hours is not an answer."), _("Enter 1 or more, or leave the field empty: unknown.")
    ),
    errors.OwnerLeft: said(
        _("Cannot be responsible, the last day at work is {day}: {name}."),
        _("Choose someone else or an earlier date."),
    ),
    errors.TooManyGoals: counted(
        ngettext(
            "A plan has at most {n} competency to develop.", "A plan has at most {n} competencies to develop."
        ),
        _("Remove one first, or leave this one for the next plan."),
    ),
    errors.TooManySteps: counted(
        ngettext("An induction has at most {n} step.", "An induction has at most {n} steps."),
        _("Remove one first."),
    ),
    errors.Covered: said(
        _("The plan already has this competency: {code}."), _("Add the actions to it there.")
    ),
    errors.PlanClosed: said(_("The plan is closed and read-only."), _("Carry it over to a new plan.")),
    errors.NotActive: said(_("The plan is not approved yet."), _("Approve it first.")),
    errors.Approved: said(_("This has already been done."), _("Open the plan again to see it.")),
    errors.NoConsent: said(
        _("Mentoring requires written consent (Labour Code, art. 351.8): {name}."),
        _("Enter the date of the consent."),
    ),
    errors.NothingPlanned: _nothing_planned,
    errors.BasisWithdrawn: said(
        _("The assessment that this plan was made from has been withdrawn."),
        _("Make a plan from an assessment that stands."),
    ),
    errors.Unreported: counted(
        ngettext("{n} action has no result yet.", "{n} actions have no result yet."),
        _("State for each whether it was done or cancelled."),
    ),
    errors.ShippedAction: said(
        _("The wording of a built-in action never changes."),
        _("Add your own action beside it, and retire this one."),
    ),
    errors.SameAction: _same_action,
    errors.InPlans: counted(
        ngettext("{n} plan uses this action.", "{n} plans use this action."),
        _("Retire it with a reason: it is kept for these plans."),
    ),
    errors.NotInForce: said(
        _("The edition in force no longer has this competency: {code}."),
        _("Add the action to a competency of the edition."),
    ),
    errors.NoTarget: said(
        _("The position profile requires nothing of this competency: {code}."),
        _("Choose the level the goal aims at."),
    ),
    errors.ActionsOutside: counted(
        ngettext(
            "{n} action or meeting would fall outside these dates.",
            "{n} actions or meetings would fall outside these dates.",
        ),
        _("Move them first."),
    ),
    errors.Numbered: said(
        _("The plan has been approved under a number of {year}, so it starts that year."),
        _("Postpone its actions, or close it and start a new plan."),
    ),
}

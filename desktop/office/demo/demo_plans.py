"""The demo's plans: finished, on time, late, a newcomer's; and the training arranged. No Qt."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from db.assessing import cycles, people
from db.development import adaptations, indicators, library, plan_edit, plan_followup, plans
from db.development.plan_edit import PlanDraft
from db.team import matrix, training_drafts
from desktop.office.demo.demo_story import Content, Story
from domain.assessing.case import CycleKind
from domain.development.adaptation import Mentoring
from domain.development.indicator import Indicator, Week, parse_figure
from domain.development.library import LibraryDraft
from domain.development.plan import Action, ActionKind, ActionState
from domain.development.plan_rules import draft_of
from domain.errors import NoGoals
from domain.period import Period, next_quarter, quarter_of
from domain.team.needs import needs
from domain.team.training import proposed
from domain.team.training_terms import Terms
from domain.text import Text

HOURS = (6, 4, 8, None, 2)
BUDGET = 60
FINISHED, ON_TIME, LATE = "finished", "on_time", "late"


def tell(story: Story, manager: int) -> None:
    """Write what became of the plans in ``demo.yaml``; each begins in the quarter after its result."""
    for facts in story.content["plans"]:
        _tell_plan(story, facts, manager)


def adapt(story: Story, manager: int, mentor: int) -> None:
    """Write the newcomer's adaptation plan: guided by a mentor, reviewed on its days so far."""
    facts, told = story.content["newcomer"], story.content["adaptation"]
    person, hired = story.people[facts["code"]], story.day(facts["hired"])
    story.clock.set(hired, 11)
    story.store.act_as(manager)
    write = story.store.write
    period = Period(hired, story.day(facts["ends"]))
    plan_id = write(adaptations.begin, person, period)
    for code in told["goals"]:
        write(plan_edit.choose_goal, plan_id, code, manager, hired)
    agreement = Mentoring(
        mentor,
        consent_on=hired,
        agreement_no=told["agreement"],
        agreement_on=hired,
        content=told["content"],
        form=told["form"],
        pay=told["pay"],
    )
    write(adaptations.appoint, plan_id, agreement)
    write(indicators.put, plan_id, tuple(_counted(one) for one in told["indicators"]))
    write(plan_followup.approve, plan_id, hired)
    sheet = story.store.read(plans.plan, plan_id, manager, story.today)
    for number, action in enumerate(sheet.plan.actions):
        if action.ends_on < story.today:
            story.clock.set(action.ends_on, 15)
            shown = told["assessed"] if action.kind is ActionKind.ASSESS else _done(story, number)
            write(plan_followup.report, action.id, ActionState.DONE, shown, action.ends_on)
    for meeting in sheet.plan.meetings:
        if meeting.on < story.today:
            story.clock.set(meeting.on, 16)
            write(plan_followup.hold, meeting.id, told["meeting"])


def stock(story: Story, hr: int) -> None:
    """Write the organisation's changes to the library: an own action, hours, and a retired action."""
    told, write = story.content["library"], story.store.write
    story.clock.set(story.day(-4), 12)
    story.store.act_as(hr)
    shelf = story.store.read(library.shelf)
    known = {one.action.code: one.action.id for item in shelf.items for one in item.actions}
    own = told["own"]
    draft = LibraryDraft(
        ActionKind(own["kind"]),
        Text(own["ru"], own["en"]),
        Text(own["evidence_ru"], own["evidence_en"]),
        own["weeks"],
        own["hours"],
    )
    write(library.add, shelf.framework.item(own["item"]).key, draft)
    for code, hours in told["hours"].items():
        write(library.set_hours, known[code], hours)
    write(library.retire, known[told["retired"]["action"]], told["retired"]["reason"])


def train(story: Story, manager: int) -> None:
    """Write the training arranged for the next quarter; one topic is barely specified."""
    story.clock.set(story.today, 12)
    story.store.act_as(manager)
    read = story.store.read
    running = next(one for one in read(cycles.cycles) if one.kind is not CycleKind.HIRING)
    found = read(matrix.team_matrix, running.id, manager)
    draft = proposed(found, needs(found))
    first = next_quarter(story.today).starts_on
    for group, facts in zip(draft.groups, story.content["training"], strict=False):
        days = [first + timedelta(days=number) for number in facts["days"]]
        terms = Terms(
            starts_on=days[0],
            ends_on=days[1] if len(days) > 1 else None,
            trainer=facts.get("trainer", ""),
            cost=facts.get("cost"),
            hours=facts.get("hours"),
            off_line=facts.get("off_line"),
            share=Fraction(facts["share"]) if "share" in facts else None,
            indicator=facts.get("indicator", ""),
        )
        draft = draft.with_terms(group.number, terms)
    if draft.groups:
        story.store.write(training_drafts.keep, running.id, draft)


def _counted(told: Content) -> Indicator:
    """Return an indicator as described: week -> plan, fact, note, where known."""
    weeks: list[Week] = []
    for number, known in told["weeks"].items():
        planned, fact, note = [*known, None, None][:3]
        weeks.append(
            Week(number, parse_figure(planned or "", "planned"), parse_figure(fact or "", "fact"), note or "")
        )
    return Indicator(told["name"], told["norm"], tuple(weeks))


def _tell_plan(story: Story, facts: Mapping[str, str], manager: int) -> None:
    person, fate = story.people[facts["code"]], facts["fate"]
    period = quarter_of(story.today)
    if fate == FINISHED:
        period = quarter_of(period.starts_on - timedelta(days=1))
    case = _case_before(story, person, manager, period.starts_on)
    begun = period.starts_on
    story.clock.set(begun, 10)
    story.store.act_as(manager)
    try:
        plan_id = story.store.write(plans.make, case, manager, period, begun)
    except NoGoals:
        return
    write = story.store.write
    write(plan_edit.describe, plan_id, PlanDraft(period, facts["aim"], BUDGET))
    for number, action in enumerate(_actions(story, plan_id, manager)):
        write(
            plan_edit.change_action,
            action.id,
            replace(draft_of(action), owner_id=person, hours=HOURS[number % len(HOURS)]),
        )
    write(plan_followup.approve, plan_id, begun)
    until = period.ends_on if fate == FINISHED else story.today
    _report(story, plan_id, manager, facts, until)
    if fate == FINISHED:
        # By then the sheets of the following quarter are in, so that there is a level after.
        closed = story.day(-5)
        story.clock.set(closed, 16)
        after = story.store.read(plan_followup.after, plan_id, manager, closed).levels
        goals = story.store.read(plans.plan, plan_id, manager, closed).plan.goals
        told = {goal.id: facts[_fate(goal.level_from, after.get(goal.id))] for goal in goals}
        write(plan_followup.close, plan_id, manager, closed, told)


def _fate(before: Fraction | None, after: Fraction | None) -> str:
    """Return the outcome of a goal: what had no level before cannot have risen."""
    if after is None:
        return "unrated"
    if before is None:
        return "found"
    return "risen" if after > before else "same"


def _report(story: Story, plan_id: int, manager: int, facts: Mapping[str, str], until: date) -> None:
    """Report the actions that have ended by then as done, and the outcome of the meetings."""
    read, write = story.store.read, story.store.write
    actions = sorted(_actions(story, plan_id, manager), key=lambda one: (one.ends_on, one.id))
    over = [one for one in actions if one.ends_on < until or facts["fate"] == FINISHED]
    if facts["fate"] == LATE:
        over = over[: len(over) // 2]
    first = (FINISHED, LATE, ON_TIME).index(facts["fate"]) * 3  # so that two plans do not read alike
    for number, action in enumerate(over):
        on = min(action.ends_on, until)
        story.clock.set(on, 15)
        cancelled = facts["fate"] == FINISHED and number == len(over) - 1
        state = ActionState.CANCELLED if cancelled else ActionState.DONE
        result = facts["cancelled"] if cancelled else _done(story, first + number)
        write(plan_followup.report, action.id, state, result, on)
    for meeting in read(plans.plan, plan_id, manager, until).plan.meetings:
        if meeting.on < until or (facts["fate"] == FINISHED and meeting.on <= until):
            story.clock.set(meeting.on, 16)
            write(plan_followup.hold, meeting.id, facts["meeting"])


def _done(story: Story, number: int) -> str:
    """Return the comment on a finished action; never its evidence, which may not exist on its last day."""
    told = story.content["done"]
    return told[number % len(told)]


def _actions(story: Story, plan_id: int, manager: int) -> tuple[Action, ...]:
    return story.store.read(plans.plan, plan_id, manager, story.today).plan.actions


def _case_before(story: Story, person: int, manager: int, day: date) -> int:
    """Return the person's newest case opened before that day."""
    card = story.store.read(people.card, person, manager, day)
    return next(one.case_id for one in card.cases if one.opened_on < day)

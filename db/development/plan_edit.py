"""Editing a plan: goals from gaps or by hand, actions, meetings. Each act can be undone by another.

What is removed is retired, not deleted: it can be restored as it was, and what was reported stays visible.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from db import models
from db.assessing import cases, people
from db.development import calendars, mentors, plan_making, plans
from db.development.plan_rows import (
    action_row,
    actions_of,
    check_there,
    checked,
    goal_row,
    goals_of,
    meeting_row,
    meetings_of,
    period_of,
    record,
    running_plan,
)
from db.framework import frameworks
from db.journal import reasons
from db.models.types import now
from domain.assessing.entry import Row
from domain.assessing.policy import Policy
from domain.development.adaptation import HIGHEST, staged
from domain.development.plan import (
    Action,
    Goal,
    Library,
    Meeting,
    Plan,
    PlanKind,
    PlanState,
    goal_for,
    schedule,
)
from domain.development.plan_rules import ActionDraft, check_days, check_hours, check_working
from domain.errors import ActionsOutside, Covered, Impossible, NeedsReason, NoTarget, Numbered, TooManyGoals
from domain.framework.framework import Framework
from domain.framework.profile import Profile, Target
from domain.people.person import PersonKind
from domain.period import Period, last_working_days
from domain.scale import Band, check_level
from domain.workdays import Calendar


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What people set for a plan as a whole; ``hours_budget`` None is no limit."""

    period: Period
    aim: str = ""
    hours_budget: int | None = None


def begin(session: Session, person_id: int, period: Period) -> int:
    """Begin a plan without an assessment and return its id: its goals are set by hand.

    Raises:
        Unknown: if there is no such person.
        Impossible: if the person is a candidate, for whom there are no development plans.
        OwnerLeft: if the person left before the plan would begin.
    """
    person = people.person(session, person_id)
    if person.kind is PersonKind.CANDIDATE:
        raise Impossible("person")
    check_there(session, {person_id}, period.starts_on)
    days = last_working_days(period, calendars.calendar(session))
    meetings = tuple(Meeting(day) for day in days)
    plan = Plan(PlanKind.IDP, period, (), meetings, person_id=person_id)
    plan_id = plans.keep(session, plan, plan_making.edition_for(session, person))
    record(session, "begin", session.get_one(models.Plan, plan_id), {"person": person_id})
    return plan_id


def describe(session: Session, plan_id: int, draft: PlanDraft) -> None:
    """Set dates, aim and hours of a plan.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
        Numbered: if it has a number, and would begin in another year.
        ActionsOutside: if actions or meetings would be outside the new dates.
        ZeroHours, Impossible, TooLong: if the hours or the aim are not possible.
    """
    plan = running_plan(session, plan_id)
    if draft.hours_budget is not None:
        check_hours(draft.hours_budget)
    period, live = draft.period, actions_of(session, _ids(goals_of(session, plan_id)))
    if plan.number is not None and period.starts_on.year != plan.starts_on.year:
        raise Numbered(plan.starts_on.year)
    out = sum(one.starts_on < period.starts_on or one.ends_on > period.ends_on for one in live)
    out += sum(not period.starts_on <= one.on <= period.ends_on for one in meetings_of(session, plan_id))
    if out:
        raise ActionsOutside(out)
    plan.starts_on, plan.ends_on = period.starts_on, period.ends_on
    plan.aim = reasons.words("aim", draft.aim)
    plan.hours_budget = draft.hours_budget
    told = {"starts": str(plan.starts_on), "ends": str(plan.ends_on), "budget": plan.hours_budget}
    record(session, "describe", plan, told)


def choose_goal(
    session: Session, plan_id: int, code: str, viewer_id: int | None, on: date, level_to: int | None = None
) -> int:
    """Add an item to the plan and return the goal's id; a goal removed before is restored as it was.

    A gap brings the library's actions for its size; an item without a level is to be assessed first. Without
    an assessment the goal is set by hand and marked so. *level_to* is the level people aim at, None for the
    target of the post.

    Raises:
        Unknown: if there is no such plan or item.
        PlanClosed: if the plan is closed.
        StillBlind, NothingSubmitted: as for ``cases.result``, if the plan comes from a case.
        Covered: if the plan has the item or a twin of it.
        TooManyGoals: if it already has the maximum number of goals.
        NoTarget: if the post has no target for the item, and no level is given.
        OffScale: if there is no such level.
    """
    plan = running_plan(session, plan_id)
    if level_to is not None:
        check_level(level_to)
    goal, framework, policy = _goal(session, plan, code, viewer_id, on, level_to)
    codes = {item.id: item.code for item in framework.items}
    live = goals_of(session, plan_id)
    group = {code, *framework.twins(code)}
    for one in live:
        if codes.get(one.item_id) in group:
            raise Covered(codes[one.item_id])
    _check_room(live, policy, assess_only=goal.assess_only)
    item_id = framework.item(code).id
    former = [one for one in goals_of(session, plan_id, retired=True) if one.item_id == item_id]
    if former:
        former[-1].retired_at = None
        goal_id = former[-1].id
    else:
        goal_id = plans.keep_goal(session, plan_id, goal, _last(live), framework)
    record(session, "choose", plan, {"goal": goal_id, "item": code, "by_hand": goal.by_hand})
    return goal_id


def drop_goal(session: Session, goal_id: int) -> None:
    """Remove a goal with its actions from its plan; everything is kept.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
    """
    row, plan = goal_row(session, goal_id)
    row.retired_at = now(session)
    record(session, "drop", plan, {"goal": goal_id})


def restore_goal(session: Session, goal_id: int) -> None:
    """Restore a goal that was removed.

    Raises:
        Unknown, PlanClosed, Covered, TooManyGoals: as for ``choose_goal``.
    """
    row, plan = goal_row(session, goal_id)
    live = goals_of(session, row.plan_id)
    if any(one.item_id == row.item_id and one.id != goal_id for one in live):
        raise Covered(session.get_one(models.Item, row.item_id).code)
    others = [one for one in live if one.id != goal_id]
    _check_room(others, _policy(session, plan), assess_only=row.assess_only)
    row.retired_at = None
    record(session, "restore", plan, {"goal": goal_id})


def change_goal(session: Session, goal_id: int, level_to: int, criterion: str) -> None:
    """Set the level a goal aims at, and the criterion for having reached it.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
        OffScale: if there is no such level.
        TooLong: if the criterion has more than 5,000 characters.
    """
    row, plan = goal_row(session, goal_id)
    check_level(level_to)
    row.level_to, row.criterion = level_to, reasons.words("criterion", criterion)
    record(session, "change", plan, {"goal": goal_id, "level": level_to})


def move_goal(session: Session, goal_id: int, places: int) -> None:
    """Move a goal so many places down, up if negative; it stops at the ends.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
    """
    row, plan = goal_row(session, goal_id)
    _reorder(goals_of(session, row.plan_id), row, places)
    record(session, "move", plan, {"goal": goal_id, "places": places})


def add_action(session: Session, goal_id: int, draft: ActionDraft) -> int:
    """Add an action, own or from the library, and return its id.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed.
        Missing, Impossible, OutsidePlan, ZeroHours, TooLong, OwnerLeft, DayOff: as for ``plan_rows.checked``.
    """
    goal, plan = goal_row(session, goal_id)
    made = checked(session, draft, plan)
    place = _last(actions_of(session, [goal_id]))
    row = plans.keep_action(session, goal.id, _action(made), place)
    session.flush()
    record(session, "add", plan, {"goal": goal_id, "action": row.id, **_told(made)})
    return row.id


def change_action(session: Session, action_id: int, draft: ActionDraft) -> None:
    """Change an action; once the plan is approved, its dates move only with a reason.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
        NeedsReason: if the plan is approved and the dates differ; see ``plan_followup.postpone``.
        Missing, Impossible, OutsidePlan, ZeroHours, TooLong, OwnerLeft, DayOff: as for ``plan_rows.checked``.
    """
    row, plan = action_row(session, action_id)
    made = checked(session, draft, plan, was=row.starts_on)
    if plan.state is PlanState.ACTIVE and made.days != (row.starts_on, row.ends_on):
        raise NeedsReason
    row.kind, row.library_action_id = made.kind, made.library_id
    row.text_ru, row.text_en = made.text.ru, made.text.en
    row.evidence_ru, row.evidence_en = made.evidence.ru, made.evidence.en
    row.starts_on, row.ends_on = made.days
    row.owner_id, row.mentor_id, row.hours = made.owner_id, made.mentor_id, made.hours
    record(session, "change", plan, {"action": action_id, **_told(made)})


def drop_action(session: Session, action_id: int) -> None:
    """Remove an action; if something was reported on it, it stays visible as removed.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
    """
    row, plan = action_row(session, action_id)
    row.retired_at = now(session)
    record(session, "drop", plan, {"action": action_id})


def restore_action(session: Session, action_id: int) -> None:
    """Restore an action that was removed.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
    """
    row, plan = action_row(session, action_id)
    row.retired_at = None
    record(session, "restore", plan, {"action": action_id})


def move_action(session: Session, action_id: int, places: int) -> None:
    """Move an action so many places down within its goal, up if negative; it stops at the ends.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
    """
    row, plan = action_row(session, action_id)
    _reorder(actions_of(session, [row.goal_id]), row, places)
    record(session, "move", plan, {"action": action_id, "places": places})


def add_meeting(session: Session, plan_id: int, on: date) -> int:
    """Add a check meeting and return its id.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed.
        OutsidePlan: if the day is outside it.
        DayOff: if it is not a working day.
    """
    plan = running_plan(session, plan_id)
    check_days(on, on, period_of(plan))
    check_working(on, calendars.calendar(session))
    row = models.CheckMeeting(plan_id=plan_id, on=on)
    session.add(row)
    session.flush()
    record(session, "add", plan, {"meeting": row.id, "on": str(on)})
    return row.id


def move_meeting(session: Session, meeting_id: int, on: date) -> None:
    """Move a check meeting to another day.

    Raises:
        Unknown, PlanClosed, OutsidePlan, DayOff: as for ``add_meeting``.
    """
    row, plan = meeting_row(session, meeting_id)
    check_days(on, on, period_of(plan))
    if on != row.on:
        check_working(on, calendars.calendar(session))
    row.on = on
    record(session, "change", plan, {"meeting": meeting_id, "on": str(on)})


def drop_meeting(session: Session, meeting_id: int) -> None:
    """Remove a check meeting.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
        Impossible: if it has a result, which must stay.
    """
    row, plan = meeting_row(session, meeting_id)
    if row.result:
        raise Impossible("meeting")
    row.retired_at = now(session)
    record(session, "drop", plan, {"meeting": meeting_id})


def restore_meeting(session: Session, meeting_id: int) -> None:
    """Restore a check meeting that was removed.

    Raises:
        Unknown, PlanClosed: if it cannot be changed.
    """
    row, plan = meeting_row(session, meeting_id)
    row.retired_at = None
    record(session, "restore", plan, {"meeting": meeting_id})


def _goal(
    session: Session, plan: models.Plan, code: str, viewer_id: int | None, on: date, level_to: int | None
) -> tuple[Goal, Framework, Policy]:
    """Return the goal for an item, by the assessment or by hand, without actions done recently."""
    person = people.person(session, plan.person_id)
    period, calendar = period_of(plan), calendars.calendar(session)
    if plan.case_id is not None:
        result = cases.result(session, plan.case_id, viewer_id, on)
        framework, policy = result.framework, result.policy
        framework.item(code)
        library = plan_making.offered(session, plan.person_id, framework.id, plan.starts_on)
        score, profile = result.score, result.profile
        if plan.kind is PlanKind.ADAPTATION and (found := plan_making.to_post(session, plan.case_id)):
            score, profile = found
        row = next((one for one in score.rows if one.code == code), None)
        if row is None:  # outside the scope, or without a target
            goal = _without(profile, framework, library, code, period, calendar, level_to)
        else:
            goal = goal_for(row, score, framework, library, period, calendar)
            if row.band is Band.MET:
                goal = replace(_by_hand(row, framework, library, period, calendar), duties=goal.duties)
            goal = replace(goal, asked=profile.targets[code].level)
    else:
        framework, policy = plan_making.edition_for(session, person, plan.id), frameworks.policy(session)[2]
        framework.item(code)
        library = plan_making.offered(session, plan.person_id, framework.id, plan.starts_on)
        post = plan_making.post_of(session, framework, person.post)
        goal = _without(post, framework, library, code, period, calendar, level_to)
        if plan.kind is PlanKind.ADAPTATION:
            goal = replace(goal, level_to=min(goal.level_to, HIGHEST))
    if level_to is not None:
        goal = replace(goal, level_to=level_to)
    if plan.kind is PlanKind.ADAPTATION:
        goal = staged(goal, library, period, calendar)
    guide = mentors.mentoring(session, plan.id)
    owners = plan_making.owners(session, person, None if guide is None else guide.mentor_id)
    return replace(goal, actions=owners.given(goal.actions)), framework, policy


def _by_hand(row: Row, framework: Framework, library: Library, period: Period, calendar: Calendar) -> Goal:
    """Return a goal for an item without a gap: people want more than the post requires."""
    return Goal(
        item=row.code,
        level_from=row.level,
        level_to=min(4, row.entry.target + (1 if row.level == row.entry.target else 0)),
        asked=row.entry.target,
        critical=row.critical,
        weight=row.weight,
        duties=tuple(duty.code for duty in framework.duties_of(row.code)),
        actions=schedule(library.pick(row.code, Band.SMALL), period, calendar),
        by_hand=True,
    )


def _without(
    profile: Profile | None,
    framework: Framework,
    library: Library,
    code: str,
    period: Period,
    calendar: Calendar,
    level_to: int | None,
) -> Goal:
    """Return a goal without an assessment; an item without a target in the post needs a level from people."""
    target = None if profile is None else profile.targets.get(code)
    if target is None:
        if level_to is None:
            raise NoTarget(code)
        target = Target(level_to, weight=1, critical=False)
        asked = None
    else:
        asked = target.level
    return Goal(
        item=code,
        level_from=None,
        level_to=target.level,
        asked=asked,
        critical=target.critical,
        weight=target.weight,
        duties=tuple(duty.code for duty in framework.duties_of(code)),
        actions=schedule(library.pick(code, Band.SMALL), period, calendar),
        by_hand=True,
    )


def _policy(session: Session, plan: models.Plan) -> Policy:
    if plan.case_id is None:
        return frameworks.policy(session)[2]
    case = session.get_one(models.Case, plan.case_id)
    return frameworks.policy(session, session.get_one(models.Cycle, case.cycle_id).policy_id)[2]


def _check_room(live: Sequence[models.Goal], policy: Policy, *, assess_only: bool) -> None:
    """Goals that are only to be assessed do not count towards the maximum."""
    if not assess_only and sum(not one.assess_only for one in live) >= policy.max_goals:
        raise TooManyGoals(policy.max_goals)


def _reorder[R: (models.Goal, models.Action)](rows: Sequence[R], row: R, places: int) -> None:
    order = [one for one in rows if one.id != row.id]
    now_at = next((n for n, one in enumerate(rows) if one.id == row.id), len(order))
    order.insert(min(max(now_at + places, 0), len(order)), row)
    for place, one in enumerate(order):
        one.position = place


def _last(rows: Sequence[models.Goal] | Sequence[models.Action]) -> int:
    return max((one.position for one in rows), default=-1) + 1


def _ids(rows: Sequence[models.Goal]) -> list[int]:
    return [one.id for one in rows]


def _action(draft: ActionDraft) -> Action:
    return Action(
        draft.library_id,
        draft.kind,
        draft.text,
        draft.evidence,
        draft.starts_on,
        draft.ends_on,
        owner_id=draft.owner_id,
        mentor_id=draft.mentor_id,
        hours=draft.hours,
    )


def _told(draft: ActionDraft) -> dict[str, object]:
    """Return an action for the journal: nothing that people wrote."""
    return {
        "starts": str(draft.starts_on),
        "ends": str(draft.ends_on),
        "owner": draft.owner_id,
        "mentor": draft.mentor_id,
        "hours": draft.hours,
        "library": draft.library_id,
    }

"""Following up a plan: approval, reports, meetings, new dates, the end with levels, the next plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from sqlmodel import Session, col, func, select

from db import models
from db.assessing import cases
from db.development import calendars, plan_edit, plan_making, plans
from db.development.plan_rows import (
    action_row,
    actions_of,
    check_there,
    goals_of,
    meeting_row,
    period_of,
    record,
    running_plan,
)
from db.framework import frameworks
from db.journal import journal, reasons
from db.models.table import existing
from domain.assessing.case import CaseState
from domain.assessing.entry import Standing
from domain.assessing.result import CaseResult
from domain.assessing.sheet import SheetState
from domain.development.plan import (
    Action,
    ActionState,
    Goal,
    Library,
    Meeting,
    Owners,
    Plan,
    PlanState,
    schedule,
)
from domain.development.plan_rules import check_days, check_working, laid
from domain.errors import (
    Approved,
    BasisWithdrawn,
    Missing,
    NoConsent,
    NoGoals,
    NotActive,
    NothingPlanned,
    NothingSubmitted,
    StillBlind,
    Unknown,
    Unreported,
)
from domain.people.person import full_name
from domain.period import Period, last_working_days
from domain.scale import Band
from domain.workdays import Calendar

_DAY = timedelta(days=1)


def approve(session: Session, plan_id: int, on: date) -> None:
    """Approve a draft, under the next number of its kind and year; from now on it is followed up.

    Raises:
        Unknown, PlanClosed: if there is no such plan, or it is over.
        Approved: if it was already approved.
        BasisWithdrawn: if the assessment that it was made from was withdrawn.
        NothingPlanned: if there is no goal, or one without an action.
        OutsidePlan: if an action is outside the plan.
        OwnerLeft: if someone responsible leaves before the end of the action.
        NoConsent: if the plan has a mentor who has not agreed in writing and whose job it is not.
    """
    plan = running_plan(session, plan_id)
    if plan.state is PlanState.ACTIVE:
        raise Approved
    basis = None if plan.case_id is None else session.get_one(models.Case, plan.case_id)
    if basis is not None and basis.state is CaseState.WITHDRAWN:
        raise BasisWithdrawn
    goals = goals_of(session, plan_id)
    live = actions_of(session, [one.id for one in goals])
    busy = {one.goal_id for one in live}
    bare = [one.item_id for one in goals if one.id not in busy]
    if bare or not goals:
        rows = session.exec(select(models.Item.code).where(col(models.Item.id).in_(bare)))
        raise NothingPlanned(tuple(sorted(rows)))
    for one in live:
        check_days(one.starts_on, one.ends_on, period_of(plan))
        check_there(session, {one.owner_id, one.mentor_id}, one.ends_on)
    mentor = session.get(models.Mentoring, plan_id)
    if mentor is not None and mentor.consent_on is None and not mentor.clause:
        person = session.get_one(models.Person, mentor.mentor_id)
        raise NoConsent(full_name(person.surname, person.given, person.patronymic))
    plan.state, plan.approved_on = PlanState.ACTIVE, on
    plan.number = _next_number(session, plan)
    record(session, "approve", plan, {"on": str(on)})


def _next_number(session: Session, plan: models.Plan) -> int:
    first = date(plan.starts_on.year, 1, 1)
    taken = session.exec(
        select(func.max(models.Plan.number)).where(
            models.Plan.kind == plan.kind,
            models.Plan.starts_on >= first,
            models.Plan.starts_on < first.replace(year=first.year + 1),
        )
    ).one()
    return (taken or 0) + 1


def report(
    session: Session, action_id: int, state: ActionState, result: str = "", done_on: date | None = None
) -> None:
    """Report on an action: done or cancelled, with a text; PLANNED takes the report back.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed.
        NotActive: if it is a draft.
        Missing: if there is no text, or no day for a done action.
        TooLong: if the text has more than 5,000 characters.
    """
    row, plan = action_row(session, action_id)
    _check_active(plan)
    told = reasons.words("result", result)
    if state is not ActionState.PLANNED and not told:
        raise Missing("result")
    if state is ActionState.DONE and done_on is None:
        raise Missing("done_on")
    row.state, row.result = state, told
    row.done_on = done_on if state is ActionState.DONE else None
    record(session, "report", plan, {"action": action_id, "state": state.value, "on": str(row.done_on)})


def postpone(session: Session, action_id: int, starts_on: date, ends_on: date, reason: str, on: date) -> None:
    """Move an action of an approved plan to other dates; the old ones and the reason are kept.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed.
        NotActive: if it is a draft, whose actions move freely.
        NeedsReason: if no reason is given.
        Impossible, OutsidePlan, DayOff: if the dates are not possible.
        OwnerLeft: if someone responsible has left by then.
    """
    row, plan = action_row(session, action_id)
    _check_active(plan)
    why = reasons.reason(reason)
    check_days(starts_on, ends_on, period_of(plan))
    if starts_on != row.starts_on:
        check_working(starts_on, calendars.calendar(session))
    check_there(session, {row.owner_id, row.mentor_id}, ends_on)
    session.add(
        models.ActionMove(
            action_id=action_id,
            starts_was=row.starts_on,
            ends_was=row.ends_on,
            starts_on=starts_on,
            ends_on=ends_on,
            reason=why,
            on=on,
        )
    )
    row.starts_on, row.ends_on = starts_on, ends_on
    record(session, "postpone", plan, {"action": action_id, "starts": str(starts_on), "ends": str(ends_on)})


def hold(session: Session, meeting_id: int, result: str) -> None:
    """Record the result of a check meeting; an empty text takes it back.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed.
        NotActive: if it is a draft.
        TooLong: if the text has more than 5,000 characters.
    """
    row, plan = meeting_row(session, meeting_id)
    _check_active(plan)
    row.result = reasons.words("result", result)
    record(session, "hold", plan, {"meeting": meeting_id, "length": len(row.result)})


def meet(session: Session, meeting_id: int, on: date, result: str) -> None:
    """Set the day and the result of a check meeting; only what differs is written.

    Raises:
        Unknown, PlanClosed, NotActive, OutsidePlan, DayOff, TooLong: as for ``move_meeting`` and ``hold``.
    """
    row, plan = meeting_row(session, meeting_id)
    moved, told = on != row.on, result != row.result
    if moved and told:
        with journal.act(session, "meet", "plan", plan.id, {"meeting": meeting_id}):
            plan_edit.move_meeting(session, meeting_id, on)
            hold(session, meeting_id, result)
    elif moved:
        plan_edit.move_meeting(session, meeting_id, on)
    elif told:
        hold(session, meeting_id, result)


@dataclass(frozen=True, slots=True)
class After:
    """What the newest assessment since the plan began says about its goals.

    ``case_id`` is None if there is none that the viewer may see. ``levels`` is goal id -> level, only for
    items rated in it: a carried level says nothing about the plan's effect.
    """

    case_id: int | None
    levels: Mapping[int, Fraction]


def after(session: Session, plan_id: int, viewer_id: int | None, on: date) -> After:
    """Return what an assessment has found since the plan began.

    Raises:
        Unknown: if there is no such plan.
    """
    plan = existing(session, models.Plan, plan_id)
    result = _newer(session, plan, viewer_id, on)
    if result is None:
        return After(None, {})
    rated = {row.code: row.level for row in result.score.rows if row.standing is Standing.ASSESSED}
    keys = {item.key: rated.get(item.code) for item in result.framework.items}
    goals = goals_of(session, plan_id)
    own = {
        item.id: item.key
        for item in session.exec(
            select(models.Item).where(col(models.Item.id).in_([one.item_id for one in goals]))
        )
    }
    levels = {one.id: keys.get(own[one.item_id]) for one in goals}
    return After(result.case.id, {goal: level for goal, level in levels.items() if level is not None})


def close(
    session: Session, plan_id: int, viewer_id: int | None, on: date, outcomes: Mapping[int, str]
) -> None:
    """Close a plan: the levels found by the last assessment are stored beside the initial ones.

    *outcomes* is goal id -> people's conclusion on it.

    Raises:
        Unknown, PlanClosed: if there is no such plan, or it is over.
        NotActive: if it is a draft.
        Unreported: if actions lack a report.
        TooLong: if a conclusion has more than 5,000 characters.
    """
    plan = running_plan(session, plan_id)
    _check_active(plan)
    goals = goals_of(session, plan_id)
    live = actions_of(session, [one.id for one in goals])
    waiting = sum(one.state is ActionState.PLANNED for one in live)
    if waiting:
        raise Unreported(waiting)
    found = after(session, plan_id, viewer_id, on)
    for goal in goals:
        level = found.levels.get(goal.id)
        goal.level_after = None if level is None else str(level)
        goal.after_case_id = None if level is None else found.case_id
        goal.outcome = reasons.words("outcome", outcomes.get(goal.id, ""))
    plan.state, plan.closed_on = PlanState.CLOSED, on
    told = [[one.id, one.level_from, one.level_after] for one in goals]
    record(session, "close", plan, {"on": str(on), "case": found.case_id, "goals": told})


def carry_over(session: Session, plan_id: int, viewer_id: int | None, period: Period, on: date) -> int:
    """Begin a plan that continues a closed one and return its id, with the goals not reached.

    Actions not done are planned again; if all were done, other actions of the library are used.

    Raises:
        Unknown: if there is no such plan, or the person was erased.
        NotActive: if it is not closed yet.
        Approved: if another plan already follows it.
        NoGoals: if every goal was reached.
        StillBlind, NothingSubmitted: as for ``plans.plan``.
    """
    sheet = plans.plan(session, plan_id, viewer_id, on)
    plan = sheet.plan
    if sheet.person.erased:
        raise Unknown("person", plan.person_id)
    if plan.state is not PlanState.CLOSED:
        raise NotActive
    if session.exec(select(models.Plan.id).where(models.Plan.follows_id == plan_id)).first() is not None:
        raise Approved
    policy = sheet.basis.policy if sheet.basis is not None else frameworks.policy(session)[2]
    library = plan_making.offered(session, plan.person_id, sheet.framework.id, period.starts_on)
    owners = plan_making.owners(
        session, sheet.person, None if sheet.mentoring is None else sheet.mentoring.mentor_id
    )
    goals = tuple(
        _onward(goal, library, owners, period, sheet.calendar)
        for goal in plan.goals
        if goal.level_after is None or policy.band(goal.level_to - goal.level_after) is not Band.MET
    )
    if not goals:
        raise NoGoals
    meetings = tuple(Meeting(day) for day in last_working_days(period, sheet.calendar))
    newer = _newer(session, session.get_one(models.Plan, plan_id), viewer_id, on)
    same = newer is not None and newer.framework.id == sheet.framework.id
    following = Plan(
        plan.kind,
        period,
        goals,
        meetings,
        aim=plan.aim,
        person_id=plan.person_id,
        case_id=newer.case.id if newer is not None and same else plan.case_id,
        hours_budget=plan.hours_budget,
        follows_id=plan_id,
    )
    new_id = plans.keep(session, following, sheet.framework)
    told = {"follows": plan_id, "goals": plans.told(following)}
    record(session, "carry", session.get_one(models.Plan, new_id), told)
    return new_id


def _onward(goal: Goal, library: Library, owners: Owners, period: Period, calendar: Calendar) -> Goal:
    level = goal.level_after if goal.level_after is not None else goal.level_from
    waiting = [action for action in goal.live if action.state is not ActionState.DONE]
    if waiting:
        actions: list[Action] = []
        end = None
        for action in waiting:
            length = action.ends_on - action.starts_on
            start, end = laid(length + _DAY, end, period, calendar)
            fresh = replace(action, state=ActionState.PLANNED, result="", done_on=None, postponed=(), id=0)
            actions.append(replace(fresh, starts_on=start, ends_on=end))
        made = tuple(actions)
    else:
        done = {action.library_id for action in goal.actions}
        left = [one for one in library.actions.get(goal.item, ()) if one.id not in done]
        made = owners.given(schedule(left, period, calendar))
    return replace(goal, level_from=level, level_after=None, outcome="", actions=made, id=0)


def _newer(session: Session, plan: models.Plan, viewer_id: int | None, on: date) -> CaseResult | None:
    """Return the person's newest visible result since the plan began; None if there is none."""
    rows = session.exec(
        select(models.Case.id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        .where(
            models.Case.person_id == plan.person_id,
            models.Case.state != CaseState.WITHDRAWN,
            models.Case.opened_on >= plan.starts_on,
            models.Sheet.state == SheetState.SUBMITTED,
        )
        .group_by(col(models.Case.id))
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    )
    for case_id in rows:
        if case_id == plan.case_id:
            continue
        try:
            return cases.result(session, case_id, viewer_id, on)
        except (StillBlind, NothingSubmitted):
            continue
    return None


def _check_active(plan: models.Plan) -> None:
    if plan.state is PlanState.DRAFT:
        raise NotActive

"""Plans: goals and actions built from the gaps of a case, stored for people to edit and follow up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import cast

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, people
from db.development import calendars, indicators, induction, mentors, plan_making, probation_rows
from db.development.plan_rows import check_there
from db.framework import frameworks
from db.journal import journal
from db.models.table import existing
from db.models.types import new_uid, today
from db.people.organisation import organisation
from domain.assessing.result import CaseResult
from domain.development.adaptation import adaptation_plan
from domain.development.plan import Action, ActionState, Goal, Meeting, Plan, PlanKind, Postponed, build_plan
from domain.development.plan_sheet import PlanSheet
from domain.errors import NoGoals, Unknown
from domain.framework.framework import Framework
from domain.people.person import short_name
from domain.period import Period, last_working_days
from domain.text import Text


def make(session: Session, case_id: int, viewer_id: int | None, period: Period, on: date) -> int:
    """Store a plan built from the gaps of the case and return its id; an existing plan is returned instead.

    Raises:
        Unknown, StillBlind, NothingSubmitted: as for ``cases.result``; Unknown for a person who was erased.
        NoGoals: if nothing is below target and no critical item lacks a level.
        OwnerLeft: if the person left before the plan would begin.
    """
    result = cases.result(session, case_id, viewer_id, on)
    stored = _first_of(session, case_id)
    if stored is not None:
        return stored
    if result.person.erased:
        raise Unknown("person", result.person.id)
    plan = _built(session, result, period)
    plan_id = keep(session, plan, result.framework)
    journal.record(session, "make", "plan", plan_id, {"case": case_id, "goals": told(plan)})
    return plan_id


def begin(session: Session, case_id: int, viewer_id: int | None, period: Period, on: date) -> int:
    """Store a plan of the case without a goal and return its id: people choose the goals one by one.

    Raises:
        Unknown, StillBlind, NothingSubmitted: as for ``cases.result``.
        OwnerLeft: if the person left before the plan would begin.
    """
    result = cases.result(session, case_id, viewer_id, on)
    check_there(session, {result.person.id}, period.starts_on)
    days = last_working_days(period, calendars.calendar(session))
    meetings = tuple(Meeting(day) for day in days)
    plan = Plan(PlanKind.IDP, period, (), meetings, person_id=result.person.id, case_id=case_id)
    plan_id = keep(session, plan, result.framework)
    journal.record(session, "make", "plan", plan_id, {"case": case_id, "goals": []})
    return plan_id


def adapt(session: Session, case: models.Case, period: Period) -> Plan | None:
    """Store an adaptation plan for a new employee, built from the hiring case; part of hiring.

    The levels of the case are compared with the targets of the profile in post. None if all are met, or if no
    such profile is published.
    """
    found = plan_making.to_post(session, case.id)
    if found is None:
        return None
    result, post = found
    cycle = session.get_one(models.Cycle, case.cycle_id)
    framework = frameworks.framework(session, cycle.framework_id)
    policy = frameworks.policy(session, cycle.policy_id)[2]
    person = people.person(session, case.person_id)
    try:
        built = adaptation_plan(
            result,
            framework,
            plan_making.offered(session, case.person_id, framework.id, period.starts_on),
            period,
            policy,
            calendars.calendar(session),
            plan_making.owners(session, person),
            post,
        )
    except NoGoals:
        return None
    plan = replace(built, person_id=case.person_id, case_id=case.id)
    return replace(plan, id=keep(session, plan, framework))


def told(plan: Plan) -> list[list[str | None]]:
    """Return the goals for the journal: item code and initial level."""
    return [[goal.item, None if goal.level_from is None else str(goal.level_from)] for goal in plan.goals]


def keep(session: Session, plan: Plan, framework: Framework) -> int:
    """Write the rows of a whole plan and return its id."""
    row = models.Plan(
        uid=new_uid(session),
        person_id=plan.person_id,
        case_id=plan.case_id,
        kind=plan.kind,
        starts_on=plan.period.starts_on,
        ends_on=plan.period.ends_on,
        state=plan.state,
        aim=plan.aim,
        hours_budget=plan.hours_budget,
        follows_id=plan.follows_id,
        made_on=today(session),
    )
    session.add(row)
    session.flush()
    session.add_all(
        models.CheckMeeting(plan_id=row.id, on=one.on, result=one.result) for one in plan.meetings
    )
    for position, goal in enumerate(plan.goals):
        keep_goal(session, row.id, goal, position, framework)
    if plan.kind is PlanKind.ADAPTATION:
        follows = plan.follows_id
        kept = plan_making.induction() if follows is None else induction.steps(session, follows)
        induction.keep(session, row.id, kept)
    return row.id


def plan(session: Session, plan_id: int, viewer_id: int | None, on: date) -> PlanSheet:
    """Return a plan with what its paper prints; it contains levels, so it is as blind as its case.

    Raises:
        Unknown: if there is no such plan.
        StillBlind, NothingSubmitted: as for ``cases.result``, if the plan comes from a case.
    """
    row = existing(session, models.Plan, plan_id)
    if row.case_id is not None:
        result = cases.result(session, row.case_id, viewer_id, on)
        read = _read(session, row, result.framework)
        return _completed(session, _sheet(session, read, result), viewer_id)
    person = people.person(session, row.person_id)
    framework = plan_making.edition_for(session, person, plan_id)
    manager = person.manager_id or 0
    bare = PlanSheet(
        organisation=organisation(session),
        person=person,
        manager=people.brief(session, {manager}).get(manager),
        framework=framework,
        plan=_read(session, row, framework),
        basis=None,
        made_on=on,
        calendar=calendars.calendar(session),
    )
    return _completed(session, bare, viewer_id)


def again(session: Session, sheet: PlanSheet, viewer_id: int | None) -> PlanSheet:
    """Return the sheet with only the plan itself read again; nothing else may have changed since.

    Raises:
        Unknown: if the plan is gone.
    """
    row = existing(session, models.Plan, sheet.plan.id)
    return _adapted(session, replace(sheet, plan=_read(session, row, sheet.framework)), viewer_id)


def _completed(session: Session, sheet: PlanSheet, viewer_id: int | None) -> PlanSheet:
    """Add what no act on the plan changes: the score against the post, and the targets at the hire."""
    if sheet.plan.kind is PlanKind.ADAPTATION:
        found = None if sheet.plan.case_id is None else plan_making.to_post(session, sheet.plan.case_id)
        sheet = replace(
            sheet,
            to_post=None if found is None else found[0],
            at_hire=plan_making.at_hire(session, sheet.framework.id),
        )
    return _adapted(session, sheet, viewer_id)


def _adapted(session: Session, sheet: PlanSheet, viewer_id: int | None) -> PlanSheet:
    sheet = replace(sheet, exhausted=_exhausted(session, sheet))
    if sheet.plan.kind is not PlanKind.ADAPTATION:
        return sheet
    plan_id = sheet.plan.id
    mentoring = mentors.mentoring(session, plan_id)
    return replace(
        sheet,
        mentoring=None if mentoring is None else mentoring.agreed,
        induction=induction.steps(session, plan_id),
        probation_ends_on=mentors.probation_end(session, sheet.plan.person_id),
        indicators=indicators.indicators(session, plan_id),
        ends=probation_rows.ends(session, plan_id, viewer_id),
    )


def _exhausted(session: Session, sheet: PlanSheet) -> frozenset[str]:
    """Return the codes of goals without actions because all library actions were done recently."""
    bare = [goal.item for goal in sheet.plan.goals if not goal.live and not goal.assess_only]
    if not bare:
        return frozenset()
    every = frameworks.library(session, sheet.framework.id)
    left = plan_making.offered(session, sheet.person.id, sheet.framework.id, sheet.plan.period.starts_on)
    return frozenset(code for code in bare if every.actions.get(code) and not left.actions.get(code))


def code_of(session: Session, plan_id: int) -> str:
    """Return the code of the person the plan is for.

    Raises:
        Unknown: if there is no such plan.
    """
    found = session.exec(
        select(models.Person.code)
        .join(models.Plan, col(models.Plan.person_id) == models.Person.id)
        .where(models.Plan.id == plan_id)
    ).first()
    if found is None:
        raise Unknown("plan", plan_id)
    return found


def for_case(session: Session, case_id: int, viewer_id: int | None, period: Period, on: date) -> PlanSheet:
    """Return the plan stored for the case, else one built from it now; writes nothing.

    Raises:
        Unknown, StillBlind, NothingSubmitted, NoGoals, OwnerLeft: as for ``make``.
    """
    stored = _first_of(session, case_id)
    if stored is not None:
        return plan(session, stored, viewer_id, on)
    result = cases.result(session, case_id, viewer_id, on)
    sheet = _sheet(session, _built(session, result, period), result)
    return replace(sheet, exhausted=_exhausted(session, sheet))


def _sheet(session: Session, plan: Plan, result: CaseResult) -> PlanSheet:
    return PlanSheet(
        organisation=result.organisation,
        person=result.person,
        manager=result.manager,
        framework=result.framework,
        plan=plan,
        basis=result,
        made_on=result.made_on,
        calendar=calendars.calendar(session),
    )


def _built(session: Session, result: CaseResult, period: Period) -> Plan:
    check_there(session, {result.person.id}, period.starts_on)
    built = build_plan(
        result.score,
        result.framework,
        plan_making.offered(session, result.person.id, result.framework.id, period.starts_on),
        period,
        result.policy,
        calendars.calendar(session),
        plan_making.owners(session, result.person),
    )
    return replace(built, person_id=result.person.id, case_id=result.case.id)


def _first_of(session: Session, case_id: int) -> int | None:
    return session.exec(
        select(models.Plan.id).where(models.Plan.case_id == case_id).order_by(col(models.Plan.id))
    ).first()


def keep_goal(session: Session, plan_id: int, goal: Goal, position: int, framework: Framework) -> int:
    """Write the rows of a goal with its actions and return its id."""
    row = models.Goal(
        plan_id=plan_id,
        item_id=framework.item(goal.item).id,
        level_from=None if goal.level_from is None else str(goal.level_from),
        level_to=goal.level_to,
        asked=goal.asked,
        critical=goal.critical,
        weight=goal.weight,
        position=position,
        assess_only=goal.assess_only,
        criterion=goal.criterion,
        by_hand=goal.by_hand,
    )
    session.add(row)
    session.flush()
    session.add_all(
        models.GoalDuty(goal_id=row.id, duty_id=framework.duty(code).id, position=place)
        for place, code in enumerate(goal.duties)
    )
    session.add_all(
        models.GoalAlias(goal_id=row.id, item_id=framework.item(code).id, position=place)
        for place, code in enumerate(goal.aliases)
    )
    for place, action in enumerate(goal.actions):
        keep_action(session, row.id, action, place)
    return row.id


def keep_action(session: Session, goal_id: int, action: Action, position: int) -> models.Action:
    """Write the row of an action and return it."""
    row = models.Action(
        uid=new_uid(session),
        goal_id=goal_id,
        library_action_id=action.library_id,
        kind=action.kind,
        text_ru=action.text.ru,
        text_en=action.text.en,
        evidence_ru=action.evidence.ru,
        evidence_en=action.evidence.en,
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        owner_id=action.owner_id,
        mentor_id=action.mentor_id,
        hours=action.hours,
        state=action.state,
        result=action.result,
        done_on=action.done_on,
        position=position,
    )
    session.add(row)
    return row


def _read(session: Session, row: models.Plan, framework: Framework) -> Plan:
    goals = session.exec(
        select(models.Goal)
        .where(models.Goal.plan_id == row.id, col(models.Goal.retired_at).is_(None))
        .order_by(col(models.Goal.assess_only), col(models.Goal.position), col(models.Goal.id))
    ).all()
    ids = [goal.id for goal in goals]
    items = {item.id: item.code for item in framework.items}
    duties = {duty.id: duty.code for duty in framework.duties}
    actions = _actions(session, ids)
    served: dict[int, list[str]] = defaultdict(list)
    for duty in session.exec(
        select(models.GoalDuty)
        .where(col(models.GoalDuty.goal_id).in_(ids))
        .order_by(col(models.GoalDuty.position))
    ):
        served[duty.goal_id].append(duties[duty.duty_id])
    twins: dict[int, list[str]] = defaultdict(list)
    for alias in session.exec(
        select(models.GoalAlias)
        .where(col(models.GoalAlias.goal_id).in_(ids))
        .order_by(col(models.GoalAlias.position))
    ):
        twins[alias.goal_id].append(items[alias.item_id])
    meetings = session.exec(
        select(models.CheckMeeting)
        .where(models.CheckMeeting.plan_id == row.id, col(models.CheckMeeting.retired_at).is_(None))
        .order_by(col(models.CheckMeeting.on), col(models.CheckMeeting.id))
    )
    return Plan(
        kind=row.kind,
        period=Period(row.starts_on, row.ends_on),
        goals=tuple(_goal(goal, items, served, twins, actions) for goal in goals),
        meetings=tuple(Meeting(meeting.on, meeting.result, meeting.id) for meeting in meetings),
        state=row.state,
        aim=row.aim,
        person_id=row.person_id,
        case_id=row.case_id,
        id=row.id,
        uid=row.uid,
        hours_budget=row.hours_budget,
        approved_on=row.approved_on,
        closed_on=row.closed_on,
        follows_id=row.follows_id,
        number=row.number,
    )


def _goal(
    row: models.Goal,
    items: Mapping[int, str],
    served: Mapping[int, Sequence[str]],
    twins: Mapping[int, Sequence[str]],
    actions: Mapping[int, Sequence[Action]],
) -> Goal:
    return Goal(
        item=items[row.item_id],
        level_from=None if row.level_from is None else Fraction(row.level_from),
        level_to=row.level_to,
        asked=row.asked,
        critical=row.critical,
        weight=row.weight,
        duties=tuple(served.get(row.id, ())),
        actions=tuple(actions.get(row.id, ())),
        assess_only=row.assess_only,
        aliases=tuple(twins.get(row.id, ())),
        id=row.id,
        criterion=row.criterion,
        by_hand=row.by_hand,
        level_after=None if row.level_after is None else Fraction(row.level_after),
        outcome=row.outcome,
    )


def _actions(session: Session, goal_ids: Sequence[int]) -> dict[int, list[Action]]:
    """Return the actions by goal; removed ones only if they had been reported on."""
    owner, mentor = aliased(models.Person), aliased(models.Person)
    kept = or_(
        col(models.Action.retired_at).is_(None),
        col(models.Action.state) != ActionState.PLANNED,
        col(models.Action.result) != "",
    )
    rows = session.exec(
        select(models.Action, owner, mentor)
        .join(owner, col(owner.id) == models.Action.owner_id, isouter=True)
        .join(mentor, col(mentor.id) == models.Action.mentor_id, isouter=True)
        .where(col(models.Action.goal_id).in_(goal_ids), kept)
        .order_by(col(models.Action.goal_id), col(models.Action.position), col(models.Action.id))
    ).all()
    triples = cast("list[tuple[models.Action, models.Person | None, models.Person | None]]", rows)
    moves: dict[int, list[Postponed]] = defaultdict(list)
    for move in session.exec(
        select(models.ActionMove)
        .where(col(models.ActionMove.action_id).in_([row.id for row, _o, _m in triples]))
        .order_by(col(models.ActionMove.id))
    ):
        moves[move.action_id].append(
            Postponed(move.starts_was, move.ends_was, move.starts_on, move.ends_on, move.reason, move.on)
        )
    found: dict[int, list[Action]] = defaultdict(list)
    for row, owned_by, guided_by in triples:
        found[row.goal_id].append(
            Action(
                library_id=row.library_action_id,
                kind=row.kind,
                text=Text(row.text_ru, row.text_en),
                evidence=Text(row.evidence_ru, row.evidence_en),
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                owner_id=row.owner_id,
                owner_name=_short(owned_by),
                mentor_id=row.mentor_id,
                hours=row.hours,
                state=row.state,
                result=row.result,
                done_on=row.done_on,
                id=row.id,
                mentor_name=_short(guided_by),
                retired=row.retired_at is not None,
                postponed=tuple(moves.get(row.id, ())),
            )
        )
    return found


def _short(person: models.Person | None) -> str:
    return "" if person is None else short_name(person.surname, person.given, person.patronymic)

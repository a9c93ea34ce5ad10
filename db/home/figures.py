"""The figures at the head of the overview: counts only, never a mark."""

from collections.abc import Sequence, Set
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlmodel import Session, col

from db import models
from db.assessing.cycle_counts import CycleCount
from db.home.overview_records import Figures
from db.journal.presence import of_units, present
from db.people import leaving
from domain.assessing.case import CaseState, CycleKind
from domain.people.person import PersonKind
from domain.plan_kinds import ActionState, PlanState
from domain.sheet_kinds import SheetState


def figures(
    session: Session, cycles: Sequence[CycleCount], on: date, unit_ids: Set[int] | None = None
) -> Figures:
    """Return what the overview counts as of a day; *cycles* are the open ones. One statement.

    With *unit_ids* only people of these units count, in *cycles* too.
    """
    within = of_units(unit_ids)
    staff, plans = _staff(on).where(within).subquery(), _plans(on).where(within).subquery()
    row = session.connection().execute(select(staff, plans).join_from(staff, plans, true())).one()
    vacancies = [one for one in cycles if one.campaign]
    team = [one for one in cycles if one.kind is not CycleKind.HIRING]
    return Figures(
        staff=row.staff,
        assessors=row.assessors,
        assessed=row.assessed,
        vacancies=len(vacancies),
        candidates=sum(one.cases for one in vacancies),
        sheets=sum(one.total for one in cycles),
        sheets_in=sum(one.submitted for one in cycles),
        own_sheets=sum(one.owed for one in cycles),
        staff_sheets=sum(one.total for one in team),
        staff_pending=sum(one.pending for one in team),
        plans=row.plans,
        late_actions=row.late_actions,
        late_plans=row.late_plans,
    )


def _staff(on: date) -> Select[int, int, int]:
    """Select how many employees are assessed, of how many a sheet was submitted, and how many only assess."""
    person, of_person = models.Person, col(models.Case.person_id) == models.Person.id
    submitted = exists().where(
        of_person,
        col(models.Case.state) != CaseState.WITHDRAWN,
        col(models.Sheet.case_id) == models.Case.id,
        col(models.Sheet.state) == SheetState.SUBMITTED,
    )
    rated = or_(col(person.is_actor).is_(False), exists().where(of_person))

    def count(*those: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((and_(*those), 1), else_=0)), 0)

    return select(
        count(rated).label("staff"),
        count(rated, submitted).label("assessed"),
        count(~rated).label("assessors"),
    ).where(present(), col(person.kind) == PersonKind.EMPLOYEE, leaving.stays(person, on))


def _plans(on: date) -> Select[int, int, int]:
    """Select how many plans are active, how many of their actions are late, and in how many plans."""
    late = (
        select(col(models.Goal.plan_id), func.count().label("late"))
        .join(models.Action, col(models.Action.goal_id) == models.Goal.id)
        .where(
            col(models.Action.state) == ActionState.PLANNED,
            col(models.Action.retired_at).is_(None),
            col(models.Goal.retired_at).is_(None),
            col(models.Action.ends_on) < on,
        )
        .group_by(col(models.Goal.plan_id))
        .subquery()
    )
    return (
        select(
            func.count().label("plans"),
            func.coalesce(func.sum(late.c.late), 0).label("late_actions"),
            func.count(late.c.plan_id).label("late_plans"),
        )
        .select_from(models.Plan)
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .join(late, late.c.plan_id == col(models.Plan.id), isouter=True)
        .where(present(), col(models.Plan.state) == PlanState.ACTIVE)
    )

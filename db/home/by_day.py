"""What is due by a day, kind by kind: the queries that the list of pending work and the calendar share."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, label
from sqlalchemy import select as select_columns
from sqlmodel import col

from db import models
from db.assessing.cycle_counts import RUNNING
from db.journal.presence import NAME, present
from domain.assessing.case import CaseState, CycleKind
from domain.home.due import Kind, Opens
from domain.plan_kinds import ActionState, PlanKind, PlanState

type Asked = Select[*tuple[Any, ...]]


def asked(columns: Mapping[str, SQLColumnExpression[Any]]) -> Asked:
    """Select these fields of ``Due`` and the name of the person."""
    labelled: list[ColumnElement[Any]] = [label(field, column) for field, column in columns.items()]
    return select_columns(*labelled, *NAME)


def asked_of_cases(columns: Mapping[str, SQLColumnExpression[Any]]) -> Asked:
    """Select these fields of ``Due`` about cases, with the cycle and the person of each."""
    return (
        asked(columns)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
    )


def _meetings(on: date, until: date) -> Asked:
    """Select the next meeting without a result of each active plan, up to a day or overdue."""
    meeting = models.CheckMeeting
    place = func.row_number().over(
        partition_by=col(meeting.plan_id), order_by=(col(meeting.on), col(meeting.id))
    )
    every = (
        select_columns(
            col(meeting.plan_id),
            col(meeting.on),
            col(meeting.result),
            place.label("place"),
            func.count().over(partition_by=col(meeting.plan_id)).label("total"),
        ).where(col(meeting.retired_at).is_(None))
    ).subquery()
    return (
        asked(
            {
                "day": every.c.on,
                "opens_id": every.c.plan_id,
                "person_id": col(models.Plan.person_id),
                "done": every.c.place,
                "total": every.c.total,
            }
        )
        .join(models.Plan, col(models.Plan.id) == every.c.plan_id)
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .where(
            present(),
            col(models.Plan.state) == PlanState.ACTIVE,
            every.c.result == "",
            every.c.on <= until,
        )
    )


def _actions(on: date, until: date) -> Asked:
    """Select the overdue actions of active plans: one row a plan, with the earliest day."""
    return (
        asked(
            {
                "day": func.min(col(models.Action.ends_on)),
                "opens_id": col(models.Goal.plan_id),
                "person_id": col(models.Plan.person_id),
                "done": func.count(),
                "total": func.count(),
            }
        )
        .join(models.Goal, col(models.Goal.id) == models.Action.goal_id)
        .join(models.Plan, col(models.Plan.id) == models.Goal.plan_id)
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .where(
            present(),
            col(models.Plan.state) == PlanState.ACTIVE,
            col(models.Action.state) == ActionState.PLANNED,
            col(models.Action.retired_at).is_(None),
            col(models.Goal.retired_at).is_(None),
            col(models.Action.ends_on) < on,
        )
        .group_by(col(models.Goal.plan_id), col(models.Plan.id), col(models.Person.id))
    )


def _probations(on: date, until: date) -> Asked:
    """Select the probations that end by a day, or have ended, without a conclusion."""
    near = select_columns(col(models.Cycle.id)).where(
        col(models.Cycle.kind) == CycleKind.PROBATION,
        col(models.Cycle.state) == CaseState.OPEN,
        col(models.Cycle.ends_on) <= until,
    )
    return asked_of_cases(
        {
            "day": col(models.Cycle.ends_on),
            "opens_id": col(models.Case.person_id),
            "person_id": col(models.Case.person_id),
            "cycle_title": col(models.Cycle.title),
        }
    ).where(
        present(),
        col(models.Case.cycle_id).in_(near),  # few cycles; their cases are found by the index
        col(models.Case.state).in_(RUNNING),
        ~exists().where(col(models.Conclusion.case_id) == models.Case.id),
        ~exists().where(
            col(models.ProbationEnd.plan_id) == models.Plan.id,
            col(models.Plan.person_id) == models.Case.person_id,
            col(models.ProbationEnd.on) >= models.Cycle.starts_on,
        ),
    )


def _adaptations(on: date, until: date) -> Asked:
    """Select the adaptation plans that end by a day without a conclusion and without a probation cycle."""
    of_cycle = exists().where(
        col(models.Case.person_id) == models.Plan.person_id,
        col(models.Case.cycle_id) == models.Cycle.id,
        col(models.Cycle.kind) == CycleKind.PROBATION,
    )
    return (
        asked(
            {
                "day": col(models.Plan.ends_on),
                "opens_id": col(models.Plan.id),
                "person_id": col(models.Plan.person_id),
            }
        )
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .where(
            present(),
            col(models.Plan.kind) == PlanKind.ADAPTATION,
            col(models.Plan.state) != PlanState.CLOSED,
            col(models.Plan.ends_on) <= until,
            ~of_cycle,
            ~exists().where(col(models.ProbationEnd.plan_id) == models.Plan.id),
        )
    )


BY_DAY: tuple[tuple[Kind, Opens, Callable[[date, date], Asked]], ...] = (
    (Kind.MEETING, Opens.PLAN, _meetings),
    (Kind.ACTIONS, Opens.PLAN, _actions),
    (Kind.PROBATION, Opens.PERSON, _probations),
    (Kind.PROBATION, Opens.PLAN, _adaptations),
)
"""The kinds of things due by a day, where each is done, and the query as of a day, up to another."""

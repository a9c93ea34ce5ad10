"""What waits for whoever works here: days that come, and days that have gone by. Nothing here shows a mark.

A spread is told only of cases where every sheet is in, which nobody has to be blind to any more.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from sqlalchemy import and_, exists, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import differences
from db.assessing.cycle_counts import RUNNING, CycleCount, open_cycles
from db.assessing.open_drafts import OpenDraft, open_drafts
from db.assessing.progress import lines_where
from db.models.types import today
from db.people import leaving
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.policy import Policy
from domain.development.probation import last_notice
from domain.home.due import Due, Kind, Opens
from domain.people.person import short_name
from domain.plan_kinds import ActionState, PlanKind, PlanState
from domain.sheet_kinds import SheetState
from domain.text import fold

HORIZON = timedelta(days=14)


def due(session: Session, viewer_id: int, on: date) -> tuple[Due, ...]:
    """Return what waits, the earliest first, without the draft that is offered to go on with.

    A fixed number of statements, whatever the file holds.
    """
    cycles = open_cycles(session, viewer_id)
    return besides(session, open_drafts(session, viewer_id), cycles, viewer_id, on)


def besides(
    session: Session,
    drafts: Sequence[OpenDraft],
    cycles: Sequence[CycleCount],
    viewer_id: int,
    on: date,
) -> tuple[Due, ...]:
    """Return what waits, where the drafts and the open cycles have been read already."""
    found = [
        *_drafts(drafts[1:]),
        *_interviews(session, viewer_id, {one.cycle_id: one.mine for one in cycles}),
        *_decisions(session, on),
        *_cycles(cycles),
        *_meetings(session, on),
        *_actions(session, on),
        *_probations(session, on),
        *_adaptations(session, on),
        *_consents(session, on),
    ]
    order = {kind: number for number, kind in enumerate(Kind)}
    found.sort(key=lambda one: (one.day or on, order[one.kind], fold(one.name), one.opens_id))
    return tuple(found)


# Whoever was erased, or merged into somebody else, is nobody's business any more.
_THERE = and_(col(models.Person.erased_at).is_(None), col(models.Person.merged_into).is_(None))
_NAME = (col(models.Person.surname), col(models.Person.given), col(models.Person.patronymic))


def _drafts(drafts: Sequence[OpenDraft]) -> list[Due]:
    return [
        Due(
            Kind.DRAFT,
            one.ends_on,
            one.short_name,
            Opens.SHEET,
            one.sheet_id,
            one.person_id,
            one.cycle_kind,
            one.cycle_title,
            one.cycle_code,
            one.done,
            one.total,
        )
        for one in drafts
    ]


def _interviews(session: Session, viewer_id: int, begun_in: Mapping[int, int]) -> list[Due]:
    """Cases that the viewer is assigned to and has not begun; several of one cycle of staff are one thing.

    *begun_in* tells by cycle how many sheets of the viewer are begun and not in.
    """
    begun = exists().where(
        col(models.Sheet.case_id) == models.Case.id, col(models.Sheet.assessor_id) == viewer_id
    )
    rows = session.connection().execute(
        select_columns(
            col(models.Case.id),
            col(models.Case.person_id),
            col(models.Case.cycle_id),
            col(models.Cycle.kind),
            col(models.Cycle.title),
            col(models.Cycle.code),
            col(models.Cycle.ends_on),
            *_NAME,
        )
        .join(models.CaseAssessor, col(models.CaseAssessor.case_id) == models.Case.id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            col(models.CaseAssessor.person_id) == viewer_id,
            leaving.awaited(today(session)),
            col(models.Case.state) == CaseState.OPEN,
            col(models.Cycle.state) == CaseState.OPEN,
            _THERE,
            ~begun,
        )
    )
    found: list[Due] = []
    together: dict[int, list[Due]] = defaultdict(list)
    for row in rows:
        one = Due(
            Kind.INTERVIEW,
            row.ends_on,
            short_name(row.surname, row.given, row.patronymic),
            Opens.CASE,
            row.id,
            row.person_id,
            row.kind,
            row.title,
            row.code,
        )
        (found if row.kind is CycleKind.HIRING else together[row.cycle_id]).append(one)
    for cycle_id, many in together.items():
        first = min(many, key=lambda one: (fold(one.name), one.opens_id))
        owed = replace(first, kind=Kind.OWED, done=begun_in.get(cycle_id, 0), total=len(many))
        found.append(first if len(many) == 1 else owed)
    return found


def _more(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[str, date | None, Policy]]:
    """Return by case the short name of the person, the last day of the cycle and its policy."""
    if not case_ids:
        return {}
    rows = session.connection().execute(
        select_columns(col(models.Case.id), col(models.Cycle.ends_on), col(models.Policy.content), *_NAME)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Policy, col(models.Policy.id) == models.Cycle.policy_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(col(models.Case.id).in_(case_ids))
    )
    return {
        row.id: (
            short_name(row.surname, row.given, row.patronymic),
            row.ends_on,
            Policy.from_json(row.content),
        )
        for row in rows
    }


def _decisions(session: Session, on: date) -> list[Due]:
    """Cases of hiring and probation where every sheet is in and nobody has concluded anything."""
    handed_in = exists().where(
        col(models.Sheet.case_id) == models.Case.id, col(models.Sheet.state) == SheetState.SUBMITTED
    )
    concluded = exists().where(col(models.Conclusion.case_id) == models.Case.id)
    near = lines_where(
        session,
        col(models.Cycle.kind).in_((CycleKind.HIRING, CycleKind.PROBATION)),
        col(models.Case.state).in_(RUNNING),
        _THERE,
        handed_in,
        ~concluded,
    )
    lines = [line for line in near if line.all_in]  # whether a case is blind is said there, once
    ids = [line.case_id for line in lines]
    more = _more(session, ids)
    apart = differences.unsettled(
        session,
        {case_id: policy for case_id, (_, _, policy) in more.items()},
        {line.case_id: [one.role for one in line.sheets if one.handed_in] for line in lines},
    )
    made: list[Due] = []
    for line in lines:
        name, end, _ = more[line.case_id]
        made.append(
            Due(
                Kind.DECISION,
                end if end is not None and end < on else on,
                name,
                Opens.DECISION if line.cycle_kind is CycleKind.HIRING else Opens.RESULT,
                line.case_id,
                line.person_id,
                line.cycle_kind,
                line.cycle_title,
                line.cycle_code,
                len(line.sheets),
                len(line.sheets),
                apart[line.case_id],
                compared=not line.kept_apart,
            )
        )
    return made


def _cycles(counts: Sequence[CycleCount]) -> list[Due]:
    """Cycles with a last day and sheets that are out; my own are told by themselves."""
    return [
        Due(
            Kind.CYCLE,
            one.ends_on,
            one.title,
            Opens.CAMPAIGN if one.campaign else Opens.CYCLE,
            one.cycle_id,
            cycle_kind=one.kind,
            cycle_title=one.title,
            done=one.done,
            total=one.total,
        )
        for one in counts
        if one.ends_on is not None
        and one.total - one.done > one.owed
        and one.kind is not CycleKind.PROBATION  # told by the end of the probation, and by name
    ]


def _meetings(session: Session, on: date) -> list[Due]:
    """The next meeting of each active plan that has no result yet, if it is near or has gone by."""
    place = func.row_number().over(
        partition_by=col(models.CheckMeeting.plan_id),
        order_by=(col(models.CheckMeeting.on), col(models.CheckMeeting.id)),
    )
    of_all = func.count().over(partition_by=col(models.CheckMeeting.plan_id))
    every = (
        select_columns(
            col(models.CheckMeeting.id),
            col(models.CheckMeeting.plan_id),
            col(models.CheckMeeting.on),
            col(models.CheckMeeting.result),
            place.label("place"),
            of_all.label("total"),
        ).where(col(models.CheckMeeting.retired_at).is_(None))
    ).subquery()
    rows = session.connection().execute(
        select_columns(
            every.c.on,
            every.c.place,
            every.c.total,
            every.c.plan_id,
            col(models.Plan.person_id),
            *_NAME,
        )
        .join(models.Plan, col(models.Plan.id) == every.c.plan_id)
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .where(
            _THERE,
            col(models.Plan.state) == PlanState.ACTIVE,
            every.c.result == "",
            every.c.on <= on + HORIZON,
        )
    )
    made: list[Due] = []
    for row in rows:
        name = short_name(row.surname, row.given, row.patronymic)
        made.append(
            Due(
                Kind.MEETING,
                row.on,
                name,
                Opens.PLAN,
                row.plan_id,
                row.person_id,
                done=row.place,
                total=row.total,
            )
        )
    return made


def _actions(session: Session, on: date) -> list[Due]:
    """The actions of active plans whose last day has gone by, one line a plan, by the earliest."""
    rows = session.connection().execute(
        select_columns(
            func.min(col(models.Action.ends_on)).label("day"),
            func.count().label("late"),
            col(models.Goal.plan_id),
            col(models.Plan.person_id),
            *_NAME,
        )
        .join(models.Goal, col(models.Goal.id) == models.Action.goal_id)
        .join(models.Plan, col(models.Plan.id) == models.Goal.plan_id)
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .where(
            _THERE,
            col(models.Plan.state) == PlanState.ACTIVE,
            col(models.Action.state) == ActionState.PLANNED,
            col(models.Action.retired_at).is_(None),
            col(models.Goal.retired_at).is_(None),
            col(models.Action.ends_on) < on,
        )
        .group_by(col(models.Goal.plan_id), col(models.Plan.id), col(models.Person.id))
    )
    made: list[Due] = []
    for row in rows:
        name = short_name(row.surname, row.given, row.patronymic)
        made.append(
            Due(
                Kind.ACTIONS,
                row.day,
                name,
                Opens.PLAN,
                row.plan_id,
                row.person_id,
                done=row.late,
                total=row.late,
            )
        )
    return made


def _probations(session: Session, on: date) -> list[Due]:
    """Probations that end soon or have ended, of which nobody has concluded anything."""
    rows = session.connection().execute(
        select_columns(
            col(models.Case.person_id),
            col(models.Cycle.title),
            col(models.Cycle.ends_on),
            *_NAME,
        )
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            _THERE,
            col(models.Cycle.kind) == CycleKind.PROBATION,
            col(models.Cycle.state) == CaseState.OPEN,
            col(models.Case.state).in_(RUNNING),
            col(models.Cycle.ends_on) <= on + HORIZON,
            ~exists().where(col(models.Conclusion.case_id) == models.Case.id),
            ~exists().where(
                col(models.ProbationEnd.plan_id) == models.Plan.id,
                col(models.Plan.person_id) == models.Case.person_id,
                col(models.ProbationEnd.on) >= models.Cycle.starts_on,
            ),
        )
    )
    return [
        Due(
            Kind.PROBATION,
            row.ends_on,
            short_name(row.surname, row.given, row.patronymic),
            Opens.PERSON,
            row.person_id,
            row.person_id,
            CycleKind.PROBATION,
            row.title,
            warn_by=last_notice(cast("date", row.ends_on)),
        )
        for row in rows
    ]


def _adaptations(session: Session, on: date) -> list[Due]:
    """Plans of adaptation that end soon and are not concluded, unless a cycle tells of the probation."""
    told = exists().where(
        col(models.Case.person_id) == models.Plan.person_id,
        col(models.Case.cycle_id) == models.Cycle.id,
        col(models.Cycle.kind) == CycleKind.PROBATION,
    )
    rows = session.connection().execute(
        select_columns(
            col(models.Plan.id),
            col(models.Plan.person_id),
            col(models.Plan.ends_on),
            *_NAME,
        )
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .where(
            _THERE,
            col(models.Plan.kind) == PlanKind.ADAPTATION,
            col(models.Plan.state) != PlanState.CLOSED,
            col(models.Plan.ends_on) <= on + HORIZON,
            ~told,
            ~exists().where(col(models.ProbationEnd.plan_id) == models.Plan.id),
        )
    )
    return [
        Due(
            Kind.PROBATION,
            row.ends_on,
            short_name(row.surname, row.given, row.patronymic),
            Opens.PLAN,
            row.id,
            row.person_id,
            CycleKind.PROBATION,
            warn_by=last_notice(row.ends_on),
        )
        for row in rows
    ]


def _consents(session: Session, on: date) -> list[Due]:
    """The grounds for keeping somebody's data that run out or have run out."""
    rows = session.connection().execute(
        select_columns(col(models.Person.id), col(models.Person.basis_until), *_NAME).where(
            _THERE, col(models.Person.basis_until) <= on + HORIZON
        )
    )
    return [
        Due(
            Kind.CONSENT,
            row.basis_until,
            short_name(row.surname, row.given, row.patronymic),
            Opens.PERSON,
            row.id,
            row.id,
        )
        for row in rows
    ]

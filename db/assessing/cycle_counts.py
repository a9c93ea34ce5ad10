"""How many sheets of a cycle are in: counts only, one statement for any number of cycles and people."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, or_, true, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import away
from db.journal.presence import of_units, present
from db.models.types import today
from db.people import leaving
from domain.assessing.case import CaseState, CycleKind
from domain.exchange.packet import PacketKind
from domain.sheet_kinds import SheetState

RUNNING = (CaseState.OPEN, CaseState.SEALED)


@dataclass(frozen=True, slots=True)
class CycleCount:
    """How many sheets of a cycle are in; a running case that no one has begun counts as owing one.

    ``sealed`` are submitted as well, and closed until all open together. ``mine`` are the viewer's own
    drafts, ``owed`` those plus what the viewer has not begun. ``opened_on`` is the day of its newest case.
    ``campaign`` means it is a hiring campaign.
    """

    cycle_id: int
    kind: CycleKind
    title: str
    ends_on: date | None
    cases: int
    done: int
    total: int
    mine: int
    opened_on: date
    campaign: bool = False
    owed: int = 0
    sealed: int = 0

    @property
    def submitted(self) -> int:
        """How many are submitted, sealed ones too."""
        return self.done + self.sealed

    @property
    def pending(self) -> int:
        """How many are still to come: no sealed one that is here."""
        return self.total - self.submitted


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many sheets the page of a cycle lists, a case without assessors as one, and people with a case.

    ``out`` can still be handed in, ``mine`` of them are the viewer's; ``waiting`` are those with an assessor.
    A case without assessors is out, and nobody's: whoever begins it makes it theirs.
    """

    people: int
    sheets: int
    out: int
    mine: int
    waiting: int


def sheets_of(
    session: Session, cycle_id: int, viewer_id: int, unit_ids: Set[int] | None = None
) -> SheetCounts:
    """Count the sheets of a cycle, with *unit_ids* those that concern who leads these; one statement."""
    day = today(session)
    each = each_assessor(day, col(models.Case.cycle_id) == cycle_id)
    running = col(models.Case.state) == CaseState.OPEN
    seated = and_(running, each.c.handed_in == 0, _to_come(each))
    free = and_(running, each.c.case_id.is_(None), leaving.stays(models.Person, day))
    own = and_(seated, each.c.assessor_id == viewer_id)
    session.flush()  # statements on the connection bypass the session's autoflush
    row = session.connection().execute(
        select_columns(
            func.count(col(models.Case.id).distinct()),
            func.count(),
            *(
                func.coalesce(func.sum(case((one, 1), else_=0)), 0)
                for one in (or_(seated, free), own, seated)
            ),
        )
        .select_from(models.Case)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(each, each.c.case_id == col(models.Case.id), isouter=True)
        .where(col(models.Case.cycle_id) == cycle_id, present(), concerns(unit_ids, viewer_id, each))
    )
    return SheetCounts(*row.one())


def open_cycles(session: Session, viewer_id: int, unit_ids: Set[int] | None = None) -> tuple[CycleCount, ...]:
    """Return the open cycles that have a case, the one with the newest case first; one statement.

    With *unit_ids* they are cycles of staff, and only sheets count that concern who leads these units.
    """
    of_staff = col(models.Cycle.kind) != CycleKind.HIRING
    return counts_where(
        session,
        viewer_id,
        and_(col(models.Cycle.state) == CaseState.OPEN, true() if unit_ids is None else of_staff),
        col(models.Case.state).in_(RUNNING),
        present(),
        unit_ids=unit_ids,
    )


def counts_where(
    session: Session,
    viewer_id: int,
    of_cycle: ColumnElement[bool],
    *conditions: ColumnElement[bool] | bool,
    unit_ids: Set[int] | None = None,
) -> tuple[CycleCount, ...]:
    """Return the cycles with a case that meets the conditions, the one with the newest case first.

    *of_cycle* refers to the cycle alone; the other conditions may refer to case, cycle and person. With
    *unit_ids* only sheets count that concern who leads these units.
    """
    wanted = select_columns(col(models.Cycle.id)).where(of_cycle)
    each = each_assessor(today(session), col(models.Case.cycle_id).in_(wanted))
    handed_in: ColumnElement[int] = func.coalesce(each.c.handed_in, 0)
    out = and_(each.c.assessor_id == viewer_id, handed_in == 0, _to_come(each))
    own: ColumnElement[int] = case((and_(out, each.c.begun == 1), 1), else_=0)
    owed: ColumnElement[int] = case((and_(out, col(models.Case.state) == CaseState.OPEN), 1), else_=0)
    # The list of sealed ones is short, and asked first: the question for each seat is not.
    here = tuple_(each.c.case_id, each.c.assessor_id).in_(away.closed_seats())
    sealed: ColumnElement[int] = case((and_(handed_in == 0, here, ~_to_come(each)), 1), else_=0)
    over_or_left = or_(
        col(models.Case.state) != CaseState.OPEN, ~leaving.stays(models.Person, today(session))
    )
    nobody = and_(each.c.case_id.is_(None), over_or_left)
    awaited: ColumnElement[int] = case((nobody, 0), else_=1)
    session.flush()  # statements on the connection bypass the session's autoflush
    rows = session.connection().execute(
        select_columns(
            col(models.Cycle.id),
            col(models.Cycle.kind),
            col(models.Cycle.title),
            col(models.Cycle.ends_on),
            func.count(col(models.Case.id).distinct()).label("cases"),
            func.sum(handed_in).label("done"),
            func.sum(awaited).label("total"),
            func.sum(own).label("mine"),
            func.sum(owed).label("owed"),
            func.sum(sealed).label("sealed"),
            func.max(col(models.Case.opened_on)).label("opened_on"),
            func.max(col(models.Campaign.cycle_id)).label("campaign"),
        )
        .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(each, each.c.case_id == col(models.Case.id), isouter=True)
        .join(models.Campaign, col(models.Campaign.cycle_id) == models.Cycle.id, isouter=True)
        .where(
            of_cycle,
            concerns(unit_ids, viewer_id, each),
            *cast("tuple[ColumnElement[bool], ...]", conditions),
        )
        .group_by(col(models.Cycle.id))
    )
    counts = [
        CycleCount(
            row.id,
            row.kind,
            row.title,
            row.ends_on,
            row.cases,
            row.done,
            row.total,
            row.mine,
            row.opened_on,
            row.campaign is not None,
            row.owed,
            row.sealed,
        )
        for row in rows
    ]
    return tuple(sorted(counts, key=lambda one: (one.opened_on, one.cycle_id), reverse=True))


def concerns(unit_ids: Set[int] | None, viewer_id: int, each: Subquery) -> ColumnElement[bool]:
    """Return the condition of sheets about people of these units, and of the viewer's own about anybody.

    None is every sheet; whoever leads no unit has nobody's. *each* is from ``each_assessor``.
    """
    within = of_units(unit_ids)
    return or_(within, each.c.assessor_id == viewer_id) if unit_ids else within


def cases_of_concern(unit_ids: Set[int] | None, viewer_id: int, on: date) -> ColumnElement[bool]:
    """Return the condition of cases that have such a sheet, or are about such people."""
    within = of_units(unit_ids)
    if not unit_ids:
        return within
    seat = col(models.CaseAssessor.person_id) == viewer_id
    assigned = select_columns(col(models.CaseAssessor.case_id)).where(seat, leaving.awaited(on))
    begun = select_columns(col(models.Sheet.case_id)).where(col(models.Sheet.assessor_id) == viewer_id)
    return or_(within, col(models.Case.id).in_(assigned.union(begun)))


def _to_come(each: Subquery) -> ColumnElement[bool]:
    """Return whether a sheet is awaited: a sealed one that is here is closed for the sake of the others."""
    here = away.kind(each.c.case_id, each.c.assessor_id).correlate(each)
    return here.is_distinct_from(PacketKind.SEALED_SHEET)


def each_assessor(on: date, *conditions: ColumnElement[bool] | bool) -> Subquery:
    """Return who has begun or is assigned in the cases of the conditions: one row an assessor and case.

    Not-begun sheets by or about people who left before that day are left out. ``handed_in`` and ``begun`` are
    0 or 1. The conditions may refer to the case.
    """
    asked = cast("tuple[ColumnElement[bool], ...]", conditions)
    submitted: ColumnElement[int] = case((col(models.Sheet.state) == SheetState.SUBMITTED, 1), else_=0)
    begun = select_columns(
        col(models.Sheet.case_id),
        col(models.Sheet.assessor_id),
        submitted.label("submitted"),
        literal(1).label("begun"),
    )
    # An assigned assessor who has not begun is awaited just like a draft.
    assigned = select_columns(
        col(models.CaseAssessor.case_id), col(models.CaseAssessor.person_id), literal(0), literal(0)
    ).where(leaving.awaited(on))
    if asked:
        begun = begun.join(models.Case, col(models.Case.id) == models.Sheet.case_id).where(*asked)
        assigned = assigned.join(models.Case, col(models.Case.id) == models.CaseAssessor.case_id).where(
            *asked
        )
    every = begun.union_all(assigned).subquery()
    return (
        select_columns(
            every.c.case_id,
            every.c.assessor_id,
            func.max(every.c.submitted).label("handed_in"),
            func.max(every.c.begun).label("begun"),
        )
        .group_by(every.c.case_id, every.c.assessor_id)
        .subquery()
    )

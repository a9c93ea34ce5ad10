"""One-off assessments that were begun by mistake: an empty one is deleted, others are withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import exists, func
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles
from db.journal import journal
from db.models.table import existing
from domain.assessing.case import CaseState, CycleKind
from domain.errors import NotWithdrawn, Rests, Withdrawn
from domain.people.person import full_name
from domain.sheet_kinds import SheetState


@dataclass(frozen=True, slots=True)
class Mistake:
    """What an assessment to be taken back contains: whether it is empty, and how many sheets are in."""

    empty: bool
    submitted: int


@dataclass(frozen=True, slots=True)
class WithdrawnLine:
    """Who withdrew the assessment of a case, when and why."""

    case_id: int
    by_name: str
    at: datetime
    on: date
    reason: str


def mistake(session: Session, case_id: int) -> Mistake:
    """Return what the assessment contains.

    Raises:
        Unknown: if there is no such case.
        Withdrawn: if it is already withdrawn.
        NotWithdrawn: if it belongs to a vacancy or a cycle, or people signed or planned relying on it.
    """
    case, cycle = _found(session, case_id)
    if case.state is CaseState.WITHDRAWN:
        raise Withdrawn
    several = session.exec(select(func.count()).where(models.Case.cycle_id == cycle.id)).one() > 1
    if session.get(models.Campaign, cycle.id) is not None:
        raise NotWithdrawn(Rests.HIRING)
    if several or cycle.kind not in (CycleKind.HIRING, CycleKind.AD_HOC):
        raise NotWithdrawn(Rests.CYCLE)
    kept = cycles.why_not_withdrawn(session, cycle.id)
    if kept is not None:
        raise kept
    states = session.exec(select(models.Sheet.state).where(models.Sheet.case_id == case_id)).all()
    submitted = sum(state is SheetState.SUBMITTED for state in states)
    return Mistake(not submitted and case.state is CaseState.OPEN and not _said(session, case_id), submitted)


def take_back(session: Session, case_id: int, reason: str = "") -> bool:
    """Take back an assessment begun by mistake; return whether it was deleted.

    An empty one is deleted. Any other stays with its marks, and counts nowhere.

    Raises:
        NeedsReason, TooLong: for the reason, if it is not empty.
        Unknown, Withdrawn, NotWithdrawn: as for ``mistake``.
    """
    if not mistake(session, case_id).empty:
        cycles.withdraw_cycle(session, _found(session, case_id)[0].cycle_id, reason)
        return False
    case, cycle = _found(session, case_id)
    data = {"cycle": cycle.code, "cycle_id": cycle.id, "person": case.person_id}
    sheets = select(models.Sheet).where(models.Sheet.case_id == case_id)
    rows = (
        sheets,
        select(models.CaseItem).where(models.CaseItem.case_id == case_id),
        select(models.CaseAssessor).where(models.CaseAssessor.case_id == case_id),
        select(models.CaseDraft).where(models.CaseDraft.case_id == case_id),
    )
    for wanted in rows:  # in this order: what a case froze may be deleted only once it has no sheet
        for row in session.exec(wanted).all():
            session.delete(row)
        session.flush()
    for row in (case, cycle):
        session.delete(row)
        session.flush()
    journal.record(session, "delete", "case", case_id, data)
    return True


def withdrawn_of(session: Session, person_id: int) -> tuple[WithdrawnLine, ...]:
    """Return which of a person's assessments were withdrawn with their cycle, by whom and why."""
    found = session.exec(
        select(models.Case.id, models.CycleEnd, models.Person)
        .join(models.CycleEnd, col(models.CycleEnd.cycle_id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.CycleEnd.actor_id, isouter=True)
        .where(models.Case.person_id == person_id, models.CycleEnd.state == CaseState.WITHDRAWN)
        .order_by(col(models.CycleEnd.id))
    ).all()
    rows = cast("list[tuple[int, models.CycleEnd, models.Person | None]]", found)
    return tuple(
        WithdrawnLine(
            case_id,
            "" if actor is None else full_name(actor.surname, actor.given, actor.patronymic),
            end.at,
            end.on,
            end.reason,
        )
        for case_id, end, actor in rows
    )


def _found(session: Session, case_id: int) -> tuple[models.Case, models.Cycle]:
    case = existing(session, models.Case, case_id)
    return case, session.get_one(models.Cycle, case.cycle_id)


def _said(session: Session, case_id: int) -> bool:
    """Return whether anyone entered anything in the case, even a draft text in a sheet."""
    mine = select(models.Sheet.id).where(models.Sheet.case_id == case_id)
    in_sheets = (models.Mark, models.AskedProbe, models.MarkText, models.DraftText, models.Evidence)
    decided = (models.Settled, models.Conclusion, models.Refusal, models.CaseOpening)
    of_case = (*decided, models.Plan, models.Packet)
    asked = (
        *(exists().where(col(table.sheet_id).in_(mine)) for table in in_sheets),
        *(exists().where(col(table.case_id) == case_id) for table in of_case),
    )
    return any(session.exec(select(one)).one() for one in asked)

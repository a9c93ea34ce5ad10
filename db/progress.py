"""How far cases, sheets and plans are: lines for lists. Counts are no marks, so nothing here is blind."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import models
from domain.case import CaseState, CycleKind
from domain.mark import Role
from domain.person import full_name
from domain.plan import PlanKind, PlanState
from domain.sheet import SheetState


@dataclass(frozen=True, slots=True)
class SheetLine:
    """An assessor's newest revision in a case: ``marked`` of ``in_scope`` items have a mark.

    ``handed_in`` tells whether any revision was submitted: a correction under way is not out of the case.
    """

    sheet_id: int
    case_id: int
    assessor_id: int
    assessor_name: str
    role: Role
    revision: int
    state: SheetState
    marked: int
    in_scope: int
    submitted_at: datetime | None
    handed_in: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case and its sheets, one an assessor, in the order they were begun."""

    case_id: int
    person_id: int
    person_name: str
    cycle_code: str
    cycle_title: str
    cycle_kind: CycleKind
    state: CaseState
    opened_on: date
    sheets: tuple[SheetLine, ...]

    @property
    def all_in(self) -> bool:
        """Whether there are sheets and every assessor has handed in: then the case is not blind."""
        return bool(self.sheets) and all(sheet.handed_in for sheet in self.sheets)

    def draft_of(self, assessor_id: int) -> SheetLine | None:
        """Return the assessor's draft, None if there is none."""
        return next(
            (one for one in self.sheets if one.assessor_id == assessor_id and one.state is SheetState.DRAFT),
            None,
        )


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list."""

    plan_id: int
    kind: PlanKind
    state: PlanState
    starts_on: date
    ends_on: date
    goals: int


def lines_where(session: Session, *conditions: Any) -> tuple[CaseLine, ...]:
    """Return the cases that meet the conditions, the newest first; four statements whatever the number."""
    rows = session.exec(
        select(models.Case, models.Cycle, models.Person)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(*conditions)
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    ).all()
    sheets = _sheets(session, [case.id or 0 for case, _, _ in rows])
    return tuple(
        CaseLine(
            case_id=case.id or 0,
            person_id=case.person_id,
            person_name=full_name(person.surname, person.given, person.patronymic),
            cycle_code=cycle.code,
            cycle_title=cycle.title,
            cycle_kind=cycle.kind,
            state=case.state,
            opened_on=case.opened_on,
            sheets=tuple(sheets[case.id or 0]),
        )
        for case, cycle, person in rows
    )


def plans_of(session: Session, person_id: int) -> tuple[PlanLine, ...]:
    """Return the person's plans, the newest first."""
    rows = session.exec(
        select(models.Plan, func.count(col(models.Goal.id)))
        .join(models.Goal, col(models.Goal.plan_id) == models.Plan.id, isouter=True)
        .where(models.Plan.person_id == person_id)
        .group_by(col(models.Plan.id))
        .order_by(col(models.Plan.starts_on).desc(), col(models.Plan.id).desc())
    )
    return tuple(
        PlanLine(plan.id or 0, plan.kind, plan.state, plan.starts_on, plan.ends_on, goals)
        for plan, goals in rows
    )


def _sheets(session: Session, case_ids: Sequence[int]) -> dict[int, list[SheetLine]]:
    lines: dict[int, list[SheetLine]] = defaultdict(list)
    if not case_ids:
        return lines
    wanted = _among(models.Sheet.case_id, case_ids)
    rows = session.exec(
        select(models.Sheet, models.Person)
        .join(models.Person, col(models.Person.id) == models.Sheet.assessor_id)
        .where(*wanted)
        .order_by(col(models.Sheet.case_id), col(models.Sheet.id))
    ).all()
    marked = _counts(
        session.exec(
            select(models.Mark.sheet_id, func.count())
            .join(models.Sheet, col(models.Sheet.id) == models.Mark.sheet_id)
            .join(
                models.CaseItem,
                (col(models.CaseItem.case_id) == models.Sheet.case_id)
                & (col(models.CaseItem.item_id) == models.Mark.item_id)
                & col(models.CaseItem.in_scope),
            )
            .where(*wanted)
            .group_by(col(models.Mark.sheet_id))
        ).all()
    )
    scopes = _counts(
        session.exec(
            select(models.CaseItem.case_id, func.count())
            .where(*_among(models.CaseItem.case_id, case_ids), col(models.CaseItem.in_scope))
            .group_by(col(models.CaseItem.case_id))
        ).all()
    )
    handed_in = {
        (sheet.case_id, sheet.assessor_id) for sheet, _ in rows if sheet.state is SheetState.SUBMITTED
    }
    newest: dict[tuple[int, int], SheetLine] = {}
    for sheet, assessor in rows:
        key = (sheet.case_id, sheet.assessor_id)
        newest[key] = SheetLine(
            sheet_id=sheet.id or 0,
            case_id=sheet.case_id,
            assessor_id=sheet.assessor_id,
            assessor_name=full_name(assessor.surname, assessor.given, assessor.patronymic),
            role=sheet.role,
            revision=sheet.revision,
            state=sheet.state,
            marked=marked.get(sheet.id or 0, 0),
            in_scope=scopes.get(sheet.case_id, 0),
            submitted_at=sheet.submitted_at,
            handed_in=key in handed_in,
        )
    for line in newest.values():
        lines[line.case_id].append(line)
    return lines


def _among(column: Any, ids: Collection[int]) -> tuple[Any, ...]:
    """Return the condition that keeps to *ids*; beyond what SQLite takes as values, a range will do."""
    if len(ids) <= 10_000:
        return (col(column).in_(ids),)
    return (col(column) >= min(ids), col(column) <= max(ids))


def _counts(rows: Sequence[tuple[int, int]]) -> dict[int, int]:
    return {key: number for key, number in rows}  # noqa: C416 - rows of SQLAlchemy, not plain pairs

"""How far cases, sheets and plans are: lines for lists. Counts are no marks, so nothing here is blind."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

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
    def waiting(self) -> tuple[SheetLine, ...]:
        """The sheets that are still out; none once the case is closed, since nothing can come in any more."""
        if self.state is CaseState.CLOSED:
            return ()
        return tuple(sheet for sheet in self.sheets if not sheet.handed_in)

    @property
    def all_in(self) -> bool:
        """Whether something was handed in and nothing is out: then the case is not blind."""
        return any(sheet.handed_in for sheet in self.sheets) and not self.waiting

    def draft_of(self, assessor_id: int) -> SheetLine | None:
        """Return the draft that the assessor can go on with, None if there is none."""
        if self.state is not CaseState.OPEN:
            return None
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


def lines_where(session: Session, *conditions: ColumnElement[bool] | bool) -> tuple[CaseLine, ...]:
    """Return the cases that meet the conditions, the newest first; four statements whatever the number.

    The conditions may speak of case, cycle and person.
    """
    rows = session.exec(
        select(models.Case, models.Cycle, models.Person)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(*conditions)
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    ).all()
    wanted = (
        select(col(models.Case.id))
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(*conditions)
    )
    sheets = _sheets(session, wanted)
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
            sheets=sheets.get(case.id, ()),
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


def _sheets(session: Session, wanted: SelectOfScalar[int | None]) -> dict[int | None, tuple[SheetLine, ...]]:
    rows = session.exec(
        select(models.Sheet, models.Person)
        .join(models.Person, col(models.Person.id) == models.Sheet.assessor_id)
        .where(col(models.Sheet.case_id).in_(wanted))
        .order_by(col(models.Sheet.case_id), col(models.Sheet.id))
    ).all()
    scopes = dict(
        session.exec(
            select(models.CaseItem.case_id, func.count())
            .where(col(models.CaseItem.case_id).in_(wanted), col(models.CaseItem.in_scope))
            .group_by(col(models.CaseItem.case_id))
        ).all()
    )
    # Drafts only: handing in leaves no item of the scope without a mark (law 3).
    marked = dict(
        session.exec(
            select(models.Mark.sheet_id, func.count())
            .join(models.Sheet, col(models.Sheet.id) == models.Mark.sheet_id)
            .join(
                models.CaseItem,
                (col(models.CaseItem.case_id) == models.Sheet.case_id)
                & (col(models.CaseItem.item_id) == models.Mark.item_id),
            )
            .where(
                col(models.Sheet.case_id).in_(wanted),
                models.Sheet.state == SheetState.DRAFT,
                col(models.CaseItem.in_scope),
            )
            .group_by(col(models.Mark.sheet_id))
        ).all()
    )
    handed_in = {
        (sheet.case_id, sheet.assessor_id) for sheet, _ in rows if sheet.state is SheetState.SUBMITTED
    }
    newest: dict[tuple[int, int], SheetLine] = {}
    for sheet, assessor in rows:
        assert sheet.id is not None
        key = (sheet.case_id, sheet.assessor_id)
        in_scope = scopes.get(sheet.case_id, 0)
        newest[key] = SheetLine(
            sheet_id=sheet.id,
            case_id=sheet.case_id,
            assessor_id=sheet.assessor_id,
            assessor_name=full_name(assessor.surname, assessor.given, assessor.patronymic),
            role=sheet.role,
            revision=sheet.revision,
            state=sheet.state,
            marked=in_scope if sheet.state is SheetState.SUBMITTED else marked.get(sheet.id, 0),
            in_scope=in_scope,
            submitted_at=sheet.submitted_at,
            handed_in=key in handed_in,
        )
    lines: dict[int | None, list[SheetLine]] = defaultdict(list)
    for line in newest.values():
        lines[line.case_id].append(line)
    return {case_id: tuple(mine) for case_id, mine in lines.items()}

"""How far cases, sheets and plans are: lines for lists. Counts are no marks, so nothing here is blind."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db import leaving, models
from db.scope import OUTSIDE, edition_sizes, marked_in_scope
from db.types import today
from domain.case import CaseState, CycleKind
from domain.mark import kept_apart
from domain.person import full_name
from domain.plan_kinds import PlanKind, PlanState
from domain.sheet_kinds import Role, SheetState


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
    submitted_on: date | None
    handed_in: bool


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody who is to rate in a case and has not begun."""

    assessor_id: int
    assessor_name: str
    role: Role


type _Panel = list[tuple[Awaited, bool]]  # who is to rate, and whether that is waited for


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case and its sheets, one an assessor, in the order they were begun.

    ``assigned`` are those of the panel who have not begun, in its order; ``gone`` are those of
    them who are not waited for, since they or the person left. ``with_panel`` tells that nobody but those
    who were named may rate, ``in_vacancy`` that it is of a hiring campaign. ``opened_early`` tells that
    somebody opened the case with a reason before all were in.
    """

    case_id: int
    person_id: int
    person_name: str
    cycle_code: str
    cycle_title: str
    cycle_kind: CycleKind
    state: CaseState
    opened_on: date
    sheets: tuple[SheetLine, ...]
    assigned: tuple[Awaited, ...] = ()
    gone: tuple[Awaited, ...] = ()
    opened_early: bool = False
    with_panel: bool = False
    in_vacancy: bool = False

    @property
    def waiting(self) -> tuple[SheetLine | Awaited, ...]:
        """Who has begun or is to begin and has not handed in.

        None once the case is sealed or over, since nothing can come in any more.
        """
        if self.state is not CaseState.OPEN:
            return ()
        return (*(sheet for sheet in self.sheets if not sheet.handed_in), *self.assigned)

    @property
    def all_in(self) -> bool:
        """Whether something was handed in and nothing is out: then the case is not blind."""
        return any(sheet.handed_in for sheet in self.sheets) and not self.waiting

    @property
    def spent(self) -> bool:
        """Whether nothing can come of it any more: withdrawn, or over without a sheet."""
        over = self.state is not CaseState.OPEN and not any(sheet.handed_in for sheet in self.sheets)
        return over or self.state is CaseState.WITHDRAWN

    @property
    def kept_apart(self) -> bool:
        """Whether the sheets that are in must not be shown one by one (law 15)."""
        return kept_apart(sheet.role for sheet in self.sheets if sheet.handed_in)

    def open_to(self, viewer_id: int | None) -> bool:
        """Whether the marks of the case may be shown to the viewer.

        To everybody when all are in; else, once somebody opened the case, to all but those who are out, so
        that their marks stay their own. Whoever gives no name (None) may be one of them.
        """
        handed_in = any(sheet.handed_in for sheet in self.sheets)
        return may_show(handed_in, {one.assessor_id for one in self.waiting}, self.opened_early, viewer_id)

    @property
    def one_off(self) -> bool:
        """Whether it is an assessment by itself: of no vacancy and no cycle of staff."""
        return self.cycle_kind is CycleKind.AD_HOC or self.beside_vacancies

    @property
    def beside_vacancies(self) -> bool:
        """Whether a candidate is assessed in it without a vacancy; it hides no result of a vacancy."""
        return self.cycle_kind is CycleKind.HIRING and not self.in_vacancy

    def takes(self, assessor_id: int) -> bool:
        """Whether the assessor may begin a sheet in it now."""
        if self.state is not CaseState.OPEN or any(one.assessor_id == assessor_id for one in self.sheets):
            return False
        if self.with_panel:
            return any(one.assessor_id == assessor_id for one in self.assigned)
        return not self.opened_early

    def draft_of(self, assessor_id: int) -> SheetLine | None:
        """Return the draft that the assessor can go on with, None if there is none."""
        if self.state is not CaseState.OPEN:
            return None
        return next(
            (one for one in self.sheets if one.assessor_id == assessor_id and one.state is SheetState.DRAFT),
            None,
        )


def may_show(handed_in: bool, out: Collection[int], opened_early: bool, viewer_id: int | None) -> bool:
    """Tell whether the viewer may see the marks of a case that something is in of, or nothing.

    None is somebody who gives no name and sees only what nobody is out of.
    """
    return handed_in and (not out or (opened_early and viewer_id is not None and viewer_id not in out))


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list; ``case_id`` is the case it came from, None where it came from none.

    It has the days it was drafted, approved and closed; the last two are None until then.
    """

    plan_id: int
    kind: PlanKind
    state: PlanState
    starts_on: date
    ends_on: date
    goals: int
    made_on: date
    approved_on: date | None = None
    closed_on: date | None = None
    case_id: int | None = None


# Columns and not rows: a list of everybody would else spend its time on building rows nobody looks at.
# Those of other tables are named when they are asked for, so that importing this makes none of these.
_NAME = (col(models.Person.surname), col(models.Person.given), col(models.Person.patronymic))


def _case_columns() -> tuple[Any, ...]:
    vacancy: Any = col(models.Campaign.cycle_id)
    return (
        col(models.Case.id),
        col(models.Case.person_id),
        col(models.Case.state),
        col(models.Case.opened_on),
        col(models.Cycle.code),
        col(models.Cycle.title),
        col(models.Cycle.kind),
        vacancy.label("campaign"),
        col(models.CaseOpening.actor_id),  # None: nobody has opened it before its time
        *_NAME,
    )


def _sheet_columns() -> tuple[Any, ...]:
    return (
        col(models.Sheet.id),
        col(models.Sheet.case_id),
        col(models.Sheet.assessor_id),
        col(models.Sheet.role),
        col(models.Sheet.revision),
        col(models.Sheet.state),
        col(models.Sheet.submitted_at),
        col(models.Sheet.submitted_on),
        *_NAME,
    )


def lines_where(session: Session, *conditions: ColumnElement[bool] | bool) -> tuple[CaseLine, ...]:
    """Return the cases that meet the conditions, the newest first; five statements, one where there are none.

    The conditions may speak of case, cycle and person.
    """
    # What SQLModel types as a plain bool is a condition by the time it runs.
    asked = cast("tuple[ColumnElement[bool], ...]", conditions)
    session.flush()  # columns are asked for below the session, which would else flush by itself
    rows = (
        session.connection()
        .execute(
            select_columns(*_case_columns())
            .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
            .join(models.Person, col(models.Person.id) == models.Case.person_id)
            .join(models.CaseOpening, col(models.CaseOpening.case_id) == models.Case.id, isouter=True)
            .join(models.Campaign, col(models.Campaign.cycle_id) == models.Case.cycle_id, isouter=True)
            .where(*asked)
            .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
        )
        .all()
    )
    if not rows:
        return ()  # the statements below cost most when they are asked for the first time
    wanted = (
        select(col(models.Case.id))
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(*asked)
    )
    sheets = _sheets(session, wanted)
    panels = _panels(session, wanted)
    return tuple(
        CaseLine(
            case_id=row.id,
            person_id=row.person_id,
            person_name=full_name(row.surname, row.given, row.patronymic),
            cycle_code=row.code,
            cycle_title=row.title,
            cycle_kind=row.kind,
            state=row.state,
            opened_on=row.opened_on,
            sheets=(mine := sheets.get(row.id, ())),
            assigned=_not_begun(panels.get(row.id, []), mine, awaited=True),
            gone=_not_begun(panels.get(row.id, []), mine, awaited=False),
            opened_early=row.actor_id is not None,
            with_panel=bool(panels.get(row.id)),
            in_vacancy=row.campaign is not None,
        )
        for row in rows
    )


def plans_of(session: Session, person_id: int) -> tuple[PlanLine, ...]:
    """Return the person's plans, the newest first."""
    rows = session.exec(
        select(models.Plan, func.count(col(models.Goal.id)))
        .join(
            models.Goal,
            and_(col(models.Goal.plan_id) == models.Plan.id, col(models.Goal.retired_at).is_(None)),
            isouter=True,
        )
        .where(models.Plan.person_id == person_id)
        .group_by(col(models.Plan.id))
        .order_by(col(models.Plan.starts_on).desc(), col(models.Plan.id).desc())
    )
    return tuple(
        PlanLine(
            plan.id or 0,
            plan.kind,
            plan.state,
            plan.starts_on,
            plan.ends_on,
            goals,
            plan.made_on,
            plan.approved_on,
            plan.closed_on,
            plan.case_id,
        )
        for plan, goals in rows
    )


def _panels(session: Session, wanted: SelectOfScalar[int | None]) -> dict[int, _Panel]:
    rows = session.connection().execute(
        select_columns(
            col(models.CaseAssessor.case_id),
            col(models.CaseAssessor.person_id),
            col(models.CaseAssessor.role),
            leaving.awaited(today(session)).label("awaited"),
            *_NAME,
        )
        .join(models.Person, col(models.Person.id) == models.CaseAssessor.person_id)
        .where(col(models.CaseAssessor.case_id).in_(wanted))
        .order_by(col(models.CaseAssessor.case_id), col(models.CaseAssessor.position))
    )
    panels: dict[int, _Panel] = defaultdict(list)
    for row in rows:
        name = full_name(row.surname, row.given, row.patronymic)
        panels[row.case_id].append((Awaited(row.person_id, name, row.role), bool(row.awaited)))
    return panels


def _not_begun(panel: _Panel, sheets: Sequence[SheetLine], *, awaited: bool) -> tuple[Awaited, ...]:
    begun = {sheet.assessor_id for sheet in sheets}
    return tuple(one for one, waits in panel if one.assessor_id not in begun and waits is awaited)


def _sheets(session: Session, wanted: SelectOfScalar[int | None]) -> dict[int | None, tuple[SheetLine, ...]]:
    size = edition_sizes()
    rows = (
        session.connection()
        .execute(
            select_columns(*_sheet_columns(), size.c.size)
            .join(models.Person, col(models.Person.id) == models.Sheet.assessor_id)
            .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
            .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
            .join(size, size.c.framework_id == col(models.Cycle.framework_id))
            .where(col(models.Sheet.case_id).in_(wanted))
            .order_by(col(models.Sheet.case_id), col(models.Sheet.id))
        )
        .all()
    )
    outside = dict(
        session.exec(
            select(models.CaseItem.case_id, func.count())
            .where(col(models.CaseItem.case_id).in_(wanted), OUTSIDE)
            .group_by(col(models.CaseItem.case_id))
        ).all()
    )
    # Drafts only: handing in leaves no item of the scope without a mark (law 3).
    marked = dict(
        session.exec(
            select(models.Mark.sheet_id, marked_in_scope())
            .select_from(models.Sheet)
            .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id)
            .join(
                models.CaseItem,
                (col(models.CaseItem.case_id) == models.Sheet.case_id)
                & (col(models.CaseItem.item_id) == models.Mark.item_id),
                isouter=True,
            )
            .where(col(models.Sheet.case_id).in_(wanted), models.Sheet.state == SheetState.DRAFT)
            .group_by(col(models.Mark.sheet_id))
        ).all()
    )
    handed_in = {(row.case_id, row.assessor_id) for row in rows if row.state is SheetState.SUBMITTED}
    newest: dict[tuple[int, int], SheetLine] = {}
    for row in rows:
        key = (row.case_id, row.assessor_id)
        in_scope = row.size - outside.get(row.case_id, 0)
        newest[key] = SheetLine(
            sheet_id=row.id,
            case_id=row.case_id,
            assessor_id=row.assessor_id,
            assessor_name=full_name(row.surname, row.given, row.patronymic),
            role=row.role,
            revision=row.revision,
            state=row.state,
            marked=in_scope if row.state is SheetState.SUBMITTED else marked.get(row.id, 0),
            in_scope=in_scope,
            submitted_at=row.submitted_at,
            submitted_on=row.submitted_on,
            handed_in=key in handed_in,
        )
    lines: dict[int | None, list[SheetLine]] = defaultdict(list)
    for line in newest.values():
        lines[line.case_id].append(line)
    return {case_id: tuple(mine) for case_id, mine in lines.items()}

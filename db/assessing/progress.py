"""Progress of cases, sheets and plans: lines for lists, and who may see a case's marks (``may_show``).

Counts are not marks, so nothing here is blind.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Label,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    func,
    null,
)
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import models
from db.assessing import away
from db.journal.scope import edition_sizes, marked_in_scope, outside_of_case
from db.models.types import today
from db.people import leaving
from domain.assessing.case import CaseState, CycleKind
from domain.exchange.packet import PacketKind
from domain.mark import kept_apart
from domain.people.person import full_name
from domain.plan_kinds import PlanKind, PlanState
from domain.sheet_kinds import Role, SheetState


@dataclass(frozen=True, slots=True)
class SheetLine:
    """An assessor's newest revision in a case: ``marked`` of ``in_scope`` items have a mark.

    ``handed_in`` means any revision was submitted: a correction in progress does not count as missing.
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
    revisions: tuple[int, ...] = ()  # the ids of all revisions, the newest last
    away: PacketKind | None = None  # the packet that it is away by, or came back in and is still closed

    @property
    def counted_id(self) -> int | None:
        """The newest submitted revision; None if there is none."""
        if self.state is SheetState.SUBMITTED:
            return self.sheet_id
        return self.revisions[-2] if len(self.revisions) > 1 else None

    @property
    def is_sealed(self) -> bool:
        """Whether the sealed sheet of this assessor is here, closed for the sake of the others."""
        return not self.handed_in and self.away is PacketKind.SEALED_SHEET


@dataclass(frozen=True, slots=True)
class Awaited:
    """Someone assigned to rate in a case who has not begun."""

    assessor_id: int
    assessor_name: str
    role: Role
    away: PacketKind | None = None  # as of a sheet

    @property
    def is_sealed(self) -> bool:
        """As of a sheet."""
        return self.away is PacketKind.SEALED_SHEET


type _Panel = list[tuple[Awaited, bool]]  # who is assigned, and whether that sheet is awaited


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case and its sheets, one an assessor, in the order they were begun.

    ``assigned`` are panel members who have not begun, in panel order; ``gone`` are those of them no longer
    awaited, because they or the person left. ``with_panel`` means that only named assessors may rate,
    ``in_vacancy`` that the case belongs to a hiring campaign, ``of_file`` that its levels come from a file:
    nobody owes a sheet. ``opened_early`` means that someone opened the case with a reason before all
    sheets were in. ``outcome`` is the last conclusion, empty while a sheet is owed; ``not_chosen`` means that
    another candidate was chosen.
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
    cycle_id: int = 0
    starts_on: date | None = None
    framework_id: int = 0
    profile_id: int = 0
    policy_id: int = 0
    outcome: str = ""
    not_chosen: bool = False
    of_file: bool = False
    hidden: bool = False  # others, who are not named here, have not handed in: no marks are shown

    @property
    def waiting(self) -> tuple[SheetLine | Awaited, ...]:
        """Those who have begun or are assigned, and have not handed in.

        Empty once the case is sealed or over, since nothing more can come in.
        """
        if self.state is not CaseState.OPEN:
            return ()
        return (*(sheet for sheet in self.sheets if not sheet.handed_in), *self.assigned)

    @property
    def pending(self) -> tuple[SheetLine | Awaited, ...]:
        """Those of ``waiting`` whose sheet is still to come: a sealed one that is here is not.

        What people are told to wait for, on every screen and paper; marks stay hidden for ``waiting``.
        """
        return tuple(one for one in self.waiting if not one.is_sealed)

    @property
    def total(self) -> int:
        """How many sheets it has or awaits."""
        return len(self.sheets) + len(self.assigned)

    @property
    def submitted(self) -> int:
        """How many sheets are submitted, as every screen counts them: sealed ones that are here too."""
        return sum(sheet.handed_in for sheet in self.sheets) + self.sealed

    @property
    def sealed(self) -> int:
        """How many of the submitted sheets are sealed, and not opened yet."""
        return sum(one.is_sealed for one in (*self.sheets, *self.assigned))

    @property
    def all_in(self) -> bool:
        """Whether something was handed in and nothing is missing: then the case is not blind."""
        return any(sheet.handed_in for sheet in self.sheets) and not (self.waiting or self.hidden)

    @property
    def spent(self) -> bool:
        """Whether it can have no result any more: withdrawn, or over without a sheet."""
        over = self.state is not CaseState.OPEN and not any(sheet.handed_in for sheet in self.sheets)
        return over or self.state is CaseState.WITHDRAWN

    @property
    def kept_apart(self) -> bool:
        """Whether the submitted sheets must not be shown one by one (law 15)."""
        return kept_apart(sheet.role for sheet in self.sheets if sheet.handed_in)

    def open_to(self, viewer_id: int | None) -> bool:
        """Return whether the marks of the case may be shown to the viewer.

        To everyone when all sheets are in. Before that, once someone opened the case, to everyone except
        those who have not handed in, so that their marks stay their own. An unnamed viewer (None) may be one
        of them.
        """
        handed_in = any(sheet.handed_in for sheet in self.sheets) and not self.hidden
        return may_show(handed_in, {one.assessor_id for one in self.waiting}, self.opened_early, viewer_id)

    @property
    def one_off(self) -> bool:
        """Whether it is a one-off assessment: part of no vacancy and no cycle of staff."""
        return self.cycle_kind is CycleKind.AD_HOC or self.beside_vacancies

    @property
    def beside_vacancies(self) -> bool:
        """Whether a candidate is assessed without a vacancy; such a case hides no vacancy's result."""
        return self.cycle_kind is CycleKind.HIRING and not self.in_vacancy

    def takes(self, assessor_id: int) -> bool:
        """Return whether the assessor may begin a sheet in it now."""
        if self.state is not CaseState.OPEN or any(one.assessor_id == assessor_id for one in self.sheets):
            return False
        if self.with_panel:
            return any(one.assessor_id == assessor_id and not one.is_sealed for one in self.assigned)
        return not self.opened_early

    def draft_of(self, assessor_id: int) -> SheetLine | None:
        """Return the draft that the assessor can continue; None if none, or a sealed one is here."""
        if self.state is not CaseState.OPEN:
            return None
        own = (one for one in self.sheets if one.assessor_id == assessor_id and not one.is_sealed)
        return next((one for one in own if one.state is SheetState.DRAFT), None)


def may_show(handed_in: bool, out: Collection[int], opened_early: bool, viewer_id: int | None) -> bool:
    """Return whether the viewer may see the marks of a case; *out* are those who have not handed in.

    An unnamed viewer (None) sees only cases without missing sheets.
    """
    return handed_in and (not out or (opened_early and viewer_id is not None and viewer_id not in out))


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list; ``case_id`` is the case it was made from, None if there is none.

    ``made_on``, ``approved_on`` and ``closed_on`` are when it was drafted, approved and closed; the last two
    are None until then.
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


@cache
def _beside() -> tuple[Any, Any]:
    """Return aliases for sheets and their assessors, so that conditions can refer to the plain tables."""
    return aliased(models.Sheet), aliased(models.Person)


# Columns rather than objects: a list of everyone would otherwise spend its time building objects. These are
# functions so that importing this module builds no tables.
def _concluded() -> ScalarSelect[str]:
    return (
        select_columns(col(models.Conclusion.outcome))
        .where(col(models.Conclusion.case_id) == models.Case.id)
        .order_by(col(models.Conclusion.id).desc())
        .limit(1)
        .correlate(models.Case)
        .scalar_subquery()
    )


def _not_chosen() -> ScalarSelect[int]:
    return (
        select_columns(col(models.NotChosen.case_id))
        .where(col(models.NotChosen.case_id) == models.Case.id)
        .correlate(models.Case)
        .scalar_subquery()
    )


def _of_file() -> ScalarSelect[int]:
    return (
        select_columns(col(models.LevelImport.cycle_id))
        .where(col(models.LevelImport.cycle_id) == models.Case.cycle_id)
        .correlate(models.Case)
        .scalar_subquery()
    )


def _case_columns() -> tuple[Any, ...]:
    vacancy: Any = col(models.Campaign.cycle_id)
    return (
        col(models.Case.id),
        col(models.Case.person_id),
        col(models.Case.profile_id),
        col(models.Case.state),
        col(models.Case.opened_on),
        *(col(one) for one in (models.Person.surname, models.Person.given, models.Person.patronymic)),
        col(models.Case.cycle_id),
        col(models.Cycle.code),
        col(models.Cycle.title),
        col(models.Cycle.kind),
        col(models.Cycle.starts_on),
        col(models.Cycle.framework_id),
        col(models.Cycle.policy_id),
        vacancy.label("campaign"),
        _of_file().label("of_file"),
        col(models.CaseOpening.actor_id),  # None: no one opened it early
        _concluded().label("outcome"),
        _not_chosen().label("not_chosen"),
    )


@cache
def _begun() -> Select[*tuple[Any, ...]]:
    """Select the cases, one row for each sheet; a case without sheets has one row."""
    size, (sheet, rater) = edition_sizes(), _beside()
    # Drafts only: after handing in, every item in scope has a mark (law 3).
    marked = (
        select_columns(marked_in_scope())
        .select_from(models.Mark)
        .join(
            models.CaseItem,
            (col(models.CaseItem.case_id) == models.Case.id)
            & (col(models.CaseItem.item_id) == models.Mark.item_id),
            isouter=True,
        )
        .where(col(models.Mark.sheet_id) == sheet.id)
        .correlate(sheet, models.Case)
        .scalar_subquery()
    )
    return (
        select_columns(
            *_case_columns(),
            col(sheet.id).label("place"),
            col(sheet.assessor_id),
            col(sheet.role),
            *_name(rater, "rater"),
            col(sheet.revision),
            col(sheet.state).label("sheet_state"),
            col(sheet.submitted_at),
            col(sheet.submitted_on),
            (size.c.size - outside_of_case()).label("in_scope"),
            case((col(sheet.state) == SheetState.DRAFT, marked)).label("marked"),
            null().label("awaited"),
            away.kind(models.Case.id, col(sheet.assessor_id)).correlate(models.Case, sheet).label("away"),
        )
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(models.CaseOpening, col(models.CaseOpening.case_id) == models.Case.id, isouter=True)
        .join(models.Campaign, col(models.Campaign.cycle_id) == models.Case.cycle_id, isouter=True)
        .join(sheet, col(sheet.case_id) == models.Case.id, isouter=True)
        .join(rater, col(rater.id) == sheet.assessor_id, isouter=True)
        .join(
            size,
            and_(size.c.framework_id == col(models.Cycle.framework_id), col(sheet.id).is_not(None)),
            isouter=True,
        )
    )


@cache
def _assigned() -> Select[*tuple[Any, ...]]:
    """Select the assessors assigned in cases, in the columns of ``_begun``."""
    names, (_, rater) = _begun().selected_columns.keys(), _beside()
    day: Any = bindparam("on", type_=Date)
    told: dict[str, Any] = {
        "id": col(models.CaseAssessor.case_id),
        "place": col(models.CaseAssessor.position),
        "assessor_id": col(models.CaseAssessor.person_id),
        "role": col(models.CaseAssessor.role),
        "awaited": leaving.awaited(day),
        "away": away.kind(models.CaseAssessor.case_id, models.CaseAssessor.person_id).correlate(
            models.CaseAssessor
        ),
    }
    told |= {one.name: one for one in _name(rater, "rater")}
    return (
        select_columns(*(told.get(name, null()).label(name) for name in names))
        .select_from(models.CaseAssessor)
        .join(rater, col(rater.id) == models.CaseAssessor.person_id)
    )


@cache
def _cases() -> Select[*tuple[Any, ...]]:
    """Select the ids of cases, which conditions on case, cycle and person narrow down."""
    return (
        select_columns(col(models.Case.id))
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
    )


def _name(person: Any, whose: str) -> tuple[Label[str], ...]:
    parts = "surname", "given", "patronymic"
    return tuple(col(getattr(person, one)).label(f"{whose}_{one}") for one in parts)


def lines_where(session: Session, *conditions: ColumnElement[bool] | bool) -> tuple[CaseLine, ...]:
    """Return the cases that meet the conditions, newest first; one statement.

    The conditions may refer to case, cycle and person.
    """
    # What SQLModel types as a plain bool is an SQL condition at run time.
    asked = cast("tuple[ColumnElement[bool], ...]", conditions)
    session.flush()  # statements on the connection bypass the session's autoflush
    return _lines(session.connection().execute(_both(asked), {"on": today(session)}).all())


def lines_of_one(session: Session, case_id: int) -> tuple[CaseLine, ...]:
    """Return the case by id, nothing if there is none; the statement is put together once."""
    session.flush()
    return _lines(session.connection().execute(_one(), {"case_id": case_id, "on": today(session)}).all())


@cache
def _one() -> CompoundSelect[*tuple[Any, ...]]:
    return _both((col(models.Case.id) == bindparam("case_id"),))


def _both(asked: tuple[ColumnElement[bool], ...]) -> CompoundSelect[*tuple[Any, ...]]:
    """Select the sheets and the assigned assessors of the cases, awaited or not on the day ``on``."""
    here = col(models.CaseAssessor.case_id).in_(_cases().where(*asked))
    return _begun().where(*asked).union_all(_assigned().where(here))


def _lines(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[CaseLine, ...]:
    cases = {row.id: row for row in rows if row.person_id is not None}
    sheets = _sheets([row for row in rows if row.person_id is not None and row.place is not None])
    panels: dict[int, _Panel] = defaultdict(list)
    for row in sorted((row for row in rows if row.person_id is None), key=lambda row: row.place):
        name = full_name(row.rater_surname, row.rater_given, row.rater_patronymic)
        panels[row.id].append((Awaited(row.assessor_id, name, row.role, row.away), bool(row.awaited)))
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
            assigned=(owed := _not_begun(panels.get(row.id, []), mine, awaited=True)),
            gone=_not_begun(panels.get(row.id, []), mine, awaited=False),
            opened_early=row.actor_id is not None,
            with_panel=bool(panels.get(row.id)),
            in_vacancy=row.campaign is not None,
            cycle_id=row.cycle_id,
            starts_on=row.starts_on,
            framework_id=row.framework_id,
            profile_id=row.profile_id,
            policy_id=row.policy_id,
            # someone who still owes a sheet must not learn what the others concluded
            outcome="" if owed or any(one.state is SheetState.DRAFT for one in mine) else row.outcome or "",
            not_chosen=row.not_chosen is not None,
            of_file=row.of_file is not None,
        )
        for row in sorted(cases.values(), key=lambda row: (row.opened_on, row.id), reverse=True)
    )


def plans_of(session: Session, person_id: int) -> tuple[PlanLine, ...]:
    """Return the person's plans, newest first."""
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
            plan.id,
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


def _not_begun(panel: _Panel, sheets: Sequence[SheetLine], *, awaited: bool) -> tuple[Awaited, ...]:
    begun = {sheet.assessor_id for sheet in sheets}
    return tuple(one for one, waits in panel if one.assessor_id not in begun and waits is awaited)


def _sheets(rows: Iterable[Any]) -> dict[int, tuple[SheetLine, ...]]:
    """Return by case the newest revision of each assessor, in the order they began."""
    revisions: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.place):
        revisions[row.id, row.assessor_id].append(row)
    lines: dict[int, list[SheetLine]] = defaultdict(list)
    for mine in revisions.values():
        row = mine[-1]
        lines[row.id].append(
            SheetLine(
                sheet_id=row.place,
                case_id=row.id,
                assessor_id=row.assessor_id,
                assessor_name=full_name(row.rater_surname, row.rater_given, row.rater_patronymic),
                role=row.role,
                revision=row.revision,
                state=row.sheet_state,
                marked=row.in_scope if row.sheet_state is SheetState.SUBMITTED else row.marked or 0,
                in_scope=row.in_scope,
                submitted_at=row.submitted_at,
                submitted_on=row.submitted_on,
                handed_in=any(one.sheet_state is SheetState.SUBMITTED for one in mine),
                revisions=tuple(one.place for one in mine),
                away=row.away,
            )
        )
    return {case_id: tuple(mine) for case_id, mine in lines.items()}

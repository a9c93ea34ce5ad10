"""Which case of a person counts as the newest: one that ended without a sheet does not hide earlier ones."""

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from db.models.types import today
from db.people import leaving
from domain.assessing.case import CaseState, CycleKind
from domain.sheet_kinds import SheetState

_OVER = (CaseState.SEALED, CaseState.CLOSED)


def spent() -> ColumnElement[bool]:
    """Return the condition that a case can have no result any more: withdrawn, or over without a sheet."""
    return or_(
        col(models.Case.state) == CaseState.WITHDRAWN,
        and_(col(models.Case.state).in_(_OVER), ~_handed_in()),
    )


def latest(people: Collection[int] | None = None) -> Any:
    """Return for each person the id of the case in progress, else of the last one with a result.

    A case without a vacancy comes after those of vacancies, however new it is. *people* are ids, None for
    everybody.
    """
    order = case((spent(), 1), else_=0), case((_beside_vacancies(), 1), else_=0)
    return _first(*_of(people), order=order)


def shown(session: Session, viewer_id: int | None, people: Collection[int] | None = None) -> Any:
    """Return for each person the id of the newest case whose result the viewer may see."""
    order = (case((_beside_vacancies(), 1), else_=0),)
    return _first(*_of(people), _visible(session, viewer_id), order=order)


def _of(people: Collection[int] | None) -> tuple[ColumnElement[bool], ...]:
    return () if people is None else (col(models.Case.person_id).in_(people),)


def _first(*conditions: ColumnElement[bool], order: tuple[Any, ...] = ()) -> Any:
    place: Any = func.row_number().over(
        partition_by=col(models.Case.person_id),
        order_by=(*order, col(models.Case.opened_on).desc(), col(models.Case.id).desc()),
    )
    case_id: Any = col(models.Case.id)
    chosen: Any = select_columns(case_id.label("id"), place.label("place"))
    ranked: Any = chosen.where(*conditions).subquery()
    return select_columns(ranked.c.id).where(ranked.c.place == 1)


def _beside_vacancies() -> ColumnElement[bool]:
    """The same as ``CaseLine.beside_vacancies``."""
    hiring = _exists(
        col(models.Cycle.id) == col(models.Case.cycle_id),
        col(models.Cycle.kind) == CycleKind.HIRING,
    )
    return and_(hiring, ~_exists(col(models.Campaign.cycle_id) == col(models.Case.cycle_id)))


def _handed_in() -> ColumnElement[bool]:
    sheet = aliased(models.Sheet)
    return _exists(col(sheet.case_id) == col(models.Case.id), col(sheet.state) == SheetState.SUBMITTED)


def _visible(session: Session, viewer_id: int | None) -> ColumnElement[bool]:
    return and_(col(models.Case.state) != CaseState.WITHDRAWN, open_to(session, viewer_id))


def open_to(session: Session, viewer_id: int | None) -> ColumnElement[bool]:
    """Return the condition ``CaseLine.open_to``, for all cases at once."""
    draft, panel = aliased(models.Sheet), models.CaseAssessor
    mine, theirs = aliased(models.Sheet), aliased(models.Sheet)
    begun = _exists(
        col(draft.case_id) == col(models.Case.id),
        ~exists().where(
            col(mine.case_id) == col(draft.case_id),
            col(mine.assessor_id) == col(draft.assessor_id),
            col(mine.state) == SheetState.SUBMITTED,
        ),
    )
    assigned = _exists(
        col(panel.case_id) == col(models.Case.id),
        leaving.awaited(today(session)),
        ~exists().where(
            col(theirs.case_id) == col(panel.case_id), col(theirs.assessor_id) == col(panel.person_id)
        ),
    )
    return and_(
        _handed_in(),
        or_(
            col(models.Case.state) != CaseState.OPEN,
            and_(~begun, ~assigned),
            _opened_to(session, viewer_id) if viewer_id is not None else false(),
        ),
    )


def _opened() -> ColumnElement[bool]:
    return _exists(col(models.CaseOpening.case_id) == col(models.Case.id))


def _opened_to(session: Session, viewer_id: int) -> ColumnElement[bool]:
    """Opened early, and visible to everyone except those who have not handed in."""
    sheet, panel, own = aliased(models.Sheet), models.CaseAssessor, aliased(models.Sheet)
    handed_in = _exists(
        col(own.case_id) == col(models.Case.id),
        col(own.assessor_id) == viewer_id,
        col(own.state) == SheetState.SUBMITTED,
    )
    begun = _exists(col(sheet.case_id) == col(models.Case.id), col(sheet.assessor_id) == viewer_id)
    asked = _exists(
        col(panel.case_id) == col(models.Case.id),
        col(panel.person_id) == viewer_id,
        leaving.awaited(today(session)),
    )
    return and_(_opened(), or_(handed_in, and_(~begun, ~asked)))


def _exists(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return cast("ColumnElement[bool]", exists().where(*conditions).correlate(models.Case))

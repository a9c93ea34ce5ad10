"""Every submitted revision of a sheet, with its reason and what it changed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import sheet_access
from db.journal.presence import NAME
from db.models.table import existing
from domain.mark import Mark
from domain.people.person import full_name
from domain.sheet_kinds import Role, SheetState


@dataclass(frozen=True, slots=True)
class Revision:
    """A submitted revision; ``reason`` is why it corrects the one before, empty for the first."""

    sheet_id: int
    case_id: int
    assessor_id: int
    assessor_name: str
    role: Role
    revision: int
    reason: str
    submitted_at: datetime
    submitted_on: date


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A mark that a correction has changed."""

    code: str
    before: Mark | None
    after: Mark | None


@dataclass(frozen=True, slots=True)
class Revisions:
    """All submitted revisions of a sheet, oldest first, and what the requested one changed."""

    handed_in: tuple[Revision, ...]
    changed: tuple[Otherwise, ...]


def revisions(session: Session, sheet_id: int, viewer_id: int | None) -> Revisions:
    """Return the submitted revisions of a sheet, and what this one changed compared with the one before.

    Raises:
        Unknown: if there is no such sheet.
        NotYours: if the viewer may not see it.
    """
    row = existing(session, models.Sheet, sheet_id)
    sheet_access.check_visible(session, row, viewer_id)
    mine = _where(
        session,
        col(models.Sheet.case_id) == row.case_id,
        col(models.Sheet.assessor_id) == row.assessor_id,
    )
    mine = tuple(sorted(mine, key=lambda one: one.revision))  # the clock may have been set back between two
    before = next((one.sheet_id for one in reversed(mine) if one.revision < row.revision), None)
    changed = () if before is None else _otherwise(_marks(session, before), _marks(session, sheet_id))
    return Revisions(mine, changed)


def of_person(session: Session, person_id: int) -> tuple[Revision, ...]:
    """Return every submitted revision about a person, by time of handing in; without marks."""
    return _where(session, col(models.Case.person_id) == person_id)


def _where(session: Session, *conditions: object) -> tuple[Revision, ...]:
    session.flush()
    rows = session.connection().execute(
        select_columns(
            col(models.Sheet.id),
            col(models.Sheet.case_id),
            col(models.Sheet.assessor_id),
            col(models.Sheet.role),
            col(models.Sheet.revision),
            col(models.Sheet.reason),
            col(models.Sheet.submitted_at),
            col(models.Sheet.submitted_on),
            *NAME,
        )
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(models.Person, col(models.Person.id) == models.Sheet.assessor_id)
        .where(col(models.Sheet.state) == SheetState.SUBMITTED, *conditions)  # pyright: ignore[reportArgumentType]
        .order_by(col(models.Sheet.submitted_at).nulls_first(), col(models.Sheet.revision))
    )
    return tuple(
        Revision(
            row.id,
            row.case_id,
            row.assessor_id,
            full_name(row.surname, row.given, row.patronymic),
            row.role,
            row.revision,
            row.reason,
            row.submitted_at,
            row.submitted_on,
        )
        for row in rows
    )


def _marks(session: Session, sheet_id: int) -> dict[str, Mark]:
    rows = session.connection().execute(
        select_columns(col(models.Item.code), col(models.Mark.state), col(models.Mark.level))
        .join(models.Item, col(models.Item.id) == models.Mark.item_id)
        .where(col(models.Mark.sheet_id) == sheet_id)
        .order_by(col(models.Item.position), col(models.Item.code))
    )
    return {row.code: Mark(row.state, row.level) for row in rows}


def _otherwise(before: dict[str, Mark], after: dict[str, Mark]) -> tuple[Otherwise, ...]:
    codes = dict.fromkeys((*before, *after))
    return tuple(
        Otherwise(code, before.get(code), after.get(code))
        for code in codes
        if before.get(code) != after.get(code)
    )

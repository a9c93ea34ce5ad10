"""What a person has submitted: the own sheets, each in its last submitted version."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from db.journal.presence import NAME, present
from domain.assessing.case import CycleKind
from domain.people.person import short_name
from domain.sheet_kinds import SheetState

MOST = 12  # shown at first


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """Whom it is about, in which cycle, and when it was submitted."""

    sheet_id: int
    name: str
    cycle_kind: CycleKind
    cycle_title: str
    submitted_on: date


@dataclass(frozen=True, slots=True)
class OwnSheets:
    """The newest ones, the last submitted first, and how many there are in all."""

    newest: tuple[OwnSheet, ...]
    total: int


def own_sheets(session: Session, viewer_id: int, most: int = MOST) -> OwnSheets:
    """Return the last *most* sheets this person has submitted about people still on record; one statement."""
    sheet, later = models.Sheet, aliased(models.Sheet)
    superseded = exists().where(
        col(later.case_id) == sheet.case_id,
        col(later.assessor_id) == sheet.assessor_id,
        col(later.state) == SheetState.SUBMITTED,
        col(later.revision) > sheet.revision,
    )
    rows = session.connection().execute(
        select_columns(
            col(sheet.id),
            *NAME,
            col(models.Cycle.kind),
            col(models.Cycle.title),
            col(sheet.submitted_on),
            func.count().over().label("total"),
        )
        .join(models.Case, col(models.Case.id) == sheet.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            col(sheet.assessor_id) == viewer_id,
            col(sheet.state) == SheetState.SUBMITTED,
            ~superseded,
            present(),
        )
        .order_by(col(sheet.submitted_at).desc().nulls_last(), col(sheet.id).desc())
        .limit(most)
    )
    found = rows.all()
    newest = tuple(
        OwnSheet(
            row.id,
            short_name(row.surname, row.given, row.patronymic),
            row.kind,
            row.title,
            row.submitted_on,
        )
        for row in found
    )
    return OwnSheets(newest, found[0].total if found else 0)

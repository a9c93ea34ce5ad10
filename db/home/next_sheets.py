"""What an assessor of a cycle does after handing in a sheet: the next sheet of his or hers."""

from dataclasses import dataclass

from sqlalchemy import exists
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import away
from db.assessing.sheet.open_drafts import open_drafts
from db.journal.presence import NAME
from db.models.types import today
from db.people import leaving
from domain.assessing.case import CaseState
from domain.exchange.packet import PacketKind
from domain.people.person import short_name
from domain.text import fold


@dataclass(frozen=True, slots=True)
class NextSheet:
    """Whom the next sheet is about; ``sheet_id`` is 0 if it is not begun. ``left`` includes it."""

    case_id: int
    sheet_id: int
    name: str
    left: int


def next_sheet(session: Session, assessor_id: int, cycle_id: int) -> NextSheet | None:
    """Return the assessor's next sheet of the cycle, those begun first, then by name; None if none left."""
    cases = set(
        session.connection()
        .execute(select_columns(col(models.Case.id)).where(col(models.Case.cycle_id) == cycle_id))
        .scalars()
    )
    begun = [one for one in open_drafts(session, assessor_id) if one.case_id in cases]
    waiting = _not_begun(session, assessor_id, cycle_id)
    left = len(begun) + len(waiting)
    if begun:
        return NextSheet(begun[0].case_id, begun[0].sheet_id, begun[0].short_name, left)
    if waiting:
        case_id, name = waiting[0]
        return NextSheet(case_id, 0, name, left)
    return None


def _not_begun(session: Session, assessor_id: int, cycle_id: int) -> list[tuple[int, str]]:
    begun = exists().where(
        col(models.Sheet.case_id) == models.Case.id, col(models.Sheet.assessor_id) == assessor_id
    )
    rows = session.connection().execute(
        select_columns(col(models.Case.id), *NAME)
        .join(models.CaseAssessor, col(models.CaseAssessor.case_id) == models.Case.id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            col(models.CaseAssessor.person_id) == assessor_id,
            col(models.Case.cycle_id) == cycle_id,
            col(models.Case.state) == CaseState.OPEN,
            leaving.awaited(today(session)),
            ~begun,
            away.kind(models.CaseAssessor.case_id, models.CaseAssessor.person_id)
            .correlate(models.CaseAssessor)
            .is_distinct_from(PacketKind.SEALED_SHEET),
        )
    )
    found = [(row.id, short_name(row.surname, row.given, row.patronymic)) for row in rows]
    return sorted(found, key=lambda one: (fold(one[1]), one[0]))

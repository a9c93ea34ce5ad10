"""Sheets to print before they are filled in: no mark is read, so nothing here is blind."""

from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles, people
from db.assessing.progress import SheetLine, lines_of_one
from db.framework import frameworks
from db.models.table import existing
from db.models.types import now
from domain.assessing.sheet import Sheet, SheetRow, SheetState
from domain.errors import AllHandedIn, Unknown


def blanks(session: Session, case_id: int, *, out: bool = False) -> tuple[Sheet, ...]:
    """Return the sheets of a case without their marks: those begun, then those awaited.

    With *out*, only those still to come: who has handed in, sealed or not, needs no blank form. A sheet not
    begun has neither id nor uid. The number of statements does not depend on the number of assessors.

    Raises:
        Unknown: if there is no such case.
        AllHandedIn: with *out*, if all have handed in.
    """
    found = session.exec(
        select(models.Case, models.Cycle)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(models.Case.id == case_id)
    ).first()
    if found is None:
        raise Unknown("case", case_id)
    case, cycle = found
    (line,) = lines_of_one(session, case_id)
    begun = {
        row.id: row for row in session.exec(select(models.Sheet).where(models.Sheet.case_id == case_id)).all()
    }
    places = (*line.sheets, *line.assigned)
    if out:
        places = tuple(one for one in places if not (isinstance(one, SheetLine) and one.handed_in))
        places = tuple(one for one in places if not one.is_sealed)
    if out and not places:
        raise AllHandedIn
    known = people.brief(session, {case.person_id, *(one.assessor_id for one in places)})
    framework = frameworks.framework(session, cycle.framework_id)
    targets = frameworks.profile(session, case.profile_id).targets
    inside = set(
        session.exec(
            select(models.CaseItem.item_id).where(
                models.CaseItem.case_id == case_id, col(models.CaseItem.in_scope)
            )
        ).all()
    )
    rows = tuple(
        SheetRow(item, item.id in inside, item.code in targets and targets[item.code].critical)
        for item in framework.items
    )
    scale = frameworks.scale(session, cycle.scale_id)
    made: list[Sheet] = []
    for one in places:
        row = begun.get(one.sheet_id) if isinstance(one, SheetLine) else None
        made.append(
            Sheet(
                id=row.id if row is not None else 0,
                uid=row.uid if row is not None else "",
                case_id=case_id,
                person=known[case.person_id],
                assessor=known[one.assessor_id],
                role=one.role,
                revision=row.revision if row is not None else 1,
                state=SheetState.DRAFT,
                cycle=cycles.record(cycle),
                framework=framework,
                scale=scale,
                rows=rows,
                started_at=row.started_at if row is not None else now(session),
            )
        )
    return tuple(made)


def person_of(session: Session, case_id: int) -> int:
    """Return the id of the person the case is about.

    Raises:
        Unknown: if there is no such case.
    """
    case = existing(session, models.Case, case_id)
    return case.person_id

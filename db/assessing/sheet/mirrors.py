"""The private look at one's own sheet before handing it in."""

from sqlmodel import Session, col, select

from db import models
from db.assessing.sheet import sheets
from db.models.table import existing
from domain.assessing.mirror import Mirror
from domain.assessing.mirror import mirror as mirror_of
from domain.assessing.sheet import SheetState
from domain.errors import NotYours


def mirror(session: Session, sheet_id: int, viewer_id: int | None) -> Mirror:
    """Return what the viewer's own sheet shows, compared with the levels of his or her earlier sheets.

    Raises:
        Unknown: if there is no such sheet.
        NotYours: if it is someone else's, whatever the state of the case.
    """
    row = existing(session, models.Sheet, sheet_id)
    if viewer_id is None or viewer_id != row.assessor_id:
        raise NotYours
    return mirror_of(sheets.sheet(session, sheet_id, viewer_id).rows, _history(session, row))


def _history(session: Session, sheet: models.Sheet) -> list[int]:
    """Return the levels the assessor gave in other cases: for each case, those of the counted sheet."""
    rows = session.exec(
        select(models.Sheet.id, models.Sheet.case_id)
        .where(
            models.Sheet.assessor_id == sheet.assessor_id,
            models.Sheet.case_id != sheet.case_id,
            models.Sheet.state == SheetState.SUBMITTED,
        )
        .order_by(col(models.Sheet.revision))
    )
    newest = {case_id: earlier for earlier, case_id in rows}
    levels = session.exec(
        select(models.Mark.level).where(
            col(models.Mark.sheet_id).in_(newest.values()), col(models.Mark.level).is_not(None)
        )
    )
    return [level for level in levels if level is not None]

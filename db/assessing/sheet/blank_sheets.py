"""Sheets that were begun and in which nothing is entered yet: they can end, and only the journal tells."""

from collections.abc import Iterable

from sqlalchemy import exists
from sqlmodel import Session, col, select

from db import models
from db.assessing.progress import Awaited, SheetLine

_ENTERED = (models.Mark, models.AskedProbe, models.MarkText, models.DraftText, models.Evidence)


def among(session: Session, pending: Iterable[SheetLine | Awaited]) -> tuple[SheetLine, ...]:
    """Return those that are begun and blank, and not elsewhere."""
    return tuple(
        one
        for one in pending
        if isinstance(one, SheetLine) and one.away is None and is_blank(session, one.sheet_id)
    )


def is_blank(session: Session, sheet_id: int) -> bool:
    """Return whether nothing was entered in a sheet, not even a draft text, and it corrects no other one."""
    asked = [exists().where(col(table.sheet_id) == sheet_id) for table in _ENTERED]
    asked.append(exists().where(col(models.Sheet.id) == sheet_id, col(models.Sheet.revision) > 1))
    return not any(session.exec(select(one)).one() for one in asked)


def end(session: Session, sheet_ids: Iterable[int]) -> None:
    """Delete blank sheets; whoever asks has made sure that they are, and writes it down."""
    for sheet_id in sheet_ids:
        session.delete(session.get_one(models.Sheet, sheet_id))
    session.flush()

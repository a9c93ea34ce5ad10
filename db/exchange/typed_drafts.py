"""What was typed into a draft beside a sealed sheet: kept as a correction of it, never in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db import models
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.journal import journal
from domain.sheet_kinds import SheetOrigin, SheetState

REASON = "—"  # nobody gave one: whoever submits the correction sees what it changes
_TABLES = (models.Mark, models.MarkText, models.DraftText, models.AskedProbe, models.Evidence)


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft as it was: its identity, and its rows, taken out of the file; ``facts`` are ids."""

    uid: str
    origin: SheetOrigin
    started_at: datetime
    rows: Sequence[tuple[type[Any], dict[str, Any]]]
    facts: Sequence[int]


def holds_something(session: Session, sheet_id: int) -> bool:
    """Return whether anything was entered or typed into a draft."""
    return any(
        session.exec(select(of.sheet_id).where(of.sheet_id == sheet_id)).first() is not None for of in _TABLES
    )


def taken_out(session: Session, draft: models.Sheet) -> Typed | None:
    """Take what was typed out of a draft, so that the sealed sheet can take its row; None if it is empty."""
    if not holds_something(session, draft.id):
        return None
    evidence.drop_withdrawn(session, draft.id)
    rows: list[tuple[type[Any], dict[str, Any]]] = []
    for of in (models.Mark, models.MarkText, models.DraftText, models.AskedProbe):
        for one in session.exec(select(of).where(of.sheet_id == draft.id)).all():
            rows.append((of, one.model_dump(exclude={"sheet_id"})))
            session.delete(one)
    facts: list[int] = []
    for fact in session.exec(select(models.Evidence).where(col(models.Evidence.sheet_id) == draft.id)).all():
        facts.append(fact.id)
        fact.sheet_id = None
        session.add(fact)
    session.flush()
    return Typed(draft.uid, draft.origin, draft.started_at, rows, facts)


def kept(session: Session, sheet: models.Sheet, typed: Typed) -> int:
    """Begin a correction of a submitted sheet with what was typed over what it says; return its id."""
    draft = models.Sheet(
        uid=typed.uid,
        case_id=sheet.case_id,
        assessor_id=sheet.assessor_id,
        role=sheet.role,
        revision=sheet.revision + 1,
        reason=REASON,
        state=SheetState.DRAFT,
        origin=typed.origin,
        started_at=typed.started_at,
    )
    session.add(draft)
    session.flush()
    sheets.copy(session, sheet.id, draft.id)
    session.flush()
    for of, values in typed.rows:
        session.merge(of(sheet_id=draft.id, **values))
    for fact_id in typed.facts:
        fact = session.get_one(models.Evidence, fact_id)
        fact.sheet_id = draft.id
        session.add(fact)
    session.flush()
    data = {"of": sheet.id, "case": sheet.case_id, "revision": draft.revision}
    journal.record(session, "revise", "sheet", draft.id, data)
    return draft.id

"""Draft texts of people who decide on a case: reasons, conclusions and refusals before they are stored."""

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases
from db.models.types import acting, now
from domain.text import clean


def keep(session: Session, case_id: int, field: str, text: str) -> None:
    """Keep the actor's draft text for a field; an empty text deletes it. Not an event.

    Raises:
        Missing: if there is no actor.
        Unknown: if there is no such case.
    """
    actor = acting(session)
    cases.code_of(session, case_id)
    session.info["unjournaled"] = True
    text = clean(text)
    kept = session.get(models.CaseDraft, (case_id, actor, field))
    if not text:
        if kept is not None:
            session.delete(kept)
        return
    if kept is None:
        kept = models.CaseDraft(
            case_id=case_id, person_id=actor, field=field, text=text, saved_at=now(session)
        )
    kept.text, kept.saved_at = text, now(session)
    session.add(kept)


def drafts(session: Session, case_id: int, viewer_id: int | None) -> dict[str, str]:
    """Return the viewer's own draft texts on the case: field -> text."""
    rows = session.exec(
        select(models.CaseDraft)
        .where(models.CaseDraft.case_id == case_id, models.CaseDraft.person_id == viewer_id)
        .order_by(col(models.CaseDraft.field))
    )
    return {row.field: row.text for row in rows}

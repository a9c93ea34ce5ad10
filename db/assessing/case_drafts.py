"""Half-typed words of those who decide on a case: reasons, conclusions, refusals before they are kept."""

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases
from db.models.types import acting, now
from domain.text import clean


def keep(session: Session, case_id: int, field: str, text: str) -> None:
    """Keep what whoever is at work has typed into a field; an empty text is forgotten. No event.

    Raises:
        Missing: if nobody is at work.
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
    """Return what the viewer has half-typed on the case: field -> text. Nobody sees another one's."""
    rows = session.exec(
        select(models.CaseDraft)
        .where(models.CaseDraft.case_id == case_id, models.CaseDraft.person_id == viewer_id)
        .order_by(col(models.CaseDraft.field))
    )
    return {row.field: row.text for row in rows}

"""Half-filled fields of forms, before they are saved or discarded."""

from collections.abc import Mapping

from sqlmodel import Session

from db import models
from db.models.types import acting, now
from domain.text import clean


def keep(session: Session, form: str, about: str, words: Mapping[str, str]) -> None:
    """Keep what the actor has filled into a form; without any text it is deleted. Not an event.

    *form* names the kind of form, *about* its subject; *words* is field name -> text.

    Raises:
        Missing: if there is no actor.
    """
    actor = acting(session)
    session.info["unjournaled"] = True
    kept = session.get(models.FormDraft, (actor, form, about))
    if not words:
        if kept is not None:
            session.delete(kept)
        return
    if kept is None:
        kept = models.FormDraft(person_id=actor, form=form, about=about, words={}, saved_at=now(session))
    kept.words, kept.saved_at = {name: clean(text) for name, text in words.items()}, now(session)
    session.add(kept)


def kept(session: Session, form: str, about: str, viewer_id: int | None) -> dict[str, str]:
    """Return the viewer's own half-filled fields: field name -> text."""
    found = session.get(models.FormDraft, (viewer_id, form, about)) if viewer_id else None
    return {} if found is None else {name: str(text) for name, text in found.words.items()}

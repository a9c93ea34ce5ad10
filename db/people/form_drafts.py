"""The half-filled fields of forms, before what is filled in is kept or given up."""

from collections.abc import Mapping

from sqlmodel import Session

from db import models
from db.models.types import acting, now
from domain.text import clean


def keep(session: Session, form: str, about: str, words: Mapping[str, str]) -> None:
    """Keep what whoever is at work has filled into a form; no words at all forget it. No event.

    *form* names the kind of form, *about* what it is filled in for; *words* are by the name of the field.

    Raises:
        Missing: if nobody is at work.
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
    """Return what the viewer has filled in: name of the field -> text. Nobody sees another one's."""
    found = session.get(models.FormDraft, (viewer_id, form, about)) if viewer_id else None
    return {} if found is None else {name: str(text) for name, text in found.words.items()}

"""What another window or program has changed in the file, as far as its journal says."""

from collections.abc import Mapping

from sqlmodel import Session, SQLModel, col, func, select

from db import models

UNJOURNALED = frozenset(
    {"case_draft", "draft_text", "form_draft", "note_draft", "outstanding", "training_draft"}
)
"""Tables that are also written without an event: half-typed text, and what is still to do."""

_OF_ITS_KIND: Mapping[str, frozenset[str]] = {
    "sheet": frozenset({"sheet", "mark", "mark_text", "asked_probe", "evidence", "evidence_item", "case"}),
    "evidence": frozenset({"evidence", "evidence_item"}),
}
"""What an event about such a subject may have touched: what others write all day while they assess."""

_BEGINS = ("sheet", "start")  # this one may open the case too, its cycle and a set of questions


def since(session: Session, seq: int) -> tuple[int, frozenset[str]]:
    """Return the number of the last event, and the tables that the events after *seq* may have touched.

    These are all tables, unless every one of the events is of a kind that touches only a few.
    """
    event = models.Journal
    last = session.exec(select(func.max(col(event.seq)))).one() or 0
    acts = session.exec(select(event.subject_kind, event.act).where(col(event.seq) > seq).distinct()).all()
    if all(kind in _OF_ITS_KIND and (kind, act) != _BEGINS for kind, act in acts):
        return last, UNJOURNALED.union(*(_OF_ITS_KIND[kind] for kind, _act in acts))
    models.load()
    settings = session.exec(select(models.Setting.name)).all()
    return last, frozenset({*SQLModel.metadata.tables, *(f"setting {name}" for name in settings)})

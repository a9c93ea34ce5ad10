"""Follow-up questions: which of them an assessor has asked about an item, so that all are asked alike."""

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import sheet_access
from db.assessing.talk import asked
from db.framework import catalogue
from db.journal import journal
from db.models.types import now
from domain.assessing.result import CaseResult
from domain.framework.framework import Question, in_order
from domain.text import Text

_APART = "\x1f"  # between two follow-ups
ASKED = (
    select_columns(func.aggregate_strings(col(models.AskedProbe.probe), _APART))
    .where(
        col(models.AskedProbe.sheet_id) == col(models.Sheet.id),
        col(models.AskedProbe.item_id) == col(models.CaseItem.item_id),
    )
    .scalar_subquery()
)
"""Column of a statement over a sheet and the items of its case, for ``told``."""


def told(asked_probes: str | None) -> frozenset[str]:
    """Return the follow-ups that ``ASKED`` found."""
    return frozenset(asked_probes.split(_APART)) if asked_probes else frozenset()


def of_question(question: Question | None) -> tuple[Text, ...]:
    """Return the follow-ups allowed after a question: its own, then those of every question."""
    return (*(question.probes if question is not None else ()), *catalogue.probes())


def of_cycle(session: Session, cycle_id: int) -> dict[str, tuple[Text, ...]]:
    """Return the follow-ups of each item, by code, as everyone in the cycle is asked them.

    Raises:
        Unknown: if there is no such cycle.
    """
    return {code: of_question(one) for code, one in asked.questions(session, cycle_id).items()}


def of_result(session: Session, result: CaseResult) -> dict[tuple[str, int], tuple[Text, ...]]:
    """Return the follow-ups asked in the sheets that a result counts, by item code and assessor."""
    assessors = {one.sheet_id: one.id for one in result.assessors}
    statement = (
        select(models.Item.code, models.AskedProbe.sheet_id, models.AskedProbe.probe)
        .join(models.Item, col(models.Item.id) == col(models.AskedProbe.item_id))
        .where(col(models.AskedProbe.sheet_id).in_(assessors))
    )
    found: dict[tuple[str, int], set[str]] = {}
    for code, sheet_id, probe in session.exec(statement):
        found.setdefault((code, assessors[sheet_id]), set()).add(probe)
    known = of_cycle(session, result.cycle.id) if found else {}
    return {key: in_order(probes, known.get(key[0], ())) for key, probes in found.items()}


def tick(session: Session, sheet_id: int, item_id: int, probe: str, *, was_asked: bool) -> None:
    """Record that the follow-up *probe*, by its Russian text, was asked about the item; or take that back.

    Raises:
        Submitted, Closed, NotYours, Unknown: as for ``sheets.rate``.
    """
    sheet_access.writable_item(session, sheet_id, item_id)
    row = session.get(models.AskedProbe, (sheet_id, item_id, probe))
    if (row is not None) == was_asked:
        return
    if row is not None:
        session.delete(row)
    else:
        session.add(models.AskedProbe(sheet_id=sheet_id, item_id=item_id, probe=probe, asked_at=now(session)))
    journal.record(session, "probe", "sheet", sheet_id, {"item": item_id, "asked": was_asked})


def copy(session: Session, old_id: int, new_id: int) -> None:
    """Begin the sheet *new_id*, a correction, with the same ticks."""
    for one in session.exec(select(models.AskedProbe).where(models.AskedProbe.sheet_id == old_id)).all():
        row = models.AskedProbe(sheet_id=new_id, item_id=one.item_id, probe=one.probe, asked_at=one.asked_at)
        session.add(row)

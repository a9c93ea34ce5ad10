"""What is asked in a cycle: of a question's two leads, the one that the campaign froze for everyone."""

from sqlmodel import Session

from db import models
from db.framework import frameworks
from db.models.table import existing
from domain.framework.framework import Lead, Question, led


def questions(session: Session, cycle_id: int) -> dict[str, Question]:
    """Return the questions by item code, as everyone in the cycle is asked them.

    Raises:
        Unknown: if there is no such cycle.
    """
    return led(_every(session, cycle_id), _frozen(session, cycle_id) or Lead.EXPERIENCE)


def lead(session: Session, cycle_id: int) -> Lead | None:
    """Return the lead that the campaign asks; None outside campaigns and if no question has two leads.

    Raises:
        Unknown: if there is no such cycle.
    """
    two = any(one.twin is not None for one in _every(session, cycle_id).values())
    return _frozen(session, cycle_id) if two else None


def _every(session: Session, cycle_id: int) -> dict[str, Question]:
    cycle = existing(session, models.Cycle, cycle_id)
    return frameworks.questions(session, cycle.framework_id)


def _frozen(session: Session, cycle_id: int) -> Lead | None:
    held = session.get(models.Campaign, cycle_id)
    return None if held is None else held.lead

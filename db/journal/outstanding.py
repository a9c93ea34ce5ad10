"""What acts have still to do outside the file: written with the act, worked off later, also after a kill.

None of these writes is an act of its own: the event of the act says already what was done.
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, func, select

from db import models
from db.journal import journal
from domain.outstanding import Outstanding, Task

type New = tuple[Task, Path, bytes | None]
"""What is to be done where; the document to be saved, or the key of a copy."""


def outstanding(session: Session) -> tuple[Outstanding, ...]:
    """Return all that is still to be done at a place, in the order in which it was written down."""
    o = models.Outstanding
    rows = session.exec(select(o.id, o.task, o.place, o.event).where(_at_a_place()).order_by(col(o.id)))
    return tuple(Outstanding(id_, Task(task), Path(place), event) for id_, task, place, event in rows)


def content(session: Session, one_id: int) -> bytes:
    """Return the document to be saved, or the key; empty if that has been done."""
    return (
        session.exec(select(models.Outstanding.content).where(models.Outstanding.id == one_id)).first() or b""
    )


def places(session: Session) -> int:
    """Return at how many places something is still to be done."""
    return session.exec(
        select(func.count(col(models.Outstanding.place).distinct())).where(_at_a_place())
    ).one()


def write_down(session: Session, new: Iterable[New], event: int) -> None:
    """Write down what the act with this event has to do; what is known already is not doubled."""
    o = models.Outstanding
    rows = session.exec(select(o.place, o.content).where(col(o.task) == Task.OLD_KEY))
    # A folder that is away may hold copies under several keys, each of which must be kept.
    known = {(Task.OLD_KEY, Path(place), key) for place, key in rows}
    known |= {(one.task, one.place, None) for one in outstanding(session) if one.task is not Task.OLD_KEY}
    for task, place, held in new:
        one = (task, place, held if task is Task.OLD_KEY else None)
        if one not in known:
            known.add(one)
            session.add(models.Outstanding(task=task, place=str(place), event=event, content=held))
    session.flush()


def settle(session: Session, ids: Iterable[int]) -> None:
    """Forget what was done."""
    session.info["unjournaled"] = True
    session.exec(delete(models.Outstanding).where(col(models.Outstanding.id).in_(tuple(ids))))


def drop_papers(session: Session) -> None:
    """Forget documents in a copy: they are saved from the file itself, and name who was erased."""
    session.info["unjournaled"] = True
    papers = col(models.Outstanding.task).in_((Task.PAPER, Task.DUE_PAPERS))
    session.exec(delete(models.Outstanding).where(papers))


def give_up(session: Session, ids: Iterable[int]) -> None:
    """Forget what cannot be done any more, as when a stick is lost: somebody says so, and the journal too."""
    chosen = tuple(ids)
    o = models.Outstanding
    rows = session.exec(select(o.event, o.task).where(col(o.id).in_(chosen)).order_by(col(o.id))).all()
    if not rows:
        session.info["unjournaled"] = True
        return
    session.exec(delete(o).where(col(o.id).in_(chosen)))
    journal.record(
        session, "give_up", "file", None, {"places": [[event, Task(task).value] for event, task in rows]}
    )


def _at_a_place() -> ColumnElement[bool]:
    return col(models.Outstanding.task) != Task.DUE_PAPERS

"""A person erased where no paper is drawn: what the two papers show is kept until a window has saved them.

It names the person, so nothing else holds it, and the answer to the act does not either (decision 0260).
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, delete, select

from db import models
from db.journal import exports, outstanding
from db.people import erasing, person_rows
from db.people.organisation import organisation
from domain.canonical import canonical
from domain.outstanding import Task
from domain.papers.destruction import DuePapers
from domain.people.erasure import Count, Erased, Matter, Order
from domain.people.person import PersonKind


def erase(session: Session, order: Order) -> int:
    """Erase the person, and let the papers be due; return the number of the event.

    Raises:
        Refused: as ``erasing.erase``; nothing was changed.
    """
    erased = erasing.erase(session, order)
    outstanding.write_down(session, ((Task.DUE_PAPERS, Path(), _kept(erased)),), erased.event)
    return erased.event


def due(session: Session) -> tuple[DuePapers, ...]:
    """Return the papers that nobody has saved yet, of the first erasure first."""
    rows = session.exec(
        select(models.Outstanding.id, models.Outstanding.content)
        .where(models.Outstanding.task == Task.DUE_PAPERS)
        .order_by(col(models.Outstanding.id))
    ).all()
    return tuple(_papers(session, id_, _erased(content or b"")) for id_, content in rows)


def saved(session: Session, due_id: int) -> None:
    """Forget what the papers show, now that they are saved: from then on they alone name the person."""
    session.info["unjournaled"] = True
    o = models.Outstanding
    session.exec(delete(o).where(col(o.id) == due_id, col(o.task) == Task.DUE_PAPERS))


def _papers(session: Session, due_id: int, erased: Erased) -> DuePapers:
    acted = () if erased.actor_id is None else person_rows.rows_of(session, (erased.actor_id,))
    return DuePapers(
        due_id,
        erased,
        organisation(session),
        next(iter(acted), None),
        exports.handed_out(session, erased.person_id),
    )


def _kept(erased: Erased) -> bytes:
    return canonical(
        {
            "person_id": erased.person_id,
            "code": erased.code,
            "name": erased.name,
            "kind": erased.kind.value,
            "counts": [[one.matter.value, one.records, one.kept] for one in erased.counts],
            "marks_kept": erased.marks_kept,
            "reason": erased.reason,
            "at": erased.at.isoformat(),
            "on": erased.on.isoformat(),
            "event": erased.event,
            "mac": erased.mac,
            "actor_id": erased.actor_id,
        }
    )


def _erased(content: bytes) -> Erased:
    told: dict[str, Any] = json.loads(content)
    found = [Count(Matter(matter), records, kept) for matter, records, kept in told["counts"]]
    read: dict[str, Any] = {
        "kind": PersonKind(told["kind"]),
        "counts": tuple(found),
        "at": datetime.fromisoformat(told["at"]),
        "on": date.fromisoformat(told["on"]),
    }
    return Erased(**(told | read))

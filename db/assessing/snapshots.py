"""Snapshots: the computation of a closed case, stored compactly and read back whole (law 17).

What many cases share is stored once, by its hash: the items with their targets, the duties, the policy. What
belongs to the case stays with it, so that it is deleted when the person is erased. The hash of the whole
covers what is read back, not how it is stored.
"""

import json
import zlib
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.journal.problems import Problem, ProblemKind
from db.models.types import new_uid, now
from domain.assessing.engine import Engine
from domain.assessing.snapshot import Snapshot, proves
from domain.canonical import canonical, content_hash
from domain.errors import NotRecomputed
from domain.progress import Progress

OWN = frozenset({"marks", "settled", "carried"})  # the case's parts of an entry; the rest is the profile's
_MOST = 1 << 24  # bytes of one part; a malicious file may claim any size


def keep(session: Session, case_id: int, taken: Snapshot) -> None:
    """Store a computation."""
    entries, duties, policy = (taken.inputs[name] for name in ("entries", "duties", "policy"))
    assert taken.inputs.keys() == {"entries", "duties", "policy"}, "whatever else it holds would be lost"
    items = [{key: one[key] for key in one.keys() - OWN} for one in entries]
    own = [{key: one[key] for key in one.keys() & OWN} for one in entries]
    session.add(
        models.Snapshot(
            uid=new_uid(session),
            case_id=case_id,
            engine=taken.engine,
            made_at=now(session),
            items_id=_part(session, items),
            duties_id=_part(session, duties),
            policy_id=_part(session, policy),
            content=_packed([own, taken.results]),
            content_hash=taken.hash,
        )
    )


def snapshot(session: Session, case_id: int) -> Snapshot:
    """Return the stored computation of a case, the newest if there are several.

    Content changed from outside is returned as it is; ``proves`` detects it.

    Raises:
        NotRecomputed: if the case has none, or it cannot be read.
    """
    row = session.exec(
        select(models.Snapshot)
        .where(models.Snapshot.case_id == case_id)
        .order_by(col(models.Snapshot.id).desc())
        .limit(1)
    ).first()
    if row is None:
        raise NotRecomputed(None)
    wanted = (row.items_id, row.duties_id, row.policy_id)
    parts = {
        part.id: part.content
        for part in session.exec(select(models.SnapshotPart).where(col(models.SnapshotPart.id).in_(wanted)))
    }
    try:
        items, duties, policy = (_unpacked(parts[part_id]) for part_id in wanted)
        own, results = _unpacked(row.content)
        entries = [shared | mine for shared, mine in zip(items, own, strict=True)]
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise NotRecomputed(row.engine) from error
    return Snapshot(
        row.engine, {"entries": entries, "duties": duties, "policy": policy}, results, row.content_hash
    )


def engines(session: Session, where: ColumnElement[bool]) -> dict[int, Engine]:
    """Return case id -> the engine of its newest snapshot; *where* is a condition on snapshots."""
    rows = session.exec(
        select(models.Snapshot.case_id, models.Snapshot.engine).where(where).order_by(col(models.Snapshot.id))
    )
    return {case_id: Engine(engine) for case_id, engine in rows}


def recount(session: Session, progress: Progress | None = None) -> tuple[int, tuple[Problem, ...]]:
    """Recompute the newest snapshot of each case by the engine it names; return how many agree, and the rest.

    Raises:
        Cancelled: if the user cancelled.
    """
    rows = session.connection().execute(
        select_columns(col(models.Case.id), col(models.Cycle.code), col(models.Person.code))
        .join(models.Cycle, col(models.Cycle.id) == col(models.Case.cycle_id))
        .join(models.Person, col(models.Person.id) == col(models.Case.person_id))
        .where(col(models.Case.id).in_(select_columns(col(models.Snapshot.case_id))))
        .order_by(col(models.Case.id))
    )
    cases, wrong = rows.all(), list[Problem]()
    for number, (case_id, cycle, person) in enumerate(cases):
        if progress is not None:
            progress.step(number, len(cases))
        try:
            exact = proves(snapshot(session, case_id))
        except NotRecomputed:
            exact = False
        if not exact:
            wrong.append(Problem(ProblemKind.RECOUNT, f"{cycle} {person} #{case_id}"))
        session.expunge_all()
    return len(cases) - len(wrong), tuple(wrong)


def _part(session: Session, content: object) -> int:
    """Return the id of the part with this content, created if it is new."""
    known = content_hash(content)
    part_id = session.exec(
        select(models.SnapshotPart.id).where(models.SnapshotPart.content_hash == known)
    ).first()
    if part_id is None:
        row = models.SnapshotPart(content=_packed(content), content_hash=known)
        session.add(row)
        session.flush()
        part_id = row.id
    return part_id


def _packed(content: object) -> bytes:
    return zlib.compress(canonical(content), 9)


def _unpacked(content: bytes) -> Any:
    packed = zlib.decompressobj()
    text = packed.decompress(content, _MOST)
    if not packed.eof:
        raise ValueError
    return json.loads(text)

"""Snapshots: the computation of a closed case, kept small and read back whole (law 17).

What is the same in many is kept once, by its hash: the items with their targets, the duties, the policy. What
is the case's own stays with it, so that it goes when the person is erased. The hash of the whole is over what
is read back, not over how it is kept.
"""

import json
import zlib
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from db import models
from db.models.types import new_uid, now
from domain.assessing.engine import Engine
from domain.assessing.snapshot import Snapshot
from domain.canonical import canonical, content_hash
from domain.errors import NotRecomputed

OWN = frozenset({"marks", "settled", "carried"})  # what of an entry is the case's; the rest is the profile's
_MOST = 1 << 24  # bytes of one part; a hostile file may promise any number


def keep(session: Session, case_id: int, taken: Snapshot) -> None:
    """Write a computation down."""
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
    """Return the computation of a case as it was written down, the newest where there are more.

    What was changed from outside is returned as it stands; ``proves`` finds it.

    Raises:
        NotRecomputed: if the case has none, or what stands there cannot be read.
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
    """Return case id -> the engine of its snapshot, the newest where there are more; *where* is of these."""
    rows = session.exec(
        select(models.Snapshot.case_id, models.Snapshot.engine).where(where).order_by(col(models.Snapshot.id))
    )
    return {case_id: Engine(engine) for case_id, engine in rows}


def _part(session: Session, content: object) -> int:
    """Return the part that holds this, made if it is the first of its kind."""
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

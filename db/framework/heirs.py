"""What became of an item that an edition split or merged: its development actions follow it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from db import models
from domain.framework.framework import EditionState
from domain.framework.version_map import Fate

type Heirs = Mapping[str, tuple[str, ...]]


def heirs(session: Session) -> Heirs:
    """Return item key -> keys of the items that a published edition split or merged it into."""
    rows = session.exec(
        select(models.VersionLink.from_key, models.VersionLink.to_key)
        .join(models.Framework, col(models.Framework.id) == models.VersionLink.framework_id)
        .where(
            col(models.VersionLink.kind).in_((Fate.SPLIT, Fate.MERGED)),
            models.Framework.state != EditionState.DRAFT,
        )
        .order_by(col(models.VersionLink.id))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for old, new in rows:
        if old is not None and new is not None:
            found[old].append(new)
    return {old: tuple(mine) for old, mine in found.items()}


def landed(key: str, present: Collection[str], found: Heirs) -> tuple[str, ...]:
    """Return the item itself if it is in *present*, else the items there that it has become over editions."""
    if key in present:
        return (key,)
    reached: list[str] = []
    seen, open_ = {key}, [key]
    for one in open_:  # grows while being walked
        for heir in found.get(one, ()):
            if heir in seen:
                continue
            seen.add(heir)
            (reached if heir in present else open_).append(heir)
    return tuple(reached)

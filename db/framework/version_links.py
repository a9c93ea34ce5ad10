"""The version map in the file: what people confirmed, what a file proposed, what the draft implies."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, delete, select

from db import models
from db.models.types import actor_id, now, today
from domain.framework.edition import Edition
from domain.framework.version_acts import fitting, implied
from domain.framework.version_map import Fate, Link, MapLine, Word
from domain.people.person import full_name


def lines(session: Session, framework_id: int, base: Edition | None, content: Edition) -> tuple[MapLine, ...]:
    """Return the whole map: first the stored lines, then those implied by the item keys.

    A stored line that no longer fits, because an item was removed since, is left out.
    """
    if base is None:
        return ()
    before = {one.key: one.code for one in base.items}
    after = {one.key: one.code for one in content.items}
    names = _names(session, framework_id)
    said: list[MapLine] = []
    for rows in _groups(session, framework_id):
        old = tuple(dict.fromkeys(before[one.from_key] for one in rows if one.from_key in before))
        new = tuple(dict.fromkeys(after[one.to_key] for one in rows if one.to_key in after))
        link = Link(rows[0].kind, old, new)
        if not fitting(link):
            continue
        if rows[0].actor_id is None:
            said.append(MapLine(link, Word.PROPOSED))
        else:
            said.append(MapLine(link, Word.CONFIRMED, names.get(rows[0].actor_id, ""), rows[0].on))
    rest = implied(base, content, [one.link for one in said])
    return (*said, *(MapLine(one, Word.IMPLIED) for one in rest))


def keep(
    session: Session,
    framework_id: int,
    base: Edition,
    content: Edition,
    links: Sequence[Link],
    confirmed: Collection[Link],
) -> None:
    """Replace the stored lines of the map.

    A line that someone confirmed before and that is in *confirmed* keeps who and when. Other lines in
    *confirmed* are confirmed by the actor now; the rest are proposed.
    """
    before = {one.code: one.key for one in base.items}
    after = {one.code: one.key for one in content.items}
    old_keys = {key: code for code, key in before.items()}
    new_keys = {key: code for code, key in after.items()}
    told = {
        (
            rows[0].kind,
            frozenset(old_keys.get(one.from_key or "", "") for one in rows if one.from_key),
            frozenset(new_keys.get(one.to_key or "", "") for one in rows if one.to_key),
        ): (rows[0].actor_id, rows[0].at, rows[0].on)
        for rows in _groups(session, framework_id)
        if rows[0].actor_id is not None
    }
    session.exec(delete(models.VersionLink).where(col(models.VersionLink.framework_id) == framework_id))
    mine = actor_id(session), now(session), today(session)
    wanted = {one.said for one in confirmed}
    for link in links:
        by, at, on = told.get((link.fate, frozenset(link.old), frozenset(link.new)), mine)
        if link.said not in wanted:
            by, at, on = None, *mine[1:]
        for old in link.old or (None,):
            for new in link.new or (None,):
                session.add(
                    models.VersionLink(
                        framework_id=framework_id,
                        kind=link.fate,
                        from_key=None if old is None else before[old],
                        to_key=None if new is None else after[new],
                        actor_id=by,
                        at=at,
                        on=on,
                    )
                )
    session.flush()


def _groups(session: Session, framework_id: int) -> list[list[models.VersionLink]]:
    """Return the rows grouped by line: a split by its old item, a merger by its new one."""
    rows = session.exec(
        select(models.VersionLink)
        .where(models.VersionLink.framework_id == framework_id)
        .order_by(col(models.VersionLink.id))
    ).all()
    found: dict[tuple[Fate, object], list[models.VersionLink]] = {}
    for row in rows:
        mine = {Fate.SPLIT: row.from_key, Fate.MERGED: row.to_key}.get(row.kind, row.id)
        found.setdefault((row.kind, mine), []).append(row)
    return list(found.values())


def _names(session: Session, framework_id: int) -> dict[int, str]:
    rows = session.exec(
        select(models.Person).where(
            col(models.Person.id).in_(
                select(models.VersionLink.actor_id).where(models.VersionLink.framework_id == framework_id)
            )
        )
    )
    return {one.id: full_name(one.surname, one.given, one.patronymic) for one in rows}

"""Rows of a draft's profiles with their targets; only differences are written."""

from collections.abc import Mapping

from sqlmodel import Session, col, delete, select

from db import models
from db.models.types import new_uid
from domain.framework.edition import Edition, profile_hash, requirements_json
from domain.framework.framework import EditionState
from domain.framework.profile import Profile, Target
from domain.text import Text


def write(session: Session, framework_id: int, old: Edition, new: Edition, items: Mapping[str, int]) -> None:
    """Bring the profiles of a draft from *old* to *new*; *items* is code -> id."""
    old_keys = {one.code: one.key for one in old.items}
    new_keys = {one.code: one.key for one in new.items}
    if old.profiles == new.profiles and old_keys == new_keys:
        return
    rows = {one.key: one for one in _rows(session, framework_id)}
    before = {one.key: one for one in old.profiles}
    kept = {one.key for one in new.profiles}
    for key, row in rows.items():
        if key not in kept:
            session.exec(delete(models.Target).where(col(models.Target.profile_id) == row.id))
            session.delete(row)
    session.flush()
    for one in new.profiles:
        row, was = rows.get(one.key), before.get(one.key)
        if row is None:
            row, was = _made(session, framework_id, one), None
        elif was is None or _head(was) != _head(one):
            _fill(row, one, requirements=was is None or was.requirements != one.requirements)
            session.add(row)
        _targets(session, row.id, was, one, items, old_keys, new_keys)
        row.content_hash = profile_hash(one)
        session.add(row)
    session.flush()


def publish(session: Session, framework_id: int) -> None:
    """Publish the profiles of an edition together with it."""
    for row in _rows(session, framework_id):
        row.state = EditionState.PUBLISHED
        session.add(row)
    session.flush()


def _rows(session: Session, framework_id: int) -> tuple[models.Profile, ...]:
    return tuple(
        session.exec(
            select(models.Profile).where(
                models.Profile.framework_id == framework_id,
                col(models.Profile.for_cycle_id).is_(None),
            )
        )
    )


def _made(session: Session, framework_id: int, one: Profile) -> models.Profile:
    last = session.exec(
        select(models.Profile.number)
        .where(models.Profile.key == one.key)
        .order_by(col(models.Profile.number).desc())
    ).first()
    row = models.Profile(
        uid=new_uid(session),
        key=one.key,
        number=(last or 0) + 1,
        framework_id=framework_id,
        post_ru="",
        phase=one.phase,
        requirements={},
        state=EditionState.DRAFT,
        content_hash="",
    )
    _fill(row, one, requirements=True)
    session.add(row)
    session.flush()
    return row


def _fill(row: models.Profile, one: Profile, *, requirements: bool) -> None:
    row.post_ru, row.post_en, row.phase = one.post.ru, one.post.en, one.phase
    row.pass_attainment = None if one.pass_attainment is None else str(one.pass_attainment)
    if requirements:
        row.requirements = requirements_json(one.requirements)


def _head(one: Profile) -> tuple[object, ...]:
    return one.post, one.phase, one.requirements, one.pass_attainment


def _targets(
    session: Session,
    profile_id: int,
    was: Profile | None,
    now: Profile,
    items: Mapping[str, int],
    old_keys: Mapping[str, str],
    new_keys: Mapping[str, str],
) -> None:
    before = {} if was is None else {old_keys[code]: one for code, one in was.targets.items()}
    after = {new_keys[code]: (code, one) for code, one in now.targets.items()}
    ids = {new_keys[code]: id_ for code, id_ in items.items() if code in new_keys}
    gone = [ids[key] for key in before if key not in after and key in ids]
    if gone:
        session.exec(
            delete(models.Target).where(
                col(models.Target.profile_id) == profile_id, col(models.Target.item_id).in_(gone)
            )
        )
    for key, (code, one) in after.items():
        if before.get(key) == one:
            continue
        row = session.get(models.Target, (profile_id, items[code])) if key in before else None
        session.add(target(row, profile_id, items[code], one))


def target(row: models.Target | None, profile_id: int, item_id: int, one: Target) -> models.Target:
    """Return the row of a target, created or updated."""
    row = row or models.Target(profile_id=profile_id, item_id=item_id, level=0, weight=1, critical=False)
    weight, critical = one.weight_reason or Text(""), one.critical_reason or Text("")
    floor = one.floor_reason or Text("")
    row.level, row.weight, row.critical, row.floor = one.level, one.weight, one.critical, one.own_floor
    row.weight_reason_ru, row.weight_reason_en = weight.ru or None, weight.en
    row.critical_reason_ru, row.critical_reason_en = critical.ru or None, critical.en
    row.floor_reason_ru, row.floor_reason_en = floor.ru or None, floor.en
    return row

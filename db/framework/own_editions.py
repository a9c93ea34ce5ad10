"""What a campaign makes for itself: a question set, and targets that differ from the catalogue's.

These are parts of an act, without events of their own.
"""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, select

from db import models
from db.framework import frameworks, profile_rows
from db.models.types import new_uid
from domain.canonical import content_hash
from domain.errors import Impossible, NeedsReason
from domain.framework.framework import EditionState, Framework
from domain.framework.profile import Profile, Target
from domain.text import Text


def own_set(session: Session, framework: Framework, title: str, codes: Sequence[str]) -> int:
    """Make a question set from the chosen items and return its id.

    Raises:
        Unknown: if the framework has no such item.
        Impossible: if an item has no question.
    """
    asked = frameworks.questions(session, framework.id)
    items = [framework.item(code) for code in dict.fromkeys(codes)]
    if any(item.code not in asked for item in items):
        raise Impossible("own_items")
    used = set(
        session.exec(select(models.QuestionSet.code).where(models.QuestionSet.framework_id == framework.id))
    )
    code = next(one for number in range(1, 100_000) if (one := f"own-{number}") not in used)
    row = models.QuestionSet(framework_id=framework.id, code=code, name_ru=title, origin=models.Source.OWN)
    session.add(row)
    session.flush()
    session.add_all(
        models.QuestionSetItem(set_id=row.id, item_id=item.id, position=position)
        for position, item in enumerate(items)
    )
    session.flush()  # before a cycle uses it, which freezes it
    return row.id


def changed(profile: Profile, framework: Framework, targets: Mapping[str, Target]) -> dict[str, Target]:
    """Return those targets that differ from the profile's.

    Raises:
        Unknown: if the framework has no such item.
        NeedsReason: if a weight, a floor or the criticality differs without a reason (laws 10 and 11).
    """
    found: dict[str, Target] = {}
    for code, wanted in targets.items():
        framework.item(code)
        old = profile.targets.get(code)
        if old is None:
            found[code] = wanted
            continue
        if _asked(wanted) == _asked(old):
            continue
        old.changed_weight(wanted.weight, _other(wanted.weight_reason, old.weight_reason))
        if wanted.critical != old.critical and _other(wanted.critical_reason, old.critical_reason) is None:
            raise NeedsReason
        wanted.check_floor(old)
        found[code] = wanted
    return found


def own_profile(session: Session, base: Profile, cycle: models.Cycle, targets: Mapping[str, Target]) -> int:
    """Publish an edition of the profile for one campaign and return its id."""
    row = session.get_one(models.Profile, base.id)
    framework = frameworks.framework(session, row.framework_id)
    key = f"{row.key}/{cycle.code}"
    used = session.exec(select(models.Profile.number).where(models.Profile.key == key)).all()
    every = {**base.targets, **targets}
    plain = {code: _asked(one) for code, one in every.items()}
    made = models.Profile(
        uid=new_uid(session),
        key=key,
        number=max(used) + 1 if used else row.number,
        framework_id=row.framework_id,
        post_ru=row.post_ru,
        post_en=row.post_en,
        phase=row.phase,
        requirements=row.requirements,
        pass_attainment=row.pass_attainment,
        state=EditionState.DRAFT,
        content_hash=content_hash([plain, row.requirements]),
        for_cycle_id=cycle.id,
    )
    session.add(made)
    session.flush()
    for code, one in every.items():
        session.add(profile_rows.target(None, made.id, framework.item(code).id, one))
    session.flush()  # the targets first: once the edition is published, the file accepts no more of them
    made.state = EditionState.PUBLISHED
    session.add(made)
    session.flush()
    return made.id


def _asked(one: Target) -> list[int]:
    """Return a target's requirements for hashing; without the shipped floor, older hashes stay the same."""
    return [one.level, one.weight, one.critical, *(() if one.own_floor is None else (one.own_floor,))]


def _other(reason: Text | None, old: Text | None) -> Text | None:
    """Return the reason if it is new and not empty, else None."""
    return None if reason is None or not reason.ru.strip() or reason == old else reason

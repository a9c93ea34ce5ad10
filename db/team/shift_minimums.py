"""How many people of each unit must have a level of an item: a setting of the file, by key of the item."""

import json
from collections import Counter
from collections.abc import Mapping, Set
from typing import cast

from sqlalchemy import or_, true
from sqlmodel import Session, col, select

from db import models
from db.journal import journal
from db.journal.presence import of_units, present
from db.models.types import today
from db.people import organisation
from db.people.leaving import of_team
from domain.errors import Impossible
from domain.people.person import PersonKind
from domain.team.matrix import TeamMatrix
from domain.team.shift import Minimum

SETTING = "shift_minimums"


def minimums(session: Session) -> Mapping[str, Minimum]:
    """Return the minimums, item key -> minimum; what makes no sense in the file is left out."""
    try:
        kept: object = json.loads(organisation.setting(session, SETTING) or "{}")
    except (ValueError, RecursionError):
        return {}
    found: dict[str, Minimum] = {}
    for key, told in cast("dict[str, object]", kept).items() if isinstance(kept, dict) else ():
        match told:
            case [int() as people, int() as level]:
                minimum = Minimum(people, level)
            case _:
                continue
        try:
            minimum.check()
        except Impossible:
            continue
        found[key] = minimum
    return found


def beside(
    session: Session, matrix: TeamMatrix, unit_ids: Set[int] | None = None
) -> Mapping[int | None, int]:
    """Return, for units in the matrix, of these if given, how many employees of its time are not in it."""
    ends_on, known = matrix.cycle.ends_on, {one.person_id for one in matrix.people}
    units = {one.unit_id for one in matrix.people}
    hired = col(models.Person.hired_on)
    rows = session.exec(
        select(models.Person.id, models.Person.unit_id).where(
            col(models.Person.kind) == PersonKind.EMPLOYEE,
            present(),
            of_units(unit_ids),
            of_team(ends_on, today(session)),
            true() if ends_on is None else or_(hired.is_(None), hired <= ends_on),
        )
    )
    return Counter(unit for person, unit in rows if unit in units and person not in known)


def keep(session: Session, key: str, minimum: Minimum | None) -> None:
    """Set the minimum of an item in all its editions; None for no minimum.

    Raises:
        Impossible: if it cannot be met or demands nothing.
    """
    if minimum is not None:
        minimum.check()
    kept = dict(minimums(session))
    kept.pop(key, None)
    if minimum is not None:
        kept[key] = minimum
    content = {key: [one.people, one.level] for key, one in sorted(kept.items())}
    session.merge(models.Setting(name=SETTING, value=json.dumps(content)))
    told = [] if minimum is None else [minimum.people, minimum.level]
    journal.record(session, "set", "setting", None, {"name": SETTING, "item": key, "minimum": told})

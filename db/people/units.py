"""Editing units: renaming, moving, merging, and removing empty ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, delete, func, select

from db import models
from db.journal import journal
from db.journal.presence import present
from db.models.table import existing
from db.people import organisation
from domain.collation import order_key
from domain.errors import Impossible, InUse, Missing, Taken
from domain.people.organisation import Unit
from domain.text import fold


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the outline: its depth (0 at the top), and what is directly in it.

    ``people`` counts those neither erased nor merged into someone else.
    """

    unit: Unit
    depth: int
    people: int
    units: int
    cycles: int

    @property
    def empty(self) -> bool:
        """True if removing it would lose nothing."""
        return not (self.people or self.units or self.cycles)


def outline(session: Session) -> tuple[UnitLine, ...]:
    """Return the units by name, each followed by those below it; three statements."""
    people = dict(
        session.exec(
            select(models.Person.unit_id, func.count())
            .where(present(), col(models.Person.unit_id).is_not(None))
            .group_by(col(models.Person.unit_id))
        ).all()
    )
    cycles = dict(
        session.exec(
            select(models.Cycle.unit_id, func.count())
            .where(col(models.Cycle.unit_id).is_not(None))
            .group_by(col(models.Cycle.unit_id))
        ).all()
    )
    units = sorted(organisation.units(session), key=_by_name)
    made: list[UnitLine] = []
    _lay(None, 0, units, people, cycles, made)
    return tuple(made)


def change(session: Session, unit_id: int, name: str, parent_id: int | None) -> None:
    """Rename a unit and move it: below another one, or to the top with None.

    Raises:
        Missing, TooLong: as for ``organisation.add_unit``.
        Taken: if a unit beside it has this name, ignoring case.
        Impossible: if it would be below itself.
        Unknown: if one of them does not exist.
    """
    row = existing(session, models.Unit, unit_id)
    name = organisation.checked("name", name)
    if not name:
        raise Missing("name")
    if parent_id is not None:
        existing(session, models.Unit, parent_id)
        if parent_id in organisation.units_below(session, unit_id):
            raise Impossible("parent_id")
    _refuse_taken(session, row, name, parent_id)
    row.name, row.parent_id = name, parent_id
    journal.record(session, "change", "unit", unit_id, {"parent": parent_id})


def merge(session: Session, unit_id: int, into_id: int) -> None:
    """Merge a unit into another one: people, cycles and units below move over, and it is deleted.

    Raises:
        Impossible: if the other one is the same, or is below it.
        Taken: if a unit below it has the name of one already there.
        Unknown: if one of them does not exist.
    """
    row, into = existing(session, models.Unit, unit_id), existing(session, models.Unit, into_id)
    if into_id in organisation.units_below(session, unit_id):
        raise Impossible("unit_id")
    moved = session.exec(select(models.Person).where(models.Person.unit_id == unit_id)).all()
    for person in moved:
        person.unit_id = into_id
    for cycle in session.exec(select(models.Cycle).where(models.Cycle.unit_id == unit_id)):
        cycle.unit_id = into_id
    for below in session.exec(select(models.Unit).where(models.Unit.parent_id == unit_id)):
        _refuse_taken(session, below, below.name, into.id)
        below.parent_id = into_id
    session.flush()
    told = _out_of_reach(session, unit_id)
    session.delete(row)
    session.flush()
    journal.record(session, "merge", "unit", into_id, {"unit": unit_id, "people": len(moved)} | told)


def remove(session: Session, unit_id: int) -> None:
    """Remove an empty unit.

    Raises:
        InUse: if people, units or cycles are in it.
        Unknown: if there is no such unit.
    """
    row = existing(session, models.Unit, unit_id)
    line = next(one for one in outline(session) if one.unit.id == unit_id)
    if not line.empty:
        raise InUse(line.people, line.units, line.cycles)
    for gone in session.exec(select(models.Person).where(models.Person.unit_id == unit_id)):
        gone.unit_id = None  # erased or merged people are not shown there
    session.flush()
    told = _out_of_reach(session, unit_id)
    session.delete(row)
    session.flush()
    journal.record(session, "remove", "unit", unit_id, told)


def _out_of_reach(session: Session, unit_id: int) -> dict[str, list[int]]:
    """Take the unit from accounts of the server that reach it; return what the event says of them.

    They do not get the unit it is merged into: that would let them see more people, and nobody said so.
    """
    of = models.AccountUnit
    reached = session.exec(select(of.account_id).where(of.unit_id == unit_id).order_by(col(of.account_id)))
    found = list(reached.all())
    session.exec(delete(of).where(col(of.unit_id) == unit_id))
    return {"accounts": found} if found else {}


def _refuse_taken(session: Session, row: models.Unit, name: str, parent_id: int | None) -> None:
    for unit in organisation.units(session):
        if unit.id != row.id and unit.parent_id == parent_id and fold(unit.name) == fold(name):
            raise Taken("name", name)


def _by_name(unit: Unit) -> Any:
    return order_key(unit.name, cyrillic_first=True, numbers=True)


def _lay(
    parent_id: int | None,
    depth: int,
    units: Sequence[Unit],
    people: dict[int | None, int],
    cycles: dict[int | None, int],
    made: list[UnitLine],
) -> None:
    for unit in units:
        if unit.parent_id == parent_id:
            below = sum(one.parent_id == unit.id for one in units)
            made.append(UnitLine(unit, depth, people.get(unit.id, 0), below, cycles.get(unit.id, 0)))
            _lay(unit.id, depth + 1, units, people, cycles, made)

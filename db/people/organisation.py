"""The organisation, its units, and the settings that belong to the file."""

from collections.abc import Set
from dataclasses import replace

from sqlmodel import Session, col, select

from db import models
from db.journal import journal
from db.models.types import new_uid
from domain.errors import Missing, Taken, TooLong, Unknown
from domain.people.organisation import Organisation, Requisites, Unit
from domain.text import clean

NAME_LIMIT = 300
DOCUMENT = "requisites"  # of the document that a session reads for, if any
REGISTERED = "registration"  # likewise


def organisation(session: Session) -> Organisation:
    """Return the organisation that the file belongs to, for a document with its requisites."""
    row = session.exec(select(models.Organisation)).one()
    own = Organisation(
        uid=row.uid,
        full_name=row.full_name,
        short_name=row.short_name,
        city=row.city,
        approver_post=row.approver_post,
        approver_name=row.approver_name,
        language=row.language,
    )
    own = replace(own, registration=session.info.get(REGISTERED))
    requisites: Requisites | None = session.info.get(DOCUMENT)
    return own if requisites is None else own.printed_by(requisites)


def describe(session: Session, organisation: Organisation) -> None:
    """Store the details of the organisation; its identity does not change.

    Raises:
        TooLong: if one of them is longer than 300 characters.
    """
    row = session.exec(select(models.Organisation)).one()
    for field in ("full_name", "short_name", "city", "approver_post", "approver_name", "language"):
        setattr(row, field, checked(field, getattr(organisation, field)))
    session.add(row)
    journal.record(session, "describe", "organisation", 1, {})


def units(session: Session, unit_ids: Set[int] | None = None) -> tuple[Unit, ...]:
    """Return the units, or those of them with these ids, in the order they were created."""
    unit = models.Unit
    found = select(unit.id, unit.uid, unit.name, unit.parent_id).order_by(col(unit.id))
    if unit_ids is not None:
        found = found.where(col(unit.id).in_(unit_ids))
    return tuple(Unit(*row) for row in session.exec(found))  # as columns: there may be thousands


def units_below(session: Session, unit_id: int) -> tuple[int, ...]:
    """Return the ids of the unit and all units below it.

    Raises:
        Unknown: if there is no such unit.
    """
    present = units(session)
    if all(unit.id != unit_id for unit in present):
        raise Unknown("unit", unit_id)
    found = [unit_id]
    for above in found:  # grows while being walked
        found += [unit.id for unit in present if unit.parent_id == above and unit.id not in found]
    return tuple(found)


def unit_called(session: Session, name: str) -> int:
    """Return the unit with this name, ignoring case, the topmost if there are several.

    Raises:
        Unknown: if there is none.
    """
    wanted = " ".join(name.split()).casefold()
    known = units(session)
    parents = {unit.id: unit.parent_id for unit in known}

    def depth(unit_id: int | None) -> int:
        return 0 if unit_id is None else 1 + depth(parents[unit_id])

    found = [unit.id for unit in known if unit.name.casefold() == wanted]
    if not found:
        raise Unknown("unit", name)
    return min(found, key=lambda one: (depth(one), one))


def add_unit(session: Session, name: str, parent_id: int | None = None) -> int:
    """Add a unit and return its id.

    Raises:
        Missing: if the name is empty.
        TooLong: if it is longer than 300 characters.
        Taken: if a unit with this name exists under the same parent.
        Unknown: if there is no such parent.
    """
    name = checked("name", name)
    if not name:
        raise Missing("name")
    present = units(session)
    if parent_id is not None and all(unit.id != parent_id for unit in present):
        raise Unknown("unit", parent_id)
    if any(unit.name == name and unit.parent_id == parent_id for unit in present):
        raise Taken("name", name)
    row = models.Unit(uid=new_uid(session), name=name, parent_id=parent_id)
    session.add(row)
    session.flush()
    journal.record(session, "add", "unit", row.id, {"parent": parent_id})
    return row.id


def setting(session: Session, name: str) -> str | None:
    """Return a setting of the file; None if it was never set."""
    row = session.get(models.Setting, name)
    return None if row is None else row.value


def keep_setting(session: Session, name: str, value: str) -> None:
    """Set a setting of the file."""
    session.merge(models.Setting(name=name, value=value))
    journal.record(session, "set", "setting", None, {"name": name})


def checked(field: str, value: str) -> str:
    """Return a text of the organisation without invisible characters.

    Raises:
        TooLong: if it is longer than 300 characters.
    """
    text = clean(value).strip()
    if len(text) > NAME_LIMIT:
        raise TooLong(field, len(text), NAME_LIMIT)
    return text

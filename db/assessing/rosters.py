"""Importing people: comparing a list with the people already in the file, and writing all rows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, or_, select

from db import models
from db.assessing import people
from db.journal import journal
from db.models.types import new_uid, today
from db.people import basis, codes, organisation
from domain.people.comparing import compare
from domain.people.person import Person
from domain.people.roster import (
    WRITTEN,
    Decision,
    Entry,
    Fate,
    Known,
    Moved,
    NotReady,
    Roster,
    RosterRow,
)
from domain.progress import Progress
from domain.text import fold

COLUMNS = "people_columns"
"""The setting in the file that remembers what the columns of lists contain."""
type Values = dict[str, Any]  # column -> value
STEP = 100  # people between two checks for cancelling


def known(session: Session) -> Known:
    """Return who and what is in the file, for comparing; three statements for any number of people.

    Of erased people only the code is known; merged ones are found by their old number and code.
    """
    everybody = people.everybody(session)
    merged: dict[str, int] = {}
    erased: set[str] = set()
    away = or_(col(models.Person.merged_into).is_not(None), col(models.Person.erased_at).is_not(None))
    for row in session.exec(select(models.Person).where(away)):
        if row.erased_at is not None or row.merged_into is None:
            erased.add(row.code)
            continue
        for sign in (row.personnel_no, row.code):
            if sign:
                merged[sign] = row.merged_into
    units = tuple((unit.id, unit.name) for unit in organisation.units(session))
    return Known(everybody, units, merged, today(session), frozenset(erased))


def load(session: Session, roster: Roster, columns: str, progress: Progress) -> tuple[int, ...]:
    """Write all rows of the roster or none; return the ids of the people, in the order of the file.

    *columns* is the column layout to remember, empty for none.

    Raises:
        NotReady: if a row is wrong or undecided.
        Moved: if the people changed since the roster was made.
        Cancelled: if the user cancelled; then nothing is written.
    """
    waiting = roster.of(Fate.WRONG, Fate.ASK)
    if waiting or not roster.size:
        raise NotReady(tuple(entry.row.number for entry in waiting))
    if compare([entry.row for entry in roster.entries], known(session), roster.decisions) != roster:
        raise Moved
    units = _units(session, roster)
    added, changed = roster.of(Fate.NEW), roster.of(Fate.CHANGED)
    new, held = _new(session, added, units), _changed(changed, units)
    total = len(new) + len(held)
    # Bulk statements: as mapped objects, many people take five times as long.
    for statement, rows, before in ((insert(models.Person), new, 0), (update(models.Person), held, len(new))):
        for at in range(0, len(rows), STEP):
            progress.step(before + at, total)
            session.execute(statement, rows[at : at + STEP])  # pyright: ignore[reportDeprecated]
    now = known(session)
    ids = {one.uid: one.id for one in now.people}
    written = {entry.row.number: ids[row["uid"]] for entry, row in zip(added, new, strict=True)}
    written |= {entry.row.number: entry.known.id for entry in changed if entry.known is not None}
    for entry in (*added, *changed):
        after = entry.after or entry.row.person
        after = after if entry.known is None else basis.renewed(entry.known, after)
        basis.note(session, written[entry.row.number], entry.known, after)
    session.flush()
    _join(session, (*added, *changed), now, written)
    progress.step(total, total)
    if columns:
        session.merge(models.Setting(name=COLUMNS, value=columns))
    told = {
        "added": [written[entry.row.number] for entry in added],
        "changed": [written[entry.row.number] for entry in changed],
        "units": sorted(units[fold(name)] for name in roster.new_units),
    }
    journal.record(session, "load", "person", None, told)
    return tuple(written[number] for number in sorted(written))


def prepared(session: Session, rows: Sequence[RosterRow], decisions: Mapping[int, Decision]) -> Roster:
    """Compare rows with the people in the file as they are now."""
    return compare(rows, known(session), decisions)


def _units(session: Session, roster: Roster) -> dict[str, int]:
    """Create the new units and return all units by folded name."""
    for name in roster.new_units:
        session.add(models.Unit(uid=new_uid(session), name=name))
    session.flush()
    return {fold(unit.name): unit.id for unit in organisation.units(session)}


def _new(session: Session, entries: Sequence[Entry], units: Mapping[str, int]) -> list[Values]:
    numbers = codes.next_codes(session, [entry.row.person.kind for entry in entries])
    rows: list[Values] = []
    for entry, code in zip(entries, numbers, strict=True):
        person = replace(entry.row.person, code=code)
        rows.append(
            {"uid": new_uid(session), "code": code, "unit_id": None, "is_actor": False}
            | _values(person, entry.row, units)
        )
    return rows


def _changed(entries: Sequence[Entry], units: Mapping[str, int]) -> list[Values]:
    rows: list[Values] = []
    for entry in entries:
        if entry.known is not None and entry.after is not None:
            after = basis.renewed(entry.known, entry.after)
            ends = {"withdrawn_on": after.withdrawn_on, "hold_until": after.hold_until}
            rows.append({"id": after.id} | _values(after, entry.row, units) | ends)
    return rows


def _values(person: Person, row: RosterRow, units: Mapping[str, int]) -> Values:
    unit = {"unit_id": units[fold(row.unit)]} if row.unit else {}
    return {of.value: getattr(person, of.value) for of in WRITTEN} | {"folded": person.folded} | unit


def _join(session: Session, entries: Sequence[Entry], now: Known, written: Mapping[int, int]) -> None:
    """Set the managers, once everyone who may be one exists."""
    by_sign = {one.code: one.id for one in now.people} | dict(now.merged)
    by_sign |= {one.personnel_no: one.id for one in now.people if one.personnel_no}
    managers = {one.id: one.manager_id for one in now.people}
    rows: list[Values] = []
    for entry in entries:
        if not entry.row.manager:
            continue
        person_id, boss = written[entry.row.number], entry.manager
        if boss is None:
            manager_id = by_sign[entry.row.manager]
        else:
            manager_id = written[boss.row] if boss.row else boss.key
        if manager_id not in (person_id, managers[person_id]):
            rows.append({"id": person_id, "manager_id": manager_id})
    if rows:
        session.execute(update(models.Person), rows)  # pyright: ignore[reportDeprecated]

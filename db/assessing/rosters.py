"""People out of a file: whom the file of the organisation knows already, and all rows written at once."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from db import models
from db.assessing import people
from db.journal import journal
from db.models.types import new_uid, today
from db.people import basis, organisation
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
    compare,
)
from domain.progress import Progress
from domain.text import fold

COLUMNS = "people_columns"
"""The setting of the file that remembers what columns of lists hold."""
STEP = 100  # people between two looks at whether to stop


def known(session: Session) -> Known:
    """Return who and what is in the file, for comparing; four statements whatever the number.

    Who was erased is not known any more; who was merged is found by the old number and code.
    """
    everybody = people.everybody(session)
    merged: dict[str, int] = {}
    for row in session.exec(select(models.Person).where(col(models.Person.merged_into).is_not(None))):
        assert row.merged_into is not None
        for sign in (row.personnel_no, row.code):
            if sign:
                merged[sign] = row.merged_into
    units = tuple((unit.id, unit.name) for unit in organisation.units(session))
    return Known(everybody, units, merged, today(session))


def load(session: Session, roster: Roster, columns: str, progress: Progress) -> tuple[int, ...]:
    """Write all rows of the roster or none; return the ids of the people, in the order of the file.

    *columns* is what to remember of the columns, empty for nothing.

    Raises:
        NotReady: if a row is wrong or undecided.
        Moved: if the people were changed since the roster was made.
        Cancelled: if it was asked to stop; nothing is written then.
    """
    waiting = roster.of(Fate.WRONG, Fate.ASK)
    if waiting or not roster.size:
        raise NotReady(tuple(entry.row.number for entry in waiting))
    if compare([entry.row for entry in roster.entries], known(session), roster.decisions) != roster:
        raise Moved
    units = _units(session, roster)
    added = roster.of(Fate.NEW)
    total = roster.size + len(added)  # who is new is written, and then joined to a manager
    written: dict[int, int] = {}
    rows = _make(session, added, units)
    for at, row in enumerate(rows):
        if at % STEP == 0:
            progress.step(at, total)
            session.flush()
        session.add(row)
    session.flush()
    for entry, row in zip(added, rows, strict=True):
        written[entry.row.number] = row.id
        basis.note(session, row.id, None, entry.row.person)
    changed = {entry.row.number: entry for entry in roster.of(Fate.CHANGED)}
    held = _held(session, [entry.known.id for entry in changed.values() if entry.known is not None])
    for at, entry in enumerate(changed.values()):
        if at % STEP == 0:
            progress.step(len(added) + at, total)
        _change(held, entry, units)
        if entry.known is not None and entry.after is not None:
            basis.note(session, entry.known.id, entry.known, entry.after)
        written[entry.row.number] = entry.known.id if entry.known is not None else 0
    session.flush()
    _join(session, roster, written)
    progress.step(total, total)
    if columns:
        session.merge(models.Setting(name=COLUMNS, value=columns))
    told = {
        "added": [written[entry.row.number] for entry in added],
        "changed": [written[number] for number in changed],
        "units": sorted(units[fold(name)] for name in roster.new_units),
    }
    journal.record(session, "load", "person", None, told)
    return tuple(written[number] for number in sorted(written))


def prepared(session: Session, rows: Sequence[RosterRow], decisions: Mapping[int, Decision]) -> Roster:
    """Compare rows with the people of the file, as they are now."""
    return compare(rows, known(session), decisions)


def _units(session: Session, roster: Roster) -> dict[str, int]:
    """Make the new units and return all by their folded names."""
    for name in roster.new_units:
        session.add(models.Unit(uid=new_uid(session), name=name))
    session.flush()
    return {fold(unit.name): unit.id for unit in organisation.units(session)}


def _make(session: Session, entries: Sequence[Entry], units: Mapping[str, int]) -> list[models.Person]:
    codes = people.next_codes(session, [entry.row.person.kind for entry in entries])
    made: list[models.Person] = []
    for entry, code in zip(entries, codes, strict=True):
        person = entry.row.person
        row = models.Person(
            uid=new_uid(session), code=code, kind=person.kind, surname=person.surname, folded=""
        )
        _fill(row, person, entry.row, units)
        made.append(row)
    return made


def _held(session: Session, ids: Sequence[int]) -> dict[int, models.Person]:
    found: dict[int, models.Person] = {}
    for start in range(0, len(ids), 500):
        part = session.exec(select(models.Person).where(col(models.Person.id).in_(ids[start : start + 500])))
        found |= {row.id: row for row in part}
    return found


def _change(held: Mapping[int, models.Person], entry: Entry, units: Mapping[str, int]) -> None:
    assert entry.known is not None
    assert entry.after is not None
    _fill(held[entry.known.id], entry.after, entry.row, units)


def _fill(row: models.Person, person: Person, told: RosterRow, units: Mapping[str, int]) -> None:
    for of in WRITTEN:
        setattr(row, of.value, getattr(person, of.value))
    if told.unit:
        row.unit_id = units[fold(told.unit)]
    row.folded = Person(
        surname=row.surname,
        given=row.given,
        patronymic=row.patronymic,
        code=row.code,
        personnel_no=row.personnel_no,
    ).folded


def _join(session: Session, roster: Roster, written: Mapping[int, int]) -> None:
    """Set the managers, when everybody is there who may be one."""
    asked = [entry for entry in roster.of(Fate.NEW, Fate.CHANGED) if entry.row.manager]
    if not asked:
        return
    found = known(session)
    by_sign = {one.code: one.id for one in found.people} | dict(found.merged)
    by_sign |= {one.personnel_no: one.id for one in found.people if one.personnel_no}
    rows = _held(session, [written[entry.row.number] for entry in asked])
    for entry in asked:
        row, boss = rows[written[entry.row.number]], entry.manager
        if boss is None:
            manager_id = by_sign[entry.row.manager]
        else:
            manager_id = written[boss.row] if boss.row else boss.key
        if manager_id != row.id:
            row.manager_id = manager_id
    session.flush()

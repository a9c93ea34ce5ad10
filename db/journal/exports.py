"""What left the file as a document: one event for each export, and who was in it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, literal_column
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.journal import journal
from domain.event import HandedOut, Recent
from domain.people.person import full_name

DOCUMENT = "document"  # the kind of subject of these events


class Of(StrEnum):
    """What the ids of an export are those of."""

    CASE = "case"
    CYCLE = "cycle"
    PLAN = "plan"
    PERSON = "person"
    FRAMEWORK = "framework"
    FILE = "file"  # no ids


def record(
    session: Session,
    document: str,
    of: Of,
    ids: Collection[int],
    formats: Iterable[str],
    files: int,
    *,
    names_people: bool = True,
    unit_ids: Collection[int] | None = None,
) -> None:
    """Write the event of an export: kind of document, ids, formats and the number of files, no names.

    The people in it are those of the ids, of a cycle those it had on that day, and only those in the units if
    any are given; with *names_people* False it tells of nobody.
    """
    people = _people(session, of, ids, unit_ids) if names_people else []
    data: journal.Told = {
        "document": document,
        "of": of.value,
        "ids": sorted(ids),
        "formats": sorted(set(formats)),
        "files": files,
        "people": people,
    }
    if unit_ids is not None:
        data["units"] = sorted(unit_ids)
    journal.record(session, "export", DOCUMENT, None, data)


def handed_out(session: Session, person_id: int) -> tuple[HandedOut, ...]:
    """Return what was exported about a person, also under the cards merged into this one, the newest first.

    Complete for an erased person too, as long as the row of the person is there.
    """
    merged = select(models.Person.id).where(models.Person.merged_into == person_id)
    wanted = {person_id, *session.exec(merged)}
    rows: Iterable[tuple[int, datetime, int | None, journal.Told]] = session.connection().execute(
        select_columns(
            col(models.Journal.seq),
            col(models.Journal.at),
            col(models.Journal.actor_id),
            col(models.Journal.data),
        )
        .where(NO_MARK, col(models.Journal.subject_kind) == DOCUMENT, col(models.Journal.act) == "export")
        .order_by(col(models.Journal.seq).desc())
    )
    found = [row for row in rows if not wanted.isdisjoint(row[3].get("people", ()))]
    names = names_of(session, {actor for _seq, _at, actor, _data in found if actor is not None})
    return tuple(
        HandedOut(
            seq,
            at,
            data["document"],
            tuple(data["formats"]),
            data["files"],
            len(data["people"]),
            actor,
            None if actor is None else names.get(actor, ""),
        )
        for seq, at, actor, data in found
    )


def recent(session: Session, documents: Collection[str], count: int) -> tuple[Recent, ...]:
    """Return what was exported last of these kinds of document, the newest first, each of them once."""
    rows: Iterable[tuple[datetime, journal.Told]] = session.connection().execute(
        select_columns(col(models.Journal.at), col(models.Journal.data))
        .where(NO_MARK, col(models.Journal.subject_kind) == DOCUMENT, col(models.Journal.act) == "export")
        .order_by(col(models.Journal.seq).desc())
        .limit(_LOOKED_AT)
    )
    found: dict[tuple[str, tuple[int, ...]], tuple[datetime, list[int]]] = {}
    for at, data in rows:
        key = data["document"], tuple(data["ids"])
        if data["document"] in documents and key not in found and len(found) < count:
            found[key] = at, data.get("people", [])
    names = names_of(session, {people[0] for _at, people in found.values() if len(people) == 1})
    return tuple(
        Recent(at, kind, ids, len(people), names.get(people[0], "") if len(people) == 1 else "")
        for (kind, ids), (at, people) in found.items()
    )


_LOOKED_AT = 200  # events among which the recent ones are sought


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return id -> full name of these people, few enough for one statement."""
    rows = select(models.Person.id, models.Person.surname, models.Person.given, models.Person.patronymic)
    found = session.exec(rows.where(col(models.Person.id).in_(ids)))
    return {one: full_name(surname, given, patronymic) for one, surname, given, patronymic in found}


# Spelt out, because an index that leaves marks out serves only statements that say so in these words.
NO_MARK: ColumnElement[bool] = literal_column("journal.act <> 'rate'")


_AT_ONCE = 500  # ids in one statement


def _people(session: Session, of: Of, ids: Collection[int], unit_ids: Collection[int] | None) -> list[int]:
    match of:
        case Of.CASE:
            wanted = select_columns(col(models.Case.person_id)), col(models.Case.id)
        case Of.CYCLE:
            wanted = select_columns(col(models.Case.person_id)), col(models.Case.cycle_id)
        case Of.PLAN:
            wanted = select_columns(col(models.Plan.person_id)), col(models.Plan.id)
        case Of.PERSON:
            return sorted(set(ids))
        case Of.FRAMEWORK | Of.FILE:
            return []
    statement, key = wanted
    if unit_ids is not None:
        statement = statement.join(models.Person, col(models.Person.id) == col(models.Case.person_id)).where(
            col(models.Person.unit_id).in_(unit_ids)
        )
    found, known = set[int](), sorted(ids)
    for at in range(0, len(known), _AT_ONCE):
        some = statement.where(key.in_(known[at : at + _AT_ONCE]))
        found.update(session.connection().scalars(some))
    return sorted(found)

"""What left the file as a document: one event for each export, and who was in it."""

import json
from collections.abc import Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import ColumnElement, Text, false, literal_column, or_, type_coerce
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.journal import journal
from domain.errors import Impossible, Unknown
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
    data = _told(document, of, ids, formats, files, people)
    if unit_ids is not None:
        data |= {"units": sorted(unit_ids)}
    journal.record(session, "export", DOCUMENT, None, data)


def journal_saved(session: Session, kind: str, people: Collection[int]) -> None:
    """Write that events about these people were saved as a table, or events about nobody.

    It tells of nothing but the journal, so whoever only reads that may be let to write it.

    Raises:
        Impossible: if it is no format of such a table.
        Unknown: if one of them is no person.
    """
    if kind not in ("xlsx", "csv"):
        raise Impossible("kind")
    asked = sorted(set(people))
    known = set[int]()
    for at in range(0, len(asked), _AT_ONCE):
        known.update(
            session.exec(select(models.Person.id).where(col(models.Person.id).in_(asked[at : at + _AT_ONCE])))
        )
    if unknown := set(asked) - known:
        raise Unknown("person", min(unknown))
    of = Of.PERSON if asked else Of.FILE
    record(session, document="journal", of=of, ids=asked, formats=(kind,), files=1)


@contextmanager
def handing_out(
    session: Session, document: str, of: Of, ids: Collection[int], formats: Iterable[str], files: int
) -> Generator[None]:
    """Make the act inside part of the event of an export, so that the list of what was handed out has it."""
    data = _told(document, of, ids, formats, files, _people(session, of, ids, None))
    with journal.act(session, "export", DOCUMENT, None, data):
        yield


def handed_out(session: Session, person_id: int) -> tuple[HandedOut, ...]:
    """Return what was exported about a person, also under the cards merged into this one, the newest first.

    Complete for an erased person too, as long as the row of the person is there.
    """
    merged = select(models.Person.id).where(models.Person.merged_into == person_id)
    wanted = {person_id, *session.exec(merged)}
    rows: Iterable[tuple[int, object, int | None, str]] = session.connection().execute(
        select_columns(
            col(models.Journal.seq),
            AT,
            col(models.Journal.actor_id),
            type_coerce(col(models.Journal.data), Text),
        )
        .where(
            col(models.Journal.seq).in_(about_many(session, Listed(DOCUMENT, ("people",), wanted))),
            col(models.Journal.act) == "export",
        )
        .order_by(col(models.Journal.seq).desc())
    )
    found = [(seq, when(at), actor, exported(told(data))) for seq, at, actor, data in rows]
    names = names_of(session, {actor for _seq, _at, actor, _exported in found if actor is not None})
    return tuple(
        HandedOut(
            seq,
            at,
            one.document,
            one.formats,
            one.files,
            len(one.people),
            actor,
            None if actor is None else names.get(actor, ""),
        )
        for seq, at, actor, one in found
    )


def recent(session: Session, documents: Collection[str], count: int) -> tuple[Recent, ...]:
    """Return what was exported last of these kinds of document, the newest first, each of them once.

    A document of a team is another one for each unit that it was limited to.
    """
    rows: Iterable[tuple[object, str]] = session.connection().execute(
        select_columns(AT, type_coerce(col(models.Journal.data), Text))
        .where(NO_MARK, col(models.Journal.subject_kind) == DOCUMENT, col(models.Journal.act) == "export")
        .order_by(col(models.Journal.seq).desc())
        .limit(_LOOKED_AT)
    )
    found: dict[tuple[str, tuple[int, ...], tuple[int, ...]], tuple[datetime, tuple[int, ...]]] = {}
    for at, data in rows:
        one = exported(told(data))
        key = one.document, one.ids, one.units
        if one.document in documents and key not in found and len(found) < count:
            found[key] = when(at), one.people
    names = names_of(session, {people[0] for _at, people in found.values() if len(people) == 1})
    return tuple(
        Recent(at, kind, ids, len(people), names.get(people[0], "") if len(people) == 1 else "", of)
        for (kind, ids, of), (at, people) in found.items()
    )


AT = type_coerce(col(models.Journal.at), Text)
"""When an event was, as it is in the file: somebody else may have written anything there."""


def when(kept: object) -> datetime:
    """Return the time of an event read as ``AT``; what is no time is shown as the first day of computers."""
    return journal.instant(kept) or datetime.fromtimestamp(0, UTC)


_LOOKED_AT = 200  # events among which the recent ones are sought


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return id -> full name of these people, few enough for one statement."""
    rows = select(models.Person.id, models.Person.surname, models.Person.given, models.Person.patronymic)
    found = session.exec(rows.where(col(models.Person.id).in_(ids)))
    return {one: full_name(surname, given, patronymic) for one, surname, given, patronymic in found}


# Spelt out, because an index that leaves marks out serves only statements that say so in these words.
NO_MARK: ColumnElement[bool] = literal_column("journal.act <> 'rate'")


# Likewise the words of the index of events about many, which holds their data.
OF_MANY: ColumnElement[bool] = literal_column(
    "journal.act IN ('export', 'load', 'merge', 'sign', 'refuse', 'take_back')"
)

_FEW = 4  # ids that are looked for by their digits


@dataclass(frozen=True, slots=True)
class Listed:
    """Where events about many name them: kind of subject, keys of the data, ids, and what these are, if told.

    ``nameless`` are only those that name no people, as who asks for the people too finds the others by them.
    """

    kind: str
    keys: Sequence[str]
    ids: Collection[int]
    of: str = ""
    nameless: bool = False


def about_many(session: Session, *asked: Listed) -> list[int]:
    """Return the numbers of the events about many whose data names one of these ids."""
    text = type_coerce(col(models.Journal.data), Text)
    wanted = select_columns(col(models.Journal.seq), col(models.Journal.subject_kind), text).where(
        OF_MANY, col(models.Journal.subject_kind).in_(sorted({one.kind for one in asked}))
    )
    digits = {str(one) for each in asked if not each.nameless for one in each.ids}
    if len(digits) <= _FEW:  # most events do not even hold the digits, and need not be taken apart
        if any(each.nameless for each in asked):
            digits.add('"people":[]')
        wanted = wanted.where(or_(false(), *(text.contains(one) for one in sorted(digits))))
    found: list[int] = []
    for seq, kind, content in session.connection().execute(wanted):
        data = told(content)
        if any(_names(data, one) for one in asked if one.kind == kind):
            found.append(seq)
    return found


def told(text: object) -> journal.Told:
    """Return the data of an event; what somebody else wrote there need not make sense, the check tells it."""
    try:
        found = json.loads(cast("str", text))
    except (TypeError, ValueError, RecursionError):
        return {}
    return cast("journal.Told", found) if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Exported:
    """What the event of an export says; what makes no sense there is left out."""

    document: str
    formats: tuple[str, ...]
    files: int
    ids: tuple[int, ...]
    people: tuple[int, ...]
    units: tuple[int, ...]


def exported(data: journal.Told) -> Exported:
    """Return what an event says of an export; nothing of one of another kind."""
    document, files = data.get("document"), data.get("files")
    return Exported(
        document if isinstance(document, str) else "",
        _all(data, "formats", str),
        files if isinstance(files, int) else 0,
        _all(data, "ids", int),
        _all(data, "people", int),
        _all(data, "units", int),
    )


def _all[T](data: journal.Told, key: str, kind: type[T]) -> tuple[T, ...]:
    value: object = data.get(key)
    several = cast("list[object]", value) if isinstance(value, list) else []
    return tuple(one for one in several if isinstance(one, kind))


def _names(data: journal.Told, asked: Listed) -> bool:
    """Return whether the data of an event names one of the ids."""
    if (asked.of and data.get("of") != asked.of) or (asked.nameless and data.get("people")):
        return False
    known: set[int] = set()
    for key in asked.keys:
        value = data.get(key)
        known.update((value,) if isinstance(value, int) else _all(data, key, int))
    return not known.isdisjoint(asked.ids)


_AT_ONCE = 500  # ids in one statement


def _told(
    document: str, of: Of, ids: Collection[int], formats: Iterable[str], files: int, people: list[int]
) -> journal.Told:
    return {
        "document": document,
        "of": of.value,
        "ids": sorted(ids),
        "formats": sorted(set(formats)),
        "files": files,
        "people": people,
    }


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

"""Facts as stored, with the names and labels that a list of them shows; one statement."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, exists
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from domain.assessing.evidence import Evidence, newest_first
from domain.people.person import full_name, short_name
from domain.sheet_kinds import SheetState
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Entered:
    """A fact with what it refers to; ``keys`` and ``labels`` are those of its items, in order.

    ``used`` means it is a note contained in a submitted sheet.
    """

    fact: Evidence
    keys: tuple[str, ...]
    labels: tuple[Text, ...]
    used: bool
    person_name: str
    person_code: str
    author_name: str


def facts_where(session: Session, *conditions: ColumnElement[bool] | bool) -> tuple[Entered, ...]:
    """Return the facts that meet the conditions and were not withdrawn, newest first.

    The caller checks who may see them.
    """
    session.flush()  # statements on the connection bypass the session's autoflush
    asked = cast("tuple[ColumnElement[bool], ...]", conditions)
    items: dict[int, list[Any]] = defaultdict(list)
    for row in session.connection().execute(_question().where(*asked)):
        items[row.id].append(row)
    found = {number: _entered(rows) for number, rows in items.items()}
    return tuple(found[one.id] for one in newest_first(one.fact for one in found.values()))


def _entered(rows: list[Any]) -> Entered:
    row = rows[0]
    return Entered(
        Evidence(
            id=row.id,
            uid=row.uid,
            person_id=row.person_id,
            author_id=row.author_id,
            observed_on=row.observed_on,
            recorded_on=row.recorded_on,
            recorded_at=row.recorded_at,
            polarity=row.polarity,
            text=row.text,
            items=tuple(one.code for one in rows),
            file_sha256=row.file_sha256,
            sheet_id=row.sheet_id,
            note_uid=row.note_uid,
        ),
        keys=tuple(one.key for one in rows),
        labels=tuple(Text(one.label_ru, one.label_en) for one in rows),
        used=bool(row.used),
        person_name=full_name(row.person_surname, row.person_given, row.person_patronymic),
        person_code=row.person_code,
        author_name=short_name(row.author_surname, row.author_given, row.author_patronymic),
    )


# Columns rather than objects, built once: this is read whenever a sheet is opened.
@cache
def _question() -> Select[*tuple[Any, ...]]:
    person, author = aliased(models.Person), aliased(models.Person)
    repeated = aliased(models.Evidence)
    used = (
        exists()
        .where(
            col(repeated.note_uid) == models.Evidence.uid,
            col(models.Sheet.id) == repeated.sheet_id,
            col(models.Sheet.state) == SheetState.SUBMITTED,
        )
        .correlate(models.Evidence)
    )
    return (
        select_columns(
            col(models.Evidence.id),
            col(models.Evidence.uid),
            col(models.Evidence.person_id),
            col(models.Evidence.author_id),
            col(models.Evidence.observed_on),
            col(models.Evidence.recorded_on),
            col(models.Evidence.recorded_at),
            col(models.Evidence.polarity),
            col(models.Evidence.text),
            col(models.Evidence.file_sha256),
            col(models.Evidence.sheet_id),
            col(models.Evidence.note_uid),
            col(models.Item.code),
            col(models.Item.key),
            col(models.Item.label_ru),
            col(models.Item.label_en),
            col(person.code).label("person_code"),
            *_names(person, "person"),
            *_names(author, "author"),
            used.label("used"),
        )
        .join(models.EvidenceItem, col(models.EvidenceItem.evidence_id) == models.Evidence.id)
        .join(models.Item, col(models.Item.id) == models.EvidenceItem.item_id)
        .join(person, col(person.id) == models.Evidence.person_id)
        .join(author, col(author.id) == models.Evidence.author_id)
        .where(col(models.Evidence.retired_at).is_(None))
        .order_by(col(models.Item.position), col(models.Item.id))
    )


_NAME = ("surname", "given", "patronymic")


def _names(of: type[models.Person], whose: str) -> list[ColumnElement[str]]:
    return [cast("ColumnElement[str]", col(getattr(of, part)).label(f"{whose}_{part}")) for part in _NAME]

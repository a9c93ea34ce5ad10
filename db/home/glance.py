"""What is painted first, read through the driver alone: who works here, and the draft to continue.

Importing SQLAlchemy takes longer than painting a window, so these few statements are written by hand. A test
checks that each gives the same answer as its mapped twin. Everything else is read through sessions.
"""

import uuid
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from db.home.overview_records import EMPTY, Draft, Model, Overview, stop_at
from domain.assessing.case import CycleKind
from domain.people.person import Person, PersonKind, full_name
from domain.people.purpose import Ground, Purpose
from domain.people.retention import Holding, may_go_on
from domain.text import Text

if TYPE_CHECKING:
    from sqlite3 import Connection

_ACTORS = """
SELECT who.id, who.uid, who.code, who.kind, who.surname, who.given, who.patronymic, who.contact, who.post,
    who.unit_id, coalesce(unit.name, ''), who.manager_id, boss.surname, boss.given, boss.patronymic,
    who.personnel_no, who.hired_on, who.left_on, coalesce(who.left_reason, ''),
    who.basis, who.basis_on, who.basis_until, who.purpose, who.ground, who.withdrawn_on, who.hold_until,
    who.is_actor
FROM person AS who
LEFT JOIN unit ON unit.id = who.unit_id
LEFT JOIN person AS boss ON boss.id = who.manager_id
WHERE who.erased_at IS NULL AND who.merged_into IS NULL
    AND (who.is_actor
        OR EXISTS (SELECT 1 FROM case_assessor WHERE person_id = who.id)
        OR EXISTS (SELECT 1 FROM sheet WHERE assessor_id = who.id))
ORDER BY who.folded, who.id
"""
_LAST_ACTOR = """
SELECT coalesce(json_extract(data, '$.sitting_of'), actor_id) FROM journal
WHERE actor_id IS NOT NULL ORDER BY seq DESC LIMIT 1
"""
_LAST_EVENT = "SELECT max(seq) FROM journal"
_ANY_CASE = 'SELECT EXISTS (SELECT 1 FROM "case")'
_SOMEBODY = """
SELECT EXISTS (SELECT 1 FROM person WHERE NOT is_actor AND erased_at IS NULL AND merged_into IS NULL)
"""
_DRAFTS = """
SELECT sheet.id, person.surname, person.given, person.patronymic, cycle.kind, cycle.title,
    coalesce(sum(case_item.in_scope), 0),
    (SELECT count(*) FROM item WHERE item.framework_id = cycle.framework_id)
        - (SELECT count(*) FROM case_item WHERE case_item.case_id = "case".id AND case_item.in_scope = 0),
    max(mark.rated_at), person.kind, person.purpose, person.withdrawn_on, person.basis_until, person.left_on,
    max(sheet.started_at, coalesce(max(mark.rated_at), ''), coalesce(
        (SELECT max(saved_at) FROM draft_text WHERE draft_text.sheet_id = sheet.id), '')) AS touched_at,
    cycle.ends_on, sheet.uid
FROM sheet
JOIN "case" ON "case".id = sheet.case_id
JOIN cycle ON cycle.id = "case".cycle_id
JOIN person ON person.id = "case".person_id
LEFT JOIN mark ON mark.sheet_id = sheet.id
LEFT JOIN case_item ON case_item.case_id = sheet.case_id AND case_item.item_id = mark.item_id
WHERE sheet.id IN (SELECT id FROM sheet WHERE state = 'draft') AND sheet.assessor_id = ?
    AND "case".state = 'open'
GROUP BY sheet.id
ORDER BY touched_at DESC, "case".id DESC
"""
_WITHOUT_A_MARK = """
SELECT item.code, item.label_ru, item.label_en
FROM sheet
JOIN case_item ON case_item.case_id = sheet.case_id AND case_item.in_scope
JOIN item ON item.id = case_item.item_id
JOIN "function" ON "function".id = item.function_id
LEFT JOIN mark ON mark.sheet_id = sheet.id AND mark.item_id = item.id
WHERE sheet.id = ? AND mark.item_id IS NULL
ORDER BY "function".position, item.position
"""

_MODEL = """
SELECT title_ru, title_en,
    (SELECT count(*) FROM item WHERE item.framework_id = framework.id),
    (SELECT count(DISTINCT function_id) FROM item WHERE item.framework_id = framework.id),
    (SELECT count(DISTINCT question.item_id) FROM question JOIN item ON item.id = question.item_id
        WHERE item.framework_id = framework.id)
FROM framework
WHERE state = 'published'
ORDER BY published_at DESC NULLS LAST, id DESC
LIMIT 1
"""


def file_identity(connection: "Connection") -> str:
    """Return the identity of the file, wherever it is stored."""
    return _uid(connection.execute("SELECT uid FROM organisation").fetchone()[0])


def actors(connection: "Connection") -> tuple[Person, ...]:
    """Return the people who may work with the file, by name: actors, and those with a seat or a sheet."""
    return tuple(
        Person(
            id=row[0],
            uid=_uid(row[1]),
            code=row[2],
            kind=PersonKind(row[3]),
            surname=row[4],
            given=row[5],
            patronymic=row[6],
            contact=row[7],
            post=row[8],
            unit_id=row[9],
            unit=row[10],
            manager_id=row[11],
            manager_name="" if row[11] is None else full_name(*row[12:15]),
            personnel_no=row[15],
            hired_on=_day(row[16]),
            left_on=_day(row[17]),
            left_reason=row[18],
            basis=row[19],
            basis_on=_day(row[20]),
            basis_until=_day(row[21]),
            purpose=None if row[22] is None else Purpose(row[22]),
            ground=None if row[23] is None else Ground(row[23]),
            withdrawn_on=_day(row[24]),
            hold_until=_day(row[25]),
            is_actor=bool(row[26]),
        )
        for row in connection.execute(_ACTORS)
    )


def last_actor(connection: "Connection") -> int | None:
    """Return the id of whose sitting the journal was last written in; None if there is none."""
    found = connection.execute(_LAST_ACTOR).fetchone()
    return None if found is None else found[0]


def last_event(connection: "Connection") -> int:
    """Return the number of the last event in the journal; 0 if there is none."""
    return connection.execute(_LAST_EVENT).fetchone()[0] or 0


def next_step(connection: "Connection", viewer_id: int, on: date) -> Overview | None:
    """Return what can be shown before the rest is read: where the viewer stopped, or that the file is empty.

    None if there is no draft that may go on and the file is not empty.
    """
    drafts = connection.execute(_DRAFTS, (viewer_id,)).fetchall() if _is(connection, _ANY_CASE) else []
    if not drafts:
        return None if _is(connection, _SOMEBODY) else EMPTY
    drafts = sorted(drafts, key=lambda row: not _may_go_on(row, on))
    if not _may_go_on(drafts[0], on):
        return None  # what comes next has not been read yet
    unmarked = connection.execute(_WITHOUT_A_MARK, (drafts[0][0],)).fetchall()
    return Overview(
        empty=False,
        drafts=tuple(
            Draft(
                row[0],
                full_name(*row[1:4]),
                CycleKind(row[4]),
                row[5],
                row[6],
                row[7],
                not _may_go_on(row, on),
                _day(row[15]),
                _uid(row[16]),
            )
            for row in drafts
        ),
        stop=stop_at(((code, Text(*label)) for code, *label in unmarked), _moment(drafts[0][8])),
        due=(),
        cycle=None,
        whole=False,
    )


def model(connection: "Connection") -> Model | None:
    """Return the framework published last, None if there is none."""
    row = connection.execute(_MODEL).fetchone()
    return None if row is None else Model(Text(row[0], row[1]), *row[2:])


def _may_go_on(row: "tuple[Any, ...]", on: date) -> bool:
    holding = Holding(
        PersonKind(row[9]),
        None if row[10] is None else Purpose(row[10]),
        withdrawn_on=_day(row[11]),
        until=_day(row[12]),
        left_on=_day(row[13]),
    )
    return may_go_on(holding, on)


def _is(connection: "Connection", question: str) -> bool:
    return bool(connection.execute(question).fetchone()[0])


def _uid(stored: str) -> str:
    return str(uuid.UUID(stored))


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def _moment(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored).replace(tzinfo=UTC)

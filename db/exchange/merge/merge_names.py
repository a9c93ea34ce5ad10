"""Whom a record of either file is about, by name: a code alone says nothing to whoever decides."""

from datetime import UTC, datetime
from typing import Any

from db.exchange.merge.merge_rows import Rows
from domain.exchange.merging import About
from domain.people.person import full_name

_NAME = "{0}.surname, {0}.given, {0}.patronymic"
_PERSON = f"SELECT {_NAME.format('p')}, p.code FROM {{file}}.person AS p"
_CASE = (
    f'SELECT {_NAME.format("p")}, p.code, c.code FROM {{file}}."case" AS a'
    " JOIN {file}.cycle AS c ON c.id = a.cycle_id JOIN {file}.person AS p ON p.id = a.person_id"
)
_SHEET = (
    f"SELECT {_NAME.format('p')}, p.code, c.code, s.started_at, {_NAME.format('r')} FROM {{file}}.sheet AS s"
    ' JOIN {file}."case" AS a ON a.id = s.case_id JOIN {file}.cycle AS c ON c.id = a.cycle_id'
    " JOIN {file}.person AS p ON p.id = a.person_id JOIN {file}.person AS r ON r.id = s.assessor_id"
)
_ASKED = {
    "person": f"{_PERSON} WHERE p.id = ?",
    "case": f"{_CASE} WHERE a.id = ?",
    "sheet": f"{_SHEET} WHERE s.id = ?",
    "evidence": f"{_PERSON} JOIN {{file}}.evidence AS e ON e.person_id = p.id WHERE e.id = ?",
    "plan": f"{_PERSON} JOIN {{file}}.plan AS l ON l.person_id = p.id WHERE l.id = ?",
}


def about(rows: Rows, table: str, key: int, file: str = "other") -> About:
    """Return whom a record is about; nobody, of a table that is about none."""
    asked = _ASKED.get(table)
    row: Any = rows.run(asked.format(file=file), (key,)).fetchone() if asked else None
    if row is None:
        return About()
    surname, given, patronymic, code, *rest = row
    told = About(full_name(surname, given, patronymic), code)
    match rest:
        case [cycle]:
            return About(told.name, code, cycle)
        case [cycle, started, *assessor]:
            day = datetime.fromisoformat(started).replace(tzinfo=UTC).astimezone().date()
            return About(told.name, code, cycle, full_name(*assessor), day)
        case _:
            return told

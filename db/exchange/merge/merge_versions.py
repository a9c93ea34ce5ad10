"""What people are shown of a record that two files have in versions of their own.

Marks are shown to the assessor who gave them, and to nobody else; of words about people nothing is shown.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, cast

from db.exchange.merge.merge_rows import Rows
from domain.canonical import once
from domain.exchange.merging import Conflict, Difference, Said, Version
from domain.people.person import PersonKind, full_name
from domain.people.purpose import Ground, Purpose

# Table -> the fields that may be shown, and what they may say where that is no text.
_SHOWN: Mapping[str, Mapping[str, type[StrEnum] | type[date] | type[str]]] = {
    "organisation": dict.fromkeys(("full_name", "short_name"), str),
    "unit": {"name": str},
    "person": {
        **dict.fromkeys(("surname", "given", "patronymic", "contact", "post", "unit", "manager"), str),
        "kind": PersonKind,
        "personnel_no": str,
        "hired_on": date,
        "left_on": date,
        "left_reason": str,
        "basis": str,
        "basis_on": date,
        "basis_until": date,
        "purpose": Purpose,
        "ground": Ground,
        "withdrawn_on": date,
        "hold_until": date,
    },
    "cycle": {"title": str, "ends_on": date},
}
# Fields that are the name of another record.
_NAMED = {
    "unit": "(SELECT name FROM {file}.unit WHERE id = x.unit_id)",
    "manager": "(SELECT surname || ' ' || code FROM {file}.person WHERE id = x.manager_id)",
}
_SUBJECTS = {"cycle": ("cycle", "campaign")}  # else the table is the kind of subject
_LAST = (
    "SELECT j.at, p.surname, p.given, p.patronymic FROM {file}.journal AS j"
    " LEFT JOIN {file}.person AS p ON p.id = j.actor_id"
    " WHERE j.act <> 'rate' AND j.subject_kind IN ({kinds}) AND j.subject_id = ? ORDER BY j.seq DESC LIMIT 1"
)
_SHEET = (
    "SELECT state = 'submitted', (SELECT count(*) FROM {file}.mark WHERE sheet_id = s.id), assessor_id,"
    " rated_at FROM (SELECT *, (SELECT max(rated_at) FROM {file}.mark WHERE sheet_id = sheet.id) AS rated_at"
    " FROM {file}.sheet) AS s WHERE id = ?"
)
_OWN_MARKS = (
    "SELECT i.code, m.state, m.level, o.state, o.level FROM main.mark AS m"
    " JOIN main.item AS i ON i.id = m.item_id"
    " JOIN temp.map_item AS k ON k.our = m.item_id"
    " JOIN other.mark AS o ON o.item_id = k.their AND o.sheet_id = ?"
    " WHERE m.sheet_id = ? AND (m.state, m.level) IS NOT (o.state, o.level) ORDER BY i.position"
)


class Versions:
    """Reads both files for one person, who works in the file that stays."""

    def __init__(self, rows: Rows, actor: int | None) -> None:
        self._rows, self._actor = rows, actor

    def conflict(self, conflict: Conflict, table: str, their: int, our: int | None) -> Conflict:
        """Return the conflict with what is to be shown; *our* is None if nothing here is its like."""
        record = f"{table} {their}"
        if table == "sheet":
            here, there = self._sheet("main", our), self._sheet("other", their)
        else:
            here, there = (self._version(file, table, key) for file, key in (("main", our), ("other", their)))
        differences = self._differences(table, their, our) if our is not None else ()
        return replace(conflict, record=record, here=here, there=there, differences=differences)

    def of_setting(self, name: str) -> tuple[Difference, ...]:
        """Return the parts of a setting that both files have otherwise; none of a picture or a list."""
        values = (self._one(f"SELECT value FROM {file}.setting WHERE name = ?", name) for file in _FILES)
        here, there = (_parts(str(value[0])) for value in values)
        shared = [field for field in here if field in there]
        return tuple(
            Difference(field, here[field], there[field]) for field in shared if here[field] != there[field]
        )

    def _version(self, file: str, table: str, key: int | None) -> Version:
        kinds = ", ".join(f"'{one}'" for one in _SUBJECTS.get(table, (table,)))
        row = None if key is None else self._one(_LAST.format(file=file, kinds=kinds), key)
        if row is None:
            return Version()
        at, surname, given, patronymic = row
        return Version(_moment(at), "" if surname is None else full_name(surname, given, patronymic))

    def _sheet(self, file: str, key: int | None) -> Version:
        if key is None:
            return Version()
        signed, marks, _assessor, rated_at = self._one(_SHEET.format(file=file), key)
        about = self._version(file, "sheet", key)
        at = max(filter(None, (about.at, _moment(rated_at))), default=None)
        return replace(about, at=at, marks=marks, signed=bool(signed))

    def _differences(self, table: str, their: int, our: int) -> tuple[Difference, ...]:
        if table == "sheet":
            return self._own_marks(their, our)
        found = list[Difference]()
        for name, kind in _SHOWN.get(table, {}).items():
            texts = (
                self._one(f"SELECT {_read(name, file)} FROM {file}.{table} AS x WHERE x.id = ?", key)[0]
                for file, key in zip(_FILES, (our, their), strict=True)
            )
            here, there = (_said(text, kind) for text in texts)
            if here != there:
                found.append(Difference(name, here, there))
        return tuple(found)

    def _own_marks(self, their: int, our: int) -> tuple[Difference, ...]:
        signed, _marks, assessor, _at = self._one(_SHEET.format(file="main"), our)
        if signed or assessor != self._actor or self._one(_SHEET.format(file="other"), their)[0]:
            return ()
        return tuple(
            Difference(code, _level(*here), _level(*there))
            for code, *levels in self._rows.run(_OWN_MARKS, (their, our)).fetchall()
            for here, there in [(levels[:2], levels[2:])]
        )

    def _one(self, statement: str, key: object) -> Any:
        return self._rows.run(statement, (key,)).fetchone()


_FILES = ("main", "other")


def _parts(value: str) -> dict[str, str]:
    """Return what a setting says field by field; nothing if that is not how it is written."""
    try:
        content: object = json.loads(value, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return {}
    parts = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    return {field: str(part) for field, part in parts.items() if isinstance(part, int)}


def _read(name: str, file: str) -> str:
    return _NAMED[name].format(file=file) if name in _NAMED else f'x."{name}"'


def _said(text: str | None, kind: type[StrEnum] | type[date] | type[str]) -> Said:
    if not text:
        return ""
    return date.fromisoformat(text) if issubclass(kind, date) else kind(text)


def _level(state: str, level: int | None) -> str:
    return state if level is None else str(level)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)

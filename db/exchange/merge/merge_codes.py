"""Codes and numbers that two files gave to different records: those that come get new ones."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session

from db.exchange.merge.merge_rows import NEW, SAME, Rows
from db.people import codes
from domain.canonical import canonical, once
from domain.exchange.merging import Card, Double, Kind, Recoded
from domain.people.person import PersonKind, full_name
from domain.text import fold

# Table, the column that counts, and within what.
_NUMBERED = (
    ("policy", "number", ""),
    ("scale", "number", "key"),
    ("framework", "number", "key"),
    ("profile", "number", "key"),
    ("job_description", "number", "framework_id"),
    ("issued_paper", "number", "document year"),
    ("packet", "sequence", "way key"),
)


def doubles(rows: Rows) -> tuple[Double, ...]:
    """Return cards that come and may be those of a person of this file, by name or number."""
    named, numbered = defaultdict[tuple[str, str], list[_Known]](list), dict[str, _Known]()
    alive = "x.erased_at IS NULL AND x.merged_into IS NULL ORDER BY x.id"
    for one in map(_known, rows.run(f"{_CARDS.format('main.person', _UNIT)} WHERE {alive}")):
        named[one.name].append(one)
        numbered |= {one.card.number: one} if one.card.number else {}
    found = list[Double]()
    coming = f"{_CARDS.format('temp.add_person', f'coalesce({_UNIT}, {_NEW_UNIT})')} WHERE x.fate = '{NEW}'"
    for there in map(_known, rows.run(f"{coming} AND {alive}")):
        same = numbered.get(there.card.number)
        alike = [one for one in named[there.name] if one.may_be(there)]
        for here in dict.fromkeys((*([same] if same else ()), *alike)):
            ours, theirs = here.card, there.card
            found.append(Double(ours.code, theirs.code, theirs.name, here is same, ours, theirs))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Known:
    name: tuple[str, str]  # surname and given name, folded
    patronymic: str
    card: Card

    def may_be(self, other: "_Known") -> bool:
        return not (self.patronymic and other.patronymic) or self.patronymic == other.patronymic


def _known(row: Any) -> _Known:
    code, surname, given, patronymic, post, number, hired_on, unit = row
    day = date.fromisoformat(hired_on) if hired_on else None
    card = Card(code, full_name(surname, given, patronymic), post, unit or "", number or "", day)
    return _Known((fold(surname), fold(given)), fold(patronymic), card)


_UNIT = "(SELECT name FROM main.unit WHERE id = x.unit_id)"
_NEW_UNIT = "(SELECT name FROM temp.add_unit WHERE id = x.unit_id)"
_CARDS = (
    "SELECT x.code, x.surname, x.given, x.patronymic, x.post, x.personnel_no, x.hired_on, {1} FROM {0} AS x"
)


def recode(session: Session, rows: Rows) -> tuple[Recoded, ...]:
    """Give what comes in a code or number of its own where this file has it for another record."""
    told = [*_people(session, rows), *_cycles(rows), *_sets(rows)]
    for table, column, within in _NUMBERED:
        changed = _renumber(rows, table, column, within.split())
        told += _editions(rows, changed) if table == "framework" else ()
    return tuple(told)


def twice(rows: Rows) -> tuple[str, ...]:
    """Return the numbers as printed that now stand on two papers of one kind; each paper keeps its own."""
    found = rows.run(
        f"SELECT x.code FROM temp.add_issued_paper AS x WHERE x.fate = '{NEW}' AND EXISTS (SELECT 1"
        " FROM main.issued_paper AS m WHERE m.document = x.document AND m.year = x.year AND m.code = x.code)"
        " ORDER BY x.id"
    )
    return tuple(code for (code,) in found)


def numbered_twice(rows: Rows) -> tuple[str, ...]:
    """Return the numbers there and here of documents that both files entered in the register, not alike."""
    unlike = " OR ".join(
        f"o.{one} IS NOT m.{one}" for one in ("code", '"on"', "copies", "recipients", "signed_by")
    )
    found = rows.run(
        "SELECT o.code, m.code FROM temp.map_issued_paper AS k JOIN other.issued_paper AS o ON o.id = k.their"
        f" JOIN main.issued_paper AS m ON m.id = k.our WHERE k.fate = '{SAME}' AND ({unlike}) ORDER BY o.id"
    )
    return tuple(" / ".join(dict.fromkeys(codes)) for codes in found)


def quote(rows: Rows, recoded: tuple[Recoded, ...]) -> None:
    """Put our keys and codes into the lists that quote those of the other file."""
    people: dict[int, int] = dict(rows.run("SELECT their, final FROM temp.map_person").fetchall())
    cases: dict[int, int] = dict(rows.run("SELECT their, our FROM temp.map_case").fetchall())
    new_codes = {one.there: one.here for one in recoded if one.kind is Kind.PEOPLE}

    def waiting(told: list[list[int]]) -> object:
        return [[cases[case], people[person]] for case, person in told if case in cases and person in people]

    def early(told: list[int]) -> object:
        return [people[one] for one in told if one in people]

    def assessed(told: list[str]) -> object:
        return [new_codes.get(one, one) for one in told]

    def training(told: dict[str, Any]) -> object:
        groups = [
            group | {"people": [people[one] for one in group["people"] if one in people]}
            for group in told.get("groups", ())
        ]
        pairs = [
            [item, *(people[one] for one in pair)]
            for item, *pair in told.get("pairs", ())
            if people.keys() >= set(pair)
        ]
        return told | {"groups": groups, "pairs": pairs}

    _rewrite(rows, "cycle_end", "waiting", waiting)
    _rewrite(rows, "case_opening", "waiting", early)
    _rewrite(rows, "campaign_change", "assessed", assessed)
    _rewrite(rows, "training_draft", "content", training)


def _rewrite(rows: Rows, table: str, column: str, act: Callable[..., object]) -> None:
    for key, text in rows.run(f"SELECT rowid, {column} FROM temp.add_{table}").fetchall():
        told = canonical(act(json.loads(text, object_pairs_hook=once))).decode()
        if told != text:
            rows.run(f"UPDATE temp.add_{table} SET {column} = ? WHERE rowid = ?", (told, key))


def _people(session: Session, rows: Rows) -> list[Recoded]:
    clash = rows.run(
        "SELECT x.id, x.code, x.kind, x.surname, x.given, x.patronymic"
        f" FROM temp.add_person AS x WHERE x.fate = '{NEW}'"
        " AND EXISTS (SELECT 1 FROM main.person AS m WHERE m.code = x.code) ORDER BY x.id"
    ).fetchall()
    taken = {code for (code,) in rows.run("SELECT code FROM temp.add_person")}
    told = list[Recoded]()
    for key, code, kind, *name in clash:
        (free,) = (one for one in codes.next_codes(session, [PersonKind(kind)]))
        letter, _, number = free.partition("-")
        free = next(c for c in (f"{letter}-{n:04d}" for n in count(int(number))) if c not in taken)
        taken.add(free)
        rows.run("UPDATE temp.add_person SET code = ? WHERE id = ?", (free, key))
        told.append(Recoded(Kind.PEOPLE, code, free, full_name(*name)))
    rows.run(
        "UPDATE temp.add_person SET personnel_no = NULL WHERE EXISTS (SELECT 1 FROM main.person AS m"
        " WHERE m.personnel_no = temp.add_person.personnel_no AND m.id <> temp.add_person.id)"
    )
    return told


def _cycles(rows: Rows) -> list[Recoded]:
    clash = rows.run(
        f"SELECT x.id, x.code FROM temp.add_cycle AS x WHERE x.fate = '{NEW}'"
        " AND EXISTS (SELECT 1 FROM main.cycle AS m WHERE m.code = x.code) ORDER BY x.id"
    ).fetchall()
    taken = {
        code for (code,) in rows.run("SELECT code FROM main.cycle UNION SELECT code FROM temp.add_cycle")
    }
    told = list[Recoded]()
    for key, code in clash:
        free = next(one for one in (f"{code}-{number}" for number in count(2)) if one not in taken)
        taken.add(free)
        rows.run("UPDATE temp.add_cycle SET code = ? WHERE id = ?", (free, key))
        told.append(Recoded(Kind.CYCLES, code, free))
    return told


def _sets(rows: Rows) -> list[Recoded]:
    clash = rows.run(
        f"SELECT x.id, x.framework_id, x.code FROM temp.add_question_set AS x WHERE x.fate = '{NEW}'"
        " AND EXISTS (SELECT 1 FROM main.question_set AS m WHERE m.framework_id = x.framework_id"
        " AND m.code = x.code) ORDER BY x.id"
    ).fetchall()
    for key, framework, code in clash:
        used = {
            one
            for (one,) in rows.run(
                "SELECT code FROM main.question_set WHERE framework_id = ?1"
                " UNION SELECT code FROM temp.add_question_set WHERE framework_id = ?1",
                (framework,),
            )
        }
        free = next(one for one in (f"{code}-{number}" for number in count(2)) if one not in used)
        rows.run("UPDATE temp.add_question_set SET code = ? WHERE id = ?", (free, key))
    return []


def _editions(rows: Rows, changed: list[tuple[int, int, int]]) -> list[Recoded]:
    titles: dict[int, str] = dict(rows.run("SELECT id, title_ru FROM temp.add_framework").fetchall())
    return [
        Recoded(Kind.MODELS, f"{titles[key]} ({before})", f"{titles[key]} ({after})")
        for key, before, after in changed
    ]


def _renumber(rows: Rows, table: str, column: str, within: list[str]) -> list[tuple[int, int, int]]:
    """Return what got another number: its key, the number there, the number here."""
    scope = ", ".join(f'"{one}"' for one in within) or "1"
    used: dict[tuple[object, ...], set[int]] = {}
    for *of, number in rows.run(f'SELECT {scope}, {column} FROM main."{table}"'):
        used.setdefault(tuple(of), set()).add(number)
    coming = rows.run(
        f"SELECT {scope}, {column}, id FROM temp.add_{table} WHERE fate = '{NEW}' ORDER BY {column}, id"
    ).fetchall()
    changed = list[tuple[int, int, int]]()
    for *of, number, key in coming:
        taken = used.setdefault(tuple(of), set())
        free = max(taken) + 1 if number in taken else number
        if free != number:
            rows.run(f"UPDATE temp.add_{table} SET {column} = ? WHERE id = ?", (free, key))
            changed.append((key, number, free))
        taken.add(free)
    return changed

"""Files that parted: random acts of each, and their content without keys and codes."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import SQLModel

from db import models
from db.assessing import people
from db.development import plan_edit, plans
from db.exchange.merge import merge_rules, merging, other_file
from db.file import keys
from db.file.store import Store
from db.hiring import campaigns, releasing
from db.hiring import decisions as hiring
from db.journal.exports import Of
from db.people import erasing, organisation, register
from db.team import diary
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.canonical import content_hash
from domain.errors import Refused, Unknown
from domain.exchange.merging import Conflict, Decisions, Keep, Kind, Merged
from domain.mark import Role
from domain.people.erasure import Choice, Order
from domain.people.issued import Issue
from domain.period import next_quarter
from tests.db import sample

NAMED = "№ {}".format
PAPERS = {"decision": "case", "idp": "plan"}
PASSWORD = "верный пароль 12"

# Codes, numbers in a row, and what quotes keys of the file: no content.
_LEFT_OUT = {
    ("person", "code"), ("cycle", "code"), ("cycle_end", "waiting"), ("case_opening", "waiting"),
    ("training_draft", "content"), ("policy", "number"), ("scale", "number"), ("issued_paper", "number"),
    ("issued_paper", "subject_id"), ("issued_paper", "unit_id"), ("campaign_change", "assessed"),
    ("case_assessor", "position"),
    # One packet may be taken in two files: by whom and when is what each of them knows.
    ("packet", "at"), ("packet", "on"), ("packet", "actor_id"),
}  # fmt: skip


type Apart = frozenset[tuple[str, str]]
"""Codes of a cycle and a person, or "" and the code of a paper: what is not compared."""

# What belongs to a case, or to what belongs to one.
_OF_A_CASE = frozenset({"case", "sheet", "evidence", "conclusion", "plan", "snapshot"})


def apart(conflicts: Iterable[Conflict]) -> Apart:
    """Return the cases and papers of which each file keeps its own signed version."""
    found = set[tuple[str, str]]()
    for one in conflicts:
        if one.fixed and one.kind is Kind.PAPERS:
            found |= {("", code) for code in one.place.split(" / ")}
        elif one.fixed:
            assert one.kind in (Kind.SHEETS, Kind.CASES), one
            cycle, person, *_assessor = one.place.split()
            found.add((cycle, person))
    return frozenset(found)


def content(store: Store, without: Apart = frozenset()) -> dict[str, list[str]]:
    """Return table -> what its rows say, rows referred to by identity or by what they say themselves."""

    def read(session: Any) -> dict[str, list[str]]:
        driver = session.connection().connection.driver_connection
        tables = SQLModel.metadata.tables
        wanted = [one.table for one in merge_rules.RULES if one.how is not merge_rules.How.APART]
        rows: dict[str, list[dict[str, Any]]] = {}
        for table in wanted:
            names = [one.name for one in tables[table].columns]
            listed = ", ".join(f'"{name}"' for name in names)
            found = driver.execute(f'SELECT {listed} FROM "{table}"').fetchall()
            rows[table] = [dict(zip(names, row, strict=True)) for row in found]
        by_id = {table: {row["id"]: row for row in some if "id" in row} for table, some in rows.items()}
        told: dict[tuple[str, int], str] = {}

        def name_of(table: str, key: int) -> str:
            if (table, key) not in told:
                row = by_id[table][key]
                told[table, key] = row["uid"] if "uid" in row else said(table, row)
            return told[table, key]

        def said(table: str, row: dict[str, Any]) -> str:
            parts: list[object] = []
            for column in tables[table].columns:
                value = row[column.name]
                if column.name == "id" or (table, column.name) in _LEFT_OUT:
                    continue
                if table == "person" and row["erased_at"] and column.name not in ("uid", "merged_into"):
                    continue
                if column.foreign_keys and value is not None:
                    value = name_of(next(iter(column.foreign_keys)).column.table.name, value)
                parts.append([column.name, value.hex() if isinstance(value, bytes) else value])
            return content_hash(parts)

        def left_out(table: str, row: dict[str, Any]) -> bool:
            if table == "case":
                of = by_id["cycle"][row["cycle_id"]]["code"], by_id["person"][row["person_id"]]["code"]
                return of in without
            if table == "issued_paper":
                return ("", row["code"]) in without
            return any(
                left_out(target, by_id[target][row[column.name]])
                for column in tables[table].columns
                for target in [one.column.table.name for one in column.foreign_keys]
                if target in _OF_A_CASE and target != table and row[column.name] is not None
            )

        result = {
            table: sorted(said(table, row) for row in some if not (without and left_out(table, row)))
            for table, some in rows.items()
        }
        ledger = driver.execute("SELECT person_uid FROM erasure ORDER BY person_uid").fetchall()
        return result | {"erasure": [uid for (uid,) in ledger]}

    models.load()
    return store.read(read)


type Marks = dict[tuple[str, str, str], tuple[str, int | None]]


def signed_marks(store: Store) -> Marks:
    """Return person, sheet and item -> state and level, of all sheets handed in."""

    def read(session: Any) -> Marks:
        driver = session.connection().connection.driver_connection
        rows = driver.execute(
            "SELECT p.uid, s.uid, i.code, m.state, m.level FROM mark AS m"
            " JOIN sheet AS s ON s.id = m.sheet_id"
            ' JOIN item AS i ON i.id = m.item_id JOIN "case" AS c ON c.id = s.case_id'
            " JOIN person AS p ON p.id = c.person_id WHERE s.state = 'submitted'"
        ).fetchall()
        return {(person, uid, code): (state, level) for person, uid, code, state, level in rows}

    return store.read(read)


def case_of(store: Store, sheet: str) -> tuple[str, str]:
    """Return the codes of the cycle and the person of a sheet."""

    def read(session: Any) -> tuple[str, str]:
        return (
            session.connection()
            .connection.driver_connection.execute(
                'SELECT y.code, p.code FROM sheet AS s JOIN "case" AS c ON c.id = s.case_id'
                " JOIN cycle AS y ON y.id = c.cycle_id JOIN person AS p ON p.id = c.person_id"
                " WHERE s.uid = ?",
                (sheet,),
            )
            .fetchone()
        )

    return store.read(read)


def forked(path: Path, name: str) -> Path:
    """Copy a closed file with its keys into a folder of its own, as somebody does who takes it along."""
    target = path.parent / name / path.name
    target.parent.mkdir()
    shutil.copyfile(path, target)
    shutil.copyfile(keys.beside(path), keys.beside(target))
    return target


@contextmanager
def opened(path: Path, clock: sample.Clock | None = None, password: str | None = PASSWORD) -> Iterator[Store]:
    """Open a file as its first user."""
    store = Store.open(path, password, clock=clock)
    try:
        store.act_as(1)
        yield store
    finally:
        store.close()


def merge(
    here: Path,
    there: Path,
    keep: Keep | None = None,
    clock: sample.Clock | None = None,
    password: str | None = PASSWORD,
    **more: Any,
) -> Merged:
    """Merge one closed file into another."""
    with opened(here, clock, password) as store, other_file.opened(there, password, store, NAMED) as other:
        chosen = Decisions(keep=keep, papers=PAPERS, **more)
        return store.write(merging.merge, other, chosen, NAMED)


def merge_but_signed(here: Path, there: Path) -> Merged:
    """Merge with the versions of the other file, but for what is signed here too."""
    with opened(here) as store, other_file.opened(there, PASSWORD, store, NAMED) as other:
        told = merging.preview(store.write, other, Decisions(papers=PAPERS), NAMED)
        each = {one.record: Keep.HERE if one.fixed else Keep.THERE for one in told.conflicts}
        return store.write(merging.merge, other, Decisions(each=each, papers=PAPERS), NAMED)


def begun(path: Path, clock: sample.Clock) -> None:
    """Fill the common beginning: two who rate, three rated, a quarter and a vacancy."""
    with opened(path, clock) as store:
        store.act_as(None)
        me = sample.add(store, "Соколова", is_actor=True)
        store.act_as(me)
        sample.add(store, "Крылов", is_actor=True)
        unit = store.write(organisation.add_unit, "Участок")
        for name in ("Абрамов", "Белова", "Волков"):
            sample.add(store, name, unit_id=unit)
        store.write(plan_edit.begin, 3, next_quarter(sample.TODAY))
        cycle = sample.cycle(store, CycleKind.QUARTERLY)
        for person in (3, 4, 5):
            case = sample.case(store, person, cycle)
            for assessor, role in ((1, Role.HR), (2, Role.MANAGER)):
                store.write(campaigns.assign, case, assessor, role)


def live(store: Store, random: Random, acts: int) -> None:
    """Do so many random acts; what the rules refuse is not done."""
    for _ in range(acts):
        with suppress(Refused):
            random.choice(_ACTS)(store, random)


def sign(store: Store, level: int, goal: int) -> None:
    """Hand in a sheet and enter a plan in the register, with this level and goal; as each file may do."""
    with suppress(Refused):
        sample.sheet(store, 1, 1, said=level)
    with suppress(Refused):
        (plan, *_others) = _ids(store, "SELECT id FROM plan ORDER BY id")
        code = sample.framework(store).items[goal].code
        store.write(plan_edit.choose_goal, plan, code, 1, sample.TODAY, 4)
        store.write(register.issue, "idp", Of.PLAN, plan, Issue(sample.TODAY, f"Директор {level}"))


_number = count()


def _ids(store: Store, sql: str) -> list[int]:
    return store.read(
        lambda session: [one for (one,) in session.connection().connection.driver_connection.execute(sql)]
    )


def _person(store: Store, random: Random) -> int:
    found = _ids(store, "SELECT id FROM person WHERE id > 2 AND erased_at IS NULL AND merged_into IS NULL")
    return _one_of(found, random)


def _one_of(found: list[int], random: Random) -> int:
    """Return one of them; if all were erased, the act is refused as one about nobody."""
    if not found:
        raise Unknown("id", 0)
    return random.choice(found)


def _add(store: Store, random: Random) -> None:
    sample.add(store, f"Новый-{next(_number)}", post=random.choice(["слесарь", "мастер"]))


def _change(store: Store, random: Random) -> None:
    person = store.read(people.person, _person(store, random))
    from dataclasses import replace

    store.write(people.change, replace(person, post=random.choice(["слесарь", "мастер", "токарь"])))


def _unit(store: Store, random: Random) -> None:
    store.write(organisation.add_unit, f"Цех-{random.randrange(50)}-{next(_number)}")


def _own_case(store: Store, random: Random) -> None:
    case = sample.case(store, sample.candidate(store, f"Кандидат-{next(_number)}"))
    sample.sheet(store, case, random.choice([1, 2]), random.choice(list(Role)[1:3]), random.randrange(5))
    if random.random() < 0.3:
        store.write(hiring.settle, case, random.choice(range(1, 5)), 2, "по беседе")


def _sheet(store: Store, random: Random) -> None:
    open_ = _ids(store, "SELECT id FROM \"case\" WHERE state = 'open'")
    said = (
        random.randrange(5)
        if random.random() < 0.7
        else {one.code: random.randrange(5) for one in random.sample(sample.framework(store).items, 9)}
    )
    assessor = random.choice([1, 2])
    store.act_as(assessor)
    try:
        sample.sheet(
            store,
            _one_of(open_, random),
            assessor,
            Role.HR if assessor == 1 else Role.MANAGER,
            said,
            submit=random.random() < 0.6,
        )
    finally:
        store.act_as(1)


def _note(store: Store, random: Random) -> None:
    store.write(
        diary.write,
        _person(store, random),
        (sample.framework(store).items[0].id,),
        f"видел {next(_number)}",
        Polarity.FOR,
        sample.TODAY,
    )


def _setting(store: Store, random: Random) -> None:
    store.write(organisation.keep_setting, f"знак-{next(_number)}", str(random.random()))


def _dismiss(store: Store, random: Random) -> None:
    store.write(people.dismiss, _person(store, random), sample.TODAY - timedelta(days=3), "сокращение")


def _erase(store: Store, random: Random) -> None:
    store.write(
        erasing.erase,
        Order(
            _person(store, random),
            "отзыв согласия",
            NAMED(next(_number)),
            random.random() < 0.5,
            others=Choice.REMOVE,
        ),
    )


def _plan(store: Store, random: Random) -> None:
    signed = _ids(store, "SELECT case_id FROM sheet WHERE state = 'submitted'")
    if signed:
        plan = store.write(plans.make, random.choice(signed), 1, next_quarter(sample.TODAY), sample.TODAY)
        store.write(register.issue, "idp", Of.PLAN, plan, Issue(sample.TODAY, "Директор"))


def _goal(store: Store, random: Random) -> None:
    if known := _ids(store, "SELECT id FROM plan"):
        code = random.choice(sample.framework(store).items).code
        store.write(plan_edit.choose_goal, random.choice(known), code, 1, sample.TODAY, 4)


def _release(store: Store, random: Random) -> None:
    store.write(releasing.take_off, *_seat(store, random))


def _assign(store: Store, random: Random) -> None:
    case, assessor = _seat(store, random)
    store.write(campaigns.assign, case, assessor, Role.HR if assessor == 1 else Role.MANAGER)


def _seat(store: Store, random: Random) -> tuple[int, int]:
    return _one_of(_ids(store, 'SELECT id FROM "case" ORDER BY id LIMIT 3'), random), random.choice([1, 2])


_ACTS = (
    *(_add, _change, _change, _unit, _own_case, _sheet, _sheet, _note, _setting, _dismiss, _erase),
    *(_plan, _goal, _goal, _release, _release, _assign),
)

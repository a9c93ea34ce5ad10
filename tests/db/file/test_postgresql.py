"""Nothing in db is SQLite's alone but what is of a file alone: keys, pragmas, its schema and copies."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, Index, bindparam, case, exists, func, insert, text
from sqlalchemy import select as select_columns
from sqlalchemy.dialects import postgresql as server
from sqlalchemy.dialects import sqlite as file
from sqlalchemy.schema import CreateIndex
from sqlmodel import Session, SQLModel, col, select

import db
from db import models
from db.assessing import sheet_access
from db.assessing.sheet import sheets
from db.file.store import Store
from db.file.triggers import GUARDS
from db.journal import journal
from db.journal.scope import OUTSIDE
from tests.db.postgresql import faults, misfits

models.load()

LAST_CYCLE = select(models.Cycle).order_by(col(models.Cycle.starts_on).desc())
SHEETS = (
    select_columns(col(models.Sheet.id), col(models.Case.person_id), func.count(col(models.Mark.item_id)))
    .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
    .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id)
)
ASSESSED = select(models.Case.id).join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
OPENINGS = select_columns(col(models.Case.id)).join(
    models.CaseOpening, col(models.CaseOpening.case_id) == models.Case.id, isouter=True
)
BESIDE = (
    select(func.count()).where(models.CaseItem.case_id == models.Sheet.case_id).correlate(models.Sheet)
).scalar_subquery()
SCOPE: ColumnElement[bool] = col(models.CaseItem.in_scope)

TRAPS = {
    "GROUP BY does not cover case.person_id": SHEETS.group_by(col(models.Sheet.id)),
    "GROUP BY does not cover sheet.case_id": select_columns(
        col(models.Sheet.assessor_id), BESIDE, func.count()
    ).group_by(col(models.Sheet.assessor_id)),
    "GROUP BY does not cover sheet.id": select_columns(
        col(models.Sheet.id), func.max(col(models.Sheet.revision))
    ),
    "SELECT DISTINCT is ordered by what it does not show: case.opened_on": ASSESSED.distinct().order_by(
        col(models.Case.opened_on)
    ),
    "nothing says where NULL of cycle.starts_on goes in the order": LAST_CYCLE,
    "nothing says where NULL of cycle.ends_on goes in the order": select(models.Cycle.id).order_by(
        col(models.Cycle.ends_on)
    ),
    "nothing says where NULL of case_opening.at goes in the order": OPENINGS.order_by(
        col(models.CaseOpening.at).desc()
    ),
    "a boolean is no number: «in_scope = 0»": select(models.CaseItem.item_id).where(text("in_scope = 0")),
    "a boolean meets a number": select(models.CaseItem.item_id).where(
        case((SCOPE, SCOPE), else_=0) == bindparam("wanted", True)
    ),
    "sum takes no boolean": select(func.sum(SCOPE)),
    "max of several values is the file's alone": select(func.max(models.Mark.level, models.Mark.item_id)),
    "nobody has looked whether PostgreSQL has the function julianday": select(
        func.julianday(models.Cycle.opened_on)
    ),
    "IS takes no value: «IS sheet.assessor_id»": select(models.Sheet.id).where(
        col(models.Sheet.case_id).is_(col(models.Sheet.assessor_id))
    ),
}
FINE = [
    LAST_CYCLE.with_only_columns(models.Cycle.id).where(col(models.Cycle.starts_on).is_not(None)),
    select(models.Cycle).order_by(col(models.Cycle.starts_on).desc().nulls_last(), col(models.Cycle.id)),
    SHEETS.group_by(col(models.Sheet.id), col(models.Case.id)),
    select(models.Plan, func.count()).group_by(col(models.Plan.id)).order_by(col(models.Plan.starts_on)),
    ASSESSED.group_by(col(models.Case.id)).order_by(col(models.Case.opened_on).desc()),
    select(models.CaseItem.item_id).where(OUTSIDE, SCOPE, ~exists().where(SCOPE)),
    select(models.Sheet.id).order_by(
        func.coalesce(col(models.Sheet.submitted_at), col(models.Sheet.started_at)).desc()
    ),
]
PARTIAL = {
    "ix_case_item_outside": "WHERE NOT in_scope",
    "ix_evidence_note": "WHERE sheet_id IS NULL AND retired_at IS NULL",
    "ix_evidence_sheet_id": "WHERE sheet_id IS NOT NULL",
    "ix_journal_actor": "WHERE act <> 'rate'",
    "ix_journal_at": "WHERE act <> 'rate'",
    "ix_journal_many": "WHERE act IN ('export', 'load', 'merge', 'sign', 'refuse', 'take_back')",
    "ix_journal_subject": "WHERE act <> 'rate'",
    "ix_person_listed": "WHERE erased_at IS NULL AND merged_into IS NULL",
    "ix_person_merged_into": "WHERE merged_into IS NOT NULL",
    "uq_framework_draft": "WHERE state = 'draft'",
    "uq_job_description_draft": "WHERE state = 'draft'",
    "uq_plan_first": "WHERE follows_id IS NULL",
    "uq_sheet_draft": "WHERE state = 'draft'",
}
# What speaks to the file by hand is about the file: its schema, settings, copies, the chain of its journal.
BY_HAND = {
    "bare.py",
    "checkup.py",
    "copies.py",
    "copying.py",
    "engine.py",
    "journal.py",
    "migrate.py",
    "opening.py",
    "proof.py",
    "reconcile.py",
    "store.py",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_statement_that_postgresql_would_refuse_or_order_otherwise_is_found(trap: str) -> None:
    assert trap in faults(TRAPS[trap])


@pytest.mark.parametrize("number", range(len(FINE)))
def test_nothing_is_held_against_a_statement_that_means_the_same(number: int) -> None:
    assert faults(FINE[number]) == []


@pytest.mark.of_the_file("a server is asked itself")
def test_what_any_test_of_db_asks_the_file_for_is_looked_at(store: Store, held_against: list[str]) -> None:
    def ask(session: Session) -> None:
        session.exec(LAST_CYCLE).all()

    store.read(ask)
    (found,) = held_against
    assert found.startswith("nothing says where NULL of cycle.starts_on goes in the order: SELECT cycle.id")
    held_against.clear()


@pytest.mark.parametrize(("sequence", "copies", "found"), [(1 << 40, 1, 0), (1, 1 << 31, 1)])
def test_a_number_is_written_only_where_a_server_has_room_for_it(
    sequence: int, copies: int, found: int
) -> None:
    """A file has room for it in any column; the number of a packet follows the clock, also after 2038."""
    told = (insert(models.Packet).values(sequence=sequence), insert(models.IssuedPaper).values(copies=copies))
    kept = [one.compile(dialect=server.dialect()) for one in told]
    assert sum(len(misfits(one, [one.params])) for one in kept) == found


PREPARED = {
    "the item of a key press": sheet_access._AT_THE_ITEM,  # pyright: ignore[reportPrivateUsage]
    "its mark": sheets._GIVE,  # pyright: ignore[reportPrivateUsage]
    "an event": journal._INSERT,  # pyright: ignore[reportPrivateUsage]
}


@pytest.mark.parametrize("name", PREPARED)
def test_what_the_driver_runs_by_itself_is_looked_at_too(name: str) -> None:
    assert faults(PREPARED[name].statement) == []


def _partial() -> Iterator[Index]:
    for table in SQLModel.metadata.sorted_tables:
        for index in table.indexes:
            if index.dialect_options["sqlite"]["where"] is not None:
                yield index


def test_an_index_over_some_rows_is_one_over_the_same_rows_in_postgresql() -> None:
    made = {str(one.name): str(CreateIndex(one).compile(dialect=server.dialect())) for one in _partial()}
    assert {name: sql[sql.index("WHERE") :] for name, sql in made.items()} == PARTIAL
    of_file = {str(one.name): str(CreateIndex(one).compile(dialect=file.dialect())) for one in _partial()}
    assert {name: sql[sql.index("WHERE") :] for name, sql in of_file.items()} == PARTIAL | {
        "ix_case_item_outside": "WHERE in_scope = 0"  # the words of the files that there are
    }


def test_a_guard_says_its_condition_in_words_that_both_engines_take() -> None:
    booleans = {
        column.name
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if str(column.type) == "BOOLEAN"
    }
    for guard in GUARDS:
        assert not re.search(r"\bIS (?!NULL|NOT NULL|(NOT )?DISTINCT FROM)", guard.condition), guard.name
        assert not re.search(r"\bAS (old|new)\b", guard.condition, re.IGNORECASE), guard.name
        assert not re.search(rf"\b({'|'.join(booleans)}) *(=|<>)", guard.condition), guard.name


def test_a_guard_refuses_the_same_rows_in_the_same_words_in_both_spellings() -> None:
    assert len({guard.name for guard in GUARDS}) == len(GUARDS), "each has a function of its own name"
    for guard in GUARDS:
        function, trigger = guard.postgresql
        act = f"{guard.name} BEFORE {guard.act} ON {guard.table}"
        assert trigger == f"CREATE TRIGGER {act} FOR EACH ROW EXECUTE FUNCTION guard_{guard.name}()"
        assert guard.sqlite.startswith(f"CREATE TRIGGER {act} ")
        asked, _, refusal = function.partition(" BEGIN IF ")[2].partition(" THEN RAISE EXCEPTION ")
        assert asked == (guard.condition or "true")
        assert (f" WHEN {asked} BEGIN " in guard.sqlite) == bool(guard.condition)
        assert refusal.startswith(f"'{guard.words}' USING ") and f"'{guard.words}'" in guard.sqlite
        assert ("RETURN OLD" in refusal) == (guard.act == "DELETE"), "NULL would leave the row out silently"


def test_only_what_is_of_the_file_speaks_to_it_by_hand() -> None:
    for path in sorted(Path(db.__file__).parent.rglob("*.py")):
        of_one_engine = "migrations" in path.parts or "postgresql" in path.parts
        if of_one_engine or path.name in BY_HAND:
            continue
        source = path.read_text("utf-8")
        assert "exec_driver_sql" not in source, path.name
        if path.parent.name != "models":  # there it is the condition of a CHECK or of an index
            assert not re.search(r"import .*\btext\b", _of_sqlalchemy(source)), path.name


def _of_sqlalchemy(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if line.startswith("from sqlalchemy"))

"""The second line on a server: the service owns nothing, and whoever makes reports sees no blind mark."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session

from db import models
from db.assessing import people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.people import organisation
from db.postgresql import engine, policies
from db.postgresql.errors import NotAllowed
from db.postgresql.store import DatabaseStore
from db.service.command_line import main
from domain.assessing.case import CaseState
from domain.errors import Refused
from domain.mark import Mark, Role
from tests.db import sample, server
from tests.db.conftest import DEK

SERVICE, READER = f'merilo "s" {server.WORKER}', f"merilo_r_{server.WORKER}"

type Asked = Callable[[str], list[tuple[Any, ...]]]


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def asking(address: str) -> Generator[Asked]:
    """Ask the database by an account, each time in a transaction of its own."""
    making = create_engine(engine.place(address))

    def ask(statements: str) -> list[tuple[Any, ...]]:
        with making.begin() as connection:
            done = connection.exec_driver_sql(statements)
            return [tuple(row) for row in done] if done.returns_rows else []

    yield ask
    making.dispose()


@pytest.fixture
def owner(address: str) -> Iterator[Asked]:
    """Whoever owns the tables; two accounts are there, and go afterwards."""
    with asking(address) as ask:
        for name in (SERVICE, READER):
            ask(f"CREATE ROLE {quoted(name)} LOGIN")
        yield ask
        for name in (SERVICE, READER):
            ask(f"DROP OWNED BY {quoted(name)}; DROP ROLE {quoted(name)}")


@pytest.fixture
def applied(store: Store, owner: Asked, capsys: pytest.CaptureFixture[str]) -> Asked:
    """What the command prints was run, twice."""
    assert main(["policies", "--service", SERVICE, "--reader", READER]) == 0
    told = capsys.readouterr().out
    assert told == policies.script(SERVICE, READER)
    for _ in range(2):
        owner(told.replace("%", "%%"))
    return owner


def of(address: str, account: str) -> str:
    return make_url(address).set(username=account).render_as_string(hide_password=False)


@pytest.fixture
def reader(applied: Asked, address: str) -> Iterator[Asked]:
    with asking(of(address, READER)) as ask:
        yield ask


def refused(ask: Asked, statement: str) -> bool:
    with pytest.raises(ProgrammingError) as told:
        ask(statement)
    return "permission denied" in str(told.value) or "must be owner" in str(told.value)


@pytest.mark.usefixtures("applied")
def test_the_service_works_with_an_account_that_owns_nothing(address: str) -> None:
    mine = of(address, SERVICE)
    with closing(DatabaseStore(mine, DEK)) as store:
        hr = sample.add(store, "Соколова", is_actor=True)  # pyright: ignore[reportArgumentType]
        store.act_as(hr)
        sheet = sample.sheet(store, sample.case(store, sample.candidate(store)), hr, said=2)  # pyright: ignore[reportArgumentType]
        with pytest.raises(Refused):
            store.write(sheets.rate, sheet, 1, Mark.rated(1))
        store.write(organisation.add_unit, "Цех 1")
        assert store.read(people.person, hr).surname == "Соколова"
        assert store.checkup() == ()
        with pytest.raises(NotAllowed):
            store.write(lambda session: session.connection().exec_driver_sql("DROP TABLE packet"))
    with asking(mine) as ask:
        for statement in (
            "ALTER TABLE mark DISABLE TRIGGER ALL",
            "ALTER TABLE mark DISABLE ROW LEVEL SECURITY",
            "DROP TRIGGER mark_update ON mark",
            "CREATE TABLE own (id integer)",
            "TRUNCATE mark",
            "UPDATE alembic_version SET version_num = '0001'",
            "CREATE FUNCTION own() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION guard_mark_update() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN RETURN NEW; END'",
        ):
            assert refused(ask, statement), statement


def test_a_report_sees_marks_of_closed_assessments_alone_and_never_whose_they_are(
    store: Store, reader: Asked
) -> None:
    hr = sample.add(store, "Соколова", is_actor=True)
    gromov, lis = sample.add(store, "Громов", is_actor=True), sample.add(store, "Лис", is_actor=True)
    case = sample.case(store, sample.candidate(store, "Орлова"))
    for who, role, submit in ((hr, Role.HR, True), (gromov, Role.MANAGER, False), (lis, Role.PEER, True)):
        store.act_as(who)
        sample.sheet(store, case, who, role, said=2, submit=submit)
    number = "SELECT count(*), max(level), count(*) FILTER (WHERE level > 0) FROM mark"
    blind = [(0, None, 0)]
    sheets_seen = "SELECT role, count(mark.level) FROM sheet JOIN mark ON sheet_id = sheet.id GROUP BY role"
    assert (reader(number), reader(sheets_seen)) == (blind, [])
    assert reader("SELECT EXISTS (SELECT 1 FROM mark), EXISTS (SELECT 1 FROM sheet)") == [(False, False)]
    # Neither through a function that tells of each row that it is asked about.
    leaky = "SELECT count(*) FROM mark WHERE 1 / (level - 2) > 0"
    assert reader(leaky) == [(0,)]
    for state, seen in (
        (CaseState.SEALED, []),
        (CaseState.CLOSED, [("hr", store.read(items))]),
    ):
        store.write(put, case, state)
        assert reader(sheets_seen) == seen, state
        assert reader(number)[0][0] == (seen[0][1] if seen else 0)
    assert reader("SELECT code FROM person WHERE kind = 'candidate'")[0][0].startswith("C-")


def items(session: Session) -> int:
    return session.connection().exec_driver_sql("SELECT count(*) FROM mark WHERE sheet_id = 1").scalar_one()


def put(session: Session, case_id: int, state: CaseState) -> None:
    session.get_one(models.Case, case_id).state = state
    session.info["unjournaled"] = True


def test_a_report_reads_no_name_no_word_no_event_and_writes_nothing(reader: Asked) -> None:
    for statement in (
        "SELECT surname FROM person",
        "SELECT contact FROM person",
        "SELECT * FROM sheet",
        "SELECT assessor_id FROM sheet",
        "SELECT 1 FROM mark_text",
        "SELECT 1 FROM evidence",
        "SELECT 1 FROM journal",
        "SELECT 1 FROM account",
        "SELECT 1 FROM medical",
        "SELECT 1 FROM own_key",
        "SELECT 1 FROM snapshot",
        "UPDATE mark SET level = 4",
        "DELETE FROM sheet",
        "INSERT INTO unit SELECT * FROM unit",
        "CREATE TABLE own (id integer)",
        f"SET ROLE {quoted(SERVICE)}",
    ):
        assert refused(reader, statement), statement


def test_every_table_that_is_not_said_to_be_read_is_closed_to_reports(applied: Asked) -> None:
    tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    readable = f"has_any_column_privilege('{READER}', oid, 'SELECT')"
    assert {name for (name,) in applied(f"{tables} AND {readable}")} == policies.READ.keys()
    writable = f"has_any_column_privilege('{READER}', oid, 'INSERT, UPDATE, REFERENCES')"
    assert applied(f"{tables} AND ({writable} OR has_table_privilege('{READER}', oid, 'DELETE'))") == []


ALTERED = {
    "DROP POLICY merilo_service ON mark": "rows hidden mark",
    "ALTER POLICY merilo_service ON mark USING (level > 1)": "policy merilo_service",
    "CREATE POLICY own ON mark AS RESTRICTIVE USING (level > 1)": "policy own",
    "ALTER TABLE item ENABLE ROW LEVEL SECURITY": "rows hidden item",
}


@pytest.mark.parametrize("statement", ALTERED)
def test_the_check_of_the_service_tells_of_rows_that_are_kept_from_it(
    applied: Asked, address: str, statement: str
) -> None:
    with closing(DatabaseStore(of(address, SERVICE), DEK)) as store:
        assert store.checkup() == ()
        applied(statement)
        assert ALTERED[statement] in [one.place for one in store.checkup()]

"""A database of PostgreSQL behind the service: made, served, lost, and what whoever runs it is told."""

import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event

from db.file.store import Store
from db.people import organisation
from db.postgresql import engine
from db.postgresql.alone import SERVED, Alone
from db.postgresql.errors import InUse, Unreachable
from db.postgresql.store import DatabaseStore
from db.service import opened
from db.service.command_line import main
from db.service.web.running import Running, Where
from db.wire.refusals import NoDatabase
from domain.login import LoginRole
from tests.db import server
from tests.db.service.web.client import FAST, OWN, Client, first_password, served

UNITS, ADD_UNIT = "people.organisation.units", "people.organisation.add_unit"

type Said = Callable[..., tuple[int, str]]


@pytest.fixture
def said(store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run a command and return its exit code with what it says; there is a PostgreSQL."""
    monkeypatch.setenv("MERILO_LANG", "en")

    def run(*words: str) -> tuple[int, str]:
        code = main(words)
        told = capsys.readouterr()
        return code, (told.out + told.err).strip()

    return run


def test_an_empty_database_is_made_served_and_left_whole(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    here = ("--database", str(file))
    with server.empty() as address:
        file.write_text(f"{address}\n", "utf-8")
        assert said("account", "list", *here)[0] == 1  # there is no key yet
        done, told = said("init", *here, "--surname", "Соколова", "--given", "Анна")
        assert (done, stat.S_IMODE(file.stat().st_mode)) == (0, 0o600)
        assert said("init", *here, "--surname", "Соколова")[0] == 1  # what is there stays as it is
        code = told.split("has the code ")[1].partition(";")[0]
        done, told = said("account", "add", "sokolova", *here, "--person", code, "--role", "hr")
        assert done == 0
        first = first_password(told)
        with served(*here) as (process, port, health):
            client = Client(port)
            assert client.log_in("sokolova", first).login.role is LoginRole.HR
            client.change_password(first, OWN)
            unit_id = client.ask(ADD_UNIT, "Цех 1")
            assert Client(health).raw("GET", "/health")[0] == 200
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate()
            assert (process.returncode, out, err) == (0, "", "")
        found = opened.credentials(file)
        with closing(DatabaseStore(found.address, found.key)) as store:
            assert [one.id for one in store.read(organisation.units)] == [unit_id]
            assert store.checkup() == ()


def test_a_database_that_is_gone_is_said_to_be_and_no_stack_trace_leaves(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    here = ("--database", str(file))
    with server.empty() as address:
        file.write_text(f"{address}\n", "utf-8")
        _done, told = said("init", *here, "--surname", "Соколова")
        code = told.split("has the code ")[1].partition(";")[0]
        first = first_password(said("account", "add", "sokolova", *here, "--person", code, "--role", "hr")[1])
        with served(*here) as (process, port, health):
            client = Client(port)
            client.log_in("sokolova", first)
            client.change_password(first, OWN)
            server.drop(address)
            for ask in (lambda: client.ask(UNITS), lambda: client.ask(ADD_UNIT, "Цех 1"), client.log_out):
                with pytest.raises(NoDatabase):
                    ask()
            assert Client(health).raw("GET", "/health")[0] == 503
            process.send_signal(signal.SIGTERM)
            assert "Traceback" not in process.communicate()[1]
        assert said("account", "list", *here) == (1, "The database server does not answer.")


def test_a_database_with_anything_in_it_and_an_address_of_something_else_are_refused(
    said: Said, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    here = ("--database", str(file), "--surname", "Соколова")
    for address in (server.address(store.path.name), "sqlite:///x", "postgresql://user:secret@[", ""):
        file.write_text(f"{address}\n", "utf-8")
        done, told = said("init", *here)
        assert done == 1
        assert "secret@" not in told
        assert file.read_text("utf-8") == f"{address}\n"  # no key is left behind


def test_only_one_service_is_at_work_in_a_database(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    here = ("--database", str(file))
    with server.empty() as address:
        file.write_text(f"{address}\n", "utf-8")
        assert said("init", *here, "--surname", "Соколова")[0] == 0
        second = ("run", *here, "--port=0", "--health-port=0")
        with served(*here) as (process, _port, _health):
            assert said(*second) == (1, "A service is at work in the database: stop it first.")
            assert said("account", "list", *here)[0] == 0  # what looks after it goes on beside it
            process.kill()
            process.wait()
        with served(*here):
            pass


def lose(address: str) -> None:
    """End whoever is alone in the database, and wait until it has let go."""
    making = create_engine(address, isolation_level="AUTOCOMMIT")
    with making.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_locks"
            " WHERE locktype = 'advisory' AND granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    making.dispose()


def test_a_service_whose_connection_was_lost_is_alone_again_unless_another_was_quicker(address: str) -> None:
    address = engine.place(address).render_as_string(hide_password=False)
    first = Alone(address)
    with pytest.raises(InUse):
        Alone(address)
    lose(address)
    first.look()
    with pytest.raises(InUse):
        Alone(address)
    lose(address)
    second = Alone(address)
    with pytest.raises(InUse):
        first.look()
    second.release()
    lose(address)  # the server hears of it a moment later
    first.look()
    first.release()


def test_a_connection_that_is_lost_before_the_lock_is_taken_does_not_pass_for_the_one_that_holds_it(
    address: str,
) -> None:
    address = engine.place(address).render_as_string(hide_password=False)
    first = Alone(address)
    lose(address)

    def end(_c: object, cursor: Any, statement: str, _p: object, _k: object, _m: object) -> None:
        if "pg_try_advisory_lock" in statement:
            cursor.connection.close()

    event.listen(Engine, "before_cursor_execute", end)
    try:
        with pytest.raises(Unreachable):
            first.look()
    finally:
        event.remove(Engine, "before_cursor_execute", end)
    first.look()
    with pytest.raises(InUse):
        Alone(address)
    first.release()


@contextmanager
def meeting(statement: str, instead: str) -> Iterator[None]:
    """Let whoever asks the server this one ask another one."""

    def exchange(_c: object, _u: object, asked: str, given: Any, _k: object, _m: object) -> tuple[str, Any]:
        return (instead, ()) if statement in asked else (asked, given)

    event.listen(Engine, "before_cursor_execute", exchange, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", exchange)


def test_a_service_that_cannot_look_whether_it_is_alone_ends_and_says_so(
    store: Store, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    address = engine.place(address).render_as_string(hide_password=False)
    alone = Alone(address, every=0.02)
    service = Running(store, Where(port=0, health_port=0), FAST, alone=alone)
    lose(address)
    with meeting("pg_try_advisory_lock", "SELECT nothing_of_that_name()"):
        assert not service.run()  # so whoever has started it starts it again
    assert "ProgrammingError in _stay_alone: the service ends" in caplog.text
    alone.release()
    second = Alone(address)
    second.release()


def test_a_service_ends_when_another_was_quicker_and_outlives_a_server_that_was_away(
    store: Store, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    address = engine.place(address).render_as_string(hide_password=False)
    alone = Alone(address, every=0.02)
    service = Running(store, Where(port=0, health_port=0), FAST, alone=alone)
    outcome = list[bool]()
    thread = Thread(target=lambda: outcome.append(service.run()))
    with meeting("pg_try_advisory_lock", "SELECT pg_terminate_backend(pg_backend_pid())"):
        lose(address)
        thread.start()
        while "Unreachable as the service looked" not in caplog.text:
            assert thread.is_alive()
            thread.join(0.01)
        making = create_engine(address, isolation_level="AUTOCOMMIT")
        other = making.connect()
        other.exec_driver_sql("SELECT pg_advisory_lock(%s)", (SERVED,))
    thread.join()
    other.close()
    making.dispose()
    alone.release()
    assert outcome == [False]
    assert "another service serves this database" in caplog.text

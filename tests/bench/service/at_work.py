"""A service over a file or a database of a centre, its people, and a client whose connection stays open."""

import secrets
import subprocess
import sys
import uuid
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from sqlmodel import Session

from db import models
from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file import creation, opening
from db.file.store import Store
from db.framework import frameworks
from db.people import accounts, organisation
from db.postgresql import carrying, engine, moving, schema
from db.postgresql.store import DatabaseStore
from db.service import logins
from db.wire.address import Address
from db.wire.client import Client, name_of, written
from db.wire.headers import AUTHORIZATION
from domain.assessing.case import Cycle, CycleKind
from domain.framework.profile import Phase
from domain.login import LoginRole
from domain.mark import Role
from domain.people.person import Person, PersonKind
from tests import postgresql
from tests.bench.service.delayed import LOOPBACK
from tests.bench.team_map import TODAY, Reopened

AWAY = 0.020  # seconds there and back
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$bm9ib2R5bm9ib2R5$bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5"


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who is logged in and has begun a sheet."""

    token: str
    sheet_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class Centre:
    """A file of a centre, its people, and a unit, whose map its HR looks at."""

    path: Path
    raters: tuple[Rater, ...]
    items: tuple[int, ...]
    hr: str  # token
    unit_id: int
    cycle_id: int


class Window:
    """What a window has of the service: its client, somebody logged in, and acts of its own numbers."""

    def __init__(self, port: int, token: str) -> None:
        self._client = Client(Address(LOOPBACK, port, secure=False))
        self._client._headers |= {AUTHORIZATION: f"Bearer {token}"}  # pyright: ignore[reportPrivateUsage]

    def ask(self, f: Callable[..., Any], *args: object, act: bool = False) -> Any:
        """Return what the function answers."""
        name = name_of(f)
        return self._client.ask(name, written(name, f, *args), uuid.uuid4() if act else None)[0]

    def knock(self, f: Callable[..., Any], *args: object) -> None:
        """Send the same to a program that does nothing."""
        name = name_of(f)
        line, headers = self._client._line, self._client._headers  # pyright: ignore[reportPrivateUsage]
        line.ask("POST", f"/act/{name}", written(name, f, *args), headers)

    def close(self) -> None:
        self._client.close()


def centre(path: Path, raters: int, others: int = 0) -> Centre:
    """Make a file of people, some of whom are logged in and have begun a sheet; it is closed then."""
    models.load()
    with closing(Store.create(path, None).store) as store:
        framework = store.read(frameworks.newest)
        profile = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.POST)
        unit = store.write(organisation.add_unit, f"Цех {TODAY.year}", None)

        def add(surname: str) -> int:
            one = Person(kind=PersonKind.EMPLOYEE, surname=surname, unit_id=unit, is_actor=True)
            return store.write(people.add, one)

        hr = add("Соколова")
        store.act_as(hr)
        for number in range(others):
            add(f"Другой{number:04}")
        cycle = store.write(cycles.open_cycle, Cycle(kind=CycleKind.QUARTERLY, starts_on=TODAY))
        found: list[Rater] = []
        for number in range(raters):
            who = add(f"Громов{number:03}")
            case = store.write(cases.open_case, cycle, who, profile.id)
            store.act_as(who)
            sheet = store.write(sheets.open_sheet, case, who, Role.SELF)
            store.act_as(hr)
            found.append(Rater(logged_in(store, f"rater{number}", who, LoginRole.ASSESSOR), sheet, who))
        token = logged_in(store, "sokolova", hr, LoginRole.HR)
        return Centre(path, tuple(found), tuple(one.id for one in framework.items), token, unit, cycle)


def logged_in(store: Store | DatabaseStore, name: str, person_id: int, role: LoginRole) -> str:
    account_id = store.write(accounts.add, name, person_id, role, (), _NOBODYS)
    token, found = secrets.token_urlsafe(32), logins.Known(account_id, _NOBODYS)
    store.write(logins.begin, found, token)
    held = store.read(logins.held, token)
    assert held is not None
    store.write(logins.change_password, found, held.login_id, _NOBODYS)
    return token


@contextmanager
def program(module: str, *arguments: str) -> Generator[int]:
    """Run a program beside this one that prints its port; it is ended afterwards."""
    command = [sys.executable, "-m", f"tests.bench.service.{module}", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="ascii")
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()


@contextmanager
def served(*what: str) -> Generator[int]:
    """Yield the port at which what is served answers, so far away as said."""
    with program("serving", *what) as port, program("delayed", str(port), str(AWAY)) as far:
        yield far


@contextmanager
def bare() -> Generator[int]:
    """Yield the port of a program that does nothing, so far away."""
    with program("bare") as port, program("delayed", str(port), str(AWAY)) as far:
        yield far


@contextmanager
def empty_database() -> Generator[str | None]:
    """Yield the address of an empty database; None if there is no server here."""
    folder = postgresql.programs()
    if folder is None:
        yield None
        return
    with postgresql.running(folder) as address:
        yield _created(address)


def _created(address: str) -> str:
    """Make an empty database on the server, and return its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE centre TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    return _centre(address)


def _centre(address: str) -> str:
    return address.replace("/postgres?", "/centre?")


@contextmanager
def database(path: Path) -> Generator[tuple[str, str] | None]:
    """Yield address and key of a database that was made of the file; None if there is no server here."""
    with empty_database() as address:
        if address is None:
            yield None
            return
        key = secrets.token_bytes(32)
        _keys, data_key = opening.unlock(path, None, None)
        with closing(Store.open(path)) as source:
            moving.adopt(source, data_key, address, key)
        yield address, key.hex()


@contextmanager
def large(path: Path) -> Generator[DatabaseStore | None]:
    """Yield a database with all rows of a lean file, made once and kept beside it; None without a server.

    What is written there is written into a copy.
    """
    folder = postgresql.programs()
    if folder is None:
        yield None
        return
    kept, key = path.with_name(f"{path.stem}-postgresql-{folder.parent.name}"), bytes(range(32))
    if not kept.exists():
        with postgresql.started(folder) as server:
            with closing(Reopened(path).store) as source:
                _carry(source, _created(server.address), key)
            server.keep(kept)
    with (
        postgresql.started(folder, kept=kept) as server,
        closing(DatabaseStore(_centre(server.address), key)) as store,
    ):
        yield store


def _carry(source: Store, address: str, key: bytes) -> None:
    """Fill an empty database with all rows of a file that has no events, so that nothing may adopt it."""
    making = engine.make(engine.place(address), connections=1)

    def fill(theirs: Session) -> None:
        with engine.writing(making).begin() as connection:
            schema.make_tables(connection)
            outside = creation.outside(key, lambda: datetime.now(UTC), uuid.uuid4)
            with Session(connection, info=outside) as session:
                carrying.carry(theirs, session)
            schema.make_guards(connection)
            connection.exec_driver_sql("ANALYZE")

    source.read(fill)
    making.dispose()

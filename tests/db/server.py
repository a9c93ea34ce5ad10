"""The tests of db on a PostgreSQL that runs: ``MERILO_TEST_SERVER=postgresql://… pytest tests/db``.

The account may create databases. Each test gets a copy of one with the shipped catalogue, and drops it.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from db.file.creation import Clock
from db.file.store import Store

ADDRESS = os.environ.get("MERILO_TEST_SERVER", "")

HERE = Path(__file__).parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
_OF_THE_FILE = {"path", "template"}
"""Fixtures that say by themselves that a test is about a file."""

PATIENCE = 600.0  # seconds
_numbers = itertools.count(1)


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no engine can change, and what is of the file alone: that by its mark and its reason."""
    kept, left = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        of_the_file = item.get_closest_marker("of_the_file") or fixtures & _OF_THE_FILE
        asks = fixtures & {"store", "database"}
        (kept if asks and not of_the_file else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


def made(key: bytes) -> Iterator[str]:
    """Make a database with the shipped catalogue for the tests of this process; yield its name."""
    from db.postgresql.store import DatabaseStore

    name = f"template_{WORKER}"
    _run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    DatabaseStore.create(address(name), key).close()
    yield name
    _run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def copied(template: str, key: bytes, clock: Clock | None) -> Iterator[Store]:
    """Copy the database, and yield the copy, open; a test has as many as it asks for."""
    name = f"test_{WORKER}_{next(_numbers)}"
    _run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    store = opened(address(name), key, clock)
    yield store
    store.close()
    _run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def empty() -> Iterator[str]:
    """Make a database with nothing in it; yield its address."""
    name = f"empty_{WORKER}_{next(_numbers)}"
    _run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    yield address(name)
    _run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def drop(address: str) -> None:
    """Take the database away from whoever is in it."""
    _run(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")


def opened(address: str, key: bytes, clock: Clock | None = None) -> Any:
    """Open a database without haste: on a busy machine an act may wait long for another."""
    from db.postgresql.store import DatabaseStore

    return DatabaseStore(address, key, clock=clock, wait=PATIENCE)


def address(name: str) -> str:
    """Return the address of this database on the server."""
    from db.postgresql import engine

    return engine.place(ADDRESS).set(database=name).render_as_string(hide_password=False)


def _run(statement: str) -> None:
    engine = create_engine(address("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()

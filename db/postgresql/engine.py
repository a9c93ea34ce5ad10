"""The SQLAlchemy engine over a database of PostgreSQL; nothing here is imported unless one is opened."""

from typing import Any, override

from sqlalchemy import URL, Connection, Dialect, Engine, Integer, create_engine, event, make_url

from db.file.driver import WAIT

LOCK = 0x4D4552494C4F
"""The lock that whoever writes holds until its transaction ends, as ``BEGIN IMMEDIATE`` holds the file."""

NAME = "merilo"
_BOUND = 1 << 31  # of a number of 32 bits


def place(url: str) -> URL:
    """Return where the database is: the driver is ours to choose, whatever the address names.

    Raises:
        ValueError: if the address is not one of PostgreSQL.
    """
    found = make_url(url)
    if found.get_backend_name() not in ("postgresql", "postgres"):
        raise ValueError("postgresql://")
    return found.set(drivername="postgresql+psycopg")


def make(url: URL, *, connections: int = 5, wait: float = WAIT) -> Engine:
    """Return the engine of the database, for ``reading`` and ``writing``.

    *wait* is for how many seconds it waits for the server, for another act, for a free connection.
    """
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=wait,
        pool_pre_ping=True,  # the server may have been restarted since
        connect_args={
            "application_name": NAME,
            "connect_timeout": round(wait),
            # By these options and not by statements: a connection of the pool always has them.
            "options": f"-c timezone=UTC -c lock_timeout={wait:.0f}s -c synchronous_commit=on"
            " -c search_path=public",
        },
    )
    engine.dialect.colspecs = {**engine.dialect.colspecs, Integer: _Number}
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> Engine:
    """Return the engine for reads: each sees one unchanging state, and the server lets it write nothing."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing(engine: Engine) -> Engine:
    """Return the same engine for acts: each sees what was committed before it, and none runs beside another.

    The lock comes first, so that reading and then writing never fails half-way; and each statement sees what
    was committed before it, since the state of one taken together with the lock could be older than the lock.
    """
    return engine.execution_options(isolation_level="READ COMMITTED", writes=True)


class _Number(Integer):
    """A number as the file takes it: one that no column has room for is nobody's id, and no mistake.

    SQLAlchemy would have the server make each one of 32 bits, and the statement would be refused.
    """

    render_bind_cast = False

    @override
    def bind_processor(self, dialect: Dialect) -> Any:
        from psycopg.types.numeric import Int4

        def sized(value: Any) -> Any:
            # Otherwise a small one would go as one of 16 bits, which not every expression is spelt for.
            return Int4(value) if isinstance(value, int) and -_BOUND <= value < _BOUND else value

        return sized


def _connected(connection: Any, _record: object) -> None:
    from psycopg.types.numeric import IntLoader

    # A sum of sums is NUMERIC there, and no table has such a column: it stays the whole number of a file.
    connection.adapters.register_loader("numeric", IntLoader)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        # Not by the driver itself: nobody would know its refusal, and the connection would be lost with it.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))

"""One service at a time in a database: the server holds that for us as long as one connection lives."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from db.postgresql import engine
from db.postgresql.errors import InUse, of_postgresql

if TYPE_CHECKING:
    from sqlalchemy import Connection

SERVED = engine.LOCK + 1  # beside the one of whoever writes
EVERY = 20.0  # seconds between two looks at the connection

# Of a computer that is gone the server would believe for hours that it still serves.
_TELL_SOON = "SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"


class Alone:
    """Keeps other services out of the database until ``release``."""

    def __init__(self, address: str, *, every: float = EVERY) -> None:
        """*every* is for tests.

        Raises:
            InUse: if another one serves it.
            Unreachable, NotAllowed: if nobody opens there.
        """
        self.every = every
        found = engine.place(address)
        self._place = Path(found.database or "")
        self._engine = engine.make(found, connections=1).execution_options(isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None
        try:
            self.look()
        except BaseException:
            self.release()
            raise

    def look(self) -> None:
        """Be the only one again if the connection was lost, as when the server was started anew.

        Raises:
            InUse: if another service was quicker.
            Unreachable, NotAllowed: if nobody opens there now.
        """
        with of_postgresql(self._place):
            if self._connection is None or not self._holds(self._connection):
                self._let_go()
                self._connection = self._engine.connect()
                try:
                    self._take(self._connection)
                except BaseException:
                    self._let_go()  # the next look would believe that it holds the lock
                    raise

    def release(self) -> None:
        """Let another service in. Safe to call twice."""
        self._let_go()
        self._engine.dispose()

    def _take(self, connection: "Connection") -> None:
        connection.exec_driver_sql(_TELL_SOON)
        if not connection.exec_driver_sql("SELECT pg_try_advisory_lock(%s)", (SERVED,)).scalar_one():
            raise InUse(self._place)

    def _holds(self, connection: "Connection") -> bool:
        try:
            connection.exec_driver_sql("SELECT 1")
        except DBAPIError:
            return False
        return True

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()  # closed and not given back: the lock goes with it
            connection.close()

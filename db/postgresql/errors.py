"""How what PostgreSQL and its driver refuse is told in the words of the store."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from db.file.errors import Busy, Damaged, DiskFull, ReadOnly, StoreError


class DatabaseError(Exception):
    """The shared database cannot be used as asked; the text names it, and never the account.

    Beside ``StoreError``, since no window has one open: what people read of it is for the service to say.
    """


class Unreachable(DatabaseError):
    """The server does not answer, or was lost in the middle of an act."""


class NotAllowed(DatabaseError):
    """The server does not let this account in, or not do that."""


class Older(DatabaseError):
    """An older program made the database, which is to be brought up to date first."""


class InUse(DatabaseError):
    """A service is at work in the database, and has to be stopped first."""


# By the beginning of SQLSTATE, the longest first. What is not here is a bug of ours and passes unchanged.
_OF_STATE: dict[str, type[StoreError | DatabaseError]] = {
    "25006": ReadOnly,  # read_only_sql_transaction: a standby, or a database that was set to it
    "28": NotAllowed,  # the account
    "40001": Busy,  # serialization_failure
    "40P01": Busy,  # deadlock_detected
    "42501": NotAllowed,  # insufficient_privilege
    "53100": DiskFull,
    "53": Busy,  # too many connections, out of memory
    "55P03": Busy,  # lock_not_available: another act for longer than we wait
    "57014": Busy,  # query_canceled: longer than the server allows
    "57P": Unreachable,  # shut down, crashed, starting up
    "58": Unreachable,  # the server's own disk
    "08": Unreachable,
    "XX001": Damaged,
    "XX002": Damaged,
}


@contextmanager
def of_postgresql(place: Path) -> Generator[None]:
    """Turn what the server raises about the database *place* into a StoreError or a DatabaseError.

    An error in a statement (no such table, a violated CHECK) passes unchanged.
    """
    try:
        yield
    except NoneFree as error:
        raise Busy(place) from error
    except Exception as error:
        # What reads a whole journal asks the driver itself, which nobody here needs to import.
        theirs = error.orig if isinstance(error, DBAPIError) else error
        if not type(theirs).__module__.startswith("psycopg") or (kind := _kind(theirs)) is None:
            raise
        raise kind(place) from error


def _kind(error: BaseException | None) -> type[StoreError | DatabaseError] | None:
    state = getattr(error, "sqlstate", None)
    if isinstance(state, str):
        return next((_OF_STATE[state[:end]] for end in (5, 3, 2) if state[:end] in _OF_STATE), None)
    # Without a state it is the driver's own: it reached nobody, or lost whom it had reached.
    return Unreachable if type(error).__name__ == "OperationalError" else None

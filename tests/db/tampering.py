"""What somebody does by hand who has the key of the file, or the password of the database."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from db.journal import by_hand

_OF_A_FILE = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"


def unguarded(session: Session, table: str) -> None:
    """Take the guards off a table."""
    if by_hand.of_the_file(session):
        for (name,) in run(session, _OF_A_FILE, (table,)).all():
            run(session, f'DROP TRIGGER "{name}"')
    else:
        run(session, f"ALTER TABLE {table} DISABLE TRIGGER USER")


def run(session: Session, statement: str, values: Sequence[object] = ()) -> Any:
    """Run a statement where ``?`` stands for a value, and keep its act out of the journal."""
    session.info["unjournaled"] = True
    asked = statement if by_hand.of_the_file(session) else statement.replace("?", "%s")
    return session.connection().exec_driver_sql(asked, tuple(values))


def spelt(statement: str, session: Session) -> str:
    """Return the statement for the engine: only SQLite puts a row in the place of another in one go.

    A guard on new rows is asked before anybody notices that there is such a row.
    """
    return statement if by_hand.of_the_file(session) else statement.replace(" OR REPLACE", "")

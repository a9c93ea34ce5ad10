"""What a session of any engine keeps to: a read changes nothing, an act is one transaction with one event."""

import contextlib
from collections.abc import Callable
from typing import Any, Concatenate, cast

from sqlalchemy import Connection, event
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session

type Outside = dict[str, Any]
"""What a function may ask of the outside world: clock, actor, key of the journal, a cache."""


class Reading(Session):
    """A session in which a flush that writes anything is a bug."""


class Writing(Session):
    """A session that notes which tables it touches."""


def write[**P, R](
    connection: Connection,
    outside: Outside,
    around: contextlib.AbstractContextManager[None],
    f: Callable[Concatenate[Session, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> tuple[R, frozenset[str], bool]:
    """Run a writing function in one transaction of the connection.

    Return its result, the touched tables, and whether the act is one of ``journal.WEIGHTY``. The commit
    happens inside *around*. The journal is not among the tables: every act touches it.
    """
    info = outside | {"touched": set[str](), "events": 0}
    with Writing(connection, info=info) as session:
        result = f(session, *args, **kwargs)
        session.flush()
        touched = frozenset(cast("set[str]", session.info["touched"])) - {"journal"}
        events, weighty = session.info["events"], "weighty" in session.info
        unjournaled = events == 0 and (not touched or session.info.get("unjournaled", False))
        # Not ``assert``, which an optimised program leaves out.
        if session.info.get("refused"):
            raise AssertionError("the rows of an act that was refused in its middle")
        if events != 1 and not unjournaled:
            raise AssertionError(f"{events} journal events for one act on {sorted(touched)}")
        with around:
            session.commit()
        if "anew" in session.info:  # readers that began before go on with what they have
            outside["cache"] = {}
    return result, touched, weighty


def _forbid(session: Any, _context: UOWTransaction, _instances: object) -> None:
    raise AssertionError(
        f"a read changed {sorted(type(row).__name__ for row in session.dirty | session.new)}"
    )


def _note_rows(session: Any, _context: UOWTransaction) -> None:
    touched = cast("set[str]", session.info["touched"])
    for row in [*session.new, *session.dirty, *session.deleted]:
        touched.add(row.announced)


def _note_statement(state: ORMExecuteState) -> None:
    # Statements about many rows bypass the flush.
    if state.is_insert or state.is_update or state.is_delete:
        table: Any = cast("Any", state.statement).table
        cast("set[str]", state.session.info["touched"]).add(table.name)


event.listen(Reading, "before_flush", _forbid)
event.listen(Writing, "after_flush", _note_rows)
event.listen(Writing, "do_orm_execute", _note_statement)

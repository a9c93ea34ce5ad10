"""Acts of clients: looked up, read, bounded, run in one transaction, and the same answer for the same act."""

import logging
import uuid
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from db.file.errors import Closed, StoreError
from db.people import accounts, erasing
from db.postgresql.errors import DatabaseError
from db.service import scope
from db.service.first_answers import FirstAnswers, What, Who
from db.service.opened import Opened
from db.wire import answers
from db.wire.allowed import Allowed, Bound, Kind, table
from db.wire.calls import call_of, function
from db.wire.plain import parsed
from db.wire.refusals import (
    AnothersName,
    Fault,
    NeedsNumber,
    NoDatabase,
    NotAllowed,
    NotServed,
    Stopping,
)
from domain.errors import Refused
from domain.login import Login
from domain.progress import Progress

_log = logging.getLogger("merilo.service")


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The act that is being done: its number, and the tables that it has touched by now."""

    act_id: uuid.UUID | None = None
    tables: set[str] = field(default_factory=set[str])


under_way: ContextVar[UnderWay] = ContextVar("under_way")
"""Set by who asks for the act; whoever listens to the store hears in the same context."""


class Acts:
    """Runs the functions of the table over one open file, for whoever is logged in; any thread may ask."""

    def __init__(self, store: Opened, first: FirstAnswers) -> None:
        self._store = store
        self._first = first
        store.listen(self._on_changed)

    def act(self, login: Login, name: str, arguments: bytes, act_id: uuid.UUID | None = None) -> bytes:
        """Return what travels: the answer, or the typed refusal; whatever went wrong, nothing else leaves.

        *arguments* is a JSON object by parameter. *act_id* is made by the client for each act that writes:
        met again, it gets the first answer, and nothing is written a second time.
        """
        try:
            return self._act(login, name, arguments, act_id)
        except (Refused, NotServed, StoreError) as error:
            return answers.refused(error)
        except Closed:
            return answers.refused(Stopping())
        except DatabaseError:
            return answers.refused(NoDatabase())
        except Exception as error:
            return fault(error, name)

    def _act(self, login: Login, name: str, arguments: bytes, act_id: uuid.UUID | None) -> bytes:
        row = table().get(name)
        if row is None or row.kind is Kind.STAYS:
            raise NotAllowed(name if row is not None else "")
        bounds = _bounds(row, login)
        given = call_of(name).decode(_filled(row, login, parsed(arguments)))
        if row.kind is Kind.READ:
            return self._store.read(_run, row, login, bounds, given)
        if act_id is None:
            raise NeedsNumber
        who, what = (login.person_id, act_id), (name, arguments)

        def write() -> bytes:
            return self._store.write(self._once, who, what, row, login, bounds, given)

        return self._first.answer(who, what, write, self._erasures)

    def _erasures(self) -> int:
        return self._store.read(erasing.erasures)

    def _once(
        self,
        session: Session,
        who: Who,
        what: What,
        row: Allowed,
        login: Login,
        bounds: tuple[Bound, ...],
        arguments: Mapping[str, Any],
    ) -> bytes:
        """Run the function if this act was not done before; its answer is kept in the same transaction."""
        answer = self._first.done(session, who, what)
        if answer is None:
            answer = _run(session, row, login, bounds, arguments)
            self._first.keep(session, who, what, answer)
        return answer

    def _on_changed(self, tables: frozenset[str]) -> None:
        if (act := under_way.get(None)) is not None:
            act.tables.update(tables)
        if "erasure" in tables:
            self._first.forget()


def fault(error: Exception, where: str) -> bytes:
    """Return what travels after a bug of ours: a number, by which the log tells its kind and where it was.

    Its text may name people, so it stands nowhere.
    """
    number = uuid.uuid4().hex[:12]
    _log.error("%s: %s in %s", number, type(error).__name__, where)
    return answers.refused(Fault(number))


def _bounds(row: Allowed, login: Login) -> tuple[Bound, ...]:
    """Return what the login may ask about; HR about everything but where the table says otherwise.

    Raises:
        NotAllowed: if not in this role.
    """
    if not row.allows(login.role):
        raise NotAllowed(row.name)
    return row.grants.get(login.role, ())


def _filled(row: Allowed, login: Login, wire: Any) -> Any:
    """Return the arguments with whoever is logged in as the viewer.

    Raises:
        AnothersName: if somebody else stood there; quietly doing another act would be worse.
    """
    if not row.viewer or not isinstance(wire, dict):
        return wire
    told: dict[str, Any] = {**wire}
    if told.get(row.viewer) not in (None, login.person_id):
        raise AnothersName
    told[row.viewer] = login.person_id
    return told


def _run(
    session: Session, row: Allowed, login: Login, bounds: tuple[Bound, ...], arguments: Mapping[str, Any]
) -> bytes:
    """Run the function as whoever is logged in; its answer is made before the commit, or nothing is."""
    session.info["actor_id"] = session.info[accounts.LOGGED_IN] = login.person_id
    session.info["sitting_of"] = None
    scope.check(session, login, bounds, arguments)
    given = {**arguments, **scope.filled(session, login, bounds, arguments)}
    progress = dict.fromkeys(call_of(row.name).reports, Progress())
    return answers.answered(row.name, function(row.name)(session, **given, **progress))

"""Builders for tests of the file: obviously fictional people, cycles, sheets, each in a line."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Concatenate

from sqlalchemy import event
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns
from domain.assessing.case import Cycle, CycleKind
from domain.framework.framework import Framework
from domain.framework.profile import Phase, Profile
from domain.hiring.campaign import CampaignDraft
from domain.mark import Mark, Role, State
from domain.people.person import Person, PersonKind

TODAY = date(2026, 11, 24)
SEEN_ON = date(2024, 11, 20)  # before any day on which the tests may run

type Said = int | State


class Clock:
    """A clock that stands until it is moved, and runs a second at each look."""

    def __init__(self, day: date = TODAY) -> None:
        self.set(day)

    def set(self, day: date) -> None:
        self._now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def new_uid() -> uuid.UUID:
    """Return an identity; what it is does not matter to a test."""
    return uuid.uuid4()


def add(store: Store, surname: str, kind: PersonKind = PersonKind.EMPLOYEE, **fields: Any) -> int:
    """Add somebody with this surname."""
    return store.write(people.add, Person(kind=kind, surname=surname, **fields))


def candidate(store: Store, surname: str = "Лебедева", **fields: Any) -> int:
    """Add a candidate."""
    return add(store, surname, PersonKind.CANDIDATE, **fields)


def profile(store: Store, phase: Phase = Phase.HIRE) -> Profile:
    """Return the shipped profile of the phase."""
    return next(one for one in store.read(frameworks.profiles) if one.phase is phase)


def framework(store: Store) -> Framework:
    """Return the shipped framework."""
    return store.read(frameworks.newest)


def item(store: Store, code: str) -> int:
    """Return the id of an item."""
    return framework(store).item(code).id


def set_id(store: Store, code: str = "standard") -> int:
    """Return the id of a question set."""
    sets = store.read(frameworks.question_sets, framework(store).id)
    return next(one.id for one in sets if one.code == code)


def cycle(store: Store, kind: CycleKind = CycleKind.HIRING, **fields: Any) -> int:
    """Open a cycle that starts today unless told."""
    return store.write(cycles.open_cycle, Cycle(kind=kind, **({"starts_on": TODAY} | fields)))


def case(store: Store, person_id: int, cycle_id: int | None = None, **fields: Any) -> int:
    """Open a case, in a hiring cycle of its own unless told, against the profile that fits the cycle."""
    cycle_id = cycle(store) if cycle_id is None else cycle_id
    kind = store.read(cycles.cycle, cycle_id).kind
    phase = Phase.HIRE if kind is CycleKind.HIRING else Phase.POST
    return store.write(cases.open_case, cycle_id, person_id, profile(store, phase).id, **fields)


def sheet(
    store: Store,
    case_id: int,
    assessor_id: int,
    role: Role = Role.HR,
    said: Said | Mapping[str, Said] | None = None,
    *,
    submit: bool = True,
) -> int:
    """Open a sheet, say *said* of all items or of those named, and hand it in unless told."""
    sheet_id = store.write(sheets.open_sheet, case_id, assessor_id, role)
    items = framework(store).items
    named = said if isinstance(said, Mapping) else {} if said is None else {one.code: said for one in items}
    ids = {one.code: one.id for one in items}
    if named:
        store.write(sheets.enter, sheet_id, {ids[code]: (mark(one), "") for code, one in named.items()})
    if submit:
        store.write(sheets.submit, sheet_id)
    return sheet_id


def mark(said: Said) -> Mark:
    """Return the mark: a level, or a reason for none."""
    return Mark(said) if isinstance(said, State) else Mark.rated(said)


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Collect the statements that the file is asked meanwhile."""
    asked: list[str] = []
    engine = store._sessions._engine  # pyright: ignore[reportPrivateUsage]

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def all_statements(store: Store) -> Iterator[list[str]]:
    """Collect what the driver is asked meanwhile, without triggers and the transaction's own."""
    asked: list[str] = []
    engine = store._sessions._engine  # pyright: ignore[reportPrivateUsage]

    def note(statement: str) -> None:
        of_act = not statement.startswith(("--", "BEGIN", "COMMIT", "ROLLBACK", "PRAGMA"))
        if of_act and asked[-1:] != [statement]:  # after a trigger SQLite tells the same one again
            asked.append(statement)

    def listen(driver: Any, *_: object) -> None:
        driver.set_trace_callback(note)

    def leave(driver: Any, *_: object) -> None:
        driver.set_trace_callback(None)

    event.listen(engine, "checkout", listen)
    event.listen(engine, "checkin", leave)
    try:
        yield asked
    finally:
        event.remove(engine, "checkout", listen)
        event.remove(engine, "checkin", leave)


def count[**P, R](
    store: Store, read: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> int:
    """Return how many statements one read takes, the transaction's own apart."""
    with statements(store) as asked:
        store.read(read, *args, **kwargs)
    return sum(not one.startswith("BEGIN") for one in asked)


def backwards[**P, R](act: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """Return the act of a file that gives rows backwards whose order nobody asked for.

    A server gives them as they lie there, which a change of one may alter.
    """

    def run(session: Session, *args: P.args, **kwargs: P.kwargs) -> R:
        driver: Any = session.connection().connection.driver_connection
        if hasattr(driver, "set_trace_callback"):  # not that of a server
            driver.execute("PRAGMA reverse_unordered_selects=ON")
        try:
            return act(session, *args, **kwargs)
        finally:
            if hasattr(driver, "set_trace_callback"):
                driver.execute("PRAGMA reverse_unordered_selects=OFF")

    return run


def steps(store: Store, asked: Iterable[str]) -> list[str]:
    """Return how the file would go about these questions; «SCAN …» walks through a whole table."""

    def explain(session: Session) -> list[str]:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        return [
            step[3]
            for one in asked
            if one.startswith("SELECT")
            for step in driver.execute(f"EXPLAIN QUERY PLAN {one}", [None] * one.count("?"))
        ]

    return store.read(explain)


def draft(store: Store, *panel: tuple[int, Role], **fields: Any) -> CampaignDraft:
    """Return what is filled in for a campaign over the standard set, assessed by the panel."""
    given: dict[str, Any] = {
        "title": "Менеджер",
        "unit_id": None,
        "places": 1,
        "reason": "новая смена",
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=30),
        "profile_id": profile(store).id,
        "question_set_id": set_id(store),
        "panel": panel,
        "wanted": len(panel),
    }
    return CampaignDraft(**(given | fields))


def campaign(store: Store, *panel: tuple[int, Role], **fields: Any) -> int:
    """Open a campaign."""
    return store.write(campaigns.open, draft(store, *panel, **fields))


def last_event(store: Store) -> models.Journal:
    """Return the newest event of the journal, without the hashes of what it proves."""

    def read(session: Session) -> models.Journal:
        row = session.exec(select(models.Journal).order_by(col(models.Journal.seq).desc())).first()
        assert row is not None
        session.expunge(row)
        row.data.pop("proof", None)
        return row

    return store.read(read)

"""Until when the data of people may be kept: the organisation's policy, and whose term is over or near."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, RowMapping, Subquery, and_, case, exists, func, literal, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.journal import journal
from db.journal.presence import present
from domain.assessing.case import CaseState, CycleKind
from domain.hiring.decision import Outcome
from domain.people.person import PersonKind, full_name, short_name
from domain.people.purpose import Purpose
from domain.people.retention import Holding, Retention, Term, may_go_on, purpose_of, term

SETTING = "retention"
RUNNING = (CaseState.OPEN, CaseState.SEALED)
_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Kept:
    """One person whose data have a last day, and for what they are kept."""

    person_id: int
    code: str
    full_name: str
    short_name: str
    purpose: Purpose | None
    term: Term


def policy(session: Session) -> Retention:
    """Return the organisation's policy; the defaults until somebody enters one."""
    row = session.get(models.Setting, SETTING)
    try:
        return Retention() if row is None else Retention.from_json(json.loads(row.value))
    except ValueError:
        return Retention()


def keep_policy(session: Session, retention: Retention) -> None:
    """Store the organisation's policy; every term is counted by it from now on.

    Raises:
        Impossible: if a term is negative or longer than a working life.
    """
    retention.check()
    session.merge(models.Setting(name=SETTING, value=json.dumps(retention.to_json())))
    journal.record(session, "set", "setting", None, {"name": SETTING, **retention.to_json()})


def ending(session: Session, on: date, until: date | None = None) -> tuple[Kept, ...]:
    """Return everyone whose term ends no later than *until* (by default: is over), earliest first.

    Erased and merged people are left out. Two statements, whatever the size of the file.
    """
    own = policy(session)
    last = until or on - timedelta(days=1)
    rows = _rows(session, _may_end(own, last), _before(last, own.candidate_days))
    found = [_kept(row, own, on) for row in rows]
    near = [one for one in found if one is not None and one.term.day <= last]
    return tuple(sorted(near, key=lambda one: (one.term.day, one.full_name, one.person_id)))


def stopped(session: Session, on: date) -> frozenset[int]:
    """Return the ids of those about whom nothing new may be written: see ``may_go_on``. One statement."""
    person = models.Person
    ended = or_(col(person.withdrawn_on).is_not(None), col(person.basis_until) < on)
    return frozenset(row["id"] for row in _rows(session, ended) if not may_go_on(_holding(row), on))


def of_person(session: Session, person_id: int, on: date) -> tuple[Holding, Term | None] | None:
    """Return what decides on the term of a person, and the term; None for nobody who is present."""
    row = next(iter(_rows(session, col(models.Person.id) == person_id)), None)
    if row is None:
        return None
    holding = _holding(row)
    return holding, term(holding, policy(session), on)


def _kept(row: RowMapping, own: Retention, on: date) -> Kept | None:
    holding = _holding(row)
    ends = term(holding, own, on)
    if ends is None:
        return None
    name = row["surname"], row["given"], row["patronymic"]
    purpose = purpose_of(holding, on)
    return Kept(row["id"], row["code"], full_name(*name), short_name(*name), purpose, ends)


def _holding(row: RowMapping) -> Holding:
    return Holding(
        kind=row["kind"],
        purpose=row["purpose"],
        ground=row["ground"],
        until=row["basis_until"],
        withdrawn_on=row["withdrawn_on"],
        hold_until=row["hold_until"],
        left_on=row["left_on"],
        running=bool(row["running"]),
        decided_on=row["decided_on"],
    )


def _may_end(own: Retention, last: date) -> ColumnElement[bool]:
    """Return whose own dates say that the term may end by then: it leaves out nearly everyone else."""
    person = models.Person
    return or_(
        col(person.basis_until) <= last,
        col(person.withdrawn_on).is_not(None),
        col(person.left_on) <= _before(last, own.staff_months * _SHORTEST_MONTH),
    )


def _before(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def _rows(
    session: Session, wanted: ColumnElement[bool], decided_by: date | None = None
) -> Sequence[RowMapping]:
    """Return those present who meet a condition on the person alone, or were decided on by a given day.

    What was decided is looked up for these and for candidates only, not for the staff of all quarters.
    """
    person = models.Person
    columns = ("id", "code", "kind", "surname", "given", "patronymic", "purpose", "ground", "basis_until")
    days = ("withdrawn_on", "hold_until", "left_on")
    candidate = col(person.kind) == PersonKind.CANDIDATE
    ended = _ended(wanted if decided_by is None else or_(wanted, candidate))
    if decided_by is not None:
        wanted = or_(wanted, candidate & (ended.c.decided_on <= decided_by))
    session.flush()
    asked = (
        select_columns(
            *(col(getattr(person, one)) for one in (*columns, *days)),
            ended.c.running,
            ended.c.decided_on,
        )
        .join(ended, ended.c.person_id == col(person.id), isouter=True)
        .where(present(), wanted)
    )
    return session.connection().execute(asked).mappings().all()


# A candidate was decided on by a refusal, by withdrawing, or by the end of the vacancy; a vacancy that is
# still open keeps the term from running only for those who were not refused yet.
_NEWEST = select_columns(func.max(col(models.Conclusion.id))).group_by(col(models.Conclusion.case_id))
_AGAINST = (
    select_columns(col(models.Conclusion.case_id), col(models.Conclusion.on))
    .where(
        col(models.Conclusion.id).in_(_NEWEST), col(models.Conclusion.outcome) == Outcome.NOT_RECOMMEND.value
    )
    .subquery("against")
)
_CYCLE_END = (
    select_columns(col(models.CycleEnd.cycle_id), func.max(col(models.CycleEnd.on)).label("on"))
    .where(col(models.CycleEnd.state).in_((CaseState.CLOSED, CaseState.WITHDRAWN)))
    .group_by(col(models.CycleEnd.cycle_id))
    .subquery("cycle_over")
)
_OUT_ON = func.coalesce(_AGAINST.c.on, col(models.NotChosen.on), col(models.Withdrawal.on))
_WAITING = and_(col(models.Cycle.kind) == CycleKind.HIRING, col(models.Case.state) == CaseState.CLOSED)
_IS_RUNNING = and_(
    col(models.Cycle.state).in_(RUNNING),
    or_(col(models.Case.state).in_(RUNNING), _WAITING),
    _OUT_ON.is_(None),
)


def _ended(of: ColumnElement[bool]) -> Subquery:
    """Return when what was decided on these people ended, and whether something still runs; by person."""
    return (
        select_columns(
            col(models.Case.person_id),
            func.max(case((_IS_RUNNING, literal(1)), else_=literal(0))).label("running"),
            func.max(func.coalesce(_OUT_ON, _CYCLE_END.c.on)).label("decided_on"),
        )
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(_AGAINST, _AGAINST.c.case_id == col(models.Case.id), isouter=True)
        .join(models.NotChosen, col(models.NotChosen.case_id) == models.Case.id, isouter=True)
        .join(models.Withdrawal, col(models.Withdrawal.case_id) == models.Case.id, isouter=True)
        .join(_CYCLE_END, _CYCLE_END.c.cycle_id == col(models.Case.cycle_id), isouter=True)
        .where(
            col(models.Case.person_id).in_(select_columns(col(models.Person.id)).where(of)),
            ~exists().where(col(models.Hire.case_id) == models.Case.id),
        )
        .group_by(col(models.Case.person_id))
        .subquery("ended")
    )

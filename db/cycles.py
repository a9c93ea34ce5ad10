"""Cycles: assessments of one or more people in a period, with what they freeze."""

from dataclasses import replace

from sqlmodel import Session, col, select

from db import entries, frameworks, journal, models
from db.types import new_uid, now
from domain.case import CaseState, Cycle, CycleKind
from domain.errors import Closed, Impossible, Taken, TooLong, Unknown
from domain.framework import EditionState
from domain.period import quarter_number
from domain.text import clean

TITLE_LIMIT = 200
_ROMAN = ("I", "II", "III", "IV")
_LETTER = {CycleKind.HIRING: "H", CycleKind.PROBATION: "P", CycleKind.AD_HOC: "A"}


def open_cycle(session: Session, cycle: Cycle) -> int:
    """Open a cycle and return its id; an empty code becomes the next one («2026-IV», «2026-H-001»).

    Raises:
        Taken: if the code is in use.
        TooLong: if the title is longer than 200 characters.
        Impossible: if it ends before it starts.
        Unknown: if framework, scale, policy or question set do not exist, or the set is of another framework.
    """
    row = make(session, cycle)
    data = {"code": row.code, "kind": row.kind.value, "framework": row.framework_id, "policy": row.policy_id}
    journal.record(session, "open", "cycle", row.id, data)
    return row.id or 0


def make(session: Session, cycle: Cycle) -> models.Cycle:
    """Make the row of a new cycle, for acts that do more than this; without an event of its own."""
    title = " ".join(clean(cycle.title).split())
    if len(title) > TITLE_LIMIT:
        raise TooLong("title", len(title), TITLE_LIMIT)
    starts_on = cycle.starts_on or now(session).astimezone().date()
    if cycle.ends_on is not None and cycle.ends_on < starts_on:
        raise Impossible("ends_on")
    framework = (
        frameworks.framework(session, cycle.framework_id)
        if cycle.framework_id
        else frameworks.newest(session)
    )
    if framework.state is not EditionState.PUBLISHED:
        raise Unknown("framework", framework.id)
    policy_id, _, _ = frameworks.policy(session, cycle.policy_id or None)
    if cycle.question_set_id is not None:
        chosen = session.get(models.QuestionSet, cycle.question_set_id)
        if chosen is None or chosen.framework_id != framework.id:
            raise Unknown("question set", cycle.question_set_id)
    code = cycle.code.strip() or _next_code(session, replace(cycle, starts_on=starts_on))
    if session.exec(select(models.Cycle.id).where(models.Cycle.code == code)).first() is not None:
        raise Taken("code", code)
    row = models.Cycle(
        uid=new_uid(session),
        code=code,
        kind=cycle.kind,
        title=title,
        unit_id=cycle.unit_id,
        places=cycle.places,
        starts_on=starts_on,
        ends_on=cycle.ends_on,
        framework_id=framework.id,
        scale_id=frameworks.scale(session, cycle.scale_id or None).id,
        policy_id=policy_id,
        question_set_id=cycle.question_set_id,
        state=CaseState.OPEN,
    )
    session.add(row)
    session.flush()
    return row


def record(row: models.Cycle) -> Cycle:
    """Return the record of a row."""
    assert row.id is not None
    return Cycle(
        id=row.id,
        uid=row.uid,
        code=row.code,
        kind=row.kind,
        title=row.title,
        unit_id=row.unit_id,
        places=row.places,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        framework_id=row.framework_id,
        scale_id=row.scale_id,
        policy_id=row.policy_id,
        question_set_id=row.question_set_id,
        state=row.state,
    )


def cycle(session: Session, cycle_id: int) -> Cycle:
    """Return a cycle.

    Raises:
        Unknown: if there is none of this id.
    """
    row = session.get(models.Cycle, cycle_id)
    if row is None:
        raise Unknown("cycle", cycle_id)
    return record(row)


def by_code(session: Session, code: str) -> Cycle:
    """Return the cycle of this code.

    Raises:
        Unknown: if there is none.
    """
    row = session.exec(select(models.Cycle).where(models.Cycle.code == code)).first()
    if row is None:
        raise Unknown("cycle", code)
    return record(row)


def cycles(session: Session) -> tuple[Cycle, ...]:
    """Return all cycles, the newest first."""
    rows = session.exec(
        select(models.Cycle).order_by(col(models.Cycle.starts_on).desc(), col(models.Cycle.id).desc())
    )
    return tuple(record(row) for row in rows)


def close_cycle(session: Session, cycle_id: int) -> None:
    """Close a cycle and its cases, those with a submitted sheet with a snapshot; drafts stay, uncounted.

    Raises:
        Unknown: if there is none of this id.
        Closed: if it is closed already.
    """
    row = session.get(models.Cycle, cycle_id)
    if row is None:
        raise Unknown("cycle", cycle_id)
    if row.state is CaseState.CLOSED:
        raise Closed
    open_cases = session.exec(
        select(models.Case)
        .where(models.Case.cycle_id == cycle_id, models.Case.state == CaseState.OPEN)
        .order_by(col(models.Case.id))
    ).all()
    for case in open_cases:
        entries.close(session, case, row)
    row.state = CaseState.CLOSED
    session.add(row)
    journal.record(session, "close", "cycle", cycle_id, {"cases": [case.id for case in open_cases]})


def _next_code(session: Session, cycle: Cycle) -> str:
    assert cycle.starts_on is not None
    year = cycle.starts_on.year
    if cycle.kind is CycleKind.QUARTERLY:
        stem = f"{year}-{_ROMAN[quarter_number(cycle.starts_on) - 1]}"
        candidates = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    else:
        candidates = [f"{year}-{_LETTER[cycle.kind]}-{number:03d}" for number in range(1, 100_000)]
    used = set(
        session.exec(
            select(models.Cycle.code).where(col(models.Cycle.code).startswith(f"{year}-", autoescape=True))
        )
    )
    return next(code for code in candidates if code not in used)

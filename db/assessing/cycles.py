"""Cycles: assessments of one or more people in a period, with what they freeze."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from typing import cast

from sqlalchemy import ColumnElement, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycle_counts, differences, entries
from db.assessing.progress import lines_where
from db.framework import frameworks
from db.journal import journal, reasons
from db.journal.presence import of_units, present
from db.models.table import existing
from db.models.types import actor_id, need_space, new_uid, now, today
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.errors import (
    Closed,
    EndsBeforeStart,
    NotWithdrawn,
    Rests,
    SheetsOut,
    Taken,
    TooLong,
    Unknown,
    Withdrawn,
)
from domain.framework.framework import EditionState
from domain.people.person import full_name
from domain.period import quarter_number
from domain.plan_kinds import PlanState
from domain.sheet_kinds import SheetState
from domain.text import clean

TITLE_LIMIT = 200
_ROMAN = ("I", "II", "III", "IV")
_LETTER = {CycleKind.HIRING: "H", CycleKind.PROBATION: "P", CycleKind.AD_HOC: "A"}


@dataclass(frozen=True, slots=True)
class CycleEnd:
    """Who sealed, closed or withdrew a cycle, when and why; ``out`` sheets had not been handed in."""

    state: CaseState
    on: date
    actor_name: str
    reason: str
    out: int


def open_cycle(session: Session, cycle: Cycle) -> int:
    """Open a cycle and return its id; an empty code becomes the next one («2026-IV», «2026-H-001»).

    One that was opened in another file has its identity, and may be by an edition that is retired here.

    Raises:
        Taken: if the code is in use.
        TooLong: if the title is longer than 200 characters.
        Impossible: if it ends before it starts.
        Unknown: if framework, scale, policy or question set do not exist, or the set is of another framework.
        TooLittleSpace: if the disk has no room to finish it.
    """
    need_space(session)
    title = " ".join(clean(cycle.title).split())
    if len(title) > TITLE_LIMIT:
        raise TooLong("title", len(title), TITLE_LIMIT)
    opened_on = today(session)
    starts_on = cycle.starts_on or opened_on
    if cycle.ends_on is not None and cycle.ends_on < starts_on:
        raise EndsBeforeStart
    framework = (
        frameworks.framework(session, cycle.framework_id)
        if cycle.framework_id
        else frameworks.newest(session)
    )
    elsewhere = bool(cycle.uid)
    if framework.state is not EditionState.PUBLISHED and not (
        elsewhere and framework.state is EditionState.RETIRED
    ):
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
        uid=cycle.uid or new_uid(session),
        code=code,
        kind=cycle.kind,
        title=title,
        unit_id=cycle.unit_id,
        places=cycle.places,
        opened_on=opened_on,
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
    data = {"code": code, "kind": row.kind.value, "framework": row.framework_id, "policy": policy_id}
    journal.record(session, "open", "cycle", row.id, data)
    return row.id


def record(row: models.Cycle) -> Cycle:
    """Return the record of a row."""
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
        opened_on=row.opened_on,
    )


def apart(session: Session, cycle_id: int, viewer_id: int | None) -> frozenset[int]:
    """Return the cases of a cycle with differences but no agreed level, of those whose marks the viewer sees.

    Raises:
        Unknown: if there is no such cycle.
    """
    row = existing(session, models.Cycle, cycle_id)
    _uid, _number, policy = frameworks.policy(session, row.policy_id)
    lines = lines_where(session, col(models.Case.cycle_id) == cycle_id)
    seen = {one.case_id: one.sheets for one in lines if one.open_to(viewer_id)}
    roles = {case_id: [one.role for one in sheets if one.handed_in] for case_id, sheets in seen.items()}
    found = differences.unsettled(session, dict.fromkeys(seen, policy), roles)
    return frozenset(case_id for case_id, number in found.items() if number)


def vacancies(session: Session) -> tuple[Cycle, ...]:
    """Return the cycles of the vacancies, newest first; one statement."""
    rows = session.exec(
        select(models.Cycle)
        .join(models.Campaign, col(models.Campaign.cycle_id) == models.Cycle.id)
        .order_by(col(models.Cycle.starts_on).desc().nulls_last(), col(models.Cycle.id).desc())
    )
    return tuple(record(row) for row in rows)


def cycle(session: Session, cycle_id: int) -> Cycle:
    """Return a cycle.

    Raises:
        Unknown: if there is no such cycle.
    """
    row = existing(session, models.Cycle, cycle_id)
    return record(row)


def last_day(session: Session, cycle_id: int) -> date | None:
    """Return the day of the cycle's last sheet handed in or level settled; None if there is none."""
    of_cycle = select(models.Case.id).where(models.Case.cycle_id == cycle_id)
    given = session.exec(
        select(func.max(col(models.Sheet.submitted_on))).where(col(models.Sheet.case_id).in_(of_cycle))
    ).one()
    settled = session.exec(
        select(func.max(col(models.Settled.on))).where(col(models.Settled.case_id).in_(of_cycle))
    ).one()
    return max((day for day in (given, settled) if day is not None), default=None)


def by_code(session: Session, code: str) -> Cycle:
    """Return the cycle with this code.

    Raises:
        Unknown: if there is none.
    """
    row = session.exec(select(models.Cycle).where(models.Cycle.code == code)).first()
    if row is None:
        raise Unknown("cycle", code)
    return record(row)


def cycles(session: Session, unit_ids: Set[int] | None = None) -> tuple[Cycle, ...]:
    """Return all cycles, the newest first; with *unit_ids* those of staff that have people of these units."""
    found = select(models.Cycle)
    if unit_ids is not None:
        inside = select(models.Case.cycle_id).where(*_of_people(unit_ids))
        found = found.where(col(models.Cycle.kind) != CycleKind.HIRING, col(models.Cycle.id).in_(inside))
    rows = session.exec(
        found.order_by(col(models.Cycle.starts_on).desc().nulls_last(), col(models.Cycle.id).desc())
    )
    return tuple(record(row) for row in rows)


def sizes(session: Session, unit_ids: Set[int] | None = None) -> dict[int, int]:
    """Return cycle id -> how many people, of these units, are in it, without withdrawn cases.

    With *unit_ids* it tells of no vacancy.
    """
    rows = session.exec(
        select(models.Case.cycle_id, func.count())
        .where(models.Case.state != CaseState.WITHDRAWN, *_of_people(unit_ids))
        .group_by(col(models.Case.cycle_id))
    )
    return dict(rows.all())


def _of_people(unit_ids: Set[int] | None) -> tuple[ColumnElement[bool], ...]:
    """Return the condition for staff cases of people of these units who are present; none for all cases."""
    if unit_ids is None:
        return ()
    hiring = select(models.Cycle.id).where(models.Cycle.kind == CycleKind.HIRING)
    people = select(models.Person.id).where(present(), of_units(unit_ids))
    return col(models.Case.person_id).in_(people), col(models.Case.cycle_id).not_in(hiring)


def seal_cycle(session: Session, cycle_id: int, reason: str = "") -> None:
    """Accept no more sheets: the results so far become visible, and the cycle waits to be closed.

    Raises:
        Unknown: if there is no such cycle.
        Withdrawn, Closed: if it is withdrawn, or already sealed or closed.
        SheetsOut: if sheets are not handed in and no reason is given.
        TooLong: if the reason is too long.
    """
    row = _running(session, cycle_id)
    if row.state is not CaseState.OPEN:
        raise Closed
    out = _end(session, row, CaseState.SEALED, reason)
    sealed = _cases(session, cycle_id)
    for case in sealed:
        case.state = CaseState.SEALED
        session.add(case)
    journal.record(session, "seal", "cycle", cycle_id, {"cases": [case.id for case in sealed], "out": out})


def close_cycle(session: Session, cycle_id: int, reason: str = "") -> None:
    """Close a cycle and its cases, with a snapshot of those with a submitted sheet; drafts stay, uncounted.

    Raises:
        Unknown: if there is no such cycle.
        Withdrawn, Closed: if it is withdrawn or already closed.
        SheetsOut: if sheets are not handed in and no reason is given.
        TooLong: if the reason is too long.
    """
    row = _running(session, cycle_id)
    out = _end(session, row, CaseState.CLOSED, reason)
    closed = _cases(session, cycle_id)
    for case in closed:
        entries.close(session, case, row)
    journal.record(session, "close", "cycle", cycle_id, {"cases": [case.id for case in closed], "out": out})


def withdraw_cycle(session: Session, cycle_id: int, reason: str) -> None:
    """Withdraw a cycle, not a campaign, that was opened by mistake: from then on it counts nowhere.

    Sheets that were handed in stay as they are and can be viewed.

    Raises:
        Unknown: if there is no such cycle.
        Withdrawn: if it is already withdrawn.
        NeedsReason, TooLong: for the reason.
        NotWithdrawn: if people signed, planned or closed a later cycle relying on it.
    """
    row = existing(session, models.Cycle, cycle_id)
    if row.state is CaseState.WITHDRAWN:
        raise Withdrawn(cycle=True)
    told = reasons.reason(reason)
    _check_free_to_go(session, row)
    lines = lines_where(session, models.Case.cycle_id == cycle_id)
    waiting = [[line.case_id, one.assessor_id] for line in lines for one in line.waiting]
    _ended(session, row, CaseState.WITHDRAWN, told, waiting)
    session.flush()  # the cases come after their cycle: only then does the file let go of a closed one
    cases = session.exec(
        select(models.Case).where(models.Case.cycle_id == cycle_id, models.Case.state != CaseState.WITHDRAWN)
    ).all()
    for case in cases:
        case.state = CaseState.WITHDRAWN
        session.add(case)
    journal.record(session, "withdraw", "cycle", cycle_id, {"cases": [case.id for case in cases]})


def why_not_withdrawn(session: Session, cycle_id: int) -> NotWithdrawn | None:
    """Return what prevents a cycle from being withdrawn; None if nothing does.

    Raises:
        Unknown: if there is no such cycle.
    """
    row = existing(session, models.Cycle, cycle_id)
    try:
        _check_free_to_go(session, row)
    except NotWithdrawn as kept:
        return kept
    return None


def _check_free_to_go(session: Session, row: models.Cycle) -> None:
    if session.get(models.Campaign, row.id) is not None:
        raise NotWithdrawn(Rests.HIRING)
    mine = select(models.Case.id).where(models.Case.cycle_id == row.id)
    for why, whom in (
        (Rests.CONCLUSION, select(models.Conclusion.case_id).where(col(models.Conclusion.case_id).in_(mine))),
        (
            Rests.CONCLUSION,
            select(models.ProbationLevel.case_id).where(col(models.ProbationLevel.case_id).in_(mine)),
        ),
        (
            Rests.PLAN,
            select(models.Plan.case_id).where(
                col(models.Plan.case_id).in_(mine), models.Plan.state != PlanState.DRAFT
            ),
        ),
        (Rests.PLAN, select(models.Goal.after_case_id).where(col(models.Goal.after_case_id).in_(mine))),
        (Rests.LATER, _built_upon(row)),
    ):
        names = session.exec(
            select(models.Person)
            .join(models.Case, col(models.Case.person_id) == models.Person.id)
            .where(col(models.Case.id).in_(whom))
            .order_by(col(models.Person.folded))
        ).all()
        if names:
            told = tuple(full_name(one.surname, one.given, one.patronymic) for one in names)
            raise NotWithdrawn(why, told)


def _built_upon(row: models.Cycle):
    """Return the closed cases with levels that a later closed case may have carried over."""
    later, held = aliased(models.Case), aliased(models.Cycle)
    closed_later = (
        exists()
        .where(
            col(later.person_id) == col(models.Case.person_id),
            col(later.state) == CaseState.CLOSED,
            col(held.id) == col(later.cycle_id),
            col(held.kind) != CycleKind.HIRING,
            col(held.starts_on) > row.starts_on,
            # what came from a file was scored from nothing
            ~exists().where(col(models.LevelImport.cycle_id) == col(held.id)).correlate(held),
        )
        .correlate(models.Case)
    )
    handed_in = (
        exists()
        .where(
            col(models.Sheet.case_id) == col(models.Case.id),
            col(models.Sheet.state) == SheetState.SUBMITTED,
        )
        .correlate(models.Case)
    )
    of_file = exists().where(col(models.ImportedLevel.case_id) == col(models.Case.id)).correlate(models.Case)
    return select(models.Case.id).where(
        models.Case.cycle_id == row.id,
        models.Case.state == CaseState.CLOSED,
        or_(handed_in, of_file),
        closed_later,
    )


def still_open(session: Session, before: date, kind: CycleKind) -> tuple[tuple[Cycle, int], ...]:
    """Return the open cycles of this kind begun before that day, each with its number of pending sheets."""
    rows = session.exec(
        select(models.Cycle)
        .where(
            models.Cycle.kind == kind,
            models.Cycle.state == CaseState.OPEN,
            col(models.Cycle.starts_on) < before,
        )
        .order_by(col(models.Cycle.starts_on))
    ).all()
    return tuple((record(row), cycle_counts.sheets_of(session, row.id, 0).out) for row in rows)


def rated(session: Session, unit_ids: Set[int] | None = None) -> dict[int, int]:
    """Return cycle id -> how many people, of these units, have a submitted sheet, as ``sizes`` does."""
    rows = session.exec(
        select(models.Case.cycle_id, func.count(func.distinct(col(models.Case.id))))
        .join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        .where(
            models.Case.state != CaseState.WITHDRAWN,
            models.Sheet.state == SheetState.SUBMITTED,
            *_of_people(unit_ids),
        )
        .group_by(col(models.Case.cycle_id))
    )
    return dict(rows.all())


def ends(session: Session, cycle_id: int, unit_ids: Set[int] | None = None) -> tuple[CycleEnd, ...]:
    """Return who sealed, closed and withdrew the cycle, in that order.

    With *unit_ids* sheets about people of these units are counted; why others were not in is left out.
    """
    inside = None
    if unit_ids is not None:
        own = select(models.Case.id).where(models.Case.cycle_id == cycle_id, *_of_people(unit_ids))
        inside = set(session.exec(own).all())
    rows = session.exec(
        select(models.CycleEnd, models.Person)
        .join(models.Person, col(models.Person.id) == models.CycleEnd.actor_id, isouter=True)
        .where(models.CycleEnd.cycle_id == cycle_id)
        .order_by(col(models.CycleEnd.id))
    )
    found: list[CycleEnd] = []
    for row, actor in cast("list[tuple[models.CycleEnd, models.Person | None]]", rows.all()):
        out = sum(inside is None or case_id in inside for case_id, _assessor_id in row.waiting)
        found.append(
            CycleEnd(
                state=row.state,
                on=row.on,
                actor_name="" if actor is None else full_name(actor.surname, actor.given, actor.patronymic),
                reason=row.reason if out == len(row.waiting) else "",
                out=out,
            )
        )
    return tuple(found)


def _running(session: Session, cycle_id: int) -> models.Cycle:
    row = existing(session, models.Cycle, cycle_id)
    if row.state is CaseState.WITHDRAWN:
        raise Withdrawn(cycle=True)
    if row.state is CaseState.CLOSED:
        raise Closed
    return row


def _cases(session: Session, cycle_id: int) -> Sequence[models.Case]:
    return session.exec(
        select(models.Case)
        .where(
            models.Case.cycle_id == cycle_id,
            col(models.Case.state).in_((CaseState.OPEN, CaseState.SEALED)),
        )
        .order_by(col(models.Case.id))
    ).all()


def _end(session: Session, row: models.Cycle, state: CaseState, reason: str) -> list[list[int]]:
    """Record the end of the cycle; return the sheets not handed in, as case and assessor."""
    lines = lines_where(session, models.Case.cycle_id == row.id)
    out = [(line, one) for line in lines for one in line.waiting]
    told = reasons.words("reason", reason)
    if out and not told:
        named = [((line.person_name, one.assessor_name), one.is_sealed) for line, one in out]
        raise SheetsOut(
            tuple(one for one, is_sealed in named if not is_sealed),
            *(one for one, is_sealed in named if is_sealed),
        )
    waiting = [[line.case_id, one.assessor_id] for line, one in out]
    _ended(session, row, state, told, waiting)
    return waiting


def _ended(
    session: Session, row: models.Cycle, state: CaseState, reason: str, waiting: list[list[int]]
) -> None:
    session.add(
        models.CycleEnd(
            cycle_id=row.id,
            state=state,
            at=now(session),
            on=today(session),
            actor_id=actor_id(session),
            reason=reason,
            waiting=waiting,
        )
    )
    row.state = state
    session.add(row)


def _next_code(session: Session, cycle: Cycle) -> str:
    assert cycle.starts_on is not None
    year = cycle.starts_on.year
    if cycle.kind is CycleKind.QUARTERLY:
        stem = f"{year}-{_ROMAN[quarter_number(cycle.starts_on) - 1]}"
        candidates = chain([stem], (f"{stem}-{number}" for number in count(2)))
    else:
        candidates = (f"{year}-{_LETTER[cycle.kind]}-{number:03d}" for number in count(1))
    used = set(
        session.exec(
            select(models.Cycle.code).where(col(models.Cycle.code).startswith(f"{year}-", autoescape=True))
        )
    )
    return next(code for code in candidates if code not in used)

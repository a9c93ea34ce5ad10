"""Staff cycles as screens show them: all cycles, one with its sheets, and who may be in a new one.

Names, days and counts, no marks, so nothing here is blind.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, case, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles
from db.assessing.cycle_counts import CycleCount, SheetCounts, cases_of_concern, counts_where, sheets_of
from db.assessing.cycles import CycleEnd
from db.assessing.progress import CaseLine, lines_where
from db.framework import frameworks
from db.journal.presence import NAME, present
from db.models.types import today
from db.team import level_imports
from db.team.quarterly import STAFF
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.assessing.policy import Policy, StopsBelow
from domain.errors import Unknown
from domain.framework.framework import QuestionSet
from domain.framework.profile import Phase, Profile
from domain.people.person import PersonKind, full_name
from domain.team.level_import import Source
from domain.text import Text


@dataclass(frozen=True, slots=True)
class StaffCycle:
    """A staff cycle in a list; ``count`` is None if it has no people, or if ``counted`` is False.

    ``only`` is the person's name if it has just one.
    """

    cycle: Cycle
    unit: str
    count: CycleCount | None
    only: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Rated:
    """Someone rated in a cycle; ``left_on`` is the last day of someone who leaves or has left.

    ``gone`` is True once that day is over: from then on a sheet not begun is no longer awaited.
    """

    case: CaseLine
    code: str
    post: str
    unit: str
    manager_id: int | None
    left_on: date | None
    gone: bool = False
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class CyclePage:
    """A cycle with its people by name; ``ends`` says who sealed, closed or withdrew it.

    ``people`` may be the first ones only; ``sheets`` counts those of all. ``count`` is that of the list of
    cycles, None if it has no people. ``framework`` is the title of the frozen edition; ``questions`` is None
    if everything is asked. ``source`` is the file that the levels come from, None if they are given here.
    """

    cycle: Cycle
    unit: str
    people: tuple[Rated, ...]
    ends: tuple[CycleEnd, ...]
    framework: Text
    items: int
    questions: Text | None
    policy: Policy
    policy_number: int
    count: CycleCount | None
    sheets: SheetCounts
    source: Source | None = None

    @property
    def is_whole(self) -> bool:
        """Whether these are all people of the cycle."""
        return len(self.people) == self.sheets.people


@dataclass(frozen=True, slots=True)
class Employee:
    """An employee who may be in a new cycle; ``busy`` is an overlapping cycle, empty for none."""

    id: int
    name: str
    code: str
    post: str
    unit_id: int | None
    unit: str
    manager_id: int | None
    manager: str
    left_on: date | None
    busy: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A published framework with its profiles in post and its question sets."""

    id: int
    title: Text
    number: int
    profiles: tuple[Profile, ...]
    sets: tuple[QuestionSet, ...]


@dataclass(frozen=True, slots=True)
class Editions:
    """What a cycle can be opened with; ``policies`` are id, number, content, newest first."""

    frameworks: tuple[Edition, ...]
    policies: tuple[tuple[int, int, Policy], ...]


def staff_cycles(
    session: Session, viewer_id: int, at_once: int | None = None, unit_ids: Set[int] | None = None
) -> tuple[StaffCycle, ...]:
    """Return the staff cycles, newest first; five statements at most for any number of them.

    With *unit_ids* only those with people of these units, who alone are counted and named, or with own sheets
    of the viewer, which count too. If the file has more cases than *at_once*, nothing is counted; nothing at
    all for 0.
    """
    counted = at_once is None or (at_once > 0 and _cases_at_most(session, at_once))
    rows = session.exec(
        select(models.Cycle)
        .where(col(models.Cycle.kind).in_(STAFF), *_with_people_of(unit_ids, viewer_id, today(session)))
        .order_by(col(models.Cycle.starts_on).desc().nulls_last(), col(models.Cycle.id).desc())
    ).all()
    counts = _counts(session, viewer_id, col(models.Cycle.kind).in_(STAFF), unit_ids) if counted else {}
    units = dict(session.exec(select(models.Unit.id, models.Unit.name)).all())
    alone = _alone(session, cases_of_concern(unit_ids, viewer_id, today(session)))
    return tuple(
        StaffCycle(
            cycles.record(row),
            units.get(row.unit_id or 0, ""),
            counts.get(row.id),
            alone.get(row.id, ""),
            counted,
        )
        for row in rows
    )


def _cases_at_most(session: Session, number: int) -> bool:
    """Return whether the file cannot have more cases than this; their ids say it without a look at each."""
    return (session.exec(select(func.max(col(models.Case.id)))).one() or 0) <= number


def _with_people_of(unit_ids: Set[int] | None, viewer_id: int, on: date) -> tuple[ColumnElement[bool], ...]:
    """Return the condition of a cycle with somebody of concern; none if all cycles are asked for."""
    if unit_ids is None:
        return ()
    of_case = col(models.Case.cycle_id) == models.Cycle.id
    person = col(models.Person.id) == models.Case.person_id
    concern = cases_of_concern(unit_ids, viewer_id, on)
    return (exists().where(of_case, person, _counts_in(), present(), concern),)


def _alone(session: Session, concern: ColumnElement[bool]) -> dict[int, str]:
    """Return cycle id -> name of its only person, if of concern; at most two people of each are looked at."""
    each = (
        select_columns(col(models.Case.id))
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(col(models.Case.cycle_id) == models.Cycle.id, _counts_in(), present())
        .correlate(models.Cycle)
        .order_by(col(models.Case.person_id))
    )
    rows = session.connection().execute(
        select_columns(col(models.Cycle.id), *NAME)
        .select_from(models.Cycle)
        .join(models.Case, col(models.Case.id) == each.limit(1).scalar_subquery())
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            col(models.Cycle.kind).in_(STAFF),
            concern,
            each.limit(1).offset(1).scalar_subquery().is_(None),
        )
    )
    return {row.id: full_name(row.surname, row.given, row.patronymic) for row in rows}


def _counts_in() -> ColumnElement[bool]:
    """Return the condition of the cases that count: a withdrawn one only if the whole cycle was withdrawn."""
    return or_(col(models.Case.state) != CaseState.WITHDRAWN, col(models.Cycle.state) == CaseState.WITHDRAWN)


def _counts(
    session: Session,
    viewer_id: int,
    cycles_of: ColumnElement[bool],
    unit_ids: Set[int] | None = None,
) -> dict[int, CycleCount]:
    """Return cycle id -> its counts."""
    found = counts_where(session, viewer_id, cycles_of, _counts_in(), present(), unit_ids=unit_ids)
    return {one.cycle_id: one for one in found}


def page(
    session: Session,
    cycle_id: int,
    viewer_id: int = 0,
    most: int | None = None,
    unit_ids: Set[int] | None = None,
) -> CyclePage:
    """Return a cycle with its people, at most this many, by name; a fixed number of statements.

    With *unit_ids* it is a cycle of staff, and about people of these units, and about anybody whom the viewer
    rates: of these no sheet but the own one is told of.

    Raises:
        Unknown: if there is no such cycle, or none with any of these.
    """
    cycle = cycles.cycle(session, cycle_id)
    session.flush()
    day = today(session)
    sheets = sheets_of(session, cycle_id, viewer_id, unit_ids)
    if unit_ids is not None and (cycle.kind not in STAFF or not sheets.people):
        raise Unknown("cycle", cycle_id)
    found = session.connection().execute(
        select_columns(
            col(models.Case.id),
            col(models.Person.code),
            col(models.Person.post),
            col(models.Person.manager_id),
            col(models.Person.left_on),
            col(models.Unit.name),
            col(models.Person.unit_id),
        )
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(models.Unit, col(models.Unit.id) == models.Person.unit_id, isouter=True)
        .where(
            col(models.Case.cycle_id) == cycle_id,
            present(),
            cases_of_concern(unit_ids, viewer_id, day),
        )
        .order_by(col(models.Person.folded), col(models.Case.id))
        .limit(most)
    )
    rows = found.all()
    of_page = col(models.Case.cycle_id) == cycle_id
    if most is not None or unit_ids is not None:
        of_page = col(models.Case.id).in_([row.id for row in rows])
    lines = {line.case_id: line for line in lines_where(session, of_page)}
    if unit_ids is not None:
        beyond = {row.id for row in rows if row.unit_id not in unit_ids}
        lines |= {case_id: _own_alone(lines[case_id], viewer_id) for case_id in beyond}
    framework = frameworks.framework(session, cycle.framework_id)
    _, policy_number, policy = frameworks.policy(session, cycle.policy_id)
    unit = session.get(models.Unit, cycle.unit_id) if cycle.unit_id is not None else None
    questions = (
        None
        if cycle.question_set_id is None
        else frameworks.question_set(session, cycle.question_set_id).name
    )
    return CyclePage(
        cycle=cycle,
        unit="" if unit is None else unit.name,
        people=tuple(
            Rated(
                lines[row.id],
                row.code,
                row.post,
                row.name or "",
                row.manager_id,
                row.left_on,
                row.left_on is not None and row.left_on < day,
                row.unit_id,
            )
            for row in rows
        ),
        ends=cycles.ends(session, cycle_id, unit_ids),
        framework=framework.title,
        items=len(framework.items),
        questions=questions,
        policy=policy,
        policy_number=policy_number,
        count=_counts(session, viewer_id, col(models.Cycle.id) == cycle_id, unit_ids).get(cycle_id),
        sheets=sheets,
        source=level_imports.of_cycle(session, cycle_id),
    )


def _own_alone(line: CaseLine, viewer_id: int) -> CaseLine:
    """Return a case with the viewer's own seat alone; whether its marks are hidden stays as it is."""
    sheets, assigned, gone = (
        tuple(one for one in those if one.assessor_id == viewer_id)
        for those in (line.sheets, line.assigned, line.gone)
    )
    hidden = not line.open_to(viewer_id)
    return replace(line, sheets=sheets, assigned=assigned, gone=gone, outcome="", hidden=hidden)


def employees(
    session: Session, kind: CycleKind, starts_on: date | None, ends_on: date | None
) -> tuple[Employee, ...]:
    """Return the employees by name, each with an overlapping cycle of this kind; three statements.

    Without both days no one is busy.
    """
    manager = aliased(models.Person)
    rows = session.connection().execute(
        select_columns(
            col(models.Person.id),
            *NAME,
            col(models.Person.code),
            col(models.Person.post),
            col(models.Person.unit_id),
            col(models.Person.manager_id),
            col(models.Person.left_on),
            col(models.Unit.name),
            col(manager.surname).label("m_surname"),
            col(manager.given).label("m_given"),
            col(manager.patronymic).label("m_patronymic"),
        )
        .join(models.Unit, col(models.Unit.id) == models.Person.unit_id, isouter=True)
        .join(manager, col(manager.id) == models.Person.manager_id, isouter=True)
        .where(
            col(models.Person.kind) == PersonKind.EMPLOYEE,
            present(),
        )
        .order_by(col(models.Person.folded), col(models.Person.id))
    )
    busy = {} if starts_on is None or ends_on is None else _busy(session, kind, starts_on, ends_on)
    return tuple(
        Employee(
            id=row.id,
            name=full_name(row.surname, row.given, row.patronymic),
            code=row.code,
            post=row.post,
            unit_id=row.unit_id,
            unit=row.name or "",
            manager_id=row.manager_id,
            manager="" if row.m_surname is None else full_name(row.m_surname, row.m_given, row.m_patronymic),
            left_on=row.left_on,
            busy=busy.get(row.id, ""),
        )
        for row in rows
    )


def _busy(session: Session, kind: CycleKind, starts_on: date, ends_on: date) -> dict[int, str]:
    """Return person id -> title of the cycle over these days, as ``quarterly.overlaps`` finds it."""
    run = session.connection().execute
    over = run(
        select_columns(col(models.Cycle.id), col(models.Cycle.title), col(models.Cycle.code))
        .where(
            col(models.Cycle.kind) == kind,
            col(models.Cycle.starts_on) <= ends_on,
            col(models.Cycle.ends_on).is_(None) | (col(models.Cycle.ends_on) >= starts_on),
        )
        .order_by(col(models.Cycle.starts_on), col(models.Cycle.id))
    ).all()
    if not over:
        return {}
    ids = [number for number, _title, _code in over]
    titles = [title or code for _number, title, code in over]
    place = case({number: place for place, number in enumerate(ids)}, value=col(models.Case.cycle_id))
    # a row for each person, and not for each of their cycles: one without a last day is over every later one
    rows = run(
        select_columns(col(models.Case.person_id), func.min(place))
        .where(col(models.Case.cycle_id).in_(ids), col(models.Case.state) != CaseState.WITHDRAWN)
        .group_by(col(models.Case.person_id))
    )
    return {person_id: titles[first] for person_id, first in rows}


def editions(session: Session) -> Editions:
    """Return what a new cycle may be opened with: each model's edition in force, and the policies.

    Policies older than floors remain only with the cycles opened with them.
    """
    rows = [session.get_one(models.Framework, number) for number in frameworks.current(session)]
    profiles = [one for one in frameworks.profiles(session) if one.phase is Phase.POST]
    of = {one.id: frameworks.framework_of(session, one.id) for one in profiles}
    policies = session.exec(select(models.Policy).order_by(col(models.Policy.number).desc()))
    read = [(row.id, row.number, Policy.from_json(row.content)) for row in policies]
    return Editions(
        frameworks=tuple(
            Edition(
                id=row.id,
                title=Text(row.title_ru, row.title_en),
                number=row.number,
                profiles=tuple(one for one in profiles if of[one.id] == row.id),
                sets=frameworks.question_sets(session, row.id),
            )
            for row in rows
        ),
        policies=tuple(one for one in read if one[2].stops_below is StopsBelow.FLOOR),
    )

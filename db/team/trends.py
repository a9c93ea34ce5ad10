"""Ratings quarter by quarter: of one person, by role too, and of the people of a cycle."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles, levels
from db.assessing.levels import Levels, Reader, Told
from db.assessing.progress import lines_where
from db.framework import frameworks
from db.journal.presence import present
from db.models.types import today
from db.people import leaving
from db.people.organisation import units_below
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.policy import Policy
from domain.assessing.trend import TeamPoint, Trend, team_trend
from domain.assessing.trend_steps import OwnLevel, Quarter
from domain.framework.profile import Profile
from domain.mark import GivenMark, Role, kept_apart
from domain.period import quarter_count
from domain.progress import Progress
from domain.ratios import Exact

_STEP = 25  # cases between two checks for cancelling


@dataclass(frozen=True, slots=True)
class PersonQuarters:
    """What was rated for a person, in order; ``roles`` is the same by the sheets of one role alone.

    ``roles`` is empty for the people of a team.
    """

    person_id: int
    quarters: tuple[Quarter, ...]
    roles: Mapping[Role, tuple[Quarter, ...]]


def of_person(session: Session, person_id: int, viewer_id: int | None, until: date) -> PersonQuarters:
    """Return the quarters of a person up to that of the day *until*, without what is blind to the viewer.

    No role gets a line of its own in a case that must be kept apart (law 15). A fixed number of statements.
    """
    found = _read(session, col(models.Case.person_id) == person_id, viewer_id, until, by_role=True)
    return next(found, PersonQuarters(person_id, (), {}))


def of_team(
    session: Session,
    cycle_id: int,
    viewer_id: int | None,
    unit_id: int | None = None,
    progress: Progress | None = None,
) -> Trend[TeamPoint]:
    """Return the trend of ``quarters_of_team``; one person at a time is held.

    Raises:
        Unknown: if there is no such cycle or unit.
        Cancelled: if the user cancelled.
    """
    people = quarters_of_team(session, cycle_id, viewer_id, unit_id, progress)
    return team_trend(one.quarters for one in people)


def quarters_of_team(
    session: Session,
    cycle_id: int,
    viewer_id: int | None,
    unit_id: int | None = None,
    progress: Progress | None = None,
) -> Iterator[PersonQuarters]:
    """Yield the quarters of a cycle's people by id, optionally only of a unit and those below it.

    As in its matrix, people who left during the cycle are not part of the team. Quarters go up to that of the
    cycle; people without any visible to the viewer are left out. A fixed number of statements, one of them
    for the marks.

    Raises:
        Unknown: if there is no such cycle or unit.
        Cancelled: if the user cancelled.
    """
    cycle = cycles.cycle(session, cycle_id)
    assert cycle.starts_on is not None
    here = (
        select(models.Case.person_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            models.Case.cycle_id == cycle_id,
            models.Case.state != CaseState.WITHDRAWN,
            present(),
            leaving.of_team(cycle.ends_on, today(session)),
        )
    )
    if unit_id is not None:
        here = here.where(col(models.Person.unit_id).in_(units_below(session, unit_id)))
    condition = col(models.Case.person_id).in_(here)
    yield from _read(session, condition, viewer_id, cycle.starts_on, by_role=False, progress=progress)


@dataclass(frozen=True, slots=True)
class _CaseRow:
    """A case with what it froze."""

    id: int
    person_id: int
    profile_id: int
    code: str
    number: int
    framework_id: int
    policy_id: int


def _read(
    session: Session,
    people: ColumnElement[bool],
    viewer_id: int | None,
    until: date,
    *,
    by_role: bool,
    progress: Progress | None = None,
) -> Iterator[PersonQuarters]:
    """Yield who has quarters to show, by id."""
    last = quarter_count(until)
    end = date(last // 4 + (last % 4 + 1) // 4, (last % 4 + 1) % 4 * 3 + 1, 1)
    condition = (
        people
        & (col(models.Case.state) != CaseState.WITHDRAWN)
        & col(models.Case.cycle_id).in_(
            select(models.Cycle.id).where(
                col(models.Cycle.kind) != CycleKind.HIRING, col(models.Cycle.starts_on) < end
            )
        )
    )
    rows = _cases(session, condition)
    # Cases that are over are open to everyone; only running cases can have missing sheets.
    running = lines_where(session, condition, col(models.Case.state) == CaseState.OPEN)
    blind = {line.case_id for line in running if not line.open_to(viewer_id)}
    settled, outside = levels.settled(session, condition), levels.outside(session, condition)
    imported = levels.imported(session, condition)
    persons = {row.id: row.person_id for row in rows}
    # Both come by person: the marks of one are read when that one is reached, and no others are held.
    told = groupby(levels.told(session, condition), lambda one: persons[one[0]])
    marked, of_marked = next(told, (0, iter(())))
    making, place = _Making(session), 0
    for person_id, mine in groupby(rows, lambda row: row.person_id):
        sheets_of: dict[int, list[Told]] = {}
        if person_id == marked:
            sheets_of = dict(of_marked)
            marked, of_marked = next(told, (0, iter(())))
        quarters: dict[int, Quarter] = {}
        roles: dict[Role, dict[int, Quarter]] = defaultdict(dict)
        for row in mine:
            if progress is not None and place % _STEP == 0:
                progress.step(place, len(rows))
            place += 1
            if row.id in blind:
                continue
            sheets, left_out = sheets_of.get(row.id, ()), outside.get(row.id, ())
            if row.id in imported:
                _put(quarters, making.of_file(row, imported[row.id]))
                continue
            made = making.quarter(row, sheets, settled.get(row.id, {}), left_out)
            _put(quarters, made)
            for role, those in _by_role(sheets).items() if by_role else ():
                _put(roles[role], making.of_role(row, role, those, left_out))
        if quarters:
            by = {role: _ordered(those) for role, those in roles.items()}
            yield PersonQuarters(person_id, _ordered(quarters), by)


def _cases(session: Session, condition: ColumnElement[bool]) -> list[_CaseRow]:
    rows = session.connection().execute(
        select_columns(
            col(models.Case.id),
            col(models.Case.person_id),
            col(models.Case.profile_id),
            col(models.Cycle.code),
            col(models.Cycle.starts_on),
            col(models.Cycle.framework_id),
            col(models.Cycle.policy_id),
        )
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(condition)
        .order_by(col(models.Case.person_id), col(models.Cycle.starts_on).nulls_first(), col(models.Case.id))
    )
    return [
        _CaseRow(
            row.id,
            row.person_id,
            row.profile_id,
            row.code,
            quarter_count(row.starts_on),
            row.framework_id,
            row.policy_id,
        )
        for row in rows
    ]


@dataclass(slots=True)
class _Asked:
    """An item of an edition, as a profile asks for it; ``levels`` are those it was given so far."""

    key: str
    function: str
    target: int
    weight: int
    levels: dict[Exact, OwnLevel] = field(default_factory=dict[Exact, OwnLevel])

    def at(self, level: Exact) -> OwnLevel:
        """Return the item at a level that it was not given before."""
        self.levels[level] = OwnLevel(self.function, level, self.target, self.weight)
        return self.levels[level]


class _Making:
    """Makes quarters; equal values of many people share one object, or a large team would fill the memory."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._items: dict[tuple[int, int], dict[int, _Asked]] = {}
        self._known: dict[int, tuple[int, frozenset[str]]] = {}  # number and keys of an edition
        self._profiles: dict[int, Profile] = {}
        self._policies: dict[int, Policy] = {}
        self._readers: dict[tuple[int, Role | None], Reader] = {}

    def quarter(
        self,
        row: _CaseRow,
        sheets: Sequence[Told],
        settled: Mapping[int, int | None],
        left_out: Collection[int],
    ) -> Quarter:
        """Return what counted in the case itself; settled levels replace rated ones."""
        reader = self._reader(row.policy_id, None)
        found: Levels = {**reader.levels(sheets), **settled}
        counted = reader.counted(sheets)
        # With one assessor the scatter cannot be known.
        marks = levels.given(counted) if len(counted) > 1 else {}
        return self._made(row, found, left_out, marks)

    def of_file(self, row: _CaseRow, found: Mapping[int, int]) -> Quarter:
        """Return what somebody's file said for that quarter."""
        return replace(self._made(row, dict(found), (), {}), imported=True)

    def of_role(
        self, row: _CaseRow, role: Role, sheets: Sequence[Told], left_out: Collection[int]
    ) -> Quarter:
        """Return the answers in the sheets of one role."""
        return self._made(row, self._reader(row.policy_id, role).levels(sheets), left_out, {})

    def _made(
        self,
        row: _CaseRow,
        found: Levels,
        left_out: Collection[int],
        marks: Mapping[int, tuple[GivenMark, ...]],
    ) -> Quarter:
        known = self._of_framework(row.framework_id, row.profile_id)
        own: dict[str, OwnLevel] = {}
        for item_id, level in found.items():
            there = known.get(item_id)
            if level is None or there is None or item_id in left_out:
                continue
            one = there.levels.get(level)
            own[there.key] = there.at(level) if one is None else one
        for item_id, given in marks.items():
            if len(given) > 1 and item_id in known and (one := own.get(known[item_id].key)) is not None:
                own[known[item_id].key] = replace(one, marks=given)
        return Quarter(
            row.code,
            row.number,
            own,
            row.framework_id,
            self._policy(row.policy_id),
            *self._known[row.framework_id],
        )

    def _of_framework(self, framework_id: int, profile_id: int) -> dict[int, "_Asked"]:
        """Return the items that the profile asks for, by id."""
        key = framework_id, profile_id
        if key not in self._items:
            found = frameworks.framework(self._session, framework_id)
            if profile_id not in self._profiles:
                self._profiles[profile_id] = frameworks.profile(self._session, profile_id)
            targets = self._profiles[profile_id].targets
            self._items[key] = {
                item.id: _Asked(item.key, item.function, target.level, target.weight)
                for item in found.items
                if (target := targets.get(item.code)) is not None
            }
            self._known[framework_id] = found.number, frozenset(item.key for item in found.items)
        return self._items[key]

    def _policy(self, policy_id: int) -> Policy:
        if policy_id not in self._policies:
            self._policies[policy_id] = frameworks.policy(self._session, policy_id)[2]
        return self._policies[policy_id]

    def _reader(self, policy_id: int, role: Role | None) -> Reader:
        key = policy_id, role
        if key not in self._readers:
            policy = self._policy(policy_id)
            if role is not None:
                alone = {one: Fraction(one is role) for one in Role}
                policy = replace(policy, role_weights=alone)
            self._readers[key] = Reader(policy)
        return self._readers[key]


def _by_role(sheets: Iterable[Told]) -> dict[Role, list[Told]]:
    """Return the sheets by role; none if too few of one answered, as the other roles would reveal theirs."""
    found: dict[Role, list[Told]] = defaultdict(list)
    for one in sheets:
        found[one.role].append(one)
    return {} if kept_apart(role for role, mine in found.items() for _ in mine) else found


def _put(quarters: dict[int, Quarter], made: Quarter) -> None:
    """Add a quarter's ratings; of several cases in one quarter the newest counts, the others fill gaps.

    Levels of a file never fill a quarter in which levels were given here.
    """
    if not made.items:
        return
    before = quarters.get(made.number)
    if before is not None and before.imported != made.imported:
        quarters[made.number] = before if made.imported else made
        return
    if before is not None:
        made = replace(made, items={**before.items, **made.items})
    quarters[made.number] = made


def _ordered(quarters: Mapping[int, Quarter]) -> tuple[Quarter, ...]:
    return tuple(quarters[number] for number in sorted(quarters))

"""The team matrix: people of a cycle by items, carried levels included; one statement for the marks."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import away, cycles, levels
from db.assessing.levels import Levels, Reader
from db.assessing.progress import may_show
from db.assessing.snapshots import engines
from db.framework import frameworks
from db.journal.presence import NAME, present
from db.models.types import today
from db.people import leaving
from db.people.organisation import units_below
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.assessing.engine import ENGINE
from domain.assessing.policy import Policy
from domain.assessing.sheet import SheetState
from domain.exchange.packet import PacketKind
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.people.person import full_name
from domain.period import quarter_of, quarters_between
from domain.progress import Progress
from domain.ratios import Exact
from domain.scale import LEVELS
from domain.team.matrix import NO_AGE, NO_LEVEL, Cell, MatrixPerson, TeamMatrix
from domain.text import fold

_STEP = 25  # people between two checks for cancelling


def team_matrix(
    session: Session,
    cycle_id: int,
    viewer_id: int | None,
    unit_id: int | None = None,
    progress: Progress | None = None,
) -> TeamMatrix:
    """Return the people of the cycle by items, by name; optionally only of a unit and those below it.

    A case that is blind to the viewer shows nothing. A fixed number of statements, one of them for the marks.

    Raises:
        Cancelled: if the user cancelled.
        Unknown: if there is no such cycle or unit.
    """
    cycle = cycles.cycle(session, cycle_id)
    return matrix_of(session, cycle, _here(session, cycle, unit_id), viewer_id, progress)


def matrix_of(
    session: Session,
    cycle: Cycle,
    here: ColumnElement[bool],
    viewer_id: int | None,
    progress: Progress | None = None,
) -> TeamMatrix:
    """Return the cases that meet the condition, all with the framework, policy and quarter of the cycle."""
    _, _, policy = frameworks.policy(session, cycle.policy_id)
    framework = frameworks.framework(session, cycle.framework_id)
    people, sheets_in, sheets = _people(session, cycle, here, viewer_id)
    profiles = {number: frameworks.profile(session, number) for number in {one.profile_id for one in people}}
    board = _Board(framework, people, profiles, _columns(session, framework))
    earlier = _Earlier(session, cycle, here, policy)
    board.leave_out(levels.outside(session, here))
    concerned = or_(here, earlier.condition)
    settled, left_out = levels.settled(session, concerned), levels.outside(session, earlier.condition)
    told, of_files = dict(levels.told(session, concerned)), levels.imported(session, concerned)
    made_by = engines(session, col(models.Snapshot.case_id).in_(select(models.Case.id).where(here)))
    earlier.put_given_first(of_files.keys())
    now = Reader(policy)
    for row, one in enumerate(people):
        if progress is not None and row % _STEP == 0:
            progress.step(row, len(people))
        if one.blind:
            continue
        mine, agreed = told.get(one.case_id, ()), settled.get(one.case_id, {})
        engine = made_by.get(one.case_id, ENGINE)
        board.put_now(row, now.levels(mine, engine), agreed)
        board.put_imported(row, of_files.get(one.case_id, {}), 0)
        if engine.minds_differences:
            board.put_apart(row, now.apart(mine) - agreed.keys())
        for case_id, age, then in earlier.cases.get(one.person_id, ()):
            if age > 1 and not board.lacks(row):
                break
            found = then.levels(told.get(case_id, ()), engine)
            found = _inside(found, left_out.get(case_id, ())) | settled.get(case_id, {})
            board.put_earlier(row, found, age, carry=age <= policy.carry_quarters)
            if age <= policy.carry_quarters:
                board.put_imported(row, of_files.get(case_id, {}), age)
    return board.matrix(cycle, policy, sheets_in, sheets)


def _here(session: Session, cycle: Cycle, unit_id: int | None) -> ColumnElement[bool]:
    """Return the condition for the cases of the cycle that count."""
    people = select(models.Person.id).where(present())
    if unit_id is not None:
        people = people.where(col(models.Person.unit_id).in_(units_below(session, unit_id)))
    return and_(
        col(models.Case.cycle_id) == cycle.id,
        col(models.Case.state) != CaseState.WITHDRAWN,
        col(models.Case.person_id).in_(people),
    )


class _Earlier:
    """The same people's closed cases that levels may be carried from, newest first (law 8b).

    ``cases`` is person id -> case id, age in quarters and its reader. The quarter before is always included,
    for the change since.
    """

    def __init__(self, session: Session, cycle: Cycle, here: ColumnElement[bool], policy: Policy) -> None:
        self.cases: dict[int, list[tuple[int, int, Reader]]] = defaultdict(list)
        if cycle.starts_on is None:  # a vacancy without a first day: nothing is earlier
            self.condition: ColumnElement[bool] = false()
            return
        start = quarter_of(cycle.starts_on).starts_on
        first = start
        for _ in range(max(1, policy.carry_quarters)):
            first = quarter_of(first - timedelta(days=1)).starts_on
        self.condition = and_(
            col(models.Case.person_id).in_(select(models.Case.person_id).where(here)),
            col(models.Case.state) == CaseState.CLOSED,
            col(models.Case.cycle_id).in_(
                select(models.Cycle.id).where(
                    col(models.Cycle.kind) != CycleKind.HIRING,
                    col(models.Cycle.starts_on) >= first,
                    col(models.Cycle.starts_on) < (first if cycle.kind is CycleKind.HIRING else start),
                )
            ),
        )
        readers = {cycle.policy_id: Reader(policy)}  # usually the same policy: no need to read it again
        rows = session.connection().execute(
            select_columns(
                col(models.Case.id),
                col(models.Case.person_id),
                col(models.Cycle.starts_on),
                col(models.Cycle.policy_id),
            )
            .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
            .where(self.condition)
            .order_by(col(models.Cycle.starts_on).desc().nulls_last(), col(models.Case.id).desc())
        )
        for row in rows:
            if row.policy_id not in readers:
                readers[row.policy_id] = Reader(frameworks.policy(session, row.policy_id)[2])
            age = quarters_between(row.starts_on, cycle.starts_on)
            self.cases[row.person_id].append((row.id, age, readers[row.policy_id]))

    def put_given_first(self, of_files: Collection[int]) -> None:
        """Within a quarter, put cases with levels of a file after those rated here (law 22)."""
        for mine in self.cases.values() if of_files else ():
            mine.sort(key=lambda one: (one[1], one[0] in of_files))


def _inside(found: Levels, outside: Collection[int]) -> Levels:
    return {item: level for item, level in found.items() if item not in outside} if outside else found


def _people(
    session: Session, cycle: Cycle, here: ColumnElement[bool], viewer_id: int | None
) -> tuple[tuple[MatrixPerson, ...], int, int]:
    """Return the rows by name, people who left last; how many sheets are in, and how many there will be."""
    handed_in, out = _sheets(session, here)
    on = today(session)
    rows = session.connection().execute(
        select_columns(
            col(models.Case.id),
            col(models.Case.person_id),
            col(models.Case.state),
            col(models.Case.profile_id),
            col(models.Person.code),
            *NAME,
            col(models.Person.post),
            col(models.Person.unit_id),
            col(models.Person.left_on),
            col(models.CaseOpening.actor_id),  # None: no one opened it early
        )
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(models.CaseOpening, col(models.CaseOpening.case_id) == models.Case.id, isouter=True)
        .where(here)
    )
    people: list[MatrixPerson] = []
    unassigned = 0
    for row in rows:
        unassigned += row.state == CaseState.OPEN and row.id not in handed_in and row.id not in out
        mine = handed_in.get(row.id, set())
        waiting = out.get(row.id, {}) if row.state == CaseState.OPEN else {}
        shown = may_show(bool(mine), waiting, row.actor_id is not None, viewer_id)
        gone = row.left_on if row.left_on is not None and row.left_on < on else None
        people.append(
            MatrixPerson(
                person_id=row.person_id,
                case_id=row.id,
                code=row.code,
                name=full_name(row.surname, row.given, row.patronymic),
                post=row.post,
                unit_id=row.unit_id,
                profile_id=row.profile_id,
                left_on=gone if gone and (cycle.ends_on is None or gone <= cycle.ends_on) else None,
                blind=bool(mine or waiting) and not shown,
                waiting=tuple(name for name in waiting.values() if name),
            )
        )
    people.sort(key=lambda one: (one.left_on is not None, fold(one.name), one.case_id))
    came = sum(len(mine) for mine in handed_in.values())
    every = [name for waiting in out.values() for name in waiting.values()]
    # A sealed sheet that is here has no name: it is submitted, and nobody is waited for.
    return tuple(people), came + every.count(""), came + len(every) + unassigned


def _sheets(
    session: Session, here: ColumnElement[bool]
) -> tuple[dict[int, set[int]], dict[int, dict[int, str]]]:
    """Return by case who has handed in, and the names of those who have not; empty of a sealed sheet here."""
    handed_in: dict[int, set[int]] = defaultdict(set)
    out: dict[int, dict[int, str]] = defaultdict(dict)
    begun = select_columns(
        col(models.Sheet.case_id),
        col(models.Sheet.assessor_id),
        col(models.Sheet.state),
        away.kind(models.Sheet.case_id, models.Sheet.assessor_id).correlate(models.Sheet).label("away"),
        *NAME,
    ).join(models.Person, col(models.Person.id) == models.Sheet.assessor_id)
    assigned = select_columns(
        col(models.CaseAssessor.case_id),
        col(models.CaseAssessor.person_id),
        away.kind(models.CaseAssessor.case_id, models.CaseAssessor.person_id)
        .correlate(models.CaseAssessor)
        .label("away"),
        *NAME,
    ).join(models.Person, col(models.Person.id) == models.CaseAssessor.person_id)
    wanted = select(models.Case.id).where(here)
    run = session.connection().execute
    for row in run(begun.where(col(models.Sheet.case_id).in_(wanted)).order_by(col(models.Sheet.id))):
        if row.state == SheetState.SUBMITTED:
            handed_in[row.case_id].add(row.assessor_id)
        else:
            out[row.case_id][row.assessor_id] = _pending(row)
    panel = assigned.where(col(models.CaseAssessor.case_id).in_(wanted), leaving.awaited(today(session)))
    for row in run(panel.order_by(col(models.CaseAssessor.position))):
        out[row.case_id].setdefault(row.person_id, _pending(row))
    # A sheet being corrected counts as handed in.
    for case_id, mine in handed_in.items():
        for person_id in mine & out[case_id].keys():
            del out[case_id][person_id]
    return handed_in, out


def _pending(row: Any) -> str:
    if row.away is PacketKind.SEALED_SHEET:
        return ""
    return full_name(row.surname, row.given, row.patronymic)


def _columns(session: Session, framework: Framework) -> dict[int, int]:
    """Return item id -> column, including items of other editions with the same key."""
    columns = {item.key: column for column, item in enumerate(framework.items)}
    rows = session.connection().execute(select_columns(col(models.Item.id), col(models.Item.key)))
    return {row.id: columns[row.key] for row in rows if row.key in columns}


class _Board:
    """The arrays while they are being filled, row by row."""

    def __init__(
        self,
        framework: Framework,
        people: tuple[MatrixPerson, ...],
        profiles: Mapping[int, Profile],
        columns: Mapping[int, int],
    ) -> None:
        self._framework, self._people, self._profiles, self._columns = framework, people, profiles, columns
        self._width = width = len(framework.items)
        self._critical = {
            number: [item.code in one.targets and one.targets[item.code].critical for item in framework.items]
            for number, one in profiles.items()
        }
        size = width * len(people)
        self._cells = array("b")
        for one in people:
            asked, known = profiles[one.profile_id].targets, Cell.HIDDEN if one.blind else Cell.MISSING
            self._cells.extend(known if item.code in asked else Cell.OUTSIDE for item in framework.items)
        self._indexes, self._before = array("h", [NO_LEVEL]) * size, array("h", [NO_LEVEL]) * size
        self._ages = array("b", [NO_AGE]) * size
        self._places: dict[Exact, int] = {level: level for level in LEVELS}
        self._unsettled: dict[int, frozenset[int]] = {}

    def leave_out(self, outside: Mapping[int, Collection[int]]) -> None:
        """Mark the items outside the scope of the cases."""
        for row, one in enumerate(self._people):
            for item_id in outside.get(one.case_id, ()):
                if item_id in self._columns:
                    self._cells[row * self._width + self._columns[item_id]] = Cell.OUTSIDE

    def put_now(self, row: int, rated: Levels, settled: Mapping[int, int | None]) -> None:
        """Enter what was rated in the case itself; settled levels replace rated ones."""
        first, columns, cells = row * self._width, self._columns, self._cells
        critical = self._critical[self._people[row].profile_id]
        for item_id, level in rated.items():
            column = columns[item_id]
            at = first + column
            if level is not None:
                # A level outside the scope is shown but not counted (law 8a).
                self._indexes[at], self._ages[at] = self._index(level), 0
                if cells[at] != Cell.OUTSIDE:
                    cells[at] = Cell.RATED
            elif cells[at] != Cell.OUTSIDE:
                cells[at] = Cell.UNCONFIRMED if critical[column] else Cell.NOT_APPLICABLE
        for item_id, level in settled.items():
            at = first + columns[item_id]
            if level is None:
                self._indexes[at], self._ages[at], cell = NO_LEVEL, NO_AGE, Cell.NOT_APPLICABLE
            else:
                self._indexes[at], self._ages[at], cell = self._index(level), 0, Cell.RATED
            if cells[at] != Cell.OUTSIDE:
                cells[at] = cell

    def put_apart(self, row: int, items: Iterable[int]) -> None:
        """Record the items in scope with unsettled differences."""
        first = row * self._width
        columns = (self._columns[item_id] for item_id in items)
        if found := frozenset(at for at in columns if self._cells[first + at] != Cell.OUTSIDE):
            self._unsettled[row] = found

    def put_earlier(self, row: int, rated: Levels, age: int, *, carry: bool) -> None:
        """Enter what was rated *age* quarters ago, where nothing newer is known."""
        first, cells = row * self._width, self._cells
        for item_id, level in rated.items():
            column = self._columns.get(item_id)
            if level is None or column is None:
                continue
            at = first + column
            if age == 1 and self._before[at] == NO_LEVEL:
                self._before[at] = self._index(level)
            if carry and cells[at] == Cell.MISSING:
                cells[at], self._indexes[at], self._ages[at] = Cell.CARRIED, self._index(level), age

    def put_imported(self, row: int, found: Mapping[int, int], age: int) -> None:
        """Enter what somebody's file said of the quarter *age* quarters ago, where nothing newer is known."""
        first, cells = row * self._width, self._cells
        for item_id, level in found.items():
            column = self._columns.get(item_id)
            if column is not None and cells[first + column] == Cell.MISSING:
                at = first + column
                cells[at], self._indexes[at], self._ages[at] = Cell.IMPORTED, self._index(level), age

    def lacks(self, row: int) -> bool:
        """Return whether any cell of the row is still unknown."""
        return Cell.MISSING in self._cells[row * self._width : (row + 1) * self._width]

    def matrix(self, cycle: Cycle, policy: Policy, sheets_in: int, sheets: int) -> TeamMatrix:
        """Return the finished matrix, levels in ascending order."""
        ordered = sorted(self._places)
        if len(ordered) > len(LEVELS):
            moved = {self._places[level]: place for place, level in enumerate(ordered)} | {NO_LEVEL: NO_LEVEL}
            self._indexes = array("h", [moved[index] for index in self._indexes])
            self._before = array("h", [moved[index] for index in self._before])
        return TeamMatrix(
            cycle=cycle,
            framework=self._framework,
            policy=policy,
            profiles=self._profiles,
            people=self._people,
            levels=tuple(Fraction(level) for level in ordered),
            cells=self._cells,
            indexes=self._indexes,
            ages=self._ages,
            before=self._before,
            sheets_in=sheets_in,
            sheets=sheets,
            unsettled=self._unsettled,
        )

    def _index(self, level: Exact) -> int:
        return self._places.setdefault(level, len(self._places))

"""Plans on screen: the list of all, and one with everything its editor shows."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, Integer, Result, Select, func, literal, literal_column, union
from sqlalchemy import case as when
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.development import plan_targets, plans, what_worked
from db.framework import frameworks
from db.journal.presence import NAME, of_units, present
from domain.assessing.entry import Row
from domain.development.plan import ActionState, Goal, Library, PlanKind, PlanState
from domain.development.plan_sheet import PlanSheet
from domain.development.worked import Worked
from domain.people.person import full_name
from domain.text import fold

PAGE = 200  # plans that a screen is filled with; the others wait until they are asked for


class Stage(StrEnum):
    """The stage of a plan, in list order; *overdue* is an active plan with something late."""

    OVERDUE = "overdue"
    ACTIVE = "active"
    DRAFT = "draft"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list: counts and dates, no levels, so anyone may see it.

    ``actions`` are those not removed; ``done`` of them are reported as done, ``told`` as done or cancelled,
    and ``late`` have passed their last day without a report. ``missed`` are past meetings without a result.
    ``next_meeting`` and ``next_end`` are the next dates, None if there are none.
    """

    plan_id: int
    kind: PlanKind
    state: PlanState
    starts_on: date
    ends_on: date
    person_id: int
    person_name: str
    person_code: str
    unit: str
    unit_id: int | None
    goals: int
    actions: int
    done: int
    told: int
    late: int
    missed: int
    next_end: date | None
    next_meeting: date | None
    by_hand: bool
    follows_id: int | None

    @property
    def stage(self) -> Stage:
        """The stage of the plan."""
        if self.state is PlanState.ACTIVE and (self.late or self.missed):
            return Stage.OVERDUE
        return Stage(self.state.value)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which plans to list: with each of these words in name, code or unit, and of a stage, None for any."""

    words: str = ""
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The first of the plans asked for, and how many these are: ``count``.

    ``counts`` are those with the words by stage, ``total`` is the number of all plans.
    """

    rows: tuple[PlanRow, ...]
    count: int
    counts: Mapping[Stage, int]
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether these are all plans asked for."""
        return len(self.rows) == self.count


EVERY = Asked()
NO_PLANS = PlanPage((), 0, dict.fromkeys(Stage, 0), 0)


def page(
    session: Session, on: date, asked: Asked = EVERY, most: int = PAGE, unit_ids: Set[int] | None = None
) -> PlanPage:
    """Return the first of the plans asked for, at most this many, and how many there are; six statements.

    With *unit_ids* it is about people of these units alone. Words cost three more: one about all plans,
    and twice one about the units.
    """
    found = rows(session, on, asked, most, unit_ids)
    read, stages, words = session.connection().execute, tuple(Stage), Asked(asked.words)
    by_place = _of_present(
        session, on, words, _PLACE.label("place"), func.count().label("plans"), unit_ids=unit_ids
    )
    counts = dict.fromkeys(stages, 0)
    counts |= {stages[row.place]: row.plans for row in read(by_place.group_by(_PLACE))}
    count = total = sum(counts.values())
    if asked.words:
        everybody = select_columns(func.count()).select_from(models.Plan)
        of_person = col(models.Person.id) == models.Plan.person_id
        there = everybody.join(models.Person, of_person).where(present(), of_units(unit_ids))
        total = session.connection().scalar(there) or 0
    return PlanPage(found, count if asked.stage is None else counts[asked.stage], counts, total)


def ids(
    session: Session, on: date, asked: Asked = EVERY, unit_ids: Set[int] | None = None
) -> tuple[tuple[int, PlanKind], ...]:
    """Return the plans asked for by id and kind, in the order of the list; one statement, two for words."""
    session.flush()
    found = _of_present(session, on, asked, col(models.Plan.id), col(models.Plan.kind), unit_ids=unit_ids)
    return tuple((row.id, row.kind) for row in session.connection().execute(found.order_by(*_ORDER)))


def rows(
    session: Session,
    on: date,
    asked: Asked = EVERY,
    most: int | None = None,
    unit_ids: Set[int] | None = None,
) -> tuple[PlanRow, ...]:
    """Return the plans asked for, by stage and name, newest first, at most this many; four statements."""
    session.flush()
    read = session.connection().execute
    wanted = _of_present(session, on, asked, col(models.Plan.id), _PLACE.label("place"), unit_ids=unit_ids)
    first = wanted.order_by(*_ORDER).limit(most)
    chosen = first.subquery()
    found = read(
        select_columns(
            col(models.Plan.id),
            col(models.Plan.kind),
            col(models.Plan.state),
            col(models.Plan.starts_on),
            col(models.Plan.ends_on),
            col(models.Plan.person_id),
            col(models.Plan.case_id),
            col(models.Plan.follows_id),
            *NAME,
            col(models.Person.code),
            col(models.Unit.name).label("unit"),
            col(models.Person.unit_id),
        )
        .join(chosen, chosen.c.id == models.Plan.id)
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .join(models.Unit, col(models.Unit.id) == models.Person.unit_id, isouter=True)
        .order_by(chosen.c.place, *_ORDER[1:])
    ).all()
    among = None if most is None else [row.id for row in found]
    goals, actions, meetings = (_by_plan(read(one)) for one in _facts(on, among))
    made: list[PlanRow] = []
    for row in found:
        of_actions, of_meetings = actions.get(row.id), meetings.get(row.id)
        made.append(
            PlanRow(
                plan_id=row.id,
                kind=row.kind,
                state=row.state,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                person_id=row.person_id,
                person_name=full_name(row.surname, row.given, row.patronymic),
                person_code=row.code,
                unit=row.unit or "",
                unit_id=row.unit_id,
                goals=goals[row.id].goals if row.id in goals else 0,
                actions=of_actions.actions if of_actions else 0,
                done=of_actions.done if of_actions else 0,
                told=of_actions.told if of_actions else 0,
                late=of_actions.late if of_actions else 0,
                missed=of_meetings.missed if of_meetings else 0,
                next_end=of_actions.next_end if of_actions else None,
                next_meeting=of_meetings.next_meeting if of_meetings else None,
                by_hand=row.case_id is None,
                follows_id=row.follows_id,
            )
        )
    return tuple(made)


def _facts(
    on: date, among: Sequence[int] | None
) -> tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]:
    """Return what is counted of goals, actions and meetings by plan; of these plans only, if given."""
    goals = (
        select_columns(col(models.Goal.plan_id), func.count().label("goals"))
        .where(col(models.Goal.retired_at).is_(None))
        .group_by(col(models.Goal.plan_id))
    )
    action, meeting = models.Action, models.CheckMeeting
    planned, passed = col(action.state) == ActionState.PLANNED, col(action.ends_on) < on
    actions = (
        select_columns(
            col(models.Goal.plan_id),
            func.count().label("actions"),
            func.sum(when((col(action.state) == ActionState.DONE, 1), else_=0)).label("done"),
            func.sum(when((planned, 0), else_=1)).label("told"),
            func.sum(when((planned & passed, 1), else_=0)).label("late"),
            func.min(when((planned & ~passed, col(action.ends_on)))).label("next_end"),
        )
        .join(models.Goal, col(models.Goal.id) == action.goal_id)
        .where(col(action.retired_at).is_(None), col(models.Goal.retired_at).is_(None))
        .group_by(col(models.Goal.plan_id))
    )
    silent, over = col(meeting.result) == "", col(meeting.on) < on
    meetings = (
        select_columns(
            col(meeting.plan_id),
            func.sum(when((silent & over, 1), else_=0)).label("missed"),
            func.min(when((silent & ~over, col(meeting.on)))).label("next_meeting"),
        )
        .where(col(meeting.retired_at).is_(None))
        .group_by(col(meeting.plan_id))
    )
    if among is None:
        return goals, actions, meetings
    of_goals = col(models.Goal.plan_id).in_(among)
    return goals.where(of_goals), actions.where(of_goals), meetings.where(col(meeting.plan_id).in_(among))


def _of_present(
    session: Session, on: date, asked: Asked, *columns: Any, unit_ids: Set[int] | None = None
) -> Select[*tuple[Any, ...]]:
    """Return these columns of the plans asked for, of people present; ``_PLACE`` may be one of them."""
    found = (
        select_columns(*columns)
        .select_from(models.Plan)
        .join(models.Person, col(models.Person.id) == models.Plan.person_id)
        .join(_overdue(on), models.Plan.id == _OVERDUE, isouter=True)
        .where(present(), of_units(unit_ids))
    )
    if asked.words:
        rows = session.connection().execute(select_columns(col(models.Unit.id), col(models.Unit.name)))
        units = [(row.id, fold(row.name)) for row in rows]
        for word in asked.words.split():
            named = [number for number, name in units if word in name]
            of_person = col(models.Person.folded).contains(word, autoescape=True)
            found = found.where(of_person | col(models.Person.unit_id).in_(named))
    if asked.stage is not None:
        found = found.where(literal(tuple(Stage).index(asked.stage)) == _PLACE)
    return found


def _overdue(on: date) -> CTE:
    """Return the plans with something late or missed, each found once however often it is asked about."""
    action, meeting = models.Action, models.CheckMeeting
    late = (
        select_columns(col(models.Goal.plan_id))
        .join(action, col(action.goal_id) == models.Goal.id)
        .where(
            col(action.state) == ActionState.PLANNED,
            col(action.ends_on) < on,
            col(action.retired_at).is_(None),
            col(models.Goal.retired_at).is_(None),
        )
    )
    missed = select_columns(col(meeting.plan_id)).where(
        col(meeting.result) == "", col(meeting.on) < on, col(meeting.retired_at).is_(None)
    )
    return union(late, missed).cte("overdue")


_OVERDUE: Any = literal_column("overdue.plan_id", Integer())
_ACTIVE = col(models.Plan.state) == PlanState.ACTIVE
_PLACE = when(
    (_ACTIVE & _OVERDUE.is_not(None), 0),
    (_ACTIVE, 1),
    (col(models.Plan.state) == PlanState.DRAFT, 2),
    else_=3,
)
"""The place of a plan's stage in the order of stages, as ``PlanRow.stage`` tells it."""

_ORDER = (_PLACE, col(models.Person.folded), col(models.Plan.id).desc())


@dataclass(frozen=True, slots=True)
class Choice:
    """An item that can become a goal: a gap, or a critical item without a level.

    ``goal_id`` is the goal that covers it, 0 for none; ``by`` is that goal's code if it covers this item as a
    twin.
    """

    row: Row
    goal_id: int
    by: str = ""

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def assess_only(self) -> bool:
        """Whether it must be assessed first."""
        return self.row.level is None


@dataclass(frozen=True, slots=True)
class Board:
    """A plan with what its editor offers.

    ``choices`` are in order of priority, empty without an assessment. ``staff`` are people who can be
    responsible, by name. ``targets`` is code -> the current target of the post, ``lowered`` is goal id -> the
    same where it is lower than when the goal was made. ``followed_by`` is the plan that continues this one.
    ``worked`` is library action id -> its effect on levels, if enough is known.
    """

    sheet: PlanSheet
    choices: tuple[Choice, ...]
    library: Library
    limit: int
    targets: Mapping[str, int]
    lowered: Mapping[int, int]
    followed_by: int | None
    worked: Mapping[int, Worked]


def board(session: Session, plan_id: int, viewer_id: int | None, on: date) -> Board:
    """Return a plan with what its editor shows; it contains levels, so it is as blind as its case.

    Raises:
        Unknown, StillBlind, NothingSubmitted: as for ``plans.plan``.
    """
    sheet = plans.plan(session, plan_id, viewer_id, on)
    limit = frameworks.policy(session)[2].max_goals if sheet.basis is None else sheet.basis.policy.max_goals
    targets = plan_targets.in_force(session, sheet)
    return Board(
        sheet=sheet,
        choices=_choices(sheet),
        library=frameworks.library(session, sheet.framework.id),
        limit=limit,
        targets=targets,
        lowered=plan_targets.lowered(sheet.plan, targets),
        followed_by=_followed_by(session, plan_id),
        worked=what_worked.by_action(session),
    )


def again(session: Session, before: Board, viewer_id: int | None) -> Board:
    """Return the board after an act on the plan alone: only the plan is read again, the rest is reused.

    Raises:
        Unknown: if the plan is gone.
    """
    sheet = plans.again(session, before.sheet, viewer_id)
    return replace(
        before,
        sheet=sheet,
        choices=_choices(sheet),
        lowered=plan_targets.lowered(sheet.plan, before.targets),
        followed_by=_followed_by(session, sheet.plan.id),
    )


def _followed_by(session: Session, plan_id: int) -> int | None:
    return session.exec(select(models.Plan.id).where(models.Plan.follows_id == plan_id)).first()


def _choices(sheet: PlanSheet) -> tuple[Choice, ...]:
    score = sheet.score
    if score is None:
        return ()
    goals = sheet.plan.goals
    covers = {code: goal for goal in goals for code in (*goal.aliases, goal.item)}
    for goal in goals:
        for twin in sheet.framework.twins(goal.item):
            covers.setdefault(twin, goal)
    unknown = tuple(row for row in score.missing if row.critical)
    return tuple(_choice(row, covers) for row in (*score.gaps, *unknown))


def _choice(row: Row, covers: Mapping[str, Goal]) -> Choice:
    goal = covers.get(row.code)
    if goal is None:
        return Choice(row, 0)
    return Choice(row, goal.id, "" if goal.item == row.code else goal.item)


def _by_plan(rows: Result[*tuple[Any, ...]]) -> dict[int, Any]:
    return {row.plan_id: row for row in rows.all()}  # all at once: one at a time takes three times as long

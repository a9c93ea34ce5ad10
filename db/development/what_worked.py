"""How levels changed after actions were done, read from closed plans.

Only means over at least five people leave this module, so anyone may see them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import people
from domain.development.plan import ActionState, PlanKind, PlanState
from domain.development.worked import Change, Worked, mean, parted, worked
from domain.people.person import Person

HALFWAY = 60  # days: the check of an adaptation between learning and working alone


@dataclass(frozen=True, slots=True)
class Guided:
    """How levels changed for the people guided by one mentor."""

    mentor_id: int
    mentor_name: str
    worked: Worked


@dataclass(frozen=True, slots=True)
class Adapted:
    """The results of closed adaptation plans, from the hire to the assessment at their end.

    ``plans`` is how many are closed, ``assessed`` for how many people a level was found at the end. ``by_60``
    and ``later`` are those assessed within the first 60 days, and after; one that would reveal fewer than
    five people is None. ``guided`` are the mentors named in these plans, ``advised`` those named in actions
    of other plans, as far as they may be shown, the one with most people first; ``untold`` is how many
    mentors may not.
    """

    plans: int
    assessed: int
    worked: Worked | None
    by_60: Worked | None
    later: Worked | None
    guided: tuple[Guided, ...]
    advised: tuple[Guided, ...]
    untold: int


def by_action(session: Session) -> dict[int, Worked]:
    """Return library action id -> how much levels changed; one statement."""
    session.flush()
    rows = session.connection().execute(
        _goals(col(models.Action.library_action_id))
        .join(models.Action, col(models.Action.goal_id) == models.Goal.id)
        .where(
            col(models.Action.state) == ActionState.DONE,
            col(models.Action.retired_at).is_(None),
            col(models.Action.library_action_id).is_not(None),
        )
    )
    return worked((library_id, change) for library_id, change in map(_change, rows))


def adapted(session: Session) -> Adapted:
    """Return the results of adaptation and mentoring; four statements."""
    session.flush()
    plans = session.connection().execute(
        select_columns(func.count()).where(
            col(models.Plan.kind) == PlanKind.ADAPTATION, col(models.Plan.state) == PlanState.CLOSED
        )
    )
    changes: list[Change] = []
    halves: dict[bool, list[Change]] = {True: [], False: []}
    guiding: dict[int, list[Change]] = defaultdict(list)
    for row in _of_adaptation(session):
        mentor_id, change = _change(row)
        changes.append(change)
        halves[(row.opened_on - row.starts_on).days < HALFWAY].append(change)
        if mentor_id is not None:
            guiding[mentor_id].append(change)
    everybody = _people(changes)
    both = parted({early: _people(mine) for early, mine in halves.items()}, everybody)
    advising: dict[int, list[Change]] = defaultdict(list)
    for mentor_id, change in map(_change, _beside_actions(session)):
        advising[mentor_id].append(change)
    names = people.brief(session, {*guiding, *advising})
    guided = _told(guiding, everybody, names)
    advised = _told(advising, set[int]().union(*map(_people, advising.values())), names)
    shown = {one.mentor_id for one in (*guided, *advised)}
    return Adapted(
        plans=plans.scalar_one(),
        assessed=len(everybody),
        worked=mean(changes),
        by_60=mean(halves[True]) if True in both else None,
        later=mean(halves[False]) if False in both else None,
        guided=guided,
        advised=advised,
        untold=len({*guiding, *advising} - shown),
    )


def _told(
    guiding: Mapping[int, list[Change]], everybody: set[int], names: Mapping[int, Person]
) -> tuple[Guided, ...]:
    """Return the mentors who may be shown; erased ones have no name and are left out."""
    shown = parted({mentor: _people(mine) for mentor, mine in guiding.items()}, everybody)
    means = ((mentor, mean(guiding[mentor])) for mentor in shown if names[mentor].surname)
    return tuple(
        Guided(mentor, names[mentor].full_name, worked) for mentor, worked in means if worked is not None
    )


def _of_adaptation(session: Session) -> Iterable[Any]:
    """Return the goals of adaptation plans with their mentors and the days of hire and assessment."""
    return session.connection().execute(
        _goals(col(models.Mentoring.mentor_id))
        .add_columns(col(models.Plan.starts_on), col(models.Case.opened_on))
        .join(models.Case, col(models.Case.id) == models.Goal.after_case_id)
        .join(models.Mentoring, col(models.Mentoring.plan_id) == models.Plan.id, isouter=True)
        .where(col(models.Plan.kind) == PlanKind.ADAPTATION)
    )


def _beside_actions(session: Session) -> Iterable[Any]:
    """Return the goals of other plans with the mentors of done actions, each pair once."""
    return session.connection().execute(
        _goals(col(models.Action.mentor_id))
        .join(models.Action, col(models.Action.goal_id) == models.Goal.id)
        .where(
            col(models.Plan.kind) != PlanKind.ADAPTATION,
            col(models.Action.state) == ActionState.DONE,
            col(models.Action.retired_at).is_(None),
            col(models.Action.mentor_id).is_not(None),
        )
        .group_by(col(models.Goal.id), col(models.Plan.id), col(models.Action.mentor_id))
    )


def _goals(key: Any) -> Select[*tuple[Any, ...]]:
    """Select goals of closed plans with a level before and after, each with *key*."""
    return (
        select_columns(
            key.label("key"),
            col(models.Plan.person_id),
            col(models.Goal.level_from),
            col(models.Goal.level_after),
        )
        .select_from(models.Goal)
        .join(models.Plan, col(models.Plan.id) == models.Goal.plan_id)
        .where(
            col(models.Plan.state) == PlanState.CLOSED,
            col(models.Goal.retired_at).is_(None),
            col(models.Goal.level_from).is_not(None),
            col(models.Goal.level_after).is_not(None),
        )
    )


def _change(row: Any) -> tuple[Any, Change]:
    return row.key, Change(row.person_id, Fraction(row.level_from), Fraction(row.level_after))


def _people(changes: list[Change]) -> set[int]:
    return {one.person_id for one in changes}

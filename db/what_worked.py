"""What became of levels where an action of the library was done: read from the plans that are closed.

Only means over five goals and more leave this module, so nothing here is blind to anybody.
"""

from fractions import Fraction

from sqlmodel import Session, col, select

from db import models
from domain.plan import ActionState, PlanState
from domain.worked import Worked, worked


def by_action(session: Session) -> dict[int, Worked]:
    """Return id of the library action -> by how much levels changed; one statement."""
    rows = session.exec(
        select(models.Action.library_action_id, models.Goal.level_from, models.Goal.level_after)
        .join(models.Goal, col(models.Goal.id) == models.Action.goal_id)
        .join(models.Plan, col(models.Plan.id) == models.Goal.plan_id)
        .where(
            models.Plan.state == PlanState.CLOSED,
            models.Action.state == ActionState.DONE,
            col(models.Action.retired_at).is_(None),
            col(models.Goal.retired_at).is_(None),
            col(models.Action.library_action_id).is_not(None),
            col(models.Goal.level_from).is_not(None),
            col(models.Goal.level_after).is_not(None),
        )
    )
    return worked(
        (library_id, Fraction(before), Fraction(after))
        for library_id, before, after in rows
        if library_id is not None and before is not None and after is not None
    )

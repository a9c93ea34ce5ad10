"""The totals of each person's newest case, for the list of all people."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from sqlalchemy import and_
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles
from db.people import newest
from db.team import matrix
from domain.assessing.case import Cycle, CycleKind
from domain.period import quarter_of
from domain.team.standing import Standings

_NO_QUARTER = date(2000, 1, 1)  # nothing is carried into a hiring case, whatever its date


def standings(session: Session, viewer_id: int | None) -> Standings:
    """Return the standings by the newest cases whose result the viewer may see.

    The number of statements depends on the framework, policy and quarter of these cases, not on the number of
    people.
    """
    session.flush()
    newest_shown = session.connection().execute(newest.shown(session, viewer_id)).scalars().all()
    concerned = select(models.Case.cycle_id).where(col(models.Case.id).in_(newest_shown))
    alike: dict[tuple[int, int, date], list[Cycle]] = defaultdict(list)
    for row in session.exec(select(models.Cycle).where(col(models.Cycle.id).in_(concerned))).all():
        one = cycles.record(row)
        carried_to = _NO_QUARTER
        if one.kind is not CycleKind.HIRING and one.starts_on is not None:
            carried_to = quarter_of(one.starts_on).starts_on
        alike[(one.framework_id, one.policy_id, carried_to)].append(one)
    found = [
        matrix.matrix_of(
            session,
            replace(same[0], starts_on=carried_to),
            and_(
                col(models.Case.id).in_(newest_shown),
                col(models.Case.cycle_id).in_([one.id for one in same]),
            ),
            viewer_id,
        )
        for (_framework, _policy, carried_to), same in alike.items()
    ]
    return Standings(tuple(found))

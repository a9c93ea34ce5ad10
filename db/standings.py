"""Where people stand by the newest case of each, for the list of all people."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from sqlalchemy import and_, exists, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db import cycles, matrix, models
from domain.case import CaseState, Cycle, CycleKind
from domain.period import quarter_of
from domain.standing import Standings

_NO_QUARTER = date(2000, 1, 1)  # nothing is carried into a hiring case, whenever it was


def standings(session: Session, viewer_id: int | None) -> Standings:
    """Return the standings by the newest cases; those of cases blind to the viewer are not there.

    The statements are so many for each quarter that a newest case lies in, whatever the number of people.
    """
    newer = aliased(models.Case)
    newest = select(models.Case.id).where(
        ~exists().where(
            col(newer.person_id) == models.Case.person_id,
            tuple_(col(newer.opened_on), col(newer.id)) > tuple_(models.Case.opened_on, models.Case.id),
        )
    )
    concerned = select(models.Case.cycle_id).where(col(models.Case.id).in_(newest))
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
                col(models.Case.id).in_(newest),
                col(models.Case.cycle_id).in_([one.id for one in same]),
                col(models.Case.state) != CaseState.WITHDRAWN,
            ),
            viewer_id,
        )
        for (_framework, _policy, carried_to), same in alike.items()
    ]
    return Standings(tuple(found))

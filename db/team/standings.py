"""The totals of each person's newest case, for the list of all people."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from sqlalchemy import and_
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles
from db.assessing.progress import CaseLine, lines_where
from db.journal.presence import of_units
from db.people import newest
from db.team import matrix
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.period import quarter_of
from domain.team.standing import Standings

_NO_QUARTER = date(2000, 1, 1)  # nothing is carried into a hiring case, whatever its date


def standings(session: Session, viewer_id: int | None, unit_ids: Set[int] | None = None) -> Standings:
    """Return the standings by the newest cases whose result the viewer may see, of people of these units.

    The number of statements depends on the framework, policy and quarter of these cases, not on the number of
    people.
    """
    session.flush()
    people = None
    if unit_ids is not None:
        people = session.exec(select(models.Person.id).where(of_units(unit_ids))).all()
    newest_shown = session.connection().execute(newest.shown(session, viewer_id, people)).scalars().all()
    return _of_cases(session, newest_shown, viewer_id)


def of_person(
    session: Session, person_id: int, viewer_id: int | None
) -> tuple[tuple[CaseLine, ...], Standings]:
    """Return a person's cases whose result the viewer may see, newest first, and the standings by them.

    Levels imported from a file are a case too. The number of statements depends on that of the quarters.
    """
    lines = tuple(
        one
        for one in lines_where(session, models.Case.person_id == person_id)
        if one.state is not CaseState.WITHDRAWN and (one.of_file or one.open_to(viewer_id))
    )
    return lines, _of_cases(session, [one.case_id for one in lines], viewer_id)


def _of_cases(session: Session, case_ids: Sequence[int], viewer_id: int | None) -> Standings:
    concerned = select(models.Case.cycle_id).where(col(models.Case.id).in_(case_ids))
    alike: dict[tuple[int, int, date], list[Cycle]] = defaultdict(list)
    wanted = select(models.Cycle).where(col(models.Cycle.id).in_(concerned))
    for row in session.exec(wanted.order_by(col(models.Cycle.id))):
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
                col(models.Case.id).in_(case_ids),
                col(models.Case.cycle_id).in_([one.id for one in same]),
            ),
            viewer_id,
        )
        for (_framework, _policy, carried_to), same in alike.items()
    ]
    return Standings(tuple(found))

"""The long table of levels: the matrix of an assessment, with days and the roles that may be named."""

from array import array
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import levels
from db.assessing.levels import Reader
from db.assessing.snapshots import engines
from db.people.organisation import units
from db.team import matrix as matrices
from domain.assessing.case import Cycle
from domain.assessing.engine import ENGINE
from domain.assessing.sheet import SheetState
from domain.mark import kept_apart
from domain.progress import Progress
from domain.team.long_table import ROLES, LongPart
from domain.team.matrix import TeamMatrix

_BITS = {role: 1 << bit for bit, role in enumerate(ROLES)}


def long_part(
    session: Session,
    cycle_id: int,
    viewer_id: int | None,
    unit_id: int | None = None,
    progress: Progress | None = None,
) -> LongPart:
    """Return an assessment of staff or candidates for the long table, optionally only of a unit.

    What is blind to the viewer has no level, no day and no role. A fixed number of statements.

    Raises:
        Cancelled: if the user cancelled.
        Unknown: if there is no such cycle or unit.
    """
    found = matrices.team_matrix(session, cycle_id, viewer_id, unit_id, progress)
    cases = [one.case_id for one in found.people if not one.blind]
    return LongPart(
        matrix=found,
        units={one.id: one.name for one in units(session)},
        days=_days(session, found.cycle, set(cases)),
        roles=_roles(session, found, frozenset(cases)),
    )


def _days(session: Session, cycle: Cycle, cases: set[int]) -> Mapping[int, date]:
    """Return case id -> the day of its newest sheet or settled level, of a file the last day of the cycle."""
    found: dict[int, date] = {}
    of_cycle = col(models.Case.cycle_id) == cycle.id
    sheets = (
        select_columns(col(models.Sheet.case_id), func.max(col(models.Sheet.submitted_on)))
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .where(of_cycle, col(models.Sheet.state) == SheetState.SUBMITTED)
        .group_by(col(models.Sheet.case_id))
    )
    settled = (
        select_columns(col(models.Settled.case_id), func.max(col(models.Settled.on)))
        .join(models.Case, col(models.Case.id) == models.Settled.case_id)
        .where(of_cycle)
        .group_by(col(models.Settled.case_id))
    )
    for statement in (sheets, settled):
        for case_id, day in session.connection().execute(statement):
            if case_id in cases and day is not None:
                found[case_id] = max(day, found.get(case_id, day))
    if cycle.ends_on is not None:
        for case_id in levels.imported(session, of_cycle):
            if case_id in cases:
                found.setdefault(case_id, cycle.ends_on)
    return found


def _roles(session: Session, found: TeamMatrix, cases: frozenset[int]) -> Mapping[int, array[int]]:
    """Return case id -> a mask of roles for each column; none for cases that keep assessors apart."""
    keys = {item.key: at for at, item in enumerate(found.framework.items)}
    rows = session.connection().execute(select_columns(col(models.Item.id), col(models.Item.key)))
    columns = {row.id: keys[row.key] for row in rows if row.key in keys}
    here: ColumnElement[bool] = col(models.Case.cycle_id) == found.cycle.id
    made_by = engines(
        session,
        col(models.Snapshot.case_id).in_(select_columns(col(models.Case.id)).where(here)),
    )
    reader = Reader(found.policy)
    masks: dict[int, array[int]] = defaultdict(lambda: array("B", bytes(len(keys))))
    for case_id, sheets in levels.told(session, here):
        if case_id not in cases or kept_apart(one.role for one in sheets):
            continue
        mine = masks[case_id]
        for sheet in reader.counted(sheets, made_by.get(case_id, ENGINE)):
            for item_id in sheet.rated:
                if item_id in columns:
                    mine[columns[item_id]] |= _BITS[sheet.role]
    return dict(masks)

"""Documents of a team: what is read for them. No Qt."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from db.assessing import cycles
from db.people.organisation import organisation, units
from db.team import matrix, trends
from domain.assessing.case import CycleKind
from domain.assessing.result import CaseResult
from domain.assessing.trend import team_trend, trend
from domain.errors import Unknown
from domain.team import trend_end
from reports.paper import team_paper
from reports.paper.team_paper import TeamPaper


def team(
    session: Session, cycle_id: int, viewer_id: int | None, on: date, unit_id: int | None = None
) -> TeamPaper:
    """Return what the papers of a team show to the viewer, of a unit and those below it where one is given.

    Raises:
        Unknown: if there is no such cycle or unit.
    """
    found = matrix.team_matrix(session, cycle_id, viewer_id, unit_id)
    names = {unit.id: unit.name for unit in units(session)}
    quarters = trends.of_team(session, cycle_id, viewer_id, unit_id)
    trend = trend_end.of_team(team_trend([one.quarters for one in quarters]), found) if quarters else None
    return team_paper.paper(
        found,
        organisation(session),
        names,
        on,
        "" if unit_id is None else names[unit_id],
        trend,
        cycles.last_day(session, cycle_id),
    )


def with_trend(session: Session, record: CaseResult, viewer_id: int | None) -> CaseResult:
    """Return the result of a member of staff with the quarters that the viewer may see; others as it is."""
    cycle = record.cycle
    if cycle.kind is CycleKind.HIRING or cycle.starts_on is None:
        return record
    found = trends.of_person(session, record.person.id, viewer_id, cycle.starts_on)
    return replace(record, trend=trend_end.of_result(trend(found.quarters), record))


def unit_of(session: Session, name: str) -> int:
    """Return the unit of this name, the topmost where several have it; letters large or small.

    Raises:
        Unknown: if there is none.
    """
    wanted = " ".join(name.split()).casefold()
    known = units(session)
    parents = {unit.id: unit.parent_id for unit in known}

    def depth(unit_id: int | None) -> int:
        return 0 if unit_id is None else 1 + depth(parents[unit_id])

    found = [unit.id for unit in known if unit.name.casefold() == wanted]
    if not found:
        raise Unknown("unit", name)
    return min(found, key=lambda one: (depth(one), one))

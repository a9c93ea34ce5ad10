"""Documents of a team: what is read for them. No Qt."""

from dataclasses import replace

from sqlmodel import Session

from db.assessing import cycles
from db.people.organisation import organisation, units
from db.team import matrix as matrices
from db.team import training_drafts, trainings, trends
from desktop.office.papers.drawing import Paper
from desktop.office.papers.registry import Asked
from domain.assessing.case import CycleKind
from domain.assessing.result import CaseResult
from domain.assessing.trend import team_trend, trend
from domain.errors import NoTopics, Unknown
from domain.team import trend_end
from reports.paper import team_paper


def matrix(session: Session, asked: Asked) -> tuple[Paper, ...]:
    """Return what the papers of a team show to the viewer, of a unit and those below it where one is given.

    Raises:
        Unknown: if there is no such cycle or unit.
    """
    cycle_id, viewer_id, unit_id = asked.id, asked.viewer_id, asked.unit_id
    found = matrices.team_matrix(session, cycle_id, viewer_id, unit_id)
    names = {unit.id: unit.name for unit in units(session)}
    quarters = trends.of_team(session, cycle_id, viewer_id, unit_id)
    trend = trend_end.of_team(team_trend([one.quarters for one in quarters]), found) if quarters else None
    record = team_paper.paper(
        found,
        organisation(session),
        names,
        asked.on,
        "" if unit_id is None else names[unit_id],
        trend,
        cycles.last_day(session, cycle_id),
    )
    return (Paper("_".join(part for part in (record.matrix.cycle.code, record.unit) if part), record),)


def training(session: Session, asked: Asked) -> tuple[Paper, ...]:
    """Return what a team is taught.

    Raises:
        NoTopics: if nothing is planned.
    """
    record = trainings.plan(session, asked.id, asked.viewer_id, asked.on, asked.unit_id)
    if not record.topics:
        kept = training_drafts.kept(session, asked.id, asked.viewer_id, asked.unit_id)
        raise NoTopics(removed=kept is not None)
    return (Paper(record.cycle.code, record),)


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

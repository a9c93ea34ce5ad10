"""Training plans of teams, made from what the matrix shows the viewer."""

from datetime import date

from sqlmodel import Session

from db.assessing import people
from db.framework import frameworks
from db.people.organisation import organisation, units
from db.team import matrix, training_drafts
from domain.period import next_quarter
from domain.team.needs import needs
from domain.team.training import proposed
from domain.team.training_plan import TrainingPlan, topics


def plan(
    session: Session, cycle_id: int, viewer_id: int | None, on: date, unit_id: int | None = None
) -> TrainingPlan:
    """Return the training plan for the quarter after that day, with the groups as people left them.

    If no one changed the proposed groups, those are used. Blind cases are left out. A proposed topic needs at
    least three people who lack the same subject.

    Raises:
        Unknown: if there is no such cycle or unit.
    """
    found = matrix.team_matrix(session, cycle_id, viewer_id, unit_id)
    draft = training_drafts.kept(session, cycle_id, viewer_id, unit_id)
    groups = (proposed(found, needs(found)) if draft is None else draft).groups
    needed = topics(found, frameworks.library(session, found.framework.id), groups)
    return TrainingPlan(
        organisation(session),
        found.cycle,
        found.framework,
        next_quarter(on),
        needed,
        sum(one.left_on is None for one in found.people),
        on,
        {one.id: one.name for one in units(session)}.get(unit_id or found.cycle.unit_id or 0, ""),
        None if viewer_id is None else people.person(session, viewer_id),
    )

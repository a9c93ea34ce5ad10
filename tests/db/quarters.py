"""The quarters that the trend of a team is made of, person by person."""

from sqlmodel import Session

from db.team import trends
from db.team.trends import PersonQuarters


def of_team(session: Session, cycle_id: int, viewer_id: int) -> tuple[PersonQuarters, ...]:
    """Return all of them."""
    return tuple(trends.quarters_of_team(session, cycle_id, viewer_id))

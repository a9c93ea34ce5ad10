"""The candidates of one campaign side by side."""

from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases
from db.assessing.progress import lines_where
from db.framework import frameworks
from db.hiring import campaigns, decisions
from db.people.organisation import organisation
from domain.assessing.case import CaseState
from domain.hiring.comparison import Comparison, compare
from domain.progress import Progress
from domain.text import fold


def comparison(
    session: Session, cycle_id: int, viewer_id: int | None, on: date, progress: Progress | None = None
) -> Comparison:
    """Compare the candidates whose marks the viewer may see; of the others only the names are given.

    Withdrawn candidates are left out, and so are those with nothing handed in and nothing awaited. A fixed
    number of statements.

    Raises:
        Unknown: if there is no such campaign.
        Cancelled: if the user cancelled.
    """
    held = campaigns.campaign(session, cycle_id)
    lines = lines_where(session, models.Case.cycle_id == cycle_id, models.Case.state != CaseState.WITHDRAWN)
    seen = [line.case_id for line in lines if line.open_to(viewer_id)]
    hidden = [line for line in lines if line.case_id not in seen]
    blind = sorted((line.person_name for line in hidden), key=fold)
    unopened = [line.person_name for line in hidden if line.waiting and not line.pending]
    rows = session.exec(
        select(models.Case).where(col(models.Case.id).in_(seen)).order_by(col(models.Case.id))
    ).all()
    cycle = session.get_one(models.Cycle, cycle_id)
    return compare(
        cases.results(session, rows, cycle, on, progress),
        organisation=organisation(session),
        cycle=held.cycle,
        framework=frameworks.framework(session, cycle.framework_id),
        profile=held.profile,
        made_on=on,
        blind=blind,
        unopened=unopened,
        concluded=decisions.newest_conclusions(session, seen),
    )

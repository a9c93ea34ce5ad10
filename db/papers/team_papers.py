"""What the papers of a team show: its matrix, the long table, training, and the order to assess it."""

from datetime import date

from sqlmodel import Session

from db.assessing import cycles, people
from db.framework import frameworks
from db.journal.exports import Of
from db.people import register
from db.people.organisation import organisation, units, units_below
from db.team import matrix as matrices
from db.team import shift_minimums, staff_cycles, training_drafts, trainings, trends
from db.team.long_table import long_part
from domain.errors import NoTopics
from domain.hiring.campaign import Panelist
from domain.mark import Role
from domain.papers import team_paper
from domain.papers.assessment_papers import AssessmentOrder
from domain.papers.paper import Paper
from domain.papers.team_paper import TeamPaper
from domain.team import shift, trend_end
from domain.team.long_table import LongTable
from domain.team.matrix import TeamMatrix
from domain.team.training_plan import TrainingPlan


def matrix(
    session: Session, document: str, cycle_id: int, viewer_id: int | None, on: date, unit_id: int | None
) -> tuple[Paper[TeamPaper], ...]:
    """Return what a team's papers show the viewer, for a unit and those below it if one is given.

    Raises:
        Unknown: if there is no such cycle or unit.
    """
    found = matrices.team_matrix(session, cycle_id, viewer_id, unit_id)
    names = {unit.id: unit.name for unit in units(session)}
    line = trends.of_team(session, cycle_id, viewer_id, unit_id)
    trend = trend_end.of_team(line, found) if line.points else None
    with register.of_paper(session, document, Of.CYCLE, cycle_id, unit_id):
        own = organisation(session)
    record = team_paper.paper(
        found,
        own,
        names,
        on,
        "" if unit_id is None else names[unit_id],
        trend,
        cycles.last_day(session, cycle_id),
        _short(session, found),
    )
    return (Paper("_".join(part for part in (record.matrix.cycle.code, record.unit) if part), record),)


def _short(session: Session, matrix: TeamMatrix) -> tuple[shift.Short, ...] | None:
    """Return where minimums for a shift are not known to be met; None if the items have none."""
    minimums = shift_minimums.minimums(session)
    if not any(item.key in minimums for item in matrix.framework.items):
        return None
    return shift.short(matrix, minimums, shift_minimums.beside(session, matrix))


def long_table(
    session: Session, document: str, cycle_id: int, viewer_id: int | None, on: date, unit_id: int | None
) -> tuple[Paper[LongTable], ...]:
    """Return the levels of an assessment of staff or of the candidates for a vacancy, a row each.

    Raises:
        Unknown: if there is no such cycle or unit.
    """
    with register.of_paper(session, document, Of.CYCLE, cycle_id, unit_id):
        part = long_part(session, cycle_id, viewer_id, unit_id)
    unit = "" if unit_id is None else part.units[unit_id]
    code = "_".join(one for one in (part.matrix.cycle.code, unit) if one)
    return (Paper(code, LongTable((part,), on)),)


def training(
    session: Session, document: str, cycle_id: int, viewer_id: int | None, on: date, unit_id: int | None
) -> tuple[Paper[TrainingPlan], ...]:
    """Return a team's training request.

    Raises:
        NoTopics: if nothing is planned.
    """
    with register.of_paper(session, document, Of.CYCLE, cycle_id, unit_id):
        record = trainings.plan(session, cycle_id, viewer_id, on, unit_id)
    if not record.topics:
        kept = training_drafts.kept(session, cycle_id, viewer_id, unit_id)
        raise NoTopics(removed=kept is not None)
    return (Paper(record.cycle.code, record),)


def staff_order(
    session: Session, document: str, cycle_id: int, on: date, unit_id: int | None = None
) -> tuple[Paper[AssessmentOrder], ...]:
    """Return an assessment of staff to be ordered, for a unit and those below it if one is given."""
    page = staff_cycles.page(session, cycle_id)
    here = None if unit_id is None else set(units_below(session, unit_id))
    rated = [one for one in page.people if not one.gone and (here is None or one.unit_id in here)]
    parts = {
        (one.assessor_id, one.role)
        for line in rated
        for one in (*line.case.sheets, *line.case.assigned)
        if one.role is not Role.SELF
    }
    known = people.brief(session, {who for who, _role in parts})
    order = list(Role)
    commission = sorted(
        (Panelist(who, known[who].full_name, known[who].post, role) for who, role in parts),
        key=lambda one: (order.index(one.role), one.name, one.person_id),
    )
    names = {unit.id: unit.name for unit in units(session)}
    unit = page.unit if unit_id is None else names[unit_id]
    with register.of_paper(session, document, Of.CYCLE, cycle_id, unit_id):
        own = organisation(session)
    record = AssessmentOrder(
        organisation=own,
        cycle=page.cycle,
        framework=frameworks.framework(session, page.cycle.framework_id),
        unit=unit,
        commission=tuple(commission),
        people=tuple((one.case.person_name, one.post, one.unit) for one in rated),
        made_on=on,
    )
    code = "_".join(filter(None, (page.cycle.code, "" if unit_id is None else unit)))
    return (Paper(code, record),)

"""The one place that says what lies within the reach of a login: its own, its units, what is closed."""

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from sqlalchemy import exists, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db import models
from db.journal.exports import Of
from db.people.organisation import units
from db.wire.allowed import Bound, Reach
from db.wire.refusals import OutOfReach
from domain.assessing.case import CaseState
from domain.development.talk import Talk
from domain.login import Login


def check(session: Session, login: Login, bounds: Iterable[Bound], arguments: Mapping[str, object]) -> None:
    """Refuse what lies outside any of the bounds.

    Raises:
        OutOfReach: also if there is no such thing, so that nobody learns which numbers are taken.
    """
    for bound in bounds:
        if not bound.parameter or bound.reach is Reach.FILLED:
            continue
        if bound.reach is Reach.NONE:
            if arguments.get(bound.parameter):
                raise OutOfReach
            continue
        reached, asked = _REACHES[bound.reach], _asked(bound.parameter, arguments)
        if not asked or not all(
            type(number) is int and reached(session, login, parameter, number) for parameter, number in asked
        ):
            raise OutOfReach


def filled(
    session: Session, login: Login, bounds: Iterable[Bound], arguments: Mapping[str, object]
) -> dict[str, frozenset[int]]:
    """Return the units of the login for each parameter that limits an answer to them.

    Raises:
        OutOfReach: if something else stands there.
    """
    found = {bound.parameter for bound in bounds if bound.reach is Reach.FILLED}
    if any(arguments.get(parameter) is not None for parameter in found):
        raise OutOfReach
    return {parameter: frozenset(_reached(session, login)) for parameter in found}


def _asked(parameter: str, arguments: Mapping[str, object]) -> list[tuple[str, object]]:
    """Return what is asked about: one thing, or those of several papers; of a team the unit of the paper."""
    if parameter == "talk":  # whose actions must be of the same plan, as it says itself
        return [("meeting_id", cast("Talk", arguments["talk"]).meeting_id)]
    if parameter != "ids":
        return [(parameter, arguments.get(parameter))]
    of = cast("Of", arguments["of"])
    if of is Of.CYCLE:
        return [("unit_id", arguments.get("unit_id"))]
    kind = _OF.get(of, "")  # of no person, so in nobody's units
    return [(kind, one) for one in cast("Iterable[object]", arguments["ids"])]


_OF = {Of.CASE: "case_id", Of.PLAN: "plan_id", Of.PERSON: "person_id"}


def _own(session: Session, login: Login, parameter: str, number: int) -> bool:
    me = login.person_id
    match parameter:
        case "sheet_id":
            sheet = session.get(models.Sheet, number)
            return sheet is not None and sheet.assessor_id == me
        case "case_id":
            return _seated(session, number, me)
        case "person_id":
            return number == me
        case "note_id" | "evidence_id":
            fact = session.get(models.Evidence, number)
            return fact is not None and fact.author_id == me
        case _:
            return False


def _units(session: Session, login: Login, parameter: str, number: int) -> bool:
    """Tell whether it is one's own, or of a person in the units."""
    # What others wrote about oneself is not one's own.
    mine = parameter != "person_id" and _own(session, login, parameter, number)
    return mine or _team(session, login, parameter, number)


def _seen(session: Session, login: Login, parameter: str, number: int) -> bool:
    return _own(session, login, parameter, number) or _team(session, login, parameter, number)


def _team(session: Session, login: Login, parameter: str, number: int) -> bool:
    if parameter == "unit_id":
        return number in _reached(session, login)
    unit = _unit_of(parameter)
    found = None if unit is None else session.exec(unit(number)).first()
    return found is not None and found in _reached(session, login)


def _closed(session: Session, _login: Login, parameter: str, number: int) -> bool:
    if parameter == "sheet_id":
        sheet = session.get(models.Sheet, number)
        number = 0 if sheet is None else sheet.case_id
    case = session.get(models.Case, number)
    return case is not None and case.state is CaseState.CLOSED


_REACHES: Mapping[Reach, Callable[[Session, Login, str, int], bool]] = {
    Reach.OWN: _own,
    Reach.SEEN: _seen,
    Reach.UNITS: _units,
    Reach.TEAM: _team,
    Reach.CLOSED: _closed,
}


def _seated(session: Session, case_id: int, person_id: int) -> bool:
    """Tell whether the person has a seat or a sheet in the case."""
    seat = exists().where(
        col(models.CaseAssessor.case_id) == case_id, col(models.CaseAssessor.person_id) == person_id
    )
    sheet = exists().where(col(models.Sheet.case_id) == case_id, col(models.Sheet.assessor_id) == person_id)
    return bool(session.scalar(select(or_(seat, sheet))))


def _reached(session: Session, login: Login) -> set[int]:
    """Return the units of the login and all units below them."""
    reached, present = set(login.unit_ids), units(session)
    while more := {one.id for one in present if one.parent_id in reached} - reached:
        reached |= more
    return reached


type _Find = Callable[[int], SelectOfScalar[int | None]]


def _unit_of(parameter: str) -> _Find | None:
    """Return how the unit is found of the person whom a thing is about."""
    person, plan = models.Person, models.Plan
    wanted = select(col(person.unit_id))
    by_case = wanted.join(models.Case, col(models.Case.person_id) == col(person.id))
    by_plan = wanted.join(plan, col(plan.person_id) == col(person.id))
    by_goal = by_plan.join(models.Goal, col(models.Goal.plan_id) == col(plan.id))
    known: dict[str, _Find] = {
        "person_id": lambda number: wanted.where(col(person.id) == number),
        "case_id": lambda number: by_case.where(col(models.Case.id) == number),
        "sheet_id": lambda number: by_case.join(
            models.Sheet, col(models.Sheet.case_id) == col(models.Case.id)
        ).where(col(models.Sheet.id) == number),
        "plan_id": lambda number: by_plan.where(col(plan.id) == number),
        "goal_id": lambda number: by_goal.where(col(models.Goal.id) == number),
        "action_id": lambda number: by_goal.join(
            models.Action, col(models.Action.goal_id) == col(models.Goal.id)
        ).where(col(models.Action.id) == number),
        "meeting_id": lambda number: by_plan.join(
            models.CheckMeeting, col(models.CheckMeeting.plan_id) == col(plan.id)
        ).where(col(models.CheckMeeting.id) == number),
    }
    return known.get(parameter)

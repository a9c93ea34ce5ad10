"""What a file holds about a person besides cases and plans: conclusions, merged cards, the erasure."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from db import models
from domain.people.person import full_name


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """Who concluded something about a case, and when; the conclusion itself is in the case."""

    case_id: int
    by_name: str
    on: date


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A card merged into this one: its name and code as they were, and when."""

    name: str
    code: str
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class SettledLine:
    """How many levels of a case someone settled, and when the last was; the levels are in the case."""

    case_id: int
    by_name: str
    at: datetime
    on: date
    items: int


@dataclass(frozen=True, slots=True)
class ProbationLine:
    """Who concluded a probation in which plan, and when; the conclusion itself is in the plan."""

    plan_id: int
    by_name: str
    on: date
    corrects: bool


@dataclass(frozen=True, slots=True)
class Traces:
    """Conclusions and merges are newest first; ``erased_at`` is None unless the person was erased."""

    conclusions: tuple[ConclusionLine, ...] = ()
    merges: tuple[MergeLine, ...] = ()
    erased_at: datetime | None = None
    settled: tuple[SettledLine, ...] = ()
    probations: tuple[ProbationLine, ...] = ()


def traces(session: Session, person_id: int) -> Traces:
    """Return the traces of a person; five statements."""
    rows = session.exec(
        select(models.Conclusion, models.Person)
        .join(models.Case, col(models.Case.id) == models.Conclusion.case_id)
        .join(models.Person, col(models.Person.id) == models.Conclusion.person_id)
        .where(models.Case.person_id == person_id)
        .order_by(col(models.Conclusion.on).desc(), col(models.Conclusion.id).desc())
    )
    concluded = tuple(
        ConclusionLine(one.case_id, full_name(by.surname, by.given, by.patronymic), one.on)
        for one, by in rows
    )
    doubles = session.exec(
        select(models.Person)
        .where(models.Person.merged_into == person_id, col(models.Person.merged_at).is_not(None))
        .order_by(col(models.Person.merged_at).desc())
    )
    merges = tuple(
        MergeLine(full_name(one.surname, one.given, one.patronymic), one.code, one.merged_at, one.merged_on)
        for one in doubles
        if one.merged_at is not None and one.merged_on is not None
    )
    erased = session.exec(select(models.Person.erased_at).where(models.Person.id == person_id)).first()
    return Traces(concluded, merges, erased, _settled(session, person_id), _probations(session, person_id))


def _probations(session: Session, person_id: int) -> tuple[ProbationLine, ...]:
    rows = session.exec(
        select(models.ProbationEnd, models.Person)
        .join(models.Plan, col(models.Plan.id) == models.ProbationEnd.plan_id)
        .join(models.Person, col(models.Person.id) == models.ProbationEnd.person_id)
        .where(models.Plan.person_id == person_id)
        .order_by(col(models.ProbationEnd.id))
    )
    found: list[ProbationLine] = []
    for one, by in rows:
        again = any(line.plan_id == one.plan_id for line in found)
        name = full_name(by.surname, by.given, by.patronymic)
        found.append(ProbationLine(one.plan_id, name, one.on, again))
    return tuple(reversed(found))


def _settled(session: Session, person_id: int) -> tuple[SettledLine, ...]:
    rows = session.exec(
        select(models.Settled, models.Person)
        .join(models.Case, col(models.Case.id) == models.Settled.case_id)
        .join(models.Person, col(models.Person.id) == models.Settled.actor_id)
        .where(models.Case.person_id == person_id)
        .order_by(col(models.Settled.at).desc())
    )
    found: dict[tuple[int, int], SettledLine] = {}
    for one, by in rows:
        key = one.case_id, by.id
        name = full_name(by.surname, by.given, by.patronymic)
        last = found.get(key, SettledLine(one.case_id, name, one.at, one.on, 0))
        found[key] = replace(last, items=last.items + 1)
    return tuple(found.values())

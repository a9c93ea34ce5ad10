"""What is counted every week of an adaptation."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import Session, col, select

from db import models
from db.development.plan_rows import record, running_plan
from db.journal import reasons
from domain.development.indicator import LIMIT, WEEK_LIMIT, Indicator, Week
from domain.development.plan import PlanKind
from domain.errors import Impossible, Missing


def indicators(session: Session, plan_id: int) -> tuple[Indicator, ...]:
    """Return the indicators of a plan in order; two statements."""
    rows = session.exec(
        select(models.Indicator)
        .where(models.Indicator.plan_id == plan_id)
        .order_by(col(models.Indicator.position), col(models.Indicator.id))
    ).all()
    weeks: dict[int, list[Week]] = defaultdict(list)
    for one in session.exec(
        select(models.IndicatorWeek)
        .where(col(models.IndicatorWeek.indicator_id).in_([row.id for row in rows]))
        .order_by(col(models.IndicatorWeek.week))
    ):
        weeks[one.indicator_id].append(Week(one.week, _figure(one.planned), _figure(one.fact), one.note))
    return tuple(Indicator(row.name, row.norm, tuple(weeks.get(row.id, ())), row.id) for row in rows)


def put(session: Session, plan_id: int, wanted: Sequence[Indicator]) -> None:
    """Set all indicators of a plan at once; a known id keeps its indicator, those not given are deleted.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed.
        Impossible: if it is not an adaptation plan, a week is later than half a year, or there are too many.
        Missing: if an indicator has no name.
        TooLong: if a text has more than 5,000 characters.
    """
    plan = running_plan(session, plan_id)
    if plan.kind is not PlanKind.ADAPTATION:
        raise Impossible("plan")
    if len(wanted) > LIMIT:
        raise Impossible("indicators")
    rows = {
        row.id: row
        for row in session.exec(select(models.Indicator).where(models.Indicator.plan_id == plan_id))
    }
    known = {
        (one.indicator_id, one.week): one
        for one in session.exec(
            select(models.IndicatorWeek).where(col(models.IndicatorWeek.indicator_id).in_(rows))
        )
    }
    kept: list[tuple[models.Indicator, Indicator]] = []
    for position, one in enumerate(wanted):
        name = reasons.words("name", one.name)
        if not name:
            raise Missing("name")
        row = rows.pop(one.id, None) or models.Indicator(plan_id=plan_id, name=name, position=0)
        row.id = one.id or row.id  # an indicator that is restored keeps its old id
        row.name, row.norm, row.position = name, reasons.words("norm", one.norm), position
        session.add(row)
        kept.append((row, one))
    session.flush()
    told: list[list[int | str | None]] = []
    for row, one in kept:
        for week in one.weeks:
            if week.empty:
                continue
            if not 1 <= week.number <= WEEK_LIMIT:
                raise Impossible("week")
            key = row.id, week.number
            line = known.pop(key, None) or models.IndicatorWeek(indicator_id=key[0], week=key[1])
            line.planned, line.fact = _letters(week.planned), _letters(week.fact)
            line.note = reasons.words("note", week.note)
            session.add(line)
            told.append([*key, line.planned, line.fact])
    for line in known.values():
        session.delete(line)
    session.flush()  # the weeks must be deleted before their indicator
    for row in rows.values():
        session.delete(row)
    record(session, "count", plan, {"indicators": [row.id for row, _one in kept], "weeks": told})


def _figure(letters: str | None) -> Decimal | None:
    return None if letters is None else Decimal(letters)


def _letters(figure: Decimal | None) -> str | None:
    return None if figure is None else format(figure, "f")

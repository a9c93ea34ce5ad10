"""The induction steps of an adaptation plan: the standard ones until people set others."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from db import models
from db.development import plan_making
from db.development.plan_rows import record, running_plan
from db.journal import reasons
from domain.development.induction import LAST_DAY, LIMIT, InductionStep
from domain.development.plan import PlanKind
from domain.errors import Impossible, Missing, TooManySteps
from domain.text import Text


def steps(session: Session, plan_id: int) -> tuple[InductionStep, ...]:
    """Return the steps of a plan in order; the standard ones if none were set."""
    rows = session.exec(
        select(models.InductionStep)
        .where(models.InductionStep.plan_id == plan_id)
        .order_by(col(models.InductionStep.position))
    ).all()
    own = tuple(InductionStep(one.day, one.by, Text(one.text_ru, one.text_en)) for one in rows)
    return own or plan_making.induction()


def keep(session: Session, plan_id: int, wanted: Sequence[InductionStep]) -> None:
    """Replace the rows of a plan's steps."""
    session.exec(delete(models.InductionStep).where(col(models.InductionStep.plan_id) == plan_id))
    session.add_all(
        models.InductionStep(
            plan_id=plan_id,
            position=place,
            day=one.day,
            by=one.by,
            text_ru=one.text.ru,
            text_en=one.text.en,
        )
        for place, one in enumerate(wanted)
    )
    session.flush()


def put(session: Session, plan_id: int, wanted: Sequence[InductionStep]) -> None:
    """Set all steps at once, those of one day in the given order; an empty list restores the standard ones.

    Raises:
        Unknown, PlanClosed: if the plan cannot be changed.
        Impossible: if it is not an adaptation plan, or a day is out of range.
        TooManySteps: if there are more than an induction may have.
        Missing: if a step has no text.
        TooLong: if a text has more than 5,000 characters.
    """
    plan = running_plan(session, plan_id)
    if plan.kind is not PlanKind.ADAPTATION:
        raise Impossible("plan")
    if len(wanted) > LIMIT:
        raise TooManySteps(LIMIT)
    made: list[InductionStep] = []
    for one in wanted:
        text = reasons.words("text", one.text.ru)
        if not text:
            raise Missing("text")
        if not 1 <= one.day <= LAST_DAY:
            raise Impossible("day")
        made.append(InductionStep(one.day, one.by, Text(text, one.text.en)))
    made.sort(key=lambda one: one.day)
    keep(session, plan_id, made)
    record(session, "induct", plan, {"steps": [[one.day, one.by.value] for one in made]})

"""One competency of an assessed person goes into the development plan, which is made if there is none."""

from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.development import plan_edit, plans
from db.development.plan_rows import goals_of
from db.framework import frameworks
from db.journal import journal
from domain.period import Period
from domain.plan_kinds import PlanState


def take_in(
    session: Session, case_id: int, code: str, viewer_id: int | None, period: Period, on: date
) -> int:
    """Return the id of the plan of the case, which has the item or a twin of it as a goal from now on.

    A new plan has no other goal: the rest of the gaps is offered beside it.

    Of several plans it is one that is not closed.

    Raises:
        Unknown, StillBlind, NothingSubmitted, OwnerLeft: as for ``plans.begin``.
        PlanClosed, TooManyGoals, NoTarget: as for ``plan_edit.choose_goal``.
    """
    plan = models.Plan
    order = col(plan.state) == PlanState.CLOSED, col(plan.id)  # one that was carried over is closed
    plan_id = session.exec(select(plan.id).where(plan.case_id == case_id).order_by(*order)).first()
    if plan_id is not None:
        if not _has(session, plan_id, case_id, code):
            plan_edit.choose_goal(session, plan_id, code, viewer_id, on)
        return plan_id
    with journal.act(session, "make", "plan") as act:
        plan_id = act.subject_id = plans.begin(session, case_id, viewer_id, period, on)
        plan_edit.choose_goal(session, plan_id, code, viewer_id, on)
    return plan_id


def _has(session: Session, plan_id: int, case_id: int, code: str) -> bool:
    case = session.get_one(models.Case, case_id)
    framework = frameworks.framework(session, session.get_one(models.Cycle, case.cycle_id).framework_id)
    alike = {framework.item(one).id for one in (code, *framework.twins(code))}
    return any(one.item_id in alike for one in goals_of(session, plan_id))

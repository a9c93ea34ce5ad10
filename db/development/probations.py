"""The end of a probation: what named people conclude about an adaptation plan (law 14)."""

from datetime import date

from sqlmodel import Session

from db import models
from db.assessing import people
from db.development import mentors, plan_followup
from db.development.plan_rows import record
from db.journal import reasons
from db.models.table import existing
from db.models.types import acting
from domain.development.plan import PlanKind, PlanState
from domain.development.probation import ProbationDraft, check_end
from domain.errors import Impossible, NotActive


def conclude(session: Session, plan_id: int, draft: ProbationDraft, today: date) -> int:
    """Record the actor's conclusion and return its id; a correction is another row.

    The levels of the newest assessment since the plan began are stored with it, as far as the actor may see
    them.

    Raises:
        Unknown: if there is no such plan.
        NotActive: if the plan is a draft, which no one has followed up.
        NeedsReason: if no reasons are given.
        Impossible: if it is not an adaptation plan, a day is in the future, or a notice does not belong here.
        Missing: if there is no actor, or the end is later than agreed without an absence.
        TooLong: if a text has more than 5,000 characters.
    """
    plan = existing(session, models.Plan, plan_id)
    if plan.kind is not PlanKind.ADAPTATION:
        raise Impossible("plan")
    if plan.state is PlanState.DRAFT:
        raise NotActive
    actor = acting(session)
    check_end(draft, mentors.probation_end(session, plan.person_id) or plan.ends_on, today)
    found = plan_followup.after(session, plan_id, actor, today)
    row = models.ProbationEnd(
        plan_id=plan_id,
        outcome=draft.outcome,
        reasons=reasons.reason(draft.reasons),
        documents=reasons.words("documents", draft.documents),
        ends_on=draft.ends_on,
        absence=reasons.words("absence", draft.absence),
        notice_on=draft.notice_on,
        person_id=actor,
        post=people.person(session, actor).post,
        on=draft.on,
    )
    session.add(row)
    session.flush()
    end_id = row.id
    for goal_id, level in found.levels.items():
        session.add(
            models.ProbationLevel(
                end_id=end_id, goal_id=goal_id, case_id=found.case_id or 0, level=str(level)
            )
        )
    levels = [[goal_id, str(level)] for goal_id, level in found.levels.items()]
    told = {"end": end_id, "outcome": draft.outcome.value, "on": str(draft.on), "levels": levels}
    record(session, "conclude", plan, told)
    return end_id

"""What acts on plans share: the rows they work on, and the checks before a change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.development import calendars
from db.journal import journal, reasons
from db.models.table import existing
from domain.development.plan import PlanState
from domain.development.plan_rules import ActionDraft, check_action, check_working
from domain.errors import Missing, OwnerLeft, PlanClosed, Unknown
from domain.people.person import full_name
from domain.period import Period
from domain.text import Text


def running_plan(session: Session, plan_id: int) -> models.Plan:
    """Return a plan that can still be changed.

    Raises:
        Unknown: if there is no such plan.
        PlanClosed: if it is closed.
    """
    row = existing(session, models.Plan, plan_id)
    if row.state is PlanState.CLOSED:
        raise PlanClosed
    return row


def goal_row(session: Session, goal_id: int) -> tuple[models.Goal, models.Plan]:
    """Return a goal and its plan, which can still be changed.

    Raises:
        Unknown, PlanClosed: as for ``running_plan``.
    """
    row = existing(session, models.Goal, goal_id)
    return row, running_plan(session, row.plan_id)


def action_row(session: Session, action_id: int) -> tuple[models.Action, models.Plan]:
    """Return an action and its plan, which can still be changed.

    Raises:
        Unknown, PlanClosed: as for ``running_plan``.
    """
    row = existing(session, models.Action, action_id)
    return row, goal_row(session, row.goal_id)[1]


def meeting_row(session: Session, meeting_id: int) -> tuple[models.CheckMeeting, models.Plan]:
    """Return a check meeting and its plan, which can still be changed.

    Raises:
        Unknown, PlanClosed: as for ``running_plan``.
    """
    row = session.get(models.CheckMeeting, meeting_id)
    if row is None:
        raise Unknown("meeting", meeting_id)
    return row, running_plan(session, row.plan_id)


def goals_of(session: Session, plan_id: int, *, retired: bool = False) -> Sequence[models.Goal]:
    """Return the goals of a plan in order; with *retired*, also those removed."""
    wanted = select(models.Goal).where(models.Goal.plan_id == plan_id)
    if not retired:
        wanted = wanted.where(col(models.Goal.retired_at).is_(None))
    return session.exec(wanted.order_by(col(models.Goal.position), col(models.Goal.id))).all()


def actions_of(session: Session, goal_ids: Sequence[int]) -> Sequence[models.Action]:
    """Return the goals' actions that were not removed, in order."""
    return session.exec(
        select(models.Action)
        .where(col(models.Action.goal_id).in_(goal_ids), col(models.Action.retired_at).is_(None))
        .order_by(col(models.Action.goal_id), col(models.Action.position), col(models.Action.id))
    ).all()


def meetings_of(session: Session, plan_id: int) -> Sequence[models.CheckMeeting]:
    """Return the check meetings of a plan that were not removed, by day."""
    return session.exec(
        select(models.CheckMeeting)
        .where(models.CheckMeeting.plan_id == plan_id, col(models.CheckMeeting.retired_at).is_(None))
        .order_by(col(models.CheckMeeting.on), col(models.CheckMeeting.id))
    ).all()


def period_of(row: models.Plan) -> Period:
    """Return the period of a plan."""
    return Period(row.starts_on, row.ends_on)


def checked(session: Session, draft: ActionDraft, plan: models.Plan, was: date | None = None) -> ActionDraft:
    """Return an action as it is stored; *was* is its current first day, which is always accepted.

    Raises:
        Missing, Impossible, OutsidePlan, ZeroHours: as for ``check_action``.
        TooLong: if a text has more than 5,000 characters.
        DayOff: if it would begin on a non-working day.
        OwnerLeft, Unknown: as for ``check_there``.
    """
    made = replace(draft, text=_words("text", draft.text), evidence=_words("evidence", draft.evidence))
    check_action(made, period_of(plan))
    if made.starts_on != was:
        check_working(made.starts_on, calendars.calendar(session))
    check_there(session, {made.owner_id, made.mentor_id}, made.ends_on)
    return made


def check_there(session: Session, ids: set[int | None], on: date) -> None:
    """Check that these people work here until that day.

    Raises:
        OwnerLeft: if someone leaves before.
        Unknown: if someone does not exist, or was merged or erased.
    """
    for one_id in ids - {None}:
        person = session.get(models.Person, one_id)
        if person is None or person.merged_into is not None or person.erased_at is not None:
            raise Unknown("person", one_id)
        if person.left_on is not None and person.left_on < on:
            raise OwnerLeft(full_name(person.surname, person.given, person.patronymic), person.left_on)


def record(session: Session, act: str, plan: models.Plan, told: journal.Told) -> None:
    """Write the single event of an act on a plan."""
    session.flush()
    journal.record(session, act, "plan", plan.id, told)


def _words(field: str, text: Text) -> Text:
    ru = reasons.words(field, text.ru)
    if field == "text" and not ru:
        raise Missing(field)
    return Text(ru, None if text.en is None else reasons.words(field, text.en))

"""What plans are made from: who does what, which actions are new to a person, what the post requires."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml
from sqlmodel import Session, col, select

import resources
from db import models
from db.assessing import entries, people
from db.framework import frameworks
from domain.assessing.scoring import Score, score
from domain.development.adaptation import against
from domain.development.induction import Guide, InductionStep
from domain.development.plan import ActionState, Library, Owner, Owners
from domain.development.plan_rules import REPEAT_AFTER
from domain.framework.framework import Framework
from domain.framework.profile import Phase, Profile, called_by, fitting
from domain.people.person import Person
from domain.period import quarter_of
from domain.text import Text


def owners(session: Session, person: Person, mentor_id: int | None = None) -> Owners:
    """Return who does what in a person's plan, as far as known."""
    found = people.brief(session, {one for one in (person.manager_id, mentor_id) if one is not None})

    def named(one_id: int | None) -> Owner:
        one = found.get(one_id or 0)
        return Owner() if one is None else Owner(one.id, one.short_name)

    mentor = None if mentor_id is None else named(mentor_id)
    return Owners(Owner(person.id, person.short_name), named(person.manager_id), mentor)


def offered(session: Session, person_id: int, framework_id: int | None, on: date) -> Library:
    """Return the library without what the person has done recently; see ``done_lately``."""
    return frameworks.library(session, framework_id).without(done_lately(session, person_id, on))


def done_lately(session: Session, person_id: int, on: date) -> frozenset[int]:
    """Return ids of library actions that a person has done within the last ``REPEAT_AFTER`` quarters."""
    since = quarter_of(on).starts_on
    for _quarter in range(REPEAT_AFTER):
        since = quarter_of(since - timedelta(days=1)).starts_on
    rows = session.exec(
        select(models.Action.library_action_id)
        .join(models.Goal, col(models.Goal.id) == models.Action.goal_id)
        .join(models.Plan, col(models.Plan.id) == models.Goal.plan_id)
        .where(
            models.Plan.person_id == person_id,
            models.Action.state == ActionState.DONE,
            col(models.Action.done_on) >= since,
            col(models.Action.library_action_id).is_not(None),
            col(models.Goal.assess_only).is_(False),
        )
    )
    return frozenset(one for one in rows if one is not None)


def in_post(session: Session, framework_id: int) -> Profile | None:
    """Return an edition's profile for people in post; None if it has none."""
    return _of(session, framework_id, Phase.POST)


def at_hire(session: Session, framework_id: int) -> dict[str, int]:
    """Return code -> target level at the hire, for items that have one in this edition."""
    found = _of(session, framework_id, Phase.HIRE)
    return {} if found is None else {code: one.level for code, one in found.targets.items()}


def edition_for(session: Session, person: Person, plan_id: int | None = None) -> Framework:
    """Return the edition of a plan without an assessment: that of its goals, else that of the person's post.

    A plan keeps the edition it was begun with, whatever is published later.

    Raises:
        Unknown: if nothing is published.
    """
    of_goals = session.exec(
        select(models.Item.framework_id)
        .join(models.Goal, col(models.Goal.item_id) == models.Item.id)
        .where(models.Goal.plan_id == plan_id)
        .order_by(col(models.Goal.id))
    ).first()
    if of_goals is not None:
        return frameworks.framework(session, of_goals)
    called = called_by([one for one in frameworks.profiles(session) if one.phase is Phase.POST], person.post)
    if called is None:
        return frameworks.newest(session)
    return frameworks.framework(session, frameworks.framework_of(session, called.id))


def post_of(session: Session, framework: Framework, post: str) -> Profile | None:
    """Return an edition's profile for someone in this post; None if it has none."""
    found = [one for one in frameworks.profiles_of(session, framework.id) if one.phase is Phase.POST]
    return fitting(found, post, Phase.POST) if found else None


def to_post(session: Session, case_id: int) -> tuple[Score, Profile] | None:
    """Return a case scored against the profile in post, and that profile; None if there is none.

    Not blind, like ``entries.known``.
    """
    case = session.get_one(models.Case, case_id)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    post = in_post(session, cycle.framework_id)
    if post is None:
        return None
    known = entries.known(session, case, cycle)
    made = score(against(known.entries, known.framework, post), known.framework.duties, known.policy)
    return made, post


@cache
def induction() -> tuple[InductionStep, ...]:
    """Return the standard induction steps for every newcomer, in order."""
    content: Any = yaml.safe_load(resources.text("catalogue/induction.yaml"))
    return tuple(
        InductionStep(one["day"], Guide(one["by"]), Text(one["ru"], one["en"])) for one in content["steps"]
    )


def _of(session: Session, framework_id: int, phase: Phase) -> Profile | None:
    return next((one for one in frameworks.profiles_of(session, framework_id) if one.phase is phase), None)

"""The current targets of a post, for plans made when they may have been higher."""

from collections.abc import Mapping

from sqlmodel import Session

from db.framework import frameworks
from domain.development.plan import Plan, PlanKind, PlanState
from domain.development.plan_sheet import PlanSheet
from domain.framework.profile import Phase, Profile


def in_force(session: Session, sheet: PlanSheet) -> dict[str, int]:
    """Return item code in the plan's edition -> the target in force, for items that have one.

    In force is the newest published edition of the plan's own model. Items are matched by key, so one with a
    new code or wording is still the same.
    """
    newest = next(
        (
            found
            for number in frameworks.current(session)
            if (found := frameworks.framework(session, number)).key == sheet.framework.key
        ),
        None,
    )
    if newest is None:
        return {}
    profile = _same_profile(frameworks.profiles_of(session, newest.id), sheet)
    if profile is None:
        return {}
    levels = {
        item.key: profile.targets[item.code].level for item in newest.items if item.code in profile.targets
    }
    return {item.code: levels[item.key] for item in sheet.framework.items if item.key in levels}


def lowered(plan: Plan, targets: Mapping[str, int]) -> dict[int, int]:
    """Return goal id -> the current target, where it is lower than when the goal was made.

    Goals that people set above the post's target are their own affair; so are goals already set as low.
    """
    if plan.state is PlanState.CLOSED:
        return {}
    found: dict[int, int] = {}
    for goal in plan.goals:
        target = targets.get(goal.item)
        if target is None or goal.asked is None or goal.by_hand:
            continue
        if target < goal.asked and target < goal.level_to:
            found[goal.id] = target
    return found


def _same_profile(profiles: tuple[Profile, ...], sheet: PlanSheet) -> Profile | None:
    """Return the profile that the plan works towards, as it is in another edition."""
    basis = None if sheet.basis is None or sheet.plan.kind is PlanKind.ADAPTATION else sheet.basis.profile
    phase = Phase.POST if basis is None else basis.phase
    mine = [one for one in profiles if one.phase is phase]
    same = [one for one in mine if basis is not None and one.key == basis.key]
    return (same or mine or [None])[0]

"""Plans of adaptation: what a new employee still lacks of what the post asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.entry import Entry
from domain.framework import Framework
from domain.period import Period
from domain.plan import ActionKind, Library, Meeting, Plan, PlanKind, build_plan
from domain.policy import Policy
from domain.profile import Profile
from domain.scoring import Score

CHECK_DAYS = (7, 30, 60, 85)  # the day of taking up the work is the first


class Part(StrEnum):
    """The stages of an adaptation, in their order (forms.md section 6)."""

    INTRODUCTION = "introduction"
    LEARNING = "learning"
    WITH_MENTOR = "with_mentor"
    ON_ONES_OWN = "on_ones_own"


PARTS = {
    ActionKind.ASSESS: Part.INTRODUCTION,
    ActionKind.FORMAL: Part.LEARNING,
    ActionKind.SOCIAL: Part.WITH_MENTOR,
    ActionKind.EXPERIENCE: Part.ON_ONES_OWN,
}


@dataclass(frozen=True, slots=True)
class Mentoring:
    """Who guides a new employee, and what was agreed in writing (ТК РФ 351.8).

    ``consent_on`` None is not given yet. ``content``, ``form`` and ``pay`` are as the agreement says them;
    the term is that of the plan unless ``until`` says otherwise.
    """

    mentor_id: int
    mentor_name: str = ""
    signature_name: str = ""
    consent_on: date | None = None
    agreement_no: str = ""
    agreement_on: date | None = None
    content: str = ""
    form: str = ""
    pay: str = ""
    until: date | None = None


def against(entries: Sequence[Entry], framework: Framework, profile: Profile) -> tuple[Entry, ...]:
    """Return what is known of each item set against the targets of another profile.

    All of that profile is the scope: what was not asked at hiring is what nobody knows yet.
    """
    known = {entry.code: entry for entry in entries}
    return tuple(
        replace(
            known.get(
                item.code, Entry(item.code, item.function, target.level, target.weight, target.critical)
            ),
            target=target.level,
            weight=target.weight,
            critical=target.critical,
            floor=target.floor,
            in_scope=True,
        )
        for item in framework.items
        if (target := profile.targets.get(item.code)) is not None
    )


def adaptation_plan(
    score: Score,
    framework: Framework,
    library: Library,
    period: Period,
    policy: Policy,
    owner_id: int | None = None,
    owner_name: str = "",
) -> Plan:
    """Build a plan from the gaps to the post, looked at on day 7, 30, 60 and 85 as far as they lie in it.

    Raises:
        NoGoals: if nothing is below target and no critical item waits for a level.
    """
    plan = build_plan(score, framework, library, period, policy, owner_id, owner_name)
    days = (period.starts_on + timedelta(days=day - 1) for day in CHECK_DAYS)
    meetings = tuple(Meeting(day) for day in days if day <= period.ends_on)
    return replace(plan, kind=PlanKind.ADAPTATION, meetings=meetings)

"""Adaptation plans: what a new employee still lacks for the requirements of the post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.assessing.entry import Entry
from domain.assessing.policy import Policy
from domain.assessing.scoring import Score
from domain.development.plan import (
    Action,
    ActionKind,
    Goal,
    Library,
    Meeting,
    Owners,
    Plan,
    PlanKind,
    build_plan,
    days_from,
    planned,
)
from domain.errors import Refused
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.period import Period
from domain.workdays import Calendar

HIGHEST = 3  # highest target before the end of a probation; people may set higher ones by hand
CHECK_DAYS = (7, 30, 60, 85)  # days of work, counting the first as 1


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


# The day from which a stage may begin: learning needs a workplace, working alone needs an example first.
_FROM = {Part.INTRODUCTION: 1, Part.LEARNING: 8, Part.WITH_MENTOR: 15, Part.ON_ONES_OWN: 31}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mentoring:
    """Who mentors a new employee, and what was agreed in writing (ТК РФ 351.8).

    ``consent_on`` is None until consent is given. ``content``, ``form`` and ``pay`` are as in the agreement;
    its term is that of the plan unless ``until`` says otherwise. ``clause`` of a contract or job description
    makes mentoring part of the mentor's job; where there is one, nothing is agreed.
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
    mentor_accusative: str = ""  # of the full name, empty if nobody confirmed it
    mentor_post: str = ""
    clause: str = ""

    @property
    def part_of_job(self) -> bool:
        """Whether mentoring is work under the mentor's contract, so that article 351.8 does not apply."""
        return bool(self.clause)

    @property
    def agreed(self) -> "Mentoring":
        """The same, without consent, agreement and pay where the clause leaves nothing to agree on."""
        if not self.clause:
            return self
        return replace(self, consent_on=None, agreement_no="", agreement_on=None, pay="")

    @property
    def as_agreed(self) -> "Mentoring":
        """The same without what is known of the mentor from elsewhere."""
        return replace(self, mentor_name="", signature_name="", mentor_accusative="", mentor_post="")


class MentorsByJob(Refused):
    """Mentoring is part of the mentor's job by this ``clause``: article 351.8 asks for no consent."""

    def __init__(self, clause: str) -> None:
        super().__init__(clause)
        self.clause = clause


@dataclass(frozen=True, slots=True)
class Unplanned:
    """Why a hire led to no plan: as far as is known, the person meets all requirements.

    ``in_post`` is whether the model has targets for the post; ``unknown`` counts its items without a level.
    """

    in_post: bool
    unknown: int


def against(entries: Sequence[Entry], framework: Framework, profile: Profile) -> tuple[Entry, ...]:
    """Return what is known of each item, set against the targets of the post for a probation.

    The scope is the whole profile: items not asked at hiring are simply unknown. Targets are capped at
    ``HIGHEST``, since no one must reach more before the end of a probation.
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
        if (whole := profile.targets.get(item.code)) is not None
        for target in (whole.at(min(whole.level, HIGHEST)),)
    )


def adaptation_plan(
    score: Score,
    framework: Framework,
    library: Library,
    period: Period,
    policy: Policy,
    calendar: Calendar,
    owners: Owners,
    post: Profile,
) -> Plan:
    """Build a plan from the gaps to the post, with checks on days 7, 30, 60 and 85 as far as they fall in it.

    A check due on a day off is held on the next working day. The stages begin in order.

    Raises:
        NoGoals: if nothing is below target and no critical item lacks a level.
    """
    plan = build_plan(score, framework, library, period, policy, calendar, owners)
    meetings = tuple(
        Meeting(check_date(day, period, calendar))
        for day in CHECK_DAYS
        if period.starts_on + (day - 1) * _DAY <= period.ends_on
    )
    asked = tuple(replace(goal, asked=post.targets[goal.item].level) for goal in plan.goals)
    goals = _staged(asked, library, period, policy, calendar, owners)
    return replace(plan, kind=PlanKind.ADAPTATION, goals=goals, meetings=meetings)


def staged(goal: Goal, library: Library, period: Period, calendar: Calendar) -> Goal:
    """Return a goal that joins the plan later, its actions moved into their stages."""
    weeks = {one.id: one.weeks for one in library.actions.get(goal.item, ())}
    made: list[Action] = []
    for action in sorted(goal.actions, key=lambda one: list(Part).index(PARTS[one.kind])):
        first = period.starts_on + (_FROM[PARTS[action.kind]] - 1) * _DAY
        rest = Period(min(first, period.ends_on), period.ends_on)
        wanted = max([rest.starts_on, *(one.ends_on + _DAY for one in made)])
        span = weeks.get(action.library_id or 0, library.assess.weeks)
        start, end = days_from(wanted, span, rest, calendar)
        made.append(replace(action, starts_on=start, ends_on=end))
    return replace(goal, actions=tuple(made))


def check_date(day: int, period: Period, calendar: Calendar) -> date:
    """Return the working day on which the check due on a given day of work is held."""
    return calendar.within(period.starts_on + (day - 1) * _DAY, period.starts_on, period.ends_on)


def day_of_check(on: date, period: Period, calendar: Calendar) -> int:
    """Return the nominal day of a check: the 60th stays the 60th even if held on Monday the 62nd."""
    named = (day for day in CHECK_DAYS if check_date(day, period, calendar) == on)
    return next(named, (on - period.starts_on).days + 1)


def steps(
    goal: Goal, at_hire: int | None, meetings: Sequence[Meeting], period: Period, calendar: Calendar
) -> tuple[int | None, ...]:
    """Return the target of a goal at each check: as at the hire, then half-way, then the goal's own.

    None for a check too early to require anything.
    """
    hire = None if at_hire is None else min(at_hire, goal.level_to)
    between = (goal.level_to + 1) // 2 if hire is None else (hire + goal.level_to) // 2
    asked: list[int | None] = []
    for number, one in enumerate(meetings, start=1):
        day = day_of_check(one.on, period, calendar)
        if number == len(meetings) or day >= CHECK_DAYS[3]:
            asked.append(goal.level_to)
        elif day >= CHECK_DAYS[2]:
            asked.append(between)
        else:
            asked.append(hire if day >= CHECK_DAYS[1] else None)
    return tuple(asked)


def parts_in_order(actions: Sequence[Action]) -> tuple[Part, ...]:
    """Return the stages that have actions, by the day the first action of each begins."""
    first: dict[Part, date] = {}
    for one in actions:
        part = PARTS[one.kind]
        first[part] = min(first.get(part, one.starts_on), one.starts_on)
    return tuple(sorted(first, key=lambda part: (first[part], list(Part).index(part))))


def _staged(
    goals: Sequence[Goal],
    library: Library,
    period: Period,
    policy: Policy,
    calendar: Calendar,
    owners: Owners,
) -> tuple[Goal, ...]:
    """Schedule the actions again, stage by stage: no stage begins before the one it builds on."""
    picked = {
        goal.item: (library.assess,) if goal.gap is None else library.pick(goal.item, policy.band(goal.gap))
        for goal in goals
    }
    made: dict[str, list[Action]] = {goal.item: [] for goal in goals}
    floor = period.starts_on
    for part in Part:
        floor = min(max(floor, period.starts_on + (_FROM[part] - 1) * _DAY), period.ends_on)
        begun: list[date] = []
        for goal in goals:
            for action in picked[goal.item]:
                if PARTS[action.kind] is not part:
                    continue
                wanted = max([floor, *(one.ends_on + _DAY for one in made[goal.item])])
                rest = Period(floor, period.ends_on)
                made[goal.item].append(planned(action, *days_from(wanted, action.weeks, rest, calendar)))
                begun.append(made[goal.item][-1].starts_on)
        floor = min(begun, default=floor)
    return tuple(replace(goal, actions=owners.given(made[goal.item])) for goal in goals)

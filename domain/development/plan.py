"""Plans: goals and actions built from gaps, for people to edit and follow up."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from domain.assessing.entry import Row
from domain.assessing.gaps import DutyStatus
from domain.assessing.policy import Policy
from domain.assessing.scoring import Score
from domain.errors import NoGoals
from domain.framework.framework import Framework
from domain.period import Period, last_working_days
from domain.plan_kinds import ActionKind, ActionState, PlanKind, PlanState
from domain.scale import Band
from domain.text import Text
from domain.workdays import Calendar


@dataclass(frozen=True, slots=True)
class LibraryAction:
    """A shipped or own action for an item; ``weeks`` is calendar time, ``hours`` None until entered.

    ``id`` is 0 if it does not come from the file. ``own`` means the organisation added it.
    """

    id: int
    code: str
    item: str
    kind: ActionKind
    weeks: int
    text: Text
    evidence: Text
    hours: int | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Postponed:
    """New dates for an action of an active plan, and why."""

    starts_was: date
    ends_was: date
    starts_on: date
    ends_on: date
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Action:
    """One step towards a goal; ``owner_id`` and ``mentor_id`` are people, None is a line to fill in by hand.

    ``retired`` means it was removed after something had been reported, so it is still shown.
    """

    library_id: int | None
    kind: ActionKind
    text: Text
    evidence: Text
    starts_on: date
    ends_on: date
    owner_id: int | None = None
    owner_name: str = ""
    mentor_id: int | None = None
    hours: int | None = None
    state: ActionState = ActionState.PLANNED
    result: str = ""
    done_on: date | None = None
    id: int = 0
    mentor_name: str = ""
    retired: bool = False
    postponed: tuple[Postponed, ...] = ()

    def late(self, on: date) -> bool:
        """Return whether its last day has passed without a report."""
        return self.state is ActionState.PLANNED and not self.retired and self.ends_on < on


@dataclass(frozen=True, slots=True)
class Goal:
    """One item to develop or, with ``assess_only``, to assess first.

    ``item`` is a code; ``aliases`` are its twins that the goal also covers; ``level_from`` None means no
    level yet; ``duties`` are codes, the endangered ones first; ``gap`` is in levels. ``by_hand`` means people
    added it, it was not built from a gap. ``asked`` is the target of the post when the goal was made, which
    ``level_to`` may since differ from; None if no post sets one. ``level_after`` is what an assessment found
    at the end, ``outcome`` what people say about it.
    """

    item: str
    level_from: Fraction | None
    level_to: int
    critical: bool
    weight: int
    duties: tuple[str, ...]
    actions: tuple[Action, ...]
    assess_only: bool = False
    aliases: tuple[str, ...] = ()
    id: int = 0
    criterion: str = ""
    by_hand: bool = False
    level_after: Fraction | None = None
    outcome: str = ""
    asked: int | None = None

    @property
    def live(self) -> tuple[Action, ...]:
        """The actions that were not removed."""
        return tuple(action for action in self.actions if not action.retired)

    @property
    def gap(self) -> Fraction | None:
        """Levels missing; None if the level is unknown."""
        return None if self.level_from is None else self.level_to - self.level_from


@dataclass(frozen=True, slots=True)
class Meeting:
    """A day on which the plan is reviewed, and the result."""

    on: date
    result: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with its goals in order of priority, ``assess_only`` ones last.

    ``hours_budget`` is a limit on hours off the line for the whole plan, None if no one set one.
    ``follows_id`` is the plan it continues. ``number`` counts the approved plans of a kind and year; a draft
    has none.
    """

    kind: PlanKind
    period: Period
    goals: tuple[Goal, ...]
    meetings: tuple[Meeting, ...]
    state: PlanState = PlanState.DRAFT
    aim: str = ""
    person_id: int = 0
    case_id: int | None = None
    id: int = 0
    uid: str = ""
    hours_budget: int | None = None
    approved_on: date | None = None
    closed_on: date | None = None
    follows_id: int | None = None
    number: int | None = None

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions that were not removed, in the order of the goals."""
        return tuple(action for goal in self.goals for action in goal.live)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who does an action; ``id`` None leaves a line to fill in by hand."""

    id: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who does what in a plan: actions belong to the employee; the manager assesses, a mentor guides."""

    employee: Owner = Owner()
    manager: Owner = Owner()
    mentor: Owner | None = None

    def of(self, kind: ActionKind) -> Owner:
        """Return who does actions of this kind."""
        if kind is ActionKind.ASSESS:
            return self.manager
        return self.mentor if kind is ActionKind.SOCIAL and self.mentor is not None else self.employee

    def given(self, actions: Sequence[Action]) -> tuple[Action, ...]:
        """Return the actions with their owners."""
        return tuple(
            replace(one, owner_id=self.of(one.kind).id, owner_name=self.of(one.kind).name) for one in actions
        )


NOBODY = Owners()


@dataclass(frozen=True, slots=True)
class Library:
    """The development actions by item code, and the action for items without a level."""

    actions: Mapping[str, Sequence[LibraryAction]]
    assess: LibraryAction

    def without(self, done: Set[int]) -> "Library":
        """Return the library without these actions (ids): what was done is not proposed again."""
        left = {code: tuple(one for one in mine if one.id not in done) for code, mine in self.actions.items()}
        return Library(left, self.assess)

    def pick(self, code: str, band: Band) -> tuple[LibraryAction, ...]:
        """Return the actions for a gap of this band, in working order (development.yaml, 1 and 2).

        One of each kind: the organisation's newest own action if there is one, else the first. All of them
        would be more than fits into a quarter; people choose others by hand. If a kind has none left, another
        kind takes its place.
        """
        order = {
            Band.MET: (),
            Band.SMALL: (ActionKind.EXPERIENCE, ActionKind.SOCIAL),
            Band.LARGE: (ActionKind.FORMAL, ActionKind.SOCIAL, ActionKind.EXPERIENCE),
        }[band]
        mine = self.actions.get(code, ())
        others = [kind for kind in ActionKind if kind not in order and kind is not ActionKind.ASSESS]
        found = [action for kind in (*order, *others) for action in _preferred(mine, kind)]
        return tuple(found[: len(order)])


def _preferred(actions: Sequence[LibraryAction], kind: ActionKind) -> list[LibraryAction]:
    same = [action for action in actions if action.kind is kind]
    return [action for action in same if action.own][-1:] or same[:1]


def build_plan(
    score: Score,
    framework: Framework,
    library: Library,
    period: Period,
    policy: Policy,
    calendar: Calendar,
    owners: Owners = NOBODY,
) -> Plan:
    """Build a development plan from gaps (methods.md section 9).

    At most ``policy.max_goals`` goals: critical first, then weight times gap, weight, code; a group of twins
    is one goal. Critical items without a level are added as ``assess_only`` goals. Meetings are on the last
    working day of each month of the period.

    Raises:
        NoGoals: if nothing is below target and no critical item lacks a level.
    """
    chosen: list[Row] = []
    covered: set[str] = set()
    for row in score.gaps:
        if row.code not in covered and len(chosen) < policy.max_goals:
            chosen.append(row)
            covered.update((row.code, *framework.twins(row.code)))
    goals = [_goal(row, score, framework, library, period, calendar) for row in chosen]
    unknown = [row for row in score.missing if row.critical and row.code not in covered]
    goals += [_assess(row, score, framework, library, period, calendar) for row in unknown]
    if not goals:
        raise NoGoals
    owned = tuple(replace(goal, actions=owners.given(goal.actions)) for goal in goals)
    meetings = tuple(Meeting(day) for day in last_working_days(period, calendar))
    return Plan(PlanKind.IDP, period, owned, meetings)


def schedule(actions: Sequence[LibraryAction], period: Period, calendar: Calendar) -> tuple[Action, ...]:
    """Schedule actions one after another by their weeks; what would overrun is moved back to end in time.

    An action longer than the period takes all of it. Each begins and ends on a working day.
    """
    laid: list[Action] = []
    cursor = period.starts_on
    for action in actions:
        start, end = days_from(cursor, action.weeks, period, calendar)
        laid.append(planned(action, start, end))
        cursor = end + timedelta(days=1)
    return tuple(laid)


def days_from(wanted: date, weeks: int, period: Period, calendar: Calendar) -> tuple[date, date]:
    """Return the working days that begin and end so many weeks, from *wanted* or earlier to end in time."""
    span = timedelta(weeks=weeks)
    start = max(period.starts_on, min(calendar.next(wanted), period.ends_on - span + timedelta(days=1)))
    start = calendar.within(start, period.starts_on, period.ends_on)
    return start, max(start, calendar.previous(min(period.ends_on, start + span - timedelta(days=1))))


def planned(action: LibraryAction, starts_on: date, ends_on: date) -> Action:
    """Return an action of the library as a step of a plan."""
    return Action(
        action.id or None, action.kind, action.text, action.evidence, starts_on, ends_on, hours=action.hours
    )


def hours_known(plan: Plan) -> tuple[int, int]:
    """Return the sum of the known hours, and for how many actions they are unknown."""
    hours = [action.hours for action in plan.actions]
    return sum(h for h in hours if h is not None), sum(h is None for h in hours)


def goal_for(
    row: Row, score: Score, framework: Framework, library: Library, period: Period, calendar: Calendar
) -> Goal:
    """Return the goal that closes a gap, or for an item without a level the goal to assess it."""
    if row.level is None:
        return _assess(row, score, framework, library, period, calendar)
    return _goal(row, score, framework, library, period, calendar)


def _goal(
    row: Row, score: Score, framework: Framework, library: Library, period: Period, calendar: Calendar
) -> Goal:
    assert row.band is not None, row
    return Goal(
        item=row.code,
        level_from=row.level,
        level_to=row.entry.target,
        asked=row.entry.target,
        critical=row.critical,
        weight=row.weight,
        duties=_duties(row.code, score),
        actions=schedule(library.pick(row.code, row.band), period, calendar),
        aliases=tuple(code for code in framework.twins(row.code) if code in {gap.code for gap in score.gaps}),
    )


def _assess(
    row: Row, score: Score, framework: Framework, library: Library, period: Period, calendar: Calendar
) -> Goal:
    return Goal(
        item=row.code,
        level_from=None,
        level_to=row.entry.target,
        asked=row.entry.target,
        critical=True,
        weight=row.weight,
        duties=_duties(row.code, score),
        actions=schedule((library.assess,), period, calendar),
        assess_only=True,
    )


def _duties(code: str, score: Score) -> tuple[str, ...]:
    """The duties that need the item: those at risk first, then in the order of the score."""
    drawing = [one for one in score.duties if code in one.duty.items]
    endangered = [one for one in drawing if one.status in (DutyStatus.AT_RISK, DutyStatus.WATCH)]
    return tuple(one.duty.code for one in endangered or drawing)

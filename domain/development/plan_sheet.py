"""A plan with what its paper prints: the result it was made from, and the basis of each goal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.assessing.entry import Standing
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import Score
from domain.development.adaptation import Mentoring, steps
from domain.development.indicator import Indicator
from domain.development.induction import InductionStep
from domain.development.plan import Goal, Plan
from domain.development.probation import ProbationEnd
from domain.framework.framework import Framework
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.workdays import WEEKENDS, Calendar


@dataclass(frozen=True, slots=True)
class Ground:
    """What a goal's starting level rests on: the sheets that count and give one, in the order handed in.

    ``settled`` means people decided on it. ``quarters`` is the age of a carried level, which no sheet of this
    assessment gives; otherwise None. ``imported`` means that it comes from a file.
    """

    sheets: tuple[Assessor, ...]
    settled: bool
    quarters: int | None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan with what its paper prints; ``basis`` is None for a plan without an assessment.

    ``mentoring``, ``probation_ends_on``, ``indicators`` and ``ends`` belong to an adaptation plan, as far as
    known; ``ends`` are people's conclusions on the probation, newest first. ``to_post`` is the score against
    the post, ``at_hire`` code -> the target at the hire. ``exhausted`` are codes of goals for which all
    library actions were done recently. ``chain_value`` is that of the journal's event of the approval, empty
    before it; ``sitting_of`` the name of who had opened the file, if that was not who approved.
    ``meeting_id`` is the meeting that a sheet is asked for of; without one, it is the meeting of the day.
    ``approver`` is who approves documents, if that is one person whose name somebody confirmed in its cases.
    """

    organisation: Organisation
    person: Person
    manager: Person | None
    framework: Framework
    plan: Plan
    basis: CaseResult | None
    made_on: date
    mentoring: Mentoring | None = None
    probation_ends_on: date | None = None
    indicators: tuple[Indicator, ...] = ()
    ends: tuple[ProbationEnd, ...] = ()
    calendar: Calendar = WEEKENDS
    to_post: Score | None = None
    at_hire: Mapping[str, int] = field(default_factory=dict[str, int])
    induction: tuple[InductionStep, ...] = ()
    exhausted: frozenset[str] = frozenset()
    chain_value: str = ""
    sitting_of: str = ""
    meeting_id: int | None = None
    approver: Person | None = None

    @property
    def score(self) -> Score | None:
        """The score that goals are chosen from; in an adaptation plan, the one against the post."""
        if self.to_post is not None:
            return self.to_post
        return None if self.basis is None else self.basis.score

    def steps(self, goal: Goal) -> tuple[int | None, ...]:
        """Return the targets of a goal at the checks of a probation; see ``adaptation.steps``."""
        return steps(goal, self.at_hire.get(goal.item), self.plan.meetings, self.plan.period, self.calendar)

    @property
    def agreed_end(self) -> date:
        """The last day of the probation as agreed at the hire; the plan's last day if unknown."""
        return self.probation_ends_on or self.plan.period.ends_on

    def ground(self, code: str) -> Ground | None:
        """Return what the level of an item rests on; None without an assessment or a level."""
        if self.basis is None or not self.basis.score.has(code):
            return None
        row = self.basis.score.row(code)
        if row.level is None:
            return None
        weights = self.basis.policy.role_weights
        gave = {
            given.assessor_id
            for given in row.entry.marks
            if given.mark.level is not None and weights[given.role] > 0
        }
        carried = row.entry.carried if row.standing is Standing.CARRIED else None
        return Ground(
            () if carried is not None else tuple(one for one in self.basis.assessors if one.id in gave),
            settled=row.entry.settled is not None,
            quarters=None if carried is None else carried.quarters,
            imported=row.imported,
        )

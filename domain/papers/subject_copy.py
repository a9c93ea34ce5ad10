"""What the copy of somebody's own data holds: no name of an assessor or of a third person is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from domain.assessing.case import CaseState, CycleKind
from domain.assessing.evidence import Polarity
from domain.assessing.scoring import Totals
from domain.development.adaptation import Mentoring
from domain.development.indicator import Indicator
from domain.development.induction import InductionStep
from domain.development.plan import Postponed
from domain.development.probation import ProbationOutcome
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.organisation import Organisation
from domain.people.person import Basis, Person
from domain.people.purpose import Purpose
from domain.people.retention import Term
from domain.people.subject import CaseRest, PersonRest
from domain.plan_kinds import ActionKind, ActionState, PlanKind, PlanState
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Rated:
    """The level of one item, None if unknown, and its target, None if none is required.

    ``imported``: the level comes from a file.
    """

    code: str
    label: Text
    level: Fraction | None
    target: int | None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote about the person; ``by`` is only the role, None where that would tell who."""

    text: str
    by: Role | None = None
    on: date | None = None
    items: tuple[str, ...] = ()
    speaks: Polarity | None = None


@dataclass(frozen=True, slots=True)
class Concluded:
    """What was concluded about an assessment or a probation, on which day.

    What is after ``on`` is known of a probation only: its last day, the day of the notice, and the levels of
    the final assessment by the codes of their items.
    """

    outcome: Outcome | ProbationOutcome
    reasons: str
    conditions: str
    on: date
    documents: str = ""
    absence: str = ""
    ends_on: date | None = None
    notice_on: date | None = None
    levels: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Agreed:
    """A level that people agreed on, and why; None means not applicable."""

    code: str
    level: int | None
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class AssessmentCopy:
    """One assessment; ``totals`` None means that its sheets are not all in, so nobody may see them yet.

    ``sheets`` are the submitted ones by role and day. ``kept_back``: too few of a role answered, so their
    single marks and words would tell who wrote them (law 15). ``opened_early`` is the reason
    and the day.
    """

    code: str
    kind: CycleKind
    title: str
    opened_on: date
    state: CaseState
    sheets: tuple[tuple[Role, date], ...]
    totals: Totals | None = None
    kept_back: bool = False
    rows: tuple[Rated, ...] = ()
    words: tuple[Words, ...] = ()
    conclusions: tuple[Concluded, ...] = ()
    refusal: str = ""
    not_chosen: str = ""
    withdrawn: str = ""
    agreed: tuple[Agreed, ...] = ()
    opened_early: tuple[str, date] | None = None
    rest: CaseRest = field(default_factory=CaseRest)


@dataclass(frozen=True, slots=True)
class ActionCopy:
    """One action of a plan and what was reported about it; ``moved`` says how its dates were changed."""

    text: Text
    ends_on: date
    state: ActionState
    result: str
    kind: ActionKind
    evidence: Text
    starts_on: date
    done_on: date | None
    hours: int | None
    removed: bool
    moved: tuple[Postponed, ...]


@dataclass(frozen=True, slots=True)
class GoalCopy:
    """One goal of a plan; unknown levels are None. ``duties`` are as they are called, ``aliases`` codes."""

    code: str
    label: Text
    level_from: Fraction | None
    level_to: int
    level_after: Fraction | None
    outcome: str
    actions: tuple[ActionCopy, ...]
    criterion: str
    critical: bool
    weight: int
    asked: int | None
    duties: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """One plan; everything but its days is empty while it rests on an assessment that nobody may see yet.

    ``removed`` are texts of what was taken out of it. The mentor is not named.
    """

    kind: PlanKind
    starts_on: date
    ends_on: date
    state: PlanState
    hidden: bool = False
    aim: str = ""
    goals: tuple[GoalCopy, ...] = ()
    meetings: tuple[tuple[date, str], ...] = ()
    conclusions: tuple[Concluded, ...] = ()
    number: int | None = None
    approved_on: date | None = None
    closed_on: date | None = None
    hours_budget: int | None = None
    mentoring: Mentoring | None = None
    induction: tuple[InductionStep, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A document about the person that left the file: its kind by key."""

    at: datetime
    document: str
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubjectCopy:
    """All data held on a person as of a day.

    ``purpose`` and ``term`` are for what and until when; ``former`` are names and codes of cards merged into
    this one; ``handed_out`` are the documents about the person that left the file, newest first. ``names``
    are those of levels of education, areas of work and examinations. ``notes_hidden``: an assessment is under
    way whose sheets are not all in, so nobody may see the notes of others yet. ``rest`` also says what is
    held and not quoted; ``titles`` are those of all documents, as far as they are known.
    """

    organisation: Organisation
    person: Person
    made_on: date
    purpose: Purpose | None
    term: Term | None
    papers: tuple[Basis, ...]
    former: tuple[tuple[str, str], ...]
    assessments: tuple[AssessmentCopy, ...]
    plans: tuple[PlanCopy, ...]
    notes: tuple[Words, ...]
    handed_out: tuple[HandedOver, ...]
    names: Mapping[str, Text] = field(default_factory=dict[str, Text])
    notes_hidden: bool = False
    rest: PersonRest = field(default_factory=PersonRest)
    titles: Mapping[str, Text] = field(default_factory=dict[str, Text])

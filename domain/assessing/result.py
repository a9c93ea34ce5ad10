"""All that a result page or paper shows of one case, in one record."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.assessing.case import Case, Cycle, CycleKind, Opening
from domain.assessing.engine import ENGINE, Engine
from domain.assessing.entry import Row
from domain.assessing.evidence import Evidence
from domain.assessing.policy import Policy
from domain.assessing.scoring import Score, Status
from domain.assessing.trend import Trend
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.mark import Role, kept_apart
from domain.people.gates import Gate
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.scale import Scale


@dataclass(frozen=True, slots=True)
class Assessor:
    """Who handed in a sheet that counts or is shown; ``rated`` is the number of items with a level.

    ``number`` is the one printed on the sheet, «Л-7F3A-21C9-K»; empty where it is not from a file.
    """

    id: int
    sheet_id: int
    person: Person
    role: Role
    revision: int
    submitted_at: datetime
    submitted_on: date
    rated: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What an assessor wrote beside an item."""

    code: str
    assessor_id: int
    text: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with its score; ``assessors`` in the order they handed in, ``manager`` None where nobody is set.

    ``policy_number`` and ``number`` (of the case in its cycle) are for the foot of papers; ``facts`` are
    those of the sheets that count, the newest first. ``trend`` is that of a member of staff up to the quarter
    of the cycle, None where nobody asked for it. ``engine`` is the one that made the score: for a case
    that is closed, that of its snapshot. ``gates_on`` is the day as of which the gates stand where that is an
    event, else they stand as of ``made_on``; ``last_settled_on`` is when people settled a level last.
    ``opening`` tells who looked before all sheets were in; ``in_vacancy`` is for candidates.
    """

    organisation: Organisation
    person: Person
    manager: Person | None
    cycle: Cycle
    case: Case
    framework: Framework
    scale: Scale
    profile: Profile
    policy: Policy
    policy_number: int
    assessors: tuple[Assessor, ...]
    gates: tuple[Gate, ...]
    comments: tuple[Comment, ...]
    score: Score
    made_on: date
    facts: tuple[Evidence, ...] = ()
    trend: Trend | None = None
    engine: Engine = ENGINE
    gates_on: date | None = None
    last_settled_on: date | None = None
    opening: Opening | None = None
    in_vacancy: bool = True

    @property
    def dated_on(self) -> date | None:
        """The day of the last sheet handed in or level settled: since then the result is what it is.

        None where no sheet is in.
        """
        days = [one.submitted_on for one in self.assessors]
        if self.last_settled_on is not None:
            days.append(self.last_settled_on)
        return max(days, default=None)

    @property
    def nothing_entered(self) -> bool:
        """Whether no document of somebody of the staff was entered: seen at the hire, nobody waits for it."""
        staff = self.cycle.kind is not CycleKind.HIRING
        return staff and bool(self.gates) and all(gate.unknown for gate in self.gates)

    @property
    def status(self) -> Status:
        """How far the result may be relied on: one for every screen, paper, workbook and export (law 21)."""
        return self.score.totals.status

    @property
    def unsettled(self) -> tuple[Row, ...]:
        """Items of the scope that keep the result provisional, their assessors being far apart, in order."""
        return self.score.unsettled

    @property
    def kept_apart(self) -> bool:
        """Whether nothing of single assessors may be shown (law 15)."""
        return kept_apart(one.role for one in self.assessors)

    def comments_on(self, code: str) -> tuple[Comment, ...]:
        """Return the comments beside the item, in the order of the assessors."""
        return tuple(comment for comment in self.comments if comment.code == code)

    def facts_on(self, code: str) -> tuple[Evidence, ...]:
        """Return the facts that speak of the item, the newest first."""
        return tuple(fact for fact in self.facts if code in fact.items)

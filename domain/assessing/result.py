"""Everything that a result page or paper shows of one case, in one record."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.assessing.case import Case, Cycle, CycleKind, Opening
from domain.assessing.engine import ENGINE, Engine
from domain.assessing.entry import Row
from domain.assessing.evidence import Evidence, Polarity, ground
from domain.assessing.policy import Policy
from domain.assessing.scoring import Score, Status
from domain.assessing.trend import Point, Trend
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.mark import Role, kept_apart
from domain.people.gates import Gate
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.scale import Scale


@dataclass(frozen=True, slots=True)
class Assessor:
    """Someone whose sheet counts or is shown; ``rated`` is the number of items with a level.

    ``number`` is the one printed on the sheet, «Л-7F3A-21C9-K»; empty if it does not come from a file.
    ``sitting_of`` is the name of who had opened the file, if it was handed in in somebody else's session.
    ``open_answer`` means that marks came in a form: whoever held it could read them; ``came_sealed`` that the
    sheet came in a packet that nobody could read before it was opened.
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
    sitting_of: str = ""
    open_answer: bool = False
    came_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """What an assessor wrote about an item."""

    code: str
    assessor_id: int
    text: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with its score; ``assessors`` in the order they handed in, ``manager`` None if none is set.

    ``policy_number`` and ``number`` (of the case in its cycle) are for the footers of papers. ``facts`` are
    those of the sheets that count, newest first. ``trend`` is for staff, up to the quarter of the cycle; None
    if it was not asked for. ``engine`` made the score: for a closed case, the one of its snapshot.
    ``gates_on`` is the day of the event as of which the gates hold; if None, they hold as of ``made_on``.
    ``last_settled_on`` is when people last settled a level. ``opening`` says who looked before all sheets
    were in; ``in_vacancy`` is for candidates. ``home`` is who sent the case in a packet: here is one sheet of
    several, and the result is made there; empty if the case is at home here.
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
    trend: Trend[Point] | None = None
    engine: Engine = ENGINE
    gates_on: date | None = None
    last_settled_on: date | None = None
    opening: Opening | None = None
    in_vacancy: bool = True
    home: str = ""

    @property
    def dated_on(self) -> date | None:
        """The day of the last sheet handed in or level settled; None if no sheet is in."""
        days = [one.submitted_on for one in self.assessors]
        if self.last_settled_on is not None:
            days.append(self.last_settled_on)
        return max(days, default=None)

    @property
    def nothing_entered(self) -> bool:
        """Whether no document of an employee was entered: seen at the hire, so no one waits for it."""
        staff = self.cycle.kind is not CycleKind.HIRING
        return staff and bool(self.gates) and all(gate.unknown for gate in self.gates)

    @property
    def status(self) -> Status:
        """How far the result may be relied on: the same on every screen, paper and export (law 21)."""
        return self.score.totals.status

    @property
    def unsettled(self) -> tuple[Row, ...]:
        """Items in scope that keep the result provisional because their assessors are far apart, in order."""
        return self.score.unsettled

    @property
    def kept_apart(self) -> bool:
        """Whether nothing from single assessors may be shown (law 15)."""
        return kept_apart(one.role for one in self.assessors)

    @property
    def counted(self) -> tuple[Assessor, ...]:
        """The assessors whose marks count."""
        return tuple(one for one in self.assessors if self.policy.counts(one.role))

    def comments_on(self, code: str) -> tuple[Comment, ...]:
        """Return the comments on the item, in the order of the assessors."""
        return tuple(comment for comment in self.comments if comment.code == code)

    def facts_on(self, code: str) -> tuple[Evidence, ...]:
        """Return the facts about the item, newest first."""
        return tuple(fact for fact in self.facts if code in fact.items)

    def ground(self, row: Row, polarity: Polarity) -> str:
        """Return the fact in support of a strength (*for*) or a gap; empty if there is none.

        Only by assessors whose own level is on the same side of the target, so that nobody's words stand
        behind a level that somebody else gave. For a level from before, which has no marks, by all who count.
        """
        above = polarity is Polarity.FOR
        authors = {
            given.assessor_id
            for given in row.entry.marks
            if self.policy.counts(given.role)
            and given.mark.level is not None
            and (given.mark.level >= row.entry.target) is above
        }
        if not row.entry.marks:
            authors = {one.id for one in self.counted}
        facts = (one for one in self.facts_on(row.code) if one.author_id in authors)
        return ground(facts, polarity)

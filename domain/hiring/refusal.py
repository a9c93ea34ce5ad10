"""The reasons for a refusal: requirement, level and facts of one person, and of no one else (ТК РФ 64)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.assessing.case import Cycle, CycleKind
from domain.assessing.evidence import Polarity
from domain.errors import NotRefused
from domain.hiring.decision import Conclusion, Decision, NotChosen
from domain.people.gates import Gate, Verdict
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.text import Text


@dataclass(frozen=True, slots=True)
class RefusalFact:
    """What was seen and when; who saw it does not belong on this paper."""

    text: str
    observed_on: date


@dataclass(frozen=True, slots=True)
class RefusalPoint:
    """An item below its target: the requirement in the words of the source, and what was seen.

    ``level`` is the one that counts. ``facts`` speak against the person, newest first; empty if none was
    recorded.
    """

    code: str
    requirement: Text
    clause: str
    target: int
    level: Fraction
    critical: bool
    facts: tuple[RefusalFact, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a refusal can rest on: ``gates`` not met, then ``points``, the most pressing first.

    ``ground`` says who refused, when and why: a conclusion not to recommend, or that another was chosen. The
    gates hold as of that day.
    """

    organisation: Organisation
    person: Person
    cycle: Cycle
    post: Text
    gates: tuple[Gate, ...]
    points: tuple[RefusalPoint, ...]
    ground: Conclusion | NotChosen
    made_on: date

    @property
    def grounded(self) -> tuple[RefusalPoint, ...]:
        """The points supported by a fact."""
        return tuple(point for point in self.points if point.facts)

    @property
    def bare(self) -> tuple[RefusalPoint, ...]:
        """The points without a fact; the draft leaves them out."""
        return tuple(point for point in self.points if not point.facts)


def draft(decision: Decision) -> Refusal:
    """Return what a refusal can rest on: gates not met and items below target, with what was seen.

    Raises:
        NotRefused: if no named person refused a candidate in this case.
    """
    ground = decision.refused
    if ground is None:
        raise NotRefused(hiring=decision.result.cycle.kind is CycleKind.HIRING)
    result = decision.as_of(ground.on).result
    points: list[RefusalPoint] = []
    for row in result.score.gaps:
        assert row.level is not None, row  # a gap has a level
        item = result.framework.item(row.code)
        told = (
            RefusalFact(fact.text, fact.observed_on)
            for fact in result.facts_on(row.code)
            if fact.polarity is Polarity.AGAINST and fact.text.strip()
        )
        facts = tuple(dict.fromkeys(told))  # assessors of the same talk may have written the same words
        target = row.entry.target
        points.append(RefusalPoint(row.code, item.text, item.clause, target, row.level, row.critical, facts))
    return Refusal(
        organisation=result.organisation,
        person=result.person,
        cycle=result.cycle,
        post=result.profile.post,
        gates=tuple(gate for gate in result.gates if gate.verdict is Verdict.NOT_MET),
        points=tuple(points),
        ground=ground,
        made_on=result.made_on,
    )

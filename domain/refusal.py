"""The reasons of a refusal: requirement, level and fact of one person, and of nobody else (ТК РФ 64)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.case import Cycle
from domain.decision import Conclusion, Decision, Outcome
from domain.evidence import Polarity
from domain.gates import Gate, Verdict
from domain.organisation import Organisation
from domain.person import Person
from domain.text import Text


@dataclass(frozen=True, slots=True)
class RefusalFact:
    """What was seen and when; who saw it is not for this paper."""

    text: str
    observed_on: date


@dataclass(frozen=True, slots=True)
class RefusalPoint:
    """An item below its target: the requirement in the words of the source, and what was seen.

    ``level`` is the one that counts; ``facts`` stand newest first, none of them speaks for the person; they
    are empty where nothing was written down.
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

    ``conclusion`` is the newest one if it says *not recommend*, else None.
    """

    organisation: Organisation
    person: Person
    cycle: Cycle
    post: Text
    gates: tuple[Gate, ...]
    points: tuple[RefusalPoint, ...]
    conclusion: Conclusion | None
    made_on: date


def draft(decision: Decision) -> Refusal:
    """Return what a refusal can rest on: gates not met and items below target, with what was seen."""
    result = decision.result
    newest = decision.conclusions[0] if decision.conclusions else None
    points: list[RefusalPoint] = []
    for row in result.score.gaps:
        assert row.level is not None, row  # a gap has a level
        item = result.framework.item(row.code)
        told = (
            RefusalFact(fact.text, fact.observed_on)
            for fact in result.facts_on(row.code)
            if fact.polarity is not Polarity.FOR
        )
        facts = tuple(dict.fromkeys(told))  # assessors of one talk may have written the same words
        target = row.entry.target
        points.append(RefusalPoint(row.code, item.text, item.clause, target, row.level, row.critical, facts))
    return Refusal(
        organisation=result.organisation,
        person=result.person,
        cycle=result.cycle,
        post=result.profile.post,
        gates=tuple(gate for gate in result.gates if gate.verdict is Verdict.NOT_MET),
        points=tuple(points),
        conclusion=newest if newest is not None and newest.outcome is Outcome.NOT_RECOMMEND else None,
        made_on=result.made_on,
    )

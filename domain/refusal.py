"""The reasons of a refusal: requirement, level and fact of one person, and of nobody else (ТК РФ 64)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.case import Cycle
from domain.decision import Conclusion
from domain.gates import Gate
from domain.organisation import Organisation
from domain.person import Person
from domain.text import Text


@dataclass(frozen=True, slots=True)
class RefusalPoint:
    """An item below its target: the requirement in the words of the source, and what was seen.

    ``level`` is the one that counts; ``facts`` are empty where nothing was written down.
    """

    code: str
    requirement: Text
    clause: str
    target: int
    level: Fraction
    critical: bool
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """The draft of a refusal: ``gates`` not met, then ``points``, the most pressing first.

    ``conclusion`` is the newest *not recommend* with its reasons and signers, None while nobody wrote one.
    """

    organisation: Organisation
    person: Person
    cycle: Cycle
    post: Text
    gates: tuple[Gate, ...]
    points: tuple[RefusalPoint, ...]
    conclusion: Conclusion | None
    made_on: date

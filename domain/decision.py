"""The decision on a case: levels that people settled, what still hinders a conclusion, and conclusions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.entry import Row
from domain.framework import Lead
from domain.gaps import find_gaps
from domain.gates import GateKind, Verdict
from domain.result import CaseResult
from domain.scale import Band


class Outcome(StrEnum):
    """What people conclude; the program proposes none (law 14). All but *continue* close the case."""

    RECOMMEND = "recommend"
    WITH_CONDITIONS = "with_conditions"
    NOT_RECOMMEND = "not_recommend"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class SettledLevel:
    """The level that people settled on an item, with why; None settles that it is not applicable."""

    code: str
    level: int | None
    reason: str
    actor_name: str
    on: date


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, with the post of that day."""

    person_id: int
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What named people concluded of a case; ``conditions`` is empty unless the outcome has some."""

    id: int
    outcome: Outcome
    reasons: str
    conditions: str
    by: Signer
    signers: tuple[Signer, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Opening:
    """The case was opened before all sheets were in; ``waiting`` are the names of those still out then."""

    actor_name: str
    reason: str
    on: date
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A case with all that people decided of it; ``conclusions`` stand newest first.

    ``withdrawn`` is the reason why the candidate was withdrawn, None where not; ``lead`` is what
    everybody was asked where a question has two leads, None where none has.
    """

    result: CaseResult
    settled: tuple[SettledLevel, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    opening: Opening | None = None
    withdrawn: str | None = None
    lead: Lead | None = None

    def settled_on(self, code: str) -> SettledLevel | None:
        """Return what was settled of the item, None where the mean of the marks counts."""
        return next((one for one in self.settled if one.code == code), None)


class DecisionGroup(StrEnum):
    """Where an item stands on the table of the decision."""

    DISCUSS = "discuss"
    GAP = "gap"
    MISSING = "missing"
    AGREED = "agreed"


class Hindrance(StrEnum):
    """What is still open: a wide spread, a critical *not applicable*, a split over it, a gate to confirm."""

    SPREAD = "spread"
    UNCONFIRMED = "unconfirmed"
    SPLIT = "split"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing still open: ``code`` names an item, ``gate`` a gate, the other is None."""

    hindrance: Hindrance
    code: str | None = None
    gate: GateKind | None = None

    @property
    def refuses(self) -> bool:
        """Whether no conclusion can be written while it is open; else it is a warning."""
        return self.hindrance in (Hindrance.SPREAD, Hindrance.UNCONFIRMED)


def groups(decision: Decision) -> tuple[tuple[DecisionGroup, tuple[Row, ...]], ...]:
    """Return the items of the scope by group, in the order of work; groups without items are left out.

    An item whose assessors lie apart stays in its group when it is settled, so that the table can say how
    many are left. Critical items lead a group to discuss or without a level; gaps stand in their own order.
    """
    scope = [row for row in decision.result.score.rows if row.entry.in_scope]
    discuss = [row for row in scope if row.discuss]
    calm = [row for row in scope if not row.discuss]
    levelled = [row for row in calm if row.level is not None]
    ordered = (
        (
            DecisionGroup.DISCUSS,
            tuple(sorted(discuss, key=lambda row: (not row.critical, -(row.spread or 0)))),
        ),
        (DecisionGroup.GAP, find_gaps(levelled)),
        (
            DecisionGroup.MISSING,
            tuple(sorted((row for row in calm if row.level is None), key=lambda row: not row.critical)),
        ),
        (DecisionGroup.AGREED, tuple(row for row in levelled if row.band is Band.MET)),
    )
    return tuple((group, rows) for group, rows in ordered if rows)


def open_questions(decision: Decision) -> tuple[OpenQuestion, ...]:
    """Return what is still open: first what refuses a conclusion, then warnings, each in order."""
    result = decision.result
    questions: list[OpenQuestion] = []
    for row in result.score.rows:
        if not row.entry.in_scope or row.entry.settled is not None:
            continue
        if row.spread is not None and row.spread >= result.policy.discuss_spread:
            questions.append(OpenQuestion(Hindrance.SPREAD, row.code))
        elif row.discuss:
            questions.append(OpenQuestion(Hindrance.SPLIT, row.code))
        elif row.unconfirmed:
            questions.append(OpenQuestion(Hindrance.UNCONFIRMED, row.code))
    questions += [
        OpenQuestion(Hindrance.GATE, gate=gate.kind)
        for gate in result.gates
        if gate.verdict is Verdict.TO_CONFIRM
    ]
    return tuple(sorted(questions, key=lambda question: list(Hindrance).index(question.hindrance)))

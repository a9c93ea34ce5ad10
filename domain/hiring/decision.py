"""The decision on a case: settled levels, what still hinders a conclusion, and conclusions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.assessing.case import CycleKind
from domain.assessing.entry import Row, Standing
from domain.assessing.gaps import find_gaps
from domain.assessing.result import CaseResult
from domain.errors import Refused
from domain.framework.framework import Lead
from domain.mark import Role
from domain.people.gates import GateKind, Verdict, check_gates
from domain.scale import Band
from domain.text import Text


class Outcome(StrEnum):
    """What people conclude; the program proposes none (law 14). All but *continue* close the case."""

    RECOMMEND = "recommend"
    WITH_CONDITIONS = "with_conditions"
    NOT_RECOMMEND = "not_recommend"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class SettledLevel:
    """The level that people settled on for an item, and why; None means that it is not applicable."""

    code: str
    level: int | None
    reason: str
    actor_name: str
    on: date


@dataclass(frozen=True, slots=True)
class Agreed:
    """What people settle for an item: a level, None where it does not apply, and the reason."""

    level: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class SeenAgreed:
    """What a person saw settled for an item when deciding anew; None is nothing."""

    agreed: Agreed | None


class SettledMeanwhile(Refused):
    """Something else was settled for the item since it was last seen, and stays.

    ``there`` is what stands now, None if the marks of ``code`` count again. ``undoes``: an undo met it, or
    a redo, so nothing was typed.
    """

    def __init__(self, code: str, there: SettledLevel | None, *, undoes: bool = False) -> None:
        super().__init__(code, there)
        self.code, self.there, self.undoes = code, there, undoes


@dataclass(frozen=True, slots=True)
class Signer:
    """Someone who signs, with the post held on that day."""

    person_id: int
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What named people concluded about a case; ``conditions`` is empty unless the outcome has some.

    ``sitting_of`` is the name of who had opened the file, if ``by`` went on in the place of somebody else.
    """

    id: int
    outcome: Outcome
    reasons: str
    conditions: str
    by: Signer
    signers: tuple[Signer, ...]
    on: date
    sitting_of: str = ""


@dataclass(frozen=True, slots=True)
class NotChosen:
    """Another candidate was chosen; ``reason`` is what decided it and names no one.

    ``sitting_of`` is the name of who had opened the file, if it was entered in somebody else's session.
    """

    reason: str
    by: Signer
    on: date
    sitting_of: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A case with everything people decided about it; ``conclusions`` are newest first.

    ``withdrawn`` is the reason why the candidate was withdrawn, None otherwise. ``lead`` is what everyone was
    asked where a question has two leads, None where none has. ``not_chosen`` says that another candidate was
    chosen; it stays None for those who were hired. ``chain_value`` is that of the journal's event of the
    newest conclusion, empty without one. ``asked`` are the follow-ups by code and assessor, for the record.
    """

    result: CaseResult
    settled: tuple[SettledLevel, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    withdrawn: str | None = None
    lead: Lead | None = None
    not_chosen: NotChosen | None = None
    chain_value: str = ""
    asked: Mapping[tuple[str, int], tuple[Text, ...]] = field(
        default_factory=dict[tuple[str, int], tuple[Text, ...]]
    )

    @property
    def concluded(self) -> Conclusion | None:
        """The newest conclusion; None before the first, or while the talks continue."""
        newest = self.conclusions[0] if self.conclusions else None
        return None if newest is None or newest.outcome is Outcome.CONTINUE else newest

    @property
    def refused(self) -> "Conclusion | NotChosen | None":
        """The act by which a candidate was refused; None if no named person did so (ТК РФ 64)."""
        if self.result.cycle.kind is not CycleKind.HIRING or self.withdrawn is not None:
            return None
        newest = self.concluded
        if newest is not None and newest.outcome is Outcome.NOT_RECOMMEND:
            return newest
        return self.not_chosen

    @property
    def decided(self) -> "Decision":
        """The decision with the gates as of its conclusion: an event keeps its verdict."""
        return self if self.concluded is None else self.as_of(self.concluded.on)

    def as_of(self, on: date) -> "Decision":
        """Return the decision with the gates as of that day."""
        gates = check_gates(self.result.person, self.result.profile.requirements, on)
        return replace(self, result=replace(self.result, gates=gates, gates_on=on))

    def settled_on(self, code: str) -> SettledLevel | None:
        """Return what was settled for the item; None if the mean of the marks counts."""
        return next((one for one in self.settled if one.code == code), None)


class DecisionGroup(StrEnum):
    """The group an item belongs to in the decision table."""

    DISCUSS = "discuss"
    GAP = "gap"
    MISSING = "missing"
    AGREED = "agreed"


class Hindrance(StrEnum):
    """What is still open.

    A wide spread, a critical *not applicable*, a split over whether an item applies, a critical item without
    a level, a gate to confirm.
    """

    SPREAD = "spread"
    UNCONFIRMED = "unconfirmed"
    SPLIT = "split"
    UNKNOWN = "unknown"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing still open: either ``code`` names an item or ``gate`` a gate; the other is None."""

    hindrance: Hindrance
    code: str | None = None
    gate: GateKind | None = None

    @property
    def refuses(self) -> bool:
        """Whether it prevents a conclusion; otherwise it is only a warning."""
        return self.hindrance in (Hindrance.SPREAD, Hindrance.UNCONFIRMED)


# A panel signs in this order, whatever the order of handing in.
_ORDER = (Role.MANAGER, Role.HR, Role.EXPERT, Role.PEER, Role.SUBORDINATE)


def signatures(decision: Decision) -> tuple[Signature, ...]:
    """Return who signs the newest conclusion: each assessor who rated, by role, then the others it names.

    Empty before the first conclusion.
    """
    concluded = decision.conclusions[0] if decision.conclusions else None
    if concluded is None:
        return ()
    named = {one.person_id: one for one in (concluded.by, *concluded.signers)}
    rated = [one for one in decision.result.assessors if one.rated and one.role in _ORDER]
    rated.sort(key=lambda one: (_ORDER.index(one.role), one.person.full_name))
    posts = {one.id: named[one.id].post if one.id in named else one.person.post for one in rated}
    others = [one for one in named.values() if one.person_id not in posts]
    return (
        *(Signature(one.person.full_name, posts[one.id]) for one in rated),
        *(Signature(one.name, one.post) for one in others),
    )


def groups(decision: Decision) -> tuple[tuple[DecisionGroup, tuple[Row, ...]], ...]:
    """Return the items in scope by group, in working order; groups without items are left out.

    An item whose assessors are far apart stays in its group when settled, so that the table can say how many
    are left. Critical items come first among those to discuss and those without a level; gaps keep their own
    order.
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
    """Return what is still open: first what prevents a conclusion, then warnings, each in order."""
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
        elif row.critical and row.standing is Standing.MISSING:
            questions.append(OpenQuestion(Hindrance.UNKNOWN, row.code))
    questions += [
        OpenQuestion(Hindrance.GATE, gate=gate.kind)
        for gate in result.gates
        if gate.verdict is Verdict.TO_CONFIRM and not result.nothing_entered
    ]
    return tuple(sorted(questions, key=lambda question: list(Hindrance).index(question.hindrance)))

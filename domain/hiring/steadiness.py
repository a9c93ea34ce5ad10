"""Whether one candidate's result holds: with other weights, one assessor less, or any unknown levels.

Formulas: docs/methods.md section 9.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.assessing.entry import Row
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status, totals_of
from domain.hiring.robustness import HEAVIEST, rows_without
from domain.people.person import Person


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most that an attainment may become, shares 0..1."""

    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Alone:
    """The result without one assessor; ``attainment`` is None if no level is left."""

    person: Person
    attainment: Fraction | None
    stops: int


@dataclass(frozen=True, slots=True)
class Steadiness:
    """What an attainment may become; ``required`` is None if the post asks for none.

    ``without`` is None where single assessors must not be told apart (law 15), and ``whatever_unknown`` where
    nothing is unknown.
    """

    attainment: Fraction
    required: Fraction | None
    stops: int
    weights: Span
    without: tuple[Alone, ...] | None
    whatever_unknown: Span | None

    @property
    def holds(self) -> bool:
        """Whether nothing that was tried changes what the result says."""
        spans = (self.weights, *filter(None, (self.whatever_unknown,)))
        same = all(self.alike(end) for span in spans for end in (span.least, span.most))
        return same and not self.turning and not self.stopping

    @property
    def turning(self) -> tuple[Person, ...]:
        """The assessors without whom the attainment moves across what is required, or none is left."""
        return tuple(one.person for one in self.without or () if not self.alike(one.attainment))

    @property
    def stopping(self) -> tuple[Person, ...]:
        """The assessors without whom another number of competencies is below minimum."""
        return tuple(one.person for one in self.without or () if one.stops != self.stops)

    def alike(self, share: Fraction | None) -> bool:
        """Return whether this attainment is on the same side of what is required."""
        if share is None:
            return False
        return self.required is None or (share >= self.required) == (self.attainment >= self.required)


def steadiness(result: CaseResult) -> Steadiness | None:
    """Try the result; None while it is bounds only, or nothing has a level (law 21)."""
    totals, score = result.score.totals, result.score
    if totals.status is Status.BOUNDS_ONLY:
        return None
    if totals.attainment is None or totals.lower is None or totals.upper is None:
        return None
    without = None if result.kept_apart else tuple(_without(result))
    return Steadiness(
        totals.attainment,
        result.profile.pass_attainment,
        _stops(score.rows),
        _moved(score.rows),
        without,
        None if totals.known == totals.applicable else Span(totals.lower, totals.upper),
    )


def _moved(rows: Sequence[Row]) -> Span:
    """Return the attainment with each weight moved by one at most, the way that makes it least and most."""
    parts = [
        (Fraction(min(row.level, row.entry.target)), Fraction(row.entry.target), row.entry.weight)
        for row in rows
        if row.entry.in_scope and row.level is not None
    ]
    # Each weight counts for the whole by how far its item is from it: the best split is one by achievement.
    parts.sort(key=lambda part: part[0] / part[1] if part[1] else Fraction(1))
    ends: list[Fraction] = []
    for split in range(len(parts) + 1):
        for first, second in ((-1, 1), (1, -1)):
            weights = [
                max(1, min(HEAVIEST, weight + (first if at < split else second)))
                for at, (_reached, _target, weight) in enumerate(parts)
            ]
            both = [(by * part[0], by * part[1]) for by, part in zip(weights, parts, strict=True)]
            asked = sum((target for _reached, target in both), Fraction(0))
            if asked:
                ends.append(sum((reached for reached, _target in both), Fraction(0)) / asked)
    return Span(min(ends), max(ends))


def _without(result: CaseResult) -> list[Alone]:
    found: list[Alone] = []
    for assessor in result.assessors:
        if not (result.policy.counts(assessor.role) and assessor.rated):
            continue
        rows = rows_without(result, assessor.person.id)
        totals = totals_of(rows, result.policy, result.engine)
        found.append(Alone(assessor.person, totals.attainment, _stops(rows)))
    return found


def _stops(rows: Sequence[Row]) -> int:
    return sum(row.stop and row.counts for row in rows)

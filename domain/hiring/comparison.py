"""The comparison of one campaign's candidates, on the items that were assessed for all of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import combinations

from domain.assessing.case import Cycle, Opening
from domain.assessing.entry import Row, Standing
from domain.assessing.interval import Interval
from domain.assessing.policy import Policy
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import Status, Totals, no_surer, totals_of
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.hiring.decision import Conclusion
from domain.hiring.robustness import Placed, Robustness, robustness
from domain.people.gates import Gate, GateKind, Verdict
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.scale import Band


@dataclass(frozen=True, slots=True)
class Contender:
    """One candidate of the comparison.

    ``common`` are the totals over the common items, ``whole`` those over the candidate's own scope;
    ``functions`` is code -> totals over the common items of the function. No total looks more certain than
    the candidate's own result. ``stops`` counts the stop-signals of the own scope, since none is averaged
    away (law 10). ``assessed`` is the number of items of the own scope with a level, ``overlap`` the share
    0..1 of their weight that is common.

    ``rank`` starts at 1, the same for equals. It is None if the own result is not final, if there is no
    common item, or if only one candidate could be ranked. ``concluded`` is the newest conclusion, None before
    the first. ``unknown`` are the codes of critical items without a level or confirmation, ``unsettled``
    those of unsettled differences: both keep the result from being final. ``opening`` says who looked before
    all sheets were in, ``open_answers`` whose marks came in a form.
    """

    person: Person
    case_id: int
    gates: tuple[Gate, ...]
    stops: int
    common: Totals
    whole: Totals
    functions: Mapping[str, Totals]
    assessed: int
    overlap: Fraction | None
    rank: int | None
    unknown: tuple[str, ...]
    unsettled: tuple[str, ...]
    opening: Opening | None = None
    concluded: Conclusion | None = None
    open_answers: tuple[Assessor, ...] = ()

    @property
    def attainment(self) -> Fraction | None:
        """The headline, over the common items."""
        return self.common.attainment

    @property
    def mean(self) -> Fraction | None:
        """The mean level, over the common items."""
        return self.common.mean

    @property
    def interval(self) -> Interval:
        """The interval of the mean by raters, over the common items."""
        return self.common.interval

    @property
    def status(self) -> Status:
        """How far the candidate's own result may be relied on."""
        return self.whole.status


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item side by side; levels and bands in the order of the contenders, None where unknown.

    ``least`` is the minimum for a critical item; ``stops`` says who is below it. ``unsettled`` says for each
    whether the assessors are far apart and the level is not settled.
    """

    code: str
    function: str
    target: int
    weight: int
    critical: bool
    least: int | None
    levels: tuple[Fraction | None, ...]
    bands: tuple[Band | None, ...]
    stops: tuple[bool, ...]
    unsettled: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The candidates of a campaign side by side.

    Among ``contenders`` the ranked ones come first, by gates, stop-signals, attainment and code; the others
    follow by code. ``common`` are the codes of the items that count, in the order of the framework, and
    ``rows`` the same items with levels; ``others`` are items of some scope that do not count. ``overlap`` is
    weight(common) / weight(union of the scopes), None without any item; ``warn`` means it is below the
    policy's limit. ``ties`` are pairs of case ids whose intervals overlap; ``blind`` are the names of
    candidates whose marks are still hidden, ``unopened`` of those of whom only sealed sheets are closed.
    ``dated_on`` is when the last sheet was handed in or level
    settled; the gates hold as of ``made_on``.
    ``robustness`` says of the first ranked ones whether each stays above the next.
    """

    organisation: Organisation
    cycle: Cycle
    framework: Framework
    profile: Profile
    common: tuple[str, ...]
    overlap: Fraction | None
    warn: bool
    contenders: tuple[Contender, ...]
    ties: tuple[tuple[int, int], ...]
    blind: tuple[str, ...]
    rows: tuple[ComparedItem, ...]
    others: tuple[ComparedItem, ...]
    made_on: date
    dated_on: date | None = None
    policy: Policy = field(default_factory=Policy)
    robustness: tuple[Robustness, ...] = ()
    unopened: tuple[str, ...] = ()

    @property
    def pending(self) -> tuple[str, ...]:
        """The names of candidates of whom a sheet is still to come."""
        return tuple((Counter(self.blind) - Counter(self.unopened)).elements())  # some have one name

    @property
    def final(self) -> int:
        """How many candidates have a final result."""
        return sum(one.status is Status.FINAL for one in self.contenders)

    @property
    def everyone(self) -> bool:
        """Whether the common items are taken over all candidates, not only over those with a final result."""
        return self.final in (0, len(self.contenders))

    @property
    def gates(self) -> tuple[GateKind, ...]:
        """The mandatory requirements that apply, in the order of the source."""
        return tuple(kind for kind in GateKind if any(kind in _kinds(one) for one in self.contenders))


def compare(
    results: Sequence[CaseResult],
    *,
    organisation: Organisation,
    cycle: Cycle,
    framework: Framework,
    profile: Profile,
    made_on: date,
    blind: Sequence[str] = (),
    unopened: Sequence[str] = (),
    concluded: Mapping[int, Conclusion] | None = None,
) -> Comparison:
    """Compare the candidates whose cases may be seen.

    Common are the items assessed for all candidates with a final result, or for all candidates if none is
    final: a candidate who was asked few questions stays in the table but does not take items away from the
    others. ``concluded`` is case id -> the newest conclusion.
    """
    policy = results[0].policy if results else Policy()
    known = {result.case.id: _assessed(result) for result in results}
    final = [result for result in results if result.status is Status.FINAL]
    base = [set(known[result.case.id]) for result in final or results]
    shared = set[str].intersection(*base) if base else set[str]()
    union = {row.code: row for result in results for row in result.score.rows if row.counts}
    codes = [item.code for item in framework.items if item.code in union]
    common = tuple(code for code in codes if code in shared)
    whole = _weight(union.values())
    overlap = _weight(union[code] for code in common) / whole if whole else None
    told = concluded or {}
    contenders = _rank(
        [
            replace(_contend(one, known[one.case.id], shared), concluded=told.get(one.case.id))
            for one in results
        ]
    )
    levels = [known[contender.case_id] for contender in contenders]
    unsettled = [contender.unsettled for contender in contenders]
    ties = _ties(contenders)
    return Comparison(
        organisation=organisation,
        cycle=cycle,
        framework=framework,
        profile=profile,
        common=common,
        overlap=overlap,
        warn=overlap is not None and overlap < policy.comparison_overlap,
        contenders=contenders,
        ties=ties,
        blind=tuple(blind),
        unopened=tuple(unopened),
        rows=tuple(_side_by_side(union[code], levels, unsettled) for code in common),
        others=tuple(_side_by_side(union[code], levels, unsettled) for code in codes if code not in shared),
        made_on=made_on,
        dated_on=max((day for one in results if (day := one.dated_on) is not None), default=None),
        policy=policy,
        robustness=robustness(_placed(contenders, results), common, ties),
    )


def _placed(contenders: Iterable[Contender], results: Iterable[CaseResult]) -> list[Placed]:
    by_case = {result.case.id: result for result in results}
    return [Placed(by_case[one.case_id], _standing(one)[0]) for one in contenders if one.rank is not None]


def _kinds(one: Contender) -> set[GateKind]:
    return {gate.kind for gate in one.gates}


def _assessed(result: CaseResult) -> dict[str, Row]:
    rows = result.score.rows
    return {row.code: row for row in rows if row.counts and row.standing is Standing.ASSESSED}


def _contend(result: CaseResult, known: Mapping[str, Row], common: Collection[str]) -> Contender:
    """Return the candidate without a rank; a common item that is missing widens the bounds."""
    whole, functions = _within(result, common)
    weight = _weight(known.values())
    return Contender(
        person=result.person,
        case_id=result.case.id,
        gates=result.gates,
        stops=len(result.score.stops),
        common=no_surer(whole, result.status),
        whole=result.score.totals,
        functions={
            code: no_surer(totals, result.score.functions[code].status) for code, totals in functions.items()
        },
        assessed=len(known),
        overlap=_weight(known[code] for code in common if code in known) / weight if weight else None,
        rank=None,
        unknown=tuple(
            row.code
            for row in result.score.rows
            if row.entry.in_scope and row.critical and (row.standing is Standing.MISSING or row.unconfirmed)
        ),
        unsettled=tuple(row.code for row in result.unsettled),
        opening=result.opening,
        open_answers=tuple(one for one in result.assessors if one.open_answer),
    )


def _within(result: CaseResult, common: Collection[str]) -> tuple[Totals, dict[str, Totals]]:
    """Return the totals over the common items, whole and by function.

    Where all items of the case are common, they are the totals already scored.
    """
    parts: dict[str, list[Row]] = {}
    more: set[str] = set()  # functions with items in scope that are not common
    for row in result.score.rows:
        if row.code in common:
            parts.setdefault(row.entry.function, []).append(row)
        elif row.entry.in_scope:
            more.add(row.entry.function)
    counted = partial(totals_of, policy=result.policy, engine=result.engine)
    score = result.score
    whole = counted([row for row in score.rows if row.code in common]) if more else score.totals
    functions = {
        code: counted(rows) if code in more else score.functions[code] for code, rows in parts.items()
    }
    return whole, functions


def _rank(contenders: Sequence[Contender]) -> tuple[Contender, ...]:
    """Return them in order; equal gates, stop-signals and attainment mean equal rank.

    Those without a rank follow by code alone, since any other order would look like a ranking. A single
    ranked candidate gets no rank: first of one would read as best of several.
    """
    by_code = sorted(contenders, key=lambda one: one.person.code)
    if sum(map(_ranked, by_code)) < 2:
        return tuple(by_code)
    ordered = sorted(filter(_ranked, by_code), key=_standing)
    ordered += [one for one in by_code if not _ranked(one)]
    ranks: list[Contender] = []
    for place, contender in enumerate(ordered, start=1):
        rank = place if _ranked(contender) else None
        if rank is not None and ranks and _standing(ranks[-1]) == _standing(contender):
            rank = ranks[-1].rank
        ranks.append(replace(contender, rank=rank))
    return tuple(ranks)


def _ranked(contender: Contender) -> bool:
    return contender.status is Status.FINAL and contender.attainment is not None


def _standing(contender: Contender) -> tuple[int, int, Fraction]:
    """Return the sort key of the comparison: the worst gate, stop-signals, attainment descending."""
    order = (Verdict.MET, Verdict.TO_CONFIRM, Verdict.NOT_MET)
    unknown = order.index(Verdict.TO_CONFIRM) if contender.person.erased else 0
    gate = max((order.index(gate.verdict) for gate in contender.gates), default=unknown)
    return gate, contender.stops, -(contender.attainment or Fraction(0))


def _ties(contenders: Sequence[Contender]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of ranked candidates whose intervals overlap; no interval, no pair."""
    ties: list[tuple[int, int]] = []
    for one, other in combinations([contender for contender in contenders if contender.rank is not None], 2):
        a, b = one.interval, other.interval
        if a.lower is None or a.upper is None or b.lower is None or b.upper is None:
            continue
        if a.lower <= b.upper and b.lower <= a.upper:
            ties.append((one.case_id, other.case_id))
    return tuple(ties)


def _side_by_side(
    row: Row, levels: Sequence[Mapping[str, Row]], unsettled: Sequence[tuple[str, ...]]
) -> ComparedItem:
    entry = row.entry
    mine = [known.get(row.code) for known in levels]
    return ComparedItem(
        entry.code,
        entry.function,
        entry.target,
        entry.weight,
        entry.critical,
        row.least,
        levels=tuple(one.level if one is not None else None for one in mine),
        bands=tuple(one.band if one is not None else None for one in mine),
        stops=tuple(one is not None and one.stop for one in mine),
        unsettled=tuple(entry.code in codes for codes in unsettled),
    )


def _weight(rows: Iterable[Row]) -> Fraction:
    return Fraction(sum(row.weight for row in rows))

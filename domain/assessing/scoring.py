"""Scoring: from marks to levels, attainment with bounds, coverage, mean with interval, readiness, status.

Formulas: docs/methods.md sections 3-5. Levels and shares are exact fractions; floats appear only in the
interval.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from math import lcm

from domain.assessing.engine import ENGINE, Engine
from domain.assessing.entry import Entry, Row, Standing
from domain.assessing.gaps import DutyRisk, find_gaps, rate_duties
from domain.assessing.interval import Interval, Marked, marked, rater_interval
from domain.assessing.policy import Policy
from domain.framework.framework import Duty
from domain.mark import GivenMark, Role, State, shy
from domain.ratios import fraction
from domain.scale import TOP, Band


class Status(StrEnum):
    """How far a total may be relied on (methods.md section 4)."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    BOUNDS_ONLY = "bounds_only"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True)
class Totals:
    """The indexes over a set of items; None where there is nothing to divide by (law 7).

    Shares 0..1: ``attainment``, its bounds ``lower`` and ``upper``, ``coverage`` («известно»),
    ``coverage_now`` («оценено сейчас»), ``readiness``. ``mean`` is 0..4. The counts are of items: in scope,
    applicable, with a level, with a level rated now, with the band *met*. ``interval`` is that of the mean,
    from the raters alone. ``unsettled`` counts the differences that keep the status provisional, ``imported``
    the levels that come from a file.
    """

    attainment: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    coverage: Fraction | None
    coverage_now: Fraction | None
    mean: Fraction | None
    readiness: Fraction | None
    status: Status
    in_scope: int
    applicable: int
    known: int
    now: int
    met: int
    interval: Interval
    unsettled: int = 0
    imported: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """A scored case; ``functions`` is code -> totals, ``gaps`` and ``duties`` start with the worst.

    ``unsettled`` are the rows whose differences keep the result provisional, in order.
    """

    rows: tuple[Row, ...]
    totals: Totals
    functions: dict[str, Totals]
    gaps: tuple[Row, ...]
    duties: tuple[DutyRisk, ...]
    unsettled: tuple[Row, ...]
    _by_code: dict[str, Row] = field(repr=False, compare=False)

    def row(self, code: str) -> Row:
        """Return the row of the item."""
        return self._by_code[code]

    def has(self, code: str) -> bool:
        """Return whether the case's profile sets a target for the item, so that it has a row."""
        return code in self._by_code

    @property
    def interval(self) -> Interval:
        """The interval of the mean over the whole scope."""
        return self.totals.interval

    @property
    def stops(self) -> tuple[Row, ...]:
        """Critical items below their floor, in the order of the gaps; never averaged away (law 10)."""
        return tuple(row for row in self.gaps if row.stop)

    @property
    def criticals(self) -> tuple[Row, ...]:
        """Applicable critical items in scope."""
        return tuple(row for row in self.rows if row.counts and row.critical)

    @property
    def missing(self) -> tuple[Row, ...]:
        """Items in scope without a level, in order; never hidden."""
        return tuple(row for row in self.rows if row.entry.in_scope and row.standing is Standing.MISSING)

    @property
    def not_applicable(self) -> tuple[Row, ...]:
        """Items in scope that do not apply to this job."""
        return tuple(
            row for row in self.rows if row.entry.in_scope and row.standing is Standing.NOT_APPLICABLE
        )

    @property
    def strengths(self) -> tuple[Row, ...]:
        """Items above their target, or meeting the highest of all; by level descending, weight, code.

        If all targets are the same, meeting it is no strength, unless it is the top of the scale.
        """
        rows = [row for row in self.rows if row.counts and row.level is not None]
        targets = [row.entry.target for row in self.rows if row.counts and row.entry.target]
        most = max(targets) if len(set(targets)) > 1 else TOP
        able = (row for row in rows if _is_strength(row, most))
        return tuple(sorted(able, key=lambda row: (-(row.level or 0), -row.weight, row.code)))

    @property
    def to_discuss(self) -> tuple[Row, ...]:
        """Items whose assessors lie too far apart (``discuss_spread``) or disagree whether it applies."""
        return tuple(row for row in self.rows if row.discuss)


def _is_strength(row: Row, most: int) -> bool:
    level, target = row.level or Fraction(0), row.entry.target
    return level > target or (level == target and target >= most)


def score(entries: Sequence[Entry], duties: Sequence[Duty], policy: Policy, engine: Engine = ENGINE) -> Score:
    """Score a case: a pure function, so the same inputs and engine give the same bits for ever (law 17).

    The rows keep only the marks that were counted in, so nothing built from rows can reveal others.
    """
    handed_in = {(one.assessor_id, one.role) for entry in entries for one in entry.marks}
    few = unheard([role for _, role in handed_in], engine)
    rows = tuple(row_of(entry, policy, few) for entry in entries)
    functions = dict.fromkeys(entry.function for entry in entries)
    gaps, levels = find_gaps(rows), marked(rows, policy)
    return Score(
        rows=rows,
        totals=_totals(rows, policy, engine, levels),
        functions={
            code: _totals([row for row in rows if row.entry.function == code], policy, engine, levels)
            for code in functions
        },
        gaps=gaps,
        duties=rate_duties(duties, rows, policy),
        unsettled=_unsettled(rows, engine),
        _by_code={row.code: row for row in rows},
    )


def unheard(present: Collection[Role], engine: Engine = ENGINE) -> frozenset[Role]:
    """Return the roles whose marks enter no level; *present* has one role per sheet handed in.

    Three sheets of such a role are enough. With fewer, single marks could be worked out from the levels, if
    only by subtraction (law 15).
    """
    return frozenset[Role]() if engine.counts_few else shy(present)


def level_that_counts(marks: Sequence[GivenMark], policy: Policy) -> Fraction | None:
    """Return x̄ of law 6: role means weighted by ρ over the roles present; None without a counted level."""
    parts = policy.parts
    by_role: dict[Role, list[int]] = {}
    for given in marks:
        level = given.mark.level
        if level is not None and parts[given.role] > 0:
            mine = by_role.get(given.role)
            if mine is None:
                by_role[given.role] = [level]
            else:
                mine.append(level)
    if not by_role:
        return None
    # Whole numbers throughout: a fraction at each step would take most of the time of a score.
    each = lcm(*map(len, by_role.values()))
    summed = whole = 0
    for role, levels in by_role.items():
        part = parts[role]
        whole += part * each
        summed += part * sum(levels) * (each // len(levels))
    return fraction(summed, whole)


def said(marks: Sequence[GivenMark], policy: Policy) -> tuple[Fraction | None, bool]:
    """Return the level that the marks give, and whether the item applies (laws 6 and 8)."""
    return _said([given for given in marks if policy.counts(given.role)], policy)


def _said(counted: Sequence[GivenMark], policy: Policy) -> tuple[Fraction | None, bool]:
    level = level_that_counts(counted, policy)
    return level, level is not None or not _not_applicable(counted)


def row_of(entry: Entry, policy: Policy, few: Collection[Role] = ()) -> Row:
    """Return what follows from an entry, without marks of roles in *few*, of which too few answered."""
    told = entry.marks
    if few:
        entry = replace(entry, marks=tuple(given for given in told if given.role not in few))
    parts = policy.parts
    counted = [given for given in entry.marks if parts[given.role] > 0]
    levels = [level for given in counted if (level := given.mark.level) is not None]
    level, standing = _stand(entry, counted, policy)
    imported = standing is Standing.CARRIED and entry.carried is not None and entry.carried.imported
    gap = band = None
    if level is not None:
        gap = fraction(entry.target * level.denominator - level.numerator, level.denominator)
        band = policy.band(gap)
    spread = max(levels) - min(levels) if len(levels) > 1 else None
    split = 0 < len(levels) < len(counted) and any(
        given.mark.state is State.NOT_APPLICABLE for given in counted
    )
    apart = spread is not None and spread >= policy.discuss_spread
    return Row(
        entry=entry,
        standing=standing,
        level=level,
        gap=gap,
        band=band,
        least=policy.least(entry.target, entry.floor) if entry.critical else None,
        stop=level is not None
        and entry.critical
        and not imported
        and policy.is_stop(level, entry.target, entry.floor),
        watch=entry.critical and band is Band.MET and bool(levels) and min(levels) < entry.target,
        spread=spread,
        apart=apart,
        discuss=split or apart,
        unconfirmed=entry.critical and standing is Standing.NOT_APPLICABLE and entry.settled is None,
        kept_back=standing is Standing.MISSING and level_that_counts(told, policy) is not None,
    )


def _stand(entry: Entry, counted: Sequence[GivenMark], policy: Policy) -> tuple[Fraction | None, Standing]:
    if entry.settled is not None:
        if entry.settled.level is None:
            return None, Standing.NOT_APPLICABLE
        return fraction(entry.settled.level, 1), Standing.ASSESSED
    level, applies = _said(counted, policy)
    if level is not None:
        return level, Standing.ASSESSED
    if not applies:
        return None, Standing.NOT_APPLICABLE
    if entry.carried is not None and entry.carried.quarters <= policy.carry_quarters:
        return entry.carried.level, Standing.CARRIED
    return None, Standing.MISSING


def _not_applicable(counted: Sequence[GivenMark]) -> bool:
    """Law 8: everyone who answered said so. Not asked, not observed and recused are no answers."""
    silent = (State.NOT_ASKED, State.NOT_OBSERVED, State.RECUSED)
    answers = [given.mark.state for given in counted if given.mark.state not in silent]
    return bool(answers) and all(state is State.NOT_APPLICABLE for state in answers)


def totals_of(rows: Sequence[Row], policy: Policy, engine: Engine = ENGINE) -> Totals:
    """Return the indexes over these rows as if there were no others; rows outside the scope do not count."""
    return _totals(rows, policy, engine, marked(rows, policy))


def _totals(rows: Sequence[Row], policy: Policy, engine: Engine, levels: Mapping[str, Marked]) -> Totals:
    # One pass, with levels as whole numbers over one denominator: as exact as fractions, many times faster.
    common = lcm(*{row.level.denominator for row in rows if row.level is not None})
    in_scope = applicable = known = now = met = imported = 0
    weight = weight_known = weight_now = weight_imported = 0
    reached = summed = asked = asked_known = 0
    unknown = False  # whether a critical item has no level of its own, or no confirmation
    for row in rows:
        entry = row.entry
        if not entry.in_scope:
            continue
        in_scope += 1
        standing, level = row.standing, row.level
        if standing is Standing.NOT_APPLICABLE:
            unknown = unknown or (entry.critical and row.unconfirmed)
            continue
        applicable += 1
        weight += entry.weight
        required = entry.weight * entry.target
        asked += required
        if level is None:
            unknown = unknown or entry.critical
            continue
        known += 1
        weight_known += entry.weight
        asked_known += required
        achieved = entry.weight * level.numerator * (common // level.denominator)
        summed += achieved
        reached += min(achieved, required * common)
        met += row.band is Band.MET
        if standing is Standing.ASSESSED:
            now += 1
            weight_now += entry.weight
        elif row.imported:
            # They are shown and added up, but a result that rests on them is not surer for it (law 22).
            imported += 1
            weight_imported += entry.weight
            unknown = unknown or entry.critical
    unsettled = len(_unsettled(rows, engine))
    given = weight_known - weight_imported
    asked, asked_known = asked * common, asked_known * common
    return Totals(
        attainment=_share(reached, asked_known),
        lower=_share(reached, asked),
        upper=_share(reached + asked - asked_known, asked),
        coverage=_share(weight_known, weight),
        coverage_now=_share(weight_now, weight),
        mean=_share(summed, weight_known * common),
        readiness=_share(met, known),
        status=status_of(given, weight, policy, waits=unknown or unsettled > 0),
        in_scope=in_scope,
        applicable=applicable,
        known=known,
        now=now,
        met=met,
        interval=rater_interval([levels[row.code] for row in rows if row.code in levels], policy),
        unsettled=unsettled,
        imported=imported,
    )


_SURE = (Status.UNDEFINED, Status.BOUNDS_ONLY, Status.PROVISIONAL, Status.FINAL)


def no_surer(totals: Totals, than: Status) -> Totals:
    """Return the totals of a part of a result, with a status no more certain than that of the whole."""
    return replace(totals, status=min(totals.status, than, key=_SURE.index))


def status_of(known: int, weight: int, policy: Policy, *, waits: bool) -> Status:
    """Return the one status of a total, from the *weight* of applicable items and of those *known* (law 21).

    *waits*: a critical item has no level or no confirmation, or a difference is not settled.
    """
    if not weight:
        return Status.UNDEFINED
    if _is_less(known, weight, policy.number_coverage):
        return Status.BOUNDS_ONLY
    less = _is_less(known, weight, policy.final_coverage)
    return Status.PROVISIONAL if waits or less else Status.FINAL


def _is_less(part: int, whole: int, share: Fraction) -> bool:
    return part * share.denominator < share.numerator * whole


def _unsettled(rows: Sequence[Row], engine: Engine) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.unsettled) if engine.minds_differences else ()


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None

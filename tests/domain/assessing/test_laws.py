"""Laws 2, 6-11 and 17 of the domain, held against anything hypothesis can think of."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.assessing.engine import Engine
from domain.assessing.entry import Carried, Entry, Settled, Standing
from domain.assessing.policy import Policy, StopsBelow
from domain.assessing.scoring import Status, level_that_counts, score
from domain.assessing.snapshot import recompute, take
from domain.canonical import canonical, content_hash
from domain.errors import NeedsReason, OffScale
from domain.framework.profile import Target
from domain.mark import GivenMark, Mark, Role, State
from domain.scale import LEVELS, check_level
from domain.text import Text
from tests.domain.assessing import plain_scoring
from tests.domain.sample import duty, entry

POLICY = Policy()
levels = st.sampled_from(LEVELS)
# A thing is drawn whole from a list of all there are: drawing it part by part costs some times as much.
said = st.sampled_from(
    [*map(Mark.rated, LEVELS), *(Mark(state) for state in State if state is not State.RATED)]
)
given_marks = st.lists(st.tuples(st.sampled_from(Role), said), max_size=4).map(
    lambda pairs: tuple(GivenMark(number, role, mark) for number, (role, mark) in enumerate(pairs))
)


askings = st.sampled_from(
    [
        Entry("", function, target, weight, critical=critical, in_scope=in_scope)
        for in_scope in (True, False)
        for critical in (False, True)
        for weight in (1, 2, 3)
        for target in LEVELS
        for function in ("F1", "F2", "F3")
    ]
)
_NONE = [None] * (len(LEVELS) + 1)  # as often as a level
settlings = st.sampled_from([*_NONE, Settled(None), *map(Settled, LEVELS)])
_CARRIED = [
    Carried(level, age)
    for level in sorted({Fraction(n, d) for d in range(1, 7) for n in range(4 * d + 1)})
    for age in range(1, 7)
]
carryings = st.sampled_from([*[None] * len(_CARRIED), *_CARRIED])


@st.composite
def cases(draw: st.DrawFn) -> list[Entry]:
    """A case of up to a dozen items, in any state that people and files can bring about.

    Whoever handed in has a mark on each item of the scope, if only that nothing was asked or seen (law 3).
    """
    size = draw(st.integers(0, 12))
    panel = draw(st.lists(st.sampled_from(Role), max_size=5))
    return [
        replace(
            draw(askings),
            code=f"S{number:02d}",
            marks=tuple(GivenMark(who, role, draw(said)) for who, role in enumerate(panel)),
            settled=draw(settlings),
            carried=draw(carryings),
        )
        for number in range(1, size + 1)
    ]


@given(st.sampled_from(State), st.one_of(st.none(), levels))
def test_law_2_a_mark_has_a_level_exactly_when_it_is_rated(state: State, level: int | None) -> None:
    if (state is State.RATED) == (level is not None):
        assert Mark(state, level).level == level
    else:
        with pytest.raises(AssertionError):
            Mark(state, level)


@given(st.one_of(st.integers(), st.booleans(), st.floats(), st.text()))
def test_law_2_only_the_whole_numbers_0_to_4_are_levels(value: object) -> None:
    if type(value) is int and 0 <= value <= 4:
        check_level(value)
    else:
        with pytest.raises(OffScale):
            check_level(value)  # type: ignore[arg-type]


@given(given_marks)
def test_law_6_the_level_lies_between_the_marks_and_the_self_rating_moves_nothing(
    marks: tuple[GivenMark, ...],
) -> None:
    without_self = tuple(given for given in marks if given.role is not Role.SELF)
    level = level_that_counts(marks, POLICY)
    counted = [given.mark.level for given in without_self if given.mark.level is not None]
    assert level == level_that_counts(without_self, POLICY)
    assert (level is None) == (not counted)
    if level is not None:
        assert min(counted) <= level <= max(counted)


@given(given_marks, levels)
def test_law_6_a_settled_level_counts_whatever_the_marks_say(
    marks: tuple[GivenMark, ...], level: int
) -> None:
    one = Entry("S01", "F1", 3, 1, critical=False, marks=marks, settled=Settled(level))
    assert score([one], (), POLICY).row("S01").level == level


@given(cases())
def test_law_7_an_index_is_undefined_exactly_when_there_is_nothing_to_divide_by(
    case: list[Entry],
) -> None:
    done = score(case, (), POLICY)
    counting = [row for row in done.rows if row.counts]
    known = [row for row in counting if row.level is not None]
    totals = done.totals
    assert (totals.coverage is None) == (not counting)
    assert (totals.mean is None) == (not known)
    assert (totals.readiness is None) == (not known)
    assert (totals.attainment is None) == (sum(row.weight * row.entry.target for row in known) == 0)
    assert (totals.lower is None) == (sum(row.weight * row.entry.target for row in counting) == 0)


@given(cases())
def test_law_7_sums_of_whole_numbers_are_the_fractions_of_the_plain_way(case: list[Entry]) -> None:
    done = score(case, (), POLICY)
    totals, interval = done.totals, done.interval
    assert (
        *(totals.attainment, totals.lower, totals.upper, totals.coverage, totals.coverage_now),
        *(totals.mean, totals.readiness),
    ) == plain_scoring.indexes(done.rows)
    for row in done.rows:
        marks = row.entry.marks
        assert level_that_counts(marks, POLICY) == plain_scoring.level(marks, POLICY)
    assert interval.mean == plain_scoring.mean_of_marks(done.rows, POLICY)
    if interval.se is not None:
        assert interval.se == plain_scoring.standard_error(done.rows, POLICY)


@given(cases(), st.lists(st.lists(st.integers(1, 13), unique=True, max_size=5), max_size=6))
def test_law_7_gaps_and_duties_are_those_of_the_plain_way(case: list[Entry], asked: list[list[int]]) -> None:
    duties = [duty(f"D1-{place}", *(f"S{number:02d}" for number in one)) for place, one in enumerate(asked)]
    done = score(case, duties, POLICY)
    assert list(done.duties) == plain_scoring.duties(duties, done.rows, POLICY)
    assert list(done.gaps) == sorted(
        done.gaps, key=lambda row: (not row.critical, -row.weight * (row.gap or 0), -row.weight, row.code)
    )


@given(cases())
def test_law_7_the_bounds_hold_the_value_and_close_when_all_is_known(
    case: list[Entry],
) -> None:
    totals = score(case, (), POLICY).totals
    if totals.lower is None or totals.upper is None:
        return
    assert 0 <= totals.lower <= totals.upper <= 1
    if totals.attainment is not None:
        assert totals.lower <= totals.attainment <= totals.upper
    if totals.known == totals.applicable:
        assert totals.lower == totals.upper == totals.attainment


@given(cases(), st.integers(0, 3))
def test_law_8_what_has_no_level_never_reads_as_zero(case: list[Entry], weight: int) -> None:
    before = score(case, (), POLICY).totals
    unknown = Entry("K99", "F1", 3, max(1, weight), critical=False)
    after = score([*case, unknown], (), POLICY).totals
    assert after.attainment == before.attainment
    assert after.mean == before.mean
    assert after.readiness == before.readiness
    if before.coverage:
        assert after.coverage is not None
        assert after.coverage < before.coverage


@given(cases())
def test_law_8_a_not_applicable_item_moves_no_index(case: list[Entry]) -> None:
    before = score(case, (), POLICY).totals
    out = entry("K99", State.NOT_APPLICABLE)
    after = score([*case, out], (), POLICY).totals
    assert (after.attainment, after.lower, after.upper, after.coverage, after.mean) == (
        before.attainment,
        before.lower,
        before.upper,
        before.coverage,
        before.mean,
    )


@given(cases())
def test_law_8a_everything_is_computed_over_the_scope(case: list[Entry]) -> None:
    inside = [one for one in case if one.in_scope]
    assert score(case, (), POLICY).totals == score(inside, (), POLICY).totals
    assert score(case, (), POLICY).interval == score(inside, (), POLICY).interval


@given(cases())
def test_law_8b_a_carried_level_counts_only_where_nobody_rated_and_is_not_too_old(
    case: list[Entry],
) -> None:
    for row in score(case, (), POLICY).rows:
        if row.standing is Standing.CARRIED:
            carried = row.entry.carried
            assert carried is not None
            assert carried.quarters <= POLICY.carry_quarters
            assert level_that_counts(row.entry.marks, POLICY) is None
            assert row.level == carried.level


@given(cases(), st.integers(0, 11))
def test_law_9_raising_a_level_above_its_target_changes_no_attainment(case: list[Entry], pick: int) -> None:
    assume(case)
    index = pick % len(case)
    chosen = case[index]
    at_target = Entry(
        chosen.code,
        chosen.function,
        chosen.target,
        chosen.weight,
        chosen.critical,
        settled=Settled(chosen.target),
    )
    at_top = Entry(
        chosen.code,
        chosen.function,
        chosen.target,
        chosen.weight,
        chosen.critical,
        settled=Settled(4),
    )
    reached = score([*case[:index], at_target, *case[index + 1 :]], (), POLICY).totals
    surplus = score([*case[:index], at_top, *case[index + 1 :]], (), POLICY).totals
    assert (reached.attainment, reached.lower, reached.upper) == (
        surplus.attainment,
        surplus.lower,
        surplus.upper,
    )


@given(cases())
def test_law_10_a_critical_item_below_its_floor_is_always_a_stop_signal(
    case: list[Entry],
) -> None:
    drawn = (duty("D1.1", *(one.code for one in case)),)
    done, older = (
        score(case, drawn, Policy(stops_below=one)) for one in (StopsBelow.FLOOR, StopsBelow.TARGET)
    )

    def below(least: Callable[[int], int]) -> set[str]:
        return {
            row.code
            for row in done.rows
            if row.counts
            and row.critical
            and row.level is not None
            and least(row.entry.target) - row.level >= Fraction(1, 2)
        }

    assert {row.code for row in done.stops} == below(lambda target: min(target, max(target - 1, 2)))
    assert {row.code for row in older.stops} == below(lambda target: target)
    assert [one.status for one in done.duties] == [one.status for one in older.duties]


@given(cases())
def test_law_10_a_critical_item_without_a_level_is_never_final(
    case: list[Entry],
) -> None:
    done = score(case, (), POLICY)
    unknown = any(row.critical for row in done.missing)
    unconfirmed = any(row.unconfirmed and row.entry.in_scope for row in done.rows)
    if unknown or unconfirmed:
        assert done.totals.status is not Status.FINAL


@given(
    st.integers(1, 3),
    st.integers(1, 3),
    st.one_of(st.none(), st.just("  "), st.just("решает смену")),
)
def test_law_11_another_weight_needs_a_reason(old: int, new: int, reason: str | None) -> None:
    target = Target(3, old, critical=False)
    why = None if reason is None else Text(reason)
    if new != old and not (reason or "").strip():
        with pytest.raises(NeedsReason):
            target.changed_weight(new, why)
    else:
        assert target.changed_weight(new, why).weight == new


@given(cases(), st.sampled_from(Engine))
def test_law_17_a_snapshot_recomputes_to_the_same_bits(case: list[Entry], engine: Engine) -> None:
    duties = (duty("D1.1", "S01", "S02", "S03"), duty("D2.1", "S04", "S05", "S06"))
    taken = take(case, duties, POLICY, engine)
    again = recompute(taken)
    assert canonical([again.inputs, again.results]) == canonical([taken.inputs, taken.results])
    assert again.hash == taken.hash
    assert again.engine == engine


@given(cases())
def test_law_17_a_changed_input_changes_the_hash(case: list[Entry]) -> None:
    other = [*case, entry("K99", 2)]
    assert take(case, (), POLICY).hash != take(other, (), POLICY).hash


plain = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)),
)


@given(st.dictionaries(st.text(alphabet="абв"), plain, max_size=5))
def test_law_17_the_canonical_form_does_not_depend_on_the_order_of_keys(
    content: dict[str, object],
) -> None:
    assert canonical(dict(reversed(content.items()))) == canonical(content)


def test_law_17_the_canonical_form_knows_one_spelling_of_a_letter_and_no_floats() -> None:
    assert content_hash("\u0439") == content_hash("\u0438\u0306")  # й, composed and decomposed
    with pytest.raises(TypeError):
        canonical({"level": 1.5})
    with pytest.raises(TypeError):
        canonical({1: "one"})

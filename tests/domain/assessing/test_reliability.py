"""Agreement and reliability: every published vector, and where a coefficient is undefined."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.reliability import (
    IccKind,
    Metric,
    Weighting,
    average_deviation,
    icc,
    krippendorff_alpha,
    mean_squares,
    r_wg,
    r_wg_j,
    raters_needed,
    spearman_brown,
    variance,
    weighted_kappa,
)
from tests.domain.vectors import VECTORS

LEVEL = st.integers(0, 4)


def near(value: Fraction | None, wanted: float) -> bool:
    return value is not None and float(value) == pytest.approx(wanted, abs=1e-6)


def units(name: str) -> list[list[int]]:
    """Return the columns of a vector: what each unit got, without the missing levels."""
    columns = zip(*VECTORS[name]["input"]["rows_are_raters"], strict=True)
    return [[level for level in column if level is not None] for column in columns]


def test_two_raters_of_twelve_items_have_the_published_kappas() -> None:
    told, want = VECTORS["kappa_12"]["input"], VECTORS["kappa_12"]["output"]
    a, b, scale = told["a"], told["b"], range(told["levels"])
    assert near(weighted_kappa(a, b, Weighting.NONE, scale), want["kappa_unweighted"])
    assert near(weighted_kappa(a, b, Weighting.LINEAR, scale), want["kappa_linear"])
    assert near(weighted_kappa(a, b, Weighting.QUADRATIC, scale), want["kappa_quadratic"])
    apart = [abs(one - other) for one, other in zip(a, b, strict=True)]
    assert apart.count(0) / len(apart) == pytest.approx(want["exact_agreement"])
    assert sum(one <= 1 for one in apart) / len(apart) == want["within_one"]


def test_levels_that_nobody_used_are_still_steps_of_the_scale() -> None:
    told, want = VECTORS["kappa_unused_levels"]["input"], VECTORS["kappa_unused_levels"]["output"]
    kappa = weighted_kappa(told["a"], told["b"])
    assert near(kappa, want["kappa_linear_full_scale"])
    assert not near(kappa, want["sklearn_without_labels"])


def test_raters_who_used_one_level_have_no_kappa() -> None:
    told, want = VECTORS["kappa_no_variance"]["input"], VECTORS["kappa_no_variance"]["output"]
    assert want["kappa_linear"] == "nan"
    assert [weighted_kappa(told["a"], told["b"], weighting) for weighting in Weighting] == [None] * 3
    assert weighted_kappa([], []) is None


@pytest.mark.parametrize(
    "name", ["alpha_krippendorff_C", "alpha_3x10", "alpha_low_variance", "alpha_constant"]
)
def test_alpha_is_the_published_one(name: str) -> None:
    want = VECTORS[name]["output"]
    for metric in Metric:
        wanted = want.get(f"alpha_{metric.value}")
        if wanted == "nan":
            assert krippendorff_alpha(units(name), metric) is None
        elif wanted is not None:
            assert near(krippendorff_alpha(units(name), metric), wanted), metric


def test_little_spread_makes_a_bad_alpha_of_good_raters() -> None:
    want = VECTORS["alpha_low_variance"]["output"]
    apart = [abs(one - other) for one, other in units("alpha_low_variance")]
    assert sum(one <= 1 for one in apart) / len(apart) == want["within_one"]
    assert apart.count(0) / len(apart) == pytest.approx(want["exact_agreement"])


def test_alpha_needs_a_unit_that_two_have_rated() -> None:
    assert krippendorff_alpha([(3,), (), (1,)]) is None


@pytest.mark.parametrize("name", ["icc_shrout_fleiss", "icc_overall_scores"])
def test_intraclass_correlations_are_the_published_ones(name: str) -> None:
    table = [[Fraction(str(level)) for level in row] for row in VECTORS[name]["input"]["rows_are_targets"]]
    want = VECTORS[name]["output"]
    found = mean_squares(table)
    assert found is not None
    assert near(found.between, want["MSB"])
    assert near(found.raters, want["MSJ"])
    assert near(found.within, want["MSW"])
    assert near(found.residual, want["MSE"])
    for kind in IccKind:
        assert near(icc(table, kind), want[kind.value]), kind


def test_the_block_that_all_three_rated_has_the_published_mean_squares() -> None:
    told, want = VECTORS["combine_8"]["input"]["ratings"], VECTORS["combine_8"]["output"]["error"]
    block = [levels for levels in told.values() if None not in levels]
    found = mean_squares(block)
    assert found is not None
    assert (len(block), len(block[0])) == (want["m_full"], want["k"])
    assert near(found.raters, want["MS_rater"])
    assert near(found.residual, want["MS_resid"])
    assert near((found.raters - found.residual) / len(block), want["s2_rater"])


@pytest.mark.parametrize("table", [[], [[1, 2, 3]], [[1], [2]]])
def test_one_person_or_one_rater_has_no_correlation(table: list[list[int]]) -> None:
    assert mean_squares(table) is None
    assert icc(table) is None


def test_people_who_all_have_one_level_have_no_correlation() -> None:
    assert [icc([[2, 2], [2, 2], [2, 2]], kind) for kind in IccKind] == [None] * len(IccKind)


@pytest.mark.parametrize("name", ["rwg_3_3_2", "rwg_2_3", "rwg_1_3_4", "rwg_3_3_3", "rwg_0_4"])
def test_the_agreement_on_one_item_is_the_published_one(name: str) -> None:
    told, want = VECTORS[name]["input"], VECTORS[name]["output"]
    levels = told["ratings"]
    raw = r_wg(levels, told["levels"])
    assert near(variance(levels), want["variance"])
    assert near(raw, want["rwg_raw"])
    assert raw is not None
    assert max(0.0, float(raw)) == pytest.approx(want["rwg_shown"])
    assert near(average_deviation(levels), want["AD_mean"])
    assert max(levels) - min(levels) == want["spread"]


def test_the_agreement_on_several_items_is_the_published_one() -> None:
    told, want = VECTORS["rwg_j_4"]["input"], VECTORS["rwg_j_4"]["output"]
    items = told["items_by_raters"]
    singles = [r_wg(levels) or Fraction(0) for levels in items]
    assert near(sum(filter(None, map(variance, items)), Fraction(0)) / len(items), want["mean_variance"])
    assert near(r_wg_j(items, told["levels"]), want["rwg_j"])
    assert near(sum(singles, Fraction(0)) / len(singles), want["mean_single_rwg"])


@pytest.mark.parametrize("items", [[], [(2, 3), (2,)]])
def test_several_items_agree_only_if_each_has_two_levels(items: list[tuple[int, ...]]) -> None:
    assert r_wg_j(items) is None


def test_one_rater_agrees_with_nobody() -> None:
    assert (r_wg([3]), average_deviation([3]), variance([])) == (None, None, None)


def test_two_items_at_exactly_the_pole_of_the_formula_have_no_agreement() -> None:
    # J(1-q) + q = 0 for J = 2 at q = 2: marks 4 and 0, and a mean variance of twice the even one.
    assert r_wg_j([(0, 4), (2, 2)]) is None


@pytest.mark.parametrize("name", ["spearman_brown", "spearman_brown_r60"])
def test_more_raters_are_as_reliable_as_published(name: str) -> None:
    one = Fraction(str(VECTORS[name]["input"]["r1"]))
    for key, wanted in VECTORS[name]["output"].items():
        if key.startswith("k="):
            assert near(spearman_brown(one, int(key[2:])), wanted), key
        else:
            assert raters_needed(one, Fraction("0" + key.removeprefix("raters_needed_for_"))) == wanted, key


def test_one_rater_is_enough_where_one_is_better_than_wanted() -> None:
    assert raters_needed(Fraction(9, 10), Fraction(7, 10)) == 1


@given(st.fractions(Fraction(1, 20), Fraction(19, 20)), st.fractions(Fraction(1, 20), Fraction(19, 20)))
def test_the_number_of_raters_is_the_smallest_that_reaches_the_wanted(
    one: Fraction, wanted: Fraction
) -> None:
    number = raters_needed(one, wanted)
    assert spearman_brown(one, number) >= wanted
    assert number == 1 or spearman_brown(one, number - 1) < wanted


@given(st.lists(st.lists(LEVEL, max_size=4), max_size=8), st.sampled_from(Metric))
def test_alpha_never_exceeds_one_and_full_agreement_reaches_it(
    units: list[list[int]], metric: Metric
) -> None:
    alpha = krippendorff_alpha(units, metric)
    assert alpha is None or alpha <= 1
    if alpha is not None and all(len(set(unit)) < 2 for unit in units):
        assert alpha == 1


@given(st.lists(st.tuples(LEVEL, LEVEL), max_size=12), st.sampled_from(Weighting))
def test_kappa_does_not_care_who_is_first(pairs: list[tuple[int, int]], weighting: Weighting) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    assert weighted_kappa(one, other, weighting) == weighted_kappa(other, one, weighting)
    if weighted_kappa(one, one, weighting) is not None:
        assert weighted_kappa(one, one, weighting) == 1

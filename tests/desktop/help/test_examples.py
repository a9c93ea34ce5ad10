"""The examples of the help are computed by the program: a figure that is wrong there is found here."""

import re
from fractions import Fraction

import pytest

from desktop.office.help.filled import filled
from domain.assessing.agreement import Agreement, pair_agreement
from domain.assessing.entry import Entry
from domain.assessing.gaps import DutyStatus, Known, duty_status, find_gaps
from domain.assessing.policy import Policy
from domain.assessing.scoring import Status, score
from domain.assessing.trend_steps import ENOUGH_COMMON
from domain.development.worked import Change, mean
from domain.mark import GivenMark, Mark
from domain.scale import Band
from domain.sheet_kinds import Role
from domain.team.shift import Minimum, Short
from resources.help_pages import Heading, Paragraph, plain
from resources.i18n import LANGUAGES, words

POLICY = Policy()
SENTENCES = 7  # of a reason at most
TWO = (("K01", 2, 4), ("K02", 1, 1))  # code, weight and level of the example
DUTY = (Known(2, Fraction(1), False, False), Known(1, Fraction(2), False, False))


def entry(code: str, weight: int, *levels: int, target: int = 3, floor: int | None = None) -> Entry:
    marks = tuple(
        GivenMark(number, Role.EXPERT, Mark.rated(level)) for number, level in enumerate(levels, start=1)
    )
    return Entry(code, "F1", target, weight, critical=floor is not None, marks=marks, floor=floor)


def told(mark: str, language: str) -> str:
    """Return the example under this mark."""
    page = filled("numbers", language)
    at = next(n for n, one in enumerate(page.blocks) if getattr(one, "mark", "") == mark)
    example = next(one for one in page.blocks[at:] if isinstance(one, Paragraph) and one.example)
    return plain(example.line)


def percent(share: Fraction | None, language: str) -> str:
    assert share is not None
    return words(language).percent(share).replace("\u00a0", " ")


def number(value: Fraction | None, language: str, digits: int = 2) -> str:
    assert value is not None
    return words(language).number(value, digits)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_level_is_the_mean_of_the_marks(language: str) -> None:
    level = score([entry("K01", 1, 2, 3, 3)], (), POLICY).row("K01").level
    assert number(level, language) in told("level", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_attainment_and_mean(language: str) -> None:
    totals = score([entry(*one) for one in TWO], (), POLICY).totals
    assert totals.attainment == Fraction(7, 9)
    assert f"7 / 9 = {percent(totals.attainment, language)}" in told("attainment", language)
    assert totals.mean == 3
    assert told("mean", language).endswith("= 3.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_bounds_and_coverage(language: str) -> None:
    totals = score([*(entry(*one) for one in TWO), entry("K03", 1)], (), POLICY).totals
    assert totals.attainment == Fraction(7, 9)
    assert (totals.lower, totals.upper) == (Fraction(7, 12), Fraction(10, 12))
    for share, shown in ((totals.lower, "7 / 12"), (totals.upper, "10 / 12")):
        assert f"{shown} = {percent(share, language)}" in told("bounds", language)
    assert totals.coverage == Fraction(3, 4)
    assert f"3 / 4 = {percent(totals.coverage, language)}" in told("coverage", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps(language: str) -> None:
    near, far = score([entry("K01", 1, 2, 3, 3), entry("K02", 1, 1)], (), POLICY).rows
    assert (near.band, far.band) == (Band.MET, Band.LARGE)
    assert number(near.gap, language) in told("gap", language)
    assert far.gap == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_developed_first(language: str) -> None:
    heavy, wide = entry("K02", 3, 2), entry("K01", 1, 1)
    first, second = find_gaps(score([wide, heavy], (), POLICY).rows)
    assert (first.code, second.code) == ("K02", "K01")
    for row in (first, second):
        assert row.gap is not None
        assert re.search(
            rf"\b{row.entry.weight}\b[^.]*\b{row.gap}\b[^.]*\b{row.entry.weight * row.gap}\b",
            told("priority", language),
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_below_minimum(language: str) -> None:
    low = score([entry("K01", 1, 1, 2, floor=2)], (), POLICY).row("K01")
    near = score([entry("K01", 1, 1, 2, 2, floor=2)], (), POLICY).row("K01")
    assert (low.level, low.stop) == (Fraction(3, 2), True)
    assert not near.stop
    assert number(low.level, language, 1) in told("floor", language)
    assert number(near.level, language) in told("floor", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_duty_at_risk(language: str) -> None:
    status, risk, _coverage = duty_status(DUTY, 3, POLICY)
    assert status is DutyStatus.AT_RISK
    assert number(risk, language) in told("duties", language)


def test_the_thresholds_that_the_help_names_are_those_of_the_policy() -> None:
    assert (POLICY.number_coverage, POLICY.final_coverage) == (Fraction(1, 2), Fraction(7, 10))
    assert (POLICY.small_gap, POLICY.large_gap) == (Fraction(1, 2), Fraction(3, 2))
    assert (POLICY.discuss_spread, POLICY.max_goals, POLICY.duty_risk) == (2, 5, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_its_reason_in_few_sentences_and_an_example(language: str) -> None:
    page = filled("numbers", language)
    parts: dict[str, list[Paragraph]] = {}
    for block in page.blocks:
        if isinstance(block, Heading):
            parts[block.mark] = []
        elif isinstance(block, Paragraph) and parts:
            list(parts.values())[-1].append(block)
    for mark, told_there in parts.items():
        assert [one for one in told_there if one.example], mark
        reason = " ".join(plain(one.line) for one in told_there if not one.example)
        assert 2 <= len(re.findall(r"[.?:](?=\s|$)", reason)) <= SENTENCES, mark


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_unknown_is_no_zero(language: str) -> None:
    totals = score([entry("K01", 2, 3), entry("K02", 1)], (), POLICY).totals
    assert totals.attainment == 1
    assert f"6 / 6 = {percent(totals.attainment, language)}" in told("unknown", language)
    assert f"6 / 9 = {percent(Fraction(6, 9), language)}" in told("unknown", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_weight_does(language: str) -> None:
    heavy = score([entry("K01", 3, 2), entry("K02", 1, 3)], (), POLICY).totals.attainment
    equal = score([entry("K01", 1, 2), entry("K02", 1, 3)], (), POLICY).totals.attainment
    assert f"9 / 12 = {percent(heavy, language)}" in told("weight", language)
    assert f"5 / 6 = {percent(equal, language)}" in told("weight", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_level_of_a_critical_competency_a_result_is_provisional(language: str) -> None:
    totals = score([entry("K01", 3, 3), entry("K02", 1, floor=2)], (), POLICY).totals
    assert (totals.coverage, totals.status) == (Fraction(3, 4), Status.PROVISIONAL)
    assert percent(totals.coverage, language) in told("critical", language)
    assert score([entry("K01", 3, 3), entry("K02", 1)], (), POLICY).totals.status is Status.FINAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_assessors_are_apart(language: str) -> None:
    apart, near = score([entry("K01", 1, 1, 3), entry("K02", 1, 2, 3)], (), POLICY).rows
    assert (apart.discuss, near.discuss) == (True, False)
    assert number(near.level, language, 1) in told("spread", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_far_assessors_agree(language: str) -> None:
    found = pair_agreement([(2, 2)] * 12 + [(2, 3)] * 7 + [(1, 3)])
    assert (found.pairs, found.agreement) == (20, Agreement.HIGH)
    for share in (found.exact, found.within_one):
        assert percent(share, language) in told("agreement", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_much_two_quarters_have_in_common(language: str) -> None:
    much, little = Fraction(3, 4), Fraction(1, 4)
    assert little < ENOUGH_COMMON <= much
    assert f"3 / 4 = {percent(much, language)}" in told("trend", language)
    assert f"1 / 4 = {percent(little, language)}" in told("trend", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_common_part_of_a_comparison(language: str) -> None:
    part = Fraction(3, 4)
    assert part < POLICY.comparison_overlap == Fraction(80, 100)
    assert f"3 / 4 = {percent(part, language)}" in told("common", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shift_that_may_be_short_and_one_that_is(language: str) -> None:
    least = Minimum(people=3, level=3)
    assert not Short(0, None, able=2, unknown=1, minimum=least).sure
    assert Short(0, None, able=2, unknown=0, minimum=least).sure
    assert re.search(r"\b3\b.*\b3\b.*\b2\b", told("shift", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_much_a_topic_is_needed_and_what_worked(language: str) -> None:
    assert f"2 × (1 + 1 + 2) = {2 * (1 + 1 + 2)}" in told("needs", language)
    changes = enumerate((1, 1, 0, 1, 2), start=1)
    worked = mean(Change(person, Fraction(1), Fraction(1 + more)) for person, more in changes)
    assert worked is not None
    assert (worked.n, worked.change) == (5, 1)
    assert "5 / 5 = 1" in told("worked", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_long_a_level_holds(language: str) -> None:
    assert re.search(rf"\b{POLICY.carry_quarters}\b", told("age", language))

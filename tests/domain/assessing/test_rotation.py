"""What is asked this quarter: a year covers everything, whatever is known of the person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.policy import Policy
from domain.assessing.rotation import LastKnown, Why, folded, may_confirm, minutes, quarter_focus
from domain.framework.profile import Target
from tests.domain import sample

CODES = [f"K{number:02d}" for number in range(1, 40)] + [f"S{number:02d}" for number in range(1, 33)]
GROUPS = (("K03", "K10"), ("K07", "K20", "K34"))
_PLAIN = sample.framework(*CODES, groups=GROUPS)
FRAMEWORK = replace(
    _PLAIN,
    items=tuple(replace(item, function=f"F{number // 15 + 1}") for number, item in enumerate(_PLAIN.items)),
)
CRITICAL = {"K18", "K26", "S01", "S08", "S17"}
PROFILE = sample.profile((), **{code: Target(3, 1, critical=code in CRITICAL) for code in CODES})


def last(code: str, level: int = 3, quarters: int = 1, fact: date | None = None) -> LastKnown:
    return LastKnown(code, Fraction(level), quarters, date(2026, 9, 20), newest_fact_on=fact)


def known(*lines: LastKnown) -> Mapping[str, LastKnown]:
    return {line.code: line for line in lines}


anything = st.lists(
    st.builds(last, st.sampled_from(CODES), st.integers(0, 4), st.integers(1, 6)), max_size=71
).map(lambda lines: known(*lines))


@given(st.integers(0, 10_000), st.tuples(anything, anything, anything, anything))
def test_four_quarters_in_a_row_cover_all_71_items_whatever_is_known(
    first: int, years: tuple[Mapping[str, LastKnown], ...]
) -> None:
    asked = {
        code
        for number, mine in enumerate(years)
        for code in quarter_focus(FRAMEWORK, PROFILE, mine, first + number).codes
    }
    assert asked == set(CODES)


@given(anything, st.integers(0, 3))
def test_each_item_is_asked_for_a_reason(mine: Mapping[str, LastKnown], quarter: int) -> None:
    focus = quarter_focus(FRAMEWORK, PROFILE, mine, quarter)
    assert list(focus.codes) == [code for code in CODES if code in focus.reasons]
    for code in CODES:
        why, before = focus.reasons.get(code), mine.get(code)
        if code in CRITICAL:
            assert why is Why.CRITICAL
        elif before is not None and before.level < 3:
            assert why is Why.GAP
        elif before is not None and before.quarters >= 4:
            assert why is Why.STALE
        else:
            assert why in (Why.TURN, None)


@pytest.mark.parametrize("quarter", range(4))
def test_a_quarter_without_a_past_is_the_critical_items_and_a_fair_fourth_of_each_function(
    quarter: int,
) -> None:
    codes = quarter_focus(FRAMEWORK, PROFILE, {}, quarter).codes
    turn = [item for item in FRAMEWORK.items if item.code in codes and item.code not in CRITICAL]
    assert 15 <= len(turn) <= 19
    for function in ("F1", "F2", "F3", "F4"):
        assert 3 <= sum(item.function == function for item in turn) <= 6


def test_twins_have_their_turn_together() -> None:
    for group in GROUPS:
        turns = [
            {quarter for quarter in range(4) if code in quarter_focus(FRAMEWORK, PROFILE, {}, quarter).codes}
            for code in group
        ]
        assert turns == [turns[0]] * len(group)
        assert len(turns[0]) == 1


def test_what_the_profile_does_not_ask_is_not_rated() -> None:
    narrow = sample.profile(K01=Target(2, 1, critical=True))
    assert quarter_focus(FRAMEWORK, narrow, {}, 1).codes == ("K01",)


def test_the_policy_says_when_a_level_is_stale() -> None:
    mine = known(*(last(code, quarters=2) for code in CODES))
    strict = quarter_focus(FRAMEWORK, PROFILE, mine, 1, Policy(carry_quarters=2))
    assert set(strict.codes) == set(CODES)
    assert set(quarter_focus(FRAMEWORK, PROFILE, mine, 1).reasons.values()) == {Why.CRITICAL, Why.TURN}


def test_a_usual_quarter_takes_less_than_a_quarter_of_an_hour() -> None:
    mine = known(*(last(code, level=2 if number % 6 == 0 else 3) for number, code in enumerate(CODES)))
    assert 5 <= quarter_focus(FRAMEWORK, PROFILE, mine, 2).minutes <= 15


def test_a_level_to_confirm_takes_less_time_than_one_to_find() -> None:
    narrow = sample.profile((), **{code: Target(3, 1, critical=True) for code in CODES[:15]})
    anew = quarter_focus(FRAMEWORK, narrow, {}, 0).minutes
    fact = date(2026, 10, 1)
    confirmed = quarter_focus(
        FRAMEWORK, narrow, known(*(last(code, fact=fact) for code in CODES[:15])), 0
    ).minutes
    assert (anew, confirmed) == (5, 1)
    assert (minutes(0), minutes(1), minutes(3), minutes(4), minutes(3, 1)) == (0, 1, 1, 2, 2)


def test_a_level_is_confirmed_by_a_newer_fact_or_on_purpose() -> None:
    line = last("K01")
    assert not may_confirm(line, None)
    assert not may_confirm(line, date(2026, 9, 20))
    assert may_confirm(line, date(2026, 9, 21))
    assert may_confirm(line, None, deliberate=True)


def test_only_what_was_rated_lately_and_is_not_asked_folds_away() -> None:
    mine = known(last("K01", 0), last("K02", 4), last("K03", quarters=2), last("K04"))
    assert folded(mine, {"K04"}) == ("K01", "K02")


@given(anything, st.data())
def test_what_folds_does_not_depend_on_the_level(mine: Mapping[str, LastKnown], data: st.DataObject) -> None:
    other = {code: replace(one, level=Fraction(data.draw(st.integers(0, 4)))) for code, one in mine.items()}
    assert folded(mine, ("K01",)) == folded(other, ("K01",))


def test_a_level_of_a_file_is_asked_again_and_never_confirmed() -> None:
    code = next(code for code, target in PROFILE.targets.items() if not target.critical)
    known = {code: LastKnown(code, Fraction(4), 1, date(2026, 9, 20), imported=True)}
    assert quarter_focus(FRAMEWORK, PROFILE, known, 1).reasons[code] is Why.IMPORTED
    assert not may_confirm(known[code], date(2026, 9, 21), deliberate=True)

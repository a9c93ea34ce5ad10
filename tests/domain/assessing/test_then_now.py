"""Two assessments side by side: matched by key, on what was rated in both, a level is a change."""

from fractions import Fraction

from domain.assessing.then_now import then_and_now
from domain.assessing.trend_steps import OwnLevel


def level(at: int | Fraction, target: int = 2, weight: int = 1, function: str = "F1") -> OwnLevel:
    return OwnLevel(function, at, target, weight)


def test_only_what_was_rated_in_both_is_compared_in_the_order_of_now() -> None:
    found = then_and_now({"a": level(1), "b": level(2), "gone": level(0)}, {"b": level(3), "a": level(1)})
    assert [one.key for one in found.changes] == ["b", "a"]
    assert (found.only_then, found.only_now) == (1, 0)


def test_less_than_a_level_is_no_change() -> None:
    half = then_and_now({"a": level(2)}, {"a": level(Fraction(5, 2))}).changes[0]
    whole = then_and_now({"a": level(2)}, {"a": level(1)}).changes[0]
    assert (half.by, half.changed) == (Fraction(1, 2), False)
    assert (whole.by, whole.changed) == (-1, True)


def test_functions_are_those_of_now_and_means_go_by_the_weights_of_now() -> None:
    then = {"a": level(0, weight=1, function="F9"), "b": level(4, weight=1, function="F9")}
    now = {"a": level(3, weight=3, function="F1"), "b": level(4, target=3, weight=1, function="F2")}
    found = then_and_now(then, now)
    assert set(found.functions) == {"F1", "F2"}
    assert found.whole is not None
    assert (found.whole.then, found.whole.now) == (Fraction(1), Fraction(13, 4))
    assert (found.whole.up, found.whole.down, found.whole.items) == (1, 0, 2)
    assert [one.retargeted for one in found.changes] == [False, True]


def test_nothing_in_common_has_no_mean() -> None:
    found = then_and_now({"a": level(1)}, {"b": level(1)})
    assert (found.changes, found.whole, found.only_then, found.only_now) == ((), None, 1, 1)

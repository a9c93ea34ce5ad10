"""What worked is told from five goals on, as the mean change of level."""

from fractions import Fraction

from domain.worked import LEAST, Worked, worked


def test_the_mean_change_is_told_from_five_goals_on() -> None:
    five = [(7, Fraction(1), Fraction(2))] * 4 + [(7, Fraction(2), Fraction(2))]
    assert worked(five) == {7: Worked(5, Fraction(4, 5))}
    assert worked(five[: LEAST - 1]) == {}


def test_a_level_that_fell_counts_as_it_is() -> None:
    fell = [(7, Fraction(3), Fraction(2))] * LEAST
    assert worked(fell)[7].change == -1


def test_actions_are_told_apart() -> None:
    both = [(one, Fraction(0), Fraction(one)) for one in (1, 2) for _ in range(LEAST)]
    assert {one: found.change for one, found in worked(both).items()} == {1: 1, 2: 2}

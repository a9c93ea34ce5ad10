"""What worked is told from five people on, as the mean over people, and never so that fewer can be told."""

from fractions import Fraction

from domain.development.worked import LEAST, Change, Worked, mean, parted, worked


def changes(*levels: int, first: int = 1) -> list[Change]:
    """Return a change from level 1 to each of these, each of another person."""
    return [Change(n, Fraction(1), Fraction(level)) for n, level in enumerate(levels, first)]


def test_the_mean_change_is_told_from_five_people_on() -> None:
    five = [(7, one) for one in changes(2, 2, 2, 2, 1)]
    assert worked(five) == {7: Worked(5, Fraction(4, 5))}
    assert worked(five[: LEAST - 1]) == {}


def test_five_goals_of_one_person_tell_nothing() -> None:
    assert worked([(7, Change(1, Fraction(1), Fraction(2)))] * LEAST) == {}


def test_a_person_with_many_goals_weighs_as_much_as_any_other() -> None:
    many = [Change(1, Fraction(0), Fraction(4))] * 6 + changes(1, 1, 1, 1, first=2)
    assert mean(many) == Worked(5, Fraction(4, 5))


def test_a_level_that_fell_counts_as_it_is() -> None:
    fell = [(7, Change(n, Fraction(3), Fraction(2))) for n in range(LEAST)]
    assert worked(fell)[7].change == -1


def test_actions_are_told_apart() -> None:
    both = [(level, one) for level in (2, 3) for one in changes(*[level] * LEAST)]
    assert {one: found.change for one, found in worked(both).items()} == {2: 1, 3: 2}


def test_groups_of_fewer_than_five_are_not_told() -> None:
    people = {"a": {1, 2, 3, 4, 5}, "b": {6, 7}, "c": {8, 9, 10}}
    assert parted(people, set(range(1, 11))) == ("a",), "b and c together are five"
    assert parted({"a": {1, 2, 3, 4}}, {1, 2, 3, 4}) == ()


def test_a_group_is_held_back_where_the_rest_would_be_fewer_than_five() -> None:
    large, small = set(range(1, 8)), set(range(8, 13))
    assert parted({"large": large, "small": small}, large | small) == ("large", "small")
    alone = large | small | {99}
    assert parted({"large": large, "small": small}, alone) == ("large",), "the whole less both is one person"
    assert parted({"large": large}, large | {99}) == (), "the whole less one part is one person"

"""What is said of who could teach holds for those whose level is known, and claims no more."""

from fractions import Fraction

import pytest

from desktop.team.able_rows import able_lines
from domain.team.able import able
from tests.domain.team.test_needs import team


@pytest.mark.parametrize(
    ("levels", "asked", "told"),
    [
        (((2,), (1,)), 3, "nobody has level 3 to teach it"),
        (((2,), (1,), (None,)), 3, "nobody is known to have level 3 to teach it"),
        (((3,), (3,)), 4, "nobody has a higher level to teach it"),
        (((3,), (3,), (None,)), 4, "nobody is known to have a higher level to teach it"),
        (((4,), (1,), (None,)), 3, "could be taught by"),
    ],
)
def test_of_a_level_that_is_not_known_nobody_is_said_to_lack_it(
    levels: tuple[tuple[int | None, ...], ...], asked: int, told: str
) -> None:
    matrix = team(*levels)

    def reaches(level: Fraction) -> bool:
        return level >= asked

    lines = able_lines(matrix.people, able(matrix, 0, reaches))
    assert [one.mentor for one in lines if one.person_id is None] == [told]

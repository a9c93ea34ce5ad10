"""How a cell looks, without a window."""

from fractions import Fraction

import pytest

from desktop.team.looks import share_look
from desktop.team.words import points, points_token
from domain.assessing.scoring import Status
from domain.team.matrix import Summary, Tally
from resources import i18n
from resources.i18n import Words


def test_shares_that_read_alike_have_one_ground() -> None:
    looks = [
        share_look(Summary(Status.FINAL, Tally(reached=reached, asked_known=1000), 1), Words("en"))
        for reached in (796, 800, 804)
    ]
    assert [(look.text, look.level) for look in looks] == [("80%", 80)] * 3


@pytest.mark.parametrize(("language", "told"), [("ru", "+2_п._п."), ("en", "+2_pp")])
def test_a_change_in_percentage_points_is_not_broken_over_two_lines(language: str, told: str) -> None:
    i18n.use(language)
    assert points(Fraction(2, 100)) == told.replace("_", "\u00a0")
    i18n.use("en")


@pytest.mark.parametrize(
    ("change", "token"),
    [
        (None, "muted"),
        (Fraction(0), "muted"),
        (Fraction(-4, 1000), "muted"),
        (Fraction(4, 1000), "muted"),
        (Fraction(-1, 100), "gap_large"),
        (Fraction(1, 100), "ok"),
    ],
)
def test_what_is_shown_as_no_change_is_painted_as_none(change: Fraction | None, token: str) -> None:
    assert points_token(change) == token

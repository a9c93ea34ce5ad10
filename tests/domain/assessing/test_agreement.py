"""Agreement of assessors: the published vector, and the edges of the words."""

from fractions import Fraction

import pytest

from domain.assessing.agreement import Agreement, case_agreement, pair_agreement
from domain.assessing.policy import Policy
from domain.assessing.scoring import score
from domain.mark import Role, State
from tests.domain.sample import entry
from tests.domain.vectors import VECTORS


def test_three_raters_of_ten_items_give_the_published_shares() -> None:
    vector = VECTORS["pair_agreement_3x10"]
    columns = zip(*vector["input"]["rows_are_raters"], strict=True)
    done = pair_agreement([level for level in column if level is not None] for column in columns)
    want = vector["output"]
    assert (done.pairs, done.two_or_more) == (want["pairs"], want["two_or_more"])
    assert float(done.exact or 0) == pytest.approx(want["exact"], abs=1e-6)
    assert float(done.within_one or 0) == want["within_one"]
    assert done.agreement is Agreement.HIGH


@pytest.mark.parametrize(
    ("same", "one_apart", "two_apart", "word"),
    [
        (9, 0, 0, Agreement.TOO_FEW),
        (10, 0, 0, Agreement.HIGH),
        (60, 35, 5, Agreement.HIGH),
        (59, 36, 5, Agreement.SUFFICIENT),
        (60, 34, 6, Agreement.SUFFICIENT),
        (85, 0, 15, Agreement.SUFFICIENT),
        (84, 0, 16, Agreement.LOW),
    ],
)
def test_the_word_changes_exactly_at_its_threshold(
    same: int, one_apart: int, two_apart: int, word: Agreement
) -> None:
    items = [(2, 2)] * same + [(2, 3)] * one_apart + [(1, 3)] * two_apart
    assert pair_agreement(items).agreement is word


def test_one_assessor_agrees_with_nobody() -> None:
    done = pair_agreement([(3,), (2,), ()])
    assert (done.pairs, done.exact, done.within_one, done.agreement) == (0, None, None, Agreement.TOO_FEW)


def test_a_self_rating_and_marks_outside_the_scope_make_no_pairs() -> None:
    entries = [
        entry("S01", 3, 1, 2, roles=(Role.HR, Role.SELF, Role.MANAGER)),
        entry("S02", 3, State.NOT_ASKED),
        entry("S03", 0, 4, in_scope=False),
    ]
    done = case_agreement(score(entries, (), Policy()).rows, Policy())
    assert (done.pairs, done.exact, done.within_one) == (1, Fraction(0), Fraction(1))

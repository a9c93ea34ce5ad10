"""What is said of an order names what speaks against it."""

from domain.hiring.comparison import Comparison
from reports.words.hiring import phrases_robustness
from resources.i18n import Words
from tests.domain.hiring.test_comparison import compared, levels
from tests.domain.sample import result


def said(comparison: Comparison) -> list[str]:
    """Return the sentences about the first two."""
    words = Words("en")
    return list(phrases_robustness.sentences(comparison, comparison.robustness[0], words))


def test_an_order_that_all_that_was_assessed_turns_says_so() -> None:
    """The third was not asked about S10, and only there the second is better."""
    done = compared(
        result(*levels(*[3] * 9, 0), number=1),
        result(*levels(*[3] * 7, 2, 2, 3), number=2),
        result(*levels(*[1] * 9, None), number=3),
    )
    one = done.robustness[0]
    assert (one.above, one.below, one.whatever_unknown) == (11, 12, False)
    (why,) = [text for text in said(done) if "confirm" in text]
    assert why.replace("\u00a0", " ") == (
        "Left out: with these, 90% against 93%, which does not confirm the order."
    )


def test_what_was_left_out_is_not_spoken_of_where_it_changes_nothing() -> None:
    done = compared(
        result(*levels(*[3] * 10), number=1),
        result(*levels(*[2] * 10), number=2),
        result(*levels(*[1] * 9, None), number=3),
    )
    assert not [text for text in said(done) if "Left out" in text or "Not assessed" in text]

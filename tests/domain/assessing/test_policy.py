"""The policy as it is stored: readable for ever, and old content keeps its hash."""

from fractions import Fraction

from domain.assessing.policy import Policy, StopsBelow
from domain.assessing.snapshot import recompute, take
from domain.canonical import content_hash
from tests.domain.sample import entry

FIRST_FILES = "f460a9ca6cb98ab1889043d6966850ca051cd7662786e9498334556a912fd2b9"


def test_a_threshold_that_came_later_is_stored_only_when_somebody_set_it() -> None:
    assert "comparison_overlap" not in Policy().to_json()
    changed = Policy(comparison_overlap=Fraction(9, 10))
    assert changed.to_json()["comparison_overlap"] == "9/10"
    assert Policy.from_json(changed.to_json()) == changed
    assert Policy.from_json(Policy().to_json()) == Policy()


def test_a_snapshot_from_before_the_comparison_recomputes_to_the_same_bits() -> None:
    snapshot = take([entry("S01", 1, 3)], (), Policy(stops_below=StopsBelow.TARGET))
    assert recompute(snapshot) == snapshot
    # What the first files hold, word for word: another key in it would be another hash.
    assert content_hash(snapshot.inputs["policy"]) == FIRST_FILES


def test_a_snapshot_made_by_a_changed_threshold_recomputes_too() -> None:
    snapshot = take([entry("S01", 1, 3)], (), Policy(comparison_overlap=Fraction(9, 10)))
    assert recompute(snapshot) == snapshot

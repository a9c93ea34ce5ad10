"""Laws of merging files: it does not matter in which order or how often, and no signed mark is lost."""

from pathlib import Path
from random import Random

import pytest

from domain.exchange.merging import Keep
from tests.db import sample
from tests.db.exchange import merged
from tests.faults.sizes import size

# What stands over all seeds in one process is shared: each seed parts three files anew.
_SEEDS = range(size("merges"))


@pytest.fixture
def three(path: Path, request: pytest.FixtureRequest) -> tuple[Path, Path, Path]:
    """Three files that have parted from one, each with random acts of its own."""
    clock = sample.Clock()
    merged.begun(path, clock)
    files = tuple(merged.forked(path, name) for name in "абв")
    for number, file in enumerate(files):
        with merged.opened(file, clock) as store:
            merged.live(store, Random(request.param * 3 + number), 8)
    return files


def copied(path: Path, name: str) -> Path:
    return merged.forked(path, name)


@pytest.mark.parametrize("three", _SEEDS, indirect=True)
def test_order_and_repetition_do_not_matter_and_no_mark_is_lost(three: tuple[Path, Path, Path]) -> None:
    one, two, other = three
    forth, back = copied(one, "1"), copied(two, "2")
    first = merged.merge(forth, two, Keep.HERE)
    fixed = any(conflict.fixed for conflict in first.conflicts)
    with merged.opened(forth) as store:
        assert store.check().problems == ()
        both = merged.content(store)
        marks = merged.signed_marks(store)
    if not fixed:
        merged.merge(back, one, Keep.THERE)
        with merged.opened(back) as store:
            assert store.check().problems == ()
            assert merged.content(store) == both
    merged.merge(forth, two, Keep.HERE)
    with merged.opened(forth) as store:
        assert merged.content(store) == both
    for file in (one, two):
        with merged.opened(file) as store:
            lost = merged.signed_marks(store).items() - marks.items()
            assert fixed or {person for (person, _sheet, _item), _mark in lost} <= set(both["erasure"])
    left, right = copied(forth, "3"), copied(two, "4")
    merged.merge(right, other, Keep.HERE)
    some = [merged.merge(left, other, Keep.HERE), merged.merge(copied(one, "5"), right, Keep.HERE)]
    if not any(conflict.fixed for told in some for conflict in told.conflicts) and not fixed:
        with merged.opened(left) as store:
            whole = merged.content(store)
        with merged.opened(one.parent / "5" / one.name) as store:
            assert merged.content(store) == whole

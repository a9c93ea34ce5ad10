"""Laws of merging files: it does not matter in which order or how often, and no signed mark is lost."""

from pathlib import Path
from random import Random

import pytest

from domain.exchange.merging import Keep, Kind
from tests.db import sample
from tests.db.exchange import laws, merged
from tests.faults.sizes import size

# What stands over all seeds in one process is shared: each seed parts three files anew.
_SEEDS = range(size("merges"))


@pytest.fixture
def three(path: Path, request: pytest.FixtureRequest) -> laws.Three:
    """Three files that have parted from one, each with random acts of its own."""
    return parted(path, request.param)


@pytest.fixture
def signed(path: Path, request: pytest.FixtureRequest) -> laws.Three:
    """Three such files, of which each has signed the same sheet and plan otherwise as well."""
    return parted(path, request.param, signing=True)


def parted(path: Path, seed: int, *, signing: bool = False) -> laws.Three:
    clock = sample.Clock()
    merged.begun(path, clock)
    files = tuple(merged.forked(path, name) for name in "абв")
    for number, file in enumerate(files):
        with merged.opened(file, clock) as store:
            merged.live(store, Random(seed * 3 + number), 8)
            if signing:
                merged.sign(store, number + 1, number)
    return files


def copied(path: Path, name: str) -> Path:
    return merged.forked(path, name)


@pytest.mark.parametrize("three", _SEEDS, indirect=True)
def test_order_and_repetition_do_not_matter_and_no_mark_is_lost(three: laws.Three) -> None:
    laws.neither_order_nor_repetition_matters(three)


@pytest.mark.parametrize("signed", _SEEDS, indirect=True)
def test_of_what_is_signed_in_two_versions_each_file_keeps_its_own_and_all_else_is_the_same(
    signed: laws.Three,
) -> None:
    one, two, other = signed
    forth, back = copied(one, "1"), copied(two, "2")
    first = merged.merge(forth, two, Keep.HERE)
    conflicts = merged.apart((*first.conflicts, *merged.merge_but_signed(back, one).conflicts))
    kept = list[tuple[merged.Marks, set[str]]]()
    whole = list[dict[str, list[str]]]()
    for file in (forth, back):
        with merged.opened(file) as store:
            assert store.check().problems == ()
            everything = merged.content(store)
            whole.append(merged.content(store, conflicts))
            kept.append((merged.signed_marks(store), set(everything["erasure"])))
    assert whole[0] == whole[1], "the order matters for nothing but what is signed twice"
    for file, (marks, erased) in zip((one, two), kept, strict=True):
        with merged.opened(file) as store:
            mine = merged.signed_marks(store)
        lost = {person for (person, _sheet, _item), _mark in mine.items() - marks.items()}
        assert lost <= erased, "what a file has signed stays in it as it was"
    with merged.opened(two) as store:
        for key, _mark in merged.signed_marks(store).items() - kept[0][0].items():
            said = merged.case_of(store, key[1]) in conflicts or key[0] in kept[0][1]
            assert said, "what does not come is named"
    merged.merge(forth, two, Keep.HERE)
    with merged.opened(forth) as store:
        assert merged.content(store, conflicts) == whole[0]
    left, right, last = copied(forth, "3"), copied(two, "4"), copied(one, "5")
    named = merged.apart(
        conflict
        for told in (
            merged.merge(right, other, Keep.HERE),
            merged.merge(left, other, Keep.HERE),
            merged.merge(last, right, Keep.HERE),
        )
        for conflict in told.conflicts
    )
    with merged.opened(left) as store, merged.opened(last) as again:
        assert merged.content(store, conflicts | named) == merged.content(again, conflicts | named)


def test_a_sheet_and_a_paper_signed_in_both_files_are_among_what_the_law_is_tried_on(path: Path) -> None:
    one, two, _other = parted(path, 0, signing=True)
    told = merged.merge(one, two, Keep.HERE)
    assert {conflict.kind for conflict in told.conflicts if conflict.fixed} == {Kind.SHEETS, Kind.PAPERS}

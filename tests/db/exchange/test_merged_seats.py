"""Assessors taken off in one of two files: whom a merge awaits after it."""

from itertools import permutations
from pathlib import Path

import pytest

from db.assessing import cases
from db.file.store import Store
from db.hiring import campaigns, releasing
from domain.exchange.merging import Keep, Kind
from domain.mark import Role
from tests.db import sample
from tests.db.exchange import merged

type Two = tuple[Path, Path]
CASE, HR, MANAGER = 1, 1, 2  # of the common beginning: both are to rate


@pytest.fixture
def two(path: Path) -> Two:
    """This file and that of a branch, parted a moment ago."""
    merged.begun(path, sample.Clock())
    return path, merged.forked(path, "филиал")


def released(file: Path, person: int = MANAGER) -> None:
    with merged.opened(file) as store:
        store.write(releasing.take_off, CASE, person)


def assigned(file: Path, person: int = MANAGER) -> None:
    with merged.opened(file) as store:
        store.write(campaigns.assign, CASE, person, Role.MANAGER)


def rated(file: Path, person: int = MANAGER, *, submit: bool = False) -> None:
    with merged.opened(file) as store:
        store.act_as(person)
        sample.sheet(store, CASE, person, Role.MANAGER, 3, submit=submit)


def on_it(store: Store) -> set[int]:
    (line,) = store.read(cases.lines_of, [CASE])
    return {one.assessor_id for one in (*line.sheets, *line.assigned)}


def seats(file: Path) -> set[int]:
    with merged.opened(file) as store:
        assert store.check().problems == ()
        return on_it(store)


@pytest.mark.parametrize("where", ["here", "there"])
def test_who_was_taken_off_in_one_file_is_awaited_in_neither(two: Two, where: str) -> None:
    here, there = two
    released(there if where == "there" else here)
    told = merged.merge(here, there)
    assert seats(here) == {HR}
    (count,) = (one for one in told.counts if one.kind is Kind.CASES)
    assert count.changed == (1 if where == "there" else 0), "what changes here is counted"
    named = [(one.assessor, one.name) for one in told.released]
    assert named == ([("Крылов", "Абрамов")] if where == "there" else []), "and told by name"
    merged.merge(here, there)
    assert seats(here) == {HR}, "the second time it is the same"


@pytest.mark.parametrize("submit", [False, True], ids=["draft", "submitted"])
@pytest.mark.parametrize("where", ["here", "there"])
def test_a_sheet_that_the_other_file_has_keeps_its_assessor(two: Two, where: str, submit: bool) -> None:
    here, there = two
    rated(here if where == "there" else there, submit=submit)
    released(there if where == "there" else here)
    merged.merge(here, there)
    assert seats(here) == {HR, MANAGER}


def test_whoever_is_assigned_anew_after_the_merge_stays_so_though_the_old_file_comes_again(two: Two) -> None:
    here, there = two
    released(there)
    merged.merge(here, there)
    assigned(here)
    merged.merge(here, there)
    assert seats(here) == {HR, MANAGER}
    merged.merge(there, here)
    assert seats(there) == {HR, MANAGER}


def test_whoever_was_assigned_anew_where_he_was_taken_off_comes_to_the_file_that_never_knew(two: Two) -> None:
    here, there = two
    released(there)
    assigned(there)
    merged.merge(here, there)
    assert seats(here) == {HR, MANAGER}
    released(here)
    merged.merge(here, there)
    assert seats(here) == {HR}, "it was released here after that"


def test_in_whatever_order_three_files_come_together_the_same_are_awaited(path: Path) -> None:
    """One takes off and assigns again, one takes off, one rates another case only."""
    merged.begun(path, sample.Clock())
    one, two, other = (merged.forked(path, name) for name in "абв")
    released(one)
    assigned(one)
    released(two)
    released(two, HR)
    seen = set[tuple[int, ...]]()
    for number, (first, second, third) in enumerate(permutations((one, two, other))):
        target, pair = merged.forked(first, f"t{number}"), merged.forked(second, f"p{number}")
        merged.merge(target, second, Keep.HERE)
        merged.merge(target, third, Keep.HERE)
        merged.merge(pair, third, Keep.HERE)
        last = merged.forked(first, f"l{number}")
        merged.merge(last, pair, Keep.HERE)
        seen |= {tuple(sorted(seats(target))), tuple(sorted(seats(last)))}
    assert seen == {(MANAGER,)}

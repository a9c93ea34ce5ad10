"""The minimums for a shift are kept in the file, and survive what somebody else wrote there."""

import pytest

from db.file.store import Store
from db.people import organisation
from db.team import shift_minimums
from domain.errors import Impossible
from domain.team.shift import Minimum
from tests.db import sample


def test_a_minimum_is_kept_changed_and_taken_back(store: Store) -> None:
    assert store.read(shift_minimums.minimums) == {}
    store.write(shift_minimums.keep, "one", Minimum(2, 3))
    store.write(shift_minimums.keep, "other", Minimum(1, 4))
    store.write(shift_minimums.keep, "one", Minimum(3, 2))
    assert store.read(shift_minimums.minimums) == {"one": Minimum(3, 2), "other": Minimum(1, 4)}
    event = sample.last_event(store)
    assert (event.act, event.data["item"], event.data["minimum"]) == ("set", "one", [3, 2])
    store.write(shift_minimums.keep, "one", None)
    assert store.read(shift_minimums.minimums) == {"other": Minimum(1, 4)}
    with pytest.raises(Impossible):
        store.write(shift_minimums.keep, "other", Minimum(0, 3))
    assert store.read(shift_minimums.minimums) == {"other": Minimum(1, 4)}


@pytest.mark.parametrize(
    "odd",
    ["", "no", "[1]", '{"one": 3}', '{"one": [2, 9]}', '{"one": ["2", 3]}', '{"one": [true]}', "[" * 99_999],
)
def test_what_makes_no_sense_there_is_left_out(store: Store, odd: str) -> None:
    store.write(organisation.keep_setting, shift_minimums.SETTING, odd)
    assert store.read(shift_minimums.minimums) == {}

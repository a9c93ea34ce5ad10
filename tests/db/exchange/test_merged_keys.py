"""Whose keys are known after two files became one: a person has one key at a time, in whichever order."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.exchange import keys, pairing
from domain.exchange.key import Introduction, PublicKeys
from tests.db import sample
from tests.db.exchange import merged

KRYLOV = 2
_ELSEWHERE = "11111111-1111-4111-8111-111111111111"  # identity of an organisation

type Two = tuple[Path, Path]
type Told = list[tuple[str, date | None]]


@pytest.fixture
def two(path: Path) -> Two:
    """This file and that of a branch, parted a moment ago."""
    merged.begun(path, sample.Clock())
    return path, merged.forked(path, "филиал")


def after(days: int) -> sample.Clock:
    return sample.Clock(sample.TODAY + timedelta(days))


def learn(file: Path, key: PublicKeys, days: int = 0, person: int = KRYLOV) -> int:
    """Know a key so many days later; return its id."""
    with merged.opened(file, after(days)) as store:
        return store.write(keys.know, Introduction(key, "Крылов", "Завод", _ELSEWHERE), person, key.groups)


def withdraw(file: Path, key_id: int) -> None:
    with merged.opened(file, after(1)) as store:
        store.write(keys.withdraw, key_id)


def told(file: Path) -> Told:
    """Return the signing part of each known key, and when it was withdrawn."""
    with merged.opened(file) as store:
        assert store.check().problems == ()
        return sorted((one.keys.signing, one.withdrawn_on) for one in store.read(keys.known))


def in_both_orders(two: Two) -> Told:
    """Merge in both orders, and once more; all must come to the same, which is returned."""
    here, there = two
    back = merged.forked(there, "обратно")
    merged.merge(back, here)
    merged.merge(here, there)
    found = told(here)
    assert told(back) == found
    merged.merge(here, there)
    assert told(here) == found
    return found


def test_of_two_keys_that_the_files_know_of_one_person_the_later_one_is_in_use(two: Two) -> None:
    old, new = pairing.new().public, pairing.new().public
    learn(two[0], new, days=3)
    learn(two[1], old, days=1)
    found = dict(in_both_orders(two))
    assert found == {new.signing: None, old.signing: sample.TODAY + timedelta(3)}


def test_two_keys_of_one_day_leave_one_in_use_the_same_in_both_orders(two: Two) -> None:
    for file in two:
        learn(file, pairing.new().public)
    assert [gone is None for _key, gone in in_both_orders(two)].count(True) == 1


def test_a_key_withdrawn_in_one_file_is_withdrawn_in_both(two: Two) -> None:
    key = pairing.new().public
    ids = [learn(file, key) for file in two]
    withdraw(two[1], ids[1])
    ((_signing, gone),) = in_both_orders(two)
    assert gone is not None


def test_a_key_compared_by_voice_in_both_files_on_two_days_asks_nobody(two: Two) -> None:
    key = pairing.new().public
    learn(two[0], key, days=1)
    learn(two[1], key, days=2)
    assert in_both_orders(two) == [(key.signing, None)]
    with merged.opened(two[0]) as store:
        (one,) = store.read(keys.known)
        assert one.known_on == sample.TODAY + timedelta(2)


def test_the_keys_of_two_cards_that_are_one_person_leave_one_in_use(two: Two) -> None:
    here, there = two
    with merged.opened(here) as store:
        sample.add(store, "Лебедева", given="Ирина")
    with merged.opened(there) as store:
        sample.add(store, "Лебедева", given="Ирина")
    for file in two:
        learn(file, pairing.new().public, person=6)
    merged.merge(here, there, same={"E-0006": "E-0006"})
    assert [gone is None for _key, gone in told(here)].count(True) == 1

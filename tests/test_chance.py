"""A test gets the same identities in every run, or those of the kind one asks for."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from domain.assessing.sheet_number import sheet_number
from tests import chance
from tests.chance import VARIABLE, WAYS
from tests.db import sample

ROOT = Path(__file__).parents[1]
GIVE = """
from tests.chance import Identities, of
import tests.chance, uuid

tests.chance.begin()
with of("what is shared"):
    print(uuid.uuid4())
tests.chance.begin_test("a test")
for _number in range(20):
    print(uuid.uuid4())
"""


def given(choice: str) -> list[str]:
    """Return the identities of a process of its own: one that is shared, then those of a test."""
    command = [sys.executable, "-c", GIVE]
    environment = os.environ | {VARIABLE: choice}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_each_run_gives_the_same_and_another_seed_gives_others() -> None:
    first = given("3")
    assert given("3") == first
    assert not set(given("4")) & set(first)


@pytest.mark.parametrize("choice", ["5", *WAYS])
def test_no_identity_comes_twice_and_each_is_one_of_its_kind(choice: str) -> None:
    made = given(choice)
    assert len(set(made)) == len(made) == 21
    assert {uuid.UUID(one).version for one in made} == {4}
    assert {uuid.UUID(one).variant for one in made} == {uuid.RFC_4122}
    signs = ["".join(part for part in one.split("-")).replace("4", "", 1) for one in made]
    numbers = [sheet_number(one)[1:] for one in made]
    match choice:
        case "letters":
            assert not any(sign.isdecimal() for number in numbers for sign in number)
        case "digits":
            assert all(one.isdecimal() for one in signs)
        case "rising":
            assert made == sorted(made)
        case "falling":
            assert made == sorted(made, reverse=True)
        case _:
            assert made != sorted(made)


@pytest.fixture(scope="module")
def shared() -> uuid.UUID:
    """What several tests share."""
    return uuid.uuid4()


def test_what_several_tests_share_does_not_hang_on_which_comes_first(shared: uuid.UUID) -> None:
    here = Path(__file__).relative_to(ROOT).as_posix()
    with chance.of(f"{here} {here} shared 0"):
        assert uuid.uuid4() == shared


def test_a_file_gives_these_identities(tmp_path: Path) -> None:
    seen = list[str]()
    for name in ("one.merilo", "another.merilo"):
        with chance.of("both"):
            store = Store.create(tmp_path / name, None, fast=True).store
        chance.begin_test("both")
        seen.append(store.read(people.person, sample.add(store, "Соколова")).uid)
        store.close()
    assert seen[0] == seen[1]

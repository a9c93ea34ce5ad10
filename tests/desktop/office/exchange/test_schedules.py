"""Whatever the post loses, doubles or delays, and whatever the clocks say: no mark is lost, and all agree."""

import random
from pathlib import Path

import pytest

from tests.desktop.office.exchange.schedules import FullSchedule
from tests.faults.sizes import turns

STEPS = 50


@pytest.mark.parametrize("seed", turns("schedules"))
def test_no_schedule_loses_a_mark_or_takes_one_twice(seed: int, tmp_path: Path) -> None:
    at = FullSchedule(tmp_path, random.Random(seed))
    at.begin()
    for _ in range(STEPS):
        at.step()
    at.finish()
    at.check()
    at.close()

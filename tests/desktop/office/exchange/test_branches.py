"""Files of branches into which packets of all kinds came, and which then become one."""

import random
from pathlib import Path

import pytest

from tests.db.exchange import laws
from tests.desktop.office.exchange.branches import Branches
from tests.faults.sizes import turns


@pytest.mark.parametrize("seed", turns("merges"))
def test_in_whatever_order_branches_with_packets_become_one_the_file_is_the_same_and_no_mark_is_lost(
    seed: int, tmp_path: Path
) -> None:
    at = Branches(tmp_path, random.Random(seed))
    apart = at.dealt_apart()
    at.close()
    laws.neither_order_nor_repetition_matters(at.paths, None, apart)


@pytest.mark.parametrize("seed", turns("merges"))
def test_what_was_on_its_way_as_branches_became_one_comes_in_and_opens(seed: int, tmp_path: Path) -> None:
    at = Branches(tmp_path, random.Random(seed))
    at.join()
    at.finish()
    at.check()
    at.close()

"""Shares what a first run pays for its tests: each process of it rewrites the assertions of some files.

Each would rewrite all of them for itself otherwise, at the same time as the others. What is rewritten is kept
beside the tests, so that all processes find it, and the next run too.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NUMBER, COUNT = "PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT"
"""Where pytest-xdist says which of how many processes this is: «gw1» of «2»."""


def share(named: Iterable[str]) -> None:
    """Import the part of this process of all test files in the folders that are named."""
    if NUMBER not in os.environ:
        return
    own, count = int(os.environ[NUMBER].removeprefix("gw")), int(os.environ[COUNT])
    found = sorted(path for one in named if Path(one).is_dir() for path in Path(one).rglob("test_*.py"))
    for path in found[own::count]:
        with suppress(Exception, pytest.skip.Exception):  # told when the file is collected
            import_module(".".join(path.resolve().relative_to(ROOT).with_suffix("").parts))

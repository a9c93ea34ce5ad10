"""A database of the test's own on a PostgreSQL; without one these tests say that they were not run."""

import pytest

from db.file.store import Store
from tests.db import server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip them aloud where there is no server."""
    if server.ADDRESS:
        return
    here = str(server.HERE / "shared")
    for item in items:
        if str(item.path).startswith(here) and "store" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="MERILO_TEST_SERVER names no PostgreSQL"))


@pytest.fixture
def address(store: Store) -> str:
    """Where the open database is, for whoever opens it once more."""
    return server.address(store.path.name)

"""A campaign to decide in."""

import pytest

from db.file.store import Store
from tests.db.hiring.deciding import Campaign


@pytest.fixture
def at(store: Store) -> Campaign:
    """A campaign whose one candidate is rated by two."""
    return Campaign(store)

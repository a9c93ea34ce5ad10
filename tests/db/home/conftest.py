"""Who looks at the overview."""

import pytest

from db.file.store import Store
from tests.db import sample


@pytest.fixture
def me(store: Store) -> int:
    found = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич", is_actor=True)
    store.act_as(found)
    return found

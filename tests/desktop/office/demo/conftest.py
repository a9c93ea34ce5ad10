"""The example, made once."""

from collections.abc import Iterator

import pytest

from db.file.store import Store
from tests import prepared


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.merilo"
    prepared.demo(path)
    store = Store.open(path)
    yield store
    store.close()

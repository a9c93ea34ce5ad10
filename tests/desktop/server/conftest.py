"""Windows and a service in one process: no thread of the service may destroy what belongs to a window."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.file.store import Store
from tests import prepared


@pytest.fixture(autouse=True)
def only_the_main_thread_collects_garbage(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep Python from it until all is over, also once the first of several windows has ended.

    A window keeps it to its own thread as long as it lives; the service of the test has threads of its own.
    """
    gc.disable()
    with monkeypatch.context() as kept:
        kept.setattr(gc, "enable", lambda: None)
        yield
    for thread in threading.enumerate():
        if thread.name.startswith("server"):
            thread.join()
    gc.collect()
    gc.enable()


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Store]:
    """The example, in which Gromov rates people of all shifts."""
    store = Store.open(prepared.demo(tmp_path / "example.merilo"))
    yield store
    store.close()

"""The map of versions on a file of its own, with a draft as a file proposes it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from db.framework import drafts, editions
from desktop.framework.versions.screen import MapScreen
from domain.framework import edition_edit as edit
from domain.framework.framework import Kind
from domain.framework.version_map import Fate, Link
from domain.text import Text
from tests.desktop.conftest import PASSWORD
from tests.desktop.desk import Stage

REWORDED = "методики распределения нагрузки специалистов контактного информационного центра"
KEY = "0e7a1b52-9d1c-4d55-8f3e-1f6a3c2b9a10"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store.open(file, PASSWORD)
    opened.act_as(opened.read(people.actors)[0].id)
    yield opened
    opened.close()


@pytest.fixture
def draft(store: Store) -> int:
    """A draft out of a file: K06 reworded, K40 new and S32 dropped, none of it confirmed."""
    content = store.read(editions.content, 1)
    content = edit.reword_item(content, "K06", Text(REWORDED), Text("Методики"))
    content = edit.add_item(content, KEY, Kind.KNOWLEDGE, "F1", Text("возможности чат-бота"))
    content = edit.drop_item(content, "S32")
    proposed = (
        Link(Fate.REWORDED, ("K06",), ("K06",), 93),
        Link(Fate.NEW, (), ("K40",), 0),
        Link(Fate.DROPPED, ("S32",), (), 0),
    )
    return store.write(drafts.begin_from, content, 1, proposed)


@pytest.fixture
def show(stage: Stage) -> Callable[[int], MapScreen]:
    """Open the screen on an edition, in a window of its own."""

    def opened(framework_id: int) -> MapScreen:
        screen = stage.show(MapScreen)
        screen.open(framework_id)
        return screen

    return opened

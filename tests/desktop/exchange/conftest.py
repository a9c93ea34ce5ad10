"""Files of several people, and a window of one of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.assessing import people
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.conftest import TODAY
from tests.desktop.exchange.hands import At
from tests.desktop.office.exchange.places import Exchange, Place


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    made = Exchange(tmp_path)
    yield made
    made.close()


@pytest.fixture
def at(settings: Settings, theme: Theme, qapp: QApplication) -> Iterator[At]:
    """A window of one of the files."""
    jobs = Jobs()

    def context(one: Place) -> Context:
        me = one.store.read(people.person, one.me)
        return Context(Data(one.store), jobs, settings, Actions(), theme, me, lambda: TODAY)

    yield context
    jobs.close()

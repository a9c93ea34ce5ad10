"""The screen of people on a file of its own."""

import pytest

from desktop.people.screen import PeopleScreen
from tests.desktop.conftest import Room
from tests.desktop.desk import Stage
from tests.desktop.people.hands import Show


@pytest.fixture
def show(stage: Stage) -> Show:
    """Open the screen in a window of its own."""

    def opened() -> PeopleScreen:
        screen = stage.show(PeopleScreen, Room(stage.context))
        screen.open()
        return screen

    return opened


@pytest.fixture
def screen(show: Show) -> PeopleScreen:
    """The screen on a file that holds only the actor."""
    return show()

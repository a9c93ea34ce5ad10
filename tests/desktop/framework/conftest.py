"""The screen of the model on a file of its own."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from desktop.framework.screen import FrameworkScreen
from desktop.intake.door import Door
from tests.desktop.desk import Stage
from tests.desktop.framework.hands import CONTROL, press


@pytest.fixture
def show(stage: Stage) -> Callable[[], FrameworkScreen]:
    """Open the screen in a window of its own."""

    def opened() -> FrameworkScreen:
        screen = stage.show(FrameworkScreen)
        door = Door(stage.context, screen)  # as the window connects it
        screen.acts.file_wanted.connect(door.choose_one)
        screen.acts.text_wanted.connect(door.paste_as)
        door.brought.connect(screen.bring)
        door.told.connect(screen.told)
        screen.open()
        return screen

    return opened


@pytest.fixture
def screen(show: Callable[[], FrameworkScreen]) -> FrameworkScreen:
    """The screen, open, with the shipped edition."""
    return show()


@pytest.fixture
def drafted(screen: FrameworkScreen) -> FrameworkScreen:
    """The screen with a draft that was begun by a key."""
    press(screen.table, Qt.Key.Key_Return, CONTROL)
    assert screen.model.is_draft
    return screen

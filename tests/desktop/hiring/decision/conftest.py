"""A file with two people who assess, and a decision on the screen."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.context import Context
from tests.desktop.conftest import Room, new_file
from tests.desktop.hiring.decision.stage import Screen


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two people who assess."""
    return new_file(tmp_path / "North.merilo", actors=2)


@pytest.fixture
def screen(context: Context, qtbot: QtBot) -> Screen:
    window = Room(context)
    qtbot.addWidget(window)
    return Screen(context, window, qtbot)

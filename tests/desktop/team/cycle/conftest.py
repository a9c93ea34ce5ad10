"""A file with two people who assess and three to be rated, and the program on it."""

from pathlib import Path

import pytest

from tests.desktop.conftest import new_file
from tests.desktop.team.cycle.hands import Team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Sokolova, Gromov, and Adams, Brown, Clark of the chat."""
    folder = tmp_path / "files"
    folder.mkdir(exist_ok=True)
    return Team(new_file(folder / "North.merilo", actors=2))

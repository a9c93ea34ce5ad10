"""A file with two people who assess, and the program on it."""

from pathlib import Path

import pytest

from tests.desktop.conftest import new_file
from tests.desktop.hiring.campaign.hands import Crew


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    """Sokolova and Gromov, and a file that holds nobody else."""
    folder = tmp_path / "files"
    folder.mkdir(exist_ok=True)
    return Crew(new_file(folder / "North.merilo", actors=2))

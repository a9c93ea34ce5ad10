"""From the first start to the papers by keys alone: a real window, a real keyboard layout, nothing of Qt.

Pictures of each step lie in ``build/walk/`` afterwards. ``framework/test_model_walk.py`` goes the same way
with a Russian layout.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop import hands
from tests.desktop.hands import Display
from tests.desktop.walker import PICTURES, Walker, all_is_there


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with hands.display(tmp_path / "x") as shown:
        yield shown


def test_a_first_assessment_by_keys_alone(display: Display, tmp_path: Path) -> None:
    with hands.program(display, tmp_path / "home", PICTURES / "english", "ru_RU.UTF-8") as program:
        walker = Walker(
            program,
            language="en",
            name=("Sokolova", "Anna", "", "HR specialist"),
            candidate=("Orlova", "Daria"),
            password="correct horse battery",
            facts=("Named the standard and two exceptions", "Took the call over and calmed the client"),
            fact_key="e",
            comment_key="c",
            undo_key="ctrl+z",
            export_key="ctrl+e",
            quit_key="ctrl+q",
        )
        program.turn_to("Мерило")
        program.see("first start")
        program.press("shift+Tab", "Right")  # to the languages, to English
        program.turn_to("Merilo", gone="Мерило")
        walker.make_a_file()
        walker.begin()
        walker.rate()
        walker.submit()
        walker.export()
        walker.quit()
    all_is_there(walker, tmp_path / "result")

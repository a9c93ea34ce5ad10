"""The list of plans in high contrast: how much is done reads as a bar that is not filled yet."""

import pytest

from desktop.theme import Theme
from tests.db.planned import Planned
from tests.desktop.development.conftest import Plans


@pytest.fixture
def theme() -> Theme:
    return Theme("contrast")


def test_a_plan_of_which_nothing_is_done_has_no_full_bar_in_high_contrast(
    plans_list: Plans, plan: Planned, theme: Theme
) -> None:
    screen = plans_list()
    table = screen.table
    done = table.list_model.index(table.currentIndex().row(), table.number("done"))
    cell = table.visualRect(done)
    assert done.data().startswith("0")
    image = table.viewport().grab(cell).toImage()
    bright = theme.color("border")
    rows = [
        sum(image.pixelColor(x, y) == bright for x in range(image.width())) > image.width() // 2
        for y in range(image.height())
    ]
    assert any(rows), "the outline of the bar"
    assert "##" not in "".join("#" if one else "." for one in rows), "a line, not a filled piece"

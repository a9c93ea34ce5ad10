"""What stands beside the map of a team: as much as there is room for, and in every theme."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.team.cell_panel import Beside, CellPanel
from desktop.team.panels import NeedLine, NeedRows
from desktop.theme import Theme

FACT = "Listened to the caller to the end, asked what was meant, and said in plain words what comes next."


def test_a_fact_that_had_no_room_is_shown_again_where_the_panel_gets_wider(
    theme: Theme, qtbot: QtBot
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    panel = CellPanel(theme, holder)
    panel.show_beside(Beside(FACT))
    holder.show()
    shown: list[bool] = []
    for width in (260, 1200, 260):
        panel.resize(width, 180)
        QCoreApplication.processEvents()
        shown.append(FACT in panel.text)
    assert shown == [False, True, False]


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_how_many_are_at_each_level_is_seen_in_every_theme(name: str, qtbot: QtBot) -> None:
    look, holder = Theme(name), QWidget()
    qtbot.addWidget(holder)
    rows = NeedRows(look, holder)
    rows.setFixedSize(400, 60)
    for level in range(5):
        levels = tuple(int(level == one) for one in range(5))
        rows.show_lines([NeedLine("K04", "", False, levels, 1)])
        picture = rows.grab().toImage()
        edge = look.colors("level_line")[level].rgb()
        places = [(x, y) for y in range(picture.height()) for x in range(picture.width())]
        assert sum(picture.pixel(*place) == edge for place in places) >= 2 * 90, (name, level)

"""What is read about a person is shown beside the map as far as there is room for the whole of it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.team.panels import Beside, CellPanel
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
        panel.resize(width, 130)
        QCoreApplication.processEvents()
        shown.append(FACT in panel.text)
    assert shown == [False, True, False]

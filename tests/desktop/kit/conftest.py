"""A page of the tests with room for parts of the kit."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(600, 400)
    QVBoxLayout(made)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made

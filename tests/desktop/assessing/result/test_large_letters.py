"""With letters of 20 pt a result lies in as many columns as the window has room for, and none is cut."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.theme import Theme, load_fonts
from domain.mark import Mark, Role
from domain.people.person import Person
from resources import i18n
from tests.desktop.assessing.result.rated import LEVEL, Case, Show


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Letters 14 px larger than usual."""
    load_fonts()
    qapp.setStyle("Fusion")
    large = Theme("light", 14)
    qapp.setFont(large.font("body"))
    qapp.setPalette(large.palette())
    qapp.setStyleSheet(large.sheet())
    return large


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_result_is_never_wider_than_its_window(
    case: Case, assessors: tuple[Person, Person], show: Show, qapp: QApplication, language: str
) -> None:
    i18n.use(language)
    marks: dict[str, Mark | None] = {"S03": LEVEL(1), "K01": LEVEL(0), "S08": LEVEL(1), "K02": None}
    case.rate(assessors[0], Role.HR, marks, LEVEL(3))
    case.rate(assessors[1], Role.MANAGER, marks, LEVEL(2))
    screen = show(case.case_id)
    assert screen.board is not None
    columns: list[int] = []
    for width in (1900, 1250, 1106, 1900, 1020):
        screen.resize(width, 590)
        for _round in range(4):
            qapp.processEvents()
        assert screen.board.width() == screen.area.viewport().width(), width
        columns.append(len({part.x() for part in (screen.board.functions, screen.board.strengths)}))
    assert columns == [2, 2, 1, 2, 1]

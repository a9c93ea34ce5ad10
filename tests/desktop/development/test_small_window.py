"""In a window of 1024 × 700 with letters of 20 pt the plan is whole: its gaps are one switch away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.development.forms.dialogs import ActionForm
from desktop.development.screen import PlanScreen
from desktop.kit.form.fields import TextField
from desktop.kit.form.form_dialog import Form
from desktop.kit.segments import Segments
from desktop.kit.turn import SIDE
from desktop.theme import Theme, load_fonts
from resources import i18n
from tests.desktop.development.conftest import Edit, Plans
from tests.screens import checks

SMALL = (860, 660)  # px that rail and status line leave of 1024 × 700


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Letters 14 px larger than usual, in Russian."""
    load_fonts()
    qapp.setStyle("Fusion")
    made = Theme("light", 14)
    font, palette = qapp.font(), qapp.palette()
    qapp.setFont(made.font("body"))
    qapp.setPalette(made.palette())
    qapp.setStyleSheet(made.sheet())
    i18n.use("ru")
    yield made
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def faults(screen: QWidget, application: QApplication) -> list[checks.Finding]:
    for _round in range(4):
        application.processEvents()
    return [one for one in checks.examine(screen.window()) if one.kind in checks.FAULTS]


def narrowed[S: QWidget](screen: S) -> S:
    screen.window().resize(*SMALL)
    screen.resize(*SMALL)
    return screen


def test_no_row_of_the_plan_and_nothing_below_it_is_cut(edit: Edit, qapp: QApplication) -> None:
    screen = narrowed(edit())
    for row in range(screen.table.lines.rowCount()):
        screen.table.go_to(row)
        assert faults(screen, qapp) == [], row
    assert screen.days.text() == "" and screen.days.accessibleName().count(".") == 4


def test_the_gaps_are_a_switch_away_and_ticking_leaves_one_there(edit: Edit, qapp: QApplication) -> None:
    screen: PlanScreen = narrowed(edit())
    qapp.processEvents()
    assert screen.table.isVisible() and not screen.left.isVisible()
    screen.turn.switch.setFocus()
    QTest.keyClick(screen.turn.switch, Qt.Key.Key_Right)
    assert screen.turn.switch.current == SIDE
    assert screen.left.isVisible() and not screen.table.isVisible()
    assert faults(screen, qapp) == []
    gaps = screen.left.gaps
    code = gaps.choices.lines()[0].code
    gaps.setFocus()
    gaps.setCurrentIndex(gaps.choices.index(0, 0))
    QTest.keyClick(gaps, Qt.Key.Key_Space)
    assert code not in [one.item for one in screen.model.plan.goals]
    assert screen.left.isVisible()  # taking out leads nowhere
    gaps.setCurrentIndex(gaps.choices.index(gaps.choices.row_of(code), 0))
    QTest.keyClick(gaps, Qt.Key.Key_Space)
    assert code in [one.item for one in screen.model.plan.goals]
    assert screen.left.isVisible() and gaps.hasFocus()  # the next one is ticked by keys
    screen.turn.switch.setFocus()
    QTest.keyClick(screen.turn.switch, Qt.Key.Key_Left)
    assert screen.table.isVisible() and not screen.left.isVisible()


def test_with_more_room_gaps_and_plan_stand_side_by_side(edit: Edit, qapp: QApplication) -> None:
    screen = narrowed(edit())
    screen.window().resize(1900, 900)
    screen.resize(1900, 900)
    qapp.processEvents()
    assert screen.table.isVisible() and screen.left.isVisible()
    assert screen.left.geometry().right() < screen.table.mapTo(screen.turn, screen.table.rect().topLeft()).x()


def test_the_list_of_plans_keeps_its_filters_and_says_the_days_below_the_name(
    plans_list: Plans, qapp: QApplication
) -> None:
    screen = narrowed(plans_list())
    assert faults(screen, qapp) == []
    assert all(one.isVisible() for one in (screen.search, *screen.findChildren(Segments)))


def test_a_form_higher_than_the_window_scrolls_and_shows_the_field_that_is_wrong(
    edit: Edit, qapp: QApplication
) -> None:
    screen = narrowed(edit())
    screen.window().resize(1024, 700)
    screen.table.go_to(2)
    screen.acts.edit(screen.table.current_line)
    form = screen.findChild(ActionForm)
    assert form is not None
    qapp.processEvents()
    assert [one for one in checks.examine(form) if one.kind in checks.FAULTS] == []
    assert form.height() < screen.window().height()
    assert QApplication.focusWidget() is form.text.area  # as in a form that has room
    assert not form.ends.line.visibleRegion().contains(form.ends.line.rect().center())
    form.ends.line.setText("soon")
    form.take()
    qapp.processEvents()
    assert QApplication.focusWidget() is form.ends.line and form.ends.note
    assert form.ends.line.visibleRegion().contains(form.ends.line.rect().center())
    assert form.height() < screen.window().height()


def test_a_form_that_scrolls_is_wide_enough_for_its_fields_beside_the_bar(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 500)
    window.show()
    form = Form(theme, "Заключение", "", "Записать заключение", window, subject=())
    named = "Письменное уведомление об итоге"  # two of them are as wide as the form
    for row in range(6):
        form.put(TextField(named, form, f"left_{row}"), row, 0)
        form.put(TextField(named, form, f"right_{row}"), row, 1)
    form.open()
    qapp.processEvents()
    assert form.height() < window.height()
    found = [one for one in checks.examine(form) if one.kind in checks.FAULTS]
    form.reject()
    assert found == []

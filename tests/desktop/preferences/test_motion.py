"""Nothing on the screens moves where the system or the person wants no movement."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.kit.page.progress_bar import ProgressBar
from desktop.preferences.screen import PreferencesScreen
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.conftest import Start, unlock, workspace_of

ALL, MENU = Qt.UIEffect.UI_General, Qt.UIEffect.UI_AnimateMenu
LESS, AS_USUAL = Qt.MotionPreference.ReducedMotion, Qt.MotionPreference.NoPreference


@pytest.fixture
def _menus_move(qapp: QApplication) -> Iterator[None]:
    """A system whose menus fade in."""
    before = {one: qapp.isEffectEnabled(one) for one in (ALL, MENU)}
    for one in before:
        qapp.setEffectEnabled(one, True)
    yield
    for one, on in before.items():
        qapp.setEffectEnabled(one, on)


@pytest.fixture
def app(_menus_move: None, start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def wait_bar(app: App) -> ProgressBar:
    bar = app.window.progress.findChild(ProgressBar)
    assert bar is not None
    return bar


def choose(app: App, number: int) -> None:
    workspace_of(app).go("preferences")
    screen = workspace_of(app).shown
    assert isinstance(screen, PreferencesScreen)
    QTest.mouseClick(screen.motion.findChildren(QPushButton)[number], Qt.MouseButton.LeftButton)


def test_no_animation_is_chosen_in_the_settings_and_kept(
    app: App, qapp: QApplication, settings: Settings
) -> None:
    assert not wait_bar(app).still
    choose(app, 1)
    assert wait_bar(app).still
    assert settings.still
    choose(app, 0)
    assert not wait_bar(app).still
    assert not settings.still


def test_the_wish_of_the_system_is_followed_while_the_program_runs(app: App, qapp: QApplication) -> None:
    hints = qapp.styleHints()
    assert (wait_bar(app).still, qapp.isEffectEnabled(MENU)) == (False, True)
    hints.accessibility().motionPreferenceChanged.emit(LESS)
    assert (wait_bar(app).still, qapp.isEffectEnabled(MENU)) == (True, False)
    workspace_of(app).theme_chosen.emit("dark")
    assert wait_bar(app).still, "in another look too"
    hints.accessibility().motionPreferenceChanged.emit(AS_USUAL)
    assert (wait_bar(app).still, qapp.isEffectEnabled(MENU)) == (False, True)


def test_a_bar_that_stands_still_is_hatched_until_it_knows_how_far_the_work_is(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    before = qapp.styleSheet()
    window = QWidget()
    qtbot.addWidget(window)
    bar = ProgressBar(theme, window)
    bar.resize(200, 6)
    qapp.setStyleSheet(theme.sheet(still=True))
    window.show()
    bar.begin("Reading")
    hatched = bar.grab().toImage()
    assert hatched == bar.grab().toImage()
    row = [hatched.pixelColor(x, 3).name() for x in range(20, 180)]
    assert len(set(row)) > 2, "lines on a ground"
    bar.setRange(0, 4)
    bar.setValue(4)
    full = bar.grab().toImage()
    assert {full.pixelColor(x, 3).name() for x in range(20, 180)} == {theme.color("accent").name()}
    qapp.setStyleSheet(before)

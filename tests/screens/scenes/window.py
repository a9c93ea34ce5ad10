"""What the window itself offers: its menus, and the line at its foot in a file that is only read.

These scenes come last: a line that says «only read» says so until the file is closed.
"""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop.home.screen import HomeScreen
from tests.screens.scene import AS_HR, EMPTY, Scene
from tests.screens.stage import Stage, settle


def _file_menu(stage: Stage) -> None:
    stage.space.go("home")
    _pop_up(stage.space.file_menu(), stage, QPoint(84, 8))


def _new_menu(stage: Stage) -> None:
    stage.space.go("home")
    screen = stage.space.shown
    assert isinstance(screen, HomeScreen)
    menu = screen.new_menu()
    _pop_up(menu, stage, QPoint(stage.app.window.width() - menu.sizeHint().width() - 20, 110))


def _pop_up(menu: QMenu, stage: Stage, at: QPoint) -> None:
    menu.popup(stage.app.window.mapToGlobal(at))
    settle()


def _read_only(stage: Stage) -> None:
    stage.space.go("people")
    stage.space.status.set_read_only()
    settle()


SCENES = (
    Scene("menu-file", AS_HR, _file_menu),
    Scene("menu-new", AS_HR, _new_menu),
    Scene("read-only", EMPTY, _read_only),
)

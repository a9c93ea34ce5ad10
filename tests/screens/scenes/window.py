"""What the window itself offers: its menus, and what it says of a file that may only be read."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from db.assessing.sheet import sheets
from desktop.frame.unsent.dialog import UnsentDialog
from desktop.frame.unsent.entries import Entry
from desktop.home.screen import HomeScreen
from tests.screens.scene import AS_HR, READ_ONLY, Scene, show_people
from tests.screens.stage import Stage, settle


def _file_menu(stage: Stage) -> None:
    stage.space.go("home")
    _pop_up(stage.space.file_menu(), stage, QPoint(84, 8))


def _new_menu(stage: Stage) -> None:
    stage.space.go("home")
    screen = stage.space.shown
    assert isinstance(screen, HomeScreen)
    menu = screen.new_menu()
    button = menu.parentWidget()
    assert button is not None
    _pop_up(menu, stage, button.mapTo(stage.app.window, QPoint(0, button.height() + 2)))


def _pop_up(menu: QMenu, stage: Stage, at: QPoint) -> None:
    menu.popup(stage.app.window.mapToGlobal(at))
    settle()


def _unsent(stage: Stage) -> None:
    stage.space.go("home")
    again = (sheets.rate_all, ())
    told = (
        Entry(
            (1,),
            "Мельник Ольга Юрьевна · K03 Порядок действий при нарушениях расписания",
            "уровень 3, уверенный",
            "уровень 1, начальный",
            again=again,
        ),
        Entry(
            (2,),
            "Мельник Ольга Юрьевна · S05 Управление загрузкой рейса",
            "Спокойно перестроил план, когда задержали прибывающий рейс; сообщил смене.",
            why="Лист уже сдан.",
        ),
    )
    UnsentDialog(told, stage.app.window).open()


def _read_only(stage: Stage) -> None:
    show_people(stage)


SCENES = (
    Scene("menu-file", AS_HR, _file_menu),
    Scene("menu-new", AS_HR, _new_menu),
    Scene("unsent", AS_HR, _unsent),
    Scene("read-only", READ_ONLY, _read_only),
)

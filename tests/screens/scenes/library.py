"""The library of actions: shipped, own and retired ones, its forms, what worked."""

from desktop.development.library.library_screen import ACTIONS, WORKED, LibraryScreen
from tests.screens.scene import AS_MANAGER, EMPTY, LONG, Scene
from tests.screens.stage import Stage, settle


def _screen(stage: Stage, code: str = "S02") -> LibraryScreen:
    stage.space.go("library")
    screen = stage.space.shown
    assert isinstance(screen, LibraryScreen)
    screen.left.clear()
    assert screen.model.shelf is not None
    item = next(one for one in screen.model.shelf.items if one.item.code == code)
    screen.items.stand_on(item.item.key)
    settle()
    return screen


def _own(stage: Stage) -> None:
    screen = _screen(stage)
    screen.show_part(ACTIONS)
    own = next(one for one in screen.table.list_model.lines() if one.action.own)
    screen.table.stand_on(own.action.id)
    screen.table.setFocus()


def _retired(stage: Stage) -> None:
    screen = _screen(stage, "K01")
    screen.show_part(ACTIONS)
    retired = next(one for one in screen.table.list_model.lines() if one.retired_on is not None)
    screen.table.stand_on(retired.action.id)
    screen.table.setFocus()


def _items(stage: Stage) -> None:
    _screen(stage).show_part(0)


def _nobody(stage: Stage) -> None:
    screen = _screen(stage)
    screen.show_part(0)
    screen.search.setText("zzz")


def _first(stage: Stage) -> None:
    _screen(stage, "K02").show_part(ACTIONS)


def _new(stage: Stage) -> None:
    _screen(stage).acts.add()


def _change(stage: Stage) -> None:
    _own(stage)
    screen = stage.space.shown
    assert isinstance(screen, LibraryScreen)
    screen.acts.edit()


def _hours(stage: Stage) -> None:
    _screen(stage, "K01").acts.ask_hours()


def _retire(stage: Stage) -> None:
    screen = _screen(stage, "K02")
    screen.acts.take_out()


def _worked(stage: Stage) -> None:
    _screen(stage).show_part(WORKED)


SCENES = (
    Scene("library", AS_MANAGER, _own),
    Scene("library-retired", AS_MANAGER, _retired),
    Scene("library-items", AS_MANAGER, _items),
    Scene("library-nothing", AS_MANAGER, _nobody),
    Scene("library-new", AS_MANAGER, _new),
    Scene("library-change", AS_MANAGER, _change),
    Scene("library-hours", AS_MANAGER, _hours),
    Scene("library-retire", AS_MANAGER, _retire),
    Scene("library-worked", AS_MANAGER, _worked),
    Scene("empty-library", EMPTY, _first),
    Scene("long-library", LONG, _first),
)

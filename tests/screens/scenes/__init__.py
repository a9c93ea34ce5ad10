"""The scenes, a module for each screen: each brings the program to one picture; what it opens, it closes.

A new screen is a new module here with its ``SCENES``; nothing else has to know of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules

from desktop.sheet.screen import SheetScreen
from tests.screens.scene import Scene
from tests.screens.stage import Stage, settle


def scenes() -> tuple[Scene, ...]:
    """Return all scenes in the order in which they are played."""
    modules = sorted(f"{__name__}.{one.name}" for one in iter_modules(__path__))
    made: list[Scene] = []
    for name in modules:
        made += import_module(name).SCENES
    return tuple(made)


@contextmanager
def played(scene: Scene, stage: Stage) -> Iterator[None]:
    """Come to the scene; afterwards close what stands before the window."""
    scene.come(stage)
    settle()
    try:
        yield
    finally:
        dialog = stage.dialog()
        if dialog is not None:
            dialog.reject()
        if stage.app.window.workspace is not None and isinstance(stage.space.shown, SheetScreen):
            stage.space.shown.texts.editor.finish()  # unkept: the next scene finds the demo as it was
        settle()

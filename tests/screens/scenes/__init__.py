"""The scenes, a module for each screen: each brings the program to one picture and closes what it opens.

A new screen is a new module here with its ``SCENES``; nothing else has to know about it.
"""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pkgutil import iter_modules

from desktop.assessing.sheet.screen import SheetScreen
from desktop.frame.lock_warning import LockWarning
from desktop.help.panel import HelpPanel
from tests.screens.scene import Scene
from tests.screens.stage import Stage, settle, wait

DEEP = 2  # dialogs, one opened from the other


def scenes() -> tuple[Scene, ...]:
    """Return all scenes in the order they are played."""
    modules = sorted(f"{__name__}.{one.name}" for one in iter_modules(__path__))
    made: list[Scene] = []
    for name in modules:
        made += import_module(name).SCENES
    return tuple(made)


def come(scene: Scene, stage: Stage) -> None:
    """Bring the program to the scene."""
    scene.come(stage)
    wait(lambda: not stage.app.jobs.busy)
    settle()


def leave(stage: Stage) -> None:
    """Close any dialog without saving: the next scene finds the demo unchanged."""
    menu = stage.menu()
    if menu is not None:
        menu.close()
    for _above in range(DEEP):
        if (dialog := stage.dialog()) is not None:
            dialog.reject()
    for note in stage.app.window.findChildren(LockWarning):
        note.leave()
    for panel in stage.app.window.findChildren(HelpPanel):
        if not panel.isHidden():
            panel.view.closed.emit()
    if stage.app.window.workspace is not None:
        if stage.space.jump_box is not None:
            stage.space.jump_box.close_box()
        if isinstance(stage.space.shown, SheetScreen):
            stage.space.shown.texts.editor.finish()
        settle()
        stage.space.remind("", "", "")
        stage.space.status.set_saved(None)  # keeps the time and any error of this scene off the next picture
        stage.space.status.set_full(False)
        stage.space.intake.files.closed.emit()  # no file of this scene waits in the next one
    settle()


@contextmanager
def played(scene: Scene, stage: Stage) -> Generator[None]:
    """Bring the program to the scene and leave it again."""
    come(scene, stage)
    try:
        yield
    finally:
        leave(stage)

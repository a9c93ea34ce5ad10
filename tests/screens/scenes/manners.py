"""What can appear over every screen: the jump box, the “About” page, a file that is gone."""

from desktop.about.dialog import AboutDialog
from desktop.about.support import SupportDialog
from desktop.jump.box import JumpBox
from tests.screens.scene import AS_HR, Scene, show_people
from tests.screens.stage import Stage, wait


def _jump(stage: Stage) -> None:
    show_people(stage)
    stage.space.jump()


def _jump_found(stage: Stage) -> None:
    _jump(stage)
    _box(stage).edit.setText("открыть" if stage.look.language == "ru" else "open")


def _jump_nothing(stage: Stage) -> None:
    _jump(stage)
    _box(stage).edit.setText("ъъъъъъ")


def _recent_gone(stage: Stage) -> None:
    _jump_found(stage)
    box = _box(stage)
    gone = next(entry for entry in box.model.lines() if entry.icon == "file-x")
    box.close_box()
    box.chosen.emit(gone)


def _about(stage: Stage) -> None:
    show_people(stage)
    stage.space.about_wanted.emit()


def _support(stage: Stage) -> None:
    _about(stage)
    dialog = stage.app.window.findChild(AboutDialog)
    assert dialog is not None
    dialog.support.click()
    support = stage.app.window.findChild(SupportDialog)
    assert support is not None
    wait(support.save.isEnabled)


def _box(stage: Stage) -> JumpBox:
    assert stage.space.jump_box is not None
    return stage.space.jump_box


SCENES = (
    Scene("jump", AS_HR, _jump, main=True),
    Scene("jump-found", AS_HR, _jump_found),
    Scene("jump-nothing", AS_HR, _jump_nothing),
    Scene("recent-gone", AS_HR, _recent_gone),
    Scene("about", AS_HR, _about),
    Scene("support", AS_HR, _support),
)

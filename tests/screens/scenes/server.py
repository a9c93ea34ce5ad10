"""At the server of the organisation: what each role sees first, and what only it sees so."""

from desktop.home.screen import HomeScreen
from domain.login import LoginRole
from tests.screens.scene import AT_SERVER, Scene, sheet_screen
from tests.screens.stage import Stage, wait

ASSESSOR = AT_SERVER.format(role=LoginRole.ASSESSOR)


def _home(stage: Stage) -> None:
    stage.space.go("home")
    home = stage.space.shown
    assert isinstance(home, HomeScreen)
    wait(lambda: home.whole)


def _sheet(stage: Stage) -> None:
    _home(stage)
    home = stage.space.shown
    assert isinstance(home, HomeScreen)
    home.step.go.click()
    sheet_screen(stage)


def _settings(stage: Stage) -> None:
    stage.space.go("preferences")


def _jump(stage: Stage) -> None:
    _home(stage)
    stage.space.jump()


SCENES = (
    Scene("server-assessor-home", ASSESSOR, _home),
    Scene("server-assessor-sheet", ASSESSOR, _sheet),
    Scene("server-assessor-settings", ASSESSOR, _settings),
    Scene("server-assessor-jump", ASSESSOR, _jump),
)

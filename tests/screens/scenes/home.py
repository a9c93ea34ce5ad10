"""The first screen of an open file."""

from tests.screens.scene import AS_HR, AS_MANAGER, EMPTY, Scene
from tests.screens.stage import Stage


def _home(stage: Stage) -> None:
    stage.space.go("home")


SCENES = (
    Scene("home-empty", EMPTY, _home),
    Scene("home-hr", AS_HR, _home),
    Scene("home", AS_MANAGER, _home, main=True),
)

"""The candidates of the demo's campaign side by side."""

from db.hiring import campaigns
from desktop.hiring.compare.items import COMMON, FUNCTIONS, OTHERS, ROBUST
from desktop.hiring.compare.screen import CompareScreen
from tests.screens.scene import AS_HR, Scene
from tests.screens.stage import Stage


def _compare(stage: Stage) -> CompareScreen:
    assert stage.app.data is not None
    stage.space.go("compare", stage.app.data.read(campaigns.campaigns)[0].cycle.id)
    screen = stage.space.shown
    assert isinstance(screen, CompareScreen)
    return screen


def _view(stage: Stage, view: int) -> None:
    screen = _compare(stage)
    screen.views.choose(view)
    screen.views.chosen.emit(view)


def _common(stage: Stage) -> None:
    _view(stage, COMMON)


def _functions(stage: Stage) -> None:
    _view(stage, FUNCTIONS)


def _others(stage: Stage) -> None:
    _view(stage, OTHERS)


def _robust(stage: Stage) -> None:
    _view(stage, ROBUST)


SCENES = (
    Scene("compare", AS_HR, _common, main=True),
    Scene("compare-functions", AS_HR, _functions),
    Scene("compare-others", AS_HR, _others),
    Scene("compare-robust", AS_HR, _robust),
)

"""Plans: the list, the editor as a draft and approved, its forms."""

from db import plan_board
from db.plan_board import PlanRow
from desktop.development.list_screen import PlansScreen
from desktop.development.screen import PlanScreen
from tests.screens.scene import AS_MANAGER, LONG, Scene
from tests.screens.stage import TODAY, Stage, settle


def _rows(stage: Stage) -> tuple[PlanRow, ...]:
    assert stage.app.data is not None
    return stage.app.data.read(plan_board.rows, TODAY)


def _list(stage: Stage) -> None:
    stage.space.go("development")


def _screen(stage: Stage, state: str = "draft") -> PlanScreen:
    row = next((one for one in _rows(stage) if one.stage == state), _rows(stage)[0])
    stage.space.go("plan", row.plan_id)
    screen = stage.space.shown
    assert isinstance(screen, PlanScreen)
    settle()
    return screen


def _draft(stage: Stage) -> None:
    _screen(stage).table.go_to(3)


def _goal(stage: Stage) -> None:
    _screen(stage).table.go_to(1)


def _meetings(stage: Stage) -> None:
    _screen(stage).table.go_to(0)


def _action(stage: Stage) -> None:
    screen = _screen(stage)
    screen.table.go_to(2)
    screen.acts.edit(screen.table.current)


def _new(stage: Stage) -> None:
    _list(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlansScreen)
    screen.begin()


SCENES = (
    Scene("plans", AS_MANAGER, _list, main=True),
    Scene("plans-new", AS_MANAGER, _new),
    Scene("plan", AS_MANAGER, _draft, main=True),
    Scene("plan-goal", AS_MANAGER, _goal),
    Scene("plan-meetings", AS_MANAGER, _meetings),
    Scene("plan-action", AS_MANAGER, _action),
    Scene("long-plan", LONG, _draft),
)

"""Plans: the list, the editor as a draft, late, on time and closed, its forms."""

from dataclasses import replace
from datetime import timedelta

from db.development import plan_board
from db.development.plan_board import PlanRow, Stage
from desktop.development.list_screen import PlansScreen
from desktop.development.screen import PlanScreen
from domain.development.plan import PlanKind
from domain.development.probation import ProbationDraft, ProbationEnd
from domain.plan_kinds import ProbationOutcome
from tests.screens.scene import AS_MANAGER, LONG, Scene, wait_for_the_page
from tests.screens.stage import TODAY, settle
from tests.screens.stage import Stage as Theatre


def _rows(stage: Theatre) -> tuple[PlanRow, ...]:
    assert stage.app.data is not None
    return stage.app.data.read(plan_board.rows, TODAY)


def _list(stage: Theatre) -> None:
    stage.space.go("development")


def _screen(stage: Theatre, wanted: Stage = Stage.DRAFT) -> PlanScreen:
    row = next(one for one in _rows(stage) if one.stage is wanted)
    stage.space.go("plan", row.plan_id)
    screen = stage.space.shown
    assert isinstance(screen, PlanScreen)
    settle()
    return screen


def _draft(stage: Theatre) -> None:
    _screen(stage).table.go_to(3)


def _late(stage: Theatre) -> None:
    screen = _screen(stage, Stage.OVERDUE)
    late = (n for n, one in enumerate(screen.model.lines) if one.action and one.action.late(TODAY))
    screen.table.go_to(next(late))


def _active(stage: Theatre) -> None:
    _screen(stage, Stage.ACTIVE)


def _closed(stage: Theatre) -> None:
    _screen(stage, Stage.CLOSED)


def _adaptation(stage: Theatre) -> None:
    row = next(one for one in _rows(stage) if one.kind is PlanKind.ADAPTATION)
    stage.space.go("plan", row.plan_id)


def _mentor(stage: Theatre) -> None:
    _adaptation(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlanScreen)
    screen.acts.ask_mentor()


def _figures(stage: Theatre) -> None:
    _adaptation(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlanScreen)
    screen.adapting.ask_figures()


def _probation(stage: Theatre) -> None:
    _adaptation(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlanScreen)
    screen.adapting.ask_conclusion()


def _concluded(stage: Theatre) -> None:
    _adaptation(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlanScreen)
    board = screen.model.board
    assert board is not None
    told = ProbationDraft(
        ProbationOutcome.NOT_PASSED,
        "12.10, 19.10 и 03.11 смена вышла без замены; план по SL чата не выполнен",
        board.sheet.agreed_end,
        TODAY,
        "акты 3, 4 и 7",
        notice_on=TODAY,
    )
    end = ProbationEnd(1, told, "Громов Максим Сергеевич", "руководитель контакт-центра", ())
    # Shown but not written: the record could not be undone before the next scene.
    screen.model.board = replace(board, sheet=replace(board.sheet, ends=(end,)))
    screen.model.changed.emit()
    settle()


def _goal(stage: Theatre) -> None:
    _screen(stage).table.go_to(1)


def _aim(stage: Theatre) -> None:
    screen = _screen(stage)
    screen.acts.edit(next(one for one in screen.model.lines if one.goal is not None and one.action is None))


def _meetings(stage: Theatre) -> None:
    _screen(stage, Stage.OVERDUE).table.go_to(0)


def _talk(stage: Theatre) -> None:
    _screen(stage, Stage.OVERDUE).acts.ask_talk()


def _action(stage: Theatre) -> None:
    screen = _screen(stage)
    screen.table.go_to(2)
    screen.acts.edit(screen.table.current_line)


def _item(stage: Theatre) -> None:
    _screen(stage).acts.ask_item()


def _report(stage: Theatre) -> None:
    screen = _screen(stage, Stage.OVERDUE)
    screen.table.go_to(2)
    screen.acts.report(screen.table.current_line)


def _meeting(stage: Theatre) -> None:
    screen = _screen(stage)
    screen.acts.add(next(one for one in screen.model.lines if one.goal is None and not one.induction))


def _held(stage: Theatre) -> None:
    screen = _screen(stage, Stage.OVERDUE)
    screen.acts.report(next(one for one in screen.model.lines if one.goal is None and not one.induction))


def _describe(stage: Theatre) -> None:
    _screen(stage).acts.describe()


def _postpone(stage: Theatre) -> None:
    screen = _screen(stage, Stage.OVERDUE)
    action = next(one.action for one in screen.model.lines if one.action is not None)
    screen.acts.postpone(action, (action.starts_on, action.ends_on + timedelta(14)))


def _end(stage: Theatre) -> None:
    """What became of each goal, before the plan is closed."""
    _screen(stage, Stage.OVERDUE).acts.go_on()


def _step(stage: Theatre) -> None:
    _adaptation(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlanScreen)
    screen.acts.add(next(one for one in screen.model.lines if one.induction))


def _new(stage: Theatre) -> None:
    _list(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlansScreen)
    screen.begin()


def _papers(stage: Theatre) -> None:
    _list(stage)
    screen = stage.space.shown
    assert isinstance(screen, PlansScreen)
    screen.export()
    wait_for_the_page(stage)


SCENES = (
    Scene("plans", AS_MANAGER, _list, main=True),
    Scene("plans-new", AS_MANAGER, _new),
    Scene("plans-papers", AS_MANAGER, _papers),
    Scene("plan", AS_MANAGER, _draft, main=True),
    Scene("plan-late", AS_MANAGER, _late, main=True),
    Scene("plan-active", AS_MANAGER, _active),
    Scene("plan-closed", AS_MANAGER, _closed),
    Scene("plan-adaptation", AS_MANAGER, _adaptation),
    Scene("plan-mentor", AS_MANAGER, _mentor),
    Scene("plan-figures", AS_MANAGER, _figures),
    Scene("plan-probation", AS_MANAGER, _probation),
    Scene("plan-concluded", AS_MANAGER, _concluded),
    Scene("plan-goal", AS_MANAGER, _goal),
    Scene("plan-aim", AS_MANAGER, _aim),
    Scene("plan-meetings", AS_MANAGER, _meetings),
    Scene("plan-talk", AS_MANAGER, _talk),
    Scene("plan-action", AS_MANAGER, _action),
    Scene("plan-competency", AS_MANAGER, _item),
    Scene("plan-report", AS_MANAGER, _report),
    Scene("plan-meeting", AS_MANAGER, _meeting),
    Scene("plan-held", AS_MANAGER, _held),
    Scene("plan-describe", AS_MANAGER, _describe),
    Scene("plan-postpone", AS_MANAGER, _postpone),
    Scene("plan-end", AS_MANAGER, _end),
    Scene("plan-step", AS_MANAGER, _step),
    Scene("long-plan", LONG, _draft),
)

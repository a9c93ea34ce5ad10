"""The result of a case, its papers and the plan based on it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.assessing import cases, people
from db.development import plans
from desktop.assessing.result.plan_dialog import PlanDialog
from desktop.assessing.result.screen import ResultScreen
from domain.period import next_quarter
from tests.screens.scene import (
    AS_HR,
    AS_MANAGER,
    BLIND,
    CANDIDATE,
    STAFF,
    Scene,
    case,
    context_of,
    wait_for_the_page,
)
from tests.screens.stage import TODAY, Stage


def _result(stage: Stage) -> None:
    stage.space.go("result", case(stage, CANDIDATE).case_id)


def _duties(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen) and screen.board is not None
    screen.board.details.show_duties()


def _missing(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen) and screen.board is not None
    screen.board.details.show_missing()


def _assessors(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen) and screen.board is not None
    screen.board.details.show_assessors()


def _result_blind(stage: Stage) -> None:
    stage.space.go("result", case(stage, BLIND).case_id)


def _export(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen)
    screen.export()
    wait_for_the_page(stage)


def _result_staff(stage: Stage) -> None:
    assert stage.app.data is not None
    person = stage.app.data.read(people.by_code, STAFF)
    stage.space.go("result", stage.app.data.read(cases.case_of, person.id, None))


def _gap(stage: Stage) -> None:
    _result(stage)
    screen = stage.space.shown
    assert isinstance(screen, ResultScreen)
    assert screen.board is not None
    gaps = screen.board.gaps.list
    assert gaps is not None
    QTest.keyClick(gaps, Qt.Key.Key_Return)


def _plan(stage: Stage) -> None:
    """Whoever only reads is shown the plan that nobody kept."""
    _result_staff(stage)
    context, period = context_of(stage), next_quarter(TODAY)
    chosen = case(stage, STAFF).case_id
    sheet = context.data.read(plans.for_case, chosen, context.me.id, period, TODAY)
    PlanDialog(context, sheet, stage.space.shown).open()


SCENES = (
    Scene("result", AS_HR, _result, main=True),
    Scene("result-duties", AS_HR, _duties),
    Scene("result-missing", AS_HR, _missing),
    Scene("result-assessors", AS_HR, _assessors),
    Scene("result-blind", AS_HR, _result_blind),
    Scene("export", AS_HR, _export),
    Scene("gap", AS_HR, _gap),
    Scene("result-staff", AS_MANAGER, _result_staff),
    Scene("result-plan", AS_MANAGER, _plan),
)

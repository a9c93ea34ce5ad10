"""Cycles of staff: their list, one of them, a new one in three steps, and the dialogs."""

from db.team import staff_cycles
from desktop.team.cycle.list_screen import CyclesScreen
from desktop.team.cycle.new_screen import NewCycleScreen
from desktop.team.cycle.plan import Part
from desktop.team.cycle.rows import Which
from desktop.team.cycle.screen import CycleScreen
from domain.assessing.case import CaseState, CycleKind
from tests.screens.scene import AS_HR, AS_MANAGER, EMPTY, LONG, Scene, form_out
from tests.screens.stage import Stage, settle


def _list(stage: Stage) -> None:
    stage.space.to_cycles()
    screen = stage.space.shown
    assert isinstance(screen, CyclesScreen)
    screen.table.setFocus()


def _cycle(stage: Stage, state: CaseState = CaseState.OPEN) -> CycleScreen:
    assert stage.app.data is not None
    assert stage.app.me is not None
    found = stage.app.data.read(staff_cycles.staff_cycles, stage.app.me.id)
    kind = CycleKind.QUARTERLY
    chosen = next(one for one in found if (one.cycle.state, one.cycle.kind) == (state, kind))
    stage.space.to_cycle(chosen.cycle.id)
    screen = stage.space.shown
    assert isinstance(screen, CycleScreen)
    screen.groups.choose(0)
    screen.clear_filter()
    screen.table.setFocus()
    return screen


def _people(stage: Stage) -> None:
    _cycle(stage)


def _assessors(stage: Stage) -> None:
    screen = _cycle(stage)
    screen.groups.choose(1)
    screen.which.choose(Which.OUT)
    screen.clear_filter()


def _closed(stage: Stage) -> None:
    _cycle(stage, CaseState.CLOSED)


def _nothing(stage: Stage) -> None:
    screen = _cycle(stage)
    screen.search.setText("Вельяминов")
    screen.search.setFocus()


def _panel(stage: Stage) -> None:
    _cycle(stage).choose_assessors()


def _panel_form(stage: Stage) -> None:
    """One assessor has a form, in which nothing is answered yet."""
    case_id = form_out(stage)
    screen = _cycle(stage)
    row = next(one for one in screen.model.lines() if one.rated.case.case_id == case_id)
    screen.table.stand_on(row.key)
    screen.choose_assessors()


def _paper(stage: Stage) -> None:
    screen = _cycle(stage)
    row = next(one for one in screen.model.lines() if one.out and one.seat is not None)
    screen.table.stand_on(row.key)
    screen.enter_from_paper()


def _seal(stage: Stage) -> None:
    _cycle(stage).seal()


def _close(stage: Stage) -> None:
    _cycle(stage).close_cycle()


def _new(stage: Stage, part: Part) -> NewCycleScreen:
    stage.space.new_cycle()
    screen = stage.space.shown
    assert isinstance(screen, NewCycleScreen)
    screen.form.touched = False
    screen.open()
    screen.rail.chosen.emit(int(part))
    settle()
    return screen


def _period(stage: Stage) -> None:
    _new(stage, Part.PERIOD)


def _chosen(stage: Stage) -> None:
    _new(stage, Part.PEOPLE)


def _editions(stage: Stage) -> None:
    _new(stage, Part.EDITIONS)


def _lacks(stage: Stage) -> None:
    screen = _new(stage, Part.PERIOD)
    page = screen.period_page
    page.starts.line.setText("01.10.2026")
    page.ends.line.setText("30.09.2026")
    screen.act()


def _busy(stage: Stage) -> None:
    screen = _new(stage, Part.PERIOD)
    page = screen.period_page
    page.starts.line.setText("01.10.2026")
    page.ends.line.setText("31.12.2026")
    screen.act()


def _remind(stage: Stage) -> None:
    _cycle(stage).remind()


SCENES = (
    Scene("cycle-remind", AS_HR, _remind),
    Scene("cycles", AS_HR, _list, main=True),
    Scene("cycles-empty", EMPTY, _list),
    Scene("cycle", AS_MANAGER, _people, main=True),
    Scene("cycle-assessors", AS_HR, _assessors),
    Scene("cycle-closed", AS_HR, _closed),
    Scene("cycle-filtered", AS_HR, _nothing),
    Scene("cycle-panel", AS_MANAGER, _panel),
    Scene("cycle-panel-form", AS_HR, _panel_form),
    Scene("cycle-paper", AS_HR, _paper),
    Scene("cycle-seal", AS_HR, _seal),
    Scene("cycle-close", AS_HR, _close),
    Scene("cycle-long", LONG, _people),
    Scene("new-cycle", AS_HR, _period, main=True),
    Scene("new-cycle-people", AS_HR, _chosen, main=True),
    Scene("new-cycle-editions", AS_HR, _editions, main=True),
    Scene("new-cycle-lacks", AS_HR, _lacks),
    Scene("new-cycle-busy", AS_HR, _busy),
    Scene("new-cycle-empty", EMPTY, _chosen),
)

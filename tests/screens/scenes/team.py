"""The team of the demo as a map."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from db.assessing import rosters
from db.framework import editions, frameworks
from db.team import level_imports
from desktop.office.demo.demo_team import quarters
from desktop.team.bar import COVER, FUNCTIONS, ITEMS, TRAINING, TREND
from desktop.team.board import Mode
from desktop.team.screen import TeamScreen
from domain.people.person import Person, PersonKind
from domain.people.roster import Field, RosterRow
from domain.progress import Progress
from domain.team.level_import import Batch, LevelImport, matched
from tests.screens.scene import AS_MANAGER, EMPTY, LONG, Scene, wait_for_the_page
from tests.screens.stage import TODAY, Stage, settle, wait

FILE = "Матрица навыков 2025.xlsx"
RATED, PEOPLE = 24, 10


def team(stage: Stage, view: int = ITEMS, mode: Mode = Mode.LEVEL) -> TeamScreen:
    """Go to the team in this view and mode, with nothing searched for or grouped."""
    stage.space.go("team")
    screen = stage.space.shown
    assert isinstance(screen, TeamScreen)
    wait(lambda: not stage.app.jobs.busy)
    screen.map.corner.search.clear()
    screen.bar.modes.setCurrentIndex(tuple(Mode).index(mode))
    screen.bar.by_unit.setChecked(False)
    screen.bar.choose_items("main")
    screen.bar.view_chosen.emit(view)
    screen.bar.turned.emit()
    settle()
    return screen


def _items(stage: Stage) -> None:
    team(stage)


def _all(stage: Stage) -> None:
    screen = team(stage)
    screen.bar.choose_items("all")
    screen.bar.turned.emit()


def _who_can(stage: Stage) -> None:
    team(stage).map.corner.search.setText("S08 ≥ 3")


def _gaps(stage: Stage) -> None:
    team(stage, mode=Mode.GAP)


def _change(stage: Stage) -> None:
    screen = team(stage, mode=Mode.CHANGE)
    screen.bar.by_unit.trigger()


def _functions(stage: Stage) -> None:
    team(stage, FUNCTIONS)


def _trend(stage: Stage) -> None:
    screen = team(stage)
    screen.drawn = []
    screen.map.map.stand_on(1, 0)
    screen.bar.view_chosen.emit(TREND)
    wait(lambda: not stage.app.jobs.busy)
    screen.trend.whose.setCurrentIndex(1)


def _cover(stage: Stage) -> None:
    page = team(stage, COVER).cover
    page.people.go_to(2)
    page.toggle()


def _training(stage: Stage) -> None:
    team(stage, TRAINING)


def _terms(stage: Stage) -> None:
    team(stage, TRAINING).training.edit_terms()


def _export(stage: Stage) -> None:
    team(stage).export()
    wait_for_the_page(stage)


def _nobody(stage: Stage) -> None:
    screen = team(stage)
    screen.map.corner.search.setText("Неизвестный")
    screen.map.corner.search.setFocus()
    QApplication.processEvents()


def _none(stage: Stage) -> None:
    stage.space.go("team")


def _imported(stage: Stage) -> TeamScreen:
    """Show the quarter that somebody's skill matrix became."""
    data = stage.app.data
    assert data is not None
    if not data.read(level_imports.sources):
        known = data.read(rosters.known)
        staff = [one for one in known.people if one.code.startswith("E-03")][:PEOPLE]
        rows = [_row(number, one) for number, one in enumerate(staff)]
        framework = data.read(frameworks.framework, min(one.id for one in data.read(editions.editions)))
        codes = [one.code for one in framework.items][:RATED]
        levels = {
            number: {code: 1 + (number * 3 + place * 2) % 4 for place, code in enumerate(codes)}
            for number in range(len(rows))
        }
        then = quarters(TODAY)[0] - timedelta(days=1)
        source = FILE, "Смена", framework.id, matched(rows, known, {})
        told = LevelImport(f"Загружено из «{FILE}»", *source, (Batch(then, levels),))
        data.write(level_imports.load, told, Progress())
    screen = team(stage)
    last = screen.cycles.count() - 1
    screen.cycles.setCurrentIndex(last)
    screen.cycles.activated.emit(last)
    wait(lambda: not stage.app.jobs.busy)
    return screen


def _row(number: int, one: Person) -> RosterRow:
    person = Person(kind=PersonKind.EMPLOYEE, surname=one.surname, given=one.given, patronymic=one.patronymic)
    return RosterRow(number, person, frozenset({Field.SURNAME, Field.GIVEN, Field.PATRONYMIC}))


def _imported_map(stage: Stage) -> None:
    _imported(stage)


def _imported_trend(stage: Stage) -> None:
    screen = _imported(stage)
    screen.cycles.setCurrentIndex(0)
    screen.cycles.activated.emit(0)
    wait(lambda: not stage.app.jobs.busy)
    screen.drawn = []
    screen.map.map.stand_on(1, 0)
    screen.bar.view_chosen.emit(TREND)
    wait(lambda: not stage.app.jobs.busy)


def _minimum(stage: Stage) -> None:
    screen = team(stage)
    screen.map.map.stand_on(1, 0)
    screen.acts.ask_minimum()


SCENES = (
    Scene("team-minimum", AS_MANAGER, _minimum),
    Scene("team", AS_MANAGER, _items, main=True),
    Scene("team-all", AS_MANAGER, _all),
    Scene("team-who-can", AS_MANAGER, _who_can),
    Scene("team-gaps", AS_MANAGER, _gaps),
    Scene("team-change", AS_MANAGER, _change),
    Scene("team-functions", AS_MANAGER, _functions),
    Scene("team-trend", AS_MANAGER, _trend, main=True),
    Scene("team-cover", AS_MANAGER, _cover, main=True),
    Scene("team-training", AS_MANAGER, _training, main=True),
    Scene("team-terms", AS_MANAGER, _terms),
    Scene("team-export", AS_MANAGER, _export),
    Scene("team-nobody", AS_MANAGER, _nobody),
    Scene("team-none", EMPTY, _none),
    Scene("team-long", LONG, _items),
    Scene("team-imported", AS_MANAGER, _imported_map, main=True),  # the demo has one more quarter now
    Scene("team-imported-trend", AS_MANAGER, _imported_trend, main=True),
)

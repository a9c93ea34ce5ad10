"""A file with a team, and the screen of it in a window."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.team.screen import TeamScreen
from domain.people.person import Person
from tests import prepared
from tests.desktop.conftest import PASSWORD, new_file
from tests.desktop.desk import Stage
from tests.desktop.team.staff import Staff, rate_twice

type Show = Callable[[], TeamScreen]


type Ids = dict[str, int]


@pytest.fixture
def known(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Ids, Ids]:
    """Put the file of the test at its place; return who and which units are in it, by name."""
    path = tmp_path / "North.merilo"
    if "two_quarters" in request.fixturenames:
        return prepared.file(path, "a team rated over two quarters", _rated_twice)
    new_file(path, actors=2)
    return {}, {}


def _rated_twice(path: Path) -> tuple[Ids, Ids]:
    with closing(Store.open(new_file(path, actors=2), PASSWORD)) as store:
        staff = _staff(store, {}, {})
        rate_twice(staff)
    return staff.ids, staff.units


def _staff(store: Store, ids: Ids, units: Ids) -> Staff:
    by_name = {one.surname: one.id for one in store.read(people.actors)}
    store.act_as(by_name["Gromov"])
    return Staff(store, by_name["Gromov"], by_name["Sokolova"], ids, units)


@pytest.fixture
def two_quarters() -> None:
    """Ask for a team that was rated twice, see ``staff.rate_twice``; it is rated once in a run."""


@pytest.fixture
def store(known: tuple[Ids, Ids], tmp_path: Path) -> Iterator[Store]:
    """A file with two people who assess."""
    opened = Store.open(tmp_path / "North.merilo", PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def staff(store: Store, known: tuple[Ids, Ids]) -> Staff:
    """Five people of whom nobody was rated yet but by ``two_quarters``; Gromov is their manager."""
    return _staff(store, *known)


@pytest.fixture
def me(store: Store, staff: Staff) -> Person:
    """Gromov, who leads the team."""
    return store.read(people.person, staff.boss)


@pytest.fixture
def show(stage: Stage, qtbot: QtBot) -> Show:
    """Open the team in a window of its own: all competencies, and people by name, as chosen before."""
    stage.context.settings.keep_order("team", "name", falling=False)
    stage.context.settings.keep_order("team_columns", "all", falling=False)
    return showing(stage, qtbot)


@pytest.fixture
def show_first(stage: Stage, qtbot: QtBot) -> Show:
    """Open the team in a window of its own for the first time."""
    return showing(stage, qtbot)


def showing(stage: Stage, qtbot: QtBot) -> Show:
    """Return the act of opening the team."""

    def opened() -> TeamScreen:
        screen = stage.show(TeamScreen)
        screen.open()
        qtbot.waitUntil(lambda: not stage.context.jobs.busy, timeout=120_000)
        QCoreApplication.processEvents()
        return screen

    return opened


def choose_newest_cycle(screen: TeamScreen) -> None:
    """Choose the newest cycle as a person does."""
    screen.cycles.setCurrentIndex(0)
    screen.cycles.activated.emit(0)

"""The units of the demo."""

from desktop.people.screen import PeopleScreen
from tests.screens.scene import AS_HR, EMPTY, Scene, people_screen, show_people
from tests.screens.stage import Stage


def _shown(stage: Stage) -> PeopleScreen:
    show_people(stage)
    return people_screen(stage)


def _units(stage: Stage) -> None:
    _shown(stage).show_units()


SCENES = (Scene("units", AS_HR, _units), Scene("units-none", EMPTY, _units))

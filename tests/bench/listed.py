"""A list of 100,000 people: how soon it, the jump box and a form that offers people are there."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desktop import places
from desktop.people.screen import PeopleScreen
from tests.bench.lean import lean
from tests.bench.measure import Figure, middle, seconds
from tests.bench.pulse import Pulse
from tests.bench.sheet import Painted
from tests.bench.team_map import Reopened

MANY, FEW = 100_000, 100
FORM, PAGE = 0.05, 0.3  # seconds at most
AGAIN = 5


def figures(application: QApplication) -> list[Figure]:
    """Measure each act with the list of 100,000 against the same with 100."""
    many, few = (_times(application, count) for count in (MANY, FEW))
    return [
        Figure(f"{name}, 100,000", many[name], few[name], limit=None, most=PAGE if name == "list" else FORM)
        for name in many
    ]


def _times(application: QApplication, count: int) -> dict[str, float]:
    kept = lean(count, quarters=0)
    with tempfile.TemporaryDirectory() as folder:
        pulse = Pulse(application, Reopened(kept), Path(folder))
        pulse.act("names and all else that is read in the background", lambda: None, again=0)
        space = pulse.space
        screen = space.made(places.PEOPLE)
        assert isinstance(screen, PeopleScreen)
        found = {"list": _shown(lambda: space.go(places.PEOPLE), lambda: screen.table.viewport())}
        pulse.act("the rest of the list", lambda: None, again=0)
        forms = {
            "jump box": space.jump,
            "a new person": screen.add_person,
            "a note": space.note_down,
        }
        for name, act in forms.items():
            times: list[float] = []
            for _round in range(AGAIN):
                times.append(seconds(act) + seconds(application.processEvents))
                _close(pulse)
            found[name] = middle(times)
        pulse.app.window.close()
        pulse.app.close()
    return found


def _shown(act: Callable[[], object], where: Callable[[], QWidget]) -> float:
    """Return the seconds until the widget is painted with what the act shows."""
    painted = Painted()

    def shown() -> None:
        act()
        where().installEventFilter(painted)
        where().update()
        painted.wait()

    return seconds(shown)


def _close(pulse: Pulse) -> None:
    for window in QApplication.topLevelWidgets():
        if window is not pulse.app.window and window.isVisible() and window.isWindow():
            window.close()
    if pulse.space.jump_box is not None:
        pulse.space.jump_box.close_box()
    QApplication.processEvents()

"""What shows a page asks a page of the file: no screen asks more often with more people."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from db.assessing import people
from db.development import plan_board
from db.framework import frameworks
from db.hiring import campaigns
from db.home import overview
from db.team import staff_cycles
from desktop import places
from desktop.app import App
from desktop.frame.screens import SCREENS
from desktop.people.screen import PeopleScreen
from desktop.settings import Settings
from tests.bench.crowd import crowd
from tests.desktop.conftest import TODAY, Start, at_rest, read_whole, workspace_of

FEW, MANY = 10, 100
VISITS = 3  # of one screen, the first included


@contextmanager
def statements() -> Generator[list[str]]:
    """Collect what any file is asked meanwhile, from whichever thread."""
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def rest(app: App, qtbot: QtBot) -> None:
    """Wait until nothing is left to do, nor begun by a paint or a timer that is due."""
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))


def counts(app: App, qtbot: QtBot, enough: Mapping[str, int]) -> dict[str, int]:
    """Return by screen and act how many statements it takes, when it was visited before.

    A screen whose facts changed since reads them anew, whoever changed them and however late: what
    costs more than `enough` is therefore visited again, and the least of its visits counts.
    """
    space, data, me = workspace_of(app), app.data, app.me
    assert data is not None and me is not None
    read = data.read
    everybody = [one.id for one in read(people.everybody) if one.id != me.id]
    hiring = read(campaigns.campaigns)[0].cycle.id
    (first, *_others) = read(campaigns.candidates, hiring, me.id)
    cards = (read(people.card, one, me.id, TODAY) for one in everybody)
    cases = next(card.cases for card in cards if card.cases)
    shown = {
        places.PEOPLE: everybody[0],
        places.PERSON: everybody[0],
        places.CAMPAIGN: hiring,
        places.COMPARE: hiring,
        places.DECISION: first.case.case_id,
        places.CYCLE: read(staff_cycles.staff_cycles, me.id)[0].cycle.id,
        places.RESULT: cases[0].case_id,
        places.SHEET: cases[0].sheets[0].sheet_id,
        places.PLAN: read(plan_board.rows, TODAY)[0].plan_id,
        places.VERSIONS: read(frameworks.newest).id,
    }
    acts: dict[str, Callable[[], object]] = {
        name: partial(space.go, name, shown.get(name, 0)) for name in SCREENS
    }
    screen = space.made(places.PEOPLE)
    assert isinstance(screen, PeopleScreen)
    acts |= {"a person": screen.add_person, "a dismissal": screen.dismiss, "a note": space.note_down}
    acts |= {"the jump box": space.jump}
    found: dict[str, int] = {}
    for name, act in acts.items():
        taken: list[int] = []
        while len(taken) < 2 or (len(taken) < VISITS and min(taken[1:]) > enough.get(name, 0)):
            space.go(places.HOME)
            if name not in SCREENS:
                space.go(places.PEOPLE)
            rest(app, qtbot)
            with statements() as asked:
                act()
                rest(app, qtbot)
            taken.append(len(asked))
            for window in QApplication.topLevelWidgets():
                if window is not app.window and window.isVisible():
                    window.close()
        found[name] = min(taken[1:])
    return found


def test_no_screen_asks_more_often_with_more_people(
    start: Start, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    found: list[dict[str, int]] = []
    for count in (FEW, MANY):
        team = crowd(count, tmp_path, quarters=2, campaigns=((5, 3),))
        read = team.store.read
        settings.file_opened(team.path, team.store.has_password, team.store.settings_key)
        settings.keep_actor(read(overview.identity), read(people.person, team.boss).uid)
        team.store.close()
        app = start(team.path)
        rest(app, qtbot)
        app.care.leave()  # its clocks ask too, whenever it is time
        rest(app, qtbot)
        found.append(counts(app, qtbot, found[0] if found else {}))
        app.window.close()
        app.window.deleteLater()
        qtbot.wait(1)  # what rests in a screen reads no closed file
        app.close()
    few, many = found
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}

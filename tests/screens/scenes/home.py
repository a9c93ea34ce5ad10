"""The first screen of an open file."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlmodel import Session

from db.file.copies import Copy
from db.home import overview
from db.home.overview_records import FirstWeek
from db.journal import outstanding
from desktop.home.screen import HomeScreen
from desktop.home.visits import Kind
from domain.outstanding import Task
from tests.screens.scene import AS_HR, AS_MANAGER, BLIND, CANDIDATE, EMPTY, STAFF, Scene, case
from tests.screens.stage import TODAY, Stage, settle


def _empty(stage: Stage) -> None:
    stage.space.go("home")


def _home(stage: Stage) -> None:
    """A day at work: something was open before, and a copy was made in the morning."""
    data = stage.app.data
    assert data is not None
    noon = datetime.combine(TODAY, time(12, 10), tzinfo=UTC)
    lebedeva, tarasov, staff = (case(stage, code) for code in (CANDIDATE, BLIND, STAFF))
    seen = (
        (Kind.RESULT, lebedeva.case_id, timedelta()),
        (Kind.SHEET, tarasov.sheets[0].sheet_id, timedelta(minutes=25)),
        (Kind.PAPERS, staff.case_id, timedelta(days=1)),
        (Kind.PERSON, staff.person_id, timedelta(days=4)),
    )
    lines = [f"{kind}:{shown}:{int((noon - ago).timestamp())}" for kind, shown, ago in seen]
    stage.app.settings.keep_visits(data.read(overview.identity), " ".join(lines))
    made = datetime.combine(TODAY, time(9, 2), tzinfo=UTC)
    data.know_copies(Copy(data.path, 0, made), behind=False)
    stage.space.go("home")


def _next(stage: Stage) -> None:
    """A young file: what is set up, and an act for each thing that is not."""
    _home(stage)
    screen = stage.space.shown
    assert isinstance(screen, HomeScreen)
    screen.week.show_week(FirstWeek(True, True, framework=False, assessed=True, printed=False), copied=False)
    settle()


def _list(stage: Stage) -> None:
    """The focus is on something due."""
    _home(stage)
    screen = stage.space.shown
    assert isinstance(screen, HomeScreen)
    screen.due_list.stand_on(screen.due_model.rows()[1])
    screen.due_list.setFocus()
    settle()


def _outstanding(stage: Stage) -> None:
    """An erasure could not reach two copies on a stick that was away."""
    data = stage.app.data
    assert data is not None
    data.write(_owe)
    _home(stage)
    screen = stage.space.shown
    assert isinstance(screen, HomeScreen)
    screen.due_list.stand_on(screen.due_model.rows()[0])
    screen.due_list.setFocus()
    settle()


def _owe(session: Session) -> None:
    session.info["unjournaled"] = True  # the event of the erasure says it already
    places = (Path(f"/media/hr/KEY/demo-20261{month}01-090200.merilo-backup") for month in (0, 1))
    outstanding.write_down(session, [(Task.COPY, place, None) for place in places], 1)


SCENES = (
    Scene("home-empty", EMPTY, _empty),
    Scene("home-hr", AS_HR, _home),
    Scene("home", AS_MANAGER, _home, main=True),
    Scene("home-next", AS_HR, _next),
    Scene("home-list", AS_MANAGER, _list),
    Scene("home-outstanding", AS_HR, _outstanding),
)

"""A disk that runs full: a line warns, nothing new is begun, and marks in open sheets go on."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from desktop.app import App
from domain.errors import TooLittleSpace
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.desktop.conftest import Start, unlock, workspace_of

MB = 1_000_000


def opened(start: Start, file: Path, qtbot: QtBot) -> App:
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: app.care.check.outcome is not None and not app.jobs.busy, timeout=120_000)
    return app


def leave(app: App, free: int) -> None:
    """Leave this many bytes on the disk, and look."""
    assert app.data is not None
    app.data._store.free = lambda: free  # pyright: ignore[reportPrivateUsage]
    app.care.space.look()


def line(app: App) -> str:
    banner = workspace_of(app).space
    return "" if banner.isHidden() else banner.text


def test_a_line_warns_once_and_goes_when_there_is_room(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    leave(app, 900 * MB)
    assert line(app) == ""
    leave(app, 143 * MB)
    assert line(app).startswith("The file's disk has 143 MB left.")
    workspace_of(app).space.hide()  # read and closed
    leave(app, 141 * MB)
    assert line(app) == ""
    leave(app, 41 * MB)
    assert "nothing new can be begun" in line(app)
    leave(app, 900 * MB)
    assert line(app) == ""


def test_on_a_disk_without_any_room_it_is_not_said_that_all_is_saved(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = opened(start, file, qtbot)
    status = workspace_of(app).status
    leave(app, 4_096)
    assert status.saved == "Disk full"
    leave(app, 900 * MB)
    assert status.saved == ""


def test_nothing_new_is_begun_and_marks_go_on(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    data, me = app.data, app.me
    assert data is not None
    assert me is not None
    lebedeva, tarasov = (
        data.write(people.add, Person(surname=surname, given="Irina", basis="letter"))
        for surname in ("Lebedeva", "Tarasova")
    )
    sheet_id = data.write(assessments.start, lebedeva, me.id, Role.HR)
    leave(app, 41 * MB)
    item = data.read(sheets.sheet, sheet_id, me.id).framework.items[0]
    data.write(sheets.rate, sheet_id, item.id, Mark.rated(3))
    with pytest.raises(TooLittleSpace):
        data.write(assessments.start, tarasov, me.id, Role.HR)
    leave(app, 900 * MB)
    assert data.write(assessments.start, tarasov, me.id, Role.HR)

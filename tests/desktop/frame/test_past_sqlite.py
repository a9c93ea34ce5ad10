"""Whatever a person drops or chooses, the open file is not opened past SQLite, which would drop its locks."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.file_hash import hash_of
from desktop.office.intake import arrivals
from desktop.office.intake.models import How
from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.frame.test_drops import drop, settle
from tests.past_sqlite import watched

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is open")


def test_the_open_file_is_refused_unread_wherever_somebody_brings_it(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with watched() as found:
        app = unlock(start(file), qtbot)
        workspace_of(app).go("people")
        settle(app, qtbot)
        link = tmp_path / "people.csv"
        link.hardlink_to(file)
        parts = tuple(file.with_name(file.name + end) for end in ("-wal", "-shm"))
        for one in (*parts, link):
            assert one.exists()
            refusal = arrivals.look_into(one, Progress()).refusal
            assert isinstance(refusal, Unreadable)
            assert refusal.why is Why.OUR_FILE
            with pytest.raises(Unreadable):
                How().content(one)
            with pytest.raises(Unreadable):
                hash_of(one, Progress())
        assert drop(app.window, file)
        settle(app, qtbot)
        assert drop(app.window, file, *parts)
        settle(app, qtbot)
        app.lock.lock()
        settle(app, qtbot)
        assert drop(app.window, file)
        settle(app, qtbot)
        unlock(app, qtbot)
        app.window.close()
        app.close()
    assert found == []

"""Copies are made by themselves: on each day, each half hour of work, at the end; a failure is told once."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.file import copies, keys, place
from db.file.copies import Copy, Why
from db.people import organisation
from desktop.app import App
from desktop.copies.screen import CopiesScreen
from tests import prepared, zones
from tests.desktop.conftest import Start, unlock, workspace_of


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Half an hour later it is still the same day, whenever the tests run."""
    with zones.zone(zones.at_noon()):
        yield


def opened(start: Start, file: Path, qtbot: QtBot) -> App:
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: app.care.copies.known is not None and not app.jobs.busy, timeout=120_000)
    return app


def made(file: Path) -> list[Copy]:
    return list(copies.listed(file))


def work(app: App, word: str = "1") -> None:
    assert app.data is not None
    app.data.write(organisation.keep_setting, "quiet", word)


def go_on(app: App, after: timedelta, qtbot: QtBot) -> None:
    """Let this much time pass, by the clock of the copies alone."""
    app.care.copies._now = lambda: datetime.now(UTC) + after  # pyright: ignore[reportPrivateUsage]
    app.care.copies.copy_if_due()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)


def test_the_first_opening_makes_a_copy(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    (copy,) = made(file)
    assert copy.why is Why.DAY
    assert copy.path.parent == file.with_name("North-backups")
    assert app.data is not None
    assert app.data.newest_copy == copy


def test_a_second_opening_without_work_makes_no_copy(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    app.window.close()
    app.close()
    opened(start, file, qtbot)
    assert len(made(file)) == 1


def test_each_half_hour_of_work_makes_a_copy_and_one_without_work_does_not(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = opened(start, file, qtbot)
    go_on(app, timedelta(minutes=31), qtbot)
    assert len(made(file)) == 1
    work(app)
    go_on(app, timedelta(minutes=5), qtbot)
    assert len(made(file)) == 1
    go_on(app, timedelta(minutes=31), qtbot)
    assert made(file)[0].why is Why.HALF_HOUR


def test_that_somebody_made_a_copy_is_known_when_later_ones_have_taken_its_room(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = opened(start, file, qtbot)
    assert app.data is not None
    assert not app.data.copies_asked_for
    copy = app.data.copy(Why.BY_HAND).copy
    assert app.data.copies_asked_for
    app.window.close()
    app.close()
    copy.path.unlink()
    again = opened(start, file, qtbot).data
    assert again is not None and again.copies_known
    assert [one.why for one in made(file)] == [Why.DAY]
    assert again.copies_asked_for


def test_what_was_done_since_is_copied_at_the_end(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    work(app)
    app.window.close()
    app.close()
    newest = made(file)[0]
    assert newest.why is Why.EXIT
    again = opened(start, file, qtbot)
    assert again.data is not None
    lacks = again.data.copies.lacks(newest)
    assert lacks is not None
    assert lacks.events == 0
    assert len(made(file)) == 2


def test_closing_the_file_in_the_window_copies_it_too(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    work(app)
    app.opening.close_file()
    assert made(file)[0].why is Why.EXIT


def test_the_example_is_not_copied(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = prepared.demo(tmp_path / "example.merilo")

    def copy(path: Path, _today: date) -> None:
        # Telling the story takes seconds and has tests of its own.
        shutil.copyfile(ready, path)
        shutil.copyfile(keys.beside(ready), keys.beside(path))

    monkeypatch.setattr("desktop.office.demo.demo.build", copy)
    app = start()
    app.example.show()
    qtbot.waitUntil(lambda: app.data is not None and not app.jobs.busy, timeout=300_000)
    qtbot.waitUntil(lambda: app.care.check.outcome is not None and not app.jobs.busy, timeout=120_000)
    assert app.data is not None
    assert made(app.data.path) == []


def test_a_copy_that_fails_is_told_once_and_tried_again(start: Start, file: Path, qtbot: QtBot) -> None:
    in_the_way = file.with_name("North-backups")
    in_the_way.write_text("a file where the folder should be")
    app = opened(start, file, qtbot)
    banner = workspace_of(app).copies
    assert banner.text.startswith("The file could not be copied.")
    banner.hide()
    go_on(app, timedelta(minutes=11), qtbot)
    assert banner.isHidden()  # tried, and not told again
    in_the_way.unlink()
    go_on(app, timedelta(minutes=25), qtbot)
    assert len(made(file)) == 1
    assert banner.isHidden()


def test_the_second_folder_gets_each_copy_and_is_missed_after_a_week(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    app = opened(start, file, qtbot)
    stick = tmp_path / "stick"
    stick.mkdir()
    app.settings.keep_second_folder(app.opening.file, stick)
    work(app)
    go_on(app, timedelta(minutes=31), qtbot)
    assert len(list(stick.glob("*.merilo-backup"))) == 1
    stick.rename(tmp_path / "taken home")
    work(app, "2")
    go_on(app, timedelta(minutes=62), qtbot)
    banner = workspace_of(app).copies
    assert banner.isHidden()  # a stick may be away
    app.window.close()
    app.close()
    again = start(file)
    again.care.copies._now = lambda: datetime.now(UTC) + timedelta(days=9)  # pyright: ignore[reportPrivateUsage]
    unlock(again, qtbot)
    qtbot.waitUntil(lambda: again.care.copies.known is not None and not again.jobs.busy, timeout=120_000)
    banner = workspace_of(again).copies
    assert "into the second folder for" in banner.text
    assert str(stick) in banner.text


@pytest.mark.parametrize("large", [False, True])
def test_a_large_file_is_copied_at_the_end_only_if_its_copy_is_old(
    start: Start, file: Path, qtbot: QtBot, large: bool
) -> None:
    app = opened(start, file, qtbot)
    app.care.copies.at_once = file.stat().st_size + (-1 if large else 1)
    work(app)
    app.window.close()
    app.close()
    assert len(made(file)) == (1 if large else 2)


@pytest.mark.parametrize("large", [False, True])
def test_on_the_way_to_another_file_nobody_waits_for_the_copy_of_a_large_one(
    start: Start, file: Path, qtbot: QtBot, large: bool
) -> None:
    app = opened(start, file, qtbot)
    app.care.copies.at_once = file.stat().st_size + (-1 if large else 1)
    app.care.copies._now = lambda: datetime.now(UTC) + timedelta(days=2)  # pyright: ignore[reportPrivateUsage]
    work(app)
    app.opening.close_file()
    assert app.data is None
    assert len(made(file)) == (1 if large else 2)


def test_an_import_is_preceded_by_a_copy_unless_there_is_one_with_everything(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = opened(start, file, qtbot)
    assert app.data is not None
    app.data.copy_first(Why.IMPORT)
    assert len(made(file)) == 1
    work(app)
    app.data.copy_first(Why.IMPORT)
    assert made(file)[0].why is Why.IMPORT


def test_a_copy_that_fails_before_an_act_is_told_and_keeps_nobody_from_it(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = opened(start, file, qtbot)
    work(app)
    folder = file.with_name("North-backups")
    shutil.rmtree(folder)
    folder.write_text("in the way")
    assert app.data is not None
    app.data.copy_first(Why.MERGE)
    assert workspace_of(app).copies.text.startswith("The file could not be copied.")


def test_a_copy_at_the_end_counts_for_the_second_folder_too(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    app = opened(start, file, qtbot)
    stick = tmp_path / "stick"
    stick.mkdir()
    app.settings.keep_second_folder(app.opening.file, stick)
    key, settings = app.opening.file, app.settings
    work(app)
    app.window.close()
    app.close()
    assert len(list(stick.glob("*.merilo-backup"))) == 1
    assert settings.second_copied(key) is not None


def test_a_cover_that_is_lifted_again_leaves_each_copy_listed_once(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    """The lock page was there while work went on, and the file was never closed."""
    app = opened(start, file, qtbot)
    assert app.data is not None
    data, care = app.data, app.care
    workspace = workspace_of(app)
    for _lifted in range(2):
        care.leave()
        care.show_in(workspace)
        care.begin(data)
        qtbot.waitUntil(lambda: care.copies.known is not None and not app.jobs.busy, timeout=120_000)
    work(app)
    data.copy_first(Why.IMPORT)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert care.copies.known is not None
    listed = [one.path for one in care.copies.known.copies]
    assert len(listed) == len(set(listed)) == 2


def test_that_fewer_copies_are_kept_for_want_of_space_is_said_until_there_is_room_again(
    start: Start, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All copies take a quarter of the free disk at most, and never are there fewer than three."""
    app = opened(start, file, qtbot)
    workspace_of(app).go("copies")
    screen = workspace_of(app).shown
    assert isinstance(screen, CopiesScreen)

    def copy() -> None:
        screen.copy_button.click()
        qtbot.waitUntil(lambda: not app.jobs.busy)

    with monkeypatch.context() as full:
        full.setattr(place, "free", lambda _path: 1_000)
        for _time in range(4):
            copy()
        assert len(made(file)) == 3
        assert screen.tight.isVisible()
        assert "fewer old copies are kept" in screen.tight.text()
    copy()
    assert len(made(file)) == 4
    assert not screen.tight.isVisible()

"""The open file is checked in the background, and what was found is told where one looks."""

import contextlib
import shutil
import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from db.file import driver, keys
from db.journal.problems import ProblemKind
from db.people import organisation
from desktop.app import App
from desktop.jobs import Jobs
from desktop.kit.page.banner import Banner
from domain.progress import Progress
from tests.damage import damage_page
from tests.desktop.conftest import PASSWORD, Start, unlock, workspace_of


def notice(app: App) -> str:
    assert app.window.workspace is not None
    banner = app.window.workspace.damage
    return "" if banner.isHidden() else banner.text


def opened(start: Start, file: Path, qtbot: QtBot) -> App:
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: app.care.check.outcome is not None and not app.jobs.busy, timeout=120_000)
    return app


def rename_somebody(file: Path) -> None:
    dek = keys.unlock(keys.load(file), PASSWORD, file)
    with contextlib.closing(driver.connect(file, dek)) as connection:
        connection.execute("UPDATE person SET surname = 'Other'")


def test_a_sound_file_says_nothing_and_is_checked_once_a_day(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    assert app.care.check.outcome is not None
    assert app.care.check.outcome.problems == ()
    assert notice(app) == ""
    assert app.data is not None
    assert app.data.whole_check_due
    app.care.check.check_whole()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert not app.data.whole_check_due
    assert notice(app) == ""


def test_what_was_changed_past_the_program_is_told_in_the_banner(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    rename_somebody(file)
    app = opened(start, file, qtbot)
    assert "The check of the file found 1 problem." in notice(app)
    assert "The name or code of a person (E-0001 #1)." in notice(app)


def test_a_damaged_page_is_told_once_the_file_is_open(start: Start, file: Path, qtbot: QtBot) -> None:
    page = damage_page(file, PASSWORD)
    app = opened(start, file, qtbot)
    assert "The check of the file found 1 problem." in notice(app)
    assert f"A page of the file is damaged ({page})." in notice(app)


def test_a_finding_that_was_read_and_closed_is_not_told_again(start: Start, file: Path, qtbot: QtBot) -> None:
    rename_somebody(file)
    app = opened(start, file, qtbot)
    assert app.window.workspace is not None
    app.window.workspace.damage.hide()
    app.care.check.check_whole()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
    assert notice(app) == ""


def test_both_files_put_back_are_told_at_opening(start: Start, file: Path, qtbot: QtBot) -> None:
    earlier = file.parent / "earlier"
    earlier.mkdir()
    for one in (file, keys.beside(file)):
        shutil.copyfile(one, earlier / one.name)
    app = opened(start, file, qtbot)
    assert app.data is not None
    app.data.write(organisation.keep_setting, "quiet", "1")
    app.close()
    for one in earlier.iterdir():
        shutil.copyfile(one, file.with_name(one.name))
    again = opened(start, file, qtbot)
    assert "The file is older than when it was last open here" in notice(again)


def test_the_end_of_the_journal_is_noted_when_the_work_rests(start: Start, file: Path, qtbot: QtBot) -> None:
    app = opened(start, file, qtbot)
    assert app.data is not None
    before = keys.load(file).anchor
    app.data.write(organisation.keep_setting, "quiet", "1")
    assert keys.load(file).anchor == before
    qtbot.waitUntil(lambda: keys.load(file).anchor != before, timeout=60_000)


def test_a_check_gives_way_to_work_that_somebody_waits_for(qtbot: QtBot) -> None:
    jobs, begun, outcome = Jobs(), threading.Event(), list[str]()

    def check(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 1)

    jobs.run(
        check, lambda _nothing: outcome.append("checked"), "", lambda: outcome.append("later"), gives_way=True
    )
    assert begun.wait(60)
    jobs.run(lambda _progress: None, lambda _nothing: outcome.append("exported"), "")
    qtbot.waitUntil(lambda: not jobs.busy, timeout=60_000)
    assert outcome == ["later", "exported"]
    jobs.close()


def test_all_that_is_found_at_opening_is_told_in_one_banner(start: Start, file: Path, qtbot: QtBot) -> None:
    """An older pair, a strange trigger, a changed name, a damaged page; one key file is not there."""
    earlier = file.parent / "earlier"
    earlier.mkdir()
    rename_somebody(file)
    dek = keys.unlock(keys.load(file), PASSWORD, file)
    with contextlib.closing(driver.connect(file, dek)) as connection:
        connection.execute("CREATE TRIGGER spy AFTER INSERT ON setting BEGIN DELETE FROM setting; END")
    for one in (file, keys.beside(file)):
        shutil.copyfile(one, earlier / one.name)
    with contextlib.closing(driver.connect(file, dek)) as connection:
        connection.execute("DROP TRIGGER spy")
    app = opened(start, file, qtbot)
    assert app.data is not None
    app.data.write(organisation.keep_setting, "quiet", "1")
    app.close()
    for one in earlier.iterdir():
        shutil.copyfile(one, file.with_name(one.name))
    keys.both(file)[1].unlink()
    damage_page(file, PASSWORD)
    again = opened(start, file, qtbot)
    assert again.care.check.outcome is not None
    kinds = [one.kind for one in again.care.check.outcome.problems]
    assert set(kinds) == {ProblemKind.PAGES, ProblemKind.CONTENT, ProblemKind.SCHEMA, ProblemKind.OLDER}
    workspace = workspace_of(again)
    shown = [one for one in workspace.findChildren(Banner) if one.isVisible()]
    told = [one for one in shown if "recovery sheet" not in one.text]
    assert told == [workspace.damage], [one.text for one in told]
    assert f"The check of the file found {len(kinds)} problems." in workspace.damage.text
    assert keys.both(file)[1].exists(), "mended without a word: nothing is lost and nothing is to be done"

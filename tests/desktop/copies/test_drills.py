"""Drills in the window of the program: the file is damaged, or gone, and one goes on from a copy."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.file import copies, keys
from db.file.damaged.salvage import Salvaged, TableSaved
from db.file.errors import Damaged
from db.people import organisation
from desktop.app import App
from desktop.copies.restore_dialog import RestoreDialog
from desktop.copies.salvage_dialog import SalvagedDialog, SalvageDialog
from desktop.copies.ways_out import WaysOut
from desktop.kit.page.banner import Banner
from desktop.start.welcome import WelcomeCard
from desktop.theme import Theme
from tests.damage import damage_page
from tests.desktop.conftest import PASSWORD, Start, at_rest, card_of, unlock, workspace_of
from tests.desktop.frame.test_drops import drop


def wait(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app))


def opened(start: Start, file: Path, qtbot: QtBot) -> App:
    app = unlock(start(file), qtbot)
    qtbot.waitUntil(lambda: app.care.check.outcome is not None and not app.jobs.busy, timeout=120_000)
    return app


def worked_in(start: Start, file: Path, qtbot: QtBot) -> None:
    """Open the file, which is copied, do something, and end the program by force."""
    app = opened(start, file, qtbot)
    assert app.data is not None
    app.data.write(organisation.keep_setting, "quiet", "1")
    app.care.copies.leave()  # no copy at the end: the power went
    app.window.close()
    app.close()


def dialog[D](kind: type[D]) -> D:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_a_damaged_file_is_only_read_and_its_newest_good_copy_leads_on(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    worked_in(start, file, qtbot)
    damage_page(file, PASSWORD)
    app = opened(start, file, qtbot)
    banner = workspace_of(app).damage
    assert "A page of the file is damaged" in banner.text
    assert "only read" in banner.text
    assert app.data is not None
    assert app.data.read_only
    assert workspace_of(app).status.saved == "Read only"
    app.care.copies.copy_if_due()
    wait(app, qtbot)
    workspace_of(app).language_chosen.emit("ru")
    workspace_of(app).language_chosen.emit("en")
    shown = [one.text for one in workspace_of(app).findChildren(Banner) if one.isVisible()]
    banner = workspace_of(app).damage
    assert shown == [banner.text], "one banner tells it, and leads on"
    damaged = file.read_bytes()
    banner.act.click()
    ways = dialog(WaysOut)
    wait(app, qtbot)
    assert "The newest good copy: " in ways.text
    assert "1 act" in ways.text
    ways.restore_button.click()
    asked = dialog(RestoreDialog)
    new = asked.path
    asked.act_button.click()
    wait(app, qtbot)
    assert app.opening.path == new
    unlock(app, qtbot)
    assert app.data is not None
    assert app.data.path == new
    assert not app.data.read_only
    assert file.read_bytes() == damaged


def test_a_file_that_is_gone_comes_back_from_its_copy_on_the_first_screen(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    worked_in(start, file, qtbot)
    (copy,) = copies.listed(file)
    for one in (file, *keys.both(file)):
        one.unlink(missing_ok=True)
    app = start()
    card_of(app, WelcomeCard)
    assert drop(app.window, copy.path)
    wait(app, qtbot)
    asked = dialog(RestoreDialog)
    assert asked.path == file
    QTest.keyClicks(asked.password, "not the password")
    asked.act_button.click()
    wait(app, qtbot)
    assert not file.exists()
    asked.password.clear()
    QTest.keyClicks(asked.password, PASSWORD)
    asked.act_button.click()
    qtbot.waitUntil(lambda: app.data is not None and not app.jobs.busy, timeout=60_000)
    assert app.data is not None
    assert app.data.path == file, "opened by the password that was just given"
    assert copy.path.exists()


def test_a_file_that_cannot_be_opened_names_its_copy(start: Start, file: Path, qtbot: QtBot) -> None:
    from desktop.errors import sentence

    assert "There is no copy beside it" in sentence(Damaged(file)).todo
    worked_in(start, file, qtbot)
    (copy,) = copies.listed(file)
    assert copy.path.name in sentence(Damaged(file)).todo


def test_something_else_under_the_name_of_a_copy_is_told(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    odd = tmp_path / "odd.merilo-backup"
    odd.write_bytes(b"no copy at all")
    app = start()
    assert drop(app.window, odd)
    wait(app, qtbot)
    assert "“odd.merilo-backup” cannot be restored" in card_of(app, WelcomeCard).fault.text


def test_what_can_be_read_of_a_damaged_file_is_saved_and_the_losses_are_listed(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    worked_in(start, file, qtbot)
    content = bytearray(file.read_bytes())
    content[len(content) * 7 // 10] ^= 1  # among the questions of the catalogue
    file.write_bytes(content)
    app = opened(start, file, qtbot)
    workspace_of(app).damage.act.click()
    ways = dialog(WaysOut)
    wait(app, qtbot)
    damaged = file.read_bytes()
    ways.salvage_button.click()
    asked = dialog(SalvageDialog)
    QTest.keyClicks(asked.password, PASSWORD)
    asked.act_button.click()
    wait(app, qtbot)
    outcome = dialog(SalvagedDialog)
    assert "saved" in outcome.list.toPlainText()
    outcome.open_button.click()
    wait(app, qtbot)
    assert app.opening.path == asked.path
    unlock(app, qtbot)
    assert app.data is not None
    assert app.data.path == asked.path
    assert file.read_bytes() == damaged


def test_what_was_not_saved_has_names_that_people_know(qtbot: QtBot, theme: Theme) -> None:
    tables = (
        TableSaved("person", 5, 1),
        TableSaved("case_item", 40, 2, 1),
        TableSaved("note_draft", 3, 4),
        TableSaved("setting", 9, 0),
    )
    above = QWidget()
    qtbot.addWidget(above)
    found = SalvagedDialog(theme, Salvaged(Path("new.merilo"), tables), above)
    assert found.list.toPlainText().splitlines() == [
        "People: 5 saved, 1 lost",
        "Other records: 43 saved, 7 lost",
    ]

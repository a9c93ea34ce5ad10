"""The recovery sheet: saved as PDF, shown again behind the password, asked for until it is on paper."""

import contextlib
import re
import shutil
import stat
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file import keys
from db.file.errors import OtherKeys, WrongPassword, WrongRecoveryCode
from db.file.store import Store
from db.journal import events, outstanding
from desktop.app import App
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page import files, printing
from desktop.office.papers.titles import titled
from desktop.preferences.screen import PreferencesScreen
from desktop.start.new_file import RecoveryCard
from desktop.start.recovery_dialog import RecoveryDialog
from desktop.start.renew import RenewCard
from desktop.start.unlock import UnlockCard
from desktop.start.welcome import WelcomeCard
from domain.event import EventChoice, Topic
from domain.people.person import Person
from domain.progress import Progress
from reports.paper import recovery_pdf
from reports.paper.recovery_pdf import RecoverySheet
from reports.words import phrases_journal
from resources import i18n
from tests.desktop.conftest import PASSWORD, TODAY, Start, card_of, unlock, workspace_of

Key = Qt.Key
REMINDER = "The recovery sheet of this file is not printed yet."
CODE = keys.recovery_code(bytes(range(7, 39)))


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, str]:
    """A new file whose program was killed while the code was shown, and the code."""
    (tmp_path / "files").mkdir(exist_ok=True)
    created = Store.create(tmp_path / "files" / "North.merilo", PASSWORD, fast=True)
    created.store.write(people.add, Person(surname="Sokolova", given="Anna", is_actor=True))
    created.store.close()
    return created.store.path, created.recovery_code


def texts(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def settings_of(app: App) -> PreferencesScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, PreferencesScreen)
    return shown


def ready(app: App, qtbot: QtBot) -> App:
    """Wait for what follows the first paint too: the reminder, and the work that acts have left behind."""
    qtbot.waitUntil(lambda: not app.jobs.busy and app.care.copies.known is not None)
    return app


def ask_again(app: App, qtbot: QtBot, password: str) -> PreferencesScreen:
    """Follow the reminder and give the password."""
    act = next(one for one in workspace_of(app).findChildren(QPushButton) if one.text() == "Recovery sheet…")
    QTest.mouseClick(act, Qt.MouseButton.LeftButton)
    screen = settings_of(app)
    assert app.window.focusWidget() is screen.recovery.password
    QTest.keyClicks(screen.recovery.password, password)
    QTest.keyClick(screen.recovery.password, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
    return screen


def test_a_code_that_nobody_wrote_down_is_asked_for_and_shown_again_behind_the_password(
    start: Start, made: tuple[Path, str], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, code = made
    app = ready(unlock(start(path), qtbot), qtbot)
    assert REMINDER in texts(workspace_of(app))
    workspace_of(app).go("people")
    assert REMINDER not in texts(workspace_of(app)), "on the overview only"
    workspace_of(app).go("home")
    screen = ask_again(app, qtbot, "wrong password")
    assert "Wrong password." in texts(screen.recovery)
    assert app.window.findChild(RecoveryDialog) is None
    workspace_of(app).go("home")
    ask_again(app, qtbot, PASSWORD)
    dialog = app.window.findChild(RecoveryDialog)
    assert dialog is not None and dialog.card.code.toPlainText().split() == code.split("-")
    target = tmp_path / "sheet.pdf"

    def chosen(*_asked: object) -> Path:
        return target

    monkeypatch.setattr(files, "save_as", chosen)
    QTest.keyClick(dialog.card.save, Key.Key_Space)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
    assert "Saved as “sheet.pdf”. Print it, then delete the file." in texts(dialog)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    told = "".join(PdfReader(target).pages[0].extract_text().split())
    assert all(f"{at}.{group}" in told for at, group in enumerate(code.split("-"), 1)), "read in its order"
    assert "North.merilo" in told
    assert app.data is not None and app.me is not None
    [event] = app.data.read(events.page, EventChoice(topic=Topic.EXPORTS)).events
    assert (event.document, event.formats, event.by) == ("recovery-sheet", ("pdf",), app.me.full_name)
    dialog.reject()
    workspace_of(app).go("home")
    assert REMINDER not in texts(workspace_of(app))
    app.window.close()
    app.close()
    app = ready(unlock(start(path), qtbot), qtbot)
    workspace_of(app).go("home")
    assert REMINDER not in texts(workspace_of(app)), "nor by the next start"


def test_whoever_forgot_the_password_comes_in_by_the_printed_sheet_and_sets_a_new_one(
    start: Start, made: tuple[Path, str], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drill: the sheet is saved, the password is gone, and only what is on the paper is typed."""
    path, _code = made
    target = tmp_path / "sheet.pdf"

    def chosen(*_asked: object) -> Path:
        return target

    monkeypatch.setattr(files, "save_as", chosen)
    app = ready(unlock(start(path), qtbot), qtbot)
    ask_again(app, qtbot, PASSWORD)
    dialog = app.window.findChild(RecoveryDialog)
    assert dialog is not None
    QTest.keyClick(dialog.card.save, Key.Key_Space)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    dialog.reject()
    app.window.close()
    app.close()
    printed = PdfReader(target).pages[0].extract_text()
    groups = re.findall(r"\b[A-Z2-9]{7}\b", printed)
    assert len(groups) == 8, "the groups are told from all other words on the paper"

    app = unlock(start(path), qtbot, "what was it again")
    card = card_of(app, UnlockCard)
    assert card.fault.text.startswith("Wrong password.")
    QTest.keyClick(card.switch, Key.Key_Space)
    QTest.keyClicks(card.code, " ".join(groups))
    QTest.keyClick(card.code, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy)
    renew = card_of(app, RenewCard)
    for edit in (renew.fields.password, renew.fields.again):
        QTest.keyClicks(edit, "another horse battery")
        QTest.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.workspace is not None)
    assert app.data is not None and app.data.read(people.everybody)[0].surname == "Sokolova"
    app.window.close()
    app.close()
    with pytest.raises(WrongPassword):
        Store.open(path, PASSWORD)
    assert unlock(start(path), qtbot, "another horse battery").data is not None


def test_esc_confirms_nothing_and_the_tick_does(start: Start, made: tuple[Path, str], qtbot: QtBot) -> None:
    app = ready(unlock(start(made[0]), qtbot), qtbot)
    ask_again(app, qtbot, PASSWORD)
    dialog = app.window.findChild(RecoveryDialog)
    assert dialog is not None
    QTest.keyClick(dialog, Key.Key_Escape)
    workspace_of(app).go("home")
    assert REMINDER in texts(workspace_of(app))
    ask_again(app, qtbot, PASSWORD)
    dialog = next(one for one in app.window.findChildren(RecoveryDialog) if one.isVisible())
    QTest.mouseClick(dialog.card.check, Qt.MouseButton.LeftButton)
    dialog.card.check.setChecked(True)
    QTest.keyClick(dialog.card.go, Key.Key_Space)
    workspace_of(app).go("home")
    assert REMINDER not in texts(workspace_of(app))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_sheet_fits_on_one_page_with_the_longest_names(tmp_path: Path, language: str) -> None:
    sheet = RecoverySheet("Н" * 116 + ".merilo", "Общество " * 30, tuple(CODE.split("-")), TODAY)
    recovery_pdf.write(sheet, tmp_path / "sheet.pdf", Progress(), i18n.words(language))
    reader = PdfReader(tmp_path / "sheet.pdf")
    (page,) = reader.pages
    told = "".join(page.extract_text().split())
    assert all(group in told for group in CODE.split("-"))
    assert not any(group in str(reader.metadata) for group in CODE.split("-"))


def test_without_its_key_file_the_file_says_that_only_the_code_opens_it(
    start: Start, made: tuple[Path, str], qtbot: QtBot
) -> None:
    path, code = made
    for one in keys.both(path):
        one.unlink(missing_ok=True)
    app = start(path)
    card = card_of(app, UnlockCard)
    QTest.keyClick(card.switch, Key.Key_Space)
    QTest.keyClicks(card.code, code)
    QTest.keyClick(card.code, Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
    QTest.keyClick(card_of(app, RenewCard).later, Key.Key_Space)
    qtbot.waitUntil(lambda: app.window.workspace is not None, timeout=60_000)
    assert app.window.toast.text.startswith("Until a password is set in the settings, only the recovery code")


def test_a_path_that_leads_nowhere_asks_for_no_password(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    app = start(tmp_path / "files" / "Gone.merilo")
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
    card = card_of(app, WelcomeCard)
    assert "Gone.merilo” was not found" in card.fault.text
    assert app.data is None


def test_a_key_file_of_another_file_is_not_replaced(made: tuple[Path, str], tmp_path: Path) -> None:
    path, code = made
    other = Store.create(tmp_path / "Other.merilo", PASSWORD, fast=True).store
    other.close()
    for one in keys.both(path):
        one.unlink(missing_ok=True)
    store = Store.open(path, None, code)
    shutil.copyfile(keys.beside(other.path), keys.beside(path))
    before = keys.beside(path).read_bytes()
    with pytest.raises(OtherKeys):
        store.change_password("another long password", code)
    assert keys.beside(path).read_bytes() == before
    keys.beside(path).unlink()
    store.change_password("another long password", code)
    store.close()
    Store.open(path, "another long password").close()


def test_a_new_file_saves_its_sheet_before_anybody_goes_on(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start()
    assert app.window.start is not None
    app.window.start.recovery(CODE, "North.merilo")
    target = tmp_path / "sheet.pdf"

    def chosen(*_asked: object) -> Path:
        return target

    monkeypatch.setattr(files, "save_as", chosen)
    card = card_of(app, RecoveryCard)
    QTest.mouseClick(card.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=60_000)
    assert target.exists()
    assert not card.check.isChecked(), "whether it came to paper only the person knows"


def test_a_sheet_that_was_printed_is_in_the_journal(
    start: Start, made: tuple[Path, str], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _code = made
    app = ready(unlock(start(path), qtbot), qtbot)
    ask_again(app, qtbot, PASSWORD)
    dialog = app.window.findChild(RecoveryDialog)
    assert dialog is not None

    def ask(*_asked: object) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    monkeypatch.setattr(printing, "ask", ask)
    QTest.mouseClick(dialog.card.print, Qt.MouseButton.LeftButton)
    assert app.data is not None and app.me is not None
    [event] = app.data.read(events.page, EventChoice(topic=Topic.EXPORTS)).events
    assert (event.document, event.formats, event.by) == ("recovery-sheet", ("print",), app.me.full_name)
    title = titled(event.document, i18n.words("en"))
    assert phrases_journal.detail(event, title, i18n.words("en")) == "Recovery sheet: printed"


def test_where_no_printer_is_set_up_that_is_said_and_nothing_counts_as_printed(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    app = start()
    assert app.window.start is not None
    app.window.start.recovery(CODE, "North.merilo")
    card = card_of(app, RecoveryCard)
    QTest.mouseClick(card.print, Qt.MouseButton.LeftButton)
    message = card.findChild(Message)
    assert message is not None and message.isVisible()
    assert "No printer is set up" in message.accessibleDescription()
    assert message.help_page == "troubles#printer" and message.more_button.isVisible()
    message.accept()
    assert not [one for one in card.findChildren(QLabel) if one.text() == "Sent to the printer."]


NEW = "another password 7"


def test_a_new_key_closes_and_opens_the_file_and_shows_the_new_code(
    start: Start, made: tuple[Path, str], qtbot: QtBot
) -> None:
    path, code = made
    app = ready(unlock(start(path), qtbot), qtbot)
    ask_for_a_new_key(app, qtbot, "not the password")
    assert "Wrong password." in texts(settings_of(app).password)
    ask_for_a_new_key(app, qtbot, PASSWORD)
    qtbot.waitUntil(lambda: app.window.findChild(RecoveryDialog) is not None, timeout=120_000)
    dialog = app.window.findChild(RecoveryDialog)
    assert dialog is not None
    shown = "-".join(dialog.card.code.toPlainText().split())
    assert shown != code
    dialog.reject()
    ready(app, qtbot)
    workspace_of(app).go("home")
    assert REMINDER in texts(workspace_of(app)), "the sheet that was printed opens it no more"
    app.window.close()
    app.close()
    for secret, wrong in ((code, WrongRecoveryCode), ("", WrongPassword)):
        with pytest.raises(wrong):
            Store.open(path, PASSWORD, secret or None)
    with contextlib.closing(Store.open(path, NEW)) as store:
        assert store.recovery_code(NEW) == shown
        assert store.checkup() == ()
        assert store.read(outstanding.outstanding) == (), "the copies have got it in the background"


def test_a_new_key_that_cannot_be_made_leaves_the_file_with_the_old_one(
    start: Start, made: tuple[Path, str], qtbot: QtBot
) -> None:
    path, _code = made
    app = ready(unlock(start(path), qtbot), qtbot)
    with contextlib.closing(Store.open(path, PASSWORD)):  # a program that looks into it meanwhile
        ask_for_a_new_key(app, qtbot, PASSWORD)
        qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)
        assert "The file has no new key." in texts(app.window)
    app = ready(unlock(app, qtbot), qtbot)
    assert app.data is not None


def test_a_list_that_was_only_previewed_is_not_lost_for_a_new_key_without_a_question(
    start: Start, made: tuple[Path, str], tmp_path: Path, qtbot: QtBot
) -> None:
    app = ready(unlock(start(made[0]), qtbot), qtbot)
    staff = tmp_path / "staff.csv"
    staff.write_text("Surname;Name\nOrlova;Vera\n", "utf-8")
    workspace_of(app).intake.import_files((staff,))
    qtbot.waitUntil(lambda: not app.jobs.busy and bool(workspace_of(app).unsaved))
    ask_for_a_new_key(app, qtbot, PASSWORD)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    assert "was previewed but not imported" in question.accessibleDescription()
    question.reject()
    assert app.data is not None
    assert workspace_of(app).unsaved


def test_a_password_that_is_missing_is_asked_for_where_one_sees_it(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    workspace_of(app).to_setting("password")
    panel = settings_of(app).password
    app.window.resize(1280, 480)
    area = panel.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert panel.present.visibleRegion().isEmpty()
    panel.give_key.click()
    assert panel.present.hasFocus()
    assert not panel.present.visibleRegion().isEmpty()


def ask_for_a_new_key(app: App, qtbot: QtBot, present: str) -> None:
    """Type the passwords in the settings, and agree."""
    workspace_of(app).to_setting("password")
    panel = settings_of(app).password
    panel.present.setText(present)
    panel.password.setText(NEW)
    panel.again.setText(NEW)
    panel.give_key.click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.accept()
    qtbot.waitUntil(lambda: not app.jobs.busy, timeout=120_000)

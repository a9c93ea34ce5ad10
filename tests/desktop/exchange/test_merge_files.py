"""Two files of one organisation become one in the window, by mouse alone and by keys alone."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file import copies, driver, keys, lock
from db.file.store import Store
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.copies.restore_dialog import RestoreDialog
from desktop.exchange.merge import words
from desktop.exchange.merge.dialog import MergeFilesDialog
from desktop.exchange.merge.offer import MergeOffer
from desktop.exchange.merge.preview import Preview
from desktop.file_menu import FileMenu
from desktop.kit.page import files
from desktop.kit.segments import Segments
from desktop.office.exchange import phrases_merging
from domain.exchange.merging import About, Double, Merged
from domain.mark import Mark, Role
from domain.people.person import Person
from resources.i18n import current
from tests.db import sample
from tests.desktop.conftest import PASSWORD, Start, new_file, unlock, workspace_of
from tests.desktop.frame.test_drops import drop
from tests.desktop.frame.test_lock import give

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing for a menu

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
OTHER = "another long password"


@contextmanager
def opened(path: Path, password: str = PASSWORD) -> Iterator[Store]:
    store = Store.open(path, password)
    try:
        store.act_as(store.read(people.actors)[0].id)
        yield store
    finally:
        store.close()


@pytest.fixture
def branch(file: Path, tmp_path: Path) -> Path:
    """The file of a branch with a password of its own: both have their Belova, and Krylov in two versions."""
    with opened(file) as store:
        store.write(people.add, Person(surname="Krylov", given="Oleg"))
    path = tmp_path / "branch" / file.name
    path.parent.mkdir()
    shutil.copyfile(file, path)
    shutil.copyfile(keys.beside(file), keys.beside(path))
    for one, post in ((file, "fitter"), (path, "foreman")):
        with opened(one) as store:
            (krylov,) = (who for who in store.read(people.everybody) if who.surname == "Krylov")
            store.write(people.change, replace(krylov, post=post))
            store.write(people.add, Person(surname="Belova", given="Nadezhda", post="operator"))
    with opened(path) as store:
        store.write(people.add, Person(surname="Volkov", given="Semyon"))
        store.change_password(OTHER, PASSWORD)
    return path


@pytest.fixture
def app(start: Start, branch: Path, file: Path, qtbot: QtBot) -> App:
    assert branch.exists()
    app = unlock(start(file), qtbot)
    settled(app, qtbot)
    app.window.resize(1366, 768)
    return app


def settled(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: app.care.check.outcome is not None and not app.jobs.busy)


def in_front[D: QWidget](qtbot: QtBot, kind: type[D]) -> D:
    def found() -> list[D]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[-1]


def looked_through(qtbot: QtBot, dialog: MergeFilesDialog) -> Preview:
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert dialog.preview is not None
    return dialog.preview


def surnames(app: App) -> list[str]:
    assert app.data is not None
    return sorted(one.surname for one in app.data.read(people.everybody))


def krylov(app: App) -> str:
    assert app.data is not None
    return next(one.post for one in app.data.read(people.everybody) if one.surname == "Krylov")


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def segment(choice: Segments, number: int) -> QWidget:
    button = choice.findChildren(QWidget)[number]
    assert button.isVisible()
    return button


def press(key: Key, times: int = 1) -> None:
    for _again in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def tab_to(widget: QObject) -> None:
    """Go on by Tab until the widget, or what stands for it, has the focus."""
    for _step in range(40):
        focused = QApplication.focusWidget()
        if focused is widget or (focused is not None and focused.parentWidget() is widget):
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {widget}")


def test_a_branch_comes_in_by_the_mouse_alone_and_the_file_can_be_put_back_as_it_was(
    app: App, branch: Path, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = branch.read_bytes()
    click(workspace_of(app).rail.mark)
    menu = workspace_of(app).findChild(FileMenu)
    assert menu is not None
    act = next(one for one in menu.actions() if one.text() == "Merge files…")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(act).center())
    dialog = in_front(qtbot, MergeFilesDialog)
    assert not dialog.act_button.isEnabled()
    monkeypatch.setattr(files, "open_file", lambda *_all: branch)
    click(dialog.choose_button)
    QTest.keyClicks(dialog.password, OTHER)  # what nobody can do by mouse
    click(dialog.act_button)
    preview = looked_through(qtbot, dialog)
    assert dialog.left.text() == "1 record still to be decided"
    (row,) = preview.conflicts
    click(segment(row.choice, 2))
    (double,) = preview.doubles
    click(segment(double.choice, 1))
    settled(app, qtbot)
    click(dialog.act_button)
    qtbot.waitUntil(lambda: dialog.copy is not None)
    assert surnames(app) == ["Belova", "Krylov", "Sokolova", "Volkov"]
    assert krylov(app) == "foreman"
    assert branch.read_bytes() == before
    click(dialog.back_button)
    asked = in_front(qtbot, RestoreDialog)
    new = asked.path
    click(asked.act_button)
    qtbot.waitUntil(lambda: app.opening.path == new)
    unlock(app, qtbot)
    assert surnames(app) == ["Belova", "Krylov", "Sokolova"]
    assert krylov(app) == "fitter"


def test_by_keys_alone_a_wrong_password_is_told_and_each_question_is_answered(
    app: App, branch: Path, qtbot: QtBot
) -> None:
    workspace_of(app).exchange.merge(branch)
    dialog = in_front(qtbot, MergeFilesDialog)
    qtbot.waitUntil(dialog.password.hasFocus)
    QTest.keyClicks(dialog.password, PASSWORD)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not app.jobs.busy and dialog.password.hasFocus())
    assert dialog.preview is None
    assert "password" in dialog.password.accessibleDescription()
    QTest.keyClicks(dialog.password, OTHER)
    press(Key.Key_Return)
    preview = looked_through(qtbot, dialog)
    (row,), (double,) = preview.conflicts, preview.doubles
    tab_to(row.choice)
    press(Key.Key_Right)
    tab_to(double.choice)
    tab_to(dialog.act_button)
    settled(app, qtbot)
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.copy is not None)
    assert krylov(app) == "fitter"
    assert surnames(app).count("Belova") == 2, "nobody said that they are one person"
    qtbot.waitUntil(dialog.act_button.hasFocus)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog_is_open())


def test_both_versions_are_shown_and_nothing_is_chosen_beforehand(
    app: App, branch: Path, qtbot: QtBot
) -> None:
    dialog = asked_about(app, branch, qtbot)
    (row,) = looked_through(qtbot, dialog).conflicts
    assert [(one.field, one.here, one.there) for one in row.conflict.differences] == [
        ("post", "fitter", "foreman")
    ]
    assert row.keep is None
    assert words.title(row.conflict) == "People: Krylov Oleg (C-0001)"
    assert not dialog.act_button.isEnabled()
    assert surnames(app) == ["Belova", "Krylov", "Sokolova"], "a preview leaves nothing behind"
    dialog.reject()
    lock.take(branch, sample.Clock()).release()  # free for others again


def test_marks_that_come_to_the_own_sheet_are_seen_on_it_once_the_files_are_one(
    start: Start, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with opened(file) as store:
        me = store.read(people.actors)[0].id
        sheet_id = store.write(assessments.start, sample.add(store, "Krylov"), me, Role.HR)
    path = tmp_path / "branch" / file.name
    path.parent.mkdir()
    shutil.copyfile(file, path)
    shutil.copyfile(keys.beside(file), keys.beside(path))
    with opened(path) as store:
        item = store.read(sheets.sheet, sheet_id, me).rows[0].item
        store.write(sheets.rate, sheet_id, item.id, Mark.rated(3))
    app = unlock(start(file), qtbot)
    settled(app, qtbot)
    workspace_of(app).go("sheet", sheet_id)
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen) and screen.model.row(item.code).mark is None
    dialog = asked_about(app, path, qtbot, PASSWORD)
    looked_through(qtbot, dialog)
    settled(app, qtbot)
    dialog.act_button.click()
    qtbot.waitUntil(lambda: dialog.copy is not None)
    dialog.act_button.click()
    qtbot.waitUntil(lambda: screen.model.row(item.code).mark == Mark.rated(3))


def test_a_sister_let_fall_on_the_window_may_be_merged_or_opened(
    app: App, branch: Path, file: Path, qtbot: QtBot
) -> None:
    assert drop(app.window, branch)
    in_front(qtbot, MergeOffer).reject()
    assert app.data is not None and app.data.path == file
    assert drop(app.window, branch)
    click(in_front(qtbot, MergeOffer).merge_button)
    dialog = in_front(qtbot, MergeFilesDialog)
    assert dialog.path == branch
    dialog.reject()
    assert drop(app.window, branch)
    click(in_front(qtbot, MergeOffer).open_button)
    qtbot.waitUntil(lambda: app.opening.path == branch)
    unlock(app, qtbot, OTHER)
    assert "Volkov" in surnames(app)


def test_two_sisters_let_fall_one_after_the_other_are_each_asked_about(
    app: App, branch: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    second = tmp_path / "second" / branch.name
    second.parent.mkdir()
    for one in (branch, keys.beside(branch)):
        shutil.copy(one, second.parent / one.name)
    assert drop(app.window, branch)
    assert drop(app.window, second)
    qtbot.waitUntil(lambda: len(app.window.findChildren(MergeOffer)) == 2)
    first, last = app.window.findChildren(MergeOffer)
    last.reject()
    first.merge_button.click()
    dialog = in_front(qtbot, MergeFilesDialog)
    assert dialog.path == branch
    dialog.reject()


def test_what_cannot_be_merged_is_said_in_the_window_and_nothing_is_changed(
    app: App, branch: Path, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "strange").mkdir()
    strange = new_file(tmp_path / "strange" / "South.merilo", OTHER)
    other = tmp_path / "letter" / "West.merilo"
    other.parent.mkdir()
    other.write_text("not a file of Merilo", encoding="utf-8")
    held = lock.take(branch, sample.Clock())
    said = {
        file: "This is the same file.",
        strange: "The two files were begun apart.",
        other: "",
        branch: "open",
    }
    try:
        for path, text in said.items():
            dialog = asked_about(app, path, qtbot, PASSWORD if path == file else OTHER)
            qtbot.waitUntil(lambda shown=dialog: not app.jobs.busy and bool(shown.fault.text()))
            assert text in dialog.fault.text()
            assert dialog.preview is None
            dialog.reject()
            qtbot.waitUntil(lambda: not dialog_is_open())
    finally:
        held.release()
    assert surnames(app) == ["Belova", "Krylov", "Sokolova"]


def raw(path: Path, password: str) -> Any:
    return driver.connect(path, keys.unlock(keys.load(path), password, path))


def newer(_app: App, branch: Path, _monkeypatch: pytest.MonkeyPatch) -> str:
    connection = raw(branch, OTHER)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    return "newer"


def damaged(_app: App, branch: Path, _monkeypatch: pytest.MonkeyPatch) -> str:
    content = bytearray(branch.read_bytes())
    content[: len(content) // 2] = bytes(len(content) // 2)
    branch.write_bytes(content)
    return "damaged"


def changed_past_the_program(_app: App, branch: Path, _monkeypatch: pytest.MonkeyPatch) -> str:
    connection = raw(branch, OTHER)
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    for (name,) in connection.execute(guards).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE journal SET act = 'rate' WHERE seq = 2")
    connection.commit()
    connection.close()
    return "The check of the other file found"


def without_room(app: App, _branch: Path, _monkeypatch: pytest.MonkeyPatch) -> str:
    assert app.data is not None
    app.data._store.free = lambda: 1_000  # pyright: ignore[reportPrivateUsage]
    return "disk"


@pytest.mark.parametrize("spoilt", [newer, damaged, changed_past_the_program, without_room])
def test_a_file_that_cannot_be_taken_in_is_refused_in_words_and_neither_file_is_changed(
    app: App,
    branch: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    spoilt: Callable[[App, Path, pytest.MonkeyPatch], str],
) -> None:
    text = spoilt(app, branch, monkeypatch)
    before = branch.read_bytes()
    dialog = asked_about(app, branch, qtbot)
    qtbot.waitUntil(lambda: not app.jobs.busy and bool(dialog.fault.text()))
    assert text in dialog.fault.text()
    assert dialog.preview is None and dialog.act_button.isEnabled()
    dialog.reject()
    assert surnames(app) == ["Belova", "Krylov", "Sokolova"]
    assert krylov(app) == "fitter"
    assert branch.read_bytes() == before
    lock.take(branch, sample.Clock()).release()  # free for others again


def test_where_no_copy_can_be_made_nothing_is_merged_and_it_can_be_tried_again(
    app: App, branch: Path, file: Path, qtbot: QtBot
) -> None:
    dialog = asked_about(app, branch, qtbot)
    looked_through(qtbot, dialog).all_there.click()
    settled(app, qtbot)
    folder = copies.folder(file)
    aside = folder.with_name("aside")
    if folder.exists():
        folder.rename(aside)
    folder.write_text("no folder", encoding="utf-8")  # a folder that is only read, for the superuser too
    dialog.act_button.click()
    qtbot.waitUntil(lambda: not app.jobs.busy and bool(dialog.fault.text()))
    assert dialog.copy is None and dialog.isVisible()
    assert (surnames(app), krylov(app)) == (["Belova", "Krylov", "Sokolova"], "fitter")
    folder.unlink()
    if aside.exists():
        aside.rename(folder)
    dialog.act_button.click()
    qtbot.waitUntil(lambda: dialog.copy is not None)
    assert krylov(app) == "foreman"
    dialog.act_button.click()


def test_into_a_file_that_is_only_read_nothing_is_merged(
    app: App, branch: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.data is not None
    monkeypatch.setattr(app.data._store, "read_only", True)  # pyright: ignore[reportPrivateUsage]
    workspace_of(app).exchange.merge(branch)
    qtbot.waitUntil(lambda: app.window.toast.isVisible())
    assert not dialog_is_open()


def test_a_preview_behind_the_lock_page_shows_nothing_and_merges_nothing_and_what_was_decided_stays(
    app: App, branch: Path, qtbot: QtBot
) -> None:
    dialog = asked_about(app, branch, qtbot)
    (row,) = looked_through(qtbot, dialog).conflicts
    click(segment(row.choice, 2))
    settled(app, qtbot)
    app.lock.lock()
    qtbot.waitUntil(lambda: app.window.start is not None and app.window.start.isVisible())
    assert not dialog.isVisible()
    shown = [one.text() for one in app.window.findChildren(QLabel) if one.isVisible()]
    assert "Krylov" not in " ".join(shown)
    assert app.opening.covered and dialog.copy is None
    give(app, qtbot)
    qtbot.waitUntil(dialog.isVisible)
    settled(app, qtbot)
    assert row.choice.current == 2
    assert krylov(app) == "fitter"
    dialog.act_button.click()
    qtbot.waitUntil(lambda: dialog.copy is not None)
    assert krylov(app) == "foreman"
    dialog.act_button.click()


def test_a_preview_in_which_nothing_was_decided_lets_the_other_file_go_when_the_page_comes(
    app: App, branch: Path, qtbot: QtBot
) -> None:
    looked_through(qtbot, asked_about(app, branch, qtbot))
    settled(app, qtbot)
    app.lock.lock()
    qtbot.waitUntil(lambda: app.data is None)
    assert not dialog_is_open()
    lock.take(branch, sample.Clock()).release()
    give(app, qtbot)
    assert krylov(app) == "fitter"


def test_a_card_that_comes_is_one_person_of_this_file_at_most(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    namesakes = tuple(Double(here, "E-0009", "Belova Nadezhda") for here in ("E-0001", "E-0002"))
    preview = Preview(Merged((), (), namesakes, (), ()), room)
    room.show()
    for row in preview.doubles:
        click(segment(row.choice, 1))
    assert [row.is_one_person for row in preview.doubles] == [False, True]
    assert preview.same == {"E-0009": "E-0002"}


def asked_about(app: App, path: Path, qtbot: QtBot, password: str = OTHER) -> MergeFilesDialog:
    """Open the dialog for a file, and look through it."""
    workspace_of(app).exchange.merge(path)
    dialog = in_front(qtbot, MergeFilesDialog)
    dialog.password.setText(password)
    dialog.act_button.click()
    return dialog


def dialog_is_open() -> bool:
    return any(
        isinstance(one, MergeFilesDialog) and one.isVisible() for one in QApplication.topLevelWidgets()
    )


def test_whose_assessor_is_awaited_no_longer_is_told_by_name() -> None:
    seat = About("Лебедева И. О.", "C-0042", "2026-H-003", "Орлов П. Н.")
    who = "Орлов П. Н. (assessment of Лебедева И. О., C-0042, 2026-H-003)"
    told = f"Removed in the other file, and no longer awaited here: {who}"
    assert words.notes(Merged((), released=(seat,))) == told
    assert told in phrases_merging.lines(Merged((), released=(seat,)), current())

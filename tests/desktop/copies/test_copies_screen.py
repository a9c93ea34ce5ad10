"""The list of copies: a new one, a check of all, a second folder; and a way back from any of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlmodel import Session

from db.assessing import people
from db.file import copies
from db.file.store import Store
from db.journal import outstanding
from db.people import erasing, organisation
from desktop.copies.into_new_file import IntoNewFile, Wording
from desktop.copies.restore_dialog import RestoreDialog
from desktop.copies.screen import CopiesScreen
from desktop.copies.ways_out import WaysOut
from desktop.copying import Good
from desktop.errors import sentence
from desktop.jobs import Job
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page import files
from desktop.office.not_made import NotMade
from desktop.office.papers.registry import PLAN
from domain.outstanding import Task
from domain.people.erasure import Order
from domain.people.person import Person
from domain.progress import Progress
from tests.desktop.conftest import PASSWORD
from tests.desktop.desk import Stage

Key = Qt.Key


@pytest.fixture
def screen(stage: Stage, qtbot: QtBot) -> CopiesScreen:
    shown = stage.show(lambda context, parent: CopiesScreen(context, "north", parent))
    shown.open()
    wait(stage, qtbot)
    return shown


def wait(stage: Stage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not stage.context.jobs.busy, timeout=120_000)


def dialog() -> RestoreDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, RestoreDialog)
    return found


def answer(path: Path) -> Callable[..., Path]:
    """Choose this path in the system's dialog."""

    def chosen(*_arguments: object) -> Path:
        return path

    return chosen


def rows(screen: CopiesScreen) -> list[str]:
    model = screen.table.list_model
    lines = model.as_text(range(model.rowCount())).splitlines()[1:]
    return [", ".join(line.split("\t")[1:]) for line in lines]


def test_a_copy_is_made_by_hand_and_listed(stage: Stage, screen: CopiesScreen, qtbot: QtBot) -> None:
    assert screen.nothing.isVisible()
    QTest.mouseClick(screen.copy_button, Qt.MouseButton.LeftButton)
    wait(stage, qtbot)
    (row,) = rows(screen)
    assert row.startswith("by hand, ")
    assert row.endswith("North-backups, sound when made")
    assert screen.lack.text() == "It holds everything that is in the file."
    stage.context.data.write(organisation.keep_setting, "quiet", "1")
    screen.refresh()
    wait(stage, qtbot)
    assert ": 1 act." in screen.lack.text()


def test_all_copies_are_checked_and_a_faulty_one_is_told(
    stage: Stage, screen: CopiesScreen, file: Path, qtbot: QtBot
) -> None:
    told = list[str]()
    screen.told.connect(told.append)
    for _time in range(2):
        screen.copy_button.click()
        wait(stage, qtbot)
    screen.check_button.click()
    wait(stage, qtbot)
    assert told[-1] == "2 copies checked: all sound"
    newest = copies.listed(file)[0].path
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    screen.check_button.click()
    wait(stage, qtbot)
    assert screen.trouble.text.startswith("1 copy is not sound.")
    assert [row.rpartition(", ")[2] for row in rows(screen)] == ["incomplete or damaged", "sound"]


def test_a_copy_is_restored_into_a_new_file_and_never_over_one(
    stage: Stage, screen: CopiesScreen, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.copy_button.click()
    wait(stage, qtbot)
    stage.context.data.write(organisation.keep_setting, "quiet", "1")
    opened = list[Path]()
    screen.file_chosen.connect(opened.append)
    QTest.keyClick(screen.table, Key.Key_F4)
    asked = dialog()
    assert asked.path.parent == file.parent
    monkeypatch.setattr(files, "new_file", answer(file))
    asked.choose_button.click()
    before = file.read_bytes()
    asked.act_button.click()
    wait(stage, qtbot)
    assert "already exists" in asked.fault.text()
    assert file.read_bytes() == before
    new = file.with_name("Again")
    monkeypatch.setattr(files, "new_file", answer(new))
    asked.choose_button.click()
    asked.act_button.click()
    wait(stage, qtbot)
    assert opened == [new.with_name("Again.merilo")]
    store = Store.open(opened[0], PASSWORD)
    assert store.read(organisation.setting, "quiet") is None
    store.close()


def test_the_folder_of_the_copies_is_no_second_one(
    stage: Stage, screen: CopiesScreen, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.copy_button.click()
    wait(stage, qtbot)
    before = rows(screen)
    monkeypatch.setattr(files, "folder", answer(copies.folder(file)))
    screen.choose_button.click()
    wait(stage, qtbot)
    assert "already" in screen.trouble.text
    assert rows(screen) == before
    assert screen.second_label.text() != str(copies.folder(file))


def test_a_new_second_folder_gets_the_newest_copy_at_once(
    stage: Stage, screen: CopiesScreen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.copy_button.click()
    wait(stage, qtbot)
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(files, "folder", answer(stick))
    screen.choose_button.click()
    wait(stage, qtbot)
    assert len(list(stick.glob("*.merilo-backup"))) == 1
    assert screen.second_label.text() == str(stick)
    assert sorted(row.split(", ")[2] for row in rows(screen)) == ["North-backups", "second folder"]
    screen.copy_button.click()
    wait(stage, qtbot)
    assert len(list(stick.glob("*.merilo-backup"))) == 2
    stick.rename(tmp_path / "elsewhere")
    screen.refresh()
    wait(stage, qtbot)
    assert screen.second_label.text() == f"{stick}: not connected"
    screen.forget_button.click()
    wait(stage, qtbot)
    assert screen.second_label.text().startswith("none")


def test_a_copy_that_cannot_be_made_says_why(
    stage: Stage, screen: CopiesScreen, file: Path, qtbot: QtBot
) -> None:
    file.with_name("North-backups").write_text("in the way")
    screen.copy_button.click()
    wait(stage, qtbot)
    assert screen.trouble.text.startswith("The file could not be copied.")


def test_whoever_was_erased_since_is_erased_in_the_restored_file_too_and_named_by_code(
    stage: Stage, screen: CopiesScreen, qtbot: QtBot
) -> None:
    data = stage.context.data
    who = data.write(people.add, Person(surname="Lebedeva", given="Irina", basis="letter"))
    code = data.read(people.person, who).code
    screen.copy_button.click()
    wait(stage, qtbot)
    data.write(erasing.erase, Order(who, "no longer needed", "Erased person No. 1"))
    opened = list[Path]()
    screen.file_chosen.connect(opened.append)
    screen.restore_button.click()
    dialog().act_button.click()
    wait(stage, qtbot)
    message = QApplication.activeModalWidget()
    assert isinstance(message, Message)
    assert code in message.accessibleDescription()
    message.accept()
    store = Store.open(opened[0], PASSWORD)
    assert "Lebedeva" not in store.read(people.person, who).full_name
    store.close()


def test_what_was_erased_again_is_told_although_the_dialog_above_closes_too(
    stage: Stage, screen: CopiesScreen, qtbot: QtBot
) -> None:
    data = stage.context.data
    who = data.write(people.add, Person(surname="Lebedeva", given="Irina", basis="letter"))
    code = data.read(people.person, who).code
    screen.copy_button.click()
    wait(stage, qtbot)
    data.write(erasing.erase, Order(who, "no longer needed", "Erased person No. 1"))
    ways = WaysOut(stage.context, "", (), screen)
    ways.open()
    wait(stage, qtbot)
    ways.restore_button.click()
    dialog().act_button.click()
    wait(stage, qtbot)
    qtbot.waitUntil(lambda: not isValid(ways))
    message = QApplication.activeModalWidget()
    assert isinstance(message, Message)
    assert code in message.accessibleDescription()
    message.accept()


def test_what_the_newest_good_copy_lacks_is_shown_whole_whenever_it_is_known(
    stage: Stage, screen: CopiesScreen, qtbot: QtBot
) -> None:
    ways = WaysOut(stage.context, "", (), screen)
    ways.open()
    wait(stage, qtbot)
    since, now = datetime(2026, 11, 24, 9, 5, tzinfo=UTC), datetime(2026, 11, 24, 9, 2, tzinfo=UTC)
    numbers = tuple((PLAN, f"{number}-2026") for number in range(1, 12))
    copy = copies.Copy(Path("demo.merilo-backup"), 1, now)
    for lacks in (copies.Lacks(1, 1, since), copies.Lacks(15, 12, since, numbers)):
        ways.show_good(Good(copy, lacks))
        lack = next(one for one in ways.findChildren(QLabel) if one.text().startswith("It is missing"))
        assert lack.height() >= lack.heightForWidth(lack.width())


def test_a_dialog_that_the_lock_has_hidden_ends_with_its_work(
    stage: Stage, screen: CopiesScreen, qtbot: QtBot
) -> None:
    screen.copy_button.click()
    wait(stage, qtbot)
    screen.restore_button.click()
    asked = dialog()
    asked.path.write_text("somebody was faster")
    new = asked.path.name
    with qtbot.captureExceptions() as raised:
        asked.act_button.click()
        asked.hide()
        wait(stage, qtbot)
        qtbot.waitUntil(lambda: not isValid(asked))
    [(_kind, error, _trace)] = raised
    assert isinstance(error, NotMade), "the window tells it after the password"
    assert sentence(error).what == f"“{new}” was not made. “{new}” already exists."


def test_a_dialog_that_the_lock_has_hidden_ends_with_work_that_fails_in_any_way(
    stage: Stage, screen: CopiesScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    def work(_new: Path, _present: str) -> Callable[[Progress], Exception]:
        def fail(_progress: Progress) -> Exception:
            raise ArithmeticError("a mistake of ours")

        return fail

    context, wording = stage.context, Wording("Restore", ("North",), "Password", "Do", "Doing", "")
    asked = IntoNewFile(context.theme, context.jobs, wording, tmp_path / "n", work, screen, locked=False)
    asked.open()
    with qtbot.captureExceptions() as raised:
        asked.act_button.click()
        asked.hide()
        qtbot.waitUntil(lambda: not isValid(asked))
    assert [kind for kind, _error, _trace in raised] == [ArithmeticError]


def test_a_copy_that_went_away_while_one_was_asked_is_told(
    stage: Stage, screen: CopiesScreen, qtbot: QtBot
) -> None:
    screen.copy_button.click()
    wait(stage, qtbot)
    screen.restore_button.click()
    asked = dialog()
    (gone,) = copies.listed(stage.context.data.path)
    gone.path.unlink()
    asked.act_button.click()
    wait(stage, qtbot)
    assert gone.path.name in asked.fault.text()
    assert asked.isVisible() and asked.act_button.isEnabled()


def test_leaving_the_question_for_a_new_file_leaves_other_work_alone(
    stage: Stage, screen: CopiesScreen, qtbot: QtBot
) -> None:
    """A restore that waits behind an export is called off; the export goes on to its end."""
    screen.copy_button.click()
    wait(stage, qtbot)
    gate, exported = Event(), list[bool]()

    def export(progress: Progress) -> bool:
        gate.wait(30)
        progress.step(1, 1)
        return True

    stage.context.jobs.run(export, exported.append, "Saving documents")
    screen.restore_button.click()
    asked = dialog()
    new = asked.path
    asked.act_button.click()
    asked.cancel_button.click()
    assert asked.fault.text() == "Cancelled: no file was made."
    asked.cancel_button.click()
    gate.set()
    wait(stage, qtbot)
    assert exported == [True]
    assert not new.exists()


def test_what_an_erasure_has_still_to_reach_is_listed_tried_again_and_given_up(
    stage: Stage, screen: CopiesScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    data, away, there = stage.context.data, tmp_path / "stick", tmp_path / "there"
    there.mkdir()

    def act(session: Session) -> None:
        session.info["unjournaled"] = True
        new = [(Task.FOLDER, away, None), (Task.OLD_KEY, away, b"k" * 32), (Task.COPY, there, None)]
        outstanding.write_down(session, new, 1)

    assert screen.outstanding.isHidden()
    data.write(act)
    screen.refresh()
    wait(stage, qtbot)
    assert screen.outstanding.fact.text() == "A person who was erased is still to be removed here:"
    assert screen.outstanding.places.text().splitlines() == [
        str(away),
        str(there),
        "These copies still open with the former key:",
        str(away),
    ]
    row = screen.outstanding
    for width, below in ((2000, False), (500, True)):
        screen.resize(width, 700)
        qtbot.waitUntil(lambda expected=below: (row.now.y() > row.places.geometry().bottom()) is expected)
        assert row.places.height() >= row.places.heightForWidth(row.places.width()), "nothing is cut"
    screen.outstanding.drop.click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    question.accept()
    wait(stage, qtbot)
    assert [one.place for one in data.read(outstanding.outstanding)] == [there], "what is there is not lost"
    assert screen.outstanding.drop.isHidden()
    data.write(act)
    screen.refresh()
    wait(stage, qtbot)
    begun: list[str] = []

    def hear(job: Job) -> None:
        begun.append(job.title)

    stage.context.jobs.started.connect(hear)
    screen.outstanding.now.click()
    assert not screen.outstanding.now.isEnabled()
    screen.outstanding.wanted.emit()
    wait(stage, qtbot)
    assert begun.count("Rewriting the copies") == 1
    assert screen.outstanding.now.isEnabled()
    assert str(away) in screen.trouble.text
    assert str(there) in screen.outstanding.places.text(), "an empty folder may be where a stick belongs"

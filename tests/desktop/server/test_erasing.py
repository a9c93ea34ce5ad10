"""HR erases a person at the server: both papers are saved here, at once or at a later log-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.people import destruction, erasing
from desktop.app import App
from desktop.frame.papers_due import PapersDue
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page import files
from desktop.people.erase.dialog import EraseDialog
from desktop.people.screen import PeopleScreen
from desktop.places import PEOPLE
from desktop.start.server import ServerCard
from domain.people.erasure import Order
from domain.people.person import Person
from tests.db.service.web.client import OWN
from tests.desktop.conftest import Start, at_rest, card_of, read_whole, workspace_of
from tests.desktop.people.hands import active, names
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, fill, is_in, log_in, remote
from tests.reports import reading

HER = Person(surname="Мельник", given="Ольга", contact="+7 900 000-00-00")
WHY = "consent withdrawn"


@pytest.fixture
def her(store: Store, me: Person) -> int:
    """A candidate."""
    store.act_as(me.id)
    return store.write(people.add, HER)


@pytest.fixture
def at(store: Store, me: Person, her: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    with centre(store, monkeypatch, sokolova=me.id) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen for the two papers."""
    chosen = tmp_path / "acts"
    chosen.mkdir()

    def choose(_parent: QWidget, _title: str, _start: Path) -> Path:
        return chosen

    monkeypatch.setattr(files, "folder", choose)
    return chosen


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))


def shown[D: QDialog](app: App, kind: type[D]) -> D:
    (found,) = [one for one in app.window.findChildren(kind) if one.isVisible()]
    return active(found)


def told(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def list_of(app: App, qtbot: QtBot) -> PeopleScreen:
    workspace_of(app).go(PEOPLE)
    settle(app, qtbot)
    screen = workspace_of(app).shown
    assert isinstance(screen, PeopleScreen)
    return screen


def begin(app: App, person_id: int, qtbot: QtBot) -> EraseDialog:
    """Fill the dialog in, up to its button."""
    screen = list_of(app, qtbot)
    screen.open(person_id)
    settle(app, qtbot)
    assert screen.card.erase_button is not None
    screen.card.erase_button.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in app.window.findChildren(EraseDialog)))
    dialog = shown(app, EraseDialog)
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.folder_button.click()
    return dialog


def confirm(app: App, dialog: EraseDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.erase_button.isEnabled)
    dialog.erase_button.click()
    question = shown(app, Question)
    assert "The data go from the server." in told(question)
    QTest.mouseClick(question.act, Qt.MouseButton.LeftButton)
    settle(app, qtbot)


def banner(app: App) -> PapersDue:
    return workspace_of(app).papers_due


def erased_there(store: Store, person_id: int) -> None:
    """Erase as a window does that dies before it has drawn a paper."""
    store.write(destruction.erase, Order(person_id, WHY, "Erased candidate No. 1"))


def papers_of(folder: Path) -> list[str]:
    return [reading.whole(one) for one in sorted(folder.glob("*.pdf"))]


def test_a_person_is_erased_at_the_server_and_both_papers_are_saved_here(
    start: Start, at: Centre, store: Store, her: int, folder: Path, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    dialog = begin(app, her, qtbot)
    confirm(app, dialog, qtbot)
    assert dialog.result_shown and "The person is erased." in dialog.banner.text
    words = told(dialog)
    assert "Copies of the server are not reached" in words and str(folder) in words
    act, extract = papers_of(folder)
    for paper in (act, extract):
        assert "Мельник Ольга" in paper and at.address in reading.squeezed(paper) and WHY in paper
    assert "Records deleted from the database of the server" in act
    assert "Sokolova" in extract and "Who was logged in" in extract
    assert {one.name.split("-C-")[0] for one in folder.iterdir()} == {
        "Certificate-of-destruction",
        "Journal-extract",
    }
    dialog.cancel_button.click()
    settle(app, qtbot)
    assert banner(app).isHidden() and store.read(destruction.due) == ()
    assert "Мельник" not in " ".join(names(list_of(app, qtbot)))
    assert store.read(people.person, her).surname == "Erased candidate No. 1"
    assert not [one for one in remote(app).read(people.everybody) if "Мельник" in one.full_name]
    assert store.checkup() == ()
    rounds.nothing_was_refused(app, at)


def test_a_folder_that_takes_no_file_keeps_anybody_from_being_erased(
    start: Start, at: Centre, store: Store, her: int, folder: Path, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    dialog = begin(app, her, qtbot)
    folder.rmdir()  # the stick was pulled out
    confirm(app, dialog, qtbot)
    assert not dialog.result_shown and dialog.reason.text == WHY
    assert store.read(erasing.erasures) == 0 and store.read(destruction.due) == ()
    message = shown(app, Message)
    assert str(folder) in told(message)
    message.close_button.click()
    folder.mkdir()
    confirm(app, dialog, qtbot)
    assert dialog.result_shown and len(papers_of(folder)) == 2


def test_a_window_that_died_before_the_papers_leaves_them_to_the_next_log_in(
    start: Start, at: Centre, store: Store, her: int, folder: Path, qtbot: QtBot
) -> None:
    erased_there(store, her)
    app = log_in(start(), qtbot, at, "sokolova")
    qtbot.waitUntil(lambda: banner(app).isVisible())
    assert "C-0001" in banner(app).text and "Мельник" not in banner(app).text
    banner(app).act.click()
    settle(app, qtbot)
    assert all("Мельник Ольга" in one for one in papers_of(folder)) and len(papers_of(folder)) == 2
    qtbot.waitUntil(lambda: banner(app).isHidden())
    assert store.read(destruction.due) == ()
    app._change.close_file()  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: at_rest(app))
    fill(card_of(app, ServerCard), at.address, "sokolova", OWN)
    qtbot.waitUntil(is_in(app))
    settle(app, qtbot)
    assert banner(app).isHidden()


def test_an_answer_that_was_lost_is_asked_for_again_and_nobody_is_erased_twice(
    start: Start, at: Centre, store: Store, her: int, folder: Path, qtbot: QtBot
) -> None:
    """The act was done, and the window does not know it."""
    app = log_in(start(), qtbot, at, "sokolova")
    dialog = begin(app, her, qtbot)
    erased_there(store, her)
    qtbot.waitUntil(lambda: banner(app).isVisible())
    confirm(app, dialog, qtbot)
    assert dialog.result_shown and len(papers_of(folder)) == 2
    assert store.read(erasing.erasures) == 1 and store.read(destruction.due) == ()
    dialog.cancel_button.click()
    qtbot.waitUntil(lambda: banner(app).isHidden())


def test_a_window_that_shows_who_is_erased_by_somebody_else_goes_on(
    start: Start, at: Centre, store: Store, her: int, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    workspace_of(app).to_page(her)
    settle(app, qtbot)
    erased_there(store, her)
    qtbot.waitUntil(lambda: banner(app).isVisible())
    settle(app, qtbot)
    assert "Мельник" not in told(app.window)
    rounds.nothing_was_refused(app, at)

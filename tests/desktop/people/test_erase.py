"""A person is erased in the window: everything is shown first, words of others wait for a decision."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from db import models
from db.assessing import people
from db.assessing.facts import evidence
from db.file.store import Store
from db.home import overview
from db.people import erasing
from desktop.context import Context
from desktop.jobs import Job
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page import files
from desktop.people.erase.dialog import EDGE, HEIGHT, EraseDialog
from desktop.people.screen import PeopleScreen
from domain.assessing.evidence import Polarity
from domain.people.erasure import FORM, Choice, Order
from domain.people.person import Person
from resources import i18n
from tests.desktop.conftest import PATIENCE
from tests.desktop.people.hands import Show, active, add, names
from tests.reports import reading

SHE = Person(surname="Мельник", given="Ольга", contact="+7 900 000-00-00")
OTHER = Person(surname="Белов", given="Артём")
WHY = "consent withdrawn"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is chosen for the two documents."""
    chosen = tmp_path / "acts"
    chosen.mkdir()

    def choose(_parent: QWidget, _title: str, _start: Path) -> Path:
        return chosen

    monkeypatch.setattr(files, "folder", choose)
    return chosen


def dialog_of[D: QDialog](parent: QObject, kind: type[D]) -> D:
    (found,) = [one for one in parent.findChildren(kind) if one.isVisible()]
    return active(found)


def told(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def ask(screen: PeopleScreen, person_id: int) -> EraseDialog:
    screen.open(person_id)
    assert screen.card.erase_button is not None
    screen.card.erase_button.click()
    wait(screen)
    return dialog_of(screen, EraseDialog)


def wait(screen: PeopleScreen) -> None:
    """Wait until the file was looked through."""
    jobs, deadline = screen._context.jobs, QDeadlineTimer(PATIENCE)  # pyright: ignore[reportPrivateUsage]
    while jobs.busy and not deadline.hasExpired():
        QCoreApplication.processEvents()


def confirm(dialog: EraseDialog, qtbot: QtBot) -> None:
    dialog.erase_button.click()
    question = dialog_of(dialog, Question)
    QTest.mouseClick(question.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog._context.jobs.busy, timeout=60_000)  # pyright: ignore[reportPrivateUsage]


def note(store: Store, person_id: int, text: str) -> None:
    store.write(evidence.note, person_id, [1], text, Polarity.FOR, store.read(models.types.today))


def test_a_person_is_erased_after_all_was_shown_and_decided(
    store: Store, show: Show, context: Context, qtbot: QtBot, folder: Path
) -> None:
    she, other = add(store, SHE, OTHER)
    note(store, she, "отвечала уверенно")
    note(store, other, "сменял Мельник")
    screen = show()
    dialog = ask(screen, she)
    assert dialog.windowTitle() == "Erase a person", "the system shows titles outside our windows"
    words = told(dialog)
    assert "Erase Мельник Ольга, C-0001" in words
    assert "Facts and notes" in words
    assert dialog.erase_button.accessibleDescription().startswith("1 text of others names the person")
    dialog.mentions.choice.setFocus()
    QTest.keyClick(dialog.mentions.choice, Qt.Key.Key_Right)
    QTest.keyClick(dialog.mentions.choice, Qt.Key.Key_Right)
    assert dialog.mentions.text.toPlainText() == "сменял […]"
    assert dialog.erase_button.accessibleDescription() == "Enter the reason."
    QTest.keyClicks(dialog.reason.line, WHY)
    assert not dialog.erase_button.isEnabled()
    assert dialog.why.text() == "Choose where the act and the extract are saved.", "it is to be read at once"
    dialog.folder_button.click()
    assert dialog.erase_button.isEnabled() and not dialog.why.text()
    confirm(dialog, qtbot)
    assert dialog.result_shown
    whole = dialog.parentWidget().window().height()
    assert dialog.height() < min(HEIGHT, whole - EDGE), "as high as a few lines need"
    assert "The person is erased." in dialog.banner.text
    assert "Copies on sticks" in told(dialog)
    (act, extract) = sorted(folder.glob("*.pdf"))
    assert (act.name[:26], extract.name[:15]) == ("Certificate-of-destruction", "Journal-extract"), (
        "in its language"
    )
    dialog.cancel_button.click()
    assert "Мельник" not in " ".join(names(screen))
    assert store.read(people.person, she).surname == "Erased candidate No. 1"
    texts = store.read(lambda session: session.exec(select(models.Evidence.text)).all())
    assert texts == ["сменял […]"]
    assert context.settings.visits(store.read(overview.identity)) == ""
    assert store.checkup() == ()


def test_an_edited_text_is_written_as_typed(store: Store, show: Show, qtbot: QtBot, folder: Path) -> None:
    she, other = add(store, SHE, OTHER)
    note(store, other, "сменял Мельник")
    dialog = ask(show(), she)
    QTest.keyClick(dialog.mentions.choice, Qt.Key.Key_End)
    dialog.mentions.text.setPlainText("сменял коллегу")
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.folder_button.click()
    confirm(dialog, qtbot)
    texts = store.read(lambda session: session.exec(select(models.Evidence.text)).all())
    assert texts == ["сменял коллегу"]


def test_a_reason_that_names_the_person_is_refused_at_its_field_and_nothing_is_lost(
    store: Store, show: Show, qtbot: QtBot, folder: Path
) -> None:
    (she,) = add(store, SHE)
    dialog = ask(show(), she)
    dialog.reason.line.setText("просьба Мельник")
    dialog.folder_button.click()
    confirm(dialog, qtbot)
    assert dialog.reason.wrong
    assert dialog.reason.text == "просьба Мельник"
    assert store.read(people.person, she).surname == "Мельник"
    assert list(folder.iterdir()) == []


def test_who_works_here_now_is_not_erased_and_is_told_so(store: Store, show: Show, context: Context) -> None:
    screen = show()
    screen.open(context.me.id)
    assert screen.card.erase_button is not None
    screen.card.erase_button.click()
    wait(screen)
    message = dialog_of(screen, Message)
    assert "cannot be erased" in told(message)
    message.close_button.click()


def test_who_was_erased_in_another_window_meanwhile_is_told(
    store: Store, show: Show, qtbot: QtBot, folder: Path
) -> None:
    (she,) = add(store, SHE)
    dialog = ask(show(), she)
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.folder_button.click()
    store.write(erasing.erase, Order(she, WHY, "Erased No. 1"))
    confirm(dialog, qtbot)
    assert "already been erased" in dialog.banner.text
    assert list(folder.iterdir()) == []


def test_words_that_changed_after_the_preview_are_shown_as_new_and_nothing_decided_is_lost(
    store: Store, show: Show, qtbot: QtBot, folder: Path
) -> None:
    she, other = add(store, SHE, OTHER)
    note(store, other, "сменял Мельник")
    dialog = ask(show(), she)
    dialog.mentions.take_all_out()
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.folder_button.click()
    note(store, other, "спорил с Мельник")
    confirm(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.banner.isVisible(), timeout=60_000)
    assert "1 text of others that names the person was written or changed" in dialog.banner.text
    assert not dialog.result_shown
    assert not list(folder.glob("*.pdf"))
    assert dialog.reason.text == WHY
    assert dialog.mentions.undecided == 1
    assert dialog.mentions.text.toPlainText() == "спорил с Мельник", "the new one is current"
    assert not dialog.erase_button.isEnabled()
    dialog.mentions.take_all_out()
    confirm(dialog, qtbot)
    assert dialog.result_shown
    texts = store.read(lambda session: session.exec(select(models.Evidence.text)).all())
    assert sorted(texts) == ["сменял […]", "спорил с […]"]


def test_words_that_came_and_went_again_after_the_preview_leave_nothing_to_decide(
    store: Store, show: Show, qtbot: QtBot, folder: Path
) -> None:
    she, other = add(store, SHE, OTHER)
    screen = show()
    dialog = ask(screen, she)
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.folder_button.click()
    note(store, other, "спорил с Мельник")
    jobs = screen._context.jobs  # pyright: ignore[reportPrivateUsage]

    def wait_for_the_act(job: Job) -> None:
        if job.title == "Erasing":
            jobs.started.disconnect(wait_for_the_act)
            jobs.finished.connect(take_back)

    def take_back() -> None:
        jobs.finished.disconnect(take_back)
        (told,) = store.read(lambda session: session.exec(select(models.Evidence.id)).all())
        today = store.read(models.types.today)
        store.write(evidence.change, told, [1], "спорил", Polarity.FOR, today)

    jobs.started.connect(wait_for_the_act)
    confirm(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.banner.isVisible(), timeout=60_000)
    assert "all of it is decided about" in dialog.banner.text
    assert dialog.erase_button.isEnabled()
    confirm(dialog, qtbot)
    assert dialog.result_shown


def test_nothing_is_asked_about_marks_of_who_has_none(store: Store, show: Show) -> None:
    (she,) = add(store, SHE)
    dialog = ask(show(), she)
    assert not dialog.marks.isVisible()
    assert not dialog.marks_caption.isVisible()


def test_what_was_decided_and_typed_is_there_when_the_dialog_is_opened_again(
    store: Store, show: Show, qtbot: QtBot, folder: Path
) -> None:
    she, other = add(store, SHE, OTHER)
    note(store, other, "сменял Мельник")
    note(store, other, "спорил с Мельник")
    note(store, other, "хвалил Мельник")
    screen = show()
    dialog = ask(screen, she)
    first, second, third = dialog.mentions.list.lines()
    dialog.mentions.table.go_to(dialog.mentions.list.row_of(first.mention.key))
    QTest.keyClick(dialog.mentions.choice, Qt.Key.Key_End)
    dialog.mentions.text.setPlainText("сменял коллегу")
    dialog.mentions.take_all_out()
    QTest.keyClicks(dialog.reason.line, WHY)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    id_of = evidence_of(store, third.mention.text)
    store.write(evidence.change, id_of, [1], "звал Мельник", Polarity.FOR, store.read(models.types.today))
    dialog = ask(screen, she)
    assert dialog.restored.isVisible()
    assert dialog.reason.text == WHY
    lines = {one.mention.key: one for one in dialog.mentions.list.lines()}
    assert (lines[first.mention.key].choice, lines[first.mention.key].text) == (
        Choice.EDIT,
        "сменял коллегу",
    )
    assert lines[second.mention.key].choice is Choice.REMOVE
    assert lines[third.mention.key].choice is None, "a text that has changed is decided about anew"
    dialog.restored.over.click()
    assert dialog.reason.text == "" and dialog.mentions.undecided == 3
    dialog.mentions.take_all_out()
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.folder_button.click()
    confirm(dialog, qtbot)
    assert dialog.result_shown
    dialog.cancel_button.click()
    assert store.read(lambda session: session.exec(select(models.FormDraft)).all()) == []


def evidence_of(store: Store, text: str) -> int:
    return store.read(
        lambda session: session.exec(select(models.Evidence.id).where(models.Evidence.text == text)).one()
    )


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_all_is_seen_without_scrolling_and_no_line_is_left_empty(
    store: Store, show: Show, qtbot: QtBot, language: str
) -> None:
    i18n.use(language)
    she, other = add(store, SHE, OTHER)
    note(store, she, "отвечала уверенно")
    store.write(people.change, replace(store.read(people.person, other), manager_id=she))
    screen = show()
    dialog = ask(screen, she)
    assert hidden_and_empty(dialog) == (0, 0)
    QTest.keyClicks(dialog.reason.line, WHY)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog = ask(screen, she)
    assert dialog.restored.isVisible()
    assert hidden_and_empty(dialog) == (0, 0)


def test_the_form_of_the_erasure_is_not_counted_among_what_goes(
    store: Store, show: Show, qtbot: QtBot, folder: Path
) -> None:
    assert EraseDialog.__name__ == FORM
    (she,) = add(store, SHE)
    dialog = ask(show(), she)
    before = told(dialog.counts)
    QTest.keyClicks(dialog.reason.line, WHY)
    dialog.keep_now()
    assert len(store.read(lambda session: session.exec(select(models.FormDraft)).all())) == 1
    dialog.marks.chosen.emit(1)
    assert told(dialog.counts) == before
    dialog.folder_button.click()
    confirm(dialog, qtbot)
    acts = [reading.whole(one) for one in folder.glob("*.pdf")]
    assert len(acts) == 2 and not any("Half-filled" in one for one in acts)


def hidden_and_empty(dialog: EraseDialog) -> tuple[int, int]:
    """Return how many px of the text are hidden, and how many below it are empty."""
    QCoreApplication.processEvents()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    page, bar = area.widget(), area.verticalScrollBar()
    assert page is not None
    layout = page.layout()
    assert layout is not None
    need = max(layout.totalHeightForWidth(page.width()), layout.totalMinimumSize().height())
    return bar.maximum(), max(0, area.viewport().height() - need - 4)

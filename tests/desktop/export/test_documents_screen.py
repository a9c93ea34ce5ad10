"""The screen of documents: by keys and by mouse, what may not be had, what is missing, print and save."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.framework import job_description_editions
from db.journal import exports
from db.people import organisation
from desktop.export.screen import DocumentsScreen
from desktop.kit.page import printing
from desktop.office.papers.registry import DOCUMENTS, FAMILIARISATION, JOB_DESCRIPTION, PROFILE, RESULT
from domain.people.organisation import Organisation
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.framework.hands import CONTROL, press


@pytest.fixture
def screen(stage: Stage, store: Store, tmp_path: Path) -> DocumentsScreen:
    for name in ("Громов", "Яшина"):
        sample.add(store, name, post="менеджер")
    screen = stage.show(DocumentsScreen)
    screen.open()
    return screen


def seen(screen: DocumentsScreen, qtbot: QtBot, kind: str) -> int:
    """Choose a document and return the pages of its paper, once it is drawn."""
    screen.show_paper(kind)
    with qtbot.waitSignal(screen.preview.shown, timeout=20_000):
        pass
    return screen.preview.pages


def test_the_paper_of_the_current_person_is_seen_as_it_will_be_printed(
    screen: DocumentsScreen, qtbot: QtBot
) -> None:
    assert screen.kinds.hasFocus()
    assert seen(screen, qtbot, FAMILIARISATION) == 1
    assert screen.print_button.isEnabled() and screen.save_button.isEnabled()
    press(screen.people, Qt.Key.Key_A, CONTROL)
    assert str(len(screen.people.chosen)) in screen.save_button.text()


def test_what_may_not_be_had_says_why(screen: DocumentsScreen, store: Store, qtbot: QtBot) -> None:
    candidate = sample.candidate(store)
    sample.case(store, candidate)
    screen.refresh()
    assert seen(screen, qtbot, PROFILE) == 0
    assert screen.preview.nothing.isVisible() and not screen.print_button.isEnabled()
    assert seen(screen, qtbot, RESULT) == 0


def test_what_is_missing_of_the_details_is_said_beside_it(
    screen: DocumentsScreen, store: Store, qtbot: QtBot
) -> None:
    assert seen(screen, qtbot, JOB_DESCRIPTION) > 3
    assert screen.missing.isVisible()
    known = store.read(organisation.organisation)
    own = Organisation(uid=known.uid, full_name="ООО «Пример»", approver_name="М.С. Громов")
    screen._context.data.write(organisation.describe, own)  # pyright: ignore[reportPrivateUsage]
    assert not screen.missing.isVisible()


def test_a_paper_is_printed_and_the_journal_told(
    screen: DocumentsScreen, store: Store, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    def chosen(*_asked: object) -> QPrinter:
        return printer

    monkeypatch.setattr(printing, "ask", chosen)
    seen(screen, qtbot, FAMILIARISATION)
    line = screen.people.current_line
    assert line is not None
    screen.print_button.click()
    assert (tmp_path / "printed.pdf").stat().st_size > 1000
    (told,) = store.read(exports.handed_out, line.id)
    assert (told.document, told.formats) == (FAMILIARISATION, ("print",))


def test_every_kind_lists_whom_it_can_be_asked_of(screen: DocumentsScreen, store: Store) -> None:
    assert store.read(job_description_editions.ids)
    for kind in DOCUMENTS:
        screen.show_paper(kind)
        assert screen.kind == kind
        assert screen.format.count() == len(DOCUMENTS[kind].formats)

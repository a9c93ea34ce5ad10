"""The screen of documents: by keys and by mouse, what may not be had, what is missing, print and save."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.errors import DiskFull
from db.file.store import Store
from db.framework import job_description_editions
from db.hiring import campaigns
from db.journal import exports
from db.people import organisation
from desktop.export.papers_of import PapersOf
from desktop.export.screen import WAIT, DocumentsScreen
from desktop.kit.page import printing
from desktop.office.papers import documents, drawing, subjects
from desktop.office.papers.registry import (
    CONSENT,
    DOCUMENTS,
    FAMILIARISATION,
    JOB_DESCRIPTION,
    PROFILE,
    QUARTER,
    REFUSAL_TO_SIGN,
    RESULT,
    SHEET,
    SUBJECT_COPY,
)
from domain.assessing.case import CycleKind
from domain.mark import Role
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


def test_a_choice_by_itself_is_drawn_at_once_and_of_many_only_the_last(
    screen: DocumentsScreen, qtbot: QtBot
) -> None:
    """An arrow held down must not draw a paper for each person passed."""
    seen(screen, qtbot, FAMILIARISATION)
    due, since = screen._timer, screen._chosen  # pyright: ignore[reportPrivateUsage]
    there, back = Qt.Key.Key_End, Qt.Key.Key_Home
    if screen.how.languages.current:
        there, back = back, there
    since.stop()  # the last choice is a while ago
    press(screen.how.languages, there)
    assert due.interval() == 0
    since.start()  # also on a slow machine
    press(screen.how.languages, back)
    assert due.interval() == WAIT
    with qtbot.waitSignal(screen.preview.shown, timeout=20_000):
        pass
    assert screen.preview.pages == 1 and not screen.drawing


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
    assert screen.how.missing.isVisible()
    known = store.read(organisation.organisation)
    own = Organisation(uid=known.uid, full_name="ООО «Пример»", approver_name="М.С. Громов")
    screen._context.data.write(organisation.describe, own)  # pyright: ignore[reportPrivateUsage]
    assert not screen.how.missing.isVisible()


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
        assert screen.how.format.count() == len(DOCUMENTS[kind].offered)


def test_a_kind_takes_as_many_lines_as_its_name_and_more_kinds_are_in_sight(screen: DocumentsScreen) -> None:
    kinds = screen.kinds
    rows = [row for row in range(kinds.list_model.rowCount()) if kinds.list_model.line(row) is not None]
    wide = [kinds.rowHeight(row) for row in rows]
    kinds.setFixedWidth(150)
    kinds.resize(150, kinds.height())
    narrow = [kinds.rowHeight(row) for row in rows]
    assert all(after >= before for before, after in zip(wide, narrow, strict=True))
    assert min(wide) < 40 < max(narrow)


def test_while_a_paper_is_drawn_that_of_somebody_else_cannot_be_printed(
    screen: DocumentsScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_asked: object) -> None:
        pytest.fail("a printer was asked for")

    monkeypatch.setattr(printing, "ask", asked)
    seen(screen, qtbot, FAMILIARISATION)
    press(screen.people, Qt.Key.Key_Down)
    assert screen.drawing and not screen.print_button.isEnabled()
    screen.print_paper()
    screen._draw()  # pyright: ignore[reportPrivateUsage]
    screen.print_paper()
    qtbot.waitUntil(lambda: not screen.drawing)
    qtbot.waitUntil(screen.print_button.isEnabled)


def test_an_assessment_never_leads_to_the_person_who_has_its_number(
    screen: DocumentsScreen, store: Store, qtbot: QtBot
) -> None:
    first = store.read(people.everybody)
    for _each in range(2):
        sample.case(store, sample.candidate(store))
    screen.refresh()
    screen.show_paper(PROFILE)
    qtbot.waitUntil(lambda: not screen.subjects.reading)
    case = next(one for one in (line.id for line in screen.people.list_model.lines()) if one != first[0].id)
    assert case in [one.id for one in first]
    screen.people.stand_on(case)
    screen.show_paper(FAMILIARISATION)
    qtbot.waitUntil(lambda: not screen.subjects.reading)
    assert screen.people.current_key == screen.people.list_model.lines()[0].id


def test_a_paper_that_cannot_be_drawn_leaves_none_of_somebody_else(
    screen: DocumentsScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seen(screen, qtbot, FAMILIARISATION) == 1

    def write(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(drawing, "write", write)
    with qtbot.captureExceptions() as failures:
        press(screen.people, Qt.Key.Key_Down)
        with qtbot.waitSignal(screen.preview.shown, timeout=20_000):
            pass
    assert len(failures) == 1 and not screen.preview.pages and not screen.drawing


def test_only_the_pages_chosen_are_printed(
    screen: DocumentsScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert seen(screen, qtbot, JOB_DESCRIPTION) > 3
    assert screen.preview.print_on(printer)
    printed = QPdfDocument(screen)
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == 2


def test_what_is_printed_from_a_file_that_cannot_be_written_is_said_to_be_unrecorded(
    screen: DocumentsScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    def chosen(*_asked: object) -> QPrinter:
        return printer

    monkeypatch.setattr(printing, "ask", chosen)
    seen(screen, qtbot, FAMILIARISATION)

    def full(*_given: object, **_named: object) -> None:
        raise DiskFull(tmp_path)

    monkeypatch.setattr(screen._context.data, "record", full)  # pyright: ignore[reportPrivateUsage]
    screen.print_button.click()
    assert "the journal does not record it" in screen.banner.text


def test_by_keys_several_are_found_saved_together_and_come_back_from_the_recent_ones(
    screen: DocumentsScreen, store: Store, qtbot: QtBot, tmp_path: Path
) -> None:
    screen._context.settings.last_folder = tmp_path  # pyright: ignore[reportPrivateUsage]
    assert seen(screen, qtbot, FAMILIARISATION) == 1
    press(screen, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(screen.search, "gro")
    assert not screen.people.list_model.lines(), "a search in the wrong letters finds nobody"
    screen.search.clear()
    press(screen.people, Qt.Key.Key_A, CONTROL)
    ids = screen.subjects.chosen_ids
    assert len(ids) > 1
    with qtbot.waitSignal(screen.exported, timeout=60_000):
        press(screen.people, Qt.Key.Key_E, CONTROL)
    assert len(list(tmp_path.glob("Familiarisation sheet *.pdf"))) == len(ids)
    seen(screen, qtbot, JOB_DESCRIPTION)
    screen.recent.aboutToShow.emit()
    (line,) = screen.recent.actions()
    assert line.text().startswith(f"Familiarisation sheet · {len(ids)} people · ")
    line.trigger()
    qtbot.waitUntil(lambda: not screen.drawing, timeout=20_000)
    assert screen.kind == FAMILIARISATION and set(screen.subjects.chosen_ids) == set(ids)


def test_a_file_without_exports_says_so_among_the_recent_ones(screen: DocumentsScreen) -> None:
    screen.recent.aboutToShow.emit()
    (line,) = screen.recent.actions()
    assert not line.isEnabled() and "No document" in line.text()


def test_who_was_asked_for_and_is_gone_is_nobody_else(
    screen: DocumentsScreen, store: Store, qtbot: QtBot
) -> None:
    known = store.read(people.everybody)
    screen.take(PapersOf("Орлов Д. И.", {FAMILIARISATION: (max(one.id for one in known) + 1,)}))
    qtbot.waitUntil(lambda: not screen.drawing and not screen.preview.waiting, timeout=20_000)
    assert screen.subjects.chosen_ids == () and not screen.preview.pages
    assert not screen.save_button.isEnabled() and not screen.print_button.isEnabled()
    screen.take(PapersOf("Громов М.", {FAMILIARISATION: (known[0].id,)}))
    qtbot.waitUntil(lambda: not screen.drawing and not screen.preview.waiting, timeout=20_000)
    assert screen.subjects.chosen_ids == (known[0].id,) and screen.preview.pages == 1
    assert screen.preview.place.text().startswith(known[0].full_name)


def settle(screen: DocumentsScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen.drawing and not screen.preview.waiting, timeout=20_000)


def test_a_paper_that_comes_after_another_is_chosen_is_not_shown_under_its_name(
    screen: DocumentsScreen, qtbot: QtBot
) -> None:
    assert seen(screen, qtbot, FAMILIARISATION) == 1
    settle(screen, qtbot)
    jobs, shown = screen._context.jobs, list[str]()  # pyright: ignore[reportPrivateUsage]

    def go_on() -> None:
        jobs.finished.disconnect(go_on)
        press(screen.people, Qt.Key.Key_Down)

    jobs.finished.connect(go_on)  # heard before the paper is delivered
    screen.preview.shown.connect(lambda: shown.append(screen.preview.place.text()))
    press(screen.people, Qt.Key.Key_Down)
    settle(screen, qtbot)
    line = screen.people.current_line
    assert line is not None and line.id == screen.people.list_model.lines()[2].id
    (place,) = shown
    assert place.startswith(line.name)


def test_stepping_through_the_kinds_keeps_who_is_chosen(screen: DocumentsScreen, qtbot: QtBot) -> None:
    assert seen(screen, qtbot, FAMILIARISATION) == 1
    settle(screen, qtbot)
    press(screen.people, Qt.Key.Key_Down)
    chosen = screen.subjects.chosen_ids
    for kind in (SUBJECT_COPY, JOB_DESCRIPTION, REFUSAL_TO_SIGN, FAMILIARISATION):
        screen.show_paper(kind)
    settle(screen, qtbot)
    assert screen.subjects.chosen_ids == chosen


def test_a_recent_document_comes_back_of_an_older_assessment_and_never_of_somebody_else(
    screen: DocumentsScreen, store: Store, qtbot: QtBot
) -> None:
    candidate = sample.candidate(store)
    older, _newer = sample.case(store, candidate), sample.case(store, candidate)
    store.write(exports.record, CONSENT, exports.Of.CASE, (older,), ("pdf",), 1)
    assert seen(screen, qtbot, FAMILIARISATION) == 1
    screen.recent.aboutToShow.emit()
    screen.recent.actions()[0].trigger()
    settle(screen, qtbot)
    assert screen.subjects.chosen_ids == (older,)
    screen.show_paper(FAMILIARISATION)
    settle(screen, qtbot)
    first, _second, third = screen.people.list_model.lines()[:3]
    screen.search.setText(first.name)
    screen.show_paper(FAMILIARISATION, third.id)
    settle(screen, qtbot)
    assert screen.subjects.chosen_ids == (third.id,), "what is sought hides nobody who is asked for"
    screen.show_paper(FAMILIARISATION, 9999)
    settle(screen, qtbot)
    assert screen.subjects.chosen_ids == () and not screen.preview.pages


def test_a_recent_document_of_a_unit_comes_back_of_that_unit(
    screen: DocumentsScreen, store: Store, qtbot: QtBot
) -> None:
    unit = store.write(organisation.add_unit, "Смена А")
    store.write(organisation.add_unit, "Первый стол", unit)
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    for limit in (unit, None):
        documents.exported(store.write, DOCUMENTS[QUARTER], (cycle,), ("pdf",), 1, limit)
    screen.recent.aboutToShow.emit()
    whole, part = screen.recent.actions()[:2]
    assert "Смена А" in part.text() and "Смена А" not in whole.text()
    for act, limit in ((part, unit), (whole, None)):
        act.trigger()
        qtbot.waitUntil(lambda: not screen.drawing, timeout=20_000)
        assert (screen.kind, screen.how.unit_id) == (QUARTER, limit)


def test_who_is_chosen_while_the_list_is_read_again_stays_chosen(
    screen: DocumentsScreen, qtbot: QtBot
) -> None:
    assert seen(screen, qtbot, FAMILIARISATION) == 1
    settle(screen, qtbot)
    screen.refresh()
    press(screen.people, Qt.Key.Key_Down)
    line = screen.people.current_line
    assert screen.subjects.reading and line is not None
    settle(screen, qtbot)
    assert screen.subjects.chosen_ids == (line.id,)
    assert screen.preview.place.text().startswith(line.name)


def test_a_sheet_asked_to_be_printed_is_not_printed_of_another_chosen_meanwhile(
    screen: DocumentsScreen, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = screen._context.me.id  # pyright: ignore[reportPrivateUsage]
    cycle = sample.campaign(store, (me, Role.HR))
    for name in ("Адамова", "Белова"):
        store.write(campaigns.invite, cycle, sample.candidate(store, name))
    screen.refresh()

    def asked(*_asked: object) -> None:
        pytest.fail("a printer was asked for")

    assert seen(screen, qtbot, SHEET)
    monkeypatch.setattr(printing, "ask", asked)
    screen.print_paper()
    press(screen.people, Qt.Key.Key_Down)
    settle(screen, qtbot)
    assert screen.preview.pages and screen.print_button.isEnabled()


def test_a_paper_of_before_is_taken_away_as_soon_as_another_is_chosen_by_mouse(
    screen: DocumentsScreen, qtbot: QtBot
) -> None:
    assert seen(screen, qtbot, FAMILIARISATION) == 1
    other = screen.people.visualRect(screen.people.model().index(screen.people.currentIndex().row() + 1, 0))
    QTest.mouseClick(screen.people.viewport(), Qt.MouseButton.LeftButton, pos=other.center())
    assert screen.preview.waiting and not screen.preview.pages and not screen.preview.place.text()
    qtbot.waitUntil(lambda: bool(screen.preview.pages), timeout=20_000)
    line = screen.people.current_line
    assert line is not None and screen.preview.place.text().startswith(line.name)
    segments = screen.how.languages.findChildren(QPushButton)
    QTest.mouseClick(segments[1 - screen.how.languages.current], Qt.MouseButton.LeftButton)
    assert screen.preview.waiting
    qtbot.waitUntil(lambda: bool(screen.preview.pages), timeout=20_000)


def test_it_opens_on_a_kind_that_somebody_is_there_for_then_on_the_one_used_last(
    stage: Stage, store: Store
) -> None:
    screen = stage.show(DocumentsScreen)
    screen.open()
    model = screen.kinds.list_model
    said = {str(model.index(row, 0).data()) for row in range(model.rowCount())}
    assert any("none yet" in one for one in said), said
    assert screen.kind in with_there(store)
    person = sample.add(store, "Громов", post="менеджер")
    store.write(exports.record, CONSENT, exports.Of.PERSON, (person,), ("pdf",), 1)
    store.write(exports.record, SUBJECT_COPY, exports.Of.PERSON, (person,), ("pdf",), 1)
    again = stage.show(DocumentsScreen)
    again.open()
    assert again.kind == SUBJECT_COPY
    sample.case(store, sample.candidate(store))
    again.refresh()
    assert again.kind == SUBJECT_COPY, "who is there now is told without leaving the kind"
    assert CONSENT in with_there(store)
    assert PROFILE not in with_there(store), "no sheet is handed in yet"


def with_there(store: Store) -> frozenset[str]:
    return subjects.with_somebody(store.read)


def test_an_earlier_edition_is_signed_only_by_those_it_was_asked_for(
    screen: DocumentsScreen, store: Store, qtbot: QtBot
) -> None:
    one, other, *_ = (person.id for person in store.read(people.everybody))
    screen.take(PapersOf("Менеджер", {FAMILIARISATION: (one,)}, part_id=7))
    assert screen.to_sign == {one: 7}
    screen.subjects.choose(other)
    assert screen.to_sign.get(one) == 7, "chosen beside others, they sign what they were asked"
    assert other not in screen.to_sign
    qtbot.waitUntil(lambda: not screen.drawing, timeout=20_000)

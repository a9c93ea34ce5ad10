"""The journal screen in a real window: what it shows, how it narrows, how it is saved."""

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.journal import events, exports
from db.journal.exports import Of
from db.people import organisation
from desktop.journal import work
from desktop.journal.screen import JournalScreen
from desktop.journal.work import MOST
from desktop.kit.page import files
from desktop.places import JOURNAL
from domain.event import EventChoice, Topic, grouped
from tests.db import sample
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.desk import Stage

type Settle = Callable[[], None]


@pytest.fixture
def settle(stage: Stage, qtbot: QtBot) -> Settle:
    """Wait until the last search is shown."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not stage.context.jobs.busy, timeout=30_000)
        QCoreApplication.processEvents()

    return wait


@pytest.fixture
def person(store: Store) -> int:
    """A candidate of one assessment, whose profile was exported."""
    who = sample.candidate(store, "Лебедева")
    sample.case(store, who)
    store.write(exports.record, "profile", Of.PERSON, {who}, ("pdf",), 1)
    sample.candidate(store, "Зимин")
    return who


@pytest.fixture
def screen(stage: Stage, person: int) -> JournalScreen:
    shown = stage.show(JournalScreen)
    shown.open()
    return shown


def told(screen: JournalScreen) -> list[str]:
    return [screen.model.cell_text(line, 2) for line in screen.model.lines()]


def test_the_newest_act_stands_on_top_with_who_did_it_and_about_whom(screen: JournalScreen) -> None:
    assert told(screen)[:2] == [
        "Person added",
        "Documents exported, Assessment profile: PDF, 1 file",
    ]
    line = screen.model.line(0)
    assert line is not None and "Зимин" in line.person


def test_after_a_search_that_came_to_no_end_nothing_is_saved_under_its_filter(
    screen: JournalScreen, store: Store, settle: Settle
) -> None:
    assert screen.save_button.isEnabled()
    store.close()
    screen.filters.topics.setCurrentIndex(list(Topic).index(Topic.EXPORTS) + 1)
    assert not screen.save_button.isEnabled()
    settle()
    assert screen.model.rowCount() > 1, "it shows what was asked before"
    assert not screen.save_button.isEnabled()
    screen.save()  # asks for no place


def test_a_name_a_kind_and_an_assessment_narrow_it(
    screen: JournalScreen, settle: Settle, person: int
) -> None:
    screen.filters.search.setText("лебед")
    settle()
    assert told(screen) == [
        "Documents exported, Assessment profile: PDF, 1 file",
        "Assessment begun",
        "Person added",
    ]
    screen.filters.topics.setCurrentIndex(list(Topic).index(Topic.EXPORTS) + 1)
    settle()
    assert len(told(screen)) == 1
    screen.open(person)
    assert screen.filters.cases.isVisible() and len(told(screen)) == 1
    screen.filters.topics.setCurrentIndex(0)
    screen.filters.cases.setCurrentIndex(1)
    settle()
    assert told(screen) == ["Assessment begun"]
    screen.filters.search.setText("nobody of this name")
    settle()
    assert screen.not_found.isVisible()
    screen.not_found.act.click()
    assert len(told(screen)) > 3


def test_the_groups_of_a_paper_find_its_event(screen: JournalScreen, store: Store, settle: Settle) -> None:
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    sheet = sample.sheet(store, sample.case(store, sample.candidate(store, "Ильина")), hr)
    value = store.read(events.value_of, "submit", "sheet", sheet)
    QTest.keyClicks(screen.filters.search, grouped(value).lower())
    settle()
    assert told(screen) == ["Sheet submitted"]
    assert grouped(value) in screen.model.cell_text(screen.model.line(0), 4)  # pyright: ignore[reportArgumentType]


def test_scrolling_to_the_end_reads_on(
    screen: JournalScreen, store: Store, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        store.write(organisation.add_unit, f"Цех {number}")
    monkeypatch.setattr(events.page, "__defaults__", (None, 30))
    screen.refresh()
    assert len(told(screen)) == 30
    screen.table.scrollToBottom()
    settle()
    assert len(told(screen)) > 30
    numbers = [line.seq for line in screen.model.lines()]
    assert numbers == sorted(set(numbers), reverse=True)


@pytest.mark.parametrize("name", ["j.xlsx", "j.csv"])
def test_it_is_saved_as_a_workbook_or_a_table_and_that_is_an_export_too(
    screen: JournalScreen,
    store: Store,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    target = tmp_path / name
    monkeypatch.setattr(files, "save_as", lambda *_arguments: target)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    count = store.read(events.counted, EventChoice())
    screen.save_button.click()
    settle()
    if name.endswith("csv"):
        rows = list(csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    else:
        sheet = load_workbook(target).worksheets[0]
        rows = [[str(cell) for cell in row] for row in sheet.values]
    assert len(rows) == count + 1
    assert rows[1][3:5] == ["Person added", rows[1][4]] and "Зимин" in rows[1][4]
    event = sample.last_event(store)
    assert (event.act, event.data["document"]) == ("export", "journal")


def test_only_the_event_of_a_paper_is_saved_and_whom_it_is_about_is_recorded(
    screen: JournalScreen, store: Store, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    who = sample.candidate(store, "Ильина")
    sheet = sample.sheet(store, sample.case(store, who), hr)
    screen.filters.search.setText(grouped(store.read(events.value_of, "submit", "sheet", sheet)))
    settle()
    target = tmp_path / "j.csv"
    monkeypatch.setattr(files, "save_as", lambda *_arguments: target)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    screen.save_button.click()
    settle()
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[3] for row in rows[1:]] == ["Sheet submitted"]
    (given,) = store.read(exports.handed_out, who)
    assert given.document == "journal"


def test_a_table_that_leaves_earlier_events_out_says_so(
    screen: JournalScreen, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "j.csv"
    monkeypatch.setattr(files, "save_as", lambda *_arguments: target)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    monkeypatch.setitem(MOST, "csv", 1)
    screen.save_button.click()
    settle()
    assert "earlier events are not in this table" in target.read_text("utf-8-sig")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_journal_read_in_parts_is_written_whole(
    screen: JournalScreen, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = tmp_path / f"j.{kind}"
    monkeypatch.setattr(files, "save_as", lambda *_arguments: target)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    monkeypatch.setattr(work, "PART", 2)
    shown = [line.seq for line in screen.table.list_model.lines()]
    screen.save_button.click()
    settle()
    if kind == "csv":
        rows = list(csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    else:
        with target.open("rb") as file:
            sheet = load_workbook(file).worksheets[0]
            rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    numbers = [int(row[0]) for row in rows if row[0].isdecimal()]
    assert len(shown) > 3
    assert numbers == shown


def test_a_clock_put_back_is_shown(store: Store, stage: Stage) -> None:
    ahead = store._outside["clock"]() + timedelta(days=3)  # pyright: ignore[reportPrivateUsage]
    usual = store._outside["clock"]  # pyright: ignore[reportPrivateUsage]
    store._outside["clock"] = lambda: ahead  # pyright: ignore[reportPrivateUsage]
    store.write(organisation.add_unit, "Цех 1")
    store._outside["clock"] = usual  # pyright: ignore[reportPrivateUsage]
    store.write(organisation.add_unit, "Цех 2")
    screen = stage.show(JournalScreen)
    screen.open()
    assert "clock was put back by 3 days" in told(screen)[0]


def test_enter_leads_to_the_person(screen: JournalScreen, qtbot: QtBot) -> None:
    screen.table.setFocus()
    with qtbot.waitSignal(screen.person_opened):
        QTest.keyClick(screen.table, Qt.Key.Key_Return)


def test_the_file_menu_and_the_jump_box_lead_to_it(start: Start, file: Path, qtbot: QtBot) -> None:
    space = workspace_of(unlock(start(file), qtbot))
    next(one for one in space.file_menu().actions() if one.text() == "Journal").trigger()
    assert isinstance(space.shown, JournalScreen)
    space.go("home")
    space.jumping.do("journal")
    assert space.shown is space.made(JOURNAL)

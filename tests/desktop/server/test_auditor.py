"""An auditor works at the server: the journal, what is closed, who was erased; nothing open, and no act."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cycles, people
from db.file.store import Store
from db.hiring import campaigns
from db.people import erasing
from desktop.app import App
from desktop.assessing.result.item_dialog import ItemDialog
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.modes import CARD
from desktop.assessing.sheet.screen import SheetScreen
from desktop.hiring.closed.screen import ClosedScreen
from desktop.hiring.decision.screen import DecisionScreen
from desktop.journal.screen import JournalScreen
from desktop.key_press import press
from desktop.kit.page import files
from desktop.kit.page.screen import Screen
from desktop.people.ledger.screen import LedgerScreen
from desktop.places import CLOSED, JOURNAL, LEDGER, PEOPLE, PREFERENCES
from domain.assessing.case import CycleKind
from domain.login import Login, LoginRole
from domain.mark import Role, State
from domain.people.erasure import Order
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.db.hiring.deciding import Campaign
from tests.desktop.conftest import Start, at_rest, read_whole, workspace_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, log_in


class Case:
    """A candidate on whom was decided, another one who is still assessed, and a third who was erased.

    One of the staff was assessed in a quarter that is closed.
    """

    def __init__(self, store: Store) -> None:
        self.closed = Campaign(store)
        self.closed.settle_all()
        self.closed.conclude()
        self.open = store.write(
            campaigns.invite, self.closed.cycle, sample.candidate(store, "Открытая", code="C-0777")
        )
        gone = sample.candidate(store, "Стёртая", code="C-0778")
        store.write(erasing.erase, Order(gone, "срок истёк", "Стёртый человек № 1", marks_kept=False))
        self.quarter = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 7, 1))
        boss = sample.add(store, "Громов")
        store.act_as(boss)
        self.of_staff = sample.case(store, sample.add(store, "Тихонов"), self.quarter)
        said = {"K01": 3, "K02": State.NOT_APPLICABLE}
        self.sheet = sample.sheet(store, self.of_staff, boss, Role.MANAGER, said)
        store.write(cycles.close_cycle, self.quarter)


@pytest.fixture
def case(store: Store) -> Case:
    return Case(store)


@pytest.fixture
def at(store: Store, case: Case, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    auditor = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Ревизоров", is_actor=True))
    with centre(store, monkeypatch, revizorov=Login(auditor, LoginRole.AUDITOR)) as made:
        yield made


@pytest.fixture
def app(start: Start, at: Centre, qtbot: QtBot) -> App:
    return log_in(start(), qtbot, at, "revizorov")


def shown[S: Screen](app: App, kind: type[S], qtbot: QtBot) -> S:
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
    screen = workspace_of(app).shown
    assert isinstance(screen, kind)
    return screen


def texts(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_every_place_opens_without_a_refusal(
    app: App, at: Centre, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "save_as", lambda *_arguments: None)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    rounds.walk(app, qtbot, at)


def test_the_journal_comes_first_with_its_filters_and_leads_to_nobody(
    app: App, at: Centre, case: Case, qtbot: QtBot
) -> None:
    screen = shown(app, JournalScreen, qtbot)
    assert screen.save_button.isVisible() and screen.header.back_button is None
    assert "Enter" not in {key for key, _words in screen.keys}
    whole = len(screen.model.lines())
    screen.filters.search.setText("открытая")
    qtbot.waitUntil(lambda: at_rest(app) and 0 < len(screen.model.lines()) < whole)
    assert {one.person for one in screen.model.lines()} == {"Открытая"}
    workspace_of(app).go(PEOPLE)  # not on the road
    assert shown(app, JournalScreen, qtbot) is screen
    rounds.nothing_was_refused(app, at)


def test_the_journal_tells_logins_apart_and_is_taken_along(
    app: App, at: Centre, case: Case, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = shown(app, JournalScreen, qtbot)
    offered = [screen.filters.topics.itemText(n) for n in range(screen.filters.topics.count())]
    assert offered[-3:] == ["The database itself", "Logins, passwords and accounts", "Single marks"]
    screen.filters.topics.setCurrentIndex(offered.index("Logins, passwords and accounts"))
    qtbot.waitUntil(lambda: at_rest(app) and {one.kind for one in screen.model.lines()} == {"account"})
    target = tmp_path / "j.csv"
    monkeypatch.setattr(files, "save_as", lambda *_arguments: target)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    qtbot.waitUntil(screen.save_button.isEnabled)
    screen.save_button.click()
    qtbot.waitUntil(lambda: at_rest(app) and sample.last_event(at.store).act == "export")
    event = sample.last_event(at.store)
    assert event.data["document"] == "journal" and event.data["formats"] == ["csv"]
    assert "Server account created" in target.read_text("utf-8-sig")
    rounds.nothing_was_refused(app, at)


def test_the_places_have_keys_and_are_offered_once(app: App, at: Centre, qtbot: QtBot) -> None:
    space = workspace_of(app)
    for number, name in enumerate((JOURNAL, CLOSED, LEDGER), 1):
        space.go(PREFERENCES)
        qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
        press(f"Ctrl+{number}", space)
        qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
        assert space.place[0] == name and space.rail.item(name).accessibleDescription() == f"Ctrl+{number}"
    space.jump()
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
    assert rounds.names_offered(app).count(JOURNAL) == 1
    rounds.close_all(app, qtbot)


def test_of_the_staff_there_is_no_decision_and_whoever_reads_is_asked_nothing(
    app: App, at: Centre, case: Case, qtbot: QtBot
) -> None:
    space = workspace_of(app)
    space.go(CLOSED)
    closed = shown(app, ClosedScreen, qtbot)
    assert "2 closed assessments · shown: 1" in texts(closed)
    number = next(n for n in range(2) if "Quarterly" in closed.cycles.itemText(n))
    closed.cycles.setCurrentIndex(number)
    qtbot.waitUntil(lambda: at_rest(app))
    (line,) = closed.table.list_model.lines()
    day = at.store.read(cycles.ends, case.quarter)[-1].on
    assert (line.case_id, line.closed_on, line.outcome) == (case.of_staff, day, None)
    assert not closed.decision_button.isVisible()
    closed.open_result()
    result = shown(app, ResultScreen, qtbot)
    assert result.result is not None and not result.decision_button.isVisible()
    press("Ctrl+D", result)
    qtbot.waitUntil(lambda: at_rest(app))
    assert space.shown is result
    space.to_item(case.sheet, "K02")
    sheet = shown(app, SheetScreen, qtbot)
    qtbot.waitUntil(lambda: at_rest(app))
    assert sheet.model.sheet_id == case.sheet and sheet.header.who.isHidden()
    assert "Working as" not in texts(sheet)
    sheet.modes.show_mode(CARD)
    reasons = sheet.card.marks.reasons.buttons
    assert [state for state, shown_ in reasons.items() if not shown_.isHidden()] == [State.NOT_APPLICABLE]
    sheet.show_item("K01")
    qtbot.waitUntil(lambda: sheet.card.marks.without.isHidden())
    assert "Read aloud" not in texts(sheet) and "Question" in texts(sheet)
    rounds.nothing_was_refused(app, at)


def test_of_a_closed_case_result_sheet_and_decision_open_to_be_read(
    app: App, at: Centre, case: Case, qtbot: QtBot
) -> None:
    space = workspace_of(app)
    space.go(CLOSED)
    closed = shown(app, ClosedScreen, qtbot)
    assert [line.case_id for line in closed.table.list_model.lines()] == [case.closed.case]
    assert "Открытая" not in texts(closed)
    closed.table.setFocus()
    QTest.keyClick(closed.table, Qt.Key.Key_Return)
    result = shown(app, ResultScreen, qtbot)
    assert result.result is not None and space.rail.current == CLOSED
    rounds.press_header(app, qtbot)
    row = next(one for one in result.result.score.rows if one.code == case.closed.apart)
    result._on_gap(row)  # pyright: ignore[reportPrivateUsage]
    (dialog,) = (one for one in result.findChildren(ItemDialog) if one.isVisible())
    dialog.buttons[0].click()
    sheet = shown(app, SheetScreen, qtbot)
    assert sheet.model.sheet_id in (case.closed.hers, case.closed.his)
    assert sheet.table.rows.read_only
    space.go(CLOSED)
    closed.decision_button.click()
    decision = shown(app, DecisionScreen, qtbot)
    assert decision.decision is not None and decision.read_only
    decision.show_conclusion()
    qtbot.waitUntil(lambda: at_rest(app))
    assert not decision.record_button.isVisible() and not decision.conclusion.sign.isVisible()
    assert not {"Ctrl+E", "Ctrl+Enter"} & {key for key, _words in (*decision.keys, *result.keys)}
    rounds.nothing_was_refused(app, at)


def test_the_ledger_says_who_was_erased_by_identity_only(app: App, at: Centre, qtbot: QtBot) -> None:
    workspace_of(app).go(LEDGER)
    screen = shown(app, LedgerScreen, qtbot)
    (line,) = screen.table.list_model.lines()
    assert line.reason == "срок истёк" and "Стёртая" not in texts(screen)
    rounds.nothing_was_refused(app, at)


def test_nothing_open_is_offered_by_any_key_or_menu(app: App, qtbot: QtBot) -> None:
    shown(app, JournalScreen, qtbot)
    workspace_of(app).jump()
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
    offered = rounds.offered(app)
    assert {JOURNAL, CLOSED, LEDGER} <= offered
    assert not {"people", "new_assessment", "add_people", "note", "exchange", "documents"} & offered
    rounds.close_all(app, qtbot)

"""An auditor works at the server: the journal, what is closed, who was erased; nothing open, and no act."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.hiring import campaigns
from db.people import erasing
from desktop.app import App
from desktop.assessing.result.item_dialog import ItemDialog
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.hiring.closed.screen import ClosedScreen
from desktop.hiring.decision.screen import DecisionScreen
from desktop.journal.screen import JournalScreen
from desktop.kit.page.screen import Screen
from desktop.people.ledger.screen import LedgerScreen
from desktop.places import CLOSED, JOURNAL, LEDGER, PEOPLE
from domain.login import Login, LoginRole
from domain.people.erasure import Order
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.db.hiring.deciding import Campaign
from tests.desktop.conftest import Start, at_rest, read_whole, workspace_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, log_in


class Case:
    """A candidate on whom was decided, another one who is still assessed, and a third who was erased."""

    def __init__(self, store: Store) -> None:
        self.closed = Campaign(store)
        self.closed.settle_all()
        self.closed.conclude()
        self.open = store.write(
            campaigns.invite, self.closed.cycle, sample.candidate(store, "Открытая", code="C-0777")
        )
        gone = sample.candidate(store, "Стёртая", code="C-0778")
        store.write(erasing.erase, Order(gone, "срок истёк", "Стёртый человек № 1", marks_kept=False))


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


def test_every_place_opens_without_a_refusal(app: App, at: Centre, qtbot: QtBot) -> None:
    rounds.walk(app, qtbot, at)


def test_the_journal_comes_first_with_its_filters_and_without_acts(
    app: App, at: Centre, case: Case, qtbot: QtBot
) -> None:
    screen = shown(app, JournalScreen, qtbot)
    assert not screen.save_button.isVisible() and screen.header.back_button is None
    assert not {"Enter", "Ctrl+E"} & {key for key, _words in screen.keys}
    whole = len(screen.model.lines())
    screen.filters.search.setText("открытая")
    qtbot.waitUntil(lambda: at_rest(app) and 0 < len(screen.model.lines()) < whole)
    assert {one.person for one in screen.model.lines()} == {"Открытая"}
    workspace_of(app).go(PEOPLE)  # not on the road
    assert shown(app, JournalScreen, qtbot) is screen
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

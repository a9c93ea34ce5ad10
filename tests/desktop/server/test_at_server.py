"""Somebody of HR works at the server: logging in, the places of the window, a lock, a network that is cut."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.hiring import campaigns
from db.people import accounts, organisation
from db.wire.refusals import LoggedOut
from desktop.actions import Actions
from desktop.assessing.sheet.screen import SheetScreen
from desktop.exchange.screen import ExchangeScreen
from desktop.export.screen import DocumentsScreen
from desktop.file_menu import FileMenu
from desktop.frame.link import Link
from desktop.frame.screens import SCREENS
from desktop.hiring.campaign.screen import CampaignScreen
from desktop.home.first_week import Step
from desktop.home.screen import HomeScreen
from desktop.jump import offers
from desktop.kit.form.dialog import Message
from desktop.office.papers.registry import FAMILIARISATION
from desktop.places import DOCUMENTS
from desktop.settings import Settings
from desktop.start.server import ServerCard, ServerLockedCard
from desktop.start.unlock import UnlockCard
from desktop.start.welcome import WelcomeCard
from domain.mark import Role
from domain.people.person import Person
from tests.db import sample
from tests.db.service.web.client import FIRST, OWN
from tests.desktop.conftest import Start, at_rest, card_of, workspace_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import (
    Centre,
    centre,
    fill,
    is_in,
    log_in,
    remote,
    to_the_server,
    type_in,
)

Key = Qt.Key


@pytest.fixture
def at(store: Store, me: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    with centre(store, monkeypatch, sokolova=me.id) as made:
        yield made


def test_hr_logs_in_with_a_first_password_sets_an_own_one_and_comes_back_with_it(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    app = start()
    log_in(app, qtbot, at, "sokolova")
    assert app.me is not None and app.me.surname == "Sokolova"
    assert at.address in app.window.windowTitle()
    app._change.close_file()  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: at_rest(app))
    card = card_of(app, ServerCard)  # where one was last
    assert (card.address.text(), card.name.text()) == (at.address, "")
    fill(card, at.address, "sokolova", OWN)
    qtbot.waitUntil(is_in(app))


def test_a_start_leads_to_where_one_worked_last_be_there_files_or_not(
    start: Start, settings: Settings, file: Path
) -> None:
    settings.last_file = file
    settings.server, settings.at_server = ("merilo.example:8443", None), True
    card_of(start(), ServerCard)
    card_of(start(file), UnlockCard)


def test_what_is_wrong_is_said_in_the_card(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = start()
    card = to_the_server(app)
    QTest.keyClick(card.password, Key.Key_Return)
    assert card.address.hasFocus()
    nobody = "http://127.0.0.1:1"
    for address, name, password, said in (
        ("http://merilo.example", "sokolova", FIRST, "This is no address"),
        (nobody, "sokolova", FIRST, "Nothing answers at this port"),
        (at.address, "sokolova", "не тот пароль", "Wrong name or password."),
    ):
        fill(card, address, name, password)
        qtbot.waitUntil(lambda said=said: said in told(card) and card.go.isEnabled())
    assert app.data is None
    card_of(app, ServerCard).file.click()
    card_of(app, WelcomeCard)


def told(widget: object) -> str:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(widget, QWidget)
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_every_place_opens_over_the_server(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    space = workspace_of(app)
    for name, entry in SCREENS.items():
        if not entry.one:
            space.go(name)
            qtbot.waitUntil(lambda: at_rest(app))
    assert app.errors.reports == type(app.errors.reports)(), "no error of the program"


def test_a_paper_is_drawn_from_what_the_server_answers(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    space = workspace_of(app)
    space.go(DOCUMENTS)
    screen = space.findChild(DocumentsScreen)
    assert screen is not None
    screen.show_paper(FAMILIARISATION)
    qtbot.waitUntil(lambda: screen.preview.pages == 1 and at_rest(app))
    assert app.errors.reports == type(app.errors.reports)(), "no error of the program"


def test_what_only_a_file_has_is_not_offered(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    space = workspace_of(app)
    menu = space.file_menu()
    offered = [one.text().partition("\t")[0] for one in menu.actions()]
    assert "Leave the server" in offered and "Close the file" not in offered
    of_files = {"Merge files…", "Backups", "Save templates for import…", "New file…", "Open another file…"}
    assert not (of_files | {"Recent files", "Working as"}) & set(offered)
    assert isinstance(menu, FileMenu)
    menu.deleteLater()
    assert not [one for one in space.findChildren(QAction) if one.objectName() == "other_file"]
    space.jump()
    qtbot.waitUntil(lambda: at_rest(app))
    assert not {"new_file", "other_file", "demo"} & rounds.offered(app)


def test_hr_looks_into_the_submitted_sheet_of_another_assessor(
    start: Start, at: Centre, me: Person, qtbot: QtBot
) -> None:
    store = at.store
    head = sample.add(store, "Громов", is_actor=True)
    cycle = sample.campaign(store, (me.id, Role.HR), (head, Role.MANAGER))
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    found = store.read(campaigns.campaign, cycle).question_set
    assert found is not None
    ids = []
    for who, role in ((me.id, Role.HR), (head, Role.MANAGER)):
        store.act_as(who)
        ids.append(sample.sheet(store, case, who, role, dict.fromkeys(found.items, 2)))
    app = log_in(start(), qtbot, at, "sokolova")
    workspace_of(app).to_sheet(ids[1])
    qtbot.waitUntil(lambda: at_rest(app))
    assert isinstance(workspace_of(app).shown, SheetScreen)
    assert at.way.refused == []


def test_packets_but_the_own_sheet_are_not_offered_and_exchange_says_how_sheets_come_in_instead(
    start: Start, at: Centre, me: Person, qtbot: QtBot
) -> None:
    store = at.store
    head = sample.add(store, "Громов", is_actor=True)
    cycle = sample.campaign(store, (me.id, Role.HR), (head, Role.MANAGER))
    store.write(campaigns.invite, cycle, sample.candidate(store))
    app = log_in(start(), qtbot, at, "sokolova")
    space = workspace_of(app)
    space.to_campaign(cycle)
    qtbot.waitUntil(lambda: at_rest(app))
    page = space.findChild(CampaignScreen)
    assert page is not None
    qtbot.waitUntil(lambda: "form" in page.card.acts)
    assert "invite_by_packets" not in page.card.acts
    space.go("exchange")
    qtbot.waitUntil(lambda: at_rest(app))
    exchange = space.findChild(ExchangeScreen)
    assert exchange is not None
    shown = [one for one in (exchange.merge_button, exchange.keys_button) if one.isVisible()]
    assert shown == [] and exchange.form_button.isVisible()
    assert "one takes the own sheet along" in told(exchange)
    assert "Other packets and merging belong to a file" in told(exchange)
    names = {one.name for one in offers.acts(Actions(), (), read_only=False, of_file=False)}
    assert not names & {"exchange_keys", "invite_by_packets", "send_model", "merge_files"}
    assert {"take_packet", "answer_form", "exchange", "take_along"} <= names


def test_the_overview_of_a_server_without_people_speaks_of_no_file_and_no_packet(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    said = told(home)
    assert "The server is ready" in said and "nothing entered yet" in said
    assert "makes it" in said and not {"file", "packet"} & set(said.casefold().replace(".", " ").split())
    assert "Ctrl+O" not in dict(home.keys)
    assert Step.COPY not in home.week._lines  # pyright: ignore[reportPrivateUsage]


def test_a_cut_network_is_said_and_ends_by_itself(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    link = workspace_of(app).findChild(Link)
    assert link is not None and not link.isVisible()
    at.way.cut()
    qtbot.waitUntil(link.isVisible)
    at.way.mend()
    qtbot.waitUntil(lambda: not link.isVisible())
    remote(app).write(organisation.add_unit, "Цех 1")


def test_a_lock_covers_the_window_and_the_password_leads_back(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    app.lock.lock()
    card = card_of(app, ServerLockedCard)
    qtbot.waitUntil(lambda: at_rest(app))
    type_in(card.password, "не тот пароль")
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: "Wrong name or password." in told(card) and card.go.isEnabled())
    type_in(card.password, OWN)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.start is None and at_rest(app))
    remote(app).write(organisation.add_unit, "Цех 1")


def test_what_a_job_opens_behind_the_lock_page_is_hidden_until_the_password(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    app.lock.lock()
    qtbot.waitUntil(lambda: at_rest(app))
    shown = Message("Мельник Ольга", "уровень 3", workspace_of(app))
    app.jobs.run(lambda _progress: None, lambda _nothing: shown.open(), "")
    qtbot.waitUntil(lambda: at_rest(app) and shown in app.lock._hidden)  # pyright: ignore[reportPrivateUsage]
    assert not shown.isVisible()
    card = card_of(app, ServerLockedCard)
    type_in(card.password, OWN)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.start is None and at_rest(app))
    assert shown.isVisible()
    shown.reject()


def test_the_lock_page_says_that_an_account_was_closed_meanwhile(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    app.lock.lock()
    card = card_of(app, ServerLockedCard)
    assert not card.ended.isVisible()
    (account,) = at.store.read(accounts.accounts)
    at.store.write(accounts.close, account.id)
    at.store.write(organisation.add_unit, "Цех 1")  # whatever is told of next, the stream ends with the login
    qtbot.waitUntil(card.ended.isVisible)
    assert "The account is closed" in card.ended.text()


def test_a_session_that_was_ended_elsewhere_says_so_where_the_password_is_asked_for(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    (login,) = at.store.read(accounts.open_logins)
    at.store.write(accounts.end_login, login.id)
    with suppress(LoggedOut):
        workspace_of(app).go("people")
    qtbot.waitUntil(lambda: app.window.start is not None and at_rest(app))
    card = card_of(app, ServerLockedCard)
    assert "The present password leads back" in card.ended.text() and card.ended.isVisible()
    type_in(card.password, OWN)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.start is None and at_rest(app))


def test_a_session_that_ended_asks_for_the_password(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    remote(app)._remote.client.log_out()  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(LoggedOut):
        workspace_of(app).go("people")
    qtbot.waitUntil(lambda: app.window.start is not None and at_rest(app))
    card = card_of(app, ServerLockedCard)
    type_in(card.password, OWN)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.start is None and at_rest(app))
    app.lock.lock()
    card_of(app, ServerLockedCard).leave.click()
    card_of(app, ServerCard)
    assert app.data is None

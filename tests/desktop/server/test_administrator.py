"""An administrator works at the server: accounts and sessions; of people the name and the code, no more."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.people import accounts, organisation
from db.team import diary
from desktop.app import App
from desktop.home.screen import HomeScreen
from desktop.kit.form.dialog import Question
from desktop.people.accounts.dialogs import ChangeAccountDialog, FirstPasswordDialog, NewAccountDialog
from desktop.people.accounts.screen import SESSIONS, AccountsScreen
from desktop.places import ACCOUNTS, HOME, JOURNAL, PEOPLE, TEAM
from desktop.settings import Settings
from desktop.start.server import FirstPasswordCard, ServerLockedCard
from domain.login import Account, Login, LoginRole
from domain.people.person import Person
from tests.db import sample
from tests.db.service.web.client import FIRST, OWN, add
from tests.desktop.conftest import Start, at_rest, card_of, read_whole, workspace_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, is_in, log_in, remote, set_own, type_in

Key = Qt.Key


class Case:
    """Two units, a manager of the first, somebody who has no account yet, and a candidate."""

    def __init__(self, store: Store) -> None:
        self.first = store.write(organisation.add_unit, "Цех 1")
        self.second = store.write(organisation.add_unit, "Цех 2")
        self.administrator = sample.add(store, "Админов")
        self.manager = sample.add(store, "Громов", unit_id=self.first)
        self.nobody = sample.add(store, "Новикова", given="Вера")
        self.candidate = sample.candidate(store, "Тайнова", code="C-0777")


@pytest.fixture
def case(store: Store) -> Case:
    return Case(store)


@pytest.fixture
def at(store: Store, case: Case, me: Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    logins = {
        "adminov": Login(case.administrator, LoginRole.ADMINISTRATOR),
        "gromov": Login(case.manager, LoginRole.MANAGER, (case.first,)),
    }
    with centre(store, monkeypatch, sokolova=me.id, **logins) as made:
        yield made


@pytest.fixture
def app(start: Start, at: Centre, qtbot: QtBot) -> App:
    return log_in(start(), qtbot, at, "adminov")


@pytest.fixture
def window(start: Start, tmp_path: Path, qtbot: QtBot) -> Callable[[Centre, str], App]:
    """What opens a window of somebody, on a computer of that person's own."""

    def begin(at: Centre, name: str) -> App:
        return log_in(start(settings=Settings(tmp_path / name / "merilo.ini")), qtbot, at, name)

    return begin


def accounts_of(app: App, qtbot: QtBot) -> AccountsScreen:
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
    screen = workspace_of(app).shown
    assert isinstance(screen, AccountsScreen)
    return screen


def account(store: Store, name: str) -> Account:
    return next(one for one in store.read(accounts.accounts) if one.name == name)


def stand_on(screen: AccountsScreen, store: Store, name: str) -> None:
    screen.table.stand_on(account(store, name).id)


def texts(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def dialog_of[D: QWidget](screen: QWidget, kind: type[D]) -> D:
    (found,) = (one for one in screen.findChildren(kind) if one.isVisible())
    return found


def test_every_place_opens_without_a_refusal(app: App, at: Centre, qtbot: QtBot) -> None:
    rounds.walk(app, qtbot, at)


def test_accounts_come_first_and_nothing_of_the_trade_is_offered(app: App, at: Centre, qtbot: QtBot) -> None:
    screen = accounts_of(app, qtbot)
    assert {line.account.name for line in screen.table.list_model.lines()} == {
        "adminov",
        "gromov",
        "sokolova",
    }
    assert "3 accounts" in texts(screen.header)
    workspace_of(app).go(PEOPLE)  # not on the road
    assert accounts_of(app, qtbot) is screen
    workspace_of(app).jump()
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))
    offered = rounds.offered(app)
    assert ACCOUNTS in offered
    assert not {HOME, PEOPLE, TEAM, JOURNAL, "new_assessment", "note", "documents"} & offered
    rounds.close_all(app, qtbot)
    rounds.nothing_was_refused(app, at)


def test_a_new_account_is_for_whoever_is_at_work_and_its_first_password_is_shown_once(
    app: App, at: Centre, case: Case, qtbot: QtBot
) -> None:
    screen = accounts_of(app, qtbot)
    screen.new_button.click()
    dialog = dialog_of(screen, NewAccountDialog)
    qtbot.waitUntil(lambda: at_rest(app))
    offered = [dialog.who.box.itemText(number) for number in range(dialog.who.box.count())]
    assert any(line.startswith("Новикова Вера · ") for line in offered)
    assert not any("Тайнова" in line for line in offered), "who applies here is none of an administrator's"
    dialog.who.box.setEditText(next(line for line in offered if line.startswith("Новикова")))
    dialog.name.line.setText("Novikova")
    dialog.role.box.setCurrentIndex(dialog.role.box.findData(LoginRole.MANAGER))
    dialog.act_button.click()
    assert dialog.isVisible() and dialog.units[0].note, "a manager has units"
    dialog.units[0].box.setEditText("Цех 2")
    assert len(dialog.units) == 2, "one more is asked for"
    dialog.act_button.click()
    shown = dialog_of(screen, FirstPasswordDialog)
    qtbot.waitUntil(lambda: at_rest(app))
    password = shown.secret.toPlainText()
    made = account(at.store, "novikova")
    assert made.login == Login(case.nobody, LoginRole.MANAGER, (case.second,)) and made.change_first
    assert sample.last_event(at.store).data == {
        "account": made.id,
        "role": "manager",
        "units": [case.second],
    }
    shown.copy_button.click()
    clipboard = QApplication.clipboard().mimeData()
    assert clipboard.text() == password
    assert bytes(clipboard.data("x-kde-passwordManagerHint").data()) == b"secret"
    shown.close_button.click()
    qtbot.waitUntil(lambda: not screen.findChildren(FirstPasswordDialog))
    assert password not in texts(app.window) and all(
        password not in one for one in map(str, app.errors.reports)
    )
    rounds.nothing_was_refused(app, at)


def test_a_form_refuses_what_is_taken_and_says_where(app: App, at: Centre, me: Person, qtbot: QtBot) -> None:
    screen = accounts_of(app, qtbot)
    before = sample.last_event(at.store).seq
    QTest.keyClick(screen.table, Key.Key_Insert)
    dialog = dialog_of(screen, NewAccountDialog)
    qtbot.waitUntil(lambda: at_rest(app))
    dialog.who.box.setEditText(f"{me.full_name} · {me.code}")
    dialog.name.line.setText("два слова")
    dialog.act_button.click()
    assert dialog.name.note
    dialog.name.line.setText("GROMOV")
    dialog.act_button.click()
    assert dialog.role.note
    dialog.role.box.setCurrentIndex(dialog.role.box.findData(LoginRole.HR))
    dialog.act_button.click()
    assert "already" in dialog.role.note, "she has an account of HR"
    dialog.role.box.setCurrentIndex(dialog.role.box.findData(LoginRole.AUDITOR))
    dialog.act_button.click()
    assert "gromov" in dialog.name.note
    dialog.reject()
    assert sample.last_event(at.store).seq == before


def test_a_half_filled_form_waits_behind_the_lock_page(app: App, at: Centre, qtbot: QtBot) -> None:
    screen = accounts_of(app, qtbot)
    screen.new_button.click()
    dialog = dialog_of(screen, NewAccountDialog)
    qtbot.waitUntil(lambda: at_rest(app))
    dialog.name.line.setText("novikova")
    app.lock.lock()
    card = card_of(app, ServerLockedCard)
    qtbot.waitUntil(lambda: at_rest(app))
    assert not dialog.isVisible()
    type_in(card.password, OWN)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.start is None and at_rest(app))
    assert dialog.isVisible() and dialog.name.text == "novikova"
    dialog.reject()
    rounds.nothing_was_refused(app, at)


def test_an_account_keeps_all_units_that_a_command_gave_it(start: Start, at: Centre, qtbot: QtBot) -> None:
    units = tuple(at.store.write(organisation.add_unit, f"Участок {number}") for number in range(1, 11))
    at.store.write(accounts.change, account(at.store, "gromov").id, LoginRole.MANAGER, units)
    app = log_in(start(), qtbot, at, "adminov")
    screen = accounts_of(app, qtbot)
    stand_on(screen, at.store, "gromov")
    screen.change_button.click()
    dialog_of(screen, ChangeAccountDialog).act_button.click()
    qtbot.waitUntil(lambda: at_rest(app))
    assert account(at.store, "gromov").login.unit_ids == units
    rounds.nothing_was_refused(app, at)


def test_a_new_password_ends_the_sessions_and_a_closed_account_is_shown_only_if_asked_for(
    app: App, at: Centre, window: Callable[[Centre, str], App], qtbot: QtBot
) -> None:
    gromov = window(at, "gromov")
    screen = accounts_of(app, qtbot)
    qtbot.waitUntil(lambda: any(line.sessions for line in screen.table.list_model.lines()))
    stand_on(screen, at.store, "gromov")
    screen.password_button.click()
    dialog_of(screen, Question).act.click()
    qtbot.waitUntil(lambda: at_rest(app) and bool(screen.findChildren(FirstPasswordDialog)))
    shown = dialog_of(screen, FirstPasswordDialog)
    password = shown.secret.toPlainText()
    shown.close_button.click()
    qtbot.waitUntil(lambda: gromov.window.start is not None and at_rest(gromov))
    card = card_of(gromov, ServerLockedCard)
    type_in(card.password, password)
    QTest.keyClick(card.password, Key.Key_Return)
    set_own(gromov, qtbot)  # whoever was given a first password at work sets an own one there
    qtbot.waitUntil(is_in(gromov))
    stand_on(screen, at.store, "gromov")
    screen.close_button.click()
    dialog_of(screen, Question).act.click()
    qtbot.waitUntil(lambda: at_rest(app) and len(screen.table.list_model.lines()) == 2)
    qtbot.waitUntil(lambda: gromov.window.start is not None and at_rest(gromov))
    assert "The account is closed" in card_of(gromov, ServerLockedCard).ended.text()
    screen.bar.states.setCurrentIndex(screen.bar.states.count() - 1)
    assert [line.account.name for line in screen.table.list_model.lines()] == ["gromov"]
    assert not screen.close_button.isEnabled()
    rounds.nothing_was_refused(app, at)


def test_a_locked_account_is_found_and_unlocked(app: App, at: Centre, qtbot: QtBot) -> None:
    from db.service import logins

    store, screen = at.store, accounts_of(app, qtbot)
    gromov = account(store, "gromov")
    stand_on(screen, store, "gromov")
    assert not screen.unlock_button.isEnabled()
    while not store.write(logins.refuse, gromov.id):
        pass
    qtbot.waitUntil(lambda: at_rest(app) and "1 locked" in texts(screen.header))
    screen.bar.search.setText("громов")
    assert [line.account.name for line in screen.table.list_model.lines()] == ["gromov"]
    stand_on(screen, store, "gromov")
    screen.unlock_button.click()
    qtbot.waitUntil(lambda: at_rest(app) and account(store, "gromov").locked_at is None)
    rounds.nothing_was_refused(app, at)


def test_the_own_account_is_not_changed_by_oneself(app: App, at: Centre, qtbot: QtBot) -> None:
    screen = accounts_of(app, qtbot)
    stand_on(screen, at.store, "adminov")
    for button in (screen.change_button, screen.password_button, screen.close_button):
        assert not button.isEnabled() and "your own" in button.accessibleDescription()


def test_a_session_is_ended_from_the_list_of_those_that_last(
    app: App, at: Centre, window: Callable[[Centre, str], App], qtbot: QtBot
) -> None:
    gromov = window(at, "gromov")
    screen = accounts_of(app, qtbot)
    qtbot.waitUntil(lambda: len(screen.session_table.list_model.lines()) == 2)
    screen.views.chosen.emit(SESSIONS)
    line = next(one for one in screen.session_table.list_model.lines() if one.account.name == "gromov")
    screen.session_table.stand_on(line.login.id)
    screen.end_button.click()
    qtbot.waitUntil(lambda: gromov.window.start is not None and at_rest(gromov))
    assert "an administrator ended it" in card_of(gromov, ServerLockedCard).ended.text()
    qtbot.waitUntil(lambda: len(screen.session_table.list_model.lines()) == 1)
    (own,) = screen.session_table.list_model.lines()
    screen.session_table.stand_on(own.login.id)
    screen.end_button.click()
    dialog_of(screen, Question).reject()
    assert [one.id for one in at.store.read(accounts.open_logins)] == [own.login.id], "not without a question"
    rounds.nothing_was_refused(app, at)


def test_another_role_ends_the_work_at_once_and_the_password_opens_the_window_of_the_new_one(
    app: App, at: Centre, window: Callable[[Centre, str], App], case: Case, qtbot: QtBot
) -> None:
    gromov = window(at, "gromov")
    assert remote(gromov).role is LoginRole.MANAGER
    screen = accounts_of(app, qtbot)
    stand_on(screen, at.store, "gromov")
    screen.change_button.click()
    dialog = dialog_of(screen, ChangeAccountDialog)
    assert dialog.units[0].named == case.first
    dialog.role.box.setCurrentIndex(dialog.role.box.findData(LoginRole.ASSESSOR))
    assert not dialog.units[0].isVisible()
    dialog.act_button.click()
    qtbot.waitUntil(lambda: gromov.window.start is not None and at_rest(gromov))
    card = card_of(gromov, ServerLockedCard)
    assert "The rights of the account were changed" in card.ended.text()
    former = remote(gromov)
    type_in(card.password, OWN)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: gromov.data is not former and gromov.data is not None)
    qtbot.waitUntil(is_in(gromov))
    assert remote(gromov).role is LoginRole.ASSESSOR
    assert isinstance(workspace_of(gromov).shown, HomeScreen)
    assert not remote(gromov).allows(diary.write)
    assert account(at.store, "gromov").login == Login(case.manager, LoginRole.ASSESSOR)
    (session,) = (one for one in at.store.read(accounts.open_logins) if one.account == "gromov")
    assert session.account_id == account(at.store, "gromov").id
    rounds.nothing_was_refused(app, at)


def test_other_units_show_their_people_after_the_password(
    start: Start, at: Centre, case: Case, qtbot: QtBot
) -> None:
    gromov = log_in(start(), qtbot, at, "gromov")
    other = at.store.write(people.add, Person(surname="Цехова", unit_id=case.second))
    gromov_account = account(at.store, "gromov")
    at.store.write(accounts.change, gromov_account.id, LoginRole.MANAGER, (case.second,))
    qtbot.waitUntil(lambda: gromov.window.start is not None and at_rest(gromov))
    former = remote(gromov)
    card = card_of(gromov, ServerLockedCard)
    type_in(card.password, "не тот пароль")
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: "Wrong name or password." in texts(card) and card.go.isEnabled())
    type_in(card.password, OWN)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: gromov.data is not former and gromov.data is not None)
    qtbot.waitUntil(is_in(gromov))
    context = workspace_of(gromov)._context  # pyright: ignore[reportPrivateUsage]
    assert other in context.names.roll.by_id and case.nobody not in context.names.roll.by_id


def test_the_page_of_the_first_password_says_what_it_may_be_and_a_refusal_names_its_cause(
    start: Start, at: Centre, qtbot: QtBot
) -> None:
    from tests.desktop.server.at_server import fill, to_the_server

    app = start()
    fill(to_the_server(app), at.address, "adminov", FIRST)
    qtbot.waitUntil(
        lambda: app.window.start is not None and isinstance(app.window.start.card, FirstPasswordCard)
    )
    card = card_of(app, FirstPasswordCard)
    assert "at least 12 characters" in texts(card)
    assert "Not the first password, and without the name of the account" in texts(card)
    for new, told in (
        (FIRST, "This is the present password."),
        ("это adminov, не чужой", "contains the name of the account"),
    ):
        for edit in (card.fields.password, card.fields.again):
            type_in(edit, new)
        QTest.keyClick(card.fields.again, Key.Key_Return)
        qtbot.waitUntil(lambda told=told: told in texts(card) and card.set.isEnabled())
    add(at.store, "second", account(at.store, "gromov").login.person_id, LoginRole.ASSESSOR)
    set_own(app, qtbot)
    qtbot.waitUntil(is_in(app))

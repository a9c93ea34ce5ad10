"""F1 at the server: in the window of each role the help names only what this window has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.people import organisation
from desktop.app import App
from desktop.frame.screens import SCREENS
from desktop.help.panel import HelpPanel
from desktop.help.view import HelpView
from desktop.office.acts import groups
from desktop.office.help.filled import every
from desktop.start.server import FirstPasswordCard
from domain.login import Login, LoginRole
from resources.help_pages import Heading, Page, lines
from resources.i18n import LANGUAGES, key_name, words
from tests import prepared
from tests.db.service.web.client import FIRST
from tests.desktop.conftest import Start, at_rest, card_of, read_whole, workspace_of
from tests.desktop.help.readers import READERS
from tests.desktop.help.test_pages import OF_QT
from tests.desktop.help.test_tasks import LEADS, labels_of
from tests.desktop.server import rounds
from tests.desktop.server.at_server import Centre, centre, fill, log_in, to_the_server

ROLES = tuple(LoginRole)
ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}

OF_THE_LINK = {"Decide…", "Write mine", "Leave the server's", "Set it aside"}  # once something waits
OF_ALL = {"Support information…"}  # in “About the program”
OF_DUE = {"Overdue", "Within a week", "Later"}  # groups of the overview, where there is something
OF_PLANS = {"Approve the plan…", "Close the plan…", "Carry over to a new plan"}  # steps of a plan
OF_THE_OWN_FILE = {  # where a sheet that was taken along is rated
    *("New file…", "Exchange", "Keys…", "Save key file…", "Return by packet…"),
    "Return without a packet",  # once it is away
}
# What is seen only once something was chosen, asked or come: on a card, in a dialog, in a menu of a row.
LATER: dict[LoginRole, set[str]] = {
    LoginRole.HR: {
        *(OF_THE_LINK | OF_ALL | OF_DUE | OF_PLANS | OF_THE_OWN_FILE),
        *("Submit", "All notes", "Go to sheet"),
        *("Set up a team", "Import a job description, people or levels…"),  # in an empty one
        *("New document…", "Employment", "Dismissal…", "Undo dismissal", "Copy of the data…"),
        *("Assessors…", "Sheet to fill in by hand", "Withdraw the candidate…", "Invite"),
        *("Discuss and decide", "Documents of the person…", "Hire…", "Reasons for refusal…"),
        *("Period", "Your turn", "Awaited", "Done", "Show what the form says", "Accept", "Withdraw form…"),
        *("Start draft", "Create draft", "New profile…", "Choose a folder…"),
    },
    LoginRole.MANAGER: OF_THE_LINK | OF_ALL | OF_DUE | OF_PLANS | OF_THE_OWN_FILE | {"Submit", "All notes"},
    LoginRole.ASSESSOR: OF_THE_LINK | OF_ALL | OF_DUE | OF_THE_OWN_FILE | {"Submit"},
    LoginRole.AUDITOR: OF_ALL,
    LoginRole.ADMINISTRATOR: OF_ALL,
}
# The same for acts: in the panel of a note, in a dialog, on a chart.
ACTS_LATER = {
    *("save_note", *(f"suggestion_{n}" for n in range(1, 6)), "remove_unit", "order_9"),
    "back",  # closes the help, if nothing else
    *("on_chart", *(f"slot_{n}" for n in range(1, 5))),
    *("from_here_know", "from_here_can", "from_here_duties", "from_here_other"),
}
OF_TYPING = {"Ctrl+Enter", "Ctrl+Alt+L"}  # ends a fact that is typed; locks every window
AT_LOGIN = {"login"}  # tells of the page before the window


@pytest.fixture
def example(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(prepared.demo(tmp_path / "example.merilo"))
    yield store
    store.close()


@pytest.fixture
def at(example: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    """One person with an account of each role; as a manager of one shift."""
    gromov = example.read(people.by_code, "E-0102").id
    shift = next(one.id for one in example.read(organisation.units) if one.name == "Смена А")
    logins = {
        role.value: Login(gromov, role, (shift,) if role is LoginRole.MANAGER else ()) for role in ROLES
    }
    with centre(example, monkeypatch, **logins) as made:
        yield made


def help_of(app: App) -> HelpView:
    panel = app.window.findChild(HelpPanel)
    assert panel is not None
    return panel.view


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app) and read_whole(app))


def all_acts(app: App) -> set[str]:
    """Return the acts that the window has, by name; one that was made and taken away is none."""
    owners = (app.window, *app.window.findChildren(QWidget))
    return {act.objectName() for owner in owners for act in owner.actions()}


def all_texts(app: App) -> set[str]:
    """Return what buttons, labels, acts and the menu of the window say."""
    space = workspace_of(app)
    menu = space.file_menu()
    said = {act.text().partition("\t")[0] for one in (app.window, menu) for act in one.findChildren(QAction)}
    menu.deleteLater()
    for kind in (QAbstractButton, QLabel):
        said |= {one.text() for one in app.window.findChildren(kind)}
    owners = app.window.findChildren(QWidget)
    taken = {act.text() for owner in owners for act in owner.findChildren(QAction)}
    had = {act.text() for owner in (app.window, *owners) for act in owner.actions()}
    buttons = {one.text() for one in app.window.findChildren(QAbstractButton)}
    return said - (taken - had - buttons)


def spans(page: Page, kind: str) -> set[str]:
    return {
        span.text
        for block in page.blocks
        if not isinstance(block, Heading)
        for line in lines(block)
        for span in line
        if getattr(span, kind)
    }


def caps_of(acts: set[str], language: str) -> set[str]:
    """Return the key caps of these acts, and their keys as they are written everywhere."""
    table = {name: act for group in groups(words("en")) for name, act in group.acts.items()}
    keys = {key for name in acts if name in table for key in table[name].keys}
    caps = keys | {key_name(key, words(language)) for key in keys}
    return {
        "+".join(ARROWS.get(part, part) for part in cap.split("+")) if len(cap) > 1 else cap for cap in caps
    }


@pytest.mark.parametrize("role", ROLES)
def test_the_help_of_a_role_names_no_act_and_no_key_that_its_window_has_not(
    at: Centre, start: Start, qtbot: QtBot, role: LoginRole
) -> None:
    app = log_in(start(), qtbot, at, role.value)
    space = workspace_of(app)
    for name in SCREENS:
        if space.road.leads_to(name):
            space.made(name)
    settle(app, qtbot)
    reader, acts, texts = READERS[role.value], all_acts(app), all_texts(app)
    for language in LANGUAGES:
        caps = caps_of(acts, language) | OF_QT | OF_TYPING
        for page in every(language, reader):
            if page.name in ("glossary", "keys") or page.name in AT_LOGIN:
                continue
            named = {one for one in spans(page, "bold") if one not in LEADS}
            unknown = {one for one in named if not labels_of(one, language) & (texts | LATER[role])}
            assert unknown == set(), (page.name, language)
            assert spans(page, "key") - caps == set(), (page.name, language)
    listed = {
        name
        for group in groups(words("en"))
        if reader.has(group.needs)
        for name, act in group.acts.items()
        if act.keys and reader.has(act.needs)
    }
    assert listed - acts - ACTS_LATER == set()
    rounds.nothing_was_refused(app, at)


@pytest.mark.parametrize("role", ROLES)
def test_f1_at_every_place_tells_of_it_and_lists_the_keys_that_do_something(
    at: Centre, start: Start, qtbot: QtBot, role: LoginRole
) -> None:
    app = log_in(start(), qtbot, at, role.value)
    space, panel = workspace_of(app), app.window.helping.panel
    for place in space.road.rail:
        space.go(place)
        settle(app, qtbot)
        QTest.keyClick(app.window, Qt.Key.Key_F1)
        view = help_of(app)
        page = view.shown.partition("#")[0]
        assert page in {one.name for one in every("en", READERS[role.value])}, place
        text = view.browser.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
        everywhere = text[
            text.index("Keys of this screen" if "Keys of this screen" in text else "Keys everywhere") :
        ]
        assert "Ctrl+1" in everywhere
        assert ("Ctrl+1…3" in everywhere) is (role is LoginRole.AUDITOR)
        assert ("Ctrl+Shift+E" in everywhere) is ("note" in all_acts(app))
        assert ("Ctrl+Shift+O" in everywhere) is ("import_files" in all_acts(app))
        assert ("Ctrl+O" in everywhere) is ("other_file" in all_acts(app))
        assert "lock the file" not in everywhere and "Ctrl+Alt+L" in everywhere
        panel.leave()
    rounds.nothing_was_refused(app, at)


def test_before_one_is_in_f1_tells_of_address_account_and_first_password(
    at: Centre, start: Start, qtbot: QtBot
) -> None:
    app = start()
    card = to_the_server(app)
    QTest.keyClick(QApplication.focusWidget() or card, Qt.Key.Key_F1)
    view = help_of(app)
    assert view.shown == "login"
    text = view.browser.toPlainText()
    assert (
        "Address of the server" in text and "certificate authority" in text and "encrypted file" not in text
    )
    app.window.helping.panel.leave()
    fill(card, at.address, LoginRole.MANAGER.value, FIRST)
    qtbot.waitUntil(
        lambda: app.window.start is not None and isinstance(app.window.start.card, FirstPasswordCard)
    )
    settle_start(app, qtbot)
    QTest.keyClick(card_of(app, FirstPasswordCard).fields.password, Qt.Key.Key_F1)
    assert view.shown == "login#first"


def settle_start(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app))


def test_a_dialog_of_a_manager_has_the_help_of_a_manager(at: Centre, start: Start, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, LoginRole.MANAGER.value)
    QTest.keyClick(app.window, Qt.Key.Key_F1)
    view = help_of(app)
    view.show_contents()
    assert "Copies" not in view.browser.toPlainText()
    view.search.setText("merging two files")
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert "Merging two files" not in view.browser.toPlainText()
    view.show_page("campaign#assessors")  # where a refusal leads elsewhere
    assert view.browser.toPlainText().startswith("What to do if…")

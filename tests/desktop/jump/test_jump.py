"""Ctrl+K from anywhere in the file: a few letters, Enter, and one is there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.app import App
from desktop.development.library.library_screen import LibraryScreen
from desktop.framework.screen import FrameworkScreen
from desktop.help.panel import HelpPanel
from desktop.home.screen import HomeScreen
from desktop.jump import offers
from desktop.jump.box import JumpBox
from desktop.jump.entries import Kind
from desktop.kit.page import files
from desktop.people.leaving_dialog import LeavingDialog
from desktop.people.page.screen import PersonScreen
from desktop.people.person_dialog import PersonDialog
from desktop.people.screen import PeopleScreen
from desktop.preferences.screen import PreferencesScreen
from desktop.team.levels.screen import LevelsScreen
from domain.people.person import Person
from resources.i18n import words
from tests.desktop.conftest import PASSWORD, Start, new_file, unlock, workspace_of
from tests.desktop.hiring.campaign.hands import Crew

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = (("Тарасов", "Кирилл"), ("Семёнов", "Пётр"), ("Кириллова", "Тамара"))


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    for surname, given in NAMES:
        store.write(people.add, Person(surname=surname, given=given))
    store.close()
    return unlock(start(file), qtbot)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def opened(app: App) -> JumpBox:
    QTest.keyClick(focused(), Key.Key_K, CTRL)
    return box_of(app)


def box_of(app: App) -> JumpBox:
    box = workspace_of(app).jump_box
    assert box is not None
    return box


def titles(box: JumpBox) -> list[str]:
    return [entry.title for entry in box.model.lines()]


def test_the_box_opens_on_screens_and_acts_and_has_the_focus(app: App) -> None:
    box = opened(app)
    assert box.isVisible()
    assert box.edit.hasFocus()
    assert titles(box)[:6] == ["Overview", "People", "Assessment", "Team", "Development", "Framework"]
    assert {"Assess a candidate", "Help", "Theme: dark", "Русский"} <= set(titles(box))
    assert {"Ctrl+2", "F1", "Ctrl+N"} <= {entry.cap for entry in box.model.lines()}
    assert "Documents" in titles(box)


def test_the_cyrillic_key_opens_it_too(app: App) -> None:
    QTest.simulateEvent(focused(), True, ord("Л"), CTRL, "", False, -1)
    box = box_of(app)
    assert box.isVisible()
    QTest.simulateEvent(box.edit, True, ord("Л"), CTRL, "", False, -1)
    assert box.isHidden(), "and closes it"


def test_enter_leads_to_the_person(app: App) -> None:
    box = opened(app)
    QTest.keyClicks(box.edit, "ctv`y")
    assert titles(box)[0] == "Семёнов Пётр"
    QTest.keyClick(box.edit, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PersonScreen)
    assert shown.person is not None
    assert shown.person.surname == "Семёнов"
    assert workspace_of(app).jump_box is None
    assert shown.isAncestorOf(focused())


def test_the_arrows_choose(app: App) -> None:
    box = opened(app)
    box.edit.setText("кир")
    assert titles(box)[:2] == ["Кириллова Тамара", "Тарасов Кирилл"]
    QTest.keyClick(box.edit, Key.Key_Down)
    assert box.entry is not None
    assert box.entry.title == "Тарасов Кирилл"
    assert "Тарасов Кирилл" in box.edit.accessibleDescription()
    QTest.keyClick(box.edit, Key.Key_Up)
    QTest.keyClick(box.edit, Key.Key_Up)
    assert box.entry.title == titles(box)[-1], "above the first is the last"
    QTest.keyClick(box.edit, Key.Key_PageUp)
    assert box.entry.title == "Кириллова Тамара"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Tab])
def test_leaving_gives_the_focus_back(app: App, key: Qt.Key) -> None:
    before = focused()
    box = opened(app)
    box.edit.setText("кир")
    QTest.keyClick(box.edit, key)
    assert box.isHidden()
    assert focused() is before
    assert opened(app).isVisible(), "and it can be opened again at once"


def test_the_same_key_closes_it(app: App) -> None:
    before = focused()
    box = opened(app)
    QTest.keyClick(box.edit, Key.Key_K, CTRL)
    assert workspace_of(app).jump_box is None
    assert focused() is before


@pytest.mark.parametrize("letter", ["T", "Е"])
def test_the_key_beside_an_act_does_it_in_either_layout(app: App, letter: str) -> None:
    """The box shows it, so it works there from every screen, whatever is typed and found."""
    workspace_of(app).go("development")
    box = opened(app)
    assert "Ctrl+T" in {entry.cap for entry in box.model.lines() if entry.title == "Add people"}
    box.edit.setText("кир")
    QTest.simulateEvent(box.edit, True, ord(letter), CTRL, "", False, -1)
    assert workspace_of(app).jump_box is None
    assert isinstance(workspace_of(app).shown, PeopleScreen)
    assert isinstance(QApplication.activeModalWidget(), PersonDialog)


@pytest.mark.parametrize("typed", ["ввезти уровни", "загрузить уровни", "матрица навыков", "import levels"])
def test_the_import_of_levels_is_found(app: App, typed: str) -> None:
    box = opened(app)
    box.edit.setText(typed)
    assert titles(box)[0] == "Import levels…"
    QTest.keyClick(box.edit, Key.Key_Return)
    assert isinstance(workspace_of(app).shown, LevelsScreen)


def test_a_screen_is_found_by_its_words_in_any_language(app: App) -> None:
    box = opened(app)
    for typed in ("people", "люди", "k.lb", "зущзду"):
        box.edit.setText(typed)
        assert titles(box)[0] == "People", typed


def test_nothing_found_is_said_and_enter_stays(app: App) -> None:
    box = opened(app)
    box.edit.setText("ъъъъ")
    assert box.entry is None
    assert box.edit.accessibleDescription() == "Nothing found"
    QTest.keyClick(box.edit, Key.Key_Return)
    QTest.keyClick(box.edit, Key.Key_Down)
    assert box.isVisible()


def test_an_act_is_done(app: App) -> None:
    box = opened(app)
    QTest.keyClicks(box.edit, "add people")
    QTest.keyClick(box.edit, Key.Key_Enter)
    assert isinstance(QApplication.activeModalWidget(), PersonDialog)


def test_the_library_of_actions_is_gone_to_and_esc_leads_back(app: App) -> None:
    box = opened(app)
    box.edit.setText("библиотека")
    QTest.keyClick(box.edit, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, LibraryScreen)
    assert focused() is shown.items
    QTest.keyClick(shown.items, Key.Key_Escape)
    assert isinstance(workspace_of(app).shown, HomeScreen)


def test_help_opens_from_it(app: App) -> None:
    box = opened(app)
    QTest.keyClicks(box.edit, "help")
    QTest.keyClick(box.edit, Key.Key_Return)
    helped = app.window.findChild(HelpPanel)
    assert helped is not None and helped.isVisible()


def test_acts_of_the_shown_screen_are_offered(app: App) -> None:
    workspace_of(app).go("people")
    box = opened(app)
    box.edit.setText("find")
    QTest.keyClick(box.edit, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    assert focused() is shown.search


def test_a_theme_is_chosen(app: App, qtbot: QtBot) -> None:
    box = opened(app)
    box.edit.setText("theme dark")
    QTest.keyClick(box.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: app.settings.theme == "dark")


def test_a_click_beside_closes_it_and_keeps_what_was_clicked(app: App, qtbot: QtBot) -> None:
    workspace_of(app).go("people")
    opened(app)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    shown.search.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: workspace_of(app).jump_box is None)
    assert focused() is shown.search


def test_a_click_on_a_line_goes_there(app: App) -> None:
    box = opened(app)
    box.edit.setText("settings")
    middle = box.list.visualRect(box.model.index(0, 0)).center()
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert workspace_of(app).place[0] == "preferences"


def test_a_key_of_a_place_closes_it(app: App) -> None:
    box = opened(app)
    QTest.keyClick(box.edit, Key.Key_2, CTRL)
    assert workspace_of(app).place[0] == "people"
    assert workspace_of(app).jump_box is None


def test_it_opens_while_one_types_elsewhere(app: App) -> None:
    workspace_of(app).go("people")
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    shown.search.setFocus()
    shown.search.setText("тар")
    shown.search.setCursorPosition(1)
    box = opened(app)
    QTest.keyClick(box.edit, Key.Key_Escape)
    assert shown.search.text() == "тар"
    assert isinstance(focused(), QLineEdit)


def test_the_field_in_the_header_of_the_overview_opens_it(app: App) -> None:
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    field = next(
        one for one in home.findChildren(QPushButton) if one.accessibleName() == "Person, screen, action"
    )
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert box_of(app).edit.hasFocus()


@pytest.mark.parametrize("size", [(960, 600), (1280, 800)])
def test_it_stays_within_the_window(app: App, size: tuple[int, int]) -> None:
    box = opened(app)
    app.window.resize(*size)
    QApplication.processEvents()
    assert workspace_of(app).rect().contains(box.geometry())


@pytest.mark.parametrize("typed", ["open a file", "открыть файл", "jnrhsnm afqk"])
def test_another_file_is_found_by_what_one_wants_to_do(app: App, typed: str) -> None:
    box = opened(app)
    box.edit.setText(typed)
    assert "Open another file…" in titles(box)[:3]


def test_somebody_is_dismissed_from_anywhere(app: App) -> None:
    box = opened(app)
    QTest.keyClicks(focused(), "dismiss")
    assert titles(box)[0] == "Dismiss employee…"
    QTest.keyClick(focused(), Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)
    assert [one for one in shown.findChildren(LeavingDialog) if one.isVisible()]


def test_a_competency_is_found_by_code_and_by_word_and_shown_in_the_model(app: App) -> None:
    box = opened(app)
    box.edit.setText("S08")
    entry = box.entry
    assert entry is not None
    assert entry.title.startswith("S08 ")
    word = entry.title.split()[-1]
    box.edit.setText(word)
    assert entry.title in titles(box)
    box.edit.setText("ы08")  # the same keys under the other layout
    assert titles(box)[0] == entry.title
    QTest.keyClick(box.edit, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, FrameworkScreen)
    line = shown.table.current_line
    assert line is not None
    assert line.item.code == "S08"
    assert focused() is shown.table


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("шрифт", "sizes"),
        ("text size", "sizes"),
        ("тема", "themes"),
        ("язык", "languages"),
        ("пароль", "password"),
        ("реквизиты", "organisation"),
        ("организация", "organisation"),
    ],
)
def test_a_setting_is_found_by_a_word_and_its_field_has_the_focus(app: App, typed: str, name: str) -> None:
    box = opened(app)
    box.edit.setText(typed)
    at = next(number for number, one in enumerate(box.model.lines()) if one.kind is Kind.SETTING)
    box.list.setCurrentIndex(box.model.index(at, 0))
    QTest.keyClick(box.edit, Key.Key_Return)
    shown = workspace_of(app).shown
    assert isinstance(shown, PreferencesScreen)
    fields = {
        "sizes": shown.sizes,
        "themes": shown.themes,
        "languages": shown.languages,
        "password": shown.password,
    }
    if name in fields:
        assert fields[name] is focused() or fields[name].isAncestorOf(focused())
    else:
        assert focused().accessibleName() == "Full name of the organisation"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("новый файл", "New file…"),
        ("создать файл", "New file…"),
        ("закрыть", "Close the file"),
        ("помощь", "Help"),
        ("help", "Help"),
    ],
)
def test_acts_are_found_by_the_words_people_use(app: App, typed: str, first: str) -> None:
    box = opened(app)
    box.edit.setText(typed)
    assert titles(box)[0] == first


@pytest.mark.parametrize(
    ("typed", "never"),
    [("тема", "Diary note…"), ("удал", "Import people…")],
)
def test_there_are_no_false_friends(app: App, typed: str, never: str) -> None:
    box = opened(app)
    box.edit.setText(typed)
    assert never not in titles(box)


def test_a_vacancy_is_found_by_its_title_and_code_and_gone_to(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "files").mkdir(exist_ok=True)
    crew = Crew(new_file(tmp_path / "files" / "North.merilo", actors=2))
    cycle, _cases = crew.campaign("Adams")
    app = crew.begin(start, qtbot)
    for typed in ("manager", "вакансия manager"):
        workspace_of(app).go("people")
        workspace_of(app).jump()
        box = box_of(app)
        box.edit.setText(typed)
        at = titles(box).index("Manager")
        box.list.setCurrentIndex(box.model.index(at, 0))
        QTest.keyClick(box.edit, Key.Key_Return)
        assert workspace_of(app).place == ("campaign", cycle)


@pytest.mark.parametrize(
    ("typed", "title", "leads"),
    [
        ("взять с собой", "Take along…", "home"),
        ("принять форму", "Take packet or form…", "exchange"),
        ("запечатать", "Seal and save packet…", "exchange"),
        ("вернуть пакетом", "Return by packet…", "exchange"),
        ("отдать часть ключа", "Give share…", "exchange"),
        ("сохранить файл ключа", "Keys…", "exchange"),
        ("пригласить пакетами", "Invite by packets…", "campaigns"),
        ("отправить модель", "Send framework…", "framework"),
        ("отправить результат", "Send result…", "people"),
        ("merge files", "Merge files…", "people"),
    ],
)
def test_every_act_of_the_exchange_is_found_from_anywhere(
    app: App, monkeypatch: pytest.MonkeyPatch, typed: str, title: str, leads: str
) -> None:
    def nothing(*_asked: object) -> None:
        return None

    monkeypatch.setattr(files, "open_file", nothing)
    space = workspace_of(app)
    space.go("people")
    space.jump()
    box = box_of(app)
    box.edit.setText(typed)
    assert titles(box)[0] == title
    QTest.keyClick(box.edit, Key.Key_Return)
    assert space.place[0] == leads
    for one in app.window.findChildren(QDialog):
        one.reject()


def test_every_place_and_act_is_found_by_words_that_are_in_the_catalogue() -> None:
    russian = words("ru")
    asked = {one for some in offers.MESSAGES.values() for one in some} - {"XLSX"}
    asked |= {offers.CYCLES, offers.VACANCIES, offers.VACANCY, offers.RECENT}
    stale = sorted(one for one in asked if russian.gettext(one) == one)
    assert stale == [], "these find nothing in Russian"

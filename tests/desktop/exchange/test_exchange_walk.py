"""In the real window: from a vacancy to the invitation, a key let fall on it, the list by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from db.exchange import keys as ledger
from db.exchange import pairing
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.along_question import AlongQuestion, NoOtherFile
from desktop.exchange.invite_dialog import InviteDialog
from desktop.exchange.keys_dialog import KeysDialog
from desktop.exchange.screen import ExchangeScreen
from desktop.kit.page import files
from desktop.office.exchange import sending
from desktop.team.cycle.list_screen import CyclesScreen
from domain.exchange.holding import Stand
from domain.mark import Role
from tests.desktop.conftest import Start, new_file, unlock, workspace_of
from tests.desktop.exchange.hands import choose
from tests.desktop.frame.test_drops import drop
from tests.desktop.hiring.campaign.hands import Crew, Key, press, texts
from tests.desktop.hiring.campaign.page import show
from tests.desktop.office.exchange.places import place


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    folder = tmp_path / "files"
    folder.mkdir(exist_ok=True)
    return Crew(new_file(folder / "North.merilo", actors=2))


def in_front[D: QWidget](qtbot: QtBot, kind: type[D]) -> D:
    def found() -> list[D]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[-1]


def exchange(app: App) -> ExchangeScreen:
    shown = workspace_of(app).shown
    assert isinstance(shown, ExchangeScreen)
    return shown


def test_the_list_is_reached_by_keys_and_left_again(start: Start, file: Path, qtbot: QtBot) -> None:
    app = unlock(start(file), qtbot)
    space = workspace_of(app)
    space.to_cycles()
    press(Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    screen = exchange(app)
    assert screen.nothing.act.hasFocus(), "one sees the one thing to do"
    press(Key.Key_F4)
    in_front(qtbot, KeysDialog).reject()
    press(Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert space.place[0] == "cycles"
    cycles = space.shown
    assert isinstance(cycles, CyclesScreen)
    cycles.lists.chosen.emit(2)
    assert isinstance(space.shown, ExchangeScreen)


def test_a_key_is_let_fall_on_any_screen_and_assessors_are_invited_from_the_vacancy(
    start: Start, crew: Crew, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = place(tmp_path / "other.merilo", "Gromov")
    file = tmp_path / "letter.txt"
    file.write_bytes(sending.pairing_file(other.store))
    other.store.close()
    cycle, cases = crew.campaign("Adams")
    app = crew.begin(start, qtbot)
    screen = show(app, cycle)
    assert drop(screen, file)
    form = in_front(qtbot, AddKeyForm)
    form.person.box.setEditText("Gromov Maxim")
    form.groups.line.setText(pairing.read(file.read_bytes()).keys.groups)
    form.act_button.click()
    assert app.data is not None
    (known,) = app.data.read(ledger.known)
    assert known.person_id == crew.gromov
    screen.card.acts["invite_by_packets"].trigger()
    asked = in_front(qtbot, InviteDialog)
    assert asked.boxes[crew.gromov].isChecked() and not asked.boxes[crew.sokolova].isChecked()
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(files, "folder", lambda *_all: folder)
    asked.save_button.click()
    assert len(list(folder.iterdir())) == 1
    qtbot.waitUntil(lambda: "invited" in texts(screen.card))
    line = screen.candidate
    assert line is not None
    seats = screen.candidates.table.number("seats")
    told = screen.candidates.model.index(0, seats).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Gromov Maxim: invited" in told, "one word in table and card"
    workspace_of(app).exchange.invite(cases["Adams"])
    asked = in_front(qtbot, InviteDialog)
    asked.keys_button.click()
    keys_of = in_front(qtbot, KeysDialog)
    assert known.id in keys_of.withdraw_buttons
    keys_of.reject()
    assert asked.isVisible()
    asked.reject()
    workspace_of(app).to_exchange()
    found = [(one.assessor_id, one.stand) for one in exchange(app).model.lines()]
    assert found == [(crew.sokolova, Stand.RATED_HERE), (crew.gromov, Stand.OUT)]
    assert {one.case_id for one in exchange(app).model.lines()} == {cases["Adams"]}


def test_a_sheet_is_taken_along_once_the_own_other_file_is_known(
    start: Start, crew: Crew, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = place(tmp_path / "other.merilo", "Sokolova")
    told = pairing.read(sending.pairing_file(other.store))
    other.store.close()
    _cycle, cases = crew.campaign("Adams")
    app = crew.begin(start, qtbot)
    assert app.data is not None
    sheet_id = app.data.write(sheets.open_sheet, cases["Adams"], crew.sokolova, Role.HR)
    workspace_of(app).go("sheet", sheet_id)
    screen = workspace_of(app).shown
    assert isinstance(screen, SheetScreen)
    screen.take_along()
    in_front(qtbot, NoOtherFile).act.click()
    in_front(qtbot, KeysDialog).reject()
    app.data.write(ledger.know, told, crew.sokolova, told.keys.groups)
    workspace_of(app).go("sheet", sheet_id)
    screen.header.along.click()
    folder = tmp_path / "stick"
    folder.mkdir()
    choose(monkeypatch, folder)
    in_front(qtbot, AlongQuestion).act.click()
    qtbot.waitUntil(screen.strips.along.isVisible)
    assert len(list(folder.iterdir())) == 1 and not screen.rating.allowed

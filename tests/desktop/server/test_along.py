"""An own sheet goes from the server to the own file, is rated there without a network, and comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.assessing import away, people
from db.assessing.sheet import sheets
from db.exchange import keys, pairing
from db.file.store import Store
from db.hiring import campaigns
from db.wire.faults import MayBeDone
from desktop.actions import Actions
from desktop.app import App
from desktop.assessing.sheet.screen import SheetScreen
from desktop.context import Context
from desktop.data import Data
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.along_question import AlongQuestion, OwnFileQuestion, OwnKeyQuestion
from desktop.exchange.packets import Packets
from desktop.exchange.settle_dialog import SettleDialog
from desktop.exchange.take_question import NoKeyOfSender, TakeQuestion
from desktop.jobs import Jobs
from desktop.kit.page import files
from desktop.office.exchange import sending
from desktop.settings import Settings
from desktop.theme import Theme
from domain.login import Login, LoginRole
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.desktop.assessing.sheet.walk import focused
from tests.desktop.conftest import TODAY, Start, at_rest, workspace_of
from tests.desktop.exchange.hands import choose, dialog, window
from tests.desktop.exchange.test_along import sheet_in
from tests.desktop.office.exchange.places import Place, place
from tests.desktop.server import rounds
from tests.desktop.server.at_server import LONG, Centre, centre, log_in, remote
from tests.desktop.server.test_assessor import begin, rate


@pytest.fixture
def gromov(store: Store, me: Person) -> int:
    """An assessor with a key of nobody known yet."""
    return store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Gromov", is_actor=True))


@pytest.fixture
def case_id(store: Store, me: Person, gromov: int) -> int:
    """A candidate whom HR and the assessor are to rate."""
    store.act_as(me.id)
    cycle_id = store.write(campaigns.open, sample.draft(store, (me.id, Role.HR), (gromov, Role.EXPERT)))
    person_id = store.write(people.add, Person(surname="Lebedeva", given="Irina"))
    return store.write(campaigns.invite, cycle_id, person_id)


@pytest.fixture
def at(store: Store, gromov: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    with centre(store, monkeypatch, gromov=Login(gromov, LoginRole.ASSESSOR)) as made:
        yield made


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Place]:
    """The assessor's own file."""
    made = place(tmp_path / "laptop.merilo", "Gromov")
    yield made
    made.store.close()


@pytest.fixture
def there(laptop: Place, settings: Settings, theme: Theme, qapp: QApplication) -> Iterator[Context]:
    """What a window of the own file works with."""
    jobs, me = Jobs(), laptop.store.read(people.person, laptop.me)
    yield Context(Data(laptop.store), jobs, settings, Actions(), theme, me, lambda: TODAY)
    jobs.close()


@pytest.fixture
def stick(tmp_path: Path, laptop: Place, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where packets and keys are saved; the key of the own file lies there."""
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "mine.merilo-key").write_bytes(sending.pairing_file(laptop.store))
    choose(monkeypatch, folder)
    return folder


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Choose this file wherever one is asked for."""

    def open_file(*_all: object) -> Path:
        return path

    monkeypatch.setattr(files, "open_file", open_file)


def new_in(folder: Path, ending: str, known: set[Path]) -> Path:
    """Return the only file of this kind that was not there before."""
    (found,) = set(folder.glob(f"*.{ending}")) - known
    return found


def asked_to_go(
    screen: SheetScreen, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> AlongQuestion:
    """Press the briefcase for the first time, and make the own file known."""
    assert screen.header.along.isVisible(), "also before the key is known"
    chosen(monkeypatch, stick / "mine.merilo-key")
    screen.header.along.click()
    dialog(qtbot, OwnFileQuestion).act.click()
    mine = dialog(qtbot, OwnKeyQuestion)
    assert "Gromov" in mine.accessibleDescription()
    mine.act.click()
    return dialog(qtbot, AlongQuestion)


def taken_there(
    there: Context, stick: Path, packet: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> int:
    """Take the packet in the own file, which gets to know the key of the server by it; return the sheet."""
    key = new_in(stick, "merilo-key", {stick / "mine.merilo-key"})
    chosen(monkeypatch, key)
    packets = Packets(there, window(there, qtbot))
    packets.take(packet.read_bytes())
    dialog(qtbot, NoKeyOfSender).act.click()
    form = dialog(qtbot, AddKeyForm)
    assert form.person.text.startswith("Gromov"), "both files are one's own"
    form.groups.line.setText(pairing.read(key.read_bytes()).keys.groups)
    form.act_button.click()
    question = dialog(qtbot, TakeQuestion)
    led = list[int]()

    def opened(sheet_id: int, _assessor: int) -> None:
        led.append(sheet_id)

    packets.sheet_opened.connect(opened)
    with qtbot.waitSignal(packets.sheet_opened):
        question.act.click()
    return led[0]


def back_from(there: Context, sheet_id: int, folder: Path, qtbot: QtBot) -> Path:
    """Save the packet that brings the sheet home."""
    known = set(folder.glob("*.merilo-packet"))
    screen, _packets = sheet_in(there, sheet_id, qtbot)
    assert "took this sheet along to this file" in screen.strips.along.text
    screen.strips.along.act.click()
    screen.window().close()
    return new_in(folder, "merilo-packet", known)


def brought(app: App, screen: SheetScreen, packet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose the packet at the sheet that is away."""
    strip = screen.strips.along
    assert strip.take_button.isVisible() and strip.take_button.text() == "Take packet…"
    chosen(monkeypatch, packet)
    strip.take_button.click()


def marks(store: Store, sheet_id: int, me: int) -> dict[int, Mark]:
    rows = store.read(sheets.sheet, sheet_id, me).rows
    return {row.item.id: row.mark for row in rows if row.mark is not None}


def test_an_assessor_takes_the_sheet_along_rates_without_a_network_and_brings_it_back(
    start: Start,
    at: Centre,
    store: Store,
    settings: Settings,
    gromov: int,
    case_id: int,
    there: Context,
    stick: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.sheet_mode = "table"
    app = log_in(start(), qtbot, at, "gromov")
    screen = begin(app, qtbot)
    rate(app, screen, "3", qtbot)
    (first,) = marks(store, screen.model.sheet_id, gromov)
    question = asked_to_go(screen, stick, qtbot, monkeypatch)
    server = store.read(keys.own)
    assert server is not None and server.public.groups in question.accessibleDescription()
    assert "Lebedeva" in question.accessibleDescription()
    question.act.click()
    strip = screen.strips.along
    qtbot.waitUntil(lambda: strip.isVisible() and at_rest(app))
    assert not screen.rating.allowed and not screen.header.along.isVisible()
    packet = new_in(stick, "merilo-packet", set())
    at.way.cut()  # in the train
    sheet_there = taken_there(there, stick, packet, qtbot, monkeypatch)
    there.data.write(sheets.rate, sheet_there, first, Mark.rated(1))
    back = back_from(there, sheet_there, stick, qtbot)
    at.way.mend()
    qtbot.waitUntil(lambda: remote(app).connected and at_rest(app))
    brought(app, screen, back, monkeypatch)
    dialog(qtbot, TakeQuestion).act.click()
    qtbot.waitUntil(lambda: not strip.isVisible() and at_rest(app))
    assert marks(store, screen.model.sheet_id, gromov) == {first: Mark.rated(1)}
    assert screen.rating.allowed and screen.model.marked
    rounds.nothing_was_refused(app, at)


def test_what_was_changed_on_both_sides_is_settled_at_the_server(
    start: Start,
    at: Centre,
    store: Store,
    settings: Settings,
    gromov: int,
    case_id: int,
    there: Context,
    stick: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.sheet_mode = "table"
    app = log_in(start(), qtbot, at, "gromov")
    screen = begin(app, qtbot)
    asked_to_go(screen, stick, qtbot, monkeypatch).act.click()
    strip = screen.strips.along
    qtbot.waitUntil(lambda: strip.isVisible() and at_rest(app))
    sheet_there = taken_there(there, stick, new_in(stick, "merilo-packet", set()), qtbot, monkeypatch)
    store.act_as(gromov)
    store.write(away.end, case_id)  # in another window
    sheet_id = screen.model.sheet_id
    item_id = store.read(sheets.sheet, sheet_id, gromov).rows[0].item.id
    store.write(sheets.rate, sheet_id, item_id, Mark.rated(2))
    there.data.write(sheets.rate, sheet_there, item_id, Mark.rated(4))
    back = back_from(there, sheet_there, stick, qtbot)
    workspace_of(app).intake.import_files((back,))  # dropped on the window
    shown = dialog(qtbot, SettleDialog)
    (choice,) = shown.choices.values()
    assert not shown.take_button.isEnabled()
    qtbot.waitUntil(lambda: choice.isAncestorOf(focused()))
    QTest.keyClick(focused(), Qt.Key.Key_End)
    assert shown.take_button.isEnabled()
    shown.take_button.click()
    qtbot.waitUntil(lambda: marks(store, sheet_id, gromov) == {item_id: Mark.rated(4)} and at_rest(app))
    rounds.nothing_was_refused(app, at)


def test_a_packet_stays_where_nobody_knows_yet_whether_the_server_wrote_it_down(
    start: Start,
    at: Centre,
    store: Store,
    gromov: int,
    case_id: int,
    there: Context,
    stick: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = log_in(start(), qtbot, at, "gromov")
    screen = begin(app, qtbot)
    question = asked_to_go(screen, stick, qtbot, monkeypatch)
    at.way.gate.clear()  # what the server answers does not arrive
    remote(app)._remote._patience = 0.2  # pyright: ignore[reportPrivateUsage]
    with qtbot.captureExceptions() as raised:
        question.act.click()
    remote(app)._remote._patience = LONG  # pyright: ignore[reportPrivateUsage]
    at.way.gate.set()
    assert [kind for kind, _error, _place in raised] == [MayBeDone]
    qtbot.waitUntil(lambda: screen.strips.along.isVisible() and at_rest(app))
    packet = new_in(stick, "merilo-packet", set())
    assert taken_there(there, stick, packet, qtbot, monkeypatch)

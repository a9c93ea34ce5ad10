"""A framework and a result go from the window to somebody whose key is known, and count as handed out."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.exchange import holdings, pairing
from db.exchange import keys as ledger
from db.exchange import packets as sent
from db.framework import drafts, editions
from db.hiring import campaigns
from db.journal import exports
from desktop.assessing.result.screen import ResultScreen
from desktop.exchange import words
from desktop.exchange.invite_dialog import InviteDialog
from desktop.exchange.packets import Packets
from desktop.exchange.send_dialog import SendDialog
from desktop.folders import Use
from desktop.framework.screen import FrameworkScreen
from desktop.kit.page import files
from desktop.office.exchange import sending
from domain.exchange.holding import Stand
from domain.exchange.packet import PacketKind
from domain.mark import Role
from resources.i18n import current
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, dialog, window
from tests.desktop.office.exchange.places import ASSESSORS, Exchange, Place, place


def rated(exchange: Exchange, *seats: int) -> None:
    """Submit sheets of these assessors of the case in HR's file."""
    hr = exchange.hr
    for seat in seats:
        hr.store.act_as(exchange.seats[seat])
        sample.sheet(hr.store, exchange.case, exchange.seats[seat], ASSESSORS[seat][1], 3)
    hr.store.act_as(hr.me)


def choose(shown: SendDialog, person_id: int) -> None:
    """Choose whose file it is for."""
    shown.who.box.setCurrentIndex(shown.who.box.findData(person_id))


def saved(shown: SendDialog, qtbot: QtBot) -> Path:
    """Save the packet and return its file."""
    with qtbot.waitSignal(shown.exported, timeout=60_000) as written:
        shown.save_button.click()
    assert written.args is not None
    (path,) = written.args[0]
    return path


def test_a_framework_goes_from_its_page_to_whoever_is_chosen(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, folder = at(exchange.hr), tmp_path / "stick"
    folder.mkdir()
    desk = Stage(context, qtbot)
    screen = desk.show(FrameworkScreen)
    packets = Packets(context, screen)
    screen.acts.sending_wanted.connect(packets.send_model)
    screen.open()
    screen.side.send_button.click()
    shown = dialog(qtbot, SendDialog)
    assert not shown.nobody.isVisible() and not shown.save_button.isEnabled()
    assert "Nobody is chosen" in shown.save_button.accessibleDescription()
    choose(shown, exchange.seats[1])
    monkeypatch.setattr(files, "folder", lambda *_all: folder)
    path = saved(shown, qtbot)
    assert list(folder.iterdir()) == [path]
    assert context.settings.folders.last(Use.PACKETS) == folder, "where all packets are looked for"
    taken = exchange.assessors[1].take(path)
    assert (taken.kind, taken.again) == (PacketKind.MODEL, False)
    (line,) = exchange.hr.store.read(sent.packets)
    assert (line.kind, line.name) == (PacketKind.MODEL, "Орлов")
    (told,) = exchange.hr.store.read(holdings.holdings)
    assert (told.kind, told.stand, told.who) == (PacketKind.MODEL, Stand.DONE, "Орлов")
    (edition,) = exchange.hr.store.read(editions.editions, 1)
    assert words.about(told) == (current().text(edition.title), f"edition {edition.number}")
    (out,) = exchange.hr.store.read(exports.recent, ("packet",), 3)
    assert (out.document, out.ids) == ("packet", (screen.model.shown,)), "in the list of copies handed out"


def test_a_draft_is_not_sent_and_the_button_says_why(exchange: Exchange, at: At, qtbot: QtBot) -> None:
    draft = exchange.hr.store.write(drafts.begin, 1)
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(FrameworkScreen)
    screen.open()
    screen.model.show(draft)
    assert not screen.side.send_button.isEnabled()
    assert screen.side.send_button.accessibleDescription() == "Only a published edition can be sent."
    screen.model.show(1)
    assert screen.side.send_button.isEnabled()


def test_a_result_goes_from_its_page_as_the_paper_that_the_other_may_see(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rated(exchange, 0, 1)
    context = at(exchange.hr)
    desk = Stage(context, qtbot)
    screen = desk.show(ResultScreen)
    packets = Packets(context, screen)
    screen.sending_wanted.connect(packets.send_result)
    screen.open(exchange.case)
    screen.send_button.click()
    shown = dialog(qtbot, SendDialog)
    choose(shown, exchange.seats[0])
    monkeypatch.setattr(files, "folder", lambda *_all: tmp_path)
    path = saved(shown, qtbot)
    assert exchange.assessors[0].take(path).kind is PacketKind.RESULT
    (out,) = exchange.hr.store.read(exports.handed_out, exchange.person)
    assert out.document == "packet", "in the list of copies handed out"


def test_a_result_that_the_other_may_not_see_is_refused_in_the_dialog(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    rated(exchange, 0)
    context = at(exchange.hr)
    room = window(context, qtbot)
    packets = Packets(context, room)
    packets.send_result(exchange.case)
    shown = dialog(qtbot, SendDialog)
    choose(shown, exchange.seats[1])
    shown.save_button.click()
    qtbot.waitUntil(shown.fault.isVisible, timeout=60_000)
    qtbot.waitUntil(shown.save_button.isEnabled)
    assert "Орлов" in shown.fault.text() and exchange.hr.store.read(sent.packets) == ()
    shown.reject()


def test_where_no_key_is_known_the_dialog_leads_to_the_keys_and_goes_on(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store = exchange.hr.store
    for one in store.read(ledger.known):
        store.write(ledger.withdraw, one.id)
    context = at(exchange.hr)
    room = window(context, qtbot)
    packets = Packets(context, room)
    packets.send_model(1)
    shown = dialog(qtbot, SendDialog)
    assert shown.nobody.isVisible() and shown.who.isHidden() and not shown.save_button.isEnabled()
    qtbot.waitUntil(shown.keys_button.hasFocus)
    QTest.keyClick(shown.keys_button, Qt.Key.Key_Space)
    other = QApplication.activeModalWidget()
    assert other is not None and other is not shown, "the keys lie over the dialog"
    told = pairing.read(sending.pairing_file(exchange.assessors[0].store))
    context.data.write(ledger.know, told, exchange.seats[0], told.keys.groups)
    other.close()
    qtbot.waitUntil(lambda: not shown.who.isHidden())
    assert shown.who.value == exchange.seats[0] and shown.save_button.isEnabled()
    shown.reject()


def test_a_candidate_is_not_offered_a_result(
    exchange: Exchange, at: At, tmp_path: Path, qtbot: QtBot
) -> None:
    candidate = place(tmp_path / "candidate.merilo", "Зимина")
    exchange.hr.knows(candidate, sample.candidate(exchange.hr.store, "Зимина"))
    context = at(exchange.hr)
    packets = Packets(context, window(context, qtbot))
    packets.send_result(exchange.case)
    shown = dialog(qtbot, SendDialog)
    assert [shown.who.box.itemText(one) for one in range(shown.who.box.count())] == [
        "choose",
        "Громов",
        "Орлов",
    ]
    shown.reject()
    candidate.store.close()


def offered(shown: SendDialog) -> list[str]:
    return [shown.who.box.itemText(one) for one in range(shown.who.box.count())]


def test_a_result_is_offered_to_those_who_had_a_part_and_to_others_once_they_are_asked_for(
    exchange: Exchange, at: At, tmp_path: Path, qtbot: QtBot
) -> None:
    """Who manages the person has a part, and so has who keeps shares; a colleague has none."""
    rated(exchange, 0, 1)
    hr, files_of = exchange.hr, list[Place]()
    ids: dict[str, int] = {}
    for name in ("Зимина", "Белов"):
        files_of.append(place(tmp_path / f"{name}.merilo", name))
        ids[name] = sample.add(hr.store, name)
        hr.knows(files_of[-1], ids[name])
    person = hr.store.read(people.person, exchange.person)
    hr.store.write(people.change, replace(person, manager_id=ids["Зимина"]))
    context = at(hr)
    packets = Packets(context, window(context, qtbot))
    packets.send_result(exchange.case)
    shown = dialog(qtbot, SendDialog)
    assert offered(shown) == ["choose", "Громов", "Зимина", "Орлов"]
    choose(shown, ids["Зимина"])
    shown.others_button.click()
    assert offered(shown) == ["choose", "Громов", "Зимина", "Орлов", "Белов"]
    assert shown.who.value == ids["Зимина"] and not shown.others_button.isVisible()
    shown.reject()
    for one in files_of:
        one.store.close()


def test_nobody_else_is_offered_a_result_that_is_still_hidden(
    exchange: Exchange, at: At, tmp_path: Path, qtbot: QtBot
) -> None:
    rated(exchange, 0)
    colleague = place(tmp_path / "Белов.merilo", "Белов")
    exchange.hr.knows(colleague, sample.add(exchange.hr.store, "Белов"))
    context = at(exchange.hr)
    packets = Packets(context, window(context, qtbot))
    packets.send_result(exchange.case)
    shown = dialog(qtbot, SendDialog)
    assert offered(shown) == ["choose", "Громов", "Орлов"] and not shown.others_button.isVisible()
    shown.reject()
    packets.send_model(1)
    shown = dialog(qtbot, SendDialog)
    assert offered(shown) == ["choose", "Белов", "Громов", "Орлов"], "a framework is for everybody"
    shown.reject()
    colleague.store.close()


def test_whoever_invites_and_assesses_is_asked_for_no_key_and_gets_no_packet(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, me = exchange.hr.store, exchange.hr.me
    cycle = sample.campaign(store, (me, Role.MANAGER), (exchange.seats[1], Role.EXPERT))
    case_id = store.write(campaigns.invite, cycle, sample.candidate(store, "Зимина"))
    context = at(exchange.hr)
    room = window(context, qtbot)
    shown = InviteDialog(context, case_id, room)
    shown.open()
    assert {one: box.isChecked() for one, box in shown.boxes.items()} == {me: False, exchange.seats[1]: True}
    assert not shown.lacking.isVisible() and not shown.boxes[me].isEnabled()
    assert "rate in this file" in shown.boxes[me].accessibleDescription()
    assert shown.boxes[me].text().endswith("you rate here")
    monkeypatch.setattr(files, "folder", lambda *_all: tmp_path)
    with qtbot.waitSignal(shown.exported) as written:
        shown.save_button.click()
    assert written.args is not None and len(written.args[0]) == 1
    assert exchange.assessors[1].take(written.args[0][0]).case_id is not None

"""Inviting by packets in the window: whom, by which key, and what is not lost meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.exchange import keys as ledger
from db.exchange import pairing
from db.hiring import campaigns
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.invite_dialog import InviteDialog
from desktop.exchange.keys_dialog import KeysDialog
from desktop.exchange.screen import ExchangeScreen
from desktop.folders import Use
from desktop.kit.page import files
from desktop.office.exchange import carrying, sending
from desktop.theme import Theme
from domain.exchange.holding import Stand
from domain.hiring.campaign import MAX_WANTED
from domain.mark import Role
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, dialog, window
from tests.desktop.office.exchange.places import ASSESSORS, Exchange, place


def test_assessors_are_invited_in_a_dialog_and_the_packets_lie_in_the_folder(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, folder = at(exchange.hr), tmp_path / "stick"
    folder.mkdir()
    room = window(context, qtbot)
    shown = InviteDialog(context, exchange.case, room)
    shown.open()
    assert [box.isChecked() for box in shown.boxes.values()] == [True, True]
    assert not shown.lacking.isVisible()
    monkeypatch.setattr(files, "folder", lambda *_all: folder)
    assert not shown.surnames.isChecked(), "folders are seen, sent and backed up"
    shown.surnames.setChecked(True)
    with qtbot.waitSignal(shown.exported) as written:
        shown.save_button.click()
    assert written.args is not None and sorted(written.args[0]) == sorted(folder.iterdir())
    assert ["Громов" in one.name for one in written.args[0]] == [True, False]
    assert len(written.args[0]) == len(ASSESSORS)
    desk = Stage(context, qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    assert [one.stand for one in screen.model.lines()] == [Stand.OUT, Stand.OUT]
    assert screen.header.acts and screen.foot.act.text() == "Invite again…"


def test_an_assessor_without_a_known_key_is_named_and_left_out(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    (gromov, _orlov) = exchange.hr.store.read(ledger.known)
    exchange.hr.store.write(ledger.withdraw, gromov.id)
    context = at(exchange.hr)
    room = window(context, qtbot)
    shown = InviteDialog(context, exchange.case, room)
    shown.open()
    assert [box.isChecked() for box in shown.boxes.values()] == [False, True]
    assert "Громов" in shown.lacking.text() and shown.lacking.isVisible()
    shown.reject()


def test_the_buttons_of_an_invitation_stay_in_sight_however_many_assess(
    exchange: Exchange, at: At, qtbot: QtBot, qapp: QApplication
) -> None:
    store, large = exchange.hr.store, Theme("light", font_step=14)
    panel = [(sample.add(store, f"Оценщик {one}", is_actor=True), Role.EXPERT) for one in range(MAX_WANTED)]
    case_id = store.write(campaigns.invite, sample.campaign(store, *panel), sample.candidate(store, "Ким"))
    qapp.setFont(large.font("body"))
    qapp.setStyleSheet(large.sheet())
    context = replace(at(exchange.hr), theme=large)
    room = window(context, qtbot)
    shown = InviteDialog(context, case_id, room)
    shown.open()
    qtbot.waitUntil(shown.isVisible)
    assert len(shown.boxes) == MAX_WANTED and shown.lacking.isVisible()
    assert shown.height() <= room.height()
    assert shown.rect().contains(shown.save_button.geometry())
    shown.reject()


def test_a_key_is_added_from_the_invitation_and_what_was_chosen_there_is_as_before(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hr, late = exchange.hr.store, place(tmp_path / "late.merilo", "Зимина")
    known = {one.person_id: one for one in hr.read(ledger.known)}
    gromov, orlov = exchange.seats
    hr.write(ledger.withdraw, known[gromov].id)
    context = at(exchange.hr)
    room = window(context, qtbot)
    shown = InviteDialog(context, exchange.case, room)
    shown.open()
    shown.boxes[orlov].setChecked(False)  # on purpose
    assert not shown.boxes[gromov].isEnabled() and not shown.save_button.isEnabled()
    shown.keys_button.click()
    above = dialog(qtbot, KeysDialog)
    assert shown.isVisible()
    file = tmp_path / "key"
    file.write_bytes(sending.pairing_file(late.store))
    monkeypatch.setattr(files, "open_file", lambda *_all: file)
    above.add_button.click()
    form = dialog(qtbot, AddKeyForm)
    form.person.box.setEditText("Громов")
    form.groups.line.setText(pairing.read(file.read_bytes()).keys.groups)
    form.act_button.click()
    above.close_button.click()
    assert shown.isVisible() and not shown.lacking.isVisible()
    assert shown.boxes[gromov].isChecked() and not shown.boxes[orlov].isChecked()
    assert shown.save_button.isEnabled()
    late.store.close()
    shown.reject()


def test_packets_and_documents_each_come_back_to_their_own_folder(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, papers = tmp_path / "stick", tmp_path / "papers"
    for folder in (stick, papers):
        folder.mkdir()
    context = at(exchange.hr)
    context.settings.last_folder = papers
    room = window(context, qtbot)
    shown = InviteDialog(context, exchange.case, room)
    shown.open()
    monkeypatch.setattr(files, "folder", lambda *_all: stick)
    with qtbot.waitSignal(shown.exported):
        shown.save_button.click()
    folders = context.settings.folders
    assert (folders.last(Use.PACKETS), folders.last(Use.DOCUMENTS)) == (stick, papers)


def test_an_assessor_who_took_the_sheet_along_is_shown_so_and_cannot_be_ticked(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, (gromov, orlov) = exchange.hr.store, exchange.seats
    store.act_as(gromov)
    sending.write(store, exchange.folder, carrying.take_along(store, exchange.case))
    store.act_as(exchange.hr.me)
    context = at(exchange.hr)
    room = window(context, qtbot)
    shown = InviteDialog(context, exchange.case, room)
    shown.open()
    box = shown.boxes[gromov]
    assert not box.isEnabled() and not box.isChecked() and box.text().endswith("taken along")
    assert "until it is back" in box.accessibleDescription()
    assert shown.boxes[orlov].isChecked() and shown.save_button.isEnabled()
    assert not shown.lacking.isVisible(), "the key is known"
    shown.reject()

"""A case taken along in the window: it goes, is only read at home, comes back, and is settled."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.exchange import holdings
from desktop.assessing.sheet.screen import SheetScreen
from desktop.exchange.packets import Packets
from desktop.exchange.screen import ExchangeScreen
from desktop.kit.page import files
from desktop.office.exchange import carrying, sending
from desktop.shared.sent import seat_tags
from domain.exchange.holding import Stand
from domain.exchange.packet import PacketKind
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, window
from tests.desktop.office.exchange.places import ASSESSORS, Exchange


def test_a_case_that_was_taken_along_goes_back_from_the_list(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, mine, seat = exchange.hr.store, exchange.assessors[0], exchange.seats[0]
    home.act_as(seat)
    (packet,) = sending.write(home, tmp_path, carrying.take_along(home, exchange.case, seat))
    (out,) = home.read(holdings.holdings)
    assert (out.stand, out.kind, out.assessor_id) == (Stand.OUT, PacketKind.CASE_TO_GO, seat)
    assert seat_tags([out]) == {seat: ("taken along", "quiet")}, "nobody was invited"
    case_id = mine.take(packet).case_id
    assert case_id is not None
    sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    context = at(mine)
    desk = Stage(context, qtbot)
    screen = desk.show(ExchangeScreen)
    packets = Packets(context, screen)
    screen.return_wanted.connect(packets.bring_back)
    screen.open()
    assert screen.foot.act.text() == "Save packet back…"
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(files, "folder", lambda *_all: folder)
    with qtbot.waitSignal(packets.exported):
        screen.foot.act.click()
    qtbot.waitUntil(lambda: [one.stand for one in screen.model.lines()] == [Stand.DONE])
    (back,) = folder.iterdir()
    exchange.hr.take(back)
    (done,) = home.read(holdings.holdings)
    assert done.stand is Stand.DONE


def test_a_sheet_that_was_taken_along_and_submitted_goes_back_from_the_sheet_itself(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, mine, seat = exchange.hr.store, exchange.assessors[0], exchange.seats[0]
    home.act_as(seat)
    (packet,) = sending.write(home, tmp_path, carrying.take_along(home, exchange.case, seat))
    case_id = mine.take(packet).case_id
    assert case_id is not None
    sheet_id = sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    context = at(mine)
    room = window(context, qtbot)
    sheet = SheetScreen(context, room)
    sheet.resize(room.size())
    sheet.show()
    packets = Packets(context, room)
    sheet.banner.return_wanted.connect(packets.bring_back)
    sheet.open(sheet_id)
    assert sheet.banner.act.text() == "Save packet back…", "nobody was invited: there is nothing to seal"
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(files, "folder", lambda *_all: folder)
    with qtbot.waitSignal(packets.exported):
        sheet.banner.act.click()
    (back,) = folder.iterdir()
    assert exchange.hr.take(back).case_id == exchange.case
    qtbot.waitUntil(lambda: sheet.banner.act.text() == "Save packet again…")

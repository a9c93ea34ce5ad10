"""A case taken along in the window: it goes, is only read at home, comes back, and is settled."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.assessing import assessments, away
from db.assessing.facts import evidence
from db.assessing.progress import lines_of_one
from db.assessing.sheet import sheets
from db.exchange import holdings
from db.file.copies import Why as WhyCopied
from desktop.assessing.sheet.screen import SheetScreen
from desktop.context import Context
from desktop.exchange.along_question import AlongQuestion, NoOtherFile
from desktop.exchange.packets import Packets
from desktop.exchange.screen import ExchangeScreen
from desktop.exchange.settle_dialog import SettleDialog
from desktop.kit.form.dialog import Message
from desktop.office.exchange import carrying, sending, taking
from desktop.shared.seats import seat_words, seats
from domain.assessing.evidence import Polarity
from domain.exchange.draft_merge import Side
from domain.exchange.holding import Holding, Stand
from domain.exchange.packet import PacketKind
from domain.mark import Mark, Role
from domain.progress import Progress
from domain.sheet_kinds import SheetState
from tests.db import sample
from tests.desktop.assessing.sheet.walk import focused
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, choose, dialog, heard, taken, window
from tests.desktop.office.exchange.places import ASSESSORS, Exchange, Place, counts, place


@dataclass
class Road:
    """Gromov's sheet in the file at home, begun with level 3 throughout, and his file on a laptop."""

    home: Place
    laptop: Place
    case: int
    sheet: int
    folder: Path

    def go(self) -> Path:
        """Return the packet to the laptop, written down as sent."""
        (path,) = sending.write(self.home.store, self.folder, carrying.take_along(self.home.store, self.case))
        return path

    def back(self, case_id: int) -> Path:
        """Return the packet home."""
        (path,) = sending.write(
            self.laptop.store, self.folder, carrying.bring_back(self.laptop.store, case_id)
        )
        return path

    def changed_both(self, *, submit: bool = False) -> Path:
        """Return a packet home after both files changed two marks, and the laptop one more."""
        case_id = self.laptop.take(self.go()).case_id
        assert case_id is not None
        home, laptop = self.home.store, self.laptop.store
        there = laptop.read(sheets.handed_in, case_id, self.laptop.me)
        home.write(away.end, self.case)
        for item, here, brought in ((1, 1, 4), (2, 0, 2)):
            home.write(sheets.rate, self.sheet, item, Mark.rated(here))
            laptop.write(sheets.rate, there, item, Mark.rated(brought))
        home.write(sheets.comment, self.sheet, 1, "видел дома")
        laptop.write(sheets.comment, there, 1, "видел в дороге")
        laptop.write(sheets.rate, there, 3, Mark.rated(1))
        if submit:
            laptop.write(sheets.submit, there)
        return self.back(case_id)

    @property
    def levels(self) -> list[int | None]:
        """The first levels of the sheet at home."""
        rows = self.home.store.read(sheets.sheet, self.sheet, self.home.me).rows
        found = {row.item.id: row.mark for row in rows}
        return [None if (mark := found[one]) is None else mark.level for one in (1, 2, 3, 4)]


@pytest.fixture
def road(exchange: Exchange, tmp_path: Path) -> Road:
    home = replace(exchange.hr, me=exchange.seats[0])
    home.store.act_as(home.me)
    sheet = sample.sheet(home.store, exchange.case, home.me, ASSESSORS[0][1], 3, submit=False)
    folder = tmp_path / "stick"
    folder.mkdir()
    return Road(home, exchange.assessors[0], exchange.case, sheet, folder)


def own_line(at: Place) -> Holding:
    """Return the line of the sheet of whoever works here; the other assessor has one as well."""
    own, other = sorted(at.store.read(holdings.holdings), key=lambda one: one.assessor_id != at.me)
    assert own.assessor_id == at.me and other.stand is Stand.TO_INVITE
    return own


def sheet_in(context: Context, sheet_id: int, qtbot: QtBot) -> tuple[SheetScreen, Packets]:
    """Return the sheet as it stands in a window, with what takes packets there."""
    room = window(context, qtbot)
    screen = SheetScreen(context, room)
    screen.resize(room.size())
    screen.show()
    packets = Packets(context, room)
    screen.along_wanted.connect(packets.take_along)
    screen.strips.along.return_wanted.connect(packets.bring_back)
    screen.open(sheet_id)
    return screen, packets


def test_a_sheet_is_taken_along_from_the_sheet_and_is_only_read_from_then_on(
    road: Road, at: At, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, packets = sheet_in(at(road.home), road.sheet, qtbot)
    assert screen.header.along.isVisible() and not screen.strips.along.isVisible()
    screen.header.along.click()
    question = dialog(qtbot, AlongQuestion)
    assert "Лебедева" in question.accessibleDescription()
    choose(monkeypatch, road.folder)
    with qtbot.waitSignal(packets.exported):
        question.act.click()
    qtbot.waitUntil(screen.strips.along.isVisible)
    assert screen.strips.along.act.text() == "Return without a packet"
    assert not screen.rating.allowed and not screen.header.along.isVisible()
    (packet,) = road.folder.iterdir()
    assert road.laptop.take(packet).case_id is not None


def test_whoever_has_no_other_file_here_is_led_to_the_keys(at: At, tmp_path: Path, qtbot: QtBot) -> None:
    alone = place(tmp_path / "alone.merilo", "Громов")
    person, me = sample.candidate(alone.store, "Лебедева"), alone.me
    sheet_id = alone.store.write(assessments.start, person, me, Role.HR)
    screen, packets = sheet_in(at(alone), sheet_id, qtbot)
    assert not screen.header.along.isVisible()
    screen.take_along()
    asked = dialog(qtbot, NoOtherFile)
    with qtbot.waitSignal(packets.keys_wanted):
        asked.act.click()
    assert alone.store.read(holdings.holdings) == ()
    alone.store.close()


def test_in_the_other_file_the_sheet_goes_back_from_the_sheet_before_it_is_submitted(
    road: Road, at: At, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    packet = road.go()
    case_id = road.laptop.take(packet).case_id
    assert case_id is not None
    packet.unlink()
    there = road.laptop.store.read(sheets.handed_in, case_id, road.laptop.me)
    screen, packets = sheet_in(at(road.laptop), there, qtbot)
    assert screen.rating.allowed, "it is rated here"
    strip = screen.strips.along
    assert strip.act.text() == "Return by packet…" and not screen.header.along.isVisible()
    road.laptop.store.write(sheets.rate, there, 2, Mark.rated(1))
    choose(monkeypatch, road.folder)
    with qtbot.waitSignal(packets.exported):
        strip.act.click()
    qtbot.waitUntil(lambda: strip.act.text() == "Save packet again…")
    (back,) = road.folder.iterdir()
    road.home.take(back)
    assert road.levels == [3, 1, 3, 3]
    line = own_line(road.home)
    assert (line.stand, line.may_go) == (Stand.DONE, True), "and it may go once more"


def test_what_is_back_and_not_submitted_is_taken_along_again_from_the_list(
    road: Road, at: At, qtbot: QtBot
) -> None:
    case_id = road.laptop.take(road.go()).case_id
    assert case_id is not None
    road.home.take(road.back(case_id))
    desk = Stage(at(road.home), qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    screen.table.stand_on(own_line(road.home).key)
    assert screen.foot.act.text() == "Take along…"
    wanted: list[int] = []
    screen.along_wanted.connect(wanted.append)
    screen.foot.act.click()
    assert wanted == [road.case]


def test_what_was_submitted_on_the_laptop_and_settled_here_is_finished_here_and_goes_no_more(
    road: Road, at: At, qtbot: QtBot
) -> None:
    packet = road.changed_both(submit=True)
    data = packet.read_bytes()
    looked = taking.looked(road.home.store, data, Progress())
    taking.take(road.home.store, looked, taking.hash_of(data), Side.HERE)
    context = at(road.home)
    screen, _packets = sheet_in(context, road.sheet, qtbot)
    strip = screen.strips.along
    assert strip.isVisible() and "submitted this sheet in your other file" in strip.text
    assert screen.rating.allowed and not screen.header.along.isVisible()
    wanted: list[int] = []
    screen.along_wanted.connect(wanted.append)
    screen.take_along()
    assert wanted == [], "nor by the keys"
    desk = Stage(context, qtbot)
    exchange = desk.show(ExchangeScreen)
    exchange.open()
    line = own_line(road.home)
    exchange.table.stand_on(line.key)
    assert exchange.foot.act.text() == "Assess"
    assert "differs here" in exchange.foot.step.text()
    with qtbot.waitSignal(exchange.sheet_opened) as opened:
        exchange.foot.act.click()
    assert opened.args == [road.sheet, road.home.me]


def test_whoever_has_another_sheet_of_the_case_reads_that_it_is_back_and_not_submitted(
    exchange: Exchange, road: Road
) -> None:
    case_id = road.laptop.take(road.go()).case_id
    assert case_id is not None
    road.home.take(road.back(case_id))
    exchange.hr.store.act_as(exchange.hr.me)
    line = next(one for one in exchange.hr.store.read(holdings.holdings) if one.assessor_id == road.home.me)
    assert (line.stand, line.may_go) == (Stand.RATED_HERE, False), "it does not count yet"


def test_what_both_files_changed_is_settled_by_keys_alone_and_taken_in_one_act(
    road: Road, at: At, qtbot: QtBot
) -> None:
    packet = road.changed_both().read_bytes()
    before, levels = counts(road.home.store), road.levels
    context = at(road.home)
    packets = Packets(context, window(context, qtbot))
    packets.take(packet)
    shown = dialog(qtbot, SettleDialog)
    said = " ".join(one.text() for one in shown.findChildren(QLabel))
    assert "видел дома" in said and "видел в дороге" in said
    assert len(shown.choices) == 2, "what only one of them changed is not asked"
    assert not shown.take_button.isEnabled(), "nothing is chosen at first"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shown_now(SettleDialog))
    assert (counts(road.home.store), road.levels) == (before, levels), "cancelled: all is as before"
    packets.take(packet)
    shown = dialog(qtbot, SettleDialog)
    first, second = shown.choices.values()
    qtbot.waitUntil(lambda: first.isAncestorOf(focused()))
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert second.isAncestorOf(focused())
    assert not shown.take_button.isEnabled()
    QTest.keyClick(focused(), Qt.Key.Key_End)
    assert shown.take_button.isEnabled()
    with qtbot.waitSignal(packets.told):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert road.levels == [1, 2, 1, 3], "here, brought, and what only the laptop changed"
    row = road.home.store.read(sheets.sheet, road.sheet, road.home.me).rows[0]
    assert row.comment == "видел дома"


def shown_now(kind: type) -> list[object]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


@pytest.mark.parametrize(
    ("side", "levels", "state"),
    [(Side.HERE, [1, 0, 1, 3], SheetState.DRAFT), (Side.BROUGHT, [4, 2, 1, 3], SheetState.SUBMITTED)],
)
def test_one_side_may_be_chosen_for_all(
    road: Road, at: At, qtbot: QtBot, side: Side, levels: list[int], state: SheetState
) -> None:
    packet = road.changed_both(submit=True).read_bytes()
    context = at(road.home)
    packets = Packets(context, window(context, qtbot))
    packets.take(packet)
    shown = dialog(qtbot, SettleDialog)
    (shown.here_button if side is Side.HERE else shown.brought_button).click()
    with qtbot.waitSignal(packets.told):
        shown.take_button.click()
    assert road.levels == levels
    sheet = road.home.store.read(sheets.sheet, road.sheet, road.home.me)
    assert sheet.state is state, "only what was signed is submitted"


@pytest.mark.parametrize("item", [1, 3])  # one that was chosen about, one that only the laptop had changed
def test_a_sheet_changed_behind_the_lock_page_while_its_packet_was_taken_is_told_and_nothing_is_taken(
    road: Road, at: At, qtbot: QtBot, item: int
) -> None:
    packet = road.changed_both().read_bytes()
    context = at(road.home)
    room = window(context, qtbot)
    packets = Packets(context, room)
    led = heard(packets)
    packets.take(packet)
    shown = dialog(qtbot, SettleDialog)
    shown.brought_button.click()
    road.home.store.write(sheets.rate, road.sheet, item, Mark.rated(2))
    levels = road.levels
    shown.take_button.click()
    room.hide()  # as the page does; what comes of it is heard afterwards
    qtbot.waitUntil(lambda: bool(led))
    assert [one for one, *_rest in led] == ["told"]
    assert str(led[0][1]).startswith("The packet of Громов was not taken, since the sheet was changed")
    assert road.levels == levels
    assert not shown_now(SettleDialog)


def test_both_wordings_of_a_fact_are_shown(road: Road, at: At, qtbot: QtBot) -> None:
    home, laptop = road.home.store, road.laptop.store
    person = home.read(sheets.sheet, road.sheet, road.home.me).person.id
    fact = home.write(evidence.note, person, [1], "начал", Polarity.FOR, sample.SEEN_ON, sheet_id=road.sheet)
    case_id = road.laptop.take(road.go()).case_id
    assert case_id is not None
    there = laptop.read(sheets.handed_in, case_id, road.laptop.me)
    (brought,) = laptop.read(sheets.sheet, there, road.laptop.me).rows[0].facts
    home.write(away.end, road.case)
    home.write(evidence.change, fact, [1], "видел дома", Polarity.FOR, sample.SEEN_ON)
    laptop.write(evidence.change, brought.id, [1], "видел в дороге", Polarity.FOR, sample.SEEN_ON)
    context = at(road.home)
    packets = Packets(context, window(context, qtbot))
    packets.take(road.back(case_id).read_bytes())
    shown = dialog(qtbot, SettleDialog)
    said = " ".join(one.text() for one in shown.findChildren(QLabel))
    assert "видел дома" in said and "видел в дороге" in said and "Fact" in said
    shown.reject()


def test_nobody_but_the_assessor_sees_what_is_to_be_settled(
    exchange: Exchange, road: Road, at: At, qtbot: QtBot
) -> None:
    packet = road.changed_both().read_bytes()
    before = counts(road.home.store)
    hr = exchange.hr
    hr.store.act_as(hr.me)
    context = at(hr)
    packets = Packets(context, window(context, qtbot))
    packets.take(packet)
    message = dialog(qtbot, Message)
    said = message.accessibleDescription()
    assert "Громов" in said and "видел" not in said
    assert not shown_now(SettleDialog)
    message.close_button.click()
    assert counts(road.home.store) == before


def test_a_copy_is_made_before_a_packet_is_taken(road: Road, at: At, qtbot: QtBot) -> None:
    packet = road.go()
    context = at(road.laptop)
    context.data.keeps_copies = True
    packets = Packets(context, window(context, qtbot))
    copied: list[object] = []
    context.data.copied.connect(copied.append)
    before, led = counts(road.laptop.store), heard(packets)
    taken(packets, packet, qtbot)
    qtbot.waitUntil(lambda: led[-1][0] == "sheet")  # there one goes on
    (copy,) = road.laptop.store.copies.listed()
    assert copy.why is WhyCopied.IMPORT
    assert counts(road.laptop.store) != before and copied


def test_a_case_that_was_taken_along_goes_back_from_the_list(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, mine, seat = exchange.hr.store, exchange.assessors[0], exchange.seats[0]
    home.act_as(seat)
    (packet,) = sending.write(home, tmp_path, carrying.take_along(home, exchange.case))
    out = own_line(replace(exchange.hr, me=seat))
    assert (out.stand, out.kind, out.assessor_id) == (Stand.OUT, PacketKind.CASE_TO_GO, seat)
    (line,) = home.read(lines_of_one, exchange.case)
    told = {one.assessor_id: seat_words(one) for one in seats(line)}
    assert told == {seat: "taken along", exchange.seats[1]: "not started"}, "nobody was invited"
    case_id = mine.take(packet).case_id
    assert case_id is not None
    sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    context = at(mine)
    desk = Stage(context, qtbot)
    screen = desk.show(ExchangeScreen)
    packets = Packets(context, screen)
    screen.return_wanted.connect(packets.bring_back)
    screen.open()
    assert screen.foot.act.text() == "Return by packet…"
    folder = tmp_path / "stick"
    folder.mkdir()
    choose(monkeypatch, folder)
    with qtbot.waitSignal(packets.exported):
        screen.foot.act.click()
    qtbot.waitUntil(lambda: [one.stand for one in screen.model.lines()] == [Stand.DONE])
    (back,) = folder.iterdir()
    exchange.hr.take(back)
    assert own_line(replace(exchange.hr, me=seat)).stand is Stand.DONE


def test_a_sheet_that_was_taken_along_and_submitted_goes_back_from_the_sheet_itself(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, mine, seat = exchange.hr.store, exchange.assessors[0], exchange.seats[0]
    home.act_as(seat)
    (packet,) = sending.write(home, tmp_path, carrying.take_along(home, exchange.case))
    case_id = mine.take(packet).case_id
    assert case_id is not None
    sheet_id = sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    context = at(mine)
    room = window(context, qtbot)
    sheet = SheetScreen(context, room)
    sheet.resize(room.size())
    sheet.show()
    packets = Packets(context, room)
    sheet.strips.along.return_wanted.connect(packets.bring_back)
    sheet.open(sheet_id)
    assert sheet.strips.along.act.text() == "Return by packet…", "there is nothing to seal"
    folder = tmp_path / "stick"
    folder.mkdir()
    choose(monkeypatch, folder)
    with qtbot.waitSignal(packets.exported):
        sheet.strips.along.act.click()
    (back,) = folder.iterdir()
    assert exchange.hr.take(back).case_id == exchange.case
    qtbot.waitUntil(lambda: sheet.strips.along.act.text() == "Save packet again…")

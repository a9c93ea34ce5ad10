"""Packets in the window: asked about and taken, sealed and given back, each from where one is."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.progress import lines_of_one
from db.assessing.sheet import sheets
from db.exchange import holdings, pairing
from db.hiring import campaigns
from db.journal import exports
from desktop.assessing.sheet.screen import SheetScreen
from desktop.exchange import words
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.give_share_form import GiveShareForm
from desktop.exchange.packets import Packets
from desktop.exchange.paper_dialog import PaperDialog
from desktop.exchange.screen import ExchangeScreen
from desktop.exchange.take_question import NoKeyOfSender, TakeQuestion
from desktop.kit.page import files
from desktop.office.exchange import carrying, sending
from desktop.office.intake import arrivals
from desktop.office.intake.recognising import Thing
from desktop.shared.seats import seat_words, seats
from desktop.shared.sent import closed_words
from desktop.theme import Theme
from domain.exchange.holding import Holding, Stand
from domain.exchange.packet import PacketKind
from domain.exchange.refusal import NotAccepted, Why
from domain.mark import Role
from domain.progress import Progress
from resources import i18n
from tests.db import sample
from tests.desktop.conftest import TODAY
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, dialog, heard, taken, window
from tests.desktop.hiring.campaign.hands import texts
from tests.desktop.office.exchange.places import ASSESSORS, Exchange, place
from tests.desktop.office.exchange.test_shares_kept import sealed_by


def test_an_empty_list_says_what_to_do_and_takes_a_packet(
    exchange: Exchange, at: At, theme: Theme, qtbot: QtBot
) -> None:
    desk = Stage(at(exchange.hr), qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    assert screen.nothing.isVisible() and not screen.foot.isVisible()
    with qtbot.waitSignal(screen.packet_wanted) as wanted:
        screen.nothing.act.click()
    assert wanted.args is not None and wanted.args[0].things == {Thing.PACKET, Thing.KEY, Thing.FORM}
    assert "*.xlsx *.ods" in wanted.args[0].kinds


def test_a_packet_and_a_key_are_known_by_what_they_hold(exchange: Exchange, tmp_path: Path) -> None:
    packet, key = tmp_path / "письмо.docx", tmp_path / "list.csv"
    packet.write_bytes(exchange.invited()[0].read_bytes())
    key.write_bytes(sending.pairing_file(exchange.hr.store))
    for path, thing in ((packet, Thing.PACKET), (key, Thing.KEY)):
        (meaning,) = arrivals.look_into(path, Progress()).meanings
        assert (meaning.thing, meaning.found) == (thing, path.read_bytes())


def test_an_invitation_is_asked_about_and_leads_to_its_line_in_the_list_with_no_sheet_begun(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, invitation = exchange.assessors[0], exchange.invited()[0]
    context = at(mine)
    room = window(context, qtbot)
    packets = Packets(context, room)
    led = heard(packets)
    said = taken(packets, invitation, qtbot)
    assert "Лебедева" in said
    (line,) = mine.store.read(holdings.holdings)
    assert [one for one, *_rest in led] == ["told", "line"] and led[1][1] == line.key
    assert (line.stand, line.sheet_id) == (Stand.TO_ASSESS, None)
    led.clear()
    packets.take(invitation.read_bytes())
    qtbot.waitUntil(lambda: len(led) == 2)
    assert led == [
        ("told", "This packet was taken before; nothing has changed."),
        ("line", line.key),
    ]


def test_a_packet_of_somebody_whose_key_is_not_known_is_taken_once_the_key_is_added(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = place(tmp_path / "new.merilo", "Громов")
    exchange.hr.knows(mine, exchange.seats[0])
    invitation = exchange.invited()[0]
    key = tmp_path / "Соколова.merilo-key"
    key.write_bytes(sending.pairing_file(exchange.hr.store))
    monkeypatch.setattr(files, "open_file", lambda *_all: key)
    packets = Packets(at(mine), window(at(mine), qtbot))
    led = heard(packets)
    packets.take(invitation.read_bytes())
    lacking = dialog(qtbot, NoKeyOfSender)
    assert "a key that is not known here" in texts(lacking) and lacking.act.text() == "Add key…"
    lacking.act.click()
    form = dialog(qtbot, AddKeyForm)
    form.person.box.setEditText("Соколова")
    form.groups.line.setText(pairing.read(key.read_bytes()).keys.groups)
    form.act_button.click()
    question = dialog(qtbot, TakeQuestion)
    with qtbot.waitSignal(packets.line_wanted):
        question.act.click()
    assert [one for one, *_rest in led] == ["told", "told", "line"]
    mine.store.close()


@pytest.mark.parametrize("left", ["the question", "the choice of a file", "the form"])
def test_a_packet_that_is_left_does_not_come_back_with_a_key_added_later(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    mine = place(tmp_path / "new.merilo", "Громов")
    exchange.hr.knows(mine, exchange.seats[0])
    invitation = exchange.invited()[0]
    context = at(mine)
    packets = Packets(context, window(context, qtbot))
    packets.take(invitation.read_bytes())
    key = sending.pairing_file(exchange.hr.store)
    file = tmp_path / "Соколова.merilo-key"
    file.write_bytes(key)
    chosen = file if left == "the form" else None
    monkeypatch.setattr(files, "open_file", lambda *_all: chosen)
    lacking = dialog(qtbot, NoKeyOfSender)
    if left == "the question":
        lacking.reject()
    else:
        lacking.act.click()
    if left == "the form":
        dialog(qtbot, AddKeyForm).reject()
    packets.know(key)
    form = dialog(qtbot, AddKeyForm)
    form.person.box.setEditText("Соколова")
    form.groups.line.setText(pairing.read(key).keys.groups)
    with qtbot.waitSignal(packets.told):
        form.act_button.click()
    assert not context.jobs.busy, "nobody reads the packet again"
    mine.store.close()


def test_a_sealed_sheet_stays_closed_until_the_last_opens_all(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    invitations = exchange.invited()
    first, last = exchange.rated(0, invitations[0], 3), exchange.rated(1, invitations[1], 4)
    context = at(exchange.hr)
    room = window(context, qtbot)
    packets = Packets(context, room)
    led = heard(packets)
    assert "stays closed" in taken(packets, first, qtbot)
    assert exchange.levels() == [] and led[-1] == ("exchange",)
    desk = Stage(context, qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    closed = next(one for one in screen.model.lines() if one.stand is Stand.CLOSED)
    assert closed.awaited == ("Орлов",)
    sent = exchange.hr.store.read(holdings.of_case, exchange.case)
    assert closed_words(sent) == "Closed until all are in: Орлов to come."
    (line,) = exchange.hr.store.read(lines_of_one, exchange.case)
    told = {one.surname: (seat_words(one), one.tone) for one in seats(line)}
    assert told == {"Громов": ("sheet is closed", "info"), "Орлов": ("invited", "quiet")}
    assert "all 2 sheets open together" in taken(packets, last, qtbot)
    assert set(exchange.levels()) == {3, 4} and led[-1] == ("case", exchange.case)
    qtbot.waitUntil(lambda: {one.stand for one in screen.model.lines()} == {Stand.DONE})


def test_whose_sheet_cannot_be_read_is_named_before_and_after_and_is_awaited_again(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    first, second = exchange.invited()
    exchange.rated(0, first, 3)
    last = exchange.rated(1, second, 4)
    bad = exchange.folder / "bad"
    bad.write_bytes(sealed_by(exchange, 0, {"body": "AAAA"}))
    assert exchange.hr.take(bad).opened == 0
    context = at(exchange.hr)
    room = window(context, qtbot)
    packets = Packets(context, room)
    led = heard(packets)
    assert "set aside: Громов" in taken(packets, last, qtbot)
    assert "set aside: Громов" in str(led[0][1])
    stands = {one.who: one.stand for one in exchange.hr.store.read(holdings.holdings)}
    assert stands == {"Громов": Stand.OUT, "Орлов": Stand.CLOSED}
    assert closed_words(exchange.hr.store.read(holdings.of_case, exchange.case)).endswith("Громов to come.")
    assert "all 2 sheets open together" in taken(packets, exchange.sealed(0, 1), qtbot)
    stands = {one.who: one.stand for one in exchange.hr.store.read(holdings.holdings)}
    assert set(stands.values()) == {Stand.DONE}


def test_who_is_awaited_ends_with_one_full_stop_in_the_nominative() -> None:
    i18n.use("ru")
    awaited = ("Громов М.\u00a0С.", "Соколова А.\u00a0В.")
    line = Holding("1", Stand.CLOSED, None, 1, "Лебедева", "", "Орлов", TODAY, awaited=awaited)
    assert closed_words([line]) == "Закрыт до последнего листа, ждём: Громов М.\u00a0С., Соколова А.\u00a0В."
    assert closed_words([replace(line, awaited=())]) == "Закрыт."


def test_the_list_says_who_has_a_thing_and_of_what_came_from_whom() -> None:
    def side(stand: Stand, kind: PacketKind | None = PacketKind.INVITATION, guest: str = "") -> str:
        return words.side(Holding("1", stand, kind, 1, "Лебедева", "", "Соколова", TODAY, guest=guest))

    assert side(Stand.OUT) == side(Stand.CLOSED) == side(Stand.DONE) == "Соколова"
    assert side(Stand.TO_ASSESS, guest="Громов") == side(Stand.DONE, guest="Громов") == "from: Соколова"
    assert side(Stand.KEPT, PacketKind.RESULT) == "from: Соколова"


def test_whoever_has_begun_nothing_and_was_sent_nothing_is_not_said_to_rate_in_this_file() -> None:
    line = Holding("1", Stand.RATED_HERE, None, 1, "Лебедева", "", "Громов", TODAY)
    assert words.thing(line) == "Sheet not handed out"
    assert words.stand(line) == "not started, no packet sent"
    assert words.next_step(line).endswith("Elsewhere: invite by packet or form.")
    own = replace(line, is_mine=True)
    assert (words.thing(own), words.stand(own)) == ("Sheet in this file", "rated in this file, not started")
    assert words.stand(replace(line, sheet_id=3)) == "begun in this file"


def test_the_own_sheet_is_sealed_from_the_list(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = exchange.assessors[0]
    case_id = mine.take(exchange.invited()[0]).case_id
    assert case_id is not None
    sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    context = at(mine)
    desk = Stage(context, qtbot)
    screen = desk.show(ExchangeScreen)
    packets = Packets(context, screen)
    screen.sealing_wanted.connect(packets.seal)
    screen.open()
    assert screen.foot.act.text() == "Seal and save packet…"
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(files, "folder", lambda *_all: folder)
    with qtbot.waitSignal(packets.exported):
        screen.foot.act.click()
    (path,) = folder.iterdir()
    (line,) = mine.store.read(lines_of_one, case_id)
    (out,) = mine.store.read(exports.handed_out, line.person_id)
    assert (out.document, out.files) == ("packet", 1), "in the list of copies handed out"
    assert exchange.hr.take(path).case_id == exchange.case
    qtbot.waitUntil(lambda: [one.stand for one in screen.model.lines()] == [Stand.DONE])


def test_what_came_for_a_colleague_in_the_same_file_offers_no_act_to_others(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    mine = exchange.assessors[0]
    case_id = mine.take(exchange.invited()[0]).case_id
    assert case_id is not None
    sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    other = sample.add(mine.store, "Белов", is_actor=True)
    mine.store.act_as(other)
    desk = Stage(at(replace(mine, me=other)), qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    assert screen.foot.isVisible() and not screen.foot.act.isVisible()
    assert "Громов" in screen.foot.step.text()


def test_a_packet_for_somebody_else_is_refused_and_nothing_is_asked(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    context = at(exchange.assessors[1])
    room = window(context, qtbot)
    packets = Packets(context, room)
    with qtbot.captureExceptions() as raised:
        packets.take(exchange.invited()[0].read_bytes())
        qtbot.waitUntil(lambda: bool(raised))
    error = raised[0][1]
    assert isinstance(error, NotAccepted) and error.why is Why.FOR_ANOTHER


def test_a_sheet_that_was_invited_is_sealed_from_the_sheet_itself(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = exchange.assessors[0]
    case_id = mine.take(exchange.invited()[0]).case_id
    assert case_id is not None
    sheet_id = sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    context = at(mine)
    room = window(context, qtbot)
    sheet = SheetScreen(context, room)
    sheet.resize(room.size())
    sheet.show()
    packets = Packets(context, room)
    sheet.banner.sealing_wanted.connect(packets.seal)
    sheet.open(sheet_id)
    assert sheet.banner.act.text() == "Seal and save packet…" and "Соколова" in sheet.banner.text
    monkeypatch.setattr(files, "folder", lambda *_all: tmp_path)
    with qtbot.waitSignal(packets.exported) as written:
        sheet.banner.act.click()
    assert written.args is not None
    assert exchange.hr.take(written.args[0][0]).case_id == exchange.case
    qtbot.waitUntil(lambda: sheet.banner.act.text() == "Save packet again…")


def test_the_second_person_gives_the_share_of_somebody_who_dropped_out(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = place(tmp_path / "keeper.merilo", "Зимина")
    keeper_id = sample.add(exchange.hr.store, "Зимина")
    exchange.hr.knows(keeper, keeper_id)
    keeper.knows(exchange.hr, sample.add(keeper.store, "Соколова"))
    invitation, _other, kept = exchange.invited(keeper_id)
    exchange.hr.take(exchange.rated(0, invitation, 3))
    context = at(keeper)
    desk = Stage(context, qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    packets = Packets(context, screen)
    taken(packets, kept, qtbot)
    qtbot.waitUntil(lambda: [one.stand for one in screen.model.lines()] == [Stand.KEPT])
    line = screen.model.lines()[0]
    screen.table.stand_on(line.key)
    assert screen.foot.act.text() == "Give share…"
    code = exchange.hr.store.read(people.person, exchange.person).code
    assert words.about(line)[0] == f"code {code}", "no name travels with shares"
    assert "They bring codes, no names: codes of people in the file of Соколова." in words.next_step(line)
    screen.foot.act.click()
    form = dialog(qtbot, GiveShareForm)
    theirs = [exchange.hr.store.read(people.person, seat).code for seat in exchange.seats]
    offered = [form.who.box.itemText(place) for place in range(form.who.box.count())]
    assert offered == ["Choose the assessor", *(f"code {one}" for one in theirs)]
    assert not form.act_button.isEnabled(), "a share that was given cannot be called back"
    assert form.act_button.accessibleDescription() == "Choose who dropped out."
    form.take()  # as by Ctrl+Enter
    assert form.isVisible() and not form.reason.note
    assert form.who.note == "These are codes of people in the file of Соколова: ask there who is who."
    form.who.box.setCurrentIndex(2)  # Orlov
    form.act_button.click()
    assert form.isVisible() and form.reason.note, "a reason is asked for"
    form.reason.area.setPlainText("ушёл в отпуск")
    monkeypatch.setattr(files, "folder", lambda *_all: tmp_path)
    with qtbot.waitSignal(screen.exported) as written:
        form.act_button.click()
    assert written.args is not None
    assert exchange.hr.take(written.args[0][0]).opened == 1
    stands = {one.who: one.stand for one in exchange.hr.store.read(holdings.holdings)}
    assert stands["Громов"] is Stand.DONE and stands["Орлов"] is Stand.DROPPED
    keeper.store.close()


def test_an_own_sheet_that_never_went_out_is_in_the_list_and_opened_from_it(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    hr = exchange.hr
    hr.store.write(campaigns.assign, exchange.case, hr.me, Role.HR)
    exchange.invited()
    desk = Stage(at(hr), qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    assert [one.stand for one in screen.model.lines()] == [Stand.RATED_HERE, Stand.OUT, Stand.OUT]
    screen.table.stand_on(screen.model.lines()[0].key)
    assert screen.foot.act.text() == "Assess" and "Sheet in this file" in screen.foot.about.text()
    with qtbot.waitSignal(screen.sheet_opened) as opened:
        screen.foot.act.click()
    assert opened.args is not None
    sheet_id, assessor_id = opened.args
    assert assessor_id == hr.me
    assert hr.store.read(sheets.sheet, sheet_id, hr.me).role is Role.HR


def test_the_line_below_the_title_counts_what_the_list_awaits(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    hr = exchange.hr
    exchange.invited()
    hr.store.write(campaigns.assign, exchange.case, sample.add(hr.store, "Зимин", is_actor=True), Role.PEER)
    desk = Stage(at(hr), qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    assert sorted(one.stand for one in screen.model.lines()) == [Stand.OUT, Stand.OUT, Stand.RATED_HERE]
    assert screen.facts() == "3 sheets awaited"


def test_a_result_that_a_colleague_sent_opens_from_the_list_and_is_saved_from_there(
    exchange: Exchange, at: At, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, mine = exchange.hr.store, exchange.assessors[0]
    for number, invitation in enumerate(exchange.invited()):
        exchange.hr.take(exchange.rated(number, invitation, 3))
    made = carrying.result(home, exchange.case, exchange.seats[0], TODAY, Progress())
    (packet,) = sending.write(home, tmp_path, made)
    mine.take(packet)
    context = at(mine)
    desk = Stage(context, qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    (kept,) = (one for one in screen.model.lines() if one.kind is PacketKind.RESULT)
    assert (kept.stand, kept.person, kept.who) == (Stand.KEPT, "Лебедева", "Соколова")
    screen.table.stand_on(kept.key)
    folder = tmp_path / "papers"
    folder.mkdir()
    monkeypatch.setattr(files, "folder", lambda *_all: folder)
    assert screen.foot.act.text() == "Open document"
    screen.foot.act.click()
    shown = dialog(qtbot, PaperDialog)
    qtbot.waitUntil(lambda: shown.preview.pages > 0)
    assert "Лебедева" in texts(shown) and not list(folder.iterdir()), "nothing of it is on the disk"
    with qtbot.waitSignal(screen.exported):
        shown.save_button.click()
    (paper,) = folder.iterdir()
    assert paper.read_bytes().startswith(b"%PDF-")


def test_in_a_read_only_file_nothing_is_offered_that_writes(
    exchange: Exchange, at: At, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = exchange.assessors[0]
    case_id = mine.take(exchange.invited()[0]).case_id
    assert case_id is not None
    sample.sheet(mine.store, case_id, mine.me, ASSESSORS[0][1], 3)
    monkeypatch.setattr(mine.store, "read_only", True)
    desk = Stage(at(mine), qtbot)
    screen = desk.show(ExchangeScreen)
    screen.open()
    assert screen.foot.act.text() == "Seal and save packet…" and not screen.foot.act.isEnabled()
    with qtbot.waitSignal(screen.told) as said:
        screen.open_keys()
    assert said.args == ["This file is read-only here."]
    kept = Holding("1", Stand.KEPT, PacketKind.KEPT_SHARES, None, "C-0001", "V-0001", "Соколова", TODAY)
    out = replace(kept, key="2", stand=Stand.OUT, kind=PacketKind.INVITATION, case_id=case_id, sheet_id=1)
    paper = replace(kept, key="3", kind=PacketKind.RESULT)
    form = replace(out, key="4", kind=None)
    for line, able in ((kept, False), (out, False), (paper, True), (form, True)):
        screen.foot.show_line(line, "This file is read-only here.")
        assert screen.foot.act.isEnabled() is able, line

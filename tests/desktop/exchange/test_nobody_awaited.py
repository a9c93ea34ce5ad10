"""Sealed sheets that wait for nobody are told of, whatever brought it about; nothing goes in beside them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.assessing.sheet import sheets
from db.exchange import packets
from db.exchange.merge import merging, other_file
from db.file.store import Store
from db.hiring import campaigns
from db.people import erasing
from desktop.context import Context
from desktop.frame.ready_sheets import ReadySheets
from desktop.news import News
from desktop.office.exchange import opening, sending
from domain.exchange.merging import Decisions
from domain.exchange.refusal import SealedHere
from domain.mark import Mark, Role
from domain.people.erasure import Order
from domain.progress import Progress
from tests.db import sample
from tests.db.exchange import merged
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.exchange.hands import At, window
from tests.desktop.exchange.test_dropped_packets import opened
from tests.desktop.exchange.test_where_a_sheet_is import quarter, texts
from tests.desktop.office.exchange.devices import BASE, Watch
from tests.desktop.office.exchange.places import Exchange

type Strip = Callable[[Context], ReadySheets]


@pytest.fixture
def awaited(exchange: Exchange) -> int:
    """Two sealed sheets are here; the one who is still awaited."""
    store, case_id = exchange.hr.store, exchange.case
    another = sample.add(store, "Белов", is_actor=True)
    store.write(campaigns.assign, case_id, another, Role.EXPERT)
    invitations = sending.write(store, exchange.folder, *sending.invite(store, case_id, None, [another]))
    for number, level in ((0, 4), (1, 1)):
        exchange.hr.take(exchange.rated(number, invitations[number], level))
    return another


@pytest.fixture
def strip_of(qtbot: QtBot) -> Strip:
    rooms: list[QWidget] = []

    def made(context: Context) -> ReadySheets:
        rooms.append(window(context, qtbot))
        return ReadySheets(context.data, context.theme, rooms[-1])

    return made


def says_so(strip: QWidget) -> bool:
    return strip.isVisible() and "Nobody is awaited any more" in texts(strip) and "Лебедева" in texts(strip)


def test_after_an_erasure(exchange: Exchange, awaited: int, at: At, strip_of: Strip, qtbot: QtBot) -> None:
    strip = strip_of(at(exchange.hr))
    strip.look()
    assert not strip.isVisible()
    order = Order(awaited, "отзыв согласия", named="Стёртый оценщик № 1")
    exchange.hr.store.write(erasing.erase, order)
    qtbot.waitUntil(lambda: says_so(strip))
    assert opening.opened(exchange.hr.store, exchange.case, Progress()).opened == 2
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_after_a_merge_with_the_file_of_a_branch_where_the_awaited_one_left(
    exchange: Exchange, awaited: int, at: At, strip_of: Strip, qtbot: QtBot
) -> None:
    home = exchange.hr.store.path
    exchange.hr.store.close()
    branch = merged.forked(home, "branch")
    with merged.opened(branch, password=None) as there:
        there.act_as(exchange.hr.me)
        left_on = there.read(packets.day) - timedelta(days=40)
        there.write(people.dismiss, awaited, left_on, "уволился")
    store = exchange.hr.store = Store.open(home)
    store.act_as(exchange.hr.me)
    strip = strip_of(at(exchange.hr))
    strip.look()
    assert not strip.isVisible()
    with other_file.opened(branch, None, store, merged.NAMED) as other:
        store.write(merging.merge, other, Decisions(papers=merged.PAPERS), merged.NAMED)
    assert store.read(people.person, awaited).left_on == left_on
    qtbot.waitUntil(lambda: says_so(strip))


def test_marks_that_come_with_a_merge_beside_a_sealed_sheet_are_not_gone_on_with(exchange: Exchange) -> None:
    """The branch had begun the sheet before the packet came; it counts as it was sealed."""
    home, me, seat = exchange.hr.store.path, exchange.hr.me, exchange.seats[0]
    first, second = exchange.invited()
    exchange.hr.store.act_as(seat)
    sheet_id = exchange.hr.store.write(sheets.open_sheet, exchange.case, seat, Role.MANAGER)
    item = exchange.hr.store.read(sheets.sheet, sheet_id, seat).rows[0].item.id
    exchange.hr.store.close()
    branch = merged.forked(home, "branch")
    with merged.opened(branch, password=None) as there:
        there.act_as(seat)
        there.write(sheets.rate, sheet_id, item, Mark.rated(2))
    store = exchange.hr.store = Store.open(home)
    store.act_as(me)
    exchange.hr.take(exchange.rated(0, first, 4))
    with other_file.opened(branch, None, store, merged.NAMED) as other:
        store.write(merging.merge, other, Decisions(papers=merged.PAPERS), merged.NAMED)
    store.act_as(seat)
    with pytest.raises(SealedHere):
        store.write(sheets.rate, sheet_id, item, Mark.rated(3))
    store.act_as(me)
    assert exchange.hr.take(exchange.rated(1, second, 1)).opened == 2
    handed_in = [store.read(sheets.handed_in, exchange.case, one) for one in exchange.seats]
    assert None not in handed_in
    assert store.checkup() == ()


def test_in_a_quarter_nothing_is_entered_beside_a_sealed_sheet_either(exchange: Exchange) -> None:
    store, seat = exchange.hr.store, exchange.seats[0]
    _cycle, exchange.case = quarter(exchange)
    first, second = exchange.invited()
    store.act_as(seat)
    sheet_id = store.write(sheets.open_sheet, exchange.case, seat, Role.MANAGER)
    item = store.read(sheets.sheet, sheet_id, seat).rows[0].item.id
    assert exchange.hr.take(exchange.rated(0, first, 4)).opened == 0
    for write in (
        lambda: store.write(sheets.rate, sheet_id, item, Mark.rated(2)),
        lambda: store.write(sheets.submit, sheet_id),
    ):
        with pytest.raises(SealedHere):
            write()
    assert not store.read(sheets.sheet, sheet_id, seat).is_open
    assert exchange.hr.take(exchange.rated(1, second, 1)).opened == 2
    assert set(exchange.levels()) == {4, 1}


def test_after_the_last_day_of_work_of_the_awaited_one(
    exchange: Exchange, awaited: int, at: At, strip_of: Strip
) -> None:
    """The window stays open overnight, and nobody does anything."""
    noon = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    watch = Watch(noon - BASE)
    path = exchange.hr.store.path
    exchange.hr.store.close()
    store = exchange.hr.store = Store.open(path, clock=watch)
    store.act_as(exchange.hr.me)
    context = at(exchange.hr)
    strip = strip_of(context)
    frame = strip.window()
    news = News(context.data, lambda: store.read(packets.day), frame, frame)
    news.day_passed.connect(strip.look)
    store.write(people.dismiss, awaited, store.read(packets.day), "уволился")
    QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))
    assert not strip.isVisible(), "that day is still worked"
    watch.set(timedelta(days=1))
    QApplication.sendEvent(frame, QEvent(QEvent.Type.WindowActivate))
    assert says_so(strip)


def test_it_is_said_at_opening_and_on_a_new_day(
    exchange: Exchange, awaited: int, start: Start, qtbot: QtBot
) -> None:
    """The day has passed while the file was closed."""
    store = exchange.hr.store
    store.write(people.dismiss, awaited, store.read(packets.day) - timedelta(days=1), "уволился")
    app = opened(start, exchange.hr, qtbot)
    strip = workspace_of(app).ready
    qtbot.waitUntil(lambda: says_so(strip))
    strip.hide()
    news = workspace_of(app).findChild(News)
    assert news is not None
    news.day_passed.emit()
    assert says_so(strip)

"""Somebody rates while no server answers: nothing is lost, nothing done twice, nothing overwritten."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import get_type_hints
from uuid import uuid4

import pytest

from db.assessing.sheet import sheets
from db.assessing.talk import probes
from db.exchange import opening
from db.file import keys
from db.file.errors import OpenElsewhere, WrongPassword
from db.file.store import Store
from db.people import erasing
from db.wire import answers
from db.wire.address import address
from db.wire.allowed import Bound, Kind, Reach, table
from db.wire.calls import call_of
from db.wire.client import Client, name_of
from db.wire.codec import codec_of
from db.wire.faults import Unanswered
from db.wire.outbox import WAITS, Outbox
from db.wire.refusals import NotSentYet
from db.wire.remote import RemoteStore
from domain.assessing.evidence import COMMENT_FIELD
from domain.assessing.sheet import SheetRow, SheetState
from domain.errors import Refused
from domain.login import LoginRole
from domain.mark import Mark, Origin, Overtaken
from domain.people.erasure import Choice, Order
from tests.db import sample
from tests.db.interview import HIS, Interview
from tests.db.service.web.client import FIRST, OWN, add, running
from tests.db.wire.strangers import Way, answering, way
from tests.db.wire.test_line import PAGE
from tests.db.wire.test_remote import LONG

ACCOUNT = "gromov server"
WORDS = "ведёт борт спокойно"


class Assessor:
    """The window of the manager, whose draft has a one everywhere."""

    def __init__(self, at: Interview, port: int, folder: Path, password: str = OWN) -> None:
        self.at = at
        client = Client(address(f"http://127.0.0.1:{port}"))
        client.log_in("gromov", password)
        self.outbox = Outbox.open(folder, ACCOUNT, password, keys.FAST)
        self.store = RemoteStore(client, LONG, self.outbox)
        self.link, self.told = SimpleQueue[bool](), SimpleQueue[tuple[int, int]]()
        self.store.watch(self.link.put, lambda: None)
        self.store.watch_outbox(self._count)
        self.store.begin()

    def _count(self) -> None:
        self.told.put((len(self.outbox.unsent), len(self.outbox.held)))

    def close(self) -> None:
        self.store.close()
        self.store.join()
        self.outbox.close()

    def rate(self, item: int, level: int, seen: int = HIS) -> None:
        marks = {item: (Mark.rated(level), Origin.TYPED, Mark.rated(seen))}
        self.store.write(sheets.rate_all, self.at.his, marks)

    def row(self, item: int) -> SheetRow:
        return _row(self.store.read(sheets.sheet, self.at.his, self.at.manager), item)

    def waits_until(self, waiting: int, held: int = 0) -> None:
        """Wait until so much waits, and so much is held."""
        while (len(self.outbox.unsent), len(self.outbox.held)) != (waiting, held):
            self.told.get(timeout=LONG)


def _row(sheet: object, item: int) -> SheetRow:
    return next(one for one in sheet.rows if one.item.id == item)  # type: ignore[attr-defined]


def there(store: Store, at: Interview, item: int) -> SheetRow:
    return _row(store.read(sheets.sheet, at.his, at.manager), item)


@pytest.fixture
def at(store: Store) -> Interview:
    return Interview(store, opened=False)


@pytest.fixture
def between(store: Store, at: Interview) -> Iterator[Way]:
    """The way to a service at which the manager has an account."""
    add(store, "gromov", at.manager, LoginRole.ASSESSOR)
    with running(store) as service, way(service.port) as made:
        client = Client(address(f"http://127.0.0.1:{service.port}"))
        client.log_in("gromov", FIRST)
        client.change_password(FIRST, OWN)
        client.log_out()
        client.close()
        yield made


@pytest.fixture
def his(at: Interview, between: Way, tmp_path: Path) -> Iterator[Assessor]:
    with closing(Assessor(at, between.port, tmp_path)) as made:
        made.row(1)
        made.store.read(sheets.drafts_of, at.his)
        yield made


def test_what_is_rated_without_a_network_is_seen_at_once_and_sent_in_order_when_it_is_back(
    his: Assessor, between: Way, store: Store
) -> None:
    between.cut()
    his.rate(1, 3)
    his.rate(1, 4, seen=3)
    his.store.write(sheets.comment, his.at.his, 2, WORDS, "")
    his.store.write(probes.tick, his.at.his, 3, "А дальше?", was_asked=True)
    his.store.write(sheets.keep_draft, his.at.his, 4, COMMENT_FIELD, "не до")
    his.store.write(sheets.keep_draft, his.at.his, 4, COMMENT_FIELD, "не дописал")
    assert len(his.outbox.unsent) == 5, "of what is being typed only the last is kept"
    assert his.row(1).mark == Mark.rated(4)
    assert his.row(2).comment == WORDS
    assert his.row(3).asked == {"А дальше?"}
    assert his.store.read(sheets.drafts_of, his.at.his) == {(4, COMMENT_FIELD): "не дописал"}
    assert there(store, his.at, 1).mark == Mark.rated(HIS)
    between.mend()
    his.waits_until(0)
    assert there(store, his.at, 1).mark == Mark.rated(4)
    assert there(store, his.at, 2).comment == WORDS
    assert there(store, his.at, 3).asked == {"А дальше?"}
    store.act_as(his.at.manager)
    assert store.read(sheets.drafts_of, his.at.his) == {(4, COMMENT_FIELD): "не дописал"}
    assert store.checkup() == ()


def test_what_was_rated_before_the_network_went_is_still_seen_when_the_sheet_is_opened_again(
    his: Assessor, between: Way
) -> None:
    his.rate(1, 3)
    his.store.write(sheets.comment, his.at.his, 2, WORDS, "")
    his.store.write(sheets.keep_draft, his.at.his, 4, COMMENT_FIELD, "не дописал")
    between.cut()
    assert (his.row(1).mark, his.row(2).comment) == (Mark.rated(3), WORDS)
    assert his.store.read(sheets.drafts_of, his.at.his) == {(4, COMMENT_FIELD): "не дописал"}
    his.rate(1, 4, seen=3)
    assert his.row(1).mark == Mark.rated(4)
    between.mend()
    his.waits_until(0)


def test_what_waits_outlives_the_program_and_is_sent_after_the_next_log_in(
    at: Interview, between: Way, store: Store, tmp_path: Path
) -> None:
    with ExitStack() as held:
        his = Assessor(at, between.port, tmp_path)
        held.callback(his.close)
        his.row(1)
        between.cut()
        his.rate(1, 3)
        his.store.write(sheets.comment, at.his, 2, WORDS, "")
    for file in tmp_path.iterdir():
        assert WORDS.encode() not in file.read_bytes(), "what waits is encrypted"
    between.mend()
    with closing(Assessor(at, between.port, tmp_path)) as again:
        again.waits_until(0)
        assert (again.row(1).mark, again.row(2).comment) == (Mark.rated(3), WORDS)
    assert there(store, at, 1).mark == Mark.rated(3)


def test_what_is_rated_where_a_page_of_the_network_answers_waits_too(
    his: Assessor, between: Way, store: Store
) -> None:
    service = between.to_service
    with answering(PAGE) as (between.to_service, _asked):
        between.cut()
        between.mend()
        his.rate(1, 3)
        between.to_service = service
        his.waits_until(0)
    assert there(store, his.at, 1).mark == Mark.rated(3)


def test_an_act_whose_answer_was_cut_waits_under_its_number_and_is_done_once(
    his: Assessor, between: Way, store: Store
) -> None:
    before = sample.last_event(store).seq
    between.to_cut = 1_000
    his.rate(1, 3)
    between.to_cut = 0
    his.waits_until(0)
    assert there(store, his.at, 1).mark == Mark.rated(3)
    assert sample.last_event(store).seq == before + 1


def test_what_was_changed_meanwhile_is_not_overwritten_but_asked_about(
    his: Assessor, between: Way, store: Store
) -> None:
    between.cut()
    for level, seen in ((3, HIS), (4, 3)):
        his.rate(1, level, seen)
    his.rate(2, 3)
    his.rate(3, 2)
    store.act_as(his.at.manager)
    for item in (1, 3):
        marks = {item: (Mark.rated(0), Origin.TYPED, Mark.rated(HIS))}
        store.write(sheets.rate_all, his.at.his, marks)
    between.mend()
    his.waits_until(0, held=3)
    assert there(store, his.at, 1).mark == Mark.rated(0)
    assert there(store, his.at, 2).mark == Mark.rated(3), "what is about another competency goes on"
    first, second, third = his.outbox.held
    assert (first.about, third.about) == ({(his.at.his, 1)}, {(his.at.his, 3)})
    with pytest.raises(Overtaken) as told:
        answers.read_by(codec_of(type(None)), first.refused or b"")
    assert told.value.there == Mark.rated(0)
    mine = {1: (Mark.rated(4), Origin.TYPED, told.value.there)}
    his.store.send_again([first.number, second.number], sheets.rate_all, his.at.his, mine)
    his.store.let_go([third.number])
    his.waits_until(0)
    assert there(store, his.at, 1).mark == Mark.rated(4)
    assert his.row(3).mark == there(store, his.at, 3).mark == Mark.rated(0)


def test_of_many_marks_in_one_act_only_those_that_were_changed_are_asked_about(
    his: Assessor, between: Way, store: Store
) -> None:
    between.cut()
    seen = Mark.rated(HIS)
    marks = {item: (Mark.rated(3), Origin.TYPED, seen) for item in (1, 2, 3)}
    his.store.write(sheets.rate_all, his.at.his, marks)
    his.rate(2, 4, seen=3)
    store.act_as(his.at.manager)
    store.write(sheets.rate_all, his.at.his, {2: (Mark.rated(0), Origin.TYPED, seen)})
    between.mend()
    his.waits_until(0, held=2)
    assert [there(store, his.at, item).mark for item in (1, 2, 3)] == [*map(Mark.rated, (3, 0, 3))]
    assert [one.about for one in his.outbox.held] == [{(his.at.his, 2)}] * 2
    assert his.row(2).mark == Mark.rated(4)


def test_what_comes_after_a_refused_mark_waits_with_it_and_nothing_else_does(
    his: Assessor, between: Way, store: Store
) -> None:
    between.cut()
    his.rate(2, 4)
    seen = {1: HIS, 2: 4, 3: HIS}
    marks = {item: (Mark.rated(3), Origin.TYPED, Mark.rated(one)) for item, one in seen.items()}
    his.store.write(sheets.rate_all, his.at.his, marks)
    his.store.write(sheets.comment, his.at.his, 2, WORDS, "")
    store.act_as(his.at.manager)
    store.write(sheets.rate_all, his.at.his, {2: (Mark.rated(0), Origin.TYPED, Mark.rated(HIS))})
    between.mend()
    his.waits_until(0, held=2)
    assert [there(store, his.at, item).mark for item in (1, 2, 3)] == [*map(Mark.rated, (3, 0, 3))]
    assert there(store, his.at, 2).comment == WORDS
    his.rate(2, 2, seen=3)
    his.waits_until(0, held=3)
    assert his.row(2).mark == Mark.rated(2)
    assert there(store, his.at, 2).mark == Mark.rated(0)


def test_a_sheet_is_handed_in_with_what_waited(his: Assessor, between: Way, store: Store) -> None:
    between.cut()
    his.rate(1, 3)
    between.mend()
    with ThreadPoolExecutor(1) as job:
        job.submit(his.store.write, opening.submit, his.at.his).result()
    assert his.outbox.rows == ()
    assert there(store, his.at, 1).mark == Mark.rated(3)


def test_who_leaves_and_comes_back_at_once_has_what_waits(
    his: Assessor, between: Way, tmp_path: Path
) -> None:
    between.cut()
    his.rate(1, 3)
    his.store.close()
    with closing(Outbox.open(tmp_path, ACCOUNT, OWN, keys.FAST)) as again:
        assert [one.name for one in again.unsent] == [name_of(sheets.rate_all)]


def test_a_sheet_is_not_handed_in_with_other_marks_than_the_window_shows(
    his: Assessor, between: Way, store: Store
) -> None:
    between.cut()
    his.rate(1, 3)
    store.act_as(his.at.manager)
    store.write(sheets.rate_all, his.at.his, {1: (Mark.rated(0), Origin.TYPED, Mark.rated(HIS))})
    between.mend()
    his.waits_until(0, held=1)
    while his.store.lost:
        his.link.get(timeout=LONG)
    assert his.row(1).mark == Mark.rated(3)
    with pytest.raises(NotSentYet):
        his.store.write(opening.submit, his.at.his)
    his.store.let_go([one.number for one in his.outbox.held])
    his.store.write(opening.submit, his.at.his)
    assert store.read(sheets.sheet, his.at.his, his.at.manager).state is SheetState.SUBMITTED


def test_what_can_not_be_done_any_more_is_kept_and_told_why(
    his: Assessor, between: Way, store: Store
) -> None:
    between.cut()
    his.store.write(sheets.comment, his.at.his, 2, WORDS, "")
    his.rate(1, 3)
    store.act_as(his.at.manager)
    store.write(opening.submit, his.at.his)
    between.mend()
    his.waits_until(0, held=2)
    one, _mark = his.outbox.held
    assert his.row(1).mark == Mark.rated(HIS), "of what was handed in that is shown which was"
    with pytest.raises(Refused):
        answers.read_by(codec_of(type(None)), one.refused or b"")
    assert one.told["text"] == WORDS, "the words are not lost"


def test_an_erasure_reaches_what_waits(his: Assessor, between: Way, store: Store) -> None:
    between.cut()
    his.store.write(sheets.comment, his.at.his, 2, WORDS, "")
    his.store.write(sheets.keep_draft, his.at.his, 3, COMMENT_FIELD, WORDS)
    store.act_as(his.at.hr)
    store.write(erasing.erase, Order(his.at.person, "отзыв", "№ 1", others=Choice.REMOVE))
    between.mend()
    his.waits_until(0)
    assert his.outbox.rows == ()


def test_what_another_version_has_written_stands_in_nobodys_way_and_is_kept(
    his: Assessor, between: Way, store: Store
) -> None:
    between.cut()
    his.outbox.put(uuid4(), name_of(sheets.comment), '{"words":"ведёт борт спокойно"}'.encode())
    his.outbox.put(uuid4(), "assessing.sheet.sheets.of_yesterday", b"{}")
    # With another version it may wait: it can be read here, and is about no one item.
    newer = f'{{"sheet_id":{his.at.his},"reason":"исправить"}}'.encode()
    his.outbox.put(uuid4(), name_of(sheets.revise), newer)
    his.rate(1, 3)
    assert his.row(1).mark == Mark.rated(3)
    between.mend()
    his.waits_until(0, held=3)
    assert there(store, his.at, 1).mark == Mark.rated(3)
    assert WORDS in his.outbox.held[0].arguments.decode()


def test_what_is_no_act_on_ones_own_draft_does_not_wait(his: Assessor, between: Way) -> None:
    between.cut()
    with pytest.raises(Unanswered):
        his.store.write(opening.submit, his.at.his)
    assert his.outbox.rows == ()


def test_what_may_wait_answers_nothing_and_is_bound_to_ones_own_sheet() -> None:
    for function in WAITS:
        row, call = table()[name_of(function)], call_of(name_of(function))
        assert row.kind is Kind.WRITE and get_type_hints(function)["return"] is type(None)
        assert row.grants[LoginRole.ASSESSOR] == (Bound(Reach.OWN, "sheet_id"),)
        assert "sheet_id" in call.needed


def test_only_the_password_of_the_account_opens_it_and_one_window_at_a_time(tmp_path: Path) -> None:
    with closing(Outbox.open(tmp_path, ACCOUNT, OWN, keys.FAST)) as outbox:
        with pytest.raises(OpenElsewhere):
            Outbox.open(tmp_path, ACCOUNT, OWN)
        with closing(Outbox.open(tmp_path, "another account", OWN, keys.FAST)) as other:
            assert other.path != outbox.path
        outbox.change_password("и ещё один 3")
    with pytest.raises(WrongPassword):
        Outbox.open(tmp_path, ACCOUNT, OWN)
    Outbox.open(tmp_path, ACCOUNT, "и ещё один 3").close()
    aside = Outbox.set_aside(tmp_path, ACCOUNT)
    assert aside.exists() and keys.load(aside)
    with closing(Outbox.open(tmp_path, ACCOUNT, OWN, keys.FAST)) as fresh:
        assert fresh.rows == ()
    with suppress(FileNotFoundError):
        aside.unlink()

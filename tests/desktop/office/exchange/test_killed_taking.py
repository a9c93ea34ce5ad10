"""Whoever is killed while taking a packet or a second file has the file as it was, or with all that came."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, func, select

from db.exchange import packets as ledger
from db.file import keys, leftovers
from db.file.store import Store
from db.people import erasing
from desktop.office.exchange import carrying, reading, taking
from domain.exchange.merging import Keep
from domain.people.erasure import Order
from domain.progress import Progress
from tests import prepared
from tests.db import sample
from tests.db.exchange import merged
from tests.db.writer import FORKS, run
from tests.desktop.office.exchange import taker
from tests.desktop.office.exchange.devices import Device, everything, here
from tests.desktop.office.exchange.schedules import FullSchedule
from tests.desktop.office.exchange.test_opening import Panel, own_sheet
from tests.faults.sizes import size

BOTH_KNOW = 5  # the last whom both files had when they parted
PATIENCE = 60.0  # seconds for a process that kills itself

pytestmark = pytest.mark.skipif(not FORKS, reason="each kill would import everything again")


@dataclass
class Before:
    """A closed file, who works in it, and the packet that it is to take."""

    file: Path
    me: int
    packet: Path


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Before, ...]:
    """Files of HR and of assessors, each before a packet of another kind.

    The sealed sheet is the last of its case, and opens all.
    """
    folder = tmp_path_factory.mktemp("waiting")
    at = FullSchedule(folder, random.Random(3))
    found: list[Before] = []

    def come(name: str, to: Device, data: bytes) -> None:
        found.append(closed(folder, name, to, data))
        to.take(data)

    for number, one in enumerate(at.assessors):
        at.send_framework(number)
        come(f"framework-{number}", one, at.post.letters[-1].data)
    while not at.sealed or not at.roads:
        at.begin()
    (case, *_), (seat, *_) = at.sealed, at.roads
    sent = len(at.post.letters)
    at.invite(case)
    for number, letter in enumerate(at.post.letters[sent : sent + 2]):
        come(f"invitation-{number}", at.assessors[number], letter.data)
    for _person in at.at_home.get(case, ()):
        at.hand_in_at_home(case)
    for number in (0, 1):
        at.rate(number, case)
        at.submit(number, case)
        at.seal(number, case)
        come(f"sheet-{number}", at.hr, at.post.letters[-1].data)
    at.rate_at_home(seat)
    at.go(seat)
    come("to-go", at.assessors[seat[1]], at.post.letters[-1].data)
    at.rate_away(seat)
    at.back(seat)
    come("back", at.hr, at.post.letters[-1].data)
    made = carrying.result(at.hr.store, at.cases[case], at.seats[1], sample.TODAY, Progress())
    at.hr.store.write(made.sent.act, **made.sent.told)
    come("result", at.assessors[1], made.data)
    at.close()
    return tuple(one for one in found if one.file.stem in KINDS)


KINDS = ("framework-1", "invitation-1", "sheet-1", "to-go", "back", "result")


def closed(folder: Path, name: str, device: Device, data: bytes) -> Before:
    device.store.close()
    there = folder / f"{name}.merilo"
    copy(device.store.path, there)
    device.store = Store.open(device.store.path, clock=device.watch)
    device.store.act_as(device.me)
    packet = folder / f"{name}.merilo-packet"
    packet.write_bytes(data)
    return Before(there, device.me, packet)


def copy(file: Path, to: Path) -> None:
    shutil.copyfile(file, to)
    shutil.copyfile(keys.beside(file), keys.beside(to))


def test_a_kill_while_a_packet_is_taken_leaves_the_file_without_it_or_with_all_of_it(
    waiting: tuple[Before, ...], tmp_path: Path
) -> None:
    assert tuple(one.file.stem for one in waiting) == KINDS
    chance = random.Random(200)
    lengths: dict[Path, int] = {}
    whole: dict[Path, Rows] = {}
    unchanged = {one.file: state(one.file) for one in waiting}
    for turn in range(size("packet_kills")):
        one = waiting[turn % len(waiting)]
        if one.file not in lengths:
            file = tmp_path / one.file.name
            copy(one.file, file)
            lengths[one.file] = killed(None, taker.take_on, file, one.me, one.packet, taker.NEVER)
            whole[one.file] = counted(file)
        file = tmp_path / f"{turn}.merilo"
        copy(one.file, file)
        if chance.random() < 0.3:
            killed(chance.uniform(0.0, 0.3), taker.take_on, file, one.me, one.packet, taker.NEVER)
        else:
            step = chance.randrange(lengths[one.file])
            killed(PATIENCE, taker.take_on, file, one.me, one.packet, step)
        before = state(file) == unchanged[one.file]
        store = Store.open(file)
        store.act_as(one.me)
        assert store.checkup() == ()
        packets = [row.uid for row in store.read(ledger.packets)]
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(reading.apart, "read", here)
            data = one.packet.read_bytes()
            packet = taking.looked(store, data, Progress())
            assert (packet.head.uid in packets) == (not before), "it is as before, or the packet is in"
            taken = taking.take(store, packet, taking.hash_of(data))
        assert taken.again == (not before)
        assert store.read(rows) == whole[one.file], "all is there in the end, and each once"
        assert store.checkup() == ()
        store.close()


def test_a_kill_while_the_last_own_sheet_is_handed_in_leaves_all_closed_or_all_open(tmp_path: Path) -> None:
    at = Panel(tmp_path)
    at.sealed_come()
    sheet_id, hr = own_sheet(at), at.hr
    file = hr.store.path
    at.close()
    reference = tmp_path / "reference.merilo"
    copy(file, reference)
    length = killed(None, taker.submit_on, reference, hr.me, sheet_id, taker.NEVER)
    unchanged, whole = counted(file), counted(reference)
    assert whole["sheet"] == unchanged["sheet"] + 2
    for step in (length // 3, 2 * length // 3, length - 1):
        left = tmp_path / f"{step}.merilo"
        copy(file, left)
        killed(PATIENCE, taker.submit_on, left, hr.me, sheet_id, step)
        store = Store.open(left)
        assert store.checkup() == ()
        assert store.read(rows) in (unchanged, whole)
        store.close()


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two files of one organisation, in each of which somebody worked on, and one person was erased here.

    So a copy of the second is read, in which that person is erased too.
    """
    folder, clock = tmp_path_factory.mktemp("parted"), sample.Clock()
    path = prepared.empty(folder / "here.merilo", merged.PASSWORD)
    merged.begun(path, clock)
    there = merged.forked(path, "there")
    for number, file in enumerate((path, there)):
        with merged.opened(file, clock) as store:
            merged.live(store, random.Random(number), 8)
    with merged.opened(path, clock) as store:
        store.write(erasing.erase, Order(BOTH_KNOW, "отзыв согласия", merged.NAMED(99)))
    return path, there


def test_a_kill_while_two_files_become_one_leaves_the_first_or_the_whole(
    parted: tuple[Path, Path], tmp_path: Path
) -> None:
    path, there = parted
    chance = random.Random(201)
    first, second = state(path, merged.PASSWORD), there.read_bytes()
    reference = tmp_path / "reference.merilo"
    copy(path, reference)
    length = killed(None, taker.merge_on, reference, there, taker.NEVER)
    whole = counted(reference, merged.PASSWORD)
    for turn in range(size("merge_kills")):
        folder = tmp_path / str(turn)
        folder.mkdir()
        file = folder / "here.merilo"
        copy(path, file)
        if chance.random() < 0.3:
            killed(chance.uniform(0.0, 1.0), taker.merge_on, file, there, taker.NEVER)
        else:
            killed(PATIENCE, taker.merge_on, file, there, chance.randrange(length))
        assert there.read_bytes() == second, "the second file is only read"
        leftovers.sweep(folder)
        left = {one.name for one in folder.iterdir()}
        assert left <= {f"here.merilo{end}" for end in ("", "-wal", "-shm", ".keys", ".keys2")}, left
        before = state(file, merged.PASSWORD) == first
        with merged.opened(file) as store:
            assert store.check().problems == ()
            assert before or store.read(rows) == whole
        merged.merge(file, there, Keep.HERE)
        with merged.opened(file) as store:
            now = store.read(rows)
            assert {**now, "journal": 0} == {**whole, "journal": 0}, "a second time brings nothing more"
            assert store.check().problems == ()


def killed(seconds: float | None, work: Callable[..., None], *what: object) -> int:
    """Work in a process that is killed; return how many statements it told of, 0 if none."""
    pipe, child = run(work, *what)
    assert pipe.recv() == 0
    told = 0
    if seconds is None:
        told = pipe.recv()
    else:
        child.join(seconds)
    child.kill()
    child.join()
    pipe.close()
    return told


def state(file: Path, password: str | None = None) -> str:
    """Return a hash over all that is in a closed file."""
    store = Store.open(file, password)
    found = everything(store)
    store.close()
    return found


type Rows = dict[str, int]


def rows(session: Session) -> Rows:
    """Return how many rows each table has."""
    tables = SQLModel.metadata.sorted_tables
    return {one.name: session.exec(select(func.count()).select_from(one)).one() for one in tables}


def counted(file: Path, password: str | None = None) -> Rows:
    """Return how many rows each table of a closed file has."""
    store = Store.open(file, password)
    found = store.read(rows)
    store.close()
    return found

"""Whoever is killed while taking a packet has the file as it was, or as it is with the packet."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import Session, select

from db import models
from db.exchange import packets as ledger
from db.file import keys
from db.file.store import Store
from desktop.office.exchange import reading, taking
from domain.progress import Progress
from tests.db.writer import FORKS, run
from tests.desktop.office.exchange import taker
from tests.desktop.office.exchange.devices import Device, Schedule, everything, here
from tests.faults.sizes import size

KILLS = size("packet_kills")
PATIENCE = 60.0  # seconds for a process that kills itself

pytestmark = pytest.mark.skipif(not FORKS, reason="each kill would import everything again")


@dataclass
class Before:
    """A closed file, who works in it, and the packet that it is to take."""

    file: Path
    me: int
    packet: Path
    sheets: int


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Before, Before]:
    """HR's file, which the last sealed sheet opens, and an assessor's with an invitation."""
    folder = tmp_path_factory.mktemp("waiting")
    at = Schedule(folder, random.Random(3))
    at.begin()
    at.invite()
    (case,) = at.cases
    invited = closed(folder, "invited", at.assessors[1], at.post.letters[1].data, 0)
    for number in (0, 1):
        at.bring(at.post.letters[number])
        at.rate(number, case)
        at.submit(number, case)
        at.seal(number, case)
    at.bring(at.post.letters[2])
    last = closed(folder, "last", at.hr, at.post.letters[3].data, 2)
    at.close()
    return last, invited


def closed(folder: Path, name: str, device: Device, data: bytes, sheets: int) -> Before:
    device.store.close()
    path = device.store.path
    there = folder / f"{name}-before.merilo"
    copy(path, there)
    device.store = Store.open(path, clock=device.watch)
    device.store.act_as(device.me)
    packet = folder / f"{name}.merilo-packet"
    packet.write_bytes(data)
    return Before(there, device.me, packet, sheets)


def copy(file: Path, to: Path) -> None:
    shutil.copyfile(file, to)
    shutil.copyfile(keys.beside(file), keys.beside(to))


def test_a_kill_while_a_packet_is_taken_leaves_the_file_without_it_or_with_all_of_it(
    waiting: tuple[Before, Before], tmp_path: Path
) -> None:
    chance = random.Random(200)
    lengths: dict[Path, int] = {}
    unchanged = {one.file: state(one.file) for one in waiting}
    for turn in range(KILLS):
        one = waiting[turn % 2]
        if one.file not in lengths:
            lengths[one.file] = take(one, tmp_path / one.file.name, taker.NEVER, None)
        file = tmp_path / f"{turn}.merilo"
        if turn % 3 == 2:
            take(one, file, taker.NEVER, chance.uniform(0.0, 0.3))
        else:
            take(one, file, chance.randrange(lengths[one.file]), PATIENCE)
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
        assert store.read(sheets) == one.sheets, "all are there in the end, and each once"
        assert store.checkup() == ()
        store.close()


def take(one: Before, file: Path, step: int, seconds: float | None) -> int:
    """Take the packet in a process that is killed; return how many statements it told of, 0 if none."""
    copy(one.file, file)
    pipe, child = run(taker.take_on, file, one.me, one.packet, step)
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


def state(file: Path) -> str:
    """Return a hash over all that is in a closed file."""
    store = Store.open(file)
    found = everything(store)
    store.close()
    return found


def sheets(session: Session) -> int:
    """Return how many sheets there are."""
    return len(session.exec(select(models.Sheet)).all())

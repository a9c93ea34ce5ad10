"""Service and PostgreSQL are killed while people rate: what was answered stands, and once."""

import itertools
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from threading import Semaphore, Thread

import pytest

from db.assessing.sheet import sheets
from db.hiring import campaigns
from db.people import accounts
from db.postgresql.store import DatabaseStore
from db.wire.refusals import NotServed
from domain.login import LoginRole
from domain.mark import Mark, Origin, Role
from tests import postgresql
from tests.db import sample
from tests.db.service.web.client import FAST, FIRST, Client, at_work, served
from tests.faults.sizes import turns

RATE = "assessing.sheet.sheets.rate_all"
KEY = bytes(range(32))
PATIENCE = 600.0  # seconds that an act may wait on a busy machine
RATERS = (Role.MANAGER, Role.EXPERT, Role.EXPERT, Role.EXPERT)
BEFORE_A_KILL = 12  # answers at the most
AT_MOST = 40  # marks of one person between two starts: fewer than the service lets one send at once


@pytest.fixture
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL of the test's own that keeps what it has answered."""
    folder = postgresql.programs()
    if folder is None or sys.platform != "linux":
        pytest.skip("there is no PostgreSQL here, or none that can be killed with all that works for it")
    try:
        with postgresql.started(folder, postgresql.LASTING) as started:
            yield started
    except postgresql.NotStarted as error:
        pytest.skip(f"PostgreSQL does not start here ({error})")


@dataclass
class Rater:
    """Somebody with a sheet, and what was sent for each item and answered or not."""

    client: Client
    person_id: int
    sheet_id: int
    items: tuple[int, ...]
    stands: dict[int, Mark | None] = field(default_factory=dict[int, Mark | None])
    open: tuple[uuid.UUID, int, Mark] | None = None  # what nobody has answered yet
    answered: int = 0

    def work(self, chance: Random, heard: Semaphore) -> None:
        """Give one mark after the other until nobody answers."""
        try:
            for _act in range(AT_MOST):
                item, mark = chance.choice(self.items), Mark.rated(chance.randint(0, 4))
                if mark != self.stands.get(item):
                    self.open = uuid.uuid4(), item, mark
                    self.send()
                    heard.release()
        except (OSError, HTTPException, NotServed):
            pass
        finally:
            heard.release(BEFORE_A_KILL)  # whatever happens, nobody waits for this one in vain

    def send(self) -> None:
        """Send what is open, with the number that it had."""
        assert self.open is not None
        act_id, item, mark = self.open
        self.client.ask(
            RATE, self.sheet_id, {item: (mark, Origin.TYPED, self.stands.get(item))}, act_id=act_id
        )
        self.stands[item], self.open = mark, None
        self.answered += 1


def test_no_mark_that_was_answered_is_lost_when_service_and_database_are_killed(
    server: postgresql.Server, tmp_path: Path
) -> None:
    file = tmp_path / "database"
    file.write_text(f"{server.address}\n{KEY.hex()}\n", "utf-8")
    here = ("--database", str(file))
    with closing(DatabaseStore.create(server.address, KEY)) as store:
        sheet_ids = prepared(store)
        items = tuple(one.id for one in sample.framework(store).items)
    with served(*here) as (_process, port, _health):
        raters = [
            Rater(at_work(port, f"rater{number}"), person_id, sheet_id, items)
            for number, (person_id, sheet_id) in enumerate(sheet_ids)
        ]
    killed = itertools.cycle(("service", "database", "both"))
    for turn in turns("database_kills"):
        whom = next(killed)
        with served(*here) as (process, port, health):
            heard = Semaphore(0)
            threads = [
                Thread(target=one.work, args=(Random(turn * 10 + number), heard))
                for number, one in enumerate(raters)
            ]
            for one, thread in zip(raters, threads, strict=True):
                one.client.port = port
                thread.start()
            for _answer in range(Random(turn).randint(1, BEFORE_A_KILL)):
                heard.acquire()
            if whom != "service":
                server.kill()
            if whom != "database":
                process.kill()
            for thread in threads:
                thread.join()
            if whom == "database":  # the service outlives it, says so, and goes on when it is back
                assert Client(health).raw("GET", "/health")[0] == 503
                server.start()
                assert Client(health).raw("GET", "/health")[0] == 200
                send_again(raters)
        if whom == "both":
            server.start()
        with served(*here) as (_process, port, _health):
            for one in raters:
                one.client.port = port
            send_again(raters)
        look(server, raters)
    assert sum(one.answered for one in raters) > len(turns("database_kills"))
    with closing(DatabaseStore(server.address, KEY, wait=PATIENCE)) as store:
        assert store.checkup() == ()


def send_again(raters: list[Rater]) -> None:
    for one in raters:
        if one.open is not None:
            one.send()


def look(server: postgresql.Server, raters: list[Rater]) -> None:
    """See that each sheet has the last mark of each item that was answered, and no other."""
    with closing(DatabaseStore(server.address, KEY, wait=PATIENCE)) as store:
        for one in raters:
            store.act_as(one.person_id)
            rows = store.read(sheets.sheet, one.sheet_id, one.person_id).rows
            found = {row.item.id: row.mark for row in rows}
            assert {item: mark for item, mark in found.items() if mark is not None} == one.stands


def prepared(store: DatabaseStore) -> list[tuple[int, int]]:
    """Invite a candidate, and open a sheet for each rater; return person and sheet of each."""
    hr = sample.add(store, "Соколова", is_actor=True)
    people = [sample.add(store, f"Громов {number}", is_actor=True) for number in range(len(RATERS))]
    store.act_as(hr)
    cycle = sample.campaign(store, (hr, Role.HR), *zip(people, RATERS, strict=True))
    case = store.write(campaigns.invite, cycle, sample.candidate(store, code="C-0041"))
    found: list[tuple[int, int]] = []
    for number, (person_id, role) in enumerate(zip(people, RATERS, strict=True)):
        store.write(accounts.add, f"rater{number}", person_id, LoginRole.ASSESSOR, (), FAST.derived(FIRST))
        store.act_as(person_id)
        found.append((person_id, sample.sheet(store, case, person_id, role, submit=False)))
        store.act_as(hr)
    return found

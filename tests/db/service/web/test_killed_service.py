"""Connections break and services are killed: what was answered is done, and what is sent again, done once."""

import uuid
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from random import Random
from threading import Barrier, Semaphore, Thread

from db.assessing.sheet import sheets
from db.file.store import Store
from db.people import accounts, organisation
from db.wire.headers import ACT
from domain.login import LoginRole
from domain.mark import Mark, Origin, Overtaken
from tests.db import sample
from tests.db.conftest import PASSWORD
from tests.db.interview import Interview
from tests.db.service.web.client import FAST, FIRST, Client, add, at_work, running, served, written
from tests.faults.sizes import turns

ADD_UNIT, UNITS = "people.organisation.add_unit", "people.organisation.units"
AT_ONCE = 4  # people who work when it happens


def test_what_a_killed_service_has_answered_is_done_and_what_is_sent_again_is_done_once(path: Path) -> None:
    with closing(Store.open(path, PASSWORD)) as store:
        for number in range(AT_ONCE):
            person_id = sample.add(store, f"Соколова {number}")
            store.write(accounts.add, f"hr{number}", person_id, LoginRole.HR, (), FAST.derived(FIRST))
    here = ("--file", str(path))
    with served(*here) as (_process, port, _health):
        people = [at_work(port, f"hr{number}") for number in range(AT_ONCE)]
    answered: dict[tuple[int, str], tuple[uuid.UUID, int]] = {}
    for turn in turns("service_kills"):
        sent: dict[tuple[int, str], uuid.UUID] = {}
        with served(*here) as (process, port, _health):
            heard = Semaphore(0)
            threads = [
                Thread(target=_work, args=(one, port, number, turn, sent, answered, heard))
                for number, one in enumerate(people)
            ]
            for thread in threads:
                thread.start()
            for _answer in range(Random(turn).randint(1, 12)):
                heard.acquire()
            process.kill()
            for thread in threads:
                thread.join()
        with served(*here) as (_process, port, _health):
            for (number, name), act_id in sent.items():
                people[number].port = port
                unit_id = people[number].ask(ADD_UNIT, name, act_id=act_id)
                assert answered.setdefault((number, name), (act_id, unit_id)) == (act_id, unit_id)
    with closing(Store.open(path, PASSWORD)) as store:
        found = {one.name: one.id for one in store.read(organisation.units)}
        assert found == {name: unit_id for (_number, name), (_act_id, unit_id) in answered.items()}
        assert store.checkup() == ()


def _work(
    client: Client,
    port: int,
    number: int,
    turn: int,
    sent: dict[tuple[int, str], uuid.UUID],
    answered: dict[tuple[int, str], tuple[uuid.UUID, int]],
    heard: Semaphore,
) -> None:
    """Do one act after the other until nobody answers."""
    client.port = port
    for act in range(50):
        key, act_id = (number, f"Цех {turn}-{number}-{act}"), uuid.uuid4()
        sent[key] = act_id
        try:
            unit_id = client.ask(ADD_UNIT, key[1], act_id=act_id)
        except (OSError, HTTPException):
            return
        answered[key] = act_id, unit_id
        heard.release()


def test_of_acts_whose_answers_were_cut_none_is_lost_and_none_is_done_twice(store: Store) -> None:
    add(store, "sokolova", sample.add(store, "Соколова"), LoginRole.HR)
    with running(store) as service:
        client = at_work(service.port, "sokolova")
        acts = {f"Цех {number}": uuid.uuid4() for number in range(10)}
        for name, act_id in acts.items():
            with closing(client.connection()) as connection:
                headers = client.headers | {ACT: str(act_id)}
                connection.request("POST", f"/act/{ADD_UNIT}", written(ADD_UNIT, name), headers)
            # Closed before the answer was read; it may be under way, done, or never begun.
            client.ask(ADD_UNIT, name, act_id=act_id)
        assert sorted(one.name for one in client.ask(UNITS)) == sorted(acts)


def test_of_two_windows_at_one_mark_neither_writes_over_what_the_other_wrote(store: Store) -> None:
    at = Interview(store, opened=False)
    add(store, "gromov", at.manager, LoginRole.ASSESSOR)
    with running(store) as service:
        one = at_work(service.port, "gromov")
        other = Client(service.port)
        other.headers = one.headers
        seen, together, told = Mark.rated(1), Barrier(2), list[str]()

        def rate(client: Client, level: int) -> Callable[[], None]:
            def run() -> None:
                together.wait()
                try:
                    marks = {1: (Mark.rated(level), Origin.TYPED, seen)}
                    client.ask("assessing.sheet.sheets.rate_all", at.his, marks)
                    told.append(f"rated {level}")
                except Overtaken:
                    told.append("overtaken")

            return run

        threads = [Thread(target=rate(client, level)) for client, level in ((one, 2), (other, 3))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    stands = store.read(sheets.sheet, at.his, at.manager).rows[0].mark
    assert sorted(told) in (["overtaken", "rated 2"], ["overtaken", "rated 3"])
    assert f"rated {stands.level if stands is not None else None}" in told

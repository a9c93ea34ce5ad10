"""Over HTTP the service is as blind as the file: each role gets what ``db`` says to it, or a refusal."""

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import pytest

from db.file.store import Store
from db.service.web.bounds import Limits, Rates
from db.wire import answers
from db.wire.allowed import table
from db.wire.calls import call_of
from db.wire.plain import sent
from domain.login import Login, LoginRole
from tests.db.interview import HERS, SECRET
from tests.db.service.test_blind_service import People, asked
from tests.db.service.web.client import Client, add, at_work, running
from tests.db.test_blind_reads import leaks
from tests.faults.sizes import turns


class Asked(NamedTuple):
    people: People
    clients: tuple[Client, ...]  # as the logins of ``people``


@pytest.fixture(params=[False, True], ids=["blind", "opened"])
def asking(request: pytest.FixtureRequest, store: Store) -> Iterator[Asked]:
    people = People(store, opened=request.param)
    for index, login in enumerate(people.logins):
        add(store, f"account{index}", login.person_id, login.role, *login.unit_ids)
    with running(store, limits=Limits(Rates(1_000, 10_000))) as service:
        yield Asked(
            people, tuple(at_work(service.port, f"account{index}") for index in range(len(people.logins)))
        )


def test_over_http_everybody_gets_what_db_says_in_that_role(asking: Asked) -> None:
    """So many random cases by every role, each with another function and the arguments of its example."""
    people, answered = asking.people, 0
    chance = Random(7)
    cases: list[tuple[str, Login, dict[str, Any]]] = []
    for _turn in turns("service_asks"):
        if not cases:  # each function once, before any comes again with other arguments
            cases = list(asked(people, chance))
            chance.shuffle(cases)
        name, _login, arguments = cases.pop()
        row = table()[name]
        for login, client in zip(people.logins, asking.clients, strict=True):
            own = arguments | ({row.viewer: login.person_id} if row.viewer else {})
            content = sent(call_of(name).encode(own))
            status, said = client.raw("POST", f"/act/{name}", content)
            assert status == 200
            assert said == people.acts.act(login, name, content), (name, login.role)
            if b'"refused":"db.wire.refusals.' in said[:40]:
                assert login.role is not LoginRole.HR, name
                assert SECRET not in said.decode()
                continue
            assert said == people.by_db(name, login, own), (name, login.role)
            answered += 1
            if people.at.plan == 0 and login.role is not LoginRole.HR and b'"answer"' in said[:9]:
                assert leaks(answers.answer(name, said), (HERS,)) == [], name
    assert answered >= len(turns("service_asks"))  # HR at least is answered

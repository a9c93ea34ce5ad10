"""Accounts over the wire: an administrator's alone, of people by name and code, and never one's own."""

import uuid
from typing import Any

import pytest

from db.file.store import Store
from db.people import accounts
from db.service.acts import Acts
from db.service.first_answers import FirstAnswers
from db.wire import answers, passwords
from db.wire.allowed import View, table
from db.wire.calls import call_of
from db.wire.plain import sent
from db.wire.refusals import NotAllowed
from domain.errors import Impossible, Refused, Unknown
from domain.login import LastAdministrator, Login, LoginRole, OwnAccount
from tests.db import sample
from tests.db.interview import HERS, SECRET
from tests.db.service.test_blind_service import People
from tests.db.test_blind_reads import leaks

ROOM = "people.accounts."
FIRST = passwords.first()


@pytest.fixture
def people(store: Store) -> People:
    made = People(store, opened=False)
    store.act_as(made.at.expert)  # none of those whose accounts are made
    return made


def ask(people: People, login: Login, act: str, /, **told: Any) -> Any:
    """Ask for a function of accounts as the wire does."""
    content = sent(call_of(ROOM + act).encode(told))
    return answers.answer(ROOM + act, people.acts.act(login, ROOM + act, content, uuid.uuid4()))


def administrator_of(people: People) -> Login:
    return people.logins[-1]


def test_nobody_but_an_administrator_learns_who_may_log_in(people: People) -> None:
    for login in people.logins[:-1]:
        for name in ("accounts", "colleagues", "open_logins"):
            with pytest.raises(NotAllowed):
                ask(people, login, name)
    rows = [row for row in table().values() if row.view is View.ACCOUNTS]
    assert len(rows) == 9


def test_of_people_an_administrator_gets_the_name_and_the_code_of_those_at_work(people: People) -> None:
    administrator = administrator_of(people)
    found = ask(people, administrator, "colleagues")
    ids = {one.person_id for one in found}
    assert {people.at.hr, people.at.manager} <= ids
    assert people.at.person not in ids, "a candidate"
    assert leaks(found, (HERS,)) == [] and SECRET not in str(found)
    with pytest.raises(Unknown):
        ask(
            people,
            administrator,
            "add",
            name="candidate",
            person_id=people.at.person,
            role=LoginRole.ASSESSOR,
            unit_ids=(),
            password="",
        )


def test_an_administrator_makes_accounts_for_others_and_none_for_oneself(people: People) -> None:
    administrator, store = administrator_of(people), people.store
    made = ask(
        people,
        administrator,
        "add",
        name="hr",
        person_id=people.at.hr,
        role=LoginRole.HR,
        unit_ids=(),
        password=FIRST.derived,
    )
    own = store.write(accounts.add, "own", administrator.person_id, LoginRole.ADMINISTRATOR, (), "")
    for name, told in (
        ("close", {}),
        ("change", {"role": LoginRole.HR, "unit_ids": ()}),
        ("give_password", {"password": FIRST.derived}),
    ):
        with pytest.raises(OwnAccount):
            ask(people, administrator, name, account_id=own, **told)
    with pytest.raises(OwnAccount):
        ask(
            people,
            administrator,
            "add",
            name="more",
            person_id=administrator.person_id,
            role=LoginRole.HR,
            unit_ids=(),
            password="",
        )
    other = store.write(accounts.add, "other", people.at.manager, LoginRole.ADMINISTRATOR, (), "")
    ask(people, administrator, "close", account_id=other)
    third = store.write(accounts.add, "third", people.at.manager, LoginRole.ADMINISTRATOR, (), "")
    store.write(accounts.close, own)  # somebody with the file, meanwhile
    with pytest.raises(LastAdministrator):
        ask(people, administrator, "close", account_id=third)
    ask(people, administrator, "close", account_id=made)
    event = sample.last_event(store)
    assert (event.act, event.actor_id, event.data) == (
        "close",
        administrator.person_id,
        {"account": made},
    )


def test_what_would_cost_the_service_more_than_a_password_is_not_kept(people: People) -> None:
    administrator = administrator_of(people)
    account = people.store.write(accounts.add, "hr", people.at.hr, LoginRole.HR, (), "")
    for derived in (
        *("x", FIRST.password, FIRST.derived.replace("m=65536", "m=65537")),
        FIRST.derived.replace("t=3", "t=9"),
        FIRST.derived.replace("argon2id", "argon2i"),
        FIRST.derived + "A" * 100,
    ):
        with pytest.raises(Impossible):
            ask(people, administrator, "give_password", account_id=account, password=derived)
    ask(people, administrator, "give_password", account_id=account, password=FIRST.derived)


def test_no_first_password_is_in_the_file_but_as_it_is_recognised(people: People) -> None:
    acts = Acts(people.store, FirstAnswers())
    told = {
        "name": "hr",
        "person_id": people.at.hr,
        "role": LoginRole.HR,
        "unit_ids": (),
        "password": FIRST.derived,
    }
    content = acts.act(
        administrator_of(people), ROOM + "add", sent(call_of(ROOM + "add").encode(told)), uuid.uuid4()
    )
    assert FIRST.derived not in content.decode()
    assert FIRST.derived not in str(sample.last_event(people.store).data)
    assert FIRST.password not in repr(FIRST) and FIRST.derived not in repr(FIRST)
    with pytest.raises(Refused):
        ask(people, administrator_of(people), "unlock", account_id=10_000)

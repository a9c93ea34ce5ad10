"""The service is as blind as the file: by every role, each function answers what ``db`` says or refuses."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any, get_type_hints

import pytest

from db.file.store import Store
from db.journal import journal
from db.people import organisation
from db.service.acts import Acts
from db.service.first_answers import FirstAnswers
from db.wire import answers
from db.wire.allowed import Allowed, Kind, Reach, table
from db.wire.calls import call_of, function
from db.wire.plain import sent
from db.wire.refusals import NotServed, OutOfReach
from domain.errors import Refused
from domain.login import Login, LoginRole
from tests.db import sample
from tests.db.blind_table import READS
from tests.db.interview import HERS, SECRET, Interview
from tests.db.service.annotated import NotMade, value
from tests.db.test_blind_reads import leaks
from tests.faults.sizes import turns

ROWS = [row for row in table().values() if row.kind is not Kind.STAYS]
EXAMPLES = {
    row.name: READS[short]
    for row in ROWS
    if (short := ".".join(row.name.split(".")[-2:])) in READS and row.kind is Kind.READ
}


class People:
    """An interview, a unit with a candidate's colleague, and a login of each role."""

    def __init__(self, store: Store, *, opened: bool) -> None:
        self.store = store
        self.at = at = Interview(store, opened=opened)
        unit = store.write(organisation.add_unit, "Цех")
        colleague = sample.add(store, "Лисин", unit_id=unit)
        stranger = sample.add(store, "Ревизоров", is_actor=True)
        store.act_as(at.hr)
        self.logins = (
            Login(at.hr, LoginRole.HR),
            Login(at.manager, LoginRole.MANAGER, (unit,)),
            Login(at.expert, LoginRole.ASSESSOR),
            Login(stranger, LoginRole.AUDITOR),
            Login(stranger, LoginRole.ADMINISTRATOR),
        )
        self.ids = (at.hr, at.manager, at.expert, at.person, at.case, at.other, at.hers, at.his, colleague)
        self.acts = Acts(store, FirstAnswers())

    def by_db(self, name: str, login: Login, arguments: dict[str, Any]) -> bytes:
        """Return what ``db`` says to this person, as it would travel."""
        self.store.act_as(login.person_id)
        reached = {one for unit in login.unit_ids for one in self.store.read(organisation.units_below, unit)}
        bounds = table()[name].grants.get(login.role, ())
        filled = {one.parameter: frozenset(reached) for one in bounds if one.reach is Reach.FILLED}
        try:
            return answers.answered(name, self.store.read(function(name), **arguments | filled))
        except (Refused, NotServed) as error:
            return answers.refused(error)


@pytest.fixture(params=[False, True], ids=["blind", "opened"])
def people(request: pytest.FixtureRequest, store: Store) -> People:
    return People(store, opened=request.param)


def test_what_the_service_answers_is_what_db_says(people: People) -> None:
    agreed = 0
    for turn in turns("service_asks"):
        for index, (name, login, arguments) in enumerate(asked(people, Random(turn))):
            login = people.logins[(turn + index) % len(people.logins)]
            agreed += _agrees(people, name, login, arguments, Random(turn * 1_000 + index))
    assert agreed > 50


def asked(people: People, chance: Random) -> Iterator[tuple[str, Login, dict[str, Any]]]:
    """Yield each read with somebody who asks it, and arguments of which some are others than those meant."""
    for name, example in EXAMPLES.items():
        parameters = [one for one in get_type_hints(function(name)) if one not in ("session", "return")]
        login = chance.choice(people.logins)
        told = dict(zip(parameters, example(people.at, login.person_id), strict=False))
        for parameter, one in told.items():
            if type(one) is int and chance.random() < 0.3:
                told[parameter] = chance.choice(people.ids)
        yield name, login, told


def _agrees(people: People, name: str, login: Login, arguments: dict[str, Any], chance: Random) -> bool:
    """Compare one answer with that of ``db``; return whether it was within reach."""
    row = table()[name]
    own = arguments | ({row.viewer: login.person_id} if row.viewer else {})
    # Somebody else in the place of the viewer gets nobody's view but a refusal.
    viewer = chance.choice((login.person_id, None, *people.ids)) if row.viewer else None
    wire = call_of(name).encode(own) | ({row.viewer: viewer} if row.viewer else {})
    content = people.acts.act(login, name, sent(wire))
    if b'"refused":"db.wire.refusals.' in content[:40]:
        assert SECRET not in content.decode()
        assert login.role is not LoginRole.HR or viewer not in (None, login.person_id), (name, content)
        return False
    assert viewer in (None, login.person_id), name
    assert login.role is LoginRole.HR or login.role in row.grants, name
    assert content == people.by_db(name, login, own), name
    if people.at.plan == 0 and login.role is not LoginRole.HR and b'"answer"' in content[:9]:
        assert leaks(answers.answer(name, content), (HERS,)) == [], name
    return True


def test_a_role_that_the_table_does_not_name_is_refused_before_anything_is_read(people: People) -> None:
    for row in ROWS:
        for login in people.logins[1:]:
            if login.role not in row.grants:
                content = people.acts.act(login, row.name, b"no JSON", uuid.uuid4())
                assert b"NotAllowed" in content, (row.name, login.role)


def test_what_is_bounded_is_refused_outside_whatever_else_is_said_and_nothing_is_written(
    people: People,
) -> None:
    """The others' units, sheets, seats and notes, with arguments made up from annotations."""
    before, tried = people.store.read(journal.head), 0
    for row in ROWS:
        for login in people.logins[1:]:
            stranger = replace(login, person_id=people.logins[3].person_id, unit_ids=())
            bounds = row.grants.get(login.role, ())
            if not any(bound.parameter for bound in bounds) or {Reach.CLOSED, Reach.FILLED} & {
                b.reach for b in bounds
            }:
                continue
            if (wire := _made_up(row, stranger, people.ids)) is None:
                continue
            content = people.acts.act(stranger, row.name, sent(wire), uuid.uuid4())
            with pytest.raises(OutOfReach):
                answers.answer(row.name, content)
            tried += 1
    assert tried > 60
    assert people.store.read(journal.head) == before


def _made_up(row: Allowed, login: Login, ids: tuple[int, ...]) -> Any:
    hints, call, chance = get_type_hints(function(row.name)), call_of(row.name), Random(row.name)
    try:
        told = {name: value(hints[name], chance) for name in call.arguments}
    except NotMade:
        return None
    several = [bound for bounds in row.grants.values() for bound in bounds if bound.reach is not Reach.NONE]
    bounded = sorted({bound.parameter for bound in several})
    told |= {name: chance.choice(ids) for name in bounded if name not in ("", "talk")}
    if "talk" in bounded:
        told["talk"] = replace(told["talk"], meeting_id=chance.choice(ids))
    if "ids" in bounded:
        told["ids"] = (told["ids"],)
    return call.encode(told | ({row.viewer: login.person_id} if row.viewer else {}))

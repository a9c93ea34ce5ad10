"""The service over HTTP: who gets in, what is refused and how, and that nothing is done twice."""

import json
import logging
import socket
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from db.assessing.sheet import sheets
from db.file.store import Store
from db.journal import journal
from db.people import organisation
from db.service.web.bounds import Limits, Rates
from db.service.web.running import NotListening, Open, Running, Where
from db.wire import answers
from db.wire.plain import MOST_BYTES
from db.wire.refusals import (
    AnotherAct,
    AnothersName,
    ChangeFirst,
    Fault,
    Locked,
    LoggedOut,
    Malformed,
    NeedsNumber,
    NotAllowed,
    OtherVersion,
    OutOfReach,
    Stopping,
    TooLarge,
    TooMany,
    WrongLogin,
)
from domain.errors import Submitted, Taken
from domain.login import LOCKED_AFTER, LoginRole
from domain.mark import Mark, Origin
from domain.password import WaitFirst
from tests.db import sample
from tests.db.conftest import ByClock
from tests.db.interview import SECRET, Interview
from tests.db.service.web.client import FIRST, HANGS, OWN, Client, add, at_work, running

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
ADD_UNIT, SHEET = "people.organisation.add_unit", "assessing.sheet.sheets.sheet"


class Centre(NamedTuple):
    """An interview in a file that is served, HR and the manager at work."""

    store: Store
    at: Interview
    running: Running
    hr: Client
    manager: Client


@pytest.fixture
def centre(store: Store) -> Iterator[Centre]:
    at = Interview(store, opened=False)
    add(store, "sokolova", at.hr, LoginRole.HR)
    add(store, "gromov", at.manager, LoginRole.MANAGER, store.write(organisation.add_unit, "Цех 1"))
    with running(store, limits=Limits(still_here=10 * HANGS)) as service:  # else that line may come first
        port = service.port
        yield Centre(store, at, service, at_work(port, "sokolova"), at_work(port, "gromov"))


def refusal(content: bytes) -> Exception:
    """Return what the client raises."""
    with pytest.raises(Exception) as refused:
        answers.answer(ADD_UNIT, content)
    return refused.value


def test_a_manager_rates_and_hands_in_and_everybody_sees_what_the_file_shows(centre: Centre) -> None:
    manager, sheet_id = centre.manager, centre.at.his
    manager.ask(
        "assessing.sheet.sheets.rate_all", sheet_id, {1: (Mark.rated(3), Origin.TYPED, Mark.rated(1))}
    )
    manager.ask("assessing.sheet.sheets.comment", sheet_id, 1, "видел сам")
    manager.ask("exchange.opening.submit", sheet_id)
    assert manager.ask(SHEET, sheet_id) == centre.store.read(sheets.sheet, sheet_id, centre.at.manager)
    with pytest.raises(Submitted):
        manager.ask("assessing.sheet.sheets.comment", sheet_id, 1, "уже поздно")
    assert SECRET not in str(manager.raw("POST", f"/act/{SHEET}", f'{{"sheet_id":{centre.at.hers}}}'))


def test_nothing_is_served_before_the_password_was_changed_and_after_one_has_logged_out(
    centre: Centre,
) -> None:
    person_id = sample.add(centre.store, "Новиков")
    add(centre.store, "novikov", person_id, LoginRole.HR)
    client = Client(centre.running.port)
    for password in (OWN, ""):
        with pytest.raises(WrongLogin):
            client.log_in("novikov", password)
    assert client.log_in("novikov", FIRST).change_first
    with pytest.raises(ChangeFirst):
        client.ask("people.organisation.units")
    client.change_password(FIRST, OWN)
    assert client.ask("people.organisation.units")
    client.log_out()
    for ask in (lambda: client.ask("people.organisation.units"), client.log_out):
        with pytest.raises(LoggedOut):
            ask()


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer " + "x" * 10_000])
def test_without_a_login_nothing_is_said(centre: Centre, given: str) -> None:
    for method, path in (("POST", f"/act/{ADD_UNIT}"), ("POST", "/logout"), ("GET", "/changed")):
        status, content = centre.hr.raw(method, path, b"{}", authorization=given)
        assert (status, type(refusal(content))) == (401, LoggedOut)


def test_what_a_stranger_sends_is_refused_by_kind_and_nothing_is_written(centre: Centre) -> None:
    hr, before = centre.hr, centre.store.read(journal.head)
    act, one = f"/act/{ADD_UNIT}", str(uuid.uuid4())
    tried: list[tuple[tuple[int, bytes], int, type[Exception]]] = [
        (hr.raw("POST", "/act/people.organisation.drop_all", b"{}"), 200, NotAllowed),
        (hr.raw("POST", "/act/os.system", b"{}"), 200, NotAllowed),
        (hr.raw("POST", "/act/exchange.opening.sheet_opens", b"{}"), 200, NotAllowed),  # stays at the file
        (centre.manager.raw("POST", act, b'{"name":"X"}', merilo_act=one), 200, NotAllowed),
        (hr.raw("POST", act, b'{"name":"X"}'), 200, NeedsNumber),
        (hr.raw("POST", act, b'{"name":"X"}', merilo_act="7"), 400, Malformed),
        (hr.raw("POST", act, b'{"name":7}', merilo_act=one), 200, Malformed),
        (hr.raw("POST", act, b'{"name":"X","and":1}', merilo_act=one), 200, Malformed),
        (hr.raw("POST", act, b'{"name":"X"', merilo_act=one), 200, Malformed),
        (hr.raw("POST", act, b"\xff", merilo_act=one), 200, Malformed),
        (hr.raw("POST", act, b"[" * 100_000, merilo_act=one), 200, TooLarge),
        (hr.raw("POST", act, b"{}", content_length=str(MOST_BYTES + 1)), 413, TooLarge),
        (hr.raw("POST", act, (b" " * MOST_BYTES for _ in range(2)), merilo_act=one), 413, TooLarge),
        (hr.raw("POST", act, b"{}", merilo_version="0.0.1"), 426, OtherVersion),
        (Client(hr.port).raw("POST", "/login", b"{}", merilo_version=""), 426, OtherVersion),
        (hr.raw("POST", "/login", b'{"name":"sokolova"}'), 400, Malformed),
        (hr.raw("POST", "/login", b'{"name":"sokolova","password":7}'), 400, Malformed),
        (hr.raw("POST", "/login", b" " * 9_000), 413, TooLarge),
        (hr.raw("POST", "/password", b"null"), 400, Malformed),
    ]
    for number, ((status, content), expected, kind) in enumerate(tried):
        assert (number, status, type(refusal(content))) == (number, expected, kind), content
        assert b"Traceback" not in content
    assert centre.store.read(journal.head) == before


def test_somebody_elses_id_as_actor_and_what_is_out_of_reach_are_refused(centre: Centre) -> None:
    at = centre.at
    with pytest.raises(AnothersName):
        centre.manager.ask(SHEET, at.his, at.hr)
    with pytest.raises(OutOfReach):
        centre.manager.ask("assessing.sheet.sheets.comment", at.hers, 1, "чужой лист")


def test_what_is_not_there_says_only_that(centre: Centre) -> None:
    for method, path in (("GET", "/"), ("GET", f"/act/{SHEET}"), ("GET", "/docs"), ("POST", "/act/a/b")):
        status, content = centre.hr.raw(method, path)
        assert status in (404, 405)
        assert content in (b"Not Found", b"Method Not Allowed")


def test_what_is_no_http_ends_with_a_closed_connection_and_the_service_goes_on(centre: Centre) -> None:
    for content in (b"\0" * 200, b"GET / HTTP/9.9\r\n\r\n", b"POST /login HTTP/1.1\r\nX: " + b"x" * 70_000):
        with socket.create_connection(("127.0.0.1", centre.running.port)) as connection:
            try:
                connection.sendall(content)
                while connection.recv(65_536):
                    pass
            except ConnectionError:  # it was closed while we still sent
                pass
    assert centre.hr.ask("people.organisation.units")


def test_an_act_met_again_gets_the_first_answer_from_a_service_that_was_begun_anew_too(
    centre: Centre,
) -> None:
    act_id = uuid.uuid4()
    first = centre.hr.ask(ADD_UNIT, "Цех 3", act_id=act_id)
    head = centre.store.read(journal.head)
    assert centre.hr.ask(ADD_UNIT, "Цех 3", act_id=act_id) == first
    with pytest.raises(AnotherAct):
        centre.hr.ask(ADD_UNIT, "Цех 5", act_id=act_id)
    with running(centre.store) as anew:
        again = Client(anew.port, token=centre.hr.headers["authorization"].removeprefix("Bearer "))
        assert again.ask(ADD_UNIT, "Цех 3", act_id=act_id) == first
    assert centre.store.read(journal.head) == head
    with pytest.raises(Taken):
        centre.hr.ask(ADD_UNIT, "Цех 3")


def test_a_bug_of_ours_leaves_a_number_and_nothing_else(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError(SECRET)

    monkeypatch.setattr(centre.store, "read", broken)
    with caplog.at_level(logging.INFO):
        for method, path in (("POST", f"/act/{SHEET}"), ("POST", "/login"), ("GET", "/changed")):
            content = json.dumps({"name": "sokolova", "password": OWN})
            status, content = centre.hr.raw(method, path, content)
            fault = refusal(content)
            assert isinstance(fault, Fault)
            assert status == 500
            assert fault.number in caplog.text
            assert SECRET not in content.decode()
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text


def test_wrong_passwords_cost_time_and_the_tenth_locks_the_account(by_clock: ByClock) -> None:
    at = [AT]
    store = by_clock(lambda: at[0])
    add(store, "sokolova", sample.add(store, "Соколова"), LoginRole.HR)
    with running(store, limits=Limits(of_address=Rates(0.001, 100))) as service:
        client = Client(service.port)
        for _time in range(3):
            with pytest.raises(WrongLogin):
                client.log_in("sokolova", OWN)
        with pytest.raises(WaitFirst) as wait:
            client.log_in("sokolova", FIRST)
        assert wait.value.seconds == 1
        for _time in range(LOCKED_AFTER - 3):
            at[0] = at[0].replace(hour=at[0].hour + 1)
            with pytest.raises((WrongLogin, Locked)):
                client.log_in("sokolova", OWN)
        at[0] = at[0].replace(hour=at[0].hour + 1)
        with pytest.raises(Locked):
            client.log_in("sokolova", FIRST)


def test_who_asks_too_often_is_told_when_to_ask_again_and_others_are_served(store: Store) -> None:
    for name in ("sokolova", "novikov"):
        add(store, name, sample.add(store, name.capitalize()), LoginRole.HR)
    # Neither fills up again while the test runs.
    limits = Limits(of_login=Rates(0.001, 3), of_address=Rates(0.001, 4))
    with running(store, limits=limits) as service:
        one, other = at_work(service.port, "sokolova"), at_work(service.port, "novikov")
        for _time in range(3):
            one.ask("people.organisation.units")
        with pytest.raises(TooMany) as many:
            one.ask("people.organisation.units")
        assert many.value.seconds > 0
        other.ask("people.organisation.units")
        # The four log-ins and changes were all that this address may; it cannot name another.
        status, content = Client(service.port).raw(
            "POST", "/login", b'{"name":"sokolova","password":"x"}', x_forwarded_for="10.1.1.1"
        )
        assert (status, type(refusal(content))) == (429, TooMany)
        with pytest.raises(TooMany):  # nor may tokens be guessed
            Client(service.port, token="x" * 43).ask("people.organisation.units")


def test_behind_a_proxy_each_address_that_it_names_is_one_of_its_own(store: Store) -> None:
    where = Where(port=0, health_port=0, proxy="127.0.0.1")
    with running(store, where, Limits(of_address=Rates(0.001, 1))) as service:
        told: list[type[Exception]] = []
        for place in ("10.1.1.1", "10.1.1.2", "10.1.1.1"):
            content = b'{"name":"nobody","password":"x"}'
            _status, content = Client(service.port).raw("POST", "/login", content, x_forwarded_for=place)
            told.append(type(refusal(content)))
    assert told == [WrongLogin, WrongLogin, TooMany]


def test_who_listens_hears_which_tables_acts_touched_and_nothing_of_reads(centre: Centre) -> None:
    with centre.manager.listening() as heard:
        centre.hr.ask("people.organisation.units")
        centre.hr.ask(ADD_UNIT, "Цех 3")
        assert heard.readline().startswith(b"id: ")
        assert heard.readline() == b'data: ["unit"]\n'
        assert heard.readline() == b"\n"
        centre.running.stop()
        assert heard.read() == b""


def test_who_has_logged_out_is_told_nothing_more(store: Store) -> None:
    add(store, "sokolova", sample.add(store, "Соколова"), LoginRole.HR)
    # Nor where its address may ask nothing more: only the log-in and the password were free.
    limits = Limits(Rates(1_000_000, 1_000), Rates(0.001, 2), still_here=0.01)
    with running(store, limits=limits) as service:
        client = at_work(service.port, "sokolova")
        with client.listening() as heard:
            assert heard.readline() == b": still here\n"
            client.log_out()
            while heard.readline():
                pass


def test_one_login_listens_with_few_windows(centre: Centre) -> None:
    with (
        centre.hr.listening(),
        centre.hr.listening(),
        centre.hr.listening(),
        centre.hr.listening(),
        centre.manager.listening(),
    ):
        status, content = centre.hr.raw("GET", "/changed")
        assert (status, type(refusal(content))) == (429, TooMany)


def test_a_file_that_was_closed_is_said_to_be_and_so_says_the_port_for_health(centre: Centre) -> None:
    looking = Client(centre.running.health_port)
    status, content = looking.raw("GET", "/health")
    assert (status, json.loads(content)["file"]) == (200, "open")
    centre.store.close()
    with pytest.raises(Stopping):
        centre.hr.ask("people.organisation.units")
    status, content = looking.raw("GET", "/health")
    assert (status, json.loads(content)["file"]) == (503, "Closed")


def test_figures_tell_how_much_was_asked_and_of_whom_nothing(centre: Centre) -> None:
    with pytest.raises(LoggedOut):
        Client(centre.running.port).ask("people.organisation.units")
    status, content = Client(centre.running.health_port).raw("GET", "/metrics")
    assert status == 200
    # Two people logged in, and changed their passwords.
    assert content.decode().splitlines() == [
        "merilo_answered_total 4",
        "merilo_listening 0",
        'merilo_refused_total{kind="LoggedOut"} 1',
    ]


def test_clients_have_no_way_to_health_and_whoever_looks_after_it_none_to_acts(centre: Centre) -> None:
    for path in ("/health", "/metrics"):
        assert centre.hr.raw("GET", path)[0] == 404
    for method, path in (("POST", "/login"), ("POST", f"/act/{SHEET}"), ("GET", "/changed")):
        assert Client(centre.running.health_port).raw(method, path)[0] == 404


def test_other_computers_are_not_served_without_a_certificate(store: Store) -> None:
    for host in ("0.0.0.0", "::", ""):
        with pytest.raises(Open):
            Running(store, Where(host, 0, 0))


def test_a_port_that_is_taken_or_no_port_is_told(centre: Centre) -> None:
    for where in (
        Where(port=centre.running.port, health_port=0),
        Where(port=0, health_port=centre.running.port),
    ):
        with pytest.raises(NotListening):
            Running(centre.store, where)

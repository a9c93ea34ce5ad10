"""The way to the service: whom a window trusts, what it sends, and what comes of an answer that is cut."""

import errno
import socket
import ssl
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from db.file.errors import Closed
from db.file.store import Store
from db.people import organisation
from db.wire.address import Address, address
from db.wire.client import Client, name_of, written
from db.wire.faults import (
    MayBeDone,
    NameUnknown,
    NoAuthority,
    NobodyListens,
    NoRoute,
    NotEncrypted,
    NotInDate,
    NotInTime,
    NotTheService,
    NotTrusted,
    OfAnotherName,
    Unanswered,
)
from db.wire.line import Line, after_sending, on_the_way_in
from db.wire.refusals import LoggedOut, NeedsFile, OtherVersion, TooLarge, WrongLogin
from domain.errors import Impossible, Missing, Taken
from domain.login import LoginRole
from resources import VERSION
from tests.db import sample
from tests.db.service.web.client import FIRST, OWN, add, running
from tests.db.service.web.test_certificate import signed
from tests.db.wire.strangers import answering, listening, way

type Clients = Callable[[Address], Client]

UNITS, ADD_UNIT = "people.organisation.units", "people.organisation.add_unit"


def at(port: int) -> Address:
    return address(f"http://127.0.0.1:{port}")


@pytest.fixture
def client_at() -> Iterator[Clients]:
    """What makes clients, and lets go of their services."""
    made = list[Client]()

    def make(where: Address) -> Client:
        made.append(Client(where))
        return made[-1]

    yield make
    for one in made:
        one.close()


def at_work(client: Client) -> Client:
    assert client.log_in("sokolova", FIRST).change_first
    client.change_password(FIRST, OWN)
    return client


@pytest.fixture
def port(store: Store) -> Iterator[int]:
    """A service at which HR has an account."""
    add(store, "sokolova", sample.add(store, "Соколова"), LoginRole.HR)
    with running(store) as service:
        yield service.port


def asked(client: Client, name: str = UNITS, *args: object, act_id: uuid.UUID | None = None) -> object:
    function = {UNITS: organisation.units, ADD_UNIT: organisation.add_unit}[name]
    return client.ask(name, written(name, function, *args), act_id)[0]


def test_somebody_logs_in_works_hears_of_it_and_goes(port: int, client_at: Clients) -> None:
    client = client_at(at(port))
    with pytest.raises(WrongLogin):
        client.log_in("sokolova", "не тот пароль")
    client = at_work(client_at(at(port)))
    changes = client.changes()
    act_id = uuid.uuid4()
    unit_id, touched, _size = client.ask(ADD_UNIT, written(ADD_UNIT, organisation.add_unit, "Цех 1"), act_id)
    assert touched == {"unit"}
    assert next(iter(changes)) == (str(act_id), {"unit"})  # by the number one's own act is known
    changes.close()
    (unit,) = client.ask(UNITS, written(UNITS, organisation.units))[0]
    assert (unit.id, unit.name) == (unit_id, "Цех 1")
    with pytest.raises(Taken):  # as a file refuses it
        asked(client, ADD_UNIT, "Цех 1", act_id=uuid.uuid4())
    client.log_out()
    with pytest.raises(LoggedOut):
        asked(client)
    with pytest.raises(LoggedOut):
        client.changes()
    client.close()
    with pytest.raises(Closed):
        asked(client)


def test_an_answer_that_was_cut_is_asked_for_again_and_the_act_is_done_once(
    port: int, client_at: Clients
) -> None:
    with way(port) as between:
        client = at_work(client_at(at(between.port)))
        between.to_cut = 2
        unit_id = asked(client, ADD_UNIT, "Цех 1", act_id=uuid.uuid4())
        assert between.to_cut == 0
        (unit,) = client.ask(UNITS, written(UNITS, organisation.units))[0]
        assert unit.id == unit_id
        between.cut()
        with pytest.raises(Unanswered):
            asked(client)
        between.mend()
        assert asked(client) == (unit,)
        client.close()


def test_a_stream_that_is_cut_ends(port: int, client_at: Clients) -> None:
    with way(port) as between:
        client = at_work(client_at(at(between.port)))
        changes = client.changes()
        between.cut()
        assert list(changes) == []
        with pytest.raises(Unanswered):
            client.changes()
        client.close()


def test_nobody_is_told_a_password_whose_certificate_is_not_trusted(
    store: Store, tmp_path: Path, client_at: Clients
) -> None:
    add(store, "sokolova", sample.add(store, "Соколова"), LoginRole.HR)
    where = signed(tmp_path)
    with running(store, where) as service, way(service.port) as between:
        here = f"127.0.0.1:{between.port}"
        with pytest.raises(NotTrusted) as unknown:
            client_at(address(here)).log_in("sokolova", FIRST)
        assert type(unknown.value) is NotTrusted
        assert not any(FIRST.encode() in one for one in between.asked)
        client = at_work(client_at(address(here, where.certificate)))
        assert asked(client) == ()
        client.close()
        with pytest.raises(OfAnotherName):  # whoever it is, it is not the one that was named
            client_at(address(f"localhost:{between.port}", where.certificate)).log_in("sokolova", OWN)
    with pytest.raises(NoAuthority):
        client_at(address("merilo.example", tmp_path / "none.crt"))
    assert where.key is not None
    with pytest.raises(NoAuthority):
        client_at(address("merilo.example", where.key))


PAGE = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\n<p/>"
LOGGED_IN = b'{"answer":{"token":"x"}}'
STRANGERS = {
    "elsewhere": b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:%d/\r\ncontent-length: 0\r\n\r\n",
    "a page": PAGE,
    "other answers": b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 24\r\n\r\n"
    + LOGGED_IN,
}


@pytest.mark.parametrize("said", STRANGERS.values(), ids=STRANGERS.keys())
def test_whatever_else_answers_is_not_taken_for_the_service(
    port: int, said: bytes, client_at: Clients
) -> None:
    said = said % port if b"%d" in said else said
    with answering(said) as (there, heard):
        with pytest.raises(NotTheService):
            client_at(at(there)).log_in("sokolova", FIRST)
        assert len(heard) == 1  # it is not asked again, and no redirect is followed
        with pytest.raises(NotTheService):
            client_at(at(there)).changes()


def test_a_proxy_whose_service_is_gone_and_a_silent_one_give_no_answer(
    client_at: Clients,
) -> None:
    gone = PAGE.replace(b"200 OK", b"502 Bad Gateway")
    with answering(gone) as (there, heard), pytest.raises(Unanswered):
        client_at(at(there)).log_in("sokolova", FIRST)
    assert len(heard) > 1
    with answering(PAGE.replace(b"200 OK", b"413 Too Large")) as (there, _heard), pytest.raises(TooLarge):
        client_at(at(there)).log_in("sokolova", FIRST)
    with answering(b"") as (there, _heard), pytest.raises(Unanswered):
        Line(at(there)).ask("POST", "/login", b"{}", {}, within=0.3)


def test_nobody_there_is_told(client_at: Clients) -> None:
    with socket.socket() as taken:  # so that nobody else begins to listen there meanwhile
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Unanswered):
            client_at(at(taken.getsockname()[1])).log_in("sokolova", FIRST)


def test_a_client_of_another_version_is_told_which_the_service_has(
    port: int, monkeypatch: pytest.MonkeyPatch, client_at: Clients
) -> None:
    monkeypatch.setattr("db.wire.client.VERSION", "0.0.1")
    with pytest.raises(OtherVersion) as told:
        client_at(at(port)).log_in("sokolova", FIRST)
    assert told.value.version == VERSION


def test_what_is_of_a_file_alone_is_not_asked() -> None:
    from db.exchange import keys
    from db.journal import outstanding

    assert name_of(organisation.units) == UNITS
    for function in (keys.own, outstanding.outstanding, at_work):
        with pytest.raises(NeedsFile):
            name_of(function)


def test_an_act_too_large_for_the_service_is_not_sent() -> None:
    with pytest.raises(TooLarge):
        written(ADD_UNIT, organisation.add_unit, "Ц" * (5 << 20))


@pytest.mark.parametrize(
    ("typed", "host", "port", "shown"),
    [
        ("merilo.centre.ru", "merilo.centre.ru", 443, "merilo.centre.ru"),
        ("  https://Merilo.Centre.RU:8443/ ", "merilo.centre.ru", 8443, "merilo.centre.ru:8443"),
        ("мерило.рф", "xn--e1agjbnj.xn--p1ai", 443, "xn--e1agjbnj.xn--p1ai"),
        ("10.0.0.7:8443", "10.0.0.7", 8443, "10.0.0.7:8443"),
        ("[::1]:8443", "::1", 8443, "[::1]:8443"),
        ("http://localhost:80", "localhost", 80, "http://localhost:80"),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, host: str, port: int, shown: str) -> None:
    found = address(typed)
    assert (found.host, found.port, str(found)) == (host, port, shown)
    assert address(str(found)) == found


@pytest.mark.parametrize(
    "typed",
    [
        *("http://merilo.centre.ru", "http://10.0.0.7:80", "ftp://127.0.0.1", "https://", "merilo:0"),
        *("a:99999", "merilo.ru/path", "me@merilo.ru", "merilo.ru?x", "merilo .ru", "merilo..ru", "[::1"),
        *("a" * 64 + ".ru", "merilo\r\nx: y", "merilo\0.ru"),
    ],
)
def test_what_is_no_address_or_unencrypted_is_refused(typed: str) -> None:
    with pytest.raises(Impossible):
        address(typed)
    with pytest.raises(Missing):
        address("  ")


def test_https_where_somebody_answers_without_it_is_told_as_another_service_and_not_as_no_network() -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n") as (port, _asked):
        line = Line(address(f"127.0.0.1:{port}"))
        with pytest.raises(NotTheService):
            line.ask("POST", "/login", b"{}", {})
        line.close()


def test_whoever_is_not_in_yet_hears_whether_the_name_the_port_or_the_answer_is_wanting(
    client_at: Clients,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    with pytest.raises(NobodyListens):
        client_at(at(nobody)).log_in("sokolova", OWN)
    cut = Unanswered()
    assert type(on_the_way_in(cut)) is NotInTime
    cut.__cause__ = socket.gaierror(socket.EAI_NONAME, "no such name")  # a network that answers is not here
    assert type(on_the_way_in(cut)) is NameUnknown
    assert after_sending(cut) is cut, "what reached nobody was not done"
    for no_way in (
        *(OSError(number, "") for number in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN)),
        socket.gaierror(socket.EAI_AGAIN, "no server of names answers"),
    ):
        cut.__cause__ = no_way
        assert type(on_the_way_in(cut)) is NoRoute
    for silent in (TimeoutError(), ConnectionResetError(), ssl.SSLEOFError(8, "cut")):
        cut.__cause__ = silent
        assert type(on_the_way_in(cut)) is NotInTime


@pytest.mark.parametrize("days", [(-3, -1), (1, 3)], ids=["expired", "not valid yet"])
def test_a_certificate_out_of_its_time_is_told_from_one_of_a_stranger(
    store: Store, tmp_path: Path, days: tuple[int, int], client_at: Clients
) -> None:
    where = signed(tmp_path, days)
    with running(store, where) as service, way(service.port) as between:
        with pytest.raises(NotInDate):
            client_at(address(f"127.0.0.1:{between.port}", where.certificate)).log_in("sokolova", FIRST)
        assert not any(FIRST.encode() in one for one in between.asked)


def test_a_server_with_no_encryption_that_the_program_knows_is_told_from_a_silent_one(
    tmp_path: Path, client_at: Clients
) -> None:
    where = signed(tmp_path)
    assert where.certificate is not None
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(where.certificate, where.key)
    theirs.maximum_version = ssl.TLSVersion.TLSv1_2
    theirs.set_ciphers("ECDHE-RSA-AES256-GCM-SHA384")  # which a certificate of this kind cannot serve

    def shake_hands(one: socket.socket) -> None:
        with closing(one), suppress(OSError):
            theirs.wrap_socket(one, server_side=True).close()

    with listening(shake_hands) as port, pytest.raises(NotEncrypted):
        client_at(address(f"127.0.0.1:{port}", where.certificate)).log_in("sokolova", FIRST)


def test_an_act_that_was_sent_may_be_done_though_nobody_listens_when_it_is_sent_again() -> None:
    def take_and_end() -> None:
        other, _where = listener.accept()
        listener.close()
        with other:
            other.recv(1 << 16)

    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        closing(Line(at(listener.getsockname()[1]))) as line,
    ):
        service = Thread(target=take_and_end)
        service.start()
        with pytest.raises(Unanswered) as cut:
            line.ask("POST", "/act/x", b"{}", {})
        service.join()
    assert type(after_sending(cut.value)) is MayBeDone
    assert type(on_the_way_in(cut.value)) is NotInTime

"""Whom the organisation's directory knows comes in by the proxy's word, and by nobody else's."""

import asyncio
import socket
import stat
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, override

import pytest
from sqlmodel import Session, col, select
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from db import models
from db.file.store import Store
from db.people import accounts
from db.service import logins
from db.service.web.bounds import Limits, Rates
from db.service.web.proxy import AccountHeader, FromProxy
from db.service.web.running import Forgeable, NotListening, Running, Where
from db.wire import answers
from db.wire.codec import codec_of
from db.wire.refusals import ChangeFirst, LoggedOut, Malformed, NotAllowed, WrongLogin
from domain.login import LOCKED_AFTER, LoggedIn, LoginRole
from tests.db import sample
from tests.db.service.web.client import FAST, FIRST, HANGS, Client, add, running

HEADER, UNITS = "x-remote-user", "people.organisation.units"

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets of the file system here")


class Proxy(Client):
    """The organisation's proxy, which has asked its directory who somebody is and names the account."""

    def __init__(self, path: Path, account: str, *, asks_from: str = "10.1.2.3") -> None:
        super().__init__(0)
        self.path = path
        self.headers |= {HEADER: account.encode().decode("latin-1"), "x-forwarded-for": asks_from}

    @override
    def connection(self) -> HTTPConnection:
        made = HTTPConnection("localhost", timeout=HANGS)
        made.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.sock.settimeout(HANGS)
        made.sock.connect(str(self.path))
        return made

    def come_in(self) -> LoggedIn:
        _status, content = self.raw("POST", "/login/proxy")
        found: LoggedIn = answers.read_by(codec_of(LoggedIn), content)
        self.headers["authorization"] = f"Bearer {found.token}"
        return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "merilo.sock"


@pytest.fixture
def hr(store: Store) -> int:
    return sample.add(store, "Соколова")


@pytest.fixture
def service(store: Store, hr: int, place: Path) -> Iterator[Running]:
    """A service behind a proxy: one account with a first password, one without any."""
    add(store, "sokolova", hr, LoginRole.HR)
    store.write(accounts.add, "семёнов", sample.add(store, "Семёнов"), LoginRole.HR, (), "")
    with running(store, Where(port=0, health_port=0, socket=place, account_header=HEADER)) as found:
        yield found


def events(store: Store) -> list[tuple[str, int | None, object]]:
    """The last acts about accounts, without what every event has."""

    def read(session: Session) -> list[tuple[str, int | None, object]]:
        of = models.Journal
        rows = session.exec(select(of).where(of.subject_kind == "account").order_by(col(of.seq)))
        return [(row.act, row.subject_id, row.data) for row in rows]

    return store.read(read)


def test_whom_the_directory_knows_comes_in_without_a_password(
    service: Running, store: Store, hr: int, place: Path
) -> None:
    for name in ("Sokolova", "Семёнов"):
        proxy = Proxy(place, name)
        found = proxy.come_in()
        assert (found.login.role, found.change_first) == (LoginRole.HR, False)
        assert proxy.ask(UNITS) == ()
        proxy.log_out()
        with pytest.raises(LoggedOut):
            proxy.ask(UNITS)
    told = [data for act, who, data in events(store) if act == "log_in" and who == hr]
    assert [isinstance(one, dict) and one["directory"] for one in told] == [1]
    assert stat.S_IMODE(place.stat().st_mode) == 0o660


def test_a_first_password_is_void_once_its_person_has_come_in_by_the_directory(
    service: Running, place: Path
) -> None:
    somebody = Client(service.port)  # who has read the first password
    assert somebody.log_in("sokolova", FIRST).change_first
    Proxy(place, "sokolova").come_in()
    with pytest.raises(LoggedOut):
        somebody.ask(UNITS)
    for name, password in (("sokolova", FIRST), ("семёнов", ""), ("семёнов", FIRST)):
        with pytest.raises(WrongLogin):
            Client(service.port).log_in(name, password)


def test_who_guesses_passwords_locks_nobody_out_whom_the_directory_knows(
    store: Store, hr: int, service: Running, place: Path
) -> None:
    known = store.read(logins.known, "sokolova")
    assert known is not None
    for _ in range(LOCKED_AFTER):
        store.write(logins.refuse, known.account_id)
    assert Proxy(place, "sokolova").come_in().login.person_id == hr
    (found,) = (one for one in store.read(accounts.accounts) if one.name == "sokolova")
    assert (found.wrong, found.locked_at is None) == (LOCKED_AFTER, False)  # by a password it stays so


def test_a_header_that_comes_past_the_proxy_is_refused_wherever_it_is_and_journaled(
    service: Running, store: Store, place: Path
) -> None:
    proxy = Proxy(place, "sokolova")
    proxy.come_in()
    before = len(events(store))
    forged = Client(service.port)
    forged.headers |= proxy.headers | {"x-forwarded-for": "127.0.0.1"}
    asked = (("POST", "/login/proxy"), ("POST", "/login"), ("POST", f"/act/{UNITS}"), ("GET", "/changed"))
    for method, path in asked:
        status, content = forged.raw(method, path, b"{}")
        assert status == 403
        with pytest.raises(NotAllowed):
            answers.answer(UNITS, content)
    assert {(act, who) for act, who, _data in events(store)[before:]} == {("refuse_login", None)}
    assert proxy.ask(UNITS) == ()
    del forged.headers[HEADER]
    with pytest.raises(NotAllowed):  # nobody has named an account
        answers.read_by(codec_of(LoggedIn), forged.raw("POST", "/login/proxy")[1])


def test_an_unknown_name_several_names_and_none_are_refused(service: Running, place: Path) -> None:
    for name in ("nobody", "two words", "x" * 100):
        with pytest.raises(WrongLogin):
            Proxy(place, name).come_in()
    proxy = Proxy(place, "")
    with pytest.raises(Malformed):
        proxy.come_in()
    proxy.headers[HEADER.title()] = "sokolova"  # beside the empty one
    with pytest.raises(Malformed):
        proxy.come_in()
    proxy = Proxy(place, "")
    proxy.headers[HEADER] = "\xff"  # one byte, which is no text
    with pytest.raises(Malformed):
        proxy.come_in()


def test_an_account_that_was_closed_and_a_person_who_left_do_not_come_in(
    store: Store, service: Running, place: Path
) -> None:
    proxy = Proxy(place, "sokolova")
    proxy.come_in()
    store.write(accounts.close, 1)
    with pytest.raises(WrongLogin):
        Proxy(place, "sokolova").come_in()
    with pytest.raises((LoggedOut, ChangeFirst)):
        proxy.ask(UNITS)


def test_the_proxy_tells_who_asks_so_that_one_does_not_use_up_the_turns_of_all(
    store: Store, hr: int, place: Path
) -> None:
    add(store, "sokolova", hr, LoginRole.HR)
    limits = Limits(of_address=Rates(per_second=0.001, at_once=1))
    where = Where(port=0, health_port=0, socket=place, account_header=HEADER)
    with running(store, where, limits):
        assert Proxy(place, "sokolova", asks_from="1.1.1.1, 10.0.0.1").raw("POST", "/login/proxy")[0] == 200
        assert Proxy(place, "sokolova", asks_from="2.2.2.2, 10.0.0.1").raw("POST", "/login/proxy")[0] == 429
        assert Proxy(place, "sokolova", asks_from="10.0.0.2").raw("POST", "/login/proxy")[0] == 200


def test_a_socket_left_by_a_service_that_was_killed_is_taken_and_any_other_file_is_not(
    store: Store, place: Path
) -> None:
    where = Where(port=0, health_port=0, socket=place, account_header=HEADER)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(str(place))
    with running(store, where), pytest.raises(NotListening):
        Running(store, where, FAST)
    assert not place.exists()
    place.write_text("nothing of ours")
    with pytest.raises(NotListening):
        Running(store, where, FAST)
    assert place.read_text() == "nothing of ours"


def test_on_a_computer_with_other_accounts_only_a_socket_tells_the_proxy_from_them(store: Store) -> None:
    for proxy in ("", "127.0.0.1", "127.0.0.2", "::1", "localhost"):
        with pytest.raises(Forgeable):
            Running(store, Where(port=0, health_port=0, proxy=proxy, account_header=HEADER), FAST)


@pytest.mark.parametrize(("peer", "account"), [("10.0.0.5", "sokolova"), ("10.0.0.6", None), (None, None)])
def test_a_proxy_on_another_computer_is_known_by_its_address_alone(
    peer: str | None, account: str | None
) -> None:
    header, seen = AccountHeader(HEADER), list[tuple[str | None, bool]]()

    async def application(scope: Scope, _receive: Receive, _send: Send) -> None:
        request = Request(scope)
        try:
            seen.append((header.account(request), header.is_forged(request)))
        except NotAllowed:
            seen.append((None, header.is_forged(request)))

    async def nothing(*_: Message) -> Any:
        raise AssertionError

    told = [(HEADER.encode(), b"sokolova"), (b"x-forwarded-for", b"10.0.0.5")]
    scope: Scope = {"type": "http", "headers": told, "client": None if peer is None else (peer, 40_000)}
    asyncio.run(FromProxy(application, "10.0.0.5")(scope, nothing, nothing))
    assert seen == [(account, account is None)]

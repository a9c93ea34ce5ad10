"""A client of the service: bytes over a connection of its own for each request."""

import json
import os
import re
import ssl
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from threading import Thread
from types import NoneType
from typing import Any

from argon2 import PasswordHasher

from db.file.store import Store
from db.people import accounts
from db.service.door import Passwords
from db.service.heads import Heads
from db.service.web.bounds import Limits
from db.service.web.running import Running, Where
from db.wire import answers
from db.wire.calls import call_of, function
from db.wire.codec import codec_of
from db.wire.plain import sent
from domain.login import LoggedIn, LoginRole
from resources import VERSION
from tests.db.conftest import PASSWORD

FIRST, OWN = "первый пароль 1", "совсем другой 2"
FAST = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
HANGS = 120  # seconds after which a connection counts as hanging


@contextmanager
def running(
    store: Store, where: Where | None = None, limits: Limits | None = None, heads: Heads | None = None
) -> Iterator[Running]:
    """Serve the file on free ports until the test is over."""
    service = Running(store, where or Where(port=0, health_port=0), FAST, limits, heads)
    thread = Thread(target=service.run)
    thread.start()
    try:
        yield service
    finally:
        service.stop()
        thread.join()


@contextmanager
def served(*what: str) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """Serve it in a process of its own; yield that, the port of clients and that of health."""
    process = subprocess.Popen(
        [sys.executable, "-m", "db.service", "run", *what, "--port=0", "--health-port=0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"MERILO_PASSWORD": PASSWORD, "MERILO_LANG": "en"},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+); health on 127\.0\.0\.1:(\d+)", line)
        assert found, (line, process.communicate()[1])
        yield process, int(found[1]), int(found[2])
    finally:
        process.kill()
        process.communicate()


def first_password(text: str) -> str:
    """Return the password that a command has printed."""
    return text.strip().rpartition(" ")[2]


def written(name: str, *args: object, **more: object) -> bytes:
    """Return what is sent to ask the function: the same bytes each time, by which a repetition is known."""
    call = call_of(name)
    places = [one for one in function(name).__annotations__ if one in call.arguments]
    return sent(call.encode(dict(zip(places, args, strict=False)) | more))


class Client:
    """Somebody who asks; ``headers`` go with each request."""

    def __init__(self, port: int, context: ssl.SSLContext | None = None, token: str = "") -> None:
        self.port, self.context = port, context
        self.headers: dict[str, str] = {"merilo-version": VERSION}
        if token:
            self.headers["authorization"] = f"Bearer {token}"

    def connection(self) -> HTTPConnection:
        if self.context is not None:
            return HTTPSConnection("127.0.0.1", self.port, context=self.context, timeout=HANGS)
        return HTTPConnection("127.0.0.1", self.port, timeout=HANGS)

    def raw(self, method: str, path: str, body: Any = b"", **headers: str) -> tuple[int, bytes]:
        """Return the status and the bytes that leave the service; an underscore in a header is a dash."""
        told = self.headers | {name.replace("_", "-"): text for name, text in headers.items()}
        with closing(self.connection()) as connection:
            connection.request(method, path, body or None, told)
            response = connection.getresponse()
            return response.status, response.read()

    def ask(self, name: str, *args: object, act_id: uuid.UUID | None = None, **more: object) -> Any:
        """Return what the function answers; a refusal is raised as it is at a window."""
        act = str(act_id or uuid.uuid4())
        _status, content = self.raw("POST", f"/act/{name}", written(name, *args, **more), merilo_act=act)
        return answers.answer(name, content)

    def log_in(self, name: str, password: str) -> LoggedIn:
        """Log in; the token goes with each request from now on."""
        _status, content = self.raw("POST", "/login", json.dumps({"name": name, "password": password}))
        found: LoggedIn = answers.read_by(codec_of(LoggedIn), content)
        self.headers["authorization"] = f"Bearer {found.token}"
        return found

    def change_password(self, present: str, new: str) -> None:
        content = json.dumps({"present": present, "new": new})
        answers.read_by(codec_of(NoneType), self.raw("POST", "/password", content)[1])

    def log_out(self) -> None:
        answers.read_by(codec_of(NoneType), self.raw("POST", "/logout")[1])

    @contextmanager
    def listening(self) -> Iterator[HTTPResponse]:
        """Listen to what is changed; the first line has come."""
        with closing(self.connection()) as connection:
            connection.request("GET", "/changed", headers=self.headers)
            response = connection.getresponse()
            assert response.status == 200, response.read()
            assert response.readline() == b": begun\n"
            assert response.readline() == b"\n"
            yield response


def add(store: Store, name: str, person_id: int, role: LoginRole, *units: int) -> None:
    """Give the person an account with a first password."""
    store.write(accounts.add, name, person_id, role, units, FAST.derived(FIRST))


def at_work(port: int, name: str, context: ssl.SSLContext | None = None) -> Client:
    """Return a client of somebody who has changed the first password."""
    client = Client(port, context)
    assert client.log_in(name, FIRST).change_first
    client.change_password(FIRST, OWN)
    return client

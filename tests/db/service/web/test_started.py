"""Whoever has started the service hears from it when it serves, as systemd asks for it."""

import signal
import socket
import sys
import uuid
from pathlib import Path

import pytest

from db.service.web import started
from tests.db.service.web.client import HANGS, Client, served

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such sockets")


def test_it_says_that_it_serves_once_it_does(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"merilo-{uuid.uuid4()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(f"\0{name}")
        heard.settimeout(HANGS)
        monkeypatch.setenv(started.SOCKET, f"@{name}")
        with served("--file", str(path)) as (process, _port, health):
            assert heard.recv(100) == b"READY=1"
            assert Client(health).raw("GET", "/health")[0] == 200
            process.send_signal(signal.SIGTERM)
            assert process.communicate() == ("", "")


def test_it_serves_also_where_nobody_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started.tell()
    monkeypatch.setenv(started.SOCKET, "/nowhere/at/all")
    started.tell()

"""The service as it runs until it is told to stop: a socket for clients, one for whoever looks after it."""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import Generator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from types import CoroutineType
from typing import Any

import uvicorn

from db.file.errors import StoreError
from db.postgresql.alone import Alone
from db.postgresql.errors import DatabaseError, InUse
from db.service.acts import Acts
from db.service.door import Door, Passwords
from db.service.first_answers import FirstAnswers
from db.service.heads import Heads
from db.service.opened import Opened
from db.service.web import application, health, proxy
from db.service.web.application import Counts, Guarded, Service
from db.service.web.bounds import Limits
from db.service.web.changes import STREAMS, Changes
from db.service.web.proxy import AccountHeader, FromProxy

LOOPBACK = "127.0.0.1"
PORT, HEALTH_PORT = 8443, 8444
MOST_AT_ONCE = STREAMS + 200  # connections and requests together; more are refused before they are read
HEAD = 32 << 10  # bytes of the first line and the headers
LAST_ANSWERS = 10  # seconds for what is under way when the service is told to stop

_log = logging.getLogger("merilo.service")


class NoCertificate(Exception):
    """The certificate or its key cannot be read, or they do not belong together."""


class NotListening(Exception):
    """The service cannot begin to listen there; the text says why, in the words of the system."""


class Open(Exception):
    """Other computers would be served without TLS."""


class KeyAlone(Exception):
    """There is a private key, and no certificate to which it belongs."""


class Forgeable(Exception):
    """Whoever has an account of this computer could name any account in the header."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the service listens; *proxy* is the address whose word on who asks is taken.

    With a port of 0 the system chooses one. Without a certificate only this computer is served. *socket* is
    one in the file system that only the proxy reaches; *account_header* is where it names the account.
    """

    host: str = LOOPBACK
    port: int = PORT
    health_port: int = HEALTH_PORT
    certificate: Path | None = None
    key: Path | None = None
    proxy: str = ""
    socket: Path | None = None
    account_header: str = ""


class Running:
    """The service over one open file; it listens from the start, and answers once ``run`` was called."""

    def __init__(
        self,
        store: Opened,
        where: Where,
        passwords: Passwords | None = None,
        limits: Limits | None = None,
        heads: Heads | None = None,
        alone: Alone | None = None,
    ) -> None:
        """*heads* keeps the journal's end of each day, *alone* other services out of the database.

        *passwords* and *limits* are for tests.

        Raises:
            Open: if a certificate is needed and there is none.
            KeyAlone: if the key is named, and not its certificate.
            Forgeable: if accounts are to be named by a proxy that cannot be told from others.
            NotListening: if a port is taken.
            NoCertificate: if the certificate or its key cannot be read.
        """
        if where.certificate is None and where.key is not None:
            raise KeyAlone
        if where.certificate is None and not _is_here(where.host):
            raise Open(where.host)
        if where.account_header and where.socket is None and (not where.proxy or _is_here(where.proxy)):
            raise Forgeable
        self._had_to_end = False
        self._socket = where.socket
        limits, self._heads, self._alone = limits or Limits(), heads, alone
        counts, changes = Counts(), Changes(store, limits.still_here)
        door = Door(store, passwords or Passwords())
        header = AccountHeader(where.account_header)
        service = Service(Acts(store, FirstAnswers()), door, changes, counts, limits, header)
        clients = application.application(service, changes)
        self._clients = _Listener(FromProxy(clients, where.proxy), where, changes)
        self._aside = [_Listener(health.application(store, counts, changes), Where())]
        self._sockets = list[socket.socket]()
        try:
            for host, port in ((where.host, where.port), (LOOPBACK, where.health_port)):
                self._sockets.append(_listening(host, port))
            if where.socket is not None:
                self._sockets.append(proxy.listening(where.socket))
                self._aside.append(_Listener(FromProxy(clients, None), Where()))
        except OSError as error:
            self.close()
            raise NotListening(error.strerror or str(error)) from error

    @property
    def port(self) -> int:
        """Where clients ask."""
        return self._sockets[0].getsockname()[1]

    @property
    def health_port(self) -> int:
        """Where whoever looks after it asks, on this computer."""
        return self._sockets[1].getsockname()[1]

    def run(self) -> bool:
        """Serve until ``stop``, then answer what is under way; return whether it was told to end."""
        asyncio.run(self._run())
        return not self._had_to_end

    def stop(self) -> None:
        """Tell the service to stop, from any thread or from a signal."""
        self._clients.should_exit = True

    def close(self) -> None:
        """Listen no more, if ``run`` was never called."""
        for one in self._sockets:
            one.close()
        self._remove()

    async def _run(self) -> None:
        clients, *others = self._sockets
        aside = [
            asyncio.create_task(one.serve(sockets=[other]))
            for one, other in zip(self._aside, others, strict=True)
        ]
        works = [_note(self._heads)] if self._heads is not None else []
        works += [_stay_alone(self._alone)] if self._alone is not None else []
        keeping = [asyncio.create_task(self._keep(one)) for one in works]
        try:
            await self._clients.serve(sockets=[clients])
        finally:
            for one in self._aside:
                one.should_exit = True
            for one in keeping:
                one.cancel()
            await asyncio.gather(*aside)
            self._remove()

    async def _keep(self, work: CoroutineType[Any, Any, None]) -> None:
        """Do what the service must not be without: when that cannot go on, nothing does."""
        try:
            await work
        except InUse:
            _log.error("another service serves this database: this one ends")
        except Exception as error:  # a bug of ours: whoever started the service starts it again
            _log.error("%s in %s: the service ends", type(error).__name__, work.__name__)
        self._had_to_end = True
        self.stop()

    def _remove(self) -> None:
        if self._socket is not None and len(self._sockets) > 2:
            self._socket.unlink(missing_ok=True)


class _Listener(uvicorn.Server):
    """One of the two; signals are heard where the program begins, and streams end before the rest."""

    def __init__(self, app: Guarded | FromProxy, where: Where, changes: Changes | None = None) -> None:
        self._changes = changes
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="on" if changes is not None else "off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # ``FromProxy`` has to know of it first
            limit_concurrency=MOST_AT_ONCE,
            h11_max_incomplete_event_size=HEAD,
            timeout_graceful_shutdown=LAST_ANSWERS,
            ssl_certfile=where.certificate,
            ssl_keyfile=where.key,
        )
        try:
            config.load()
        except (OSError, ssl.SSLError) as error:
            raise NoCertificate(error.strerror or str(error)) from error
        super().__init__(config)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._changes is not None:
            self._changes.end()
        await super().shutdown(sockets)


async def _stay_alone(alone: Alone) -> None:
    while True:
        await asyncio.sleep(alone.every)
        try:
            await asyncio.to_thread(alone.look)
        except InUse:
            raise
        except (StoreError, DatabaseError) as error:  # whoever asks is told so; the next look may succeed
            _log.warning("%s as the service looked whether it is alone", type(error).__name__)


async def _note(heads: Heads) -> None:
    while True:
        try:
            await asyncio.to_thread(heads.note)
        except (StoreError, DatabaseError) as error:  # people go on working; the next look may succeed
            _log.warning("%s as the journal's head was kept", type(error).__name__)
        await asyncio.sleep(heads.every)


def _is_here(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    ((family, _kind, _protocol, _name, place), *_more) = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    made = socket.create_server(place[:2], family=family, backlog=256)
    made.setblocking(False)
    return made

"""What a proxy says of who asks: taken from the proxy alone, and known as forged from anybody else.

On a socket of this computer's files only the proxy can be, by the rights of the file; on a network it is
known by the address that it connects from.
"""

import contextlib
import os
import socket
import stat
from pathlib import Path

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from db.wire.refusals import Malformed, NotAllowed

_FROM_PROXY = "merilo.from_proxy"


class FromProxy:
    """Notes of each request whether the proxy sent it; only then its word on the address is taken."""

    def __init__(self, application: ASGIApp, proxy: str | None) -> None:
        """*proxy* is its address, empty if there is none, and None where all that comes is from the proxy."""
        self._application, self._proxy = application, proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            client = scope.get("client")
            told = self._proxy is None or bool(self._proxy and client and client[0] == self._proxy)
            scope[_FROM_PROXY] = told
            if told and (address := _last(scope)):
                scope["client"] = (address, 0)
        await self._application(scope, receive, send)


def _last(scope: Scope) -> str:
    """Return whom the proxy has seen: what stands before, whoever asks may have written."""
    sent: list[tuple[bytes, bytes]] = scope["headers"]
    hops = [hop.strip() for name, text in sent if name == b"x-forwarded-for" for hop in text.split(b",")]
    return hops[-1].decode("latin-1") if hops else ""


class AccountHeader:
    """The header in which the proxy names the account of whom the organisation's directory knows."""

    def __init__(self, name: str) -> None:
        """*name* is empty if there is none."""
        self._name = name.casefold().encode()

    def is_forged(self, request: Request) -> bool:
        """Return whether somebody else than the proxy has sent the header."""
        return bool(self._values(request)) and not request.scope.get(_FROM_PROXY, False)

    def account(self, request: Request) -> str:
        """Return the account that the proxy names.

        Raises:
            NotAllowed: if no proxy is believed, or none has sent it.
            Malformed: if it names none, or several.
        """
        if not self._name or not request.scope.get(_FROM_PROXY, False):
            raise NotAllowed("login")
        values = self._values(request)
        if len(values) != 1 or not values[0]:
            raise Malformed("account")
        try:
            return values[0].decode()
        except UnicodeDecodeError:
            raise Malformed("account") from None

    def _values(self, request: Request) -> list[bytes]:
        sent: list[tuple[bytes, bytes]] = request.scope["headers"]
        return [text for name, text in sent if self._name and name.lower() == self._name]


def listening(path: Path) -> socket.socket:
    """Listen on a socket of the file system, which its group may use; one that nobody listens on goes.

    Raises:
        OSError: if there is something else, or somebody listens there.
    """
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISSOCK(path.lstat().st_mode) and not _answers(path):
            path.unlink()
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        before = os.umask(0o117)
        try:
            made.bind(str(path))
        finally:
            os.umask(before)
        made.listen(256)
        made.setblocking(False)
    except BaseException:
        made.close()
        raise
    return made


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as one, contextlib.suppress(OSError):
        one.connect(str(path))
        return True
    return False

"""What a request may be before anything is done with it: its size, its time, and how many come at once."""

import asyncio
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from time import monotonic
from typing import Any, cast

from starlette.requests import Request

from db.wire.codec import codec_of
from db.wire.headers import ACT, AUTHORIZATION, VERSION_OF
from db.wire.plain import parsed
from db.wire.refusals import LoggedOut, Malformed, OtherVersion, TooLarge, TooMany
from resources import VERSION

MOST_OF_A_LOGIN = 8 << 10  # bytes of what is sent with a name or a password
BODY_WITHIN = 60.0  # seconds: a register of ten thousand people takes so long on the slowest line
_MOST_KNOWN = 10_000  # logins or addresses


class Rates:
    """Requests of each login or address: so many a second, and some at once; whoever asks too often waits."""

    def __init__(self, per_second: float, at_once: int, clock: Callable[[], float] = monotonic) -> None:
        """*clock* returns seconds that never run backwards."""
        self._per_second, self._at_once, self._clock = per_second, at_once, clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> None:
        """Count one request.

        Raises:
            TooMany: if there were too many; this one is not counted.
        """
        with self._lock:
            now = self._clock()
            left, at = self._left.pop(who, (float(self._at_once), now))
            left = min(float(self._at_once), left + (now - at) * self._per_second)
            self._left[who] = left - 1 if left >= 1 else left, now
            while len(self._left) > _MOST_KNOWN:
                self._left.popitem(last=False)
        if left < 1:
            raise TooMany(ceil((1 - left) / self._per_second))


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one may ask: a login, to which a mark is one request, and an address that has none yet.

    ``still_here`` is how many seconds pass until a client that listens is asked whether its login holds.
    """

    of_login: Rates = field(default_factory=lambda: Rates(per_second=20, at_once=60))
    of_address: Rates = field(default_factory=lambda: Rates(per_second=1, at_once=20))
    still_here: float = 20


def check_version(request: Request) -> None:
    """Refuse a client of another version: the form of what travels is that of one version.

    Raises:
        OtherVersion: with the version of the service.
    """
    if request.headers.get(VERSION_OF) != VERSION:
        raise OtherVersion(VERSION)


async def body(request: Request, most: int, within: float = BODY_WITHIN) -> bytes:
    """Return what was sent, read no further than *most* bytes and no longer than *within* seconds.

    Raises:
        TooLarge: if it is longer.
        Malformed: if it did not come in time, or says no length.
    """
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdecimal()):
        raise Malformed("content-length")
    if len(length) > 12 or int(length) > most:
        raise TooLarge("bytes")
    content = bytearray()
    try:
        async with asyncio.timeout(within):
            async for piece in request.stream():  # one sent in pieces says no length
                content += piece
                if len(content) > most:
                    raise TooLarge("bytes")
    except TimeoutError:
        raise Malformed("time") from None
    return bytes(content)


def token(request: Request) -> str:
    """Return the token of the login.

    Raises:
        LoggedOut: if there is none.
    """
    kind, _, given = request.headers.get(AUTHORIZATION, "").partition(" ")
    if kind.casefold() != "bearer" or not given.isascii():
        raise LoggedOut
    return given


def act_id(request: Request) -> uuid.UUID | None:
    """Return the number that the client gave the act.

    Raises:
        Malformed: if it is none.
    """
    given = request.headers.get(ACT)
    try:
        return None if given is None else uuid.UUID(given)
    except ValueError:
        raise Malformed("act") from None


def texts(content: bytes, *names: str) -> tuple[str, ...]:
    """Return the texts of a JSON object that has these names and no other.

    Raises:
        Malformed: if it is anything else.
    """
    wire, text = parsed(content, MOST_OF_A_LOGIN), codec_of(str)
    if not isinstance(wire, dict):
        raise Malformed("arguments")
    told = cast("dict[str, Any]", wire)
    if told.keys() != set(names):
        raise Malformed("arguments")
    return tuple(text.decode(told[name], name) for name in names)


def address(request: Request) -> str:
    """Return where the request comes from, as the proxy says where there is one."""
    return request.client.host if request.client is not None else ""

"""Which tables acts touched, told to all who listen."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from math import ceil

from db.service.acts import under_way
from db.service.opened import Opened
from db.wire.headers import ALL
from db.wire.refusals import Stopping, TooMany

STREAMS, OF_A_LOGIN = 200, 4  # that may listen at once
_WAITING = 32  # acts that a client may lag behind

type _Event = tuple[str, frozenset[str]]
"""The number of the act, by which its own client knows it; empty if it had none. And the tables."""

type _Queue = asyncio.Queue[_Event | None]


class Changes:
    """The streams of one service; all but the listener run in its loop."""

    def __init__(self, store: Opened, still_here: float) -> None:
        """*still_here* as in ``Limits``."""
        self._still_here = still_here
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = False
        self._queues: dict[_Queue, str] = {}
        store.listen(self._heard)

    def begin(self) -> None:
        """Tell of acts from now on, in the loop that is running."""
        self._loop = asyncio.get_running_loop()

    def end(self) -> None:
        """End all streams: whoever listens is not to keep the service from stopping."""
        self._ended = True
        for queue in self._queues:
            _put(queue, None)

    @property
    def listening(self) -> int:
        """How many listen now."""
        return len(self._queues)

    def stream(self, login: str, holds: Callable[[], Awaitable[bool]]) -> AsyncIterator[bytes]:
        """Return server-sent events for this login; they end when *holds* says that it has ended.

        Raises:
            TooMany: if too many listen, or this login listens too often.
            Stopping: if the service is about to stop.
        """
        if self._ended:
            raise Stopping
        if len(self._queues) >= STREAMS or Counter(self._queues.values())[login] >= OF_A_LOGIN:
            raise TooMany(ceil(self._still_here))
        return self._events(login, holds)

    async def _events(self, login: str, holds: Callable[[], Awaitable[bool]]) -> AsyncIterator[bytes]:
        queue: _Queue = asyncio.Queue(_WAITING)
        self._queues[queue] = login
        try:
            yield b": begun\n\n"
            asked = _now()
            while True:
                event: _Event | None = ("", frozenset())
                with suppress(TimeoutError):
                    event = await asyncio.wait_for(queue.get(), max(0.0, asked + self._still_here - _now()))
                if event is None:
                    return
                if event[1]:
                    yield _told(*event)
                if _now() >= asked + self._still_here:
                    if not await holds():
                        return
                    asked = _now()
                    yield b": still here\n\n"
        finally:
            self._queues.pop(queue, None)

    def _heard(self, tables: frozenset[str]) -> None:  # in the writing thread
        if self._loop is not None and not self._loop.is_closed():
            act = under_way.get(None)
            number = "" if act is None or act.act_id is None else str(act.act_id)
            self._loop.call_soon_threadsafe(self._tell, (number, tables))

    def _tell(self, event: _Event) -> None:
        for queue in self._queues:
            _put(queue, event)


def _told(number: str, tables: frozenset[str]) -> bytes:
    data = b"data: " + json.dumps(sorted(tables)).encode() + b"\n\n"
    return b"id: " + number.encode() + b"\n" + data if number else data


def _now() -> float:
    return asyncio.get_running_loop().time()


def _put(queue: _Queue, event: _Event | None) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        event = ("", frozenset({ALL})) if event is not None else None
    queue.put_nowait(event)

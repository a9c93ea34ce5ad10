"""Which tables acts touched, told to all who listen."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from math import ceil

from db.service.opened import Opened
from db.service.refusals import Stopping, TooMany

STREAMS, OF_A_LOGIN = 200, 4  # that may listen at once
ALL = "*"  # any table may have been touched: a client that heard too little reads all anew
_WAITING = 32  # acts that a client may lag behind

type _Queue = asyncio.Queue[frozenset[str] | None]


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
                tables: frozenset[str] | None = frozenset()
                with suppress(TimeoutError):
                    tables = await asyncio.wait_for(queue.get(), max(0.0, asked + self._still_here - _now()))
                if tables is None:
                    return
                if tables:
                    yield b"data: " + json.dumps(sorted(tables)).encode() + b"\n\n"
                if _now() >= asked + self._still_here:
                    if not await holds():
                        return
                    asked = _now()
                    yield b": still here\n\n"
        finally:
            self._queues.pop(queue, None)

    def _heard(self, tables: frozenset[str]) -> None:  # in the writing thread
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, tables)

    def _tell(self, tables: frozenset[str]) -> None:
        for queue in self._queues:
            _put(queue, tables)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _put(queue: _Queue, tables: frozenset[str] | None) -> None:
    if queue.full():
        while not queue.empty():
            queue.get_nowait()
        tables = frozenset({ALL}) if tables is not None else None
    queue.put_nowait(tables)

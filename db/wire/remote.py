"""The service as an open file: the same two verbs, and changes that are heard of.

A window reads and writes in its own thread, and must not stand still for a network: there an answer is waited
for so long and no longer, and what was read before is remembered. All other threads wait for the answer.
"""

import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from secrets import token_bytes
from threading import Event, Lock, Thread, current_thread, main_thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Concatenate, cast

from sqlmodel import SQLModel

from db import models
from db.file.errors import Closed, StoreError
from db.journal import news
from db.wire.client import Answer, Changes, Client, name_of, written
from db.wire.faults import MayBeDone, NotTheService, NotTrusted, Unanswered
from db.wire.headers import ALL
from db.wire.line import WITHIN, after_sending
from db.wire.memory import Memory
from db.wire.outbox import WAIT, WAITS, Waiting
from db.wire.overlay import Key, overlaid
from db.wire.refusals import (
    LoggedOut,
    NoDatabase,
    NotServed,
    Stopping,
    TooMany,
)
from db.wire.sending import Sending
from domain.login import Ended

if TYPE_CHECKING:
    from db.wire.outbox import Outbox

PATIENCE = 2.0  # seconds for which a window stands still at most
AT_ONCE = 4  # requests of a window that may be under way
_PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds between tries to hear of changes again
_NEWER_THAN_ANY = 1 << 62  # number of an event

type Heard = Callable[[frozenset[str]], object]


class RemoteStore:
    """One login at the service; any thread may read and write."""

    def __init__(self, client: Client, patience: float | None = None, outbox: "Outbox | None" = None) -> None:
        """*patience* are the seconds for which the main thread waits for an answer, if not the usual ones.

        Without an *outbox* nothing waits for the service: an act without an answer is refused.
        """
        self.client = client
        self.outbox = outbox
        self.settings_key = token_bytes(32)  # nothing about people of the organisation outlives the session
        self._patience = PATIENCE if patience is None else patience
        self._pool = ThreadPoolExecutor(AT_ONCE, "server")
        self._memory = Memory()
        self._lock = Lock()
        self._heard: list[Heard] = []
        self._others: list[Heard] = []
        self._link: list[Callable[[bool], object]] = []
        self._ended: list[Callable[[], object]] = []
        # Own acts: those whose answer is awaited, with what was heard of them meanwhile; those that are told
        # of already; and the numbers of those to which no answer came.
        self._pending: dict[uuid.UUID, frozenset[str]] = {}
        self._told = set[str]()
        self._unanswered: dict[Key, uuid.UUID] = {}
        self._late = 0  # answers that are awaited beyond the patience of the window
        self.lost = False  # nobody answers; it is tried again all the time
        self.ended_by: Ended | None = None  # why the last login holds no more
        self._connected = True  # as it was told last
        self._changes: Changes | None = None
        self._stays = False  # whether somebody else goes on with the client
        self._closed, self._logged_in = Event(), Event()
        self._listens = Event()  # it was tried once to hear of changes
        self._logged_in.set()
        self._following = Thread(target=self._follow, name="server", daemon=True)
        self._leaving = Thread(target=self._leave, name="server leaves", daemon=True)
        self._sending = None if outbox is None else Sending(outbox, self)

    @property
    def connected(self) -> bool:
        """Whether somebody answers, and nothing is awaited for longer than a window waits."""
        with self._lock:
            return self._connected

    def begin(self) -> None:
        """Hear of changes from now on: what is written after this returns is told, if somebody answers."""
        models.load()
        self._following.start()
        self._listens.wait(self._patience)

    def listen(self, heard: Heard) -> None:
        """Call *heard* with the names of touched tables: in the thread that wrote, or in one of its own."""
        self._heard.append(heard)

    def listen_to_others(self, heard: Heard) -> None:
        """Call *heard*, in a thread of its own, with what others did; ``listen`` hears no more of it."""
        self._others.append(heard)

    def watch(self, link: Callable[[bool], object], ended: Callable[[], object]) -> None:
        """Call *link*, from any thread, when nobody answers any more, or again; *ended* with the login."""
        self._link.append(link)
        self._ended.append(ended)

    def watch_outbox(self, told: Callable[[], object]) -> None:
        """Call *told*, from any thread, when what waits has changed."""
        if self._sending is not None:
            self._sending.watch(told)

    def read[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what the function reads at the service, or, in a window while nobody answers, read before.

        Raises:
            Unanswered: if nothing is remembered.
            Refused, NotServed, StoreError: as the service refuses it.
        """
        key = name_of(f), written(name_of(f), f, *args, **kwargs)
        value = self._read(key)
        return value if self.outbox is None else overlaid(key, value, self.outbox.rows)

    def _read(self, key: Key) -> Any:
        if current_thread() is not main_thread():
            return self._memory.keep(key, self.ask(key))
        if self.lost or self._memory.has_just_come(key):
            return self._memory.value(key)
        asked = self._pool.submit(self.ask, key)
        try:
            return self._memory.keep(key, asked.result(self._patience))
        except TimeoutError:
            self._await(asked, partial(self._on_read_late, key))
        except Unanswered:
            self.lose()
        return self._memory.value(key)

    def write[**P, R](self, f: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do an act at the service; it is told of before this returns.

        Raises:
            Unanswered: if no answer came. It may have been done: the same act gets the same number when it is
                tried again, so that it is not done twice.
            Refused, NotServed, StoreError: as the service refuses it; nothing was written.
        """
        key = name_of(f), written(name_of(f), f, *args, **kwargs)
        if self._sending is None or f not in WAITS:
            return self._write(key)
        if self._sending.waits_behind(key):
            return cast("R", None)
        act_id = uuid.uuid4()
        try:
            return self._write(key, act_id)
        except (Unanswered, NotTrusted, NotTheService):  # the last two where a network has a page of its own
            self._sending.let_wait(key, act_id)
            return cast("R", None)

    def _write(self, key: Key, act_id: uuid.UUID | None = None) -> Any:
        """Do the act under this number; without one, under that of its last try and after what waits."""
        in_window = current_thread() is main_thread()
        if in_window and self.lost:
            raise Unanswered
        do = self._act if act_id is not None else self._act_in_order
        with self._lock:  # before it is under way: tried again meanwhile, it is still the same act
            act_id = act_id or self._unanswered.setdefault(key, uuid.uuid4())
            self._pending.setdefault(act_id, frozenset())
        if not in_window:
            try:
                answer = do(key, act_id)
            except Unanswered as error:
                raise after_sending(error) from error
        else:
            asked = self._pool.submit(do, key, act_id)
            try:
                answer = asked.result(self._patience)
            except TimeoutError:
                self._await(asked, self._on_act_late)
                raise MayBeDone from None
            except Unanswered as error:
                self.lose()
                raise after_sending(error) from error
        self.tell(answer.touched)
        return answer.value

    def send_again(self, numbers: Iterable[int], f: Callable[..., Any], *args: object) -> None:
        """Instead of what is held under these numbers send this: somebody has seen what stands there now."""
        assert self._sending is not None
        self._sending.send_again(numbers, (name_of(f), written(name_of(f), f, *args)))

    def let_go(self, numbers: Iterable[int]) -> None:
        """Let what is held under these numbers not be done: what stands at the service stays."""
        assert self._sending is not None
        self._sending.let_go(numbers)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed.is_set()

    def go_on(self) -> None:
        """Hear of changes again after another log-in."""
        self.ended_by = None
        self._logged_in.set()

    def close(self) -> None:
        """End the login and let go of the service, without waiting for it."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._logged_in.set()
        self._heard, self._others, self._link, self._ended = [], [], [], []
        if self._sending is not None:
            self._sending.close()  # at once: the same account may come back before the service has answered
        self._leaving.start()

    def hand_over(self) -> Client:
        """Return the client, whose login outlives this store: what is built anew goes on with it."""
        self._stays = True
        return self.client

    def _leave(self) -> None:
        self._stop_hearing()
        if self._stays:
            self._pool.shutdown(wait=False, cancel_futures=True)
            return
        if not self.lost:
            with suppress(NotServed, StoreError):
                self.client.log_out(self._patience)
        self.client.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def join(self) -> None:
        """Wait until nothing of it works any more, once it was closed."""
        self._following.join()
        self._leaving.join()
        self._pool.shutdown()

    def ask(self, key: Key, act_id: uuid.UUID | None = None) -> Answer:
        """Return the answer of the service, however long that takes."""
        until = monotonic() + WITHIN
        while True:
            try:
                return self.client.ask(*key, act_id, max(0.0, until - monotonic()))
            except TooMany as error:
                if monotonic() + error.seconds > until:
                    raise
                if self._closed.wait(error.seconds):
                    raise Closed from error
            except (Stopping, NoDatabase) as error:
                raise Unanswered from error
            except LoggedOut as error:
                self._log_out(error.why)
                raise

    def _act_in_order(self, key: Key, act_id: uuid.UUID) -> Answer:
        """Do the act once nothing waits any more: handed in is what was rated before.

        Raises:
            NotSentYet: if the service did not take all that the window shows of a sheet to be handed in.
        """
        return self._act(key, act_id, None if self._sending is None else partial(self._sending.before, key))

    def _act(self, key: Key, act_id: uuid.UUID, first: Callable[[], object] | None = None) -> Answer:
        """Do the act; return with the answer what it touched, unless that is told of already."""
        try:
            if first is not None:
                first()
            answer = self.ask(key, act_id)
        except BaseException as error:
            with self._lock:
                heard = self._pending.pop(act_id, frozenset())  # tried twice at once, it is told of once
                if not isinstance(error, Unanswered):
                    self._unanswered.pop(key, None)
            self.tell(heard)
            raise
        with self._lock:
            heard = self._pending.pop(act_id, frozenset())
            # Whatever was not answered before is done again as something new from now on: after another act
            # the same bytes may mean something else.
            self._unanswered = {
                one: number for one, number in self._unanswered.items() if number in self._pending
            }
            if not heard:
                self._told.add(str(act_id))
        self._remember(key, act_id)
        return answer._replace(touched=answer.touched or heard)

    def _remember(self, key: Key, act_id: uuid.UUID) -> None:
        """Let what was read of one's own sheet say what was written into it since."""
        if key[0] in WAIT:
            self.did(Waiting(0, act_id, *key, datetime.now(UTC), None))

    def did(self, act: Waiting) -> None:
        """Put an act that was done on what was read of its sheet before."""
        self._memory.did(act)

    def soon(self, work: Callable[[], object]) -> None:
        """Do it in a thread of its own, unless all is over: then it waits for the next login."""
        with suppress(RuntimeError):
            self._pool.submit(work)

    def _await(self, asked: "Future[Answer]", then: Callable[["Future[Answer]"], None]) -> None:
        """Let the window go on; call *then* when the answer comes."""
        with self._lock:
            self._late += 1
        self._say()
        asked.add_done_callback(then)

    def _on_read_late(self, key: Key, asked: "Future[Answer]") -> None:
        if self._came(asked):
            self._memory.keep(key, asked.result(), late=True)
            self.tell(frozenset(SQLModel.metadata.tables), erased=False)  # nothing has changed

    def _on_act_late(self, asked: "Future[Answer]") -> None:
        if self._came(asked):
            self.tell(asked.result().touched)

    def _came(self, asked: "Future[Answer]") -> bool:
        """Return whether there is an answer at last."""
        with self._lock:
            self._late -= 1
        if asked.cancelled() or self._closed.is_set():
            return False
        if isinstance(asked.exception(), Unanswered):
            self.lose()
        self._say()
        return asked.exception() is None

    def lose(self) -> None:
        """Note that nobody answers; it is tried again all the time."""
        self.lost = True
        self._say()
        self._stop_hearing()  # who listens finds out when there is somebody again

    def _stop_hearing(self) -> None:
        with self._lock:
            changes, self._changes = self._changes, None
        if changes is not None:
            changes.close()

    def _say(self) -> None:
        with self._lock:
            connected = not (self.lost or self._late)
            if connected is self._connected:
                return
            self._connected = connected
        for link in self._link:
            link(connected)

    def _log_out(self, why: Ended | None) -> None:
        if self._logged_in.is_set() and not self._closed.is_set():
            self._logged_in.clear()
            self.ended_by = why
            for ended in self._ended:
                ended()

    def tell(self, tables: frozenset[str], *, erased: bool = True, others: bool = False) -> None:
        """Let this window hear what was touched; *others* did it, or nobody was *erased* by it."""
        if erased and "erasure" in tables:
            self._memory.forget()  # it may name who was erased
        if tables:
            for heard in (others and self._others) or self._heard:
                heard(tables)

    def _follow(self) -> None:
        """Hear of changes as long as the store is open, whatever becomes of the network."""
        known, tries = None, 0
        while not self._closed.is_set():
            try:
                changes = self._stream()
                with self._lock:
                    self._changes = changes
                    self._told.clear()
                known = self._catch_up(known)
                self.lost = False  # what is read while it is sent is read anew: it stands there already
                if self._sending is not None:
                    self._sending.send()
                tries = 0
                self._say()
                if self._sending is not None:
                    self._sending.send_soon()  # what was put there a moment ago
                self._hear(changes, known)
            except LoggedOut as error:
                self._log_out(error.why)
                self._logged_in.wait()
            except Closed:
                return
            except TooMany as error:
                self._closed.wait(error.seconds)
            except (StoreError, NotServed):
                self.lost = True
                self._say()
                self._closed.wait(_PAUSES[min(tries, len(_PAUSES) - 1)])
                tries += 1
            finally:
                self._stop_hearing()

    def _stream(self) -> Changes:
        try:
            return self.client.changes()
        finally:
            self._listens.set()

    def _catch_up(self, known: int | None) -> int:
        """Tell of what was written since the event that is *known*; return the number of the last one."""
        was_lost = self.lost
        # Lost before the first one was known: what was read meanwhile may be of any age.
        since = known if known is not None else 0 if was_lost else _NEWER_THAN_ANY
        last, tables = self.ask((name_of(news.since), written(name_of(news.since), news.since, since))).value
        if was_lost or (known is not None and last > known):
            self._memory.outdate()
            self.tell(tables, others=True)
        return last

    def _hear(self, changes: Changes, known: int) -> None:
        for number, tables in changes:
            if ALL in tables:
                known = self._catch_up(known)
            elif not self._is_own(number, tables):
                self._memory.outdate()
                self.tell(tables, others=True)

    def _is_own(self, number: str, tables: frozenset[str]) -> bool:
        """Return whether the window that did it tells of this act itself."""
        with self._lock:
            if number in self._told:
                self._told.discard(number)
                return True
            pending = next((one for one in self._pending if str(one) == number), None)
            if pending is not None:
                self._pending[pending] = tables
            return pending is not None

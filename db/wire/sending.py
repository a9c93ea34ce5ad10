"""What waits for the service: sent in order once it answers; what it refuses waits until a person decides."""

import uuid
from collections.abc import Callable, Iterable
from threading import Event, RLock
from typing import TYPE_CHECKING

from db.file.errors import Closed, StoreError
from db.wire import answers
from db.wire.calls import call_of
from db.wire.faults import NotTheService, NotTrusted, Unanswered
from db.wire.outbox import Waiting
from db.wire.overlay import Key
from db.wire.plain import parsed
from db.wire.refusals import (
    AnswerErased,
    ChangeFirst,
    LoggedOut,
    Malformed,
    NotSentYet,
    NotServed,
    OtherVersion,
    OutOfReach,
    TooMany,
)
from domain.errors import Refused, Unknown

if TYPE_CHECKING:
    from db.wire.outbox import Outbox
    from db.wire.remote import RemoteStore

# Why what waits goes on waiting, and why it is not wanted any more.
_NOT_NOW = (Unanswered, NotTrusted, NotTheService, Closed, LoggedOut, ChangeFirst, OtherVersion, TooMany)
_GONE = (Unknown, OutOfReach, AnswerErased)
_HAND_IN = frozenset({"exchange.opening.submit", "exchange.opening.hand_in"})
_OF_A_SHEET = frozenset({"mark", "mark_text", "draft_text", "asked_probe"})


class Sending:
    """Sends what is in the outbox of one login; any thread may ask for it."""

    def __init__(self, outbox: "Outbox", store: "RemoteStore") -> None:
        self._outbox, self._store = outbox, store
        self._lock, self._wanted = RLock(), Event()  # held by whoever sends; more of it came
        self._waiting: list[Callable[[], object]] = []

    def watch(self, told: Callable[[], object]) -> None:
        """Call *told*, from any thread, when what waits has changed."""
        self._waiting.append(told)

    def close(self) -> None:
        """Let go of the outbox at once: the same account may come back before the service has answered."""
        self._waiting = []
        self._outbox.close()

    def waits_behind(self, key: Key) -> bool:
        """Let the act wait if nobody answers, or if others wait before it; return whether it does."""
        if free := self._lock.acquire(blocking=False):
            self._lock.release()
        if free and not (self._store.lost or self._outbox.unsent or self._outbox.comes_after_refused(*key)):
            return False
        self.let_wait(key, uuid.uuid4())
        return True

    def let_wait(self, key: Key, act_id: uuid.UUID) -> None:
        """Put the act into the outbox, under its number, since it may have been done."""
        self._outbox.put(act_id, *key)
        self._say_waiting()
        if not self._store.lost:
            self.send_soon()

    def send_again(self, numbers: Iterable[int], key: Key) -> None:
        """Instead of what is held under these numbers send this."""
        self._outbox.put(uuid.uuid4(), *key, instead=numbers)
        self._say_waiting()
        self.send_soon()
        self._store.tell(_OF_A_SHEET, erased=False)

    def let_go(self, numbers: Iterable[int]) -> None:
        """Take what is held under these numbers out."""
        self._outbox.take_out(numbers)
        self._say_waiting()
        self._store.tell(_OF_A_SHEET, erased=False)

    def send_soon(self) -> None:
        """Send what waits in a thread of its own."""
        self._wanted.set()
        self._store.soon(self._send_all)

    def before(self, key: Key) -> None:
        """Send what waits before this act.

        Raises:
            NotSentYet: if it hands a sheet in of which something was not taken.
        """
        self.send()
        if key[0] in _HAND_IN and (kept := self._outbox.rows):
            sheet_id = call_of(key[0]).decode(parsed(key[1]))["sheet_id"]
            if any(one.sheet_id == sheet_id for one in kept):
                raise NotSentYet

    def send(self) -> None:
        """Send what waits, in order. What is refused is held, and so is what comes after it about the same.

        Raises:
            Unanswered, LoggedOut, NotServed, StoreError, Closed: if the service takes nothing now.
        """
        with self._lock:
            while rows := self._outbox.unsent:
                if self._store.closed:
                    raise Closed
                one = rows[0]
                if (refused := self._outbox.refusal_before(one)) is not None:
                    self._hold(one, refused)
                    continue
                if not one.told:  # an older version of the program has written it
                    self._hold(one, answers.refused(Malformed("arguments")))
                    continue
                try:
                    answer = self._store.ask((one.name, one.arguments), one.act_id)
                except _NOT_NOW:
                    raise
                except _GONE:
                    # The sheet is not there any more, or its person was erased: so are these words.
                    self._outbox.take_out([one.number])
                except (Refused, NotServed, StoreError) as error:
                    self._hold(one, answers.refused(error))
                    continue
                else:
                    self._store.did(one)
                    self._outbox.take_out([one.number])
                    self._store.tell(answer.touched)
                self._say_waiting()

    def _send_all(self) -> None:
        """Send what waits, unless somebody does already, who then sends this too."""
        while self._wanted.is_set() and self._lock.acquire(blocking=False):
            try:
                self._wanted.clear()
                self.send()
            except (StoreError, NotServed, Closed):
                if not self._store.closed:
                    self._store.lose()
                return
            finally:
                self._lock.release()

    def _hold(self, one: Waiting, refused: bytes) -> None:
        """Keep what was refused; of many marks each for itself, since the others may be taken."""
        if len(one.about) > 1:
            self._outbox.part(one)
        else:
            self._outbox.hold(one.number, refused)
        self._say_waiting()

    def _say_waiting(self) -> None:
        for told in self._waiting:
            told()

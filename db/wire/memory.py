"""What a window has read of the service, by what it asked: it answers while the service does not."""

from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import Any

from db.wire.client import Answer
from db.wire.faults import Unanswered
from db.wire.outbox import Waiting
from db.wire.overlay import ABOUT_A_SHEET, Key, overlaid, sheet_of

MOST_KEPT = 64 << 20  # bytes, as they came, of what is remembered
LATE_IS_NEW = 15.0  # seconds for which an answer that came too late counts as just read


class Memory:
    """What was read last, by what was asked, with what was written into one's own sheet since."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        # Of answers about a sheet: which, and what was written into it after them.
        self._since: dict[Key, tuple[int, list[Waiting]]] = {}
        self._late: dict[Key, float] = {}
        self._size = 0

    def keep(self, key: Key, answer: Answer, *, late: bool = False) -> Any:
        """Remember the answer, and return its value; what was asked for longest ago goes."""
        with self._lock:
            self._drop(key)
            if late:
                self._late[key] = monotonic()
            self._answers[key] = answer
            if key[0] in ABOUT_A_SHEET:
                self._since[key] = sheet_of(key), []
            self._size += answer.size
            while self._size > MOST_KEPT and len(self._answers) > 1:
                self._drop(next(iter(self._answers)))
        return answer.value

    def value(self, key: Key) -> Any:
        """Return the value of the last answer.

        Raises:
            Unanswered: if there is none.
        """
        with self._lock:
            if key not in self._answers:
                raise Unanswered
            value = self._answers[key].value
            _sheet, since = self._since.get(key, (0, []))
            return overlaid(key, value, since)

    def has_just_come(self, key: Key) -> bool:
        """Return whether the answer came late a moment ago, for whoever asks for it again."""
        with self._lock:
            at = self._late.get(key)
            return at is not None and monotonic() < at + LATE_IS_NEW

    def did(self, act: Waiting) -> None:
        """Put an act that was done on what was read of its sheet before: that is what stands there now."""
        with self._lock:
            for sheet_id, since in self._since.values():
                if sheet_id == act.sheet_id:  # of what is half typed only the last counts
                    since[:] = [*(one for one in since if not act.field or one.field != act.field), act]

    def outdate(self) -> None:
        """Something was changed: what came late is no longer new."""
        with self._lock:
            self._late.clear()

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._since.clear()
            self._late.clear()
            self._size = 0

    def _drop(self, key: Key) -> None:
        self._late.pop(key, None)
        self._since.pop(key, None)
        if (answer := self._answers.pop(key, None)) is not None:
            self._size -= answer.size

"""The first answers to acts, for clients whose connection broke before they heard them."""

import uuid
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from db.file.errors import StoreError
from db.service.answers import refused
from db.service.refusals import AnotherAct, NotServed
from domain.errors import Refused

MOST = 10_000  # acts: fifty people at one a second for three minutes, and a client asks again within seconds

type Who = tuple[int, uuid.UUID]


class _Once:
    """One act: whoever asks while it runs waits for its answer."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.lock = Lock()
        self.answer: bytes | None = None


class FirstAnswers:
    """Keeps the newest answers in memory, by person and number of the act."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[Who, _Once] = OrderedDict()

    def answer(self, who: Who, what: tuple[str, bytes], act: Callable[[], bytes]) -> bytes:
        """Return the first answer to this act; run it if there is none.

        A refusal by a rule is an answer; after a fault of the file the same act may be tried again.

        Raises:
            AnotherAct: if *what* is not what stood beside this number before.
        """
        name, arguments = what
        content = sha256(name.encode() + b"\0" + arguments).digest()
        with self._lock:
            once = self._known.setdefault(who, _Once(content))
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        if once.content != content:
            raise AnotherAct
        with once.lock:
            if once.answer is None:
                try:
                    once.answer = act()
                except StoreError:
                    raise
                except (Refused, NotServed) as error:
                    once.answer = refused(error)
            return once.answer

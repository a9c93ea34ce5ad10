"""The first answers to acts, for clients whose connection broke before they heard them.

What was done is in the file, written in the transaction of the act, so that it outlives a service that was
killed. A refusal did nothing and is kept in memory; so is which act is under way.
"""

import uuid
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from db.file.errors import StoreError
from db.models import FirstAnswer
from db.models.types import now
from db.wire.answers import refused
from db.wire.refusals import AnotherAct, AnswerErased, NotServed
from domain.errors import Refused

# Acts: fifty people at one a second for three minutes, and a client asks again within seconds. What waited
# for a network for longer says what it was based on, so that done again it changes nothing.
MOST = 10_000

type Who = tuple[int, uuid.UUID]
type What = tuple[str, bytes]


class _Once:
    """One act: whoever asks while it runs waits for its answer."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        self.lock = Lock()
        self.answer: bytes | None = None


class FirstAnswers:
    """The newest answers, by person and number of the act."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._erased: int | None = None
        self._lock = Lock()
        self._known: OrderedDict[Who, _Once] = OrderedDict()

    def answer(self, who: Who, what: What, act: Callable[[], bytes], erasures: Callable[[], int]) -> bytes:
        """Return the first answer to an act that runs or was refused; else run *act*, which asks the file.

        A refusal by a rule is an answer; after a fault of the file the same act may be tried again.
        *erasures* tells how many people were erased by now, also by a command beside the service.

        Raises:
            AnotherAct: if *what* is not what stood beside this number before.
        """
        asked = _asked(what)
        if self._erased is None:
            self._erased = erasures()
        with self._lock:
            once = self._known.setdefault(who, _Once(asked))
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        if once.asked != asked:
            raise AnotherAct
        with once.lock:
            if once.answer is not None and not self._others_erased(erasures()):
                return once.answer
            try:
                once.answer = act()
            except StoreError:
                raise
            except AnotherAct:  # the number stays that of the act which was done
                with self._lock:
                    self._known.pop(who, None)
                raise
            except (Refused, NotServed) as error:
                once.answer = refused(error)
                return once.answer
            with self._lock:  # from now on the file has it
                self._known.pop(who, None)
            return once.answer

    def _others_erased(self, erased: int) -> bool:
        """Forget all refusals if that are more people than before; tell whether it is so."""
        if erased == self._erased:
            return False
        self._erased = erased
        self.forget()
        return True

    def forget(self) -> None:
        """Forget all refusals: they may name somebody who was erased."""
        with self._lock:
            self._known.clear()

    def done(self, session: Session, who: Who, what: What) -> bytes | None:
        """Return what was answered when the act was done; None if it was not.

        Raises:
            AnotherAct: as ``answer``.
            AnswerErased: if the act was done and its answer is no more.
        """
        person_id, number = who
        row = session.exec(
            select(FirstAnswer).where(FirstAnswer.person_id == person_id, FirstAnswer.number == str(number))
        ).first()
        if row is None:
            return None
        if row.answer is None:
            raise AnswerErased
        if row.asked != _asked(what):
            raise AnotherAct
        return row.answer

    def keep(self, session: Session, who: Who, what: What, answer: bytes) -> None:
        """Write the answer beside what the act did, and drop those that are older than the newest ones."""
        person_id, number = who
        session.flush()
        # Past the session: windows need not hear of it, and it is no part of what the act did.
        connection = session.connection()
        values = {
            "person_id": person_id,
            "number": str(number),
            "asked": _asked(what),
            "answer": answer,
            "at": now(session),
        }
        (newest,) = connection.execute(insert(FirstAnswer).values(values)).inserted_primary_key or (0,)
        connection.execute(delete(FirstAnswer).where(col(FirstAnswer.id) <= newest - self._most))


def _asked(what: What) -> str:
    name, arguments = what
    return sha256(name.encode() + b"\0" + arguments).hexdigest()

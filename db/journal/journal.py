"""The journal: who did what when, each event chained to the one before by a key that the file does not hold.

The chain finds events that somebody changed, removed or put in without the data key. Whoever has the key (and
so could open the file) could also make the chain anew. Events cut off at the end are found as far as an end
was noted in the key file (``Store`` does so at closing and every few dozen acts); an old copy of both files
together is not told from the present.

Acts compose: what ``act`` surrounds is one act with one event, whose data holds those of the acts in it.
"""

import hashlib
import hmac
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlmodel import Session, col, select

from db.journal.problems import Problem, ProblemKind
from db.models import Journal
from db.models.types import actor_id, now
from domain.canonical import canonical

START = "0" * 64  # what the first event is chained to

type Told = dict[str, Any]  # ids, codes, levels and lists of them

_ALL = """SELECT seq, at, actor_id, act, subject_kind, subject_id, data, previous_mac, mac
    FROM journal ORDER BY seq"""


@dataclass(slots=True)
class Act:
    """An act under way; what is known only once it is done is set before it ends."""

    subject_id: int | None
    data: Told


@contextmanager
def act(
    session: Session, name: str, subject_kind: str, subject_id: int | None = None, data: Told | None = None
) -> Generator[Act]:
    """Make everything inside one act with one event, however many acts it calls.

    Their events stand in its data under ``with``, in their order: act, kind and id of the subject, data.
    An act that calls no other has no ``with``. Whoever is refused in the middle lets that through: then the
    transaction takes everything back, and ``Store`` commits nothing else.
    """
    around: list[object] | None = session.info.get("within")
    within: list[object] = []
    session.info["within"] = within
    under_way = Act(subject_id, data or {})
    try:
        yield under_way
    except BaseException:
        session.info["refused"] = True
        raise
    finally:
        session.info["within"] = around
    parts = {"with": within} if within else {}
    record(session, name, subject_kind, under_way.subject_id, under_way.data | parts)


def record(session: Session, act: str, subject_kind: str, subject_id: int | None, data: Told) -> None:
    """Write the event of an act that calls no other; inside another act it is a part of that one's event.

    *data* holds ids, codes and levels, never names or comments.
    """
    within: list[object] | None = session.info.get("within")
    if within is not None:
        within.append([act, subject_kind, subject_id, data])
        return
    seq, previous = head(session)
    at, actor, told = now(session).astimezone(UTC), actor_id(session), canonical(data).decode()
    row = (seq + 1, _moment(at), actor, act, subject_kind, subject_id, told, previous)
    session.add(
        Journal(
            seq=seq + 1,
            at=at,
            actor_id=actor,
            act=act,
            subject_kind=subject_kind,
            subject_id=subject_id,
            data=data,
            previous_mac=previous,
            mac=_mac(_key(session), row),
        )
    )
    session.info["events"] = session.info.get("events", 0) + 1


# Made once: each key press asks it.
_HEAD = select(Journal.seq, Journal.mac).order_by(col(Journal.seq).desc()).limit(1)


def head(session: Session) -> tuple[int, str]:
    """Return number and MAC of the last event; 0 and the start where there is none."""
    found = session.exec(_HEAD).first()
    return (0, START) if found is None else (found[0], found[1])


def mac_at(session: Session, seq: int) -> str | None:
    """Return the MAC of an event, None where there is no such event."""
    return START if seq == 0 else session.exec(select(Journal.mac).where(Journal.seq == seq)).first()


def verify(session: Session) -> tuple[Problem, ...]:
    """Walk the chain; return a problem for each event that does not fit, in their order."""
    problems: list[Problem] = []
    key, seq, previous = _key(session), 0, START
    # By hand, not as objects: what somebody wrote into a row need not be of the column's type.
    for row in session.connection().exec_driver_sql(_ALL):
        number, mac = cast("object", row[0]), cast("object", row[8])
        if number != seq + 1 or row[7] != previous or not _fits(key, tuple(row[:8]), mac):
            problems.append(Problem(ProblemKind.JOURNAL, str(number)))
        seq = number if isinstance(number, int) else seq + 1
        previous = mac if isinstance(mac, str) else ""
    return tuple(problems)


def _fits(key: bytes, row: tuple[Any, ...], mac: object) -> bool:
    try:
        at = _moment(datetime.fromisoformat(row[1]).replace(tzinfo=UTC))
        return hmac.compare_digest(_mac(key, (row[0], at, *row[2:])), cast("str", mac))
    except (TypeError, ValueError):
        return False


def _mac(key: bytes, row: tuple[object, ...]) -> str:
    return hmac.digest(key, canonical(row), hashlib.sha256).hex()


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _key(session: Session) -> bytes:
    return cast("bytes", session.info["journal_key"])

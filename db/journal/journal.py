"""The journal: who did what and when, each event chained to the one before by a key outside the file.

The chain reveals events that someone changed, removed or inserted without the data key, and the events prove
the records that they wrote (``content``). Anyone who has the key (and so could open the file) could also
rebuild the chain. Events cut off at the end are noticed as far as the key file notes the end: ``Store`` does
that after acts of weight, at rest and on closing, and also apart from both files (``db.file.seen``), so
that an older copy of both is noticed.

Acts compose: everything inside ``act`` is one act with one event, whose data holds the events of the acts in
it.
"""

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from json.encoder import encode_basestring
from typing import Any, cast
from unicodedata import normalize

from sqlalchemy import Label, Text, bindparam, insert, type_coerce
from sqlmodel import Session, col, select

from db.journal import by_hand, former_keys, proving
from db.journal.problems import Problem, ProblemKind
from db.models import Journal
from db.models.prepared import Prepared
from db.models.types import actor_id, now
from domain.canonical import canonical
from domain.progress import Progress

START = "0" * 64  # what the first event is chained to

SITTING_OF = "sitting_of"  # in the data of an event: id of the person who had opened the file

WEIGHTY = frozenset({"submit", "conclude", "publish", "seal", "close", "export", "erase"})
"""Acts after which the journal's end is noted at once, beside the file and apart from it."""

type Told = dict[str, Any]  # ids, codes, levels and lists of them
type Head = tuple[int, str]  # number and MAC of the last event
type Last = tuple[int, str, object]  # and when it was, as it is in the file

# Asked for at each mark. What somebody else wrote there need not be a time, and must not stop the next act.
_AT: Label[str] = type_coerce(col(Journal.at), Text).label("at")
LAST_COLUMNS = (col(Journal.seq), col(Journal.mac), _AT)
LAST = select(*LAST_COLUMNS).order_by(col(Journal.seq).desc()).limit(1)

# A clock put back while somebody rates must not be hidden among the marks.
_NO_MARK = select(_AT).where(col(Journal.act) != "rate").order_by(col(Journal.seq).desc()).limit(1)
_LAST_AND_NO_MARK = LAST.add_columns(_NO_MARK.scalar_subquery())

CLOCK = timedelta(minutes=5)  # by which two clocks, or one that is set right, may differ

_STEP = 1_000  # events between two questions whether to go on
# What an event's MAC is made of but for the MAC before it, as ``signer`` writes it; NULL if a column is not
# as usual. SQLite writes it out at less than what it costs to hand over each column.
_ALL = """SELECT seq, CASE WHEN typeof(at) = 'text' AND octet_length(at) = 26
        AND typeof(actor_id) IN ('integer', 'null') AND typeof(act) = 'text' AND typeof(subject_kind) = 'text'
        AND typeof(subject_id) IN ('integer', 'null') AND typeof(data) = 'text'
    THEN printf('[%d,"%.10sT%s+00:00",%s,%s,%s,%s,%s,"', seq, at, substr(at, 12), ifnull(actor_id, 'null'),
        json_quote(act), json_quote(subject_kind), ifnull(subject_id, 'null'), json_quote(data)) END, mac
    FROM journal WHERE seq > ? ORDER BY seq"""
_EACH = "SELECT seq, at, actor_id, act, subject_kind, subject_id, data FROM journal WHERE seq = ?"
_COLUMNS = """SELECT seq, at, actor_id, act, subject_kind, subject_id, data, mac
    FROM journal WHERE seq > ? ORDER BY seq"""


@dataclass(slots=True)
class Act:
    """An act in progress; what is known only at its end can be set on it until then."""

    subject_id: int | None
    data: Told


@contextmanager
def act(
    session: Session, name: str, subject_kind: str, subject_id: int | None = None, data: Told | None = None
) -> Generator[Act]:
    """Make everything inside one act with one event, however many acts it calls.

    The events of the acts it calls are in its data under ``with``, in order: act, kind and id of the subject,
    data. If it calls none, there is no ``with``. Let a refusal from inside pass through: the transaction is
    then rolled back, and ``Store`` would commit nothing after it anyway.
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


def record(
    session: Session,
    act: str,
    subject_kind: str,
    subject_id: int | None,
    data: Told,
    last: Last | None = None,
) -> None:
    """Write the event of an act that calls no other; inside ``act`` it becomes part of that event.

    *data* holds ids, codes and levels, never names or comments; what the act proves is added (``content``),
    and ``clock_back``, seconds, if it is more than ``CLOCK`` earlier than the event before.
    *last* is the previous event, if the act has already read it with its own rows, as ``LAST``.
    """
    if act in WEIGHTY:
        session.info["weighty"] = True
    within: list[object] | None = session.info.get("within")
    if within is not None:
        within.append([act, subject_kind, subject_id, data])
        return
    if (sitting := session.info.get("sitting_of")) is not None:
        data = data | {SITTING_OF: sitting}
    proof = proving.proof(session, act, subject_kind, subject_id, data)
    data = data | {"proof": proof} if proof else data
    if last is None:
        session.flush()  # so that an act in a reading session is refused, and its rows come before its event
    found: Any = last or session.connection().execute(_LAST_AND_NO_MARK).first()
    seq, previous, *instants = found or (0, START)
    at, actor = now(session).astimezone(UTC), actor_id(session)
    back = max((before - at for one in instants if (before := instant(one)) is not None), default=CLOCK)
    if back > CLOCK and not getattr(session.info["clock"], "jumps", False):  # only the example's does
        data = data | {"clock_back": round(back.total_seconds())}
    told = canonical(data).decode()
    mac = signer(_key(session))(seq + 1, kept(at), actor, act, subject_kind, subject_id, told, previous)
    _INSERT.run(
        session,
        {
            "seq": seq + 1,
            "at": at,
            "actor_id": actor,
            "act": act,
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "told": told,
            "mac": mac.hex(),
        },
    )
    session.info["events"] = session.info.get("events", 0) + 1


def kept(at: object) -> Any:
    """Return an instant as the file keeps it, which is what is signed; what is none stays as it is."""
    if not isinstance(at, datetime):
        return at
    return at.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")


def instant(at: object) -> datetime | None:
    """Return when an event was, by its column read as text; None if somebody else wrote no time there."""
    try:
        found = at if isinstance(at, datetime) else datetime.fromisoformat(cast("str", at))
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


_INSERT = Prepared(lambda: insert(Journal).values(data=bindparam("told", type_=Text())))


def head(session: Session) -> Head:
    """Return the number and MAC of the last event; 0 and ``START`` if there is none."""
    found = session.exec(LAST).first()
    return (0, START) if found is None else (found[0], found[1])


def mac_at(session: Session, seq: int) -> str | None:
    """Return the MAC of an event; ``START`` for 0, None if there is no such event."""
    return START if seq == 0 else session.exec(select(Journal.mac).where(Journal.seq == seq)).first()


def verify(
    session: Session, since: Head = (0, START), progress: Progress | None = None
) -> tuple[Problem, ...]:
    """Walk the chain after this event; return a problem for each one that does not fit, in their order.

    Raises:
        Cancelled: if the user cancelled.
    """
    problems: list[Problem] = []
    ages = former_keys.ages(session)
    expected, previous = since[0] + 1, since[1]
    key = former_keys.at(ages, expected)
    sign, close = signer(key), _closer(key)
    to_come = [(first, key) for first, key in ages if first > expected]
    # Read without mapped objects: what someone wrote into a row need not have the column's type, and a file
    # that is some years old has millions of rows.
    for seq, begun, mac in _signed(session, since[0]):
        while to_come and seq >= to_come[0][0]:
            key = to_come.pop(0)[1]
            sign, close = signer(key), _closer(key)
        try:
            proof = close(f'{begun}{previous}"]') if isinstance(begun, str) else sign(*begun, previous)
            fits = seq == expected and proof == mac
            previous = mac.hex()
        except (TypeError, ValueError, AttributeError):
            fits, previous = False, ""
        if not fits:
            problems.append(Problem(ProblemKind.JOURNAL, str(seq)))
        if progress is not None and not expected % _STEP:
            progress.step(0, 1)
        expected = seq + 1
    return tuple(problems)


def _signed(session: Session, since: int) -> Iterator[tuple[int, "str | Row", bytes]]:
    """Yield of each event its number, what its MAC is made of as text or as columns, and the MAC."""
    if not by_hand.of_the_file(session):
        for row in by_hand.rows(session, _COLUMNS, (since,)):
            seq, at, *rest, mac = row
            yield seq, cast("Row", (seq, kept(at), *rest)), mac
        return
    for seq, begun, mac in by_hand.rows(session, _ALL, (since,)):
        if begun is None or not begun.isascii():
            (begun,) = by_hand.rows(session, _EACH, (seq,))
        yield seq, begun, mac


type Row = tuple[int, str, int | None, str, str, int | None, str]
type Sign = Callable[[int, str, int | None, str, str, int | None, str, str], bytes]


def signer(secret: bytes) -> Sign:
    """Return the function that makes an event's MAC from its row's columns and the previous MAC in hex.

    It is HMAC-SHA256 over their ``canonical`` form, with the time in ISO format, which is written out by
    hand, because a check does this for every event.
    """
    close = _closer(secret)
    spelt: dict[tuple[int | None, str, str], str] = {}  # actor, act and kind: a file has few of them

    def sign(
        seq: int,
        at: str,
        actor: int | None,
        act: str,
        kind: str,
        subject: int | None,
        data: str,
        previous: str,
    ) -> bytes:
        words = spelt.get((actor, act, kind))
        if words is None:
            who = "null" if actor is None else f"{actor:d}"
            words = spelt[actor, act, kind] = f"{who},{encode_basestring(act)},{encode_basestring(kind)}"
        if not data.isascii():
            data = normalize("NFC", data)
        of = "null" if subject is None else f"{subject:d}"
        return close(
            f'[{seq:d},"{at[:10]}T{at[11:]}+00:00",{words},{of},{encode_basestring(data)},"{previous}"]'
        )

    return sign


_PADS = tuple(bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


def _closer(secret: bytes) -> Callable[[str], bytes]:
    """Return the function that makes the HMAC-SHA256 of a text; the key is hashed only once."""
    key = secret.ljust(64, b"\0")
    begun, ending = (hashlib.sha256(key.translate(pad)).copy for pad in _PADS)

    def close(told: str) -> bytes:
        inner, outer = begun(), ending()
        inner.update(told.encode())
        outer.update(inner.digest())
        return outer.digest()

    return close


def _key(session: Session) -> bytes:
    return cast("bytes", session.info["journal_key"])

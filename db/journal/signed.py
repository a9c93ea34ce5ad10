"""Events as they were signed: what somebody else wrote into one is not believed."""

from typing import Any

from sqlmodel import Session

from db.journal import by_hand, exports, former_keys, journal

_COLUMNS = "one.seq, one.at, one.actor_id, one.act, one.subject_kind, one.subject_id, one.data"
_WANTED = f"""SELECT {_COLUMNS}, one.mac, before.mac
    FROM journal AS one LEFT JOIN journal AS before ON before.seq = one.seq - 1
    WHERE one.act <> 'rate' AND one.act = ? AND one.subject_kind = ?"""
_IN_ORDER = " ORDER BY one.seq"


def signed(
    session: Session, act: str, subject_kind: str, subject_id: int | None = None
) -> tuple[journal.Told, ...]:
    """Return the data of these events in order, without those that do not hold; the check names them.

    *subject_id* None stands for any subject.
    """
    one = () if subject_id is None else (subject_id,)
    wanted = _WANTED + " AND one.subject_id = ?" * len(one) + _IN_ORDER
    rows = tuple(by_hand.rows(session, wanted, (act, subject_kind, *one)))
    ages = former_keys.ages(session) if rows else ()
    return tuple(exports.told(row[6]) for row in rows if _holds(row, ages))


def _holds(row: tuple[Any, ...], ages: former_keys.Ages) -> bool:
    seq, at, actor, act, kind, subject, data, mac, before = row
    try:
        previous = journal.START if before is None else before.hex()
        mine = journal.signer(former_keys.at(ages, seq))(
            seq, journal.kept(at), actor, act, kind, subject, data, previous
        )
    except (TypeError, ValueError, AttributeError):
        return False
    return mine == mac

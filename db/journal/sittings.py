"""What was entered in a sitting of somebody else: the file was opened by one person, another went on."""

from typing import Any, cast

from sqlmodel import Session, col, select

from db.models import Journal

SITTING_OF = "sitting_of"  # in the data of an event: id of the person who had opened the file


def in_anothers(
    session: Session, act: str, subject_kind: str, subject_id: int
) -> tuple[tuple[int, dict[str, Any]], ...]:
    """Return the id of the person in whose sitting this act was done to this subject, and its data, in order.

    An act that somebody did in a sitting of their own is left out.
    """
    events = (
        select(cast("Any", Journal.data))
        .where(
            col(Journal.act) == act,
            col(Journal.subject_kind) == subject_kind,
            col(Journal.subject_id) == subject_id,
        )
        .order_by(col(Journal.seq))
    )
    found = cast("list[dict[str, Any]]", session.exec(events).all())
    return tuple((data[SITTING_OF], data) for data in found if data.get(SITTING_OF) is not None)

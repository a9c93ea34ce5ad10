"""What was entered in a sitting of somebody else: the file was opened by one person, another went on."""

from sqlmodel import Session

from db.journal.journal import SITTING_OF, Told
from db.journal.signed import signed


def in_anothers(
    session: Session, act: str, subject_kind: str, subject_id: int
) -> tuple[tuple[int, Told], ...]:
    """Return the id of the person in whose sitting this act was done to this subject, and its data, in order.

    An act that somebody did in a sitting of their own is left out, and so is what nobody has signed.
    """
    events = signed(session, act, subject_kind, subject_id)
    return tuple((one, data) for data in events if isinstance(one := data.get(SITTING_OF), int))

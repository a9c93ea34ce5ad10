"""Who had opened the file when somebody entered something in the place of another."""

from sqlmodel import Session

from db.assessing import people
from db.journal import sittings


def names(session: Session, act: str, kind: str, subject_id: int, part: str = "") -> dict[int, str]:
    """Return the id of what was entered in a sitting of somebody else -> the name of that person.

    The id is in the data of the event under *part*, else it is that of the subject.
    """
    events = sittings.in_anothers(session, act, kind, subject_id)
    if not events:
        return {}
    known = people.brief(session, {one for one, _data in events})
    found = {one: person.short_name for one, person in known.items()}
    return {(data[part] if part else subject_id): found.get(one, "") for one, data in events}

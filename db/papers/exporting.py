"""The event of papers that left the file, of a team with the units they were limited to."""

import re
from collections.abc import Collection

from sqlmodel import Session

from db.journal import exports
from db.people import organisation
from domain.errors import Impossible

_KEY = re.compile(r"[a-z]{1,20}(?:-[a-z]{1,20}){0,2}")


def exported(
    session: Session,
    document: str,
    of: exports.Of,
    ids: Collection[int],
    formats: Collection[str],
    files: int,
    unit_id: int | None = None,
    *,
    names_people: bool = True,
) -> None:
    """Write the event of an export of these subjects; *unit_id* limits it to a unit and those below it.

    Raises:
        Impossible: if document or format is none by its name: the journal is for no words of a client; or if
            anything but an assessment is limited to a unit.
    """
    if unit_id is not None and of is not exports.Of.CYCLE:  # it would leave out whom the ids name
        raise Impossible("unit_id")
    if not all(_KEY.fullmatch(one) for one in (document, *formats)):
        raise Impossible("document")
    units = None if unit_id is None else organisation.units_below(session, unit_id)
    exports.record(session, document, of, ids, formats, files, names_people=names_people, unit_ids=units)

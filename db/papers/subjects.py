"""Of whom a paper about an assessment may be asked."""

from collections.abc import Collection, Set

from sqlmodel import Session

from db.assessing import cases, people
from db.assessing.people import CaseLine
from domain.assessing.case import CaseState
from domain.people.person import Person


def assessed(
    session: Session,
    viewer_id: int | None,
    also: Collection[int] = (),
    *,
    results: bool = False,
    awaited: bool = False,
    unit_ids: Set[int] | None = None,
) -> tuple[tuple[CaseLine, Person], ...]:
    """Return the newest assessment of each person, and those in *also*.

    With *results* it is the newest whose result the viewer may see, or else the newest; with *awaited* only
    where a sheet can still come in. With *unit_ids* they are people of these units alone.
    """
    listed: list[tuple[CaseLine, Person]] = []
    for row in people.people(session, viewer_id, unit_ids):
        case = (row.shown or row.latest) if results else row.latest
        if case is not None and (not awaited or _awaits(case)):
            listed.append((case, row.person))
    more = cases.lines_of(session, set(also) - {case.case_id for case, _person in listed})
    known = people.brief(session, {one.person_id for one in more})
    if unit_ids is not None:
        known = {key: one for key, one in known.items() if one.unit_id in unit_ids}
    listed += [(one, known[one.person_id]) for one in more if one.person_id in known]
    return tuple(listed)


def _awaits(case: CaseLine) -> bool:
    return case.state is CaseState.OPEN and not case.all_in

"""Who or what is new to the file and to a campaign at once: both or neither is written."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from db import campaigns, organisation, people
from domain.campaign import CampaignDraft
from domain.mark import Role
from domain.person import Person


def invite(
    session: Session, cycle_id: int, person: Person, panel: Sequence[tuple[int, Role]] | None = None
) -> int:
    """Add a person and make a candidate of them; return the case.

    Raises:
        Missing, TooLong, Impossible, Taken: as for ``people.add``.
        Unknown, Closed, Impossible: as for ``campaigns.invite``.
    """
    return campaigns.invite(session, cycle_id, people.add(session, person), panel)


def assign(session: Session, case_id: int, person: Person, role: Role) -> int:
    """Add a person and let them assess in a case; return the person.

    Raises:
        Missing, TooLong, Impossible, Taken: as for ``people.add``.
        Unknown, Closed, Withdrawn, AlreadyOpen, Impossible: as for ``campaigns.assign``.
    """
    person_id = people.add(session, person)
    campaigns.assign(session, case_id, person_id, role)
    return person_id


def open_campaign(session: Session, draft: CampaignDraft, unit: str) -> int:
    """Open a campaign for a unit that is new by this name, else for the one of the draft.

    Raises:
        Missing, TooLong, Taken: as for ``organisation.add_unit``.
        Everything that ``campaigns.open`` raises: then the unit is not added either.
    """
    if unit and draft.unit_id is None:
        draft = replace(draft, unit_id=organisation.add_unit(session, unit))
    return campaigns.open(session, draft)

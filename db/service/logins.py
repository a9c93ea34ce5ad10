"""Who is logged in: a person, the role of the account, and the units it reaches."""

from dataclasses import dataclass
from enum import StrEnum


class LoginRole(StrEnum):
    """What an account is for; what each may ask stands in the table of the service."""

    HR = "hr"
    MANAGER = "manager"  # of units
    ASSESSOR = "assessor"
    AUDITOR = "auditor"  # the journal, and assessments that are closed
    ADMINISTRATOR = "administrator"  # accounts alone: no level and no word


@dataclass(frozen=True, slots=True)
class Login:
    """One person at work in one role; ``unit_ids`` are the uppermost units of a manager."""

    person_id: int
    role: LoginRole
    unit_ids: tuple[int, ...] = ()

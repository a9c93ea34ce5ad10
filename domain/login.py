"""Accounts of the organisation's server, and who is logged in: a person, a role, and the units it reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import Impossible, Missing, TooLong
from domain.text import fold, visible

LONGEST_NAME = 64  # characters
LONGEST_PASSWORD = 1_000  # characters: a longer one only makes the server work
LOCKED_AFTER = 10  # wrong passwords in a row
LASTS = timedelta(hours=10)  # a working day: whoever comes back tomorrow logs in again


class LoginRole(StrEnum):
    """What an account is for; what each may ask stands in the table of the service."""

    HR = "hr"
    MANAGER = "manager"  # of units
    ASSESSOR = "assessor"
    AUDITOR = "auditor"  # the journal, and assessments that are closed
    ADMINISTRATOR = "administrator"  # accounts alone: no level and no word


class Ended(StrEnum):
    """Why a login holds no more; told to nobody but whoever has its token."""

    TIME = "time"  # it lasts ten hours
    CLOSED = "closed"  # the account, or its person is not at work any more
    ELSEWHERE = "elsewhere"  # another password, role or units, or an administrator ended it


@dataclass(frozen=True, slots=True)
class Login:
    """One person at work in one role; ``unit_ids`` are the uppermost units of a manager."""

    person_id: int
    role: LoginRole
    unit_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """What a login gave: the token is told once, and the service keeps only its hash.

    ``change_first``: nothing is served until the password was changed.
    """

    token: str
    until: datetime
    login: Login
    change_first: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account as an administrator sees it; ``person`` is the name, ``wrong`` the passwords in a row."""

    id: int
    name: str
    login: Login
    person: str
    wrong: int = 0
    locked_at: datetime | None = None
    closed_at: datetime | None = None
    change_first: bool = False


@dataclass(frozen=True, slots=True)
class OpenLogin:
    """A login that still holds."""

    id: int
    account: str
    at: datetime
    until: datetime


def account_name(text: str) -> str:
    """Return the name of an account as it is compared: people type it in any case.

    Raises:
        Missing, TooLong, Impossible: if it is empty, too long, or has a space in it.
    """
    name = fold(text)
    if not visible(name):
        raise Missing("name")
    if len(name) > LONGEST_NAME:
        raise TooLong("name", len(name), LONGEST_NAME)
    if " " in name or not name.isprintable():
        raise Impossible("name")
    return name


def check_units(role: LoginRole, unit_ids: tuple[int, ...]) -> None:
    """Check that a manager has units, and nobody else.

    Raises:
        Missing, Impossible: if not.
    """
    if role is LoginRole.MANAGER and not unit_ids:
        raise Missing("unit_ids")
    if role is not LoginRole.MANAGER and unit_ids:
        raise Impossible("unit_ids")

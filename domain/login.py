"""Accounts of the organisation's server, and who is logged in: a person, a role, and the units it reaches."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import Impossible, Missing, Refused, TooLong
from domain.text import fold, visible

LONGEST_NAME = 64  # characters
LONGEST_PASSWORD = 1_000  # characters: a longer one only makes the server work
LOCKED_AFTER = 10  # wrong passwords in a row
NAME_IN_WORDS = 4  # letters of a name: a shorter one is part of many words
LASTS = timedelta(hours=10)  # a working day: whoever comes back tomorrow logs in again
MEMORY, PASSES, LANES = 64 * 1024, 3, 4  # what Argon2id takes for a password: KiB, and how often
_DERIVED = re.compile(
    r"\$argon2id\$v=19\$m=([0-9]{1,5}),t=([0-9]),p=([0-9])\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}"
)


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
    RIGHTS = "rights"  # the account got another role or other units
    ELSEWHERE = "elsewhere"  # another password, or an administrator ended it


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


class AccountState(StrEnum):
    """Whether one can log in."""

    OPEN = "open"
    LOCKED = "locked"  # until an administrator unlocks it
    CLOSED = "closed"  # for good


@dataclass(frozen=True, slots=True)
class Account:
    """An account as an administrator sees it; ``person`` is the name, ``code`` that of the person.

    ``wrong`` are the passwords in a row, ``by_directory`` that it has none: only the directory lets it in.
    """

    id: int
    name: str
    login: Login
    person: str
    wrong: int = 0
    locked_at: datetime | None = None
    closed_at: datetime | None = None
    change_first: bool = False
    code: str = ""
    by_directory: bool = False
    last_at: datetime | None = None

    @property
    def state(self) -> AccountState:
        """Whether one can log in with it."""
        if self.closed_at is not None:
            return AccountState.CLOSED
        return AccountState.OPEN if self.locked_at is None else AccountState.LOCKED


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at work who may get an account, and the ``roles`` of the open ones there are already."""

    person_id: int
    name: str
    code: str
    roles: tuple[LoginRole, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenLogin:
    """A login that still holds."""

    id: int
    account: str
    at: datetime
    until: datetime
    account_id: int = 0


class OwnAccount(Refused):
    """Nobody gives rights to oneself: another administrator does, or whoever runs the server."""


class LastAdministrator(Refused):
    """Without this account nobody could make accounts in a window any more."""


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


def holds_name(password: str, name: str) -> bool:
    """Return whether a new password holds the name of its account, as ``account_name`` gives it."""
    return len(name) >= NAME_IN_WORDS and name in fold(password)


def check_units(role: LoginRole, unit_ids: tuple[int, ...]) -> None:
    """Check that a manager has units, and nobody else.

    Raises:
        Missing, Impossible: if not.
    """
    if role is LoginRole.MANAGER and not unit_ids:
        raise Missing("unit_ids")
    if role is not LoginRole.MANAGER and unit_ids:
        raise Impossible("unit_ids")


def check_derived(password: str) -> None:
    """Check that this is what a password is recognised by, and that trying it costs no more than ours do.

    Raises:
        Impossible: if not; the service would have to spend on each try whatever stands there.
    """
    found = _DERIVED.fullmatch(password)
    if found is None or any(
        int(one) > most for one, most in zip(found.groups(), (MEMORY, PASSES, LANES), strict=True)
    ):
        raise Impossible("password")

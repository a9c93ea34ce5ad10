"""What the organisation's server keeps beside the records of the trade."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from db.models.table import NO_ROWID, Table
from db.models.types import Hash, Utc, choice, uid_type
from domain.login import LoginRole


class FirstAnswer(Table, table=True):
    """An act that was done and what was answered, by the number that the client gave it.

    ``asked`` is the hash of the function and its arguments; both it and ``answer`` are None once a person
    was erased: either may have named that person.
    """

    __table_args__ = (UniqueConstraint("person_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    number: str = Field(sa_type=uid_type())
    asked: str | None = Field(default=None, sa_type=Hash)
    answer: bytes | None = None
    at: datetime = Field(sa_type=Utc)


class Account(Table, table=True):
    """How a person logs in, in one role; ``password`` is the Argon2id of it with salt and cost.

    ``wrong`` are the wrong passwords in a row, ``wait_until`` when the next may be tried.
    """

    __table_args__ = (CheckConstraint("wrong >= 0", name="wrong"),)

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: LoginRole = Field(sa_type=choice(LoginRole))
    password: str
    change_first: bool = True
    made_at: datetime = Field(sa_type=Utc)
    wrong: int = 0
    wait_until: datetime | None = Field(default=None, sa_type=Utc)
    locked_at: datetime | None = Field(default=None, sa_type=Utc)
    closed_at: datetime | None = Field(default=None, sa_type=Utc)


class AccountUnit(Table, table=True):
    """An uppermost unit that the account of a manager reaches."""

    __table_args__ = (NO_ROWID,)

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)


class Login(Table, table=True):
    """A login, by the hash of its token; ``ended_at`` None while it holds until ``until``."""

    id: int = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token: str = Field(sa_type=Hash, unique=True)
    at: datetime = Field(sa_type=Utc)
    until: datetime = Field(sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)

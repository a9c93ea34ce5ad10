"""What the organisation's server keeps beside the records of the trade."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from db.models.table import Table
from db.models.types import Hash, Utc, uid_type


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

"""Whose file it is, and its settings."""

from typing import override

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from db.models.table import Table
from db.models.types import uid_type


class Organisation(Table, table=True):
    """The one row that says whose file this is."""

    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    full_name: str = ""
    short_name: str = ""
    city: str = ""
    approver_post: str = ""
    approver_name: str = ""
    language: str = "ru"


class Setting(Table, table=True):
    """A setting that belongs to the file, not to the computer."""

    name: str = Field(primary_key=True)
    value: str

    @property
    @override
    def announced(self) -> str:
        """``setting NAME``: the settings have nothing in common but their table."""
        return f"setting {self.name}"

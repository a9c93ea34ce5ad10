"""The job description that an edition was made of."""

from sqlmodel import Field

from db.models.table import NO_ROWID, Table
from db.models.types import choice
from domain.framework.provision import Topic


class Provision(Table, table=True):
    """A line of the job description that an edition was made of, beside its items and duties."""

    __table_args__ = NO_ROWID

    framework_id: int = Field(foreign_key="framework.id", primary_key=True)
    position: int = Field(primary_key=True)
    topic: Topic = Field(sa_type=choice(Topic, "topic"))
    title: str
    clause: str
    text: str
    whole: bool

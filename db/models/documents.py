"""The job description an edition was made of, the one made of it, and who was familiarised with what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field

from db.models.table import NO_ROWID, Table, partial
from db.models.types import Json, Utc, choice, uid_type
from domain.framework.framework import EditionState
from domain.framework.provision import Topic
from domain.people.familiarisation import Read, Reply, Way


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


class JobDescription(Table, table=True):
    """A numbered edition of the job description of a model.

    ``content`` is place -> what people put there, null for a line left out. ``lines`` are all lines as they
    were when it was published, NULL before.
    """

    __table_args__ = (
        UniqueConstraint("framework_id", "number"),
        partial("uq_job_description_draft", "framework_id", where=text("state = 'draft'"), unique=True),
    )

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    framework_id: int = Field(foreign_key="framework.id")
    number: int
    state: EditionState = Field(sa_type=choice(EditionState))
    content: dict[str, Any] = Field(sa_type=Json)
    lines: list[dict[str, Any]] | None = Field(default=None, sa_type=Json)
    paper_number: str = ""
    dated_on: date | None = None
    content_hash: str = ""
    published_at: datetime | None = Field(default=None, sa_type=Utc)
    published_on: date | None = None


class Familiarisation(Table, table=True):
    """Somebody signed a document, or refused to; a later row about the same document replaces an earlier one.

    Of the three ids the one of *read* is set, of a regulation none: it is named by *document*.
    """

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    read: Read = Field(sa_type=choice(Read))
    job_description_id: int | None = Field(default=None, foreign_key="job_description.id", index=True)
    framework_id: int | None = Field(default=None, foreign_key="framework.id")
    case_id: int | None = Field(default=None, foreign_key="case.id")
    document: str = ""
    reply: Reply = Field(sa_type=choice(Reply))
    way: Way = Field(sa_type=choice(Way))
    on: date
    reason: str = ""
    scan: str = ""
    sha256: str = ""
    entered_at: datetime = Field(sa_type=Utc)
    entered_on: date
    actor_id: int | None = Field(default=None, foreign_key="person.id")


class IssuedPaper(Table, table=True):
    """A document that got its number: one row for each, in turn within a year and a kind of document.

    ``document`` is the key of the kind, ``subject_id`` with ``unit_id`` (0 for none) what it was asked for
    by, ``person_id`` whom it is about, if anybody; ``about`` says in words what a paper about nobody is
    about. ``code`` is the number as printed.
    """

    __table_args__ = (
        CheckConstraint("number > 0 AND copies > 0", name="counted"),
        UniqueConstraint("document", "year", "number"),
        UniqueConstraint("document", "subject_id", "unit_id"),
    )

    id: int = Field(default=None, primary_key=True)
    document: str
    year: int
    number: int
    code: str
    on: date
    subject_id: int
    unit_id: int = 0
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    about: str = ""
    copies: int = 1
    recipients: str = ""
    signed_by: str = ""
    entered_at: datetime = Field(sa_type=Utc)
    entered_on: date
    actor_id: int | None = Field(default=None, foreign_key="person.id")

"""Keys of this file and of others, and the packets that went out and came in."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from db.models.table import NO_ROWID, Table
from db.models.types import Hash, Utc, choice, large_number, uid_type
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind


class OwnKey(Table, table=True):
    """The one row with this file's keys; the private parts are nowhere else."""

    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: int = Field(default=None, primary_key=True)
    signing: str = Field(sa_type=Hash)
    sealing: str
    signing_public: str = Field(sa_type=Hash)
    sealing_public: str
    made_at: datetime = Field(sa_type=Utc)


class KnownKey(Table, table=True):
    """The key of somebody else's file, known by six groups that two people compared."""

    id: int = Field(default=None, primary_key=True)
    signing: str = Field(sa_type=Hash, unique=True)
    sealing: str
    person_id: int = Field(foreign_key="person.id", index=True)
    organisation: str = Field(sa_type=uid_type())
    known_on: date
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    withdrawn_on: date | None = None


class CaseKey(Table, table=True):
    """The key to which the sheets of a case are sealed, in so many shares; its private part is nowhere.

    ``keeper_id`` is the second named person, who was given all shares; None if nobody was.
    """

    __table_args__ = (CheckConstraint("dealt > 0", name="dealt"),)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    recipient: str
    dealt: int
    keeper_id: int | None = Field(default=None, foreign_key="person.id")
    made_at: datetime = Field(sa_type=Utc)
    made_on: date


class Packet(Table, table=True):
    """A packet that went out or came in; ``key`` is the signing key of the other file.

    ``body`` and ``share`` are those of a sealed sheet until it is opened, ``assessor_id`` whose it is. Of a
    case to go and back, ``body`` is the own sheet as it was then, ``opened_on`` when it was here again.
    Of a framework that went out, ``body`` is the hash of its edition.
    ``commitment`` is the hash of the share that an invitation took along.
    """

    __table_args__ = (UniqueConstraint("way", "key", "sequence"),)

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    way: Way = Field(sa_type=choice(Way))
    kind: PacketKind = Field(sa_type=choice(PacketKind, "kind"))
    key: str = Field(sa_type=Hash)
    sequence: int = Field(sa_type=large_number())
    content_hash: str = Field(sa_type=Hash)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    assessor_id: int | None = Field(default=None, foreign_key="person.id")
    share_number: int | None = None
    share: bytes | None = None
    body: bytes | None = None
    at: datetime = Field(sa_type=Utc)
    on: date
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    opened_on: date | None = None
    commitment: str | None = Field(default=None, sa_type=Hash)


class KeptShare(Table, table=True):
    """A share kept here by the second named person; ``given_on`` None until it is given."""

    __table_args__ = (NO_ROWID,)

    packet_id: int = Field(foreign_key="packet.id", primary_key=True)
    number: int = Field(primary_key=True)
    share: bytes
    given_on: date | None = None

"""What people did with a case or a cycle: ended, changed, settled, refused, hired."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from db.models.table import NO_ROWID, Table, level_check
from db.models.types import Hash, Json, Utc, choice, uid_type
from domain.assessing.case import CaseState
from domain.mark import Role


class CycleEnd(Table, table=True):
    """Someone sealed, closed or withdrew a cycle; ``waiting`` are cases and assessors without a sheet in."""

    __table_args__ = (CheckConstraint("waiting = '[]' OR reason <> ''", name="reason"),)

    id: int = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    state: CaseState = Field(sa_type=choice(CaseState, "state"))
    at: datetime = Field(sa_type=Utc)
    on: date
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    reason: str = ""
    waiting: list[list[int]] = Field(sa_type=Json)


class CampaignPanel(Table, table=True):
    """Who rates in a campaign, unless a candidate gets other assessors."""

    __table_args__ = NO_ROWID

    cycle_id: int = Field(foreign_key="cycle.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    role: Role = Field(sa_type=choice(Role))
    position: int


class CampaignChange(Table, table=True):
    """What was changed after the opening, and the codes of people already assessed by then."""

    id: int = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    at: datetime = Field(sa_type=Utc)
    on: date
    actor_id: int = Field(foreign_key="person.id")
    text: str
    assessed: list[str] = Field(sa_type=Json)


class Withdrawal(Table, table=True):
    """A candidate withdrew from the campaign: no new marks, and the case counts nowhere."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    on: date
    reason: str
    actor_id: int | None = Field(default=None, foreign_key="person.id")


class Settled(Table, table=True):
    """The level that people settled on; NULL means that the item is not applicable."""

    __table_args__ = (level_check(),)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    level: int | None = None
    reason: str
    actor_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Utc)
    on: date


class ConclusionSigner(Table, table=True):
    """Someone who signs a conclusion besides its author, with the post held on that day."""

    __table_args__ = NO_ROWID

    conclusion_id: int = Field(foreign_key="conclusion.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    post: str
    position: int


class Refusal(Table, table=True):
    """The reasons for a refusal as someone wrote them; the newest row is the valid one."""

    id: int = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    text: str
    person_id: int = Field(foreign_key="person.id")
    on: date


class NotChosen(Table, table=True):
    """Another candidate was chosen: the reason, by a named person with the post held on that day."""

    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    reason: str
    person_id: int = Field(foreign_key="person.id")
    post: str
    on: date


class Hire(Table, table=True):
    """A candidate became an employee through this case."""

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    hired_on: date
    probation_ends_on: date | None = None
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    actor_id: int | None = Field(default=None, foreign_key="person.id")


class SnapshotPart(Table, table=True):
    """What many snapshots have in common, stored once: compressed, and without anyone's texts or marks."""

    id: int = Field(default=None, primary_key=True)
    content: bytes
    content_hash: str = Field(sa_type=Hash, unique=True)


class Snapshot(Table, table=True):
    """A stored computation, to be recomputed to the same bits (law 17): see ``assessing/snapshots.py``.

    What it shares with others is in parts: the items with their targets, the duties, the policy. ``content``
    is what belongs to the case, compressed.
    """

    id: int = Field(default=None, primary_key=True)
    uid: str = Field(sa_type=uid_type(), unique=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    engine: str
    made_at: datetime = Field(sa_type=Utc)
    items_id: int = Field(foreign_key="snapshot_part.id")
    duties_id: int = Field(foreign_key="snapshot_part.id")
    policy_id: int = Field(foreign_key="snapshot_part.id")
    content: bytes
    content_hash: str = Field(sa_type=Hash)

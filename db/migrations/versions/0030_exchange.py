"""Keys of this file and of others, keys of cases, and the packets that went out and came in."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_WAY = sa.Enum("sent", "received", name="way", native_enum=False, create_constraint=True, length=24)
_KIND = sa.Enum(
    *("invitation", "sealed_sheet", "sheet", "kept_shares", "given_share"),
    name="kind",
    native_enum=False,
    create_constraint=True,
    length=24,
)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "own_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signing", sa.LargeBinary(), nullable=False),
        sa.Column("sealing", sa.String(), nullable=False),
        sa.Column("signing_public", sa.LargeBinary(), nullable=False),
        sa.Column("sealing_public", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name="one"),
        sa.PrimaryKeyConstraint("id", name="pk_own_key"),
    )
    op.create_table(
        "known_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signing", sa.LargeBinary(), nullable=False),
        sa.Column("sealing", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_known_key_actor_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_known_key_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_known_key"),
        sa.UniqueConstraint("signing", name="uq_known_key_signing"),
    )
    op.create_index("ix_known_key_person_id", "known_key", ["person_id"])
    op.create_table(
        "case_key",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("dealt", sa.Integer(), nullable=False),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("dealt > 0", name="dealt"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_key_case_id"),
        sa.ForeignKeyConstraint(["keeper_id"], ["person.id"], name="fk_case_key_keeper_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_key"),
    )
    op.create_table(
        "packet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("way", _WAY, nullable=False),
        sa.Column("kind", _KIND, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("assessor_id", sa.Integer(), nullable=True),
        sa.Column("share_number", sa.Integer(), nullable=True),
        sa.Column("share", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_packet_actor_id"),
        sa.ForeignKeyConstraint(["assessor_id"], ["person.id"], name="fk_packet_assessor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_packet_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_packet"),
        sa.UniqueConstraint("uid", name="uq_packet_uid"),
        sa.UniqueConstraint("way", "key", "sequence", name="uq_packet_way_key_sequence"),
    )
    op.create_index("ix_packet_case_id", "packet", ["case_id"])

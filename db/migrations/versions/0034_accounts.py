"""Accounts of the organisation's server, the units they reach, and who is logged in."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

_ROLE = sa.Enum(
    *("hr", "manager", "assessor", "auditor", "administrator"),
    name="loginrole",
    native_enum=False,
    create_constraint=True,
    length=24,
)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", _ROLE, nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("change_first", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(), nullable=True),
        sa.Column("locked_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("wrong >= 0", name="wrong"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
    )
    op.create_index("ix_account_person_id", "account", ["person_id"])
    op.create_table(
        "account_unit",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_unit_account_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_account_unit_unit_id"),
        sa.PrimaryKeyConstraint("account_id", "unit_id", name="pk_account_unit"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "login",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_login_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("token", name="uq_login_token"),
    )
    op.create_index("ix_login_account_id", "login", ["account_id"])

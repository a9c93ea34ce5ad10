"""The first answers of the organisation's server, kept in the transaction of the act."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "first_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Uuid(), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_first_answer_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_first_answer"),
        sa.UniqueConstraint("person_id", "number", name="uq_first_answer_person_id_number"),
    )

"""The reason of a dismissal, the paper of a basis, and every such paper that was entered."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add what a dismissal and a basis say of themselves."""
    with op.batch_alter_table("person", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("left_reason", sa.String(), nullable=True))
        batch.add_column(sa.Column("basis_on", sa.Date(), nullable=True))
    op.create_table(
        "basis_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_basis_paper_actor_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_basis_paper_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_basis_paper"),
    )
    op.create_index("ix_basis_paper_person_id", "basis_paper", ["person_id"])

"""A plan takes its number when it is approved; one approved before keeps that of its paper."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the number; that of an approved plan was until now the one of its case, else its own id."""
    # Rebuilt, so that an old file says its tables in the words of a new one.
    with op.batch_alter_table("plan", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("number", sa.Integer(), nullable=True))
    op.execute("UPDATE plan SET number = coalesce(case_id, id) WHERE approved_on IS NOT NULL")

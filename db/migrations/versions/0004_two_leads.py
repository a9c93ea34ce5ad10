"""Two leads of a question, its own follow-ups, and which lead a campaign asks of everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("question", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("probes", sa.Text(), nullable=True))
        batch.add_column(sa.Column("twin", sa.Text(), nullable=True))
    for table in ("question_set", "campaign"):
        with op.batch_alter_table(table, recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
            batch.add_column(
                sa.Column("lead", sa.String(length=24), nullable=False, server_default="experience")
            )
            batch.create_check_constraint("lead", "lead IN ('experience', 'situation')")
        with op.batch_alter_table(table, recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
            batch.alter_column("lead", server_default=None)

"""What makes mentoring part of a mentor's job, so that no consent is needed."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the column; whoever mentors so far does so by consent."""
    with op.batch_alter_table("mentoring", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("clause", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("mentoring", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.alter_column("clause", server_default=None)

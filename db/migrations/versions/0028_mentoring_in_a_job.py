"""What makes mentoring part of a mentor's job, so that no consent is needed."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add the column; whoever mentors so far does so by consent."""
    op.add_column("mentoring", sa.Column("clause", sa.String(), nullable=False, server_default=""))

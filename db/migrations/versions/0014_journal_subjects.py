"""Events other than marks are found by what they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_journal_subject",
        "journal",
        ["subject_kind", "subject_id"],
        sqlite_where=sa.text("act <> 'rate'"),
    )

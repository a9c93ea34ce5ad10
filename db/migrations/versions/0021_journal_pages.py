"""Events other than marks are found by who did them and when, so that a page of them reads a page."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

COLUMNS = {"ix_journal_actor": "actor_id", "ix_journal_at": "at"}


def upgrade() -> None:
    """Add the indices."""
    for name, column in COLUMNS.items():
        op.create_index(name, "journal", [column], sqlite_where=sa.text("act <> 'rate'"))

"""Events about many are found by what their data names: a journal of one person reads no other exports."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the index; it holds the data of these acts, which are few beside the marks."""
    op.create_index(
        "ix_journal_many",
        "journal",
        ["subject_kind", "act", "data"],
        sqlite_where=sa.text("act IN ('export', 'load', 'merge', 'sign', 'refuse', 'take_back')"),
    )

"""Notes are found by their day, so that a page of the diary reads a page; facts alone by their sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the index of notes; that of facts leaves them out, or SQLite would look for notes there."""
    op.drop_index("ix_evidence_sheet_id", "evidence")
    op.create_index(
        "ix_evidence_sheet_id", "evidence", ["sheet_id"], sqlite_where=sa.text("sheet_id IS NOT NULL")
    )
    op.create_index(
        "ix_evidence_note",
        "evidence",
        ["observed_on", "recorded_at", "id", "person_id", "author_id"],
        sqlite_where=sa.text("sheet_id IS NULL AND retired_at IS NULL"),
    )

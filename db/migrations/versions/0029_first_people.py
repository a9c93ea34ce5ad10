"""The first people of a list, and how many there are by kind, are found without a look at everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add the index; those who were erased or merged into somebody else are in no list."""
    op.create_index(
        "ix_person_listed",
        "person",
        ["kind", "left_on", "folded"],
        sqlite_where=sa.text("erased_at IS NULL AND merged_into IS NULL"),
    )

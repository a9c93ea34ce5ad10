"""What an act has still to do outside the file is written down in it, so that a kill forgets nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_TASK = sa.Enum(
    *("paper", "file", "copy", "folder", "old_key"),
    name="task",
    native_enum=False,
    create_constraint=True,
    length=24,
)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "outstanding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task", _TASK, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outstanding"),
    )

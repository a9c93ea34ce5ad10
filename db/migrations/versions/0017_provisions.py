"""What a job description says beside the model is kept with the edition made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_TOPIC = sa.Enum(
    *(
        "head",
        "know",
        "can",
        "both",
        "functions",
        "duties",
        "general",
        "rights",
        "liability",
        "signing",
        "other",
    ),
    name="topic",
    native_enum=False,
    create_constraint=True,
    length=24,
)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "provision",
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", _TOPIC, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_provision_framework_id"),
        sa.PrimaryKeyConstraint("framework_id", "position", name="pk_provision"),
        sqlite_with_rowid=False,
    )

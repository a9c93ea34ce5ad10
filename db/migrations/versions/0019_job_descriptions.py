"""The job description of a model has editions of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_STATE = sa.Enum(
    "draft",
    "published",
    "retired",
    name="editionstate",
    native_enum=False,
    create_constraint=True,
    length=24,
)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "job_description",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", _STATE, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=True),
        sa.Column("paper_number", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_job_description_framework_id"),
        sa.PrimaryKeyConstraint("id", name="pk_job_description"),
        sa.UniqueConstraint("framework_id", "number", name="uq_job_description_framework_id_number"),
        sa.UniqueConstraint("uid", name="uq_job_description_uid"),
    )
    op.create_index(
        "uq_job_description_draft",
        "job_description",
        ["framework_id"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )

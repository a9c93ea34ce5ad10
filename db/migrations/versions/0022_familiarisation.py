"""Who has signed which edition of which document, or refused to."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "familiarisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "read", _choice("read", "job_description", "framework", "regulation", "results"), nullable=False
        ),
        sa.Column("job_description_id", sa.Integer(), nullable=True),
        sa.Column("framework_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("reply", _choice("reply", "signed", "refused", "taken_back"), nullable=False),
        sa.Column("way", _choice("way", "sheet", "journal", "copy", "other"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("scan", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_familiarisation_actor_id"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_familiarisation_case_id"),
        sa.ForeignKeyConstraint(["framework_id"], ["framework.id"], name="fk_familiarisation_framework_id"),
        sa.ForeignKeyConstraint(
            ["job_description_id"], ["job_description.id"], name="fk_familiarisation_job_description_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_familiarisation_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_familiarisation"),
    )
    for column in ("job_description_id", "person_id"):
        op.create_index(f"ix_familiarisation_{column}", "familiarisation", [column])

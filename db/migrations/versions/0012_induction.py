"""The steps of an induction are the plan's own; a plan from before has the standard ones until changed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


_BY = sa.Enum(
    *("manager", "mentor", "hr", "safety", "it"),
    name="guide",
    native_enum=False,
    create_constraint=True,
    length=24,
)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "induction_step",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("by", _BY, nullable=False),
        sa.Column("text_ru", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_induction_step_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", "position", name="pk_induction_step"),
        sqlite_with_rowid=False,
    )

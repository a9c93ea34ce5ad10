"""Levels from somebody's file and where they come from, beside the sheets and never among them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "level_import",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("assessor_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_level_import_actor_id"),
        sa.ForeignKeyConstraint(["assessor_id"], ["person.id"], name="fk_level_import_assessor_id"),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_level_import_cycle_id"),
        sa.PrimaryKeyConstraint("cycle_id", name="pk_level_import"),
    )
    op.create_table(
        "imported_level",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level IN (0, 1, 2, 3, 4)", name="level"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_imported_level_case_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_imported_level_item_id"),
        sa.PrimaryKeyConstraint("case_id", "item_id", name="pk_imported_level"),
        sqlite_with_rowid=False,
    )

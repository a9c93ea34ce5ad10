"""Which follow-up questions were asked in an interview, by item, ticked by who asked them."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "asked_probe",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("probe", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_asked_probe_item_id"),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name="fk_asked_probe_sheet_id"),
        sa.PrimaryKeyConstraint("sheet_id", "item_id", "probe", name="pk_asked_probe"),
        sqlite_with_rowid=False,
    )

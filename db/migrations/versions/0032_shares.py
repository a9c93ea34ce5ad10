"""What tells a false share from the dealt one, and the shares that the second named person keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Add the column and the table."""
    with op.batch_alter_table("packet", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("commitment", sa.LargeBinary(), nullable=True))
    op.create_table(
        "kept_share",
        sa.Column("packet_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("share", sa.LargeBinary(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["packet_id"], ["packet.id"], name="fk_kept_share_packet_id"),
        sa.PrimaryKeyConstraint("packet_id", "number", name="pk_kept_share"),
        sqlite_with_rowid=False,
    )

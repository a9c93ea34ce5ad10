"""For what someone's data are kept and what permits it, beside the words that were typed, which stay."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_TEXTS = ("number", "kept_at", "sha256", "reason")


def upgrade() -> None:
    """Add the columns; nobody entered a purpose or a ground before, and none is guessed from words."""
    for table in ("person", "basis_paper"):
        with op.batch_alter_table(table, recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
            for column in ("purpose", "ground"):
                batch.add_column(sa.Column(column, sa.String(length=24), nullable=True))
            for column in ("withdrawn_on", "hold_until"):
                batch.add_column(sa.Column(column, sa.Date(), nullable=True))
            batch.create_check_constraint("purpose", "purpose IN ('candidate', 'staff', 'reserve')")
            batch.create_check_constraint("ground", "ground IN ('consent', 'contract', 'law')")
            if table == "basis_paper":
                for column in _TEXTS:
                    batch.add_column(sa.Column(column, sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table(
        "basis_paper", recreate="always", reflect_kwargs={"resolve_fks": False}
    ) as batch:
        for column in _TEXTS:
            batch.alter_column(column, server_default=None)

"""Packets with a framework, with a case to go and back, and with a result."""

from alembic import op

revision = "0031"
down_revision = "0030"

_KINDS = (
    *("invitation", "sealed_sheet", "sheet", "kept_shares", "given_share"),
    *("model", "case_to_go", "case_back", "result"),
)


def upgrade() -> None:
    """Let packets be of these kinds too."""
    with op.batch_alter_table("packet", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.drop_constraint("kind", type_="check")
        batch.create_check_constraint("kind", f"kind IN ({', '.join(f"'{one}'" for one in _KINDS)})")

"""A critical item gets a floor of its own, and the rules by which a level below it is a stop-signal."""

import json

import sqlalchemy as sa
from alembic import op

from domain.canonical import canonical, content_hash

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the floor to the targets, and beside the policy of the cycles held so far that of the next ones."""
    with op.batch_alter_table("target", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("floor", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("floor_reason_ru", sa.String(), nullable=True))
        batch.add_column(sa.Column("floor_reason_en", sa.String(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_target_floor"), "floor IS NULL OR (critical AND floor BETWEEN 0 AND level)"
        )
    file = op.get_bind()
    newest = file.execute(sa.text("SELECT number, content FROM policy ORDER BY number DESC LIMIT 1")).first()
    if newest is None:  # a new file, that is filled after this
        return
    content = {**json.loads(newest.content), "stops_below": "floor"}
    file.execute(
        sa.text("INSERT INTO policy (number, content, content_hash) VALUES (:number, :content, :hash)"),
        {
            "number": newest.number + 1,
            "content": canonical(content).decode(),
            "hash": content_hash(content),
        },
    )

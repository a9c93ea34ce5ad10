"""Hashes as bytes, none of the event before beside each event; snapshots compressed, what they share once.

What was signed or hashed stays as it was: only how it is stored is another.
"""

import hashlib
import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_OWN = {"marks", "settled", "carried"}


def upgrade() -> None:
    """Write both tables anew, which is quicker than changing every row of them in its place."""
    _journal()
    _snapshots()
    with op.batch_alter_table("sheet", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.alter_column("content_hash", existing_type=sa.String(), type_=sa.LargeBinary())
    op.execute(f"UPDATE sheet SET content_hash = {_bytes('CAST(content_hash AS TEXT)')}")


def _bytes(digits: str) -> str:
    """Return a hash as bytes; what is none, somebody else has put there: it stays and is found as before."""
    return f"coalesce(unhex({digits}), CAST({digits} AS BLOB))"


def _journal() -> None:
    op.rename_table("journal", "journal_before")
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_journal_actor_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.execute(
        "INSERT INTO journal SELECT seq, at, actor_id, act, subject_kind, subject_id, data,"
        f" {_bytes('mac')} FROM journal_before ORDER BY seq"
    )
    op.drop_table("journal_before")


def _snapshots() -> None:
    op.create_table(
        "snapshot_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot_part"),
        sa.UniqueConstraint("content_hash", name="uq_snapshot_part_content_hash"),
    )
    op.drop_index("ix_snapshot_case_id", "snapshot")
    op.rename_table("snapshot", "snapshot_before")
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.CHAR(32), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("items_id", sa.Integer(), nullable=False),
        sa.Column("duties_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_snapshot_case_id"),
        *(
            sa.ForeignKeyConstraint([one], ["snapshot_part.id"], name=f"fk_snapshot_{one}")
            for one in ("items_id", "duties_id", "policy_id")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
        sa.UniqueConstraint("uid", name="uq_snapshot_uid"),
    )
    op.create_index("ix_snapshot_case_id", "snapshot", ["case_id"])
    file = op.get_bind()
    parts: dict[bytes, int] = {}

    def part(content: object) -> int:
        text = _text(content)
        known = hashlib.sha256(text).digest()
        if known not in parts:
            parts[known] = len(parts) + 1
            file.exec_driver_sql(
                "INSERT INTO snapshot_part VALUES (?, ?, ?)", (parts[known], zlib.compress(text, 9), known)
            )
        return parts[known]

    rows = file.exec_driver_sql(
        "SELECT id, uid, case_id, engine, made_at, CAST(inputs AS BLOB), CAST(results AS BLOB),"
        f" {_bytes('content_hash')} FROM snapshot_before ORDER BY id"
    )
    for *row, inputs, results, known in rows:
        (items, duties, policy), own = _parted(inputs)
        content = zlib.compress(b"[%b,%b]" % (_text(own), results), 9)
        file.exec_driver_sql(
            "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, part(items), part(duties), part(policy), content, known),
        )
    op.drop_table("snapshot_before")


def _parted(inputs: bytes) -> tuple[tuple[object, object, object], object]:
    """Return items, duties and policy, and what of the items is the case's own.

    What cannot be taken apart was not written by the program. It stays whole, as the case's own, and does not
    compute, as before.
    """
    whole = (None, None, None), inputs.decode(errors="replace")
    try:
        content = json.loads(inputs)
        entries, duties, policy = content.pop("entries"), content.pop("duties"), content.pop("policy")
        items = [{key: one[key] for key in one.keys() - _OWN} for one in entries]
        own = [{key: one[key] for key in one.keys() & _OWN} for one in entries]
        _text([items, own, duties, policy])  # half a sign, spelt out as JSON can, is no text
    except (ValueError, KeyError, TypeError, AttributeError):
        return whole
    return ((items, duties, policy), own) if not content else whole


def _text(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

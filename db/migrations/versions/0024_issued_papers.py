"""A register of issued documents, and the cases of a person's name and post as somebody confirmed them."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the table, and the column of people."""
    op.create_table(
        "issued_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("number > 0 AND copies > 0", name="counted"),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_issued_paper_actor_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_issued_paper_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_issued_paper"),
        sa.UniqueConstraint("document", "year", "number", name="uq_issued_paper_document_year_number"),
        sa.UniqueConstraint(
            "document", "subject_id", "unit_id", name="uq_issued_paper_document_subject_id_unit_id"
        ),
    )
    op.create_index("ix_issued_paper_person_id", "issued_paper", ["person_id"])
    with op.batch_alter_table("person", recreate="always", reflect_kwargs={"resolve_fks": False}) as batch:
        batch.add_column(sa.Column("declined", sa.String(), nullable=True))

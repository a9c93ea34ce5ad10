"""Half-filled forms outlive the program."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table; nothing in it is older than it."""
    op.create_table(
        "form_draft",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_form_draft_person_id"),
        sa.PrimaryKeyConstraint("person_id", "form", "about", name="pk_form_draft"),
    )

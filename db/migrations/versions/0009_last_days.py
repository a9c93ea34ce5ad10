"""A reason for leaving stands only beside the day of it."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Take reasons of no dismissal off the cards; ``db/file/triggers.py`` refuses new ones."""
    op.execute("UPDATE person SET left_reason = NULL WHERE left_on IS NULL")
